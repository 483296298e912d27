#pragma once

#include "pg/endpoint.h"
#include "process/child.h"
#include "process/passfile.h"

#include <optional>

namespace howdah::backup {

/// A PostgreSQL program that connects to @p endpoint: conninfo without a password in its arguments,
/// the password (also one from our own PGPASSWORD) in an anonymous pass file, and never a prompt.
/// Keep the object while the program runs.
class ClientCommand final
{
public:
    [[nodiscard]] static Result<ClientCommand>
    create(const QString &program, const pg::Endpoint &endpoint, const QStringList &arguments);

    [[nodiscard]] process::Command &command() { return m_command; }

private:
    ClientCommand() = default;

    process::Command m_command;
    std::optional<process::PassFile> m_passFile;
};

/// @p endpoint with another database, under a name of its own in pg_stat_activity.
[[nodiscard]] pg::Endpoint named(pg::Endpoint endpoint, const QString &applicationName,
                                 const QString &database = {});

/// Ends every session of that name on the server, so that nothing goes on after a cancel; gives up
/// after two seconds.
void endSessions(const pg::Endpoint &endpoint, const QString &applicationName);

/// ToolFailed turned into what it was about where the tool's words say so (disk full, connection
/// lost).
[[nodiscard]] Error classified(const Error &error);

} // namespace howdah::backup
