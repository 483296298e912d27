#include "backup/create.h"

#include "backup/archive.h"
#include "backup/client.h"
#include "backup/files.h"
#include "backup/partialfolder.h"
#include "backup/progress.h"
#include "backup/snapshot.h"
#include "backup/verify.h"

#include <QDir>
#include <QRegularExpression>
#include <QUuid>

#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

// How the bar is shared: the dump is the longest by far, reading back comes next.
constexpr double dumpFrom = 0.02;
constexpr double dumpUntil = 0.80;
constexpr double countUntil = 0.84;
constexpr double readUntil = 0.97;

constexpr int probeMs = 5000;
const QString gzip = u"gzip:1"_s;

double between(double from, double until, double fraction)
{
    return from + (until - from) * qBound(0.0, fraction, 1.0);
}

/// Counts in the snapshot on a thread of its own while pg_dump runs.
class Counting final
{
public:
    Counting(SourceSnapshot &snapshot, Manifest manifest, CopyProgress &progress, std::mutex &mutex)
        : m_manifest(std::move(manifest))
        , m_thread([this, &snapshot, &progress, &mutex] {
            m_result = snapshot.count(m_manifest,
                                      [&](const TableFigures &table) {
                                          const std::lock_guard lock(mutex);
                                          progress.setRows(table.relation.toText(), table.rows);
                                      },
                                      {.token = m_source.token()});
        })
    {}
    Q_DISABLE_COPY_MOVE(Counting)
    ~Counting()
    {
        cancel();
        if (m_thread.joinable())
            m_thread.join();
    }

    void cancel() { m_source.cancel(); }
    Result<Manifest> join()
    {
        if (m_thread.joinable())
            m_thread.join();
        if (!m_result)
            return m_result.error();
        return m_manifest;
    }

private:
    Manifest m_manifest;
    CancellationSource m_source;
    Result<void> m_result;
    std::thread m_thread;
};

/// What stands in quotes in a line of pg_dump -v: dumping contents of table "public.a".
std::optional<QString> tableBegun(const QString &line)
{
    constexpr auto words = "dumping contents of table \""_L1;
    const qsizetype at = line.indexOf(words);
    if (at < 0 || !line.endsWith(u'"'))
        return {};
    return line.sliced(at + words.size()).chopped(1);
}

QString quotedPattern(const QString &name)
{
    return u'"' + QString(name).replace(u"\""_s, u"\"\""_s) + u'"';
}

class Creation final
{
public:
    Creation(const pg::Endpoint &endpoint, const CreateOptions &options, jobs::JobControl &control)
        : m_applicationName(u"howdah-dump-"_s + QUuid::createUuid().toString(QUuid::Id128).left(12))
        , m_endpoint(named(endpoint, m_applicationName))
        , m_watcher(named(endpoint, u"howdah-progress"_s))
        , m_options(options)
        , m_control(control)
    {}

