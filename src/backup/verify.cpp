#include "backup/verify.h"

#include "backup/client.h"
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

/// Of the backup's version or the next newer, with every extension it needs: without one the
/// restore would fail for a reason that is no fault of the backup.
Result<sandbox::Installation> installationFor(const Manifest &manifest, const QString &toolFolder)
{
    QStringList extensions;
    for (const ExtensionFigures &extension : manifest.extensions)
        extensions += extension.name;
    auto installation = sandbox::chooseInstallation(sandbox::findInstallations(toolFolder),
                                                    manifest.serverVersion, extensions);
    if (!installation)
        return installation;
    for (const QString &extension : std::as_const(extensions)) {
        if (!installation->offersExtension(extension)) {
            return Error{
                .kind = Error::Kind::Unsupported,
                .message =
                    u"The backup needs the extension %1, which the PostgreSQL %2 installed here lacks."_s
                        .arg(extension, installation->versionText),
                .hint = u"Install it here, or restore on a server that has it."_s};
        }
    }
    return installation;
}

/// Roles belong to the server, not to the database; without them every owner would be an error.
Result<void> makeRoles(const pg::Endpoint &endpoint, const QStringList &roles,
                       const CancellationToken &token)
{
    auto connection = pg::Connection::open(endpoint, {}, {.token = token});
    if (!connection)
        return connection.error();
    for (const QString &role : roles) {
        const auto existing = connection->query(
            u"SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1"_s, {role}, {.token = token});
        if (!existing)
            return existing.error();
        if (!existing->isEmpty())
            continue;
        const auto made = connection->query(u"CREATE ROLE "_s + sql::quoteIdentifierAlways(role),
                                            {}, {.token = token});
        if (!made)
            return made.error().within(u"make the role "_s + role);
    }
    return {};
}

/// schemaHash() of a database; empty when the pg_dump that wrote the backup is not here any more,
/// because another one may write the same schema differently.
Result<QString> databaseSchemaHash(const pg::Endpoint &endpoint, const Manifest &manifest,
                                   const QString &toolFolder, const CancellationToken &token)
{
    const auto tool = process::chooseTool(u"pg_dump"_s, manifest.serverVersion,
                                          process::programFolders(toolFolder));
    if (!tool || tool->versionText != manifest.toolVersion)
        return QString();
    auto client = ClientCommand::create(tool->path, endpoint, {u"--schema-only"_s});
    if (!client)
        return client.error();
    QByteArray schema;
    client->command().onOutput = [&](QByteArrayView output) { schema += output; };
    const auto exit = process::runToSuccess(client->command(), {.token = token});
    if (!exit)
        return exit.error().within(u"read the restored schema"_s);
    return schemaHash(QString::fromUtf8(schema));
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
    FileHashing hashing(path, FileHashing::Flush::No, control.token());
    QStringList inside;
    if (const auto read = readVerdict(*manifest, path, toolFolder, control, inside); !read)
        return read.error();
    control.setStep(u"Comparing checksums"_s);
    const auto files = hashing.join();
    if (!files)
        return files.error();
    check.problems = compareFiles(manifest->files, *files) + inside;
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
    const auto installation = installationFor(*manifest, toolFolder);
    if (!installation)
        return installation.error();
    control.setStep(u"Starting a throw-away server"_s);
    auto server = sandbox::Server::create(*installation, {}, {.token = control.token()});
    if (!server)
        return server.error();
    if (const auto made = makeRoles(server->endpoint(), manifest->roles, control.token()); !made)
        return made.error();

    Check check{.kind = Check::Kind::Proven,
                .at = QDateTime::currentDateTimeUtc(),
                .where = u"PostgreSQL "_s + installation->versionText};
    const QString database = u"proof"_s;
    const auto outcome =
        restore(server->endpoint(), {.path = path, .database = database, .toolFolder = toolFolder},
                control);
    if (!outcome) {
        const auto kind = outcome.error().kind;
        // Anything else says something about this computer, not about the backup.
        if (kind != Error::Kind::Corrupt && kind != Error::Kind::ToolFailed)
            return outcome.error();
        check.problems += outcome.error().message;
        if (!outcome.error().detail.isEmpty())
            check.problems += outcome.error().detail;
    } else if (manifest->isWhole()) {
        control.setStep(u"Comparing the schema"_s);
        const auto hash =
            databaseSchemaHash(server->endpoint(database), *manifest, toolFolder, control.token());
        if (!hash)
            return hash.error();
        if (!hash->isEmpty() && *hash != manifest->schemaHash)
            check.problems += u"The restored schema differs from the one backed up."_s;
    }
    check.tookMs = clock.elapsed();
    return keep(path, check);
}

} // namespace howdah::backup
