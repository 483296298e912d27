#pragma once

#include "pg/connection.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace howdah::metrics {

/// What a column of somebody's table means to us.
enum class Role {
    Time,
    Model,
    Provider,
    Operation,
    InputTokens,
    CachedTokens, ///< part of the input tokens
    OutputTokens,
    Cost,
    LatencyMs,
    FirstTokenMs,
    Failed, ///< boolean
    ErrorType,
    User,
    Team,
    Task,
    Conversation,
    Request,
};

/// "time", "input_tokens" …: the word for a role in mapping files, on the command line and in JSON.
[[nodiscard]] QString roleName(Role role);
[[nodiscard]] std::optional<Role> roleFromName(const QString &name);

/// A table of LLM calls, one row a call, and which of its columns, or expressions over them, play
/// which role. Nothing is imported: questions are asked of the table itself.
struct Source final
{
    QString id;
    QString title;
    QString schema; ///< empty in a mapping, known once it was found in a database
    QString table;
    QString currency;
    /// SQL over the columns of one row, each column as {its name}.
    QMap<Role, QString> expressions;

    [[nodiscard]] bool has(Role role) const { return expressions.contains(role); }
    /// The expression with its columns quoted and qualified by @p alias.
    [[nodiscard]] QString sql(Role role, const QString &alias) const;
    /// Every column the mapping names.
    [[nodiscard]] QStringList columns() const;
};

/// Reads one mapping; InvalidInput says what is wrong with it. Roles "time" and "cost" or
/// "latency_ms" must be there.
[[nodiscard]] Result<Source> sourceFromJson(const QByteArray &json);

/// The mappings that come with Howdah.
[[nodiscard]] QList<Source> builtInSources();

/// Which of @p candidates this database has: tables of that name, in any schema, with all the
/// columns, that this role may read. The same mapping may be found in several schemas.
[[nodiscard]] Result<QList<Source>> findSources(pg::Connection &connection,
                                                const QList<Source> &candidates,
                                                const pg::CallLimits &limits = {});

} // namespace howdah::metrics
