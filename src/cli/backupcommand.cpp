#include "cli/backupcommand.h"

#include "backup/create.h"
#include "backup/preflight.h"
#include "backup/restore.h"
#include "backup/verify.h"
#include "base/format.h"

#include <QJsonArray>
#include <QJsonObject>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

const QCommandLineOption
    folderOption(u"folder"_s,
                 u"Where backups are kept; otherwise BACKUP_DIR or the user's data folder."_s,
                 u"folder"_s);
const QCommandLineOption
    nameOption(u"name"_s, u"create: the backup's name instead of DATABASE-DATE-TIME."_s, u"name"_s);
const QCommandLineOption contentOption(u"content"_s, u"create: everything, schema or data."_s,
                                       u"what"_s, u"everything"_s);
const QCommandLineOption layoutOption(u"layout"_s, u"create: directory, custom or plain."_s,
                                      u"layout"_s, u"directory"_s);
const QCommandLineOption
    figuresOption(u"figures"_s,
                  u"create: what to note of each table, to compare a restored one with: "
                  "fingerprints, counts or none."_s,
                  u"figures"_s, u"fingerprints"_s);
const QCommandLineOption schemaOption(u"schema"_s,
                                      u"create: only this schema; may be given several times."_s,
                                      u"name"_s);
const QCommandLineOption compressionOption(u"compression"_s,
                                           u"create: gzip:1, zstd:3, lz4, none."_s, u"method"_s);
const QCommandLineOption jobsOption(u"jobs"_s, u"create, restore: tables worked on at once."_s,
                                    u"count"_s, u"2"_s);
const QCommandLineOption intoOption(u"into"_s, u"restore: the new database; must not exist."_s,
                                    u"database"_s);
const QCommandLineOption noOwnerOption(u"no-owner"_s,
                                       u"restore: everything belongs to who restores."_s);
const QCommandLineOption
    keepOption(u"keep-incomplete"_s,
               u"restore: keep the new database when something of the backup is missing."_s);
const QCommandLineOption
    dryRunOption(u"dry-run"_s,
                 u"create: only tell what would be done and what stands in the way."_s);
const QCommandLineOption toolsOption(u"tools"_s,
                                     u"Folder with PostgreSQL's programs, looked into first."_s,
                                     u"folder"_s);

/// Shows a job's step on the terminal's error stream while work runs on another thread.
class Progress final
{
public:
    explicit Progress(Context &context)
        : m_context(context)
        , m_control(context.token)
    {}

    template<typename Work>
    auto watch(Work work)
    {
        std::optional<decltype(work(m_control))> result;
        std::atomic<bool> done = false;
        std::thread thread([&] {
            result = work(m_control);
            done = true;
        });
        while (!done) {
            QThread::msleep(pollMs);
            show();
        }
        thread.join();
        show();
        return *std::move(result);
    }

private:
    static constexpr int pollMs = 100;
    static constexpr int leastPercentBetweenLines = 10;

    void show()
    {
        const auto state = m_control.take();
        if (m_context.format == Format::Json || !state.changed)
            return;
        const int percent = state.progress < 0 ? 0 : int(state.progress * 100);
        // The word alone: what follows it changes with every row.
        const QString word = state.step.section(u' ', 0, 0);
        if (state.step.isEmpty() ||
            (word == m_word && percent < m_percent + leastPercentBetweenLines))
            return;
        m_word = word;
        m_percent = percent;
        m_context.err << u"%1 %  "_s.arg(percent, 3) << state.step << '\n';
        m_context.err.flush();
    }

    Context &m_context;
    jobs::JobControl m_control;
    QString m_word;
    int m_percent = -1;
};

QJsonObject toJson(const backup::Check &check)
{
    return {{u"kind"_s, check.kind == backup::Check::Kind::Proven ? u"proven"_s : u"verified"_s},
            {u"at"_s, check.at.toUTC().toString(Qt::ISODateWithMs)},
            {u"tookMs"_s, check.tookMs},
            {u"passed"_s, check.hasPassed()},
            {u"problems"_s, QJsonArray::fromStringList(check.problems)},
            {u"where"_s, check.where}};
}

