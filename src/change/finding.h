#pragma once

#include <QList>
#include <QString>

namespace howdah::change {

/// How much a finding weighs. An Error stands in the way: what has one is not applied.
enum class Severity { Info, Warning, Error };

/// "info", "warning", "error": for JSON and the command line.
[[nodiscard]] QString severityName(Severity severity);

/// Something worth knowing before SQL runs, with the place it comes from.
struct Finding final
{
    QString rule; ///< stable, for scripts: "extension-missing", "needs-alembic" …
    Severity severity = Severity::Info;
    QString message; ///< whole sentences, plain text
    QString file;    ///< as the folder names it, empty when it is about no file
    int line = 0;    ///< 1-based, 0 when it is about no line

    friend bool operator==(const Finding &, const Finding &) = default;
};

[[nodiscard]] bool hasErrors(const QList<Finding> &findings);
/// Error when there is one, else Warning when there is one, else Info.
[[nodiscard]] Severity worst(const QList<Finding> &findings);

} // namespace howdah::change
