#include "planner/readers.h"
#include "planner/sourcefile.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Finding;
using change::Severity;

const QRegularExpression &flywayName()
{
    static const QRegularExpression pattern(u"^([VRUB])(.*?)__(.*)\\.sql$"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

Finding fileFinding(const QString &rule, Severity severity, const QString &file,
                    const QString &message)
{
    return {.rule = rule, .severity = severity, .message = message, .file = printableName(file)};
}

/// Two migrations must not claim one place.
Finding duplicate(const QString &a, const QString &b, const QString &version)
{
    return fileFinding(
        u"duplicate-version"_s, Severity::Error, b,
        u"%1 and %2 both claim version %3."_s.arg(printableName(a), printableName(b), version));
}

Migration makeMigration(const QString &root, const QString &file, const QString &id,
                        const QString &description)
{
    auto read = readScript(root, file);
    Migration migration;
    migration.id = id;
    migration.description = description;
    migration.file = file;
    migration.up = read.scripts;
    migration.checksums = read.checksums;
    migration.upFindings = read.findings;
    return migration;
}

void attachDown(const QString &root, const QString &file, Migration &migration)
{
    auto read = readScript(root, file);
    migration.hasDown = true;
    migration.downFile = file;
    migration.down = read.scripts;
    migration.downFindings = read.findings;
}

/// Flyway replaces ${name} before it runs a script; nothing here does.
void reportPlaceholders(Migration &migration)
{
    static const QRegularExpression placeholder(u"\\$\\{[A-Za-z_][A-Za-z0-9_.:-]*\\}"_s);
    for (const auto &script : std::as_const(migration.up)) {
        const auto match = placeholder.match(script->text);
        if (!match.hasMatch())
            continue;
        migration.upFindings.append(
            {.rule = u"placeholder"_s,
             .severity = Severity::Warning,
             .message =
                 u"%1 looks like a placeholder of Flyway; it is sent to the server as it stands."_s
                     .arg(match.captured()),
             .file = script->file,
             .line = script->map.at(match.capturedStart()).line});
    }
}

/// Reports neighbours with equal versions; @p migrations are sorted.
void findDuplicates(const QList<Migration> &migrations, QList<Finding> &findings)
{
    for (qsizetype i = 1; i < migrations.size(); ++i) {
        const Migration &a = migrations.at(i - 1);
        const Migration &b = migrations.at(i);
        if (a.kind == b.kind && compareVersions(a.id, b.id) == 0)
            findings.append(duplicate(a.file, b.file, b.id));
    }
}

bool byVersion(const Migration &a, const Migration &b)
{
    const int order = compareVersions(a.id, b.id);
    return order != 0 ? order < 0 : a.file < b.file;
}

} // namespace

QString printableName(const QString &name)
{
    QString text;
    for (const QChar c : name) {
        if (c == u'\n')
            text += u"\\n"_s;
        else if (!c.isPrint() && !c.isSurrogate())
            text += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QChar(u'0'));
        else
            text += c;
    }
    return text;
}

QString descriptionFromName(QString name)
{
    return printableName(name.replace(u'_', u' ')).trimmed();
}

int compareVersions(const QString &a, const QString &b)
{
    static const QRegularExpression separators(u"[._]"_s);
    const auto left = a.split(separators);
    const auto right = b.split(separators);
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        const auto digits = [](const QString &part) {
            qsizetype zeros = 0;
            while (zeros < part.size() && part.at(zeros) == u'0')
                ++zeros;
            return part.mid(zeros);
        };
        const QString x = digits(left.value(i));
        const QString y = digits(right.value(i));
        if (x.size() != y.size())
            return x.size() < y.size() ? -1 : 1;
        if (const int order = x.compare(y); order != 0)
            return order;
    }
    return 0;
}

QStringList sqlFiles(const QString &path, Depth depth)
{
    // Folders that hold data or other schemas beside the migrations.
    static const QStringList apart{u"seeds"_s, u"seed"_s, u"schema"_s, u"tests"_s,
                                   u"node_modules"_s};
    QStringList files;
    const QDir dir(path);
    const auto names = dir.entryList(QDir::Files | QDir::System, QDir::Name);
    for (const QString &name : names) {
        if (name.endsWith(".sql"_L1, Qt::CaseInsensitive))
            files += name;
    }
    if (depth == Depth::Recursive) {
        const auto folders =
            dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
        for (const QString &folder : folders) {
            if (apart.contains(folder.toLower()))
                continue;
            const auto below = sqlFiles(dir.filePath(folder), depth);
            for (const QString &file : below)
                files += folder + u'/' + file;
        }
    }
    return files;
}

