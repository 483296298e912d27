#include "backup/preflight.h"

#include "base/format.h"
#include "process/child.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QStorageInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

// Typical text-heavy tables, measured: gzip:1 and zstd:3 leave a third of the heap; two cores read
// 90 MB of it a second.
constexpr double compressedShare = 0.35;
constexpr double bytesPerSecond = 90e6;
constexpr double lockHeadRoom = 0.8;
constexpr int mostNamed = 5;

// One row with everything that needs no more than a number. $1: connections the backup will open.
const QString factsSql = uR"(
SELECT pg_catalog.current_database(),
       pg_catalog.pg_database_size(pg_catalog.current_database()),
       pg_catalog.current_setting('max_locks_per_transaction')::bigint
         * (pg_catalog.current_setting('max_connections')::bigint
            + pg_catalog.current_setting('max_prepared_transactions')::bigint),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_'
          AND n.nspname <> 'information_schema'),
       pg_catalog.current_setting('max_connections')::bigint
         - pg_catalog.current_setting('superuser_reserved_connections')::bigint
         - (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE backend_type = 'client backend'),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class WHERE relkind = 'f'),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class WHERE relkind = 'r' AND relpersistence = 'u'),
       (SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = current_user),
       pg_catalog.pg_is_in_recovery(),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_class WHERE relkind = 'r' AND oid > 16383))"_s;

const QString userRelations = uR"(
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relpersistence <> 't' )"_s;

const QString schemasSql = uR"(
SELECT nspname FROM pg_catalog.pg_namespace
WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname)"_s;

class Looking final
{
public:
    Looking(pg::Connection &connection, const CreateOptions &options, const pg::CallLimits &limits)
        : m_connection(connection)
        , m_options(options)
        , m_limits(limits)
    {}

    Result<Preflight> run()
    {
        if (const auto read = readFacts(); !read)
            return read.error();
        if (const auto read = readNames(); !read)
            return read.error();
        lookAtTool();
        lookAtFolder();
        std::ranges::stable_sort(m_result.findings, std::greater(), &Finding::level);
        return m_result;
    }

private:
    void add(Finding::Level level, const QString &text, const QString &advice = {})
    {
        m_result.findings.append({.level = level, .text = text, .advice = advice});
    }

    Result<void> readFacts()
    {
        const auto rows = m_connection.query(factsSql, {}, m_limits);
        if (!rows)
            return rows.error().within(u"look at the database"_s);
        m_result.database = rows->text(0, 0);
        m_result.databaseBytes = rows->integer(0, 1);
        m_result.server = u"PostgreSQL "_s + m_connection.parameterStatus("server_version");
        m_result.tables = rows->integer(0, 9);
        const bool compressed =
            m_options.format != Format::Plain && m_options.compression != "none"_L1;
        m_result.estimatedBytes =
            qint64(double(m_result.databaseBytes) * (compressed ? compressedShare : 1));
        m_result.estimatedMs =
            qint64(double(m_result.databaseBytes) / bytesPerSecond * 1000) + 1000;

        const qint64 locks = rows->integer(0, 2);
        const qint64 relations = rows->integer(0, 3);
        if (double(relations) > double(locks) * lockHeadRoom) {
            add(Finding::Level::Warning,
                u"pg_dump locks every table, %1 relations here, and the server has room for about %2 locks."_s
                    .arg(format::count(relations), format::count(locks)),
                u"Raise max_locks_per_transaction, or back up schema by schema."_s);
        }
        const qint64 needed = (m_options.format == Format::Directory ? m_options.jobs + 1 : 1) + 2;
        if (const qint64 free = rows->integer(0, 4); free < needed) {
            add(Finding::Level::Warning,
                u"The backup needs %1 connections and the server has %2 to give."_s.arg(needed).arg(
                    qMax<qint64>(free, 0)),
                u"Use fewer jobs, or wait until others disconnect."_s);
        }
        if (const qint64 foreign = rows->integer(0, 5); foreign > 0) {
            add(Finding::Level::Note,
                u"Foreign tables (%1) are backed up without their rows, which live on other servers."_s
                    .arg(foreign));
        }
        if (const qint64 unlogged = rows->integer(0, 6); unlogged > 0 && rows->boolean(0, 8)) {
            add(Finding::Level::Warning,
                u"This is a standby, where the rows of unlogged tables (%1) cannot be read."_s.arg(
                    unlogged),
                u"Back up the primary server."_s);
        }
        m_seesAllRows = rows->boolean(0, 7);
        return {};
    }

    Result<void> readNames()
    {
        const auto schemas = m_connection.query(schemasSql, {}, m_limits);
        if (!schemas)
            return schemas.error().within(u"list the schemas"_s);
        for (int row = 0; row < schemas->rowCount(); ++row)
            m_result.schemas += schemas->text(row, 0);

        const auto denied = named(
            u"AND c.relkind IN ('r', 'p', 'S') AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')"_s);
        if (!denied)
            return denied.error();
        if (!denied->isEmpty()) {
            add(Finding::Level::Blocker, u"You may not read %1."_s.arg(*denied),
                u"Connect as the owner, or as a member of pg_read_all_data."_s);
        }
        if (m_seesAllRows)
            return {};
        const auto secured = named(u"AND c.relrowsecurity AND (c.relforcerowsecurity "
                                   "OR NOT pg_catalog.pg_has_role(c.relowner, 'USAGE'))"_s);
        if (!secured)
            return secured.error();
        if (!secured->isEmpty()) {
            add(Finding::Level::Blocker,
                u"Row security may hide rows of %1 from you, and pg_dump refuses that."_s.arg(
                    *secured),
                u"Connect as the owner or as a role with BYPASSRLS."_s);
        }
        return {};
    }