    Result<Backup> run()
    {
        m_control.setStep(u"Taking a snapshot"_s);
        const pg::CallLimits limits{.token = m_control.token()};
        auto snapshot = SourceSnapshot::open(named(m_endpoint, u"howdah-snapshot"_s), limits);
        if (!snapshot)
            return snapshot.error();
        auto manifest = snapshot->describe(m_options.schemas, limits);
        if (!manifest)
            return manifest.error();
        const auto dumpTool = process::chooseTool(u"pg_dump"_s, manifest->serverVersion,
                                                  process::programFolders(m_options.toolFolder));
        if (!dumpTool)
            return dumpTool.error();
        const auto restoreTool = process::chooseTool(u"pg_restore"_s, dumpTool->version,
                                                     process::programFolders(m_options.toolFolder));
        if (!restoreTool)
            return restoreTool.error();
        fill(*manifest, *dumpTool);

        const QString name = m_options.name.isEmpty()
                                 ? defaultName(manifest->database, manifest->snapshotAt)
                                 : m_options.name;
        const QString finalPath = QDir(m_options.folder).absoluteFilePath(name);
        const auto partial = PartialFolder::create(finalPath);
        if (!partial)
            return partial.error();

        auto counted = dump(*snapshot, *manifest, *dumpTool, (*partial)->path());
        if (!counted) {
            // Also when the tool was killed and could not do it itself.
            endSessions(m_watcher, m_applicationName);
            return counted.error();
        }
        *manifest = *std::move(counted);
        FileHashing hashing((*partial)->path(), FileHashing::Flush::Yes, m_control.token());
        if (const auto checked = readBack(*manifest, restoreTool->path, (*partial)->path());
            !checked)
            return checked.error();
        if (const auto hashed = writeManifest(*manifest, hashing, (*partial)->path()); !hashed)
            return hashed.error();
        if (m_control.isCancelled())
            return Error::cancelled();
        if (const auto published = (*partial)->publish(); !published)
            return published.error();
        m_control.setProgress(1);
        m_control.log(u"Written to "_s + finalPath);
        return inspect(finalPath);
    }

private:
    void fill(Manifest &manifest, const process::Tool &tool)
    {
        manifest.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        manifest.toolVersion = tool.versionText;
        manifest.content = m_options.content;
        manifest.format = m_options.format;
        manifest.figures =
            m_options.content == Content::SchemaOnly ? Figures::None : m_options.figures;
        if (m_options.compression.isEmpty() && m_options.format != Format::Plain) {
            m_options.compression = supportedCompression(tool);
            if (m_options.compression != defaultCompression(tool.version)) {
                m_control.log(u"This pg_dump was built without zstd, so %1 compresses."_s.arg(
                    m_options.compression));
            }
        }
        manifest.compression =
            m_options.format == Format::Plain ? u"none"_s : m_options.compression;
        manifest.jobs = m_options.format == Format::Directory ? qMax(1, m_options.jobs) : 1;
        if (m_options.content == Content::SchemaOnly)
            manifest.tables.clear();
    }

    Result<Manifest> dump(SourceSnapshot &snapshot, Manifest &manifest, const process::Tool &tool,
                          const QString &folder)
    {
        const QString path = dumpPath(folder, m_options.format);
        auto client = ClientCommand::create(
            tool.path, m_endpoint, dumpArguments(m_options, tool.version, snapshot.id(), path));
        if (!client)
            return client.error();
        auto &command = client->command();
        manifest.commandLine = command.toShellText();
        m_control.log(manifest.commandLine);

        std::mutex mutex;
        CopyProgress progress(manifest.tables, manifest.jobs);
        CopyWatch watch(m_watcher, m_applicationName);
        command.onLine = [&](process::Channel, const QString &line) {
            if (const auto table = tableBegun(line)) {
                const std::lock_guard lock(mutex);
                progress.started(*table);
            }
            m_control.log(line);
        };
        command.onTick = [&](qint64) {
            const auto running = watch.poll(m_control.token());
            const std::lock_guard lock(mutex);
            if (running)
                progress.running(*running);
            m_control.setProgress(between(dumpFrom, dumpUntil, progress.fraction()));
            if (const QString step = progress.step(); !step.isEmpty())
                m_control.setStep(u"Dumping "_s + step);
        };
        m_control.setStep(u"Dumping"_s);
        Counting counting(snapshot, manifest, progress, mutex);
        const auto registration = m_control.token().onCancelled([&] { counting.cancel(); });
        const auto exit = process::runToSuccess(command, {.token = m_control.token()});
        if (!exit)
            return classified(exit.error()).within(u"dump "_s + manifest.database);
        m_control.setProgress(dumpUntil);
        m_control.setStep(u"Counting rows"_s);
        auto counted = counting.join();
        if (counted)
            m_control.setProgress(countUntil);
        return counted;
    }

    /// A table of contents alone proves nothing: it is written first and survives a cut.
    Result<void> readBack(Manifest &manifest, const QString &pgRestore, const QString &folder)
    {
        m_control.setStep(u"Reading it back"_s);
        const QString path = dumpPath(folder, manifest.format);
        const auto read = readThrough(
            path, pgRestore,
            [&](qint64 bytes) {
                m_control.setProgress(
                    between(countUntil, readUntil,
                            double(bytes) / double(qMax<qint64>(manifest.databaseBytes, 1))));
            },
            m_control.token());
        if (!read)
            return read.error();
        manifest.sequences = read->sequences;
        if (manifest.figures != Figures::None) {
            const QStringList differences = compareCounts(manifest, *read);
            if (!differences.isEmpty()) {
                return Error{.kind = Error::Kind::Corrupt,
                             .message =
                                 u"The dump does not hold the rows that were in the database."_s,
                             .detail = differences.join(u'\n')};
            }
        }
        if (m_options.content != Content::DataOnly) {
            auto hash = archiveSchemaHash(path, manifest.format, pgRestore, m_control.token());
            if (!hash)
                return hash.error();
            manifest.schemaHash = *hash;
        }
        m_control.setProgress(readUntil);
        return {};
    }