ReadScript readScript(const QString &root, const QString &file)
{
    ReadScript read;
    const auto source = readSourceFile(QDir(root).filePath(file));
    if (!source) {
        read.findings.append(
            fileFinding(u"unreadable"_s, Severity::Error, file, source.error().message));
        return read;
    }
    read.checksums = checksumsOf(source->bytes, source->text);
    if (source->text.trimmed().isEmpty()) {
        read.findings.append(
            fileFinding(u"empty"_s, Severity::Info, file,
                        u"The file is empty; applying it only writes the history."_s));
    }
    read.scripts.append(std::make_shared<const change::Script>(
        change::Script{.file = printableName(file),
                       .text = source->text,
                       .map = change::SourceMap::ofText(source->text)}));
    return read;
}

std::optional<Migration> readInit(const QString &root)
{
    const QDir dir(root);
    QString file = u"init.sql"_s;
    // A folder "migrations" belongs to the project around it, whose init.sql comes first.
    if (!dir.exists(file) && dir.dirName() == "migrations"_L1)
        file.prepend(u"../"_s);
    if (!dir.exists(file))
        return {};
    auto migration = makeMigration(root, file, u"init"_s, u"init"_s);
    migration.kind = Migration::Kind::Init;
    return migration;
}

Result<MigrationFolder> readVersioned(const QString &path)
{
    MigrationFolder folder;
    QList<Migration> repeatables;
    std::map<QString, QString> undos;
    const auto files = sqlFiles(path, Depth::Recursive);
    for (const QString &file : files) {
        const QString name = file.section(u'/', -1);
        const auto match = flywayName().match(name);
        if (!match.hasMatch()) {
            if (name != "init.sql"_L1) {
                folder.findings.append(
                    fileFinding(u"ignored-file"_s, Severity::Info, file,
                                u"%1 is not named like V1__name.sql and is left out."_s.arg(
                                    printableName(file))));
            }
            continue;
        }
        const QChar prefix = match.captured(1).at(0);
        const QString version = match.captured(2).replace(u'_', u'.');
        const QString description = descriptionFromName(match.captured(3));
        if (prefix == u'R' && version.isEmpty()) {
            auto migration = makeMigration(path, file, description, description);
            migration.kind = Migration::Kind::Repeatable;
            repeatables.append(migration);
            continue;
        }
        static const QRegularExpression numbers(u"^[0-9]+(\\.[0-9]+)*$"_s);
        if (prefix == u'R' || !numbers.match(version).hasMatch()) {
            folder.findings.append(fileFinding(
                u"bad-version"_s, Severity::Error, file,
                u"%1: \"%2\" is no version; a version is numbers with dots or underscores between them."_s
                    .arg(printableName(file), printableName(match.captured(2)))));
        } else if (prefix == u'U') {
            if (undos.contains(version))
                folder.findings.append(duplicate(undos.at(version), file, version));
            undos.insert({version, file});
        } else {
            auto migration = makeMigration(path, file, version, description);
            reportPlaceholders(migration);
            if (prefix == u'B')
                migration.kind = Migration::Kind::Baseline;
            folder.migrations.append(migration);
        }
    }
    std::ranges::sort(folder.migrations, byVersion);
    // A baseline may share its number with the version it stands for; only equal kinds collide.
    auto versions = folder.migrations;
    versions.removeIf([](const Migration &m) { return m.kind == Migration::Kind::Baseline; });
    findDuplicates(versions, folder.findings);
    for (const auto &[version, file] : undos) {
        const auto owner =
            std::ranges::find_if(folder.migrations, [&, &id = version](const Migration &m) {
                return m.kind == Migration::Kind::Versioned && compareVersions(m.id, id) == 0;
            });
        if (owner == folder.migrations.end()) {
            folder.findings.append(
                fileFinding(u"undo-without-version"_s, Severity::Warning, file,
                            u"%1 undoes version %2, which is not in the folder."_s.arg(
                                printableName(file), version)));
        } else {
            attachDown(path, file, *owner);
        }
    }
    std::ranges::sort(repeatables, {}, &Migration::description);
    for (qsizetype i = 1; i < repeatables.size(); ++i) {
        if (repeatables.at(i).id == repeatables.at(i - 1).id) {
            folder.findings.append(
                fileFinding(u"duplicate-version"_s, Severity::Error, repeatables.at(i).file,
                            u"%1 and %2 are the same repeatable migration."_s.arg(
                                printableName(repeatables.at(i - 1).file),
                                printableName(repeatables.at(i).file))));
        }
    }
    if (const auto init = readInit(path))
        folder.migrations.prepend(*init);
    folder.migrations += repeatables;
    return folder;
}

