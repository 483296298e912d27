#include "backup/restore.h"

#include "backup/catalogue.h"
#include "backup/client.h"
#include "backup/progress.h"
#include "backup/verify.h"
#include "process/tools.h"
#include "sql/quote.h"

#include <QFile>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

constexpr double dataUntil = 0.6;
constexpr double toolUntil = 0.85;
constexpr double analyseUntil = 0.9;
constexpr int cleanUpMs = 10'000;
constexpr qsizetype mostListed = 20;

/// psql from these on keeps a script from running meta-commands (CVE-2025-8714).
bool knowsRestrict(const process::Tool &psql)
{
    static const QHash<int, int> firstMinor{{13, 22}, {14, 19}, {15, 14}, {16, 10}, {17, 6}};
    return psql.majorVersion() >= 18 ||
           psql.minorVersion() >= firstMinor.value(psql.majorVersion(), 1000);
}

QString remedyFor(const QString &message)
{
    static const QRegularExpression role(u"role \"(.+)\" does not exist"_s);
    static const QRegularExpression extension(
        u"extension \"(.+)\" is not available|could not open extension control "
        "file \".*/(.+)\\.control\""_s);
    if (const auto match = role.match(message); match.hasMatch())
        return u"Create the role %1 on this server first, or restore without owners."_s.arg(
            match.captured(1));
    if (const auto match = extension.match(message); match.hasMatch())
        return u"Install the extension %1 on this server."_s.arg(match.captured(1) +
                                                                 match.captured(2));
    return {};
}

bool mayLackWithoutLoss(const QString &entry, const QString &message)
{
    if (message.contains("already exists"_L1)) {
        return message.contains("schema \"public\""_L1) ||
               message.contains("extension \"plpgsql\""_L1);
    }
    // A newer pg_dump sets what an older server does not know.
    return message.contains("unrecognized configuration parameter"_L1) ||
           (entry.contains("COMMENT"_L1) && entry.contains("EXTENSION"_L1));
}

/// A newer pg_dump begins by switching off a time-out; a server that has none needs no telling.
constexpr QByteArrayView newestSwitch = "\nSET transaction_timeout = 0;\n";
constexpr int newestSwitchSince = 17;
constexpr qsizetype longestPreamble = 4096;

bool isIdleSwitch(const RestoreProblem &problem)
{
    return problem.message.contains("unrecognized configuration parameter"_L1) &&
           problem.statement.toUtf8() == newestSwitch.trimmed();
}

bool isAboutRights(const QString &entry, const QString &message, const QString &statement)
{
    static const QRegularExpression rights(
        u"^(ALTER .* OWNER TO |GRANT |REVOKE |SET SESSION AUTHORIZATION|"
        "ALTER DEFAULT PRIVILEGES|COMMENT ON |SECURITY LABEL )"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression types(
        u"^(ACL|DEFAULT ACL|COMMENT|SECURITY LABEL|PUBLICATION|SUBSCRIPTION)\\b"_s);
    if (rights.match(statement).hasMatch() || types.match(entry).hasMatch())
        return true;
    return statement.isEmpty() && message.contains("must be owner of"_L1);
}

Result<process::Tool> chooseClient(const RestoreSource &source, int serverVersion,
                                   const QString &toolFolder)
{
    const auto folders = process::programFolders(toolFolder);
    if (source.kind == ArchiveKind::CompressedPlain) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"%1 is compressed SQL."_s.arg(source.dump),
                     .hint = u"Unpack it with gunzip first."_s};
    }
    if (source.kind != ArchiveKind::Plain) {
        const int version = source.manifest ? process::versionFromText(source.manifest->toolVersion)
                                            : serverVersion;
        return process::chooseTool(u"pg_restore"_s, std::max(version, serverVersion), folders);
    }
    auto psql = process::chooseTool(u"psql"_s, serverVersion, folders);
    if (psql && !knowsRestrict(*psql)) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"psql %1 lets a script run programs on this computer."_s.arg(
                         psql->versionText),
                     .hint = u"Update PostgreSQL's client programs (\\restrict is needed)."_s};
    }
    return psql;
}