QJsonObject toJson(const backup::Backup &backup)
{
    QJsonArray checks;
    for (const backup::Check &check : backup.checks)
        checks.append(toJson(check));
    return {{u"name"_s, backup.name()},
            {u"path"_s, backup.path},
            {u"state"_s, backup::toName(backup.state)},
            {u"problem"_s, backup.problem},
            {u"database"_s, backup.manifest.database},
            {u"snapshotAt"_s, backup.manifest.snapshotAt.toUTC().toString(Qt::ISODateWithMs)},
            {u"bytes"_s, backup.bytes},
            {u"content"_s, backup::toName(backup.manifest.content)},
            {u"layout"_s, backup::toName(backup.manifest.format)},
            {u"rows"_s, backup.manifest.rowCount()},
            {u"tables"_s, backup.manifest.tables.size()},
            {u"serverVersion"_s, backup.manifest.serverVersion},
            {u"schemaHash"_s, backup.manifest.schemaHash},
            {u"checks"_s, checks}};
}

QString levelName(backup::Finding::Level level)
{
    switch (level) {
    case backup::Finding::Level::Note:
        return u"note"_s;
    case backup::Finding::Level::Warning:
        return u"warning"_s;
    case backup::Finding::Level::Blocker:
        return u"blocker"_s;
    }
    Q_UNREACHABLE();
}

QString severityName(backup::Severity severity)
{
    switch (severity) {
    case backup::Severity::Harmless:
        return u"harmless"_s;
    case backup::Severity::Degraded:
        return u"degraded"_s;
    case backup::Severity::Fatal:
        return u"fatal"_s;
    }
    Q_UNREACHABLE();
}

ExitCode usage(Context &context, const QString &message)
{
    return context.fail(Error::invalid(message));
}

QString folderOf(const QCommandLineParser &parser)
{
    return parser.isSet(folderOption) ? parser.value(folderOption) : backup::defaultFolder();
}

/// A backup by its name in the folder, or by any path.
QString pathOf(const QCommandLineParser &parser)
{
    const QString wanted = parser.positionalArguments().value(1);
    const QString inFolder = folderOf(parser) + u'/' + wanted;
    return !wanted.contains(u'/') && QFileInfo::exists(inFolder) ? inFolder : wanted;
}

Result<backup::CreateOptions> createOptions(const QCommandLineParser &parser)
{
    const auto content = backup::contentFromName(parser.value(contentOption));
    const auto layout = backup::formatFromName(parser.value(layoutOption));
    const auto figures = backup::figuresFromName(parser.value(figuresOption));
    bool isNumber = false;
    const int jobs = parser.value(jobsOption).toInt(&isNumber);
    if (!content)
        return Error::invalid(u"--content may be everything, schema or data."_s);
    if (!layout)
        return Error::invalid(u"--layout may be directory, custom or plain."_s);
    if (!figures)
        return Error::invalid(u"--figures may be fingerprints, counts or none."_s);
    if (!isNumber || jobs < 1)
        return Error::invalid(u"--jobs is a number from 1."_s);
    return backup::CreateOptions{.folder = folderOf(parser),
                                 .name = parser.value(nameOption),
                                 .content = *content,
                                 .format = *layout,
                                 .figures = *figures,
                                 .schemas = parser.values(schemaOption),
                                 .compression = parser.value(compressionOption),
                                 .jobs = jobs,
                                 .toolFolder = parser.value(toolsOption)};
}

ExitCode printPreflight(const backup::Preflight &preflight, Context &context)
{
    if (context.format == Format::Json) {
        QJsonArray findings;
        for (const auto &finding : preflight.findings) {
            findings.append(QJsonObject{{u"level"_s, levelName(finding.level)},
                                        {u"text"_s, finding.text},
                                        {u"advice"_s, finding.advice}});
        }
        context.printJson(QJsonObject{{u"database"_s, preflight.database},
                                      {u"tool"_s, preflight.tool},
                                      {u"commandLine"_s, preflight.commandLine},
                                      {u"databaseBytes"_s, preflight.databaseBytes},
                                      {u"estimatedBytes"_s, preflight.estimatedBytes},
                                      {u"freeBytes"_s, preflight.freeBytes},
                                      {u"findings"_s, findings}});
    } else {
        context.out << preflight.database << ": " << preflight.tables << " tables, "
                    << format::bytes(preflight.databaseBytes) << "; the backup takes about "
                    << format::bytes(preflight.estimatedBytes) << '\n'
                    << preflight.commandLine << '\n';
        for (const auto &finding : preflight.findings)
            context.out << levelName(finding.level) << ": " << finding.text << ' ' << finding.advice
                        << '\n';
    }
    return preflight.isBlocked() ? ExitCode::Findings : ExitCode::Fine;
}

