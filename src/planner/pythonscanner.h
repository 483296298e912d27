#pragma once

#include "base/result.h"
#include "change/script.h"

#include <QList>
#include <QString>

namespace howdah::planner {

/// One token of Python source. Enough of the language to read revision files without running them.
struct PythonToken final
{
    enum class Kind { Name, Number, String, Operator, NewLine, Indent, Dedent, End };

    Kind kind = Kind::End;
    QString text; ///< as written; for a String its value, decoded
    change::Place place;
    change::SourceMap map; ///< String only: where each character of the value stands in the file
    bool literal =
        true; ///< String only: false for f-strings, bytes and escapes that need Python's tables

    [[nodiscard]] bool is(QStringView op) const { return kind == Kind::Operator && text == op; }
    [[nodiscard]] bool isName(QStringView name) const { return kind == Kind::Name && text == name; }
};

/// The tokens of @p source, comments dropped, physical lines inside brackets joined, ending in one
/// End. InvalidInput, with "line n" as context, for what Python could not read either.
[[nodiscard]] Result<QList<PythonToken>> scanPython(QString source);

} // namespace howdah::planner