Result<MigrationFolder> readUpDown(const QString &path)
{
    static const QRegularExpression pattern(u"^([0-9]+)_(.*)\\.(up|down)\\.sql$"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    MigrationFolder folder;
    QList<std::pair<QString, QString>> downs;
    const auto files = sqlFiles(path, Depth::Flat);
    for (const QString &file : files) {
        const auto match = pattern.match(file);
        if (!match.hasMatch()) {
            folder.findings.append(fileFinding(
                u"ignored-file"_s, Severity::Info, file,
                u"%1 is not named like 1_name.up.sql and is left out."_s.arg(printableName(file))));
            continue;
        }
        bool fits = false;
        const quint64 number = match.captured(1).toULongLong(&fits);
        if (!fits || number > quint64(std::numeric_limits<qint64>::max())) {
            folder.findings.append(fileFinding(
                u"bad-version"_s, Severity::Error, file,
                u"%1: the number is too large for the history."_s.arg(printableName(file))));
            continue;
        }
        const QString id = QString::number(number);
        if (match.captured(3) == "down"_L1)
            downs.append({id, file});
        else
            folder.migrations.append(
                makeMigration(path, file, id, descriptionFromName(match.captured(2))));
    }
    std::ranges::sort(folder.migrations, byVersion);
    findDuplicates(folder.migrations, folder.findings);
    for (const auto &[id, file] : downs) {
        const qsizetype owner = folder.indexOf(id);
        if (owner < 0) {
            folder.findings.append(
                fileFinding(u"down-without-up"_s, Severity::Warning, file,
                            u"%1 has no .up.sql beside it."_s.arg(printableName(file))));
        } else if (folder.migrations.at(owner).hasDown) {
            folder.findings.append(duplicate(folder.migrations.at(owner).downFile, file, id));
        } else {
            attachDown(path, file, folder.migrations[owner]);
        }
    }
    return folder;
}

Result<MigrationFolder> readNumbered(const QString &path)
{
    static const QRegularExpression pattern(
        u"^([0-9]+)[_-](.+?)(?:([._](?:down|rollback))|\\.up)?\\.sql$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    MigrationFolder folder;
    QList<std::pair<QString, QString>> downs;
    const auto files = sqlFiles(path, Depth::Flat);
    for (const QString &file : files) {
        const auto match = pattern.match(file);
        if (!match.hasMatch()) {
            if (file != "init.sql"_L1) {
                folder.findings.append(
                    fileFinding(u"ignored-file"_s, Severity::Info, file,
                                u"%1 is not named like 001_name.sql and is left out."_s.arg(
                                    printableName(file))));
            }
        } else if (!match.captured(3).isEmpty()) {
            downs.append({match.captured(1), file});
        } else {
            folder.migrations.append(makeMigration(path, file, match.captured(1),
                                                   descriptionFromName(match.captured(2))));
        }
    }
    std::ranges::sort(folder.migrations, byVersion);
    findDuplicates(folder.migrations, folder.findings);
    for (const auto &[id, file] : downs) {
        const auto owner = std::ranges::find_if(
            folder.migrations, [&, number = id](const Migration &m) { return m.id == number; });
        if (owner != folder.migrations.end() && !owner->hasDown) {
            attachDown(path, file, *owner);
        } else {
            folder.findings.append(fileFinding(
                u"down-without-up"_s, Severity::Warning, file,
                u"%1 belongs to no migration of the folder."_s.arg(printableName(file))));
        }
    }
    if (const auto init = readInit(path))
        folder.migrations.prepend(*init);
    return folder;
}

} // namespace howdah::planner
