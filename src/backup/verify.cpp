#include "backup/verify.h"

#include "backup/files.h"
#include "backup/restore.h"
#include "backup/snapshot.h"
#include "process/tools.h"
#include "sandbox/server.h"
#include "sql/quote.h"

#include <QElapsedTimer>
#include <QHash>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

/// Checksums are the quick half, reading the archive the slow one.
constexpr double hashShare = 0.4;

QStringList compareFiles(const QList<FileFigures> &expected, const QList<FileFigures> &found)
{
    QStringList problems;
    QHash<QString, FileFigures> byPath;
    for (const FileFigures &file : found)
        byPath.insert(file.path, file);
    for (const FileFigures &file : expected) {
        const auto there = byPath.constFind(file.path);
        if (there == byPath.constEnd())
            problems += u"The file %1 is missing."_s.arg(file.path);
        else if (there->bytes != file.bytes)
            problems += u"The file %1 has %2 bytes instead of %3."_s.arg(file.path)
                            .arg(there->bytes)
                            .arg(file.bytes);
        else if (there->sha256 != file.sha256)
            problems += u"The file %1 has changed since it was written."_s.arg(file.path);
        byPath.remove(file.path);
    }
    for (auto it = byPath.constBegin(); it != byPath.constEnd(); ++it)
        problems += u"The file %1 does not belong to this backup."_s.arg(it.key());
    return problems;
}

Result<Check> keep(const QString &path, const Check &check)
{
    // A read-only medium cannot take the record, but the verdict stands.
    (void)appendCheck(path, check);
    return check;
}

Result<void> readVerdict(const Manifest &manifest, const QString &path, const QString &toolFolder,
                         jobs::JobControl &control, QStringList &problems)
{
    const auto tool =
        process::chooseTool(u"pg_restore"_s, process::versionFromText(manifest.toolVersion),
                            process::programFolders(toolFolder));
    if (!tool)
        return tool.error();
    control.setStep(u"Reading the dump"_s);
    const auto read = readThrough(
        dumpPath(path, manifest.format), tool->path,
        [&](qint64 bytes) {
            control.setProgress(
                hashShare +
                (1 - hashShare) *
                    qMin(double(bytes) / double(qMax<qint64>(manifest.databaseBytes, 1)), 0.99));
        },
        control.token());
    if (!read && read.error().kind == Error::Kind::Corrupt)
        problems += u"The dump cannot be read to its end: %1"_s.arg(
            read.error().detail.isEmpty() ? read.error().message : read.error().detail);
    else if (!read)
        return read.error();
    else if (manifest.figures != Figures::None)
        problems += compareCounts(manifest, *read);
    return {};
}

} // namespace

QStringList compareCounts(const Manifest &manifest, const ReadThrough &read)
{
    QStringList differences;
    for (const TableFigures &table : manifest.tables) {
        const auto found = read.rows.constFind(table.relation);
        if (found == read.rows.constEnd())
            differences += u"%1 is not in the dump."_s.arg(table.relation.toText());
        else if (*found != table.rows)
            differences +=
                u"%1 has %2 rows in the dump instead of %3."_s.arg(table.relation.toText())
                    .arg(*found)
                    .arg(table.rows);
    }
    return differences;
}

Result<Check> verify(const QString &path, const QString &toolFolder, jobs::JobControl &control)
{
    QElapsedTimer clock;
    clock.start();
    Check check{.kind = Check::Kind::Verified, .at = QDateTime::currentDateTimeUtc()};
    const auto manifest = readManifest(path);
    if (!manifest) {
        if (manifest.error().kind != Error::Kind::Corrupt)
            return manifest.error();
        check.problems += manifest.error().message;
        return keep(path, check);
    }
    control.setStep(u"Comparing checksums"_s);
    const qint64 total = qMax<qint64>(manifest->fileBytes(), 1);
    const auto files = hashFiles(
        path,
        [&](qint64 bytes) {
            control.setProgress(hashShare * qMin(double(bytes) / double(total), 1.0));
        },
        control.token());
    if (!files)
        return files.error();
    check.problems = compareFiles(manifest->files, *files);
    if (const auto read = readVerdict(*manifest, path, toolFolder, control, check.problems); !read)
        return read.error();
    check.tookMs = clock.elapsed();
    for (const QString &problem : std::as_const(check.problems))
        control.log(problem);
    return keep(path, check);
}

