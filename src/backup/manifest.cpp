#include "backup/manifest.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

constexpr int currentVersion = 1;

template<typename Enum>
using Names = std::initializer_list<std::pair<Enum, QLatin1StringView>>;

constexpr Names<Content> contentNames{{Content::Everything, "everything"_L1},
                                      {Content::SchemaOnly, "schema"_L1},
                                      {Content::DataOnly, "data"_L1}};
constexpr Names<Format> formatNames{{Format::Directory, "directory"_L1},
                                    {Format::Custom, "custom"_L1},
                                    {Format::Plain, "plain"_L1}};
constexpr Names<Figures> figuresNames{{Figures::None, "none"_L1},
                                      {Figures::Counts, "counts"_L1},
                                      {Figures::Fingerprints, "fingerprints"_L1}};

template<typename Enum>
QString nameOf(const Names<Enum> &names, Enum value)
{
    for (const auto &[candidate, name] : names) {
        if (candidate == value)
            return name;
    }
    Q_UNREACHABLE();
}

template<typename Enum>
std::optional<Enum> valueOf(const Names<Enum> &names, const QString &wanted)
{
    for (const auto &[value, name] : names) {
        if (wanted == name)
            return value;
    }
    return {};
}

QString toText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

template<typename T, typename Convert>
QJsonArray arrayOf(const QList<T> &list, Convert convert)
{
    QJsonArray array;
    for (const T &item : list)
        array.append(convert(item));
    return array;
}

template<typename T, typename Convert>
QList<T> listOf(const QJsonValue &value, Convert convert)
{
    QList<T> list;
    for (const auto &item : value.toArray())
        list.append(convert(item.toObject()));
    return list;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList list;
    for (const auto &item : value.toArray())
        list += item.toString();
    return list;
}

RelationName relationOf(const QJsonObject &object)
{
    return {.schema = object[u"schema"].toString(), .name = object[u"name"].toString()};
}

QJsonObject toObject(const Manifest &manifest)
{
    return {
        {u"version"_s, currentVersion},
        {u"id"_s, manifest.id},
        {u"database"_s, manifest.database},
        {u"source"_s, manifest.source},
        {u"serverVersion"_s, manifest.serverVersion},
        {u"toolVersion"_s, manifest.toolVersion},
        {u"snapshotAt"_s, toText(manifest.snapshotAt)},
        {u"finishedAt"_s, toText(manifest.finishedAt)},
        {u"content"_s, toName(manifest.content)},
        {u"format"_s, toName(manifest.format)},
        {u"figures"_s, toName(manifest.figures)},
        {u"schemas"_s, QJsonArray::fromStringList(manifest.schemas)},
        {u"compression"_s, manifest.compression},
        {u"jobs"_s, manifest.jobs},
        {u"commandLine"_s, manifest.commandLine},
        {u"encoding"_s, manifest.encoding},
        {u"collate"_s, manifest.collate},
        {u"characterType"_s, manifest.characterType},
        {u"databaseBytes"_s, manifest.databaseBytes},
        {u"largeObjects"_s, manifest.largeObjects},
        {u"schemaHash"_s, manifest.schemaHash},
        {u"roles"_s, QJsonArray::fromStringList(manifest.roles)},
        {u"extensions"_s,
         arrayOf(
             manifest.extensions,
             [](const ExtensionFigures &extension) {
                 return QJsonObject{{u"name"_s, extension.name}, {u"version"_s, extension.version}};
             })},
        {u"tables"_s, arrayOf(manifest.tables,
                              [](const TableFigures &table) {
                                  return QJsonObject{{u"schema"_s, table.relation.schema},
                                                     {u"name"_s, table.relation.name},
                                                     {u"rows"_s, table.rows},
                                                     {u"fingerprint"_s, table.fingerprint},
                                                     {u"bytes"_s, table.bytes}};
                              })},
        {u"sequences"_s, arrayOf(manifest.sequences,
                                 [](const SequenceFigures &sequence) {
                                     return QJsonObject{
                                         {u"schema"_s, sequence.relation.schema},
                                         {u"name"_s, sequence.relation.name},
                                         {u"lastValue"_s, sequence.lastValue
                                                              ? QJsonValue(*sequence.lastValue)
                                                              : QJsonValue(QJsonValue::Null)}};
                                 })},
        {u"files"_s, arrayOf(manifest.files,
                             [](const FileFigures &file) {
                                 return QJsonObject{{u"path"_s, file.path},
                                                    {u"bytes"_s, file.bytes},
                                                    {u"sha256"_s, file.sha256}};
                             })},
    };
}

QString checksumOf(const QJsonObject &object)
{
    // QJsonObject sorts its keys, so equal objects have equal bytes.
    return QString::fromLatin1(
        QCryptographicHash::hash(QJsonDocument(object).toJson(QJsonDocument::Compact),
                                 QCryptographicHash::Sha256)
            .toHex());
}

Error corrupt(const QString &message)
{
    return {.kind = Error::Kind::Corrupt, .message = message, .context = {manifestFileName}};
}

} // namespace

