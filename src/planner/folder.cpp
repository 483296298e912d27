#include "planner/folder.h"

#include "base/plural.h"
#include "planner/readers.h"
#include "planner/sourcefile.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

qsizetype countMatching(const QStringList &names, const QString &pattern)
{
    const QRegularExpression expression(QRegularExpression::anchoredPattern(pattern),
                                        QRegularExpression::DotMatchesEverythingOption);
    return std::ranges::count_if(names, [&](const QString &name) {
        return expression.match(name.section(u'/', -1)).hasMatch();
    });
}

/// Formats that are recognised so that nobody wonders, but not read.
std::optional<Error> unreadFormat(const QDir &dir, const QStringList &names)
{
    const auto refuse = [](const QString &tool, const QString &why) {
        return Error{
            .kind = Error::Kind::Unsupported,
            .message =
                u"This is a folder of %1 (%2), which Howdah does not read yet."_s.arg(tool, why)};
    };
    if (dir.exists(u"sqitch.plan"_s))
        return refuse(u"sqitch"_s, u"there is a sqitch.plan"_s);
    if (dir.exists(u"atlas.sum"_s))
        return refuse(u"Atlas"_s, u"there is an atlas.sum"_s);
    const auto folders = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        if (dir.exists(folder + u"/migration.sql"_s))
            return refuse(u"Prisma"_s, u"%1 holds a migration.sql"_s.arg(printableName(folder)));
    }
    static const std::pair<QByteArray, QString> markers[] = {
        {"-- migrate:up", u"dbmate"_s},
        {"-- +goose Up", u"goose"_s},
        {"--liquibase formatted sql", u"Liquibase"_s}};
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray head = file.read(4096);
        for (const auto &[marker, tool] : markers) {
            if (head.contains(marker))
                return refuse(tool, u"%1 holds \"%2\""_s.arg(printableName(name),
                                                             QString::fromLatin1(marker)));
        }
    }
    return {};
}

} // namespace

QString formatName(Format format)
{
    switch (format) {
    case Format::Alembic:
        return u"alembic"_s;
    case Format::Versioned:
        return u"versioned"_s;
    case Format::UpDown:
        return u"up-down"_s;
    case Format::Numbered:
        return u"numbered"_s;
    }
    Q_UNREACHABLE();
}

qsizetype MigrationFolder::indexOf(const QString &id) const
{
    const auto found = std::ranges::find_if(migrations, [&](const Migration &migration) {
        return migration.kind != Migration::Kind::Repeatable && migration.id == id;
    });
    return found == migrations.end() ? -1 : found - migrations.begin();
}

Result<Detection> detectFormat(const QString &path)
{
    const QDir dir(path);
    if (!dir.exists())
        return Error{.kind = Error::Kind::NotFound,
                     .message = u"There is no folder \"%1\"."_s.arg(printableName(path))};
    if (const auto alembic = findAlembic(path)) {
        return Detection{.format = Format::Alembic,
                         .root = dir.absolutePath(),
                         .reason = u"revisions in %1"_s.arg(printableName(
                             dir.relativeFilePath(alembic->versionLocations.value(0))))};
    }
    const auto all = sqlFiles(path, Depth::Recursive);
    if (const auto versioned = countMatching(all, u"V.*__.*\\.sql|[RB].*__.*\\.sql"_s);
        versioned > 0) {
        return Detection{.format = Format::Versioned,
                         .root = dir.absolutePath(),
                         .reason = u"%1 named like V1__name.sql"_s.arg(
                             counted(versioned, u"file"_s, u"files"_s))};
    }
    for (const QString &sub : {u"."_s, u"migrations"_s, u"db/migrations"_s}) {
        const QDir root(dir.filePath(sub));
        if (!root.exists())
            continue;
        const auto names = sqlFiles(root.path(), Depth::Flat);
        if (const auto unread = unreadFormat(root, names))
            return *unread;
        const QString where = QDir::cleanPath(root.absolutePath());
        if (const auto pairs = countMatching(names, u"[0-9]+_.*\\.up\\.sql"_s); pairs > 0) {
            return Detection{.format = Format::UpDown,
                             .root = where,
                             .reason = u"%1 named like 1_name.up.sql"_s.arg(
                                 counted(pairs, u"file"_s, u"files"_s))};
        }
        if (const auto numbered = countMatching(names, u"[0-9]+[_-].*\\.sql"_s); numbered > 0) {
            return Detection{.format = Format::Numbered,
                             .root = where,
                             .reason = u"%1 named like 001_name.sql"_s.arg(
                                 counted(numbered, u"file"_s, u"files"_s))};
        }
    }
    if (dir.exists(u"init.sql"_s))
        return Detection{.format = Format::Numbered,
                         .root = dir.absolutePath(),
                         .reason = u"there is an init.sql"_s};
    return Error::invalid(
        u"Nothing in \"%1\" is named like a migration: V1__name.sql, 1_name.up.sql, 001_name.sql, "
        u"or an Alembic folder with env.py and versions/."_s.arg(printableName(path)));
}

Result<MigrationFolder> readFolder(const QString &path, std::optional<Format> format)
{
    QString root = path;
    if (!format) {
        const auto detected = detectFormat(path);
        if (!detected)
            return detected.error();
        format = detected->format;
        root = detected->root;
    }
    const auto read = [&]() -> Result<MigrationFolder> {
        switch (*format) {
        case Format::Alembic:
            return readAlembic(root);
        case Format::Versioned:
            return readVersioned(root);
        case Format::UpDown:
            return readUpDown(root);
        case Format::Numbered:
            return readNumbered(root);
        }
        Q_UNREACHABLE();
    };
    auto folder = read();
    if (!folder)
        return folder.error().within(u"read \"%1\""_s.arg(printableName(path)));
    folder->path = root;
    folder->format = *format;
    return folder;
}

} // namespace howdah::planner