class Restoring final
{
public:
    Restoring(const pg::Endpoint &endpoint, const RestoreOptions &options,
              jobs::JobControl &control)
        : m_applicationName(u"howdah-restore-"_s +
                            QUuid::createUuid().toString(QUuid::Id128).left(12))
        , m_endpoint(endpoint)
        , m_target(named(endpoint, m_applicationName, options.database))
        , m_options(options)
        , m_control(control)
    {}

    Result<RestoreOutcome> run()
    {
        m_control.setStep(u"Looking into the dump"_s);
        auto source = restoreSource(m_options.path);
        if (!source)
            return source.error();
        auto connection = pg::Connection::open(m_endpoint, {}, limits());
        if (!connection)
            return connection.error();
        m_serverVersion = connection->serverVersion();
        const auto tool = chooseClient(*source, m_serverVersion, m_options.toolFolder);
        if (!tool)
            return tool.error();
        if (source->kind != ArchiveKind::Plain) {
            auto contents = lookInside(source->dump, tool->path, m_control.token());
            if (!contents)
                return contents.error();
            m_contents = *std::move(contents);
        }
        if (const auto made = makeDatabase(*connection, source->manifest); !made)
            return made.error();

        auto outcome = fillDatabase(*source, *tool);
        if (outcome)
            return outcome;
        // Whatever broke first: when it was stopped, it broke because of that.
        return giveUp(m_control.isCancelled() ? Error::cancelled() : outcome.error());
    }

private:
    [[nodiscard]] pg::CallLimits limits() const { return {.token = m_control.token()}; }

    Result<void> makeDatabase(pg::Connection &connection, const std::optional<Manifest> &manifest)
    {
        const auto existing =
            connection.query(u"SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1"_s,
                             {m_options.database}, limits());
        if (!existing)
            return existing.error();
        if (!existing->isEmpty()) {
            return Error{.kind = Error::Kind::Conflict,
                         .message =
                             u"There is a database called %1 already."_s.arg(m_options.database),
                         .hint = u"Nothing was changed. Choose another name."_s};
        }
        m_control.setStep(u"Making the database"_s);
        auto made = connection.query(
            createDatabaseSql(m_options.database, manifest ? &*manifest : nullptr), {}, limits());
        if (!made && manifest && made.error().kind == Error::Kind::Server) {
            // The operating system here may lack the locale; data and queries stay the same, sort
            // order may not.
            m_problems.append(
                {.severity = Severity::Degraded,
                 .entry = u"DATABASE "_s + m_options.database,
                 .message = made.error().message,
                 .statement = {},
                 .remedy = u"Install the locale %1 on the server."_s.arg(manifest->collate)});
            made = connection.query(createDatabaseSql(m_options.database, nullptr), {}, limits());
        }
        if (!made)
            return made.error().within(u"make the database "_s + m_options.database);
        return {};
    }

    Result<RestoreOutcome> fillDatabase(const RestoreSource &source, const process::Tool &tool)
    {
        const auto done =
            source.kind == ArchiveKind::Plain ? runPsql(source, tool) : runPgRestore(source, tool);
        if (!done)
            return done.error();
        auto connection =
            pg::Connection::open(named(m_endpoint, u"howdah"_s, m_options.database), {}, limits());
        if (!connection)
            return connection.error();
        m_control.setStep(u"Gathering statistics"_s);
        m_control.setProgress(toolUntil);
        if (const auto analysed = connection->query(u"ANALYZE"_s, {}, limits()); !analysed)
            return analysed.error();
        RestoreOutcome outcome{.database = m_options.database, .problems = m_problems};
        if (source.manifest) {
            m_control.setStep(u"Comparing with the backup"_s);
            const auto differences = compareDatabase(
                *connection, *source.manifest,
                [&](double fraction) {
                    m_control.setProgress(analyseUntil + (1 - analyseUntil) * fraction);
                },
                limits());
            if (!differences)
                return differences.error();
            if (!differences->isEmpty()) {
                return Error{.kind = Error::Kind::Corrupt,
                             .message = u"The restored database differs from the backup."_s,
                             .detail = differences->join(u'\n')};
            }
            outcome.compared = source.manifest->figures != Figures::None;
            outcome.rows = source.manifest->rowCount();
        }
        m_control.setProgress(1);
        return outcome;
    }