ExitCode create(const QCommandLineParser &parser, Context &context)
{
    const auto options = createOptions(parser);
    if (!options)
        return context.fail(options.error());
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    const auto checked = backup::preflight(*connection, *options, {.token = context.token});
    if (!checked)
        return context.fail(checked.error());
    if (parser.isSet(dryRunOption))
        return printPreflight(*checked, context);
    for (const auto &finding : checked->findings) {
        if (finding.level != backup::Finding::Level::Note && context.format != Format::Json)
            context.err << levelName(finding.level) << ": " << finding.text << ' ' << finding.advice
                        << '\n';
    }
    const auto made = Progress(context).watch([&](jobs::JobControl &control) {
        return backup::create(connection->endpoint(), *options, control);
    });
    if (!made) {
        return context.fail(made.error(),
                            u"There is no new backup, and nothing is left of the attempt."_s);
    }
    if (context.format == Format::Json)
        context.printJson(toJson(*made));
    else
        context.out << made->path << ": " << format::bytes(made->bytes) << ", "
                    << backup::toName(made->state) << '\n';
    return ExitCode::Fine;
}

ExitCode list(const QCommandLineParser &parser, Context &context)
{
    const auto backups = backup::scan(folderOf(parser));
    if (!backups)
        return context.fail(backups.error());
    if (context.format == Format::Json) {
        QJsonArray array;
        for (const auto &each : *backups)
            array.append(toJson(each));
        context.printJson(array);
        return ExitCode::Fine;
    }
    for (const auto &each : *backups) {
        context.out << each.name().leftJustified(40) << ' '
                    << backup::toName(each.state).leftJustified(11) << ' '
                    << format::bytes(each.bytes).rightJustified(10) << "  " << each.problem << '\n';
    }
    return ExitCode::Fine;
}

ExitCode show(const QCommandLineParser &parser, Context &context)
{
    const auto found = backup::inspect(pathOf(parser));
    if (!found)
        return context.fail(found.error());
    if (context.format == Format::Json) {
        QJsonObject object = toJson(*found);
        QJsonArray tables;
        for (const auto &table : found->manifest.tables) {
            tables.append(QJsonObject{{u"schema"_s, table.relation.schema},
                                      {u"name"_s, table.relation.name},
                                      {u"rows"_s, table.rows},
                                      {u"fingerprint"_s, table.fingerprint}});
        }
        object[u"tableFigures"] = tables;
        context.printJson(object);
        return ExitCode::Fine;
    }
    context.out << found->path << '\n'
                << backup::toName(found->state) << ' ' << found->problem << '\n'
                << found->manifest.source << ", " << found->manifest.commandLine << '\n';
    for (const auto &table : found->manifest.tables)
        context.out << format::count(table.rows).rightJustified(14) << "  "
                    << table.relation.toText() << '\n';
    return ExitCode::Fine;
}

enum class Depth { Verify, Prove };

ExitCode check(const QCommandLineParser &parser, Context &context, Depth depth)
{
    const QString path = pathOf(parser);
    const QString tools = parser.value(toolsOption);
    const auto verdict = Progress(context).watch([&](jobs::JobControl &control) {
        return depth == Depth::Prove ? backup::prove(path, tools, control)
                                     : backup::verify(path, tools, control);
    });
    if (!verdict)
        return context.fail(verdict.error());
    if (context.format == Format::Json) {
        context.printJson(toJson(*verdict));
    } else {
        for (const QString &problem : verdict->problems)
            context.out << problem << '\n';
        if (verdict->hasPassed())
            context.out << path << ": passed in "
                        << format::duration(std::chrono::milliseconds(verdict->tookMs)) << '\n';
    }
    return verdict->hasPassed() ? ExitCode::Fine : ExitCode::Findings;
}