Result<QStringList> compareDatabase(pg::Connection &connection, const Manifest &manifest,
                                    const std::function<void(double fraction)> &onProgress,
                                    const pg::CallLimits &limits)
{
    QStringList differences;
    const auto begun = connection.execute(
        u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"_s + pinnedSettings(), limits);
    if (!begun)
        return begun.error().within(u"compare"_s);
    const auto exists = [&](const RelationName &relation) -> Result<bool> {
        const auto rows =
            connection.query(u"SELECT pg_catalog.to_regclass($1) IS NOT NULL"_s,
                             {sql::qualifiedName(relation.schema, relation.name)}, limits);
        if (!rows)
            return rows.error();
        return rows->boolean(0, 0);
    };

    qint64 done = 0;
    const qint64 total = qMax<qint64>(manifest.rowCount(), 1);
    for (const TableFigures &expected : manifest.tables) {
        const auto there = exists(expected.relation);
        if (!there)
            return there.error();
        if (!*there) {
            differences += u"The table %1 is missing."_s.arg(expected.relation.toText());
            continue;
        }
        const auto found = countTable(connection, expected.relation, manifest.figures, limits);
        if (!found)
            return found.error();
        if (found->rows != expected.rows)
            differences += u"%1 has %2 rows instead of %3."_s.arg(expected.relation.toText())
                               .arg(found->rows)
                               .arg(expected.rows);
        else if (found->fingerprint != expected.fingerprint)
            differences +=
                u"The rows of %1 differ from those backed up."_s.arg(expected.relation.toText());
        done += qMax<qint64>(expected.rows, 0);
        onProgress(double(done) / double(total));
    }
    for (const SequenceFigures &expected : manifest.sequences) {
        const auto rows = connection.query(
            u"SELECT pg_catalog.pg_sequence_last_value(pg_catalog.to_regclass($1))"_s,
            {sql::qualifiedName(expected.relation.schema, expected.relation.name)}, limits);
        if (!rows)
            return rows.error().within(u"compare sequences"_s);
        const std::optional<qint64> found =
            rows->isNull(0, 0) ? std::nullopt : std::optional<qint64>(rows->integer(0, 0));
        if (found != expected.lastValue)
            differences += u"The sequence %1 stands elsewhere."_s.arg(expected.relation.toText());
    }
    if (manifest.isWhole()) {
        const auto rows = connection.query(
            u"SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata"_s, {}, limits);
        if (!rows)
            return rows.error();
        if (rows->integer(0, 0) != manifest.largeObjects)
            differences += u"There are %1 large objects instead of %2."_s.arg(rows->integer(0, 0))
                               .arg(manifest.largeObjects);
    }
    if (const auto ended = connection.execute(u"COMMIT"_s, limits); !ended)
        return ended.error();
    return differences;
}

Result<Check> prove(const QString &path, const QString &toolFolder, jobs::JobControl &control)
{
    QElapsedTimer clock;
    clock.start();
    const auto manifest = readManifest(path);
    if (!manifest)
        return manifest.error();
    if (manifest->content != Content::Everything)
        return Error::invalid(u"Only a backup with schema and data can be proven."_s);
    QStringList extensions;
    for (const ExtensionFigures &extension : manifest->extensions)
        extensions += extension.name;
    const auto installation = sandbox::chooseInstallation(sandbox::findInstallations(toolFolder),
                                                          manifest->serverVersion, extensions);
    if (!installation)
        return installation.error();
    control.setStep(u"Starting a throw-away server"_s);
    auto server = sandbox::Server::create(*installation, {}, {.token = control.token()});
    if (!server)
        return server.error();

    // Roles belong to the server, not to the database; without them every owner would be an error.
    auto connection = pg::Connection::open(server->endpoint(), {}, {.token = control.token()});
    if (!connection)
        return connection.error();
    for (const QString &role : manifest->roles) {
        // One that exists ("postgres") may stay as it is.
        (void)connection->query(u"CREATE ROLE "_s + sql::quoteIdentifierAlways(role), {},
                                {.token = control.token()});
    }

    Check check{.kind = Check::Kind::Proven,
                .at = QDateTime::currentDateTimeUtc(),
                .where = u"PostgreSQL "_s + installation->versionText};
    const auto outcome =
        restore(server->endpoint(),
                {.path = path, .database = u"proof"_s, .toolFolder = toolFolder}, control);
    if (!outcome) {
        if (outcome.error().isCancelled() || !server->pid())
            return outcome.error();
        check.problems += outcome.error().message;
        if (!outcome.error().detail.isEmpty())
            check.problems += outcome.error().detail;
    } else {
        for (const RestoreProblem &problem : outcome->problems) {
            if (problem.severity != Severity::Harmless)
                check.problems += problem.entry + u": "_s + problem.message;
        }
    }
    check.tookMs = clock.elapsed();
    return keep(path, check);
}

} // namespace howdah::backup