    Result<void> runPgRestore(const RestoreSource &source, const process::Tool &tool)
    {
        auto client = ClientCommand::create(tool.path, m_target,
                                            restoreArguments(m_options, source.kind, source.dump));
        if (!client)
            return client.error();
        auto &command = client->command();
        m_control.log(command.toShellText());

        QList<TableFigures> tables =
            source.manifest ? source.manifest->tables : QList<TableFigures>{};
        qsizetype otherItems = 0;
        for (const TocEntry &entry : m_contents.entries) {
            if (entry.type != "TABLE DATA"_L1)
                ++otherItems;
            else if (!source.manifest)
                tables.append({.relation = {entry.schema, entry.name}});
        }
        CopyProgress progress(tables, m_options.jobs);
        CopyWatch watch(named(m_endpoint, u"howdah-progress"_s, m_options.database),
                        m_applicationName);
        ProblemReader reader;
        qsizetype others = 0;
        command.onLine = [&](process::Channel, const QString &line) {
            m_control.log(line);
            reader.addLine(line);
            constexpr auto data = "processing data for table \""_L1;
            if (const qsizetype at = line.indexOf(data); at >= 0)
                progress.started(line.sliced(at + data.size()).chopped(1));
            else if (line.startsWith("pg_restore: creating "_L1) ||
                     line.startsWith("pg_restore: executing "_L1)) {
                ++others;
                m_control.setStep(u"Restoring "_s + line.section(u' ', 1));
            }
        };
        command.onTick = [&](qint64) {
            if (const auto running = watch.poll(m_control.token())) {
                progress.running(*running);
                if (!running->isEmpty())
                    m_control.setStep(u"Restoring "_s + progress.step());
            }
            const double items = otherItems > 0 ? double(others) / double(otherItems) : 1;
            m_control.setProgress(dataUntil * progress.fraction() +
                                  (toolUntil - dataUntil) * std::min(items, 1.0));
        };
        const auto exit = process::run(command, {.token = m_control.token()});
        if (!exit)
            return exit.error();
        for (const RestoreProblem &problem : reader.problems()) {
            if (!isIdleSwitch(problem))
                m_problems += problem;
        }
        if (reader.hasFatal())
            return fatal();
        // It ends with 1 when it went on after errors, which are classed by now; without any,
        // something else is wrong.
        if (!exit->isSuccess() && reader.problems().isEmpty())
            return classified(process::exitError(command, *exit));
        return {};
    }