    /// The first few relations that fulfil @p condition, and how many more there are.
    Result<QString> named(const QString &condition)
    {
        const auto rows = m_connection.query(u"SELECT n.nspname || '.' || c.relname "_s +
                                                 userRelations + condition + u" ORDER BY 1"_s,
                                             {}, m_limits);
        if (!rows)
            return rows.error().within(u"look at rights"_s);
        QStringList names;
        for (int row = 0; row < qMin(rows->rowCount(), mostNamed); ++row)
            names += rows->text(row, 0);
        QString text = names.join(u", "_s);
        if (rows->rowCount() > mostNamed)
            text += u" and %1 more"_s.arg(rows->rowCount() - mostNamed);
        return text;
    }

    void lookAtTool()
    {
        const auto tool = process::chooseTool(u"pg_dump"_s, m_connection.serverVersion(),
                                              process::programFolders(m_options.toolFolder));
        if (!tool) {
            add(Finding::Level::Blocker, tool.error().message + u' ' + tool.error().detail,
                tool.error().hint);
            return;
        }
        m_result.tool = u"pg_dump %1 (%2)"_s.arg(tool->versionText, tool->path);
        if (const auto hole = knownHole(*tool))
            m_result.findings.append(*hole);
        const QString name = m_options.name.isEmpty()
                                 ? defaultName(m_result.database, QDateTime::currentDateTimeUtc())
                                 : m_options.name;
        CreateOptions options = m_options;
        if (options.compression.isEmpty() && options.format != Format::Plain) {
            options.compression = supportedCompression(*tool);
            if (options.compression != defaultCompression(tool->version)) {
                add(Finding::Level::Note,
                    u"This pg_dump was built without zstd, so %1 compresses."_s.arg(
                        options.compression),
                    u"A pg_dump with zstd makes the same backup in a fraction of the time."_s);
            }
        }
        const process::Command command{
            .program = tool->path,
            .arguments = QStringList{u"--no-password"_s, u"--dbname"_s,
                                     m_connection.endpoint().toConninfo()} +
                         dumpArguments(
                             options, tool->version, u"SNAPSHOT"_s,
                             dumpPath(QDir(m_options.folder).absoluteFilePath(name) + partialSuffix,
                                      m_options.format))};
        m_result.commandLine = command.toShellText();
    }

    void lookAtFolder()
    {
        if (m_options.folder.isEmpty())
            return;
        // The folder may have to be made: what counts is the nearest that exists.
        QFileInfo nearest(QDir(m_options.folder).absolutePath());
        while (!nearest.exists() && nearest.path() != nearest.filePath())
            nearest = QFileInfo(nearest.path());
        if (!nearest.isDir() || !nearest.isWritable()) {
            add(Finding::Level::Blocker, u"Nothing can be written to %1."_s.arg(m_options.folder),
                u"Choose another folder."_s);
            return;
        }
        const QStorageInfo storage(nearest.filePath());
        if (!storage.isValid())
            return;
        m_result.freeBytes = storage.bytesAvailable();
        if (m_result.freeBytes >= m_result.estimatedBytes)
            return;
        const bool hopeless = m_result.freeBytes < m_result.estimatedBytes / 4;
        add(hopeless ? Finding::Level::Blocker : Finding::Level::Warning,
            u"The backup takes about %1 and the disk has %2 left."_s.arg(
                format::bytes(m_result.estimatedBytes), format::bytes(m_result.freeBytes)),
            u"Choose another folder, or a stronger compression."_s);
    }

    pg::Connection &m_connection;
    const CreateOptions &m_options;
    const pg::CallLimits &m_limits;
    Preflight m_result;
    bool m_seesAllRows = false;
};

} // namespace

bool Preflight::isBlocked() const
{
    return std::ranges::any_of(
        findings, [](const Finding &finding) { return finding.level == Finding::Level::Blocker; });
}

std::optional<Finding> knownHole(const process::Tool &tool)
{
    // https://www.postgresql.org/support/security/ (CVE-2024-7348, CVE-2025-8714, CVE-2025-8715)
    static const QHash<int, int> firstSound{{13, 22}, {14, 19}, {15, 14}, {16, 10}, {17, 6}};
    const int wanted = firstSound.value(tool.majorVersion(), 0);
    const bool outdated = tool.majorVersion() < 13;
    if (!outdated && tool.minorVersion() >= wanted)
        return {};
    return Finding{
        .level = Finding::Level::Warning,
        .text = u"pg_dump %1 has known security holes (CVE-2025-8714 and others)."_s.arg(
            tool.versionText),
        .advice = outdated
                      ? u"Install a version that is still maintained."_s
                      : u"Update it to %1.%2 or newer."_s.arg(tool.majorVersion()).arg(wanted)};
}

Result<Preflight> preflight(pg::Connection &connection, const CreateOptions &options,
                            const pg::CallLimits &limits)
{
    return Looking(connection, options, limits).run();
}

} // namespace howdah::backup
