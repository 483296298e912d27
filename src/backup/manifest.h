#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace howdah::backup {

/// Schema and name of a relation, as plain text.
struct RelationName final
{
    QString schema;
    QString name;

    [[nodiscard]] QString toText() const { return schema + QLatin1Char('.') + name; }

    friend bool operator==(const RelationName &, const RelationName &) = default;
};

[[nodiscard]] size_t qHash(const RelationName &name, size_t seed = 0) noexcept;

/// One table as it was at the backup's instant.
struct TableFigures final
{
    RelationName relation;
    qint64 rows = -1; ///< -1: not counted
    QString
        fingerprint;  ///< sum over all rows of a 64-bit hash of the row's text; empty: not computed
    qint64 bytes = 0; ///< on the server, with TOAST

    friend bool operator==(const TableFigures &, const TableFigures &) = default;
};

struct SequenceFigures final
{
    RelationName relation;
    /// The last value handed out; nothing when none was.
    std::optional<qint64> lastValue;

    friend bool operator==(const SequenceFigures &, const SequenceFigures &) = default;
};

struct ExtensionFigures final
{
    QString name;
    QString version;

    friend bool operator==(const ExtensionFigures &, const ExtensionFigures &) = default;
};

struct FileFigures final
{
    QString path; ///< relative to the backup's folder
    qint64 bytes = 0;
    QString sha256;

    friend bool operator==(const FileFigures &, const FileFigures &) = default;
};

enum class Content { Everything, SchemaOnly, DataOnly };
enum class Format { Directory, Custom, Plain };
/// What is written down about each table, to compare a restored one with.
enum class Figures { None, Counts, Fingerprints };

[[nodiscard]] QString toName(Content content);
[[nodiscard]] QString toName(Format format);
[[nodiscard]] QString toName(Figures figures);
[[nodiscard]] std::optional<Content> contentFromName(const QString &name);
[[nodiscard]] std::optional<Format> formatFromName(const QString &name);
[[nodiscard]] std::optional<Figures> figuresFromName(const QString &name);

/// What a backup holds, from the very snapshot that was dumped. A folder without one is no backup.
struct Manifest final
{
    QString id;
    QString database;
    QString source; ///< user@host/database, for people
    int serverVersion = 0;
    QString toolVersion;
    QDateTime snapshotAt; ///< the server's clock when the snapshot was taken
    QDateTime finishedAt;

    Content content = Content::Everything;
    Format format = Format::Directory;
    Figures figures = Figures::Fingerprints;
    QStringList schemas; ///< chosen ones, empty for all
    QString compression; ///< as pg_dump was told: "gzip:1"
    int jobs = 1;
    QString commandLine;

    QString encoding;
    QString collate;
    QString characterType;
    qint64 databaseBytes = 0;
    qint64 largeObjects = 0;
    /// SHA-256 of the schema as SQL (see schemaHash()); empty when there is none in it.
    QString schemaHash;
    QStringList roles; ///< that own something or were granted something
    QList<ExtensionFigures> extensions;
    QList<TableFigures> tables;
    QList<SequenceFigures> sequences;
    QList<FileFigures> files;

    [[nodiscard]] qint64 rowCount() const; ///< -1 when not counted
    [[nodiscard]] qint64 fileBytes() const;
    [[nodiscard]] bool isWhole() const
    {
        return content == Content::Everything && schemas.isEmpty();
    }

    friend bool operator==(const Manifest &, const Manifest &) = default;
};

/// The manifest as the text of manifest.json, with a checksum over itself.
[[nodiscard]] QByteArray toJson(const Manifest &manifest);
/// Corrupt when the checksum does not fit, Unsupported when a newer Howdah wrote it.
[[nodiscard]] Result<Manifest> manifestFromJson(const QByteArray &json);

inline constexpr auto manifestFileName = QLatin1StringView("manifest.json");

/// Reads manifest.json of a backup's folder; NotFound when there is none.
[[nodiscard]] Result<Manifest> readManifest(const QString &folder);

} // namespace howdah::backup