    Result<void> runPsql(const RestoreSource &source, const process::Tool &psql)
    {
        auto file = std::make_shared<QFile>(source.dump);
        if (!file->open(QIODevice::ReadOnly))
            return Error{
                .kind = Error::Kind::Io, .message = file->errorString(), .context = {source.dump}};
        auto client = ClientCommand::create(
            psql.path, m_target,
            {u"--no-psqlrc"_s, u"--quiet"_s, u"--set"_s, u"ON_ERROR_STOP=1"_s});
        if (!client)
            return client.error();
        auto &command = client->command();
        m_control.log(command.toShellText() + u" < "_s + source.dump);
        // Newer scripts restrict themselves; an older or foreign one is put behind the same bars.
        const bool restrictsItself = file->peek(4096).contains("\n\\restrict ");
        const QByteArray key = QUuid::createUuid().toByteArray(QUuid::Id128);
        command.input = [this, file, key,
                         first = !restrictsItself](QByteArray &buffer) mutable -> Result<void> {
            if (std::exchange(first, false)) {
                buffer = "\\restrict " + key + '\n';
                return {};
            }
            const bool atStart = file->pos() == 0;
            buffer = file->read(1024 * 1024);
            const qsizetype at =
                buffer.first(qMin(buffer.size(), longestPreamble)).indexOf(newestSwitch);
            if (atStart && m_serverVersion / 10'000 < newestSwitchSince && at >= 0)
                buffer.remove(at, newestSwitch.size() - 1);
            m_control.setProgress(toolUntil * double(file->pos()) /
                                  double(qMax<qint64>(file->size(), 1)));
            return {};
        };
        command.onLine = [&](process::Channel channel, const QString &line) {
            if (channel == process::Channel::Error)
                m_control.log(line);
        };
        m_control.setStep(u"Running the script"_s);
        const auto exit = process::runToSuccess(command, {.token = m_control.token()});
        if (!exit) {
            Error error = classified(exit.error());
            if (error.kind == Error::Kind::ToolFailed)
                error.message = u"The script stopped at its first error."_s;
            return error;
        }
        return {};
    }

    [[nodiscard]] Error fatal() const
    {
        QStringList lines;
        QString hint;
        for (const RestoreProblem &problem : m_problems) {
            if (problem.severity != Severity::Fatal)
                continue;
            if (hint.isEmpty())
                hint = problem.remedy;
            if (lines.size() < mostListed)
                lines += problem.entry.isEmpty() ? problem.message
                                                 : problem.entry + u": "_s + problem.message;
        }
        return {.kind = Error::Kind::ToolFailed,
                .message = u"The restore lacks parts of the backup."_s,
                .detail = lines.join(u'\n'),
                .hint = hint};
    }

    /// Says in the error what became of the database.
    Error giveUp(Error error)
    {
        endSessions(m_endpoint, m_applicationName);
        const bool drop = error.isCancelled() || m_options.onFailure == OnFailure::DropDatabase;
        QString state = u"The incomplete database %1 was kept."_s.arg(m_options.database);
        if (drop) {
            const pg::CallLimits cleanUp{.deadline = QDeadlineTimer(cleanUpMs)};
            auto connection = pg::Connection::open(m_endpoint, {}, cleanUp);
            const bool dropped =
                connection &&
                connection->query(u"DROP DATABASE IF EXISTS "_s +
                                      sql::quoteIdentifier(m_options.database) + u" WITH (FORCE)"_s,
                                  {}, cleanUp);
            state =
                dropped
                    ? u"The incomplete database %1 was dropped."_s.arg(m_options.database)
                    : u"The incomplete database %1 could not be dropped and is still there."_s.arg(
                          m_options.database);
        }
        m_control.log(state);
        error.hint = error.hint.isEmpty() ? state : state + u' ' + error.hint;
        return error;
    }

    QString m_applicationName;
    pg::Endpoint m_endpoint;
    pg::Endpoint m_target;
    RestoreOptions m_options;
    jobs::JobControl &m_control;
    ArchiveContents m_contents;
    int m_serverVersion = 0;
    QList<RestoreProblem> m_problems;
};

} // namespace

RestoreProblem classify(const QString &entry, const QString &message)
{
    const QString first = message.section(u'\n', 0, 0);
    const QString statement = message.section(u"Command was: "_s, 1);
    RestoreProblem problem{.entry = entry,
                           .message = first,
                           .statement = statement.trimmed(),
                           .remedy = remedyFor(first)};
    if (mayLackWithoutLoss(entry, first))
        problem.severity = Severity::Harmless;
    else if (isAboutRights(entry, first, problem.statement))
        problem.severity = Severity::Degraded;
    return problem;
}