    Result<void> writeManifest(Manifest &manifest, FileHashing &hashing, const QString &folder)
    {
        m_control.setStep(u"Writing checksums"_s);
        auto files = hashing.join();
        if (!files)
            return files.error();
        manifest.files = *std::move(files);
        manifest.finishedAt = QDateTime::currentDateTimeUtc();
        if (const auto written = writeWhole(folder + u'/' + manifestFileName, toJson(manifest));
            !written)
            return written;
        return appendCheck(folder, {.kind = Check::Kind::Verified,
                                    .at = manifest.finishedAt,
                                    .tookMs = manifest.snapshotAt.msecsTo(manifest.finishedAt),
                                    .where = u"when it was written"_s});
    }

    QString m_applicationName;
    pg::Endpoint m_endpoint;
    pg::Endpoint m_watcher;
    CreateOptions m_options;
    jobs::JobControl &m_control;
};

} // namespace

QString defaultCompression(int toolVersion)
{
    return toolVersion >= 160'000 ? u"zstd:3"_s : gzip;
}

QString supportedCompression(const process::Tool &tool)
{
    const QString wanted = defaultCompression(tool.version);
    if (wanted == gzip)
        return wanted;
    // It looks at the method before it connects, and there is no server where it is sent then.
    const auto exit = process::run(
        {.program = tool.path,
         .arguments = {u"--format"_s, u"custom"_s, u"--compress"_s, wanted, u"--no-password"_s,
                       u"--dbname"_s, u"host=/nonexistent hostaddr='' port=1"_s}},
        {.deadline = QDeadlineTimer(probeMs)});
    return exit && exit->errorOutput.contains("does not support compression"_L1) ? gzip : wanted;
}

QString defaultName(const QString &database, const QDateTime &at)
{
    static const QRegularExpression unwanted(u"[\\x00-\\x1f/\\\\:*?\"<>|]|^\\.+"_s);
    QString name = database;
    name.replace(unwanted, u"_"_s);
    return name + at.toUTC().toString(u"-yyyyMMdd-HHmmss"_s) + u'Z';
}

QStringList dumpArguments(const CreateOptions &options, int toolVersion, const QString &snapshot,
                          const QString &path)
{
    // We flush the files ourselves, with all the rest, before the backup gets its name.
    QStringList arguments{u"--verbose"_s, u"--no-sync"_s, u"--snapshot"_s,
                          snapshot,       u"--file"_s,    path};
    switch (options.format) {
    case Format::Directory:
        arguments +=
            {u"--format"_s, u"directory"_s, u"--jobs"_s, QString::number(qMax(1, options.jobs))};
        break;
    case Format::Custom:
        arguments += {u"--format"_s, u"custom"_s};
        break;
    case Format::Plain:
        arguments += {u"--format"_s, u"plain"_s};
        break;
    }
    if (options.format != Format::Plain) {
        const QString compression =
            options.compression.isEmpty() ? defaultCompression(toolVersion) : options.compression;
        // Before 16 there is only gzip, named by its level.
        const QString level = compression == "none"_L1 ? u"0"_s : compression.section(u':', 1);
        arguments += {u"--compress"_s,
                      toolVersion >= 160'000 ? compression : (level.isEmpty() ? u"6"_s : level)};
    }
    switch (options.content) {
    case Content::Everything:
        break;
    case Content::SchemaOnly:
        arguments += u"--schema-only"_s;
        break;
    case Content::DataOnly:
        arguments += u"--data-only"_s;
        break;
    }
    for (const QString &schema : options.schemas)
        arguments += {u"--schema"_s, quotedPattern(schema)};
    return arguments;
}

Result<Backup> create(const pg::Endpoint &endpoint, const CreateOptions &options,
                      jobs::JobControl &control)
{
    auto made = Creation(endpoint, options, control).run();
    // Whatever broke first: it broke because it was stopped.
    if (!made && control.isCancelled())
        return Error::cancelled();
    return std::move(made).within(u"back up "_s + endpoint.toDisplayText());
}

} // namespace howdah::backup