ExitCode restore(const QCommandLineParser &parser, Context &context)
{
    bool isNumber = false;
    const int jobs = parser.value(jobsOption).toInt(&isNumber);
    if (!parser.isSet(intoOption) || parser.value(intoOption).isEmpty())
        return usage(context, u"Into which new database? Give --into NAME."_s);
    if (!isNumber || jobs < 1)
        return usage(context, u"--jobs is a number from 1."_s);
    auto connection = context.connect(parser, Context::Access::Write);
    if (!connection)
        return context.fail(connection.error());
    const backup::RestoreOptions options{
        .path = pathOf(parser),
        .database = parser.value(intoOption),
        .jobs = jobs,
        .owners = parser.isSet(noOwnerOption) ? backup::Owners::AsConnected : backup::Owners::Keep,
        .onFailure = parser.isSet(keepOption) ? backup::OnFailure::KeepDatabase
                                              : backup::OnFailure::DropDatabase,
        .toolFolder = parser.value(toolsOption)};
    const auto outcome = Progress(context).watch([&](jobs::JobControl &control) {
        return backup::restore(connection->endpoint(), options, control);
    });
    if (!outcome)
        return context.fail(outcome.error(), u"The new database was dropped again."_s);
    bool degraded = false;
    QJsonArray problems;
    for (const auto &problem : outcome->problems) {
        degraded = degraded || problem.severity == backup::Severity::Degraded;
        problems.append(QJsonObject{{u"severity"_s, severityName(problem.severity)},
                                    {u"entry"_s, problem.entry},
                                    {u"message"_s, problem.message},
                                    {u"statement"_s, problem.statement},
                                    {u"remedy"_s, problem.remedy}});
        if (context.format != Format::Json) {
            context.err << severityName(problem.severity) << ": " << problem.entry << ": "
                        << problem.message << ' ' << problem.remedy << '\n';
        }
    }
    if (context.format == Format::Json) {
        context.printJson(QJsonObject{{u"database"_s, outcome->database},
                                      {u"compared"_s, outcome->compared},
                                      {u"rows"_s, outcome->rows},
                                      {u"problems"_s, problems}});
    } else {
        context.out << "Restored into " << outcome->database;
        if (outcome->compared)
            context.out << ", all " << format::count(outcome->rows) << " rows compared";
        context.out << '\n';
    }
    return degraded ? ExitCode::Findings : ExitCode::Fine;
}

ExitCode remove(const QCommandLineParser &parser, Context &context)
{
    const QString path = pathOf(parser);
    if (const auto removed = backup::remove(path); !removed)
        return context.fail(removed.error());
    if (context.format == Format::Json)
        context.printJson(QJsonObject{{u"removed"_s, path}});
    else
        context.out << path << " is gone\n";
    return ExitCode::Fine;
}

} // namespace

QString BackupCommand::name() const
{
    return u"backup"_s;
}

QString BackupCommand::summary() const
{
    return u"Makes backups, lists and checks them, and restores into a new database."_s;
}

void BackupCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        u"action"_s,
        u"create: back up the database. list: all backups in the folder. show BACKUP: its "
        "tables. verify BACKUP: read it whole. prove BACKUP: restore it into a throw-away "
        "server and compare. restore BACKUP --into NAME: a backup or any dump, into a new "
        "database. remove BACKUP."_s,
        u"create|list|show|verify|prove|restore|remove"_s);
    parser.addPositionalArgument(u"backup"_s, u"Name of a backup in the folder, or a path."_s,
                                 u"[BACKUP]"_s);
    parser.addOptions({folderOption, nameOption, contentOption, layoutOption, figuresOption,
                       schemaOption, compressionOption, jobsOption, dryRunOption, intoOption,
                       noOwnerOption, keepOption, toolsOption});
}

ExitCode BackupCommand::run(const QCommandLineParser &parser, Context &context)
{
    const QString action = parser.positionalArguments().value(0);
    if (action == "create"_L1)
        return create(parser, context);
    if (action == "list"_L1)
        return list(parser, context);
    static const QStringList withBackup{u"show"_s, u"verify"_s, u"prove"_s, u"restore"_s,
                                        u"remove"_s};
    if (!withBackup.contains(action))
        return usage(context,
                     u"What to do? One of create, list, show, verify, prove, restore, remove."_s);
    if (parser.positionalArguments().value(1).isEmpty())
        return usage(context, u"Which backup? Give its name, or a path."_s);
    if (action == "show"_L1)
        return show(parser, context);
    if (action == "verify"_L1)
        return check(parser, context, Depth::Verify);
    if (action == "prove"_L1)
        return check(parser, context, Depth::Prove);
    if (action == "restore"_L1)
        return restore(parser, context);
    return remove(parser, context);
}

} // namespace howdah::cli