void ProblemReader::addLine(const QString &line)
{
    constexpr auto entryWords = "pg_restore: from TOC entry "_L1;
    constexpr auto errorWords = "pg_restore: error: "_L1;
    if (line.startsWith(entryWords)) {
        // "217; 1259 16425 TABLE a app"
        m_entry = line.sliced(entryWords.size()).section(u' ', 3);
        m_inStatement = false;
    } else if (line.startsWith(errorWords)) {
        QString message = line.sliced(errorWords.size());
        if (message.startsWith("could not execute query: ERROR:  "_L1))
            message = message.section(u"ERROR:  "_s, 1);
        m_problems.append(classify(m_entry, message));
        m_inStatement = false;
    } else if (line.startsWith("Command was: "_L1) && !m_problems.isEmpty()) {
        m_problems.last() = classify(m_entry, m_problems.constLast().message + u"\n"_s + line);
        m_inStatement = true;
    } else if (line.startsWith("pg_restore: "_L1)) {
        m_inStatement = false;
    } else if (m_inStatement) {
        m_problems.last().statement += u'\n' + line;
    }
}

bool ProblemReader::hasFatal() const
{
    return std::ranges::any_of(m_problems, [](const RestoreProblem &problem) {
        return problem.severity == Severity::Fatal;
    });
}

Result<RestoreSource> restoreSource(const QString &path)
{
    RestoreSource source{.dump = path};
    if (path.endsWith(partialSuffix))
        return Error::invalid(u"%1 was never finished, so it is no backup."_s.arg(path));
    auto manifest = readManifest(path);
    if (manifest) {
        source.dump = dumpPath(path, manifest->format);
        source.manifest = *std::move(manifest);
        if (source.manifest->content == Content::DataOnly)
            return Error::invalid(
                u"This backup holds data without tables, so a new database cannot be made of it."_s);
    } else if (manifest.error().kind != Error::Kind::NotFound) {
        return manifest.error();
    }
    const auto kind = archiveKind(source.dump);
    if (!kind)
        return kind.error();
    source.kind = *kind;
    return source;
}

QStringList restoreArguments(const RestoreOptions &options, ArchiveKind kind, const QString &dump)
{
    QStringList arguments{u"--verbose"_s};
    if (kind != ArchiveKind::Tar && options.jobs > 1)
        arguments += {u"--jobs"_s, QString::number(options.jobs)};
    if (options.owners == Owners::AsConnected)
        arguments += {u"--no-owner"_s, u"--no-privileges"_s};
    arguments += dump;
    return arguments;
}

QString createDatabaseSql(const QString &database, const Manifest *manifest)
{
    QString statement =
        u"CREATE DATABASE "_s + sql::quoteIdentifier(database) + u" TEMPLATE template0"_s;
    if (manifest && !manifest->encoding.isEmpty()) {
        statement += u" ENCODING "_s + sql::quoteLiteral(manifest->encoding);
        statement += u" LC_COLLATE "_s + sql::quoteLiteral(manifest->collate);
        statement += u" LC_CTYPE "_s + sql::quoteLiteral(manifest->characterType);
    }
    return statement;
}

Result<RestorePreview> previewRestore(const pg::Endpoint &endpoint, int serverVersion,
                                      const RestoreOptions &options)
{
    const auto source = restoreSource(options.path);
    if (!source)
        return source.error();
    const auto tool = chooseClient(*source, serverVersion, options.toolFolder);
    if (!tool)
        return tool.error();
    process::Command command{.program = tool->path,
                             .arguments = {u"--no-password"_s, u"--dbname"_s,
                                           named(endpoint, {}, options.database).toConninfo()}};
    const bool isPlain = source->kind == ArchiveKind::Plain;
    command.arguments +=
        isPlain ? QStringList{u"--no-psqlrc"_s, u"--quiet"_s, u"--set"_s, u"ON_ERROR_STOP=1"_s}
                : restoreArguments(options, source->kind, source->dump);
    return RestorePreview{
        .sql =
            createDatabaseSql(options.database, source->manifest ? &*source->manifest : nullptr) +
            u';',
        .commandLine = command.toShellText() + (isPlain ? u" < "_s + source->dump : QString())};
}

Result<RestoreOutcome> restore(const pg::Endpoint &endpoint, const RestoreOptions &options,
                               jobs::JobControl &control)
{
    return Restoring(endpoint, options, control).run().within(u"restore "_s + options.path);
}

} // namespace howdah::backup
