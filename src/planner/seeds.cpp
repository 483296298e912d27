#include "planner/seeds.h"

#include "planner/readers.h"
#include "planner/runnerlock.h"
#include "sql/quote.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

/// The first comment block of a file, without its dashes.
QStringList headComment(const QString &text)
{
    QStringList lines;
    const auto all = text.split(u'\n');
    for (const QString &raw : all) {
        const QString line = raw.trimmed();
        if (line.isEmpty() && lines.isEmpty())
            continue;
        if (!line.startsWith("--"_L1))
            break;
        lines += line.mid(2).trimmed();
    }
    return lines;
}

Seed readSeed(const QString &root, const QString &file)
{
    const auto read = readScript(root, file);
    Seed seed;
    seed.file = printableName(file);
    seed.findings = read.findings;
    seed.change = change::makeChange(seed.file, read.scripts);
    seed.findings += seed.change.findings;
    static const QString marker = u"howdah:environments"_s;
    const auto head =
        headComment(read.scripts.isEmpty() ? QString() : read.scripts.constFirst()->text);
    bool described = false;
    for (const QString &line : head) {
        if (line.startsWith(marker)) {
            static const QRegularExpression separators(u"[\\s,]+"_s);
            seed.environments =
                line.mid(marker.size()).toLower().split(separators, Qt::SkipEmptyParts);
            described = true;
        } else if (line.isEmpty()) {
            described = true;
        } else if (!described) {
            seed.description += (seed.description.isEmpty() ? QString() : u" "_s) + line;
        }
    }
    // One sentence says what it is; the rest is for those who open the file.
    if (const qsizetype end = seed.description.indexOf(". "_L1); end > 0)
        seed.description.truncate(end + 1);
    if (seed.environments.isEmpty())
        seed.environments = {u"development"_s};
    if (seed.description.isEmpty())
        seed.description = descriptionFromName(file.section(u'/', -1).chopped(4));
    return seed;
}

/// Tables that the seeds write to, each once, as they first name it.
QList<sql::ObjectName> targetsOf(const QList<const Seed *> &seeds)
{
    QList<sql::ObjectName> targets;
    for (const Seed *seed : seeds) {
        for (const auto &statement : seed->change.statements) {
            if (statement.classification.category != sql::Classification::Category::Dml)
                continue;
            for (const auto &target : statement.classification.targets) {
                if (!targets.contains(target))
                    targets.append(target);
            }
        }
    }
    return targets;
}

qint64 countRows(pg::Connection &connection, const sql::ObjectName &table)
{
    const auto rows =
        connection.query(u"SELECT count(*) FROM "_s + sql::qualifiedName(table.schema, table.name));
    return rows ? rows->integer(0, 0) : 0;
}

} // namespace

bool Seed::belongsTo(const QString &environment) const
{
    if (environment == "production"_L1)
        return false;
    return environment == "development"_L1 || environments.contains(environment);
}

QString seedEnvironment(const QString &asked, const QString &fromVariable)
{
    const QString name = (asked.isEmpty() ? fromVariable : asked).trimmed().toLower();
    if (name.isEmpty() || name == "dev"_L1)
        return u"development"_s;
    return name == "prod"_L1 ? u"production"_s : name;
}

Result<SeedFolder> readSeeds(const QString &migrations)
{
    QDir dir(QDir(migrations).absolutePath());
    if (!dir.exists()) {
        return Error{.kind = Error::Kind::NotFound,
                     .message = u"There is no folder \"%1\"."_s.arg(printableName(migrations))};
    }
    static const QStringList inner{u"migrations"_s, u"alembic"_s, u"versions"_s};
    while (!dir.exists(u"seeds"_s) && inner.contains(dir.dirName())) {
        if (!dir.cdUp())
            break;
    }
    if (!dir.exists(u"seeds"_s))
        return SeedFolder{};
    SeedFolder folder{.path = dir.filePath(u"seeds"_s), .seeds = {}};
    const auto files = sqlFiles(folder.path, Depth::Flat);
    for (const QString &file : files)
        folder.seeds.append(readSeed(folder.path, file));
    return folder;
}

SeedReport loadSeeds(pg::Connection &connection, const SeedFolder &folder,
                     const QString &environment, const SeedObserver &observer,
                     const pg::CallLimits &limits)
{
    QElapsedTimer clock;
    clock.start();
    SeedReport report;
    QList<const Seed *> seeds;
    for (const Seed &seed : folder.seeds) {
        if (seed.belongsTo(environment)) {
            seeds.append(&seed);
            report.left += seed.file;
        }
    }
    if (seeds.isEmpty())
        return report;
    const auto work = [&]() -> Result<void> {
        for (const Seed *seed : std::as_const(seeds)) {
            const auto fault = std::ranges::find(seed->findings, change::Severity::Error,
                                                 &change::Finding::severity);
            if (fault != seed->findings.end())
                return Error::invalid(fault->message).within(seed->file);
        }
        const auto lock =
            RunnerLock::take(connection, {RunnerLock::ownKey({}, u"seeds"_s)}, 5000, limits);
        if (!lock)
            return lock.error();
        const auto settings = change::SessionSettings::capture(connection);
        if (!settings)
            return settings.error();
        const auto tables = targetsOf(seeds);
        for (const auto &table : tables)
            report.tables.append({.table = sql::qualifiedName(table.schema, table.name),
                                  .before = countRows(connection, table)});
        for (qsizetype i = 0; i < seeds.size(); ++i) {
            if (observer.seedStarted)
                observer.seedStarted(i + 1, seeds.size(), *seeds.at(i));
            const auto outcome = change::run(connection, seeds.at(i)->change, {}, {}, limits);
            if (outcome.error)
                return *outcome.error;
            report.done += seeds.at(i)->file;
            report.left.removeFirst();
            if (const auto restored = settings->restore(connection); !restored)
                return restored.error();
        }
        return {};
    };
    if (const auto done = work(); !done)
        report.error = done.error();
    for (TableCount &count : report.tables) {
        const auto rows = connection.query(u"SELECT count(*) FROM "_s + count.table);
        count.after = rows ? rows->integer(0, 0) : count.before;
    }
    report.took = std::chrono::microseconds(clock.nsecsElapsed() / 1000);
    return report;
}

} // namespace howdah::planner