size_t qHash(const RelationName &name, size_t seed) noexcept
{
    return qHashMulti(seed, name.schema, name.name);
}

QString toName(Content content)
{
    return nameOf(contentNames, content);
}

QString toName(Format format)
{
    return nameOf(formatNames, format);
}

QString toName(Figures figures)
{
    return nameOf(figuresNames, figures);
}

std::optional<Content> contentFromName(const QString &name)
{
    return valueOf(contentNames, name);
}

std::optional<Format> formatFromName(const QString &name)
{
    return valueOf(formatNames, name);
}

std::optional<Figures> figuresFromName(const QString &name)
{
    return valueOf(figuresNames, name);
}

qint64 Manifest::rowCount() const
{
    qint64 rows = 0;
    for (const TableFigures &table : tables) {
        if (table.rows < 0)
            return -1;
        rows += table.rows;
    }
    return rows;
}

qint64 Manifest::fileBytes() const
{
    qint64 bytes = 0;
    for (const FileFigures &file : files)
        bytes += file.bytes;
    return bytes;
}

QByteArray toJson(const Manifest &manifest)
{
    const QJsonObject object = toObject(manifest);
    return QJsonDocument(QJsonObject{{u"format"_s, u"howdah-backup"_s},
                                     {u"manifest"_s, object},
                                     {u"sha256"_s, checksumOf(object)}})
        .toJson();
}

Result<Manifest> manifestFromJson(const QByteArray &json)
{
    const QJsonObject outer = QJsonDocument::fromJson(json).object();
    const QJsonObject object = outer[u"manifest"].toObject();
    if (outer[u"format"].toString() != "howdah-backup"_L1 || object.isEmpty())
        return corrupt(u"This is no manifest of a backup."_s);
    if (object[u"version"].toInt() > currentVersion) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"A newer Howdah wrote this manifest."_s,
                     .context = {manifestFileName}};
    }
    if (outer[u"sha256"].toString() != checksumOf(object))
        return corrupt(u"The manifest was changed after it was written."_s);
    const auto content = contentFromName(object[u"content"].toString());
    const auto format = formatFromName(object[u"format"].toString());
    const auto figures = figuresFromName(object[u"figures"].toString());
    if (!content || !format || !figures)
        return corrupt(u"The manifest names a kind of backup that does not exist."_s);
    return Manifest{
        .id = object[u"id"].toString(),
        .database = object[u"database"].toString(),
        .source = object[u"source"].toString(),
        .serverVersion = object[u"serverVersion"].toInt(),
        .toolVersion = object[u"toolVersion"].toString(),
        .snapshotAt = timeOf(object[u"snapshotAt"]),
        .finishedAt = timeOf(object[u"finishedAt"]),
        .content = *content,
        .format = *format,
        .figures = *figures,
        .schemas = textsOf(object[u"schemas"]),
        .compression = object[u"compression"].toString(),
        .jobs = object[u"jobs"].toInt(),
        .commandLine = object[u"commandLine"].toString(),
        .encoding = object[u"encoding"].toString(),
        .collate = object[u"collate"].toString(),
        .characterType = object[u"characterType"].toString(),
        .databaseBytes = object[u"databaseBytes"].toInteger(),
        .largeObjects = object[u"largeObjects"].toInteger(),
        .schemaHash = object[u"schemaHash"].toString(),
        .roles = textsOf(object[u"roles"]),
        .extensions = listOf<ExtensionFigures>(object[u"extensions"],
                                               [](const QJsonObject &item) {
                                                   return ExtensionFigures{
                                                       .name = item[u"name"].toString(),
                                                       .version = item[u"version"].toString()};
                                               }),
        .tables = listOf<TableFigures>(object[u"tables"],
                                       [](const QJsonObject &item) {
                                           return TableFigures{.relation = relationOf(item),
                                                               .rows = item[u"rows"].toInteger(-1),
                                                               .fingerprint =
                                                                   item[u"fingerprint"].toString(),
                                                               .bytes = item[u"bytes"].toInteger()};
                                       }),
        .sequences =
            listOf<SequenceFigures>(object[u"sequences"],
                                    [](const QJsonObject &item) {
                                        SequenceFigures sequence{.relation = relationOf(item)};
                                        if (!item[u"lastValue"].isNull())
                                            sequence.lastValue = item[u"lastValue"].toInteger();
                                        return sequence;
                                    }),
        .files = listOf<FileFigures>(object[u"files"],
                                     [](const QJsonObject &item) {
                                         return FileFigures{.path = item[u"path"].toString(),
                                                            .bytes = item[u"bytes"].toInteger(),
                                                            .sha256 = item[u"sha256"].toString()};
                                     }),
    };
}

Result<Manifest> readManifest(const QString &folder)
{
    QFile file(folder + u'/' + manifestFileName);
    if (!file.exists()) {
        return Error{.kind = Error::Kind::NotFound,
                     .message =
                         u"There is no manifest in %1, so it is no finished backup."_s.arg(folder)};
    }
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            .kind = Error::Kind::Io, .message = file.errorString(), .context = {file.fileName()}};
    return manifestFromJson(file.readAll()).within(folder);
}

} // namespace howdah::backup
