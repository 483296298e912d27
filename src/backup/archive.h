#pragma once

#include "backup/manifest.h"
#include "base/cancellation.h"

#include <QHash>

#include <functional>

namespace howdah::backup {

/// What kind of file or folder a dump is.
enum class ArchiveKind { Directory, Custom, Tar, Plain, CompressedPlain };

/// One line of a dump's table of contents.
struct TocEntry final
{
    int dumpId = 0;
    QString type; ///< "TABLE DATA", "INDEX" …
    QString schema;
    QString name;
    QString owner;

    [[nodiscard]] QString relationText() const { return schema + QLatin1Char('.') + name; }

    friend bool operator==(const TocEntry &, const TocEntry &) = default;
};

/// What one finds when looking into a dump without restoring it.
struct ArchiveContents final
{
    ArchiveKind kind = ArchiveKind::Custom;
    QString path;          ///< the dump itself: a file, or a folder with toc.dat
    QString database;      ///< it was made from; empty when it does not say
    QString createdAt;     ///< as the tool wrote it
    QString serverVersion; ///< "15.20 (Debian …)"
    QString toolVersion;
    QList<TocEntry> entries; ///< none for plain SQL

    [[nodiscard]] bool isPlain() const
    {
        return kind == ArchiveKind::Plain || kind == ArchiveKind::CompressedPlain;
    }
    [[nodiscard]] QStringList owners() const;
    [[nodiscard]] QStringList extensions() const;
};

/// Tells what @p path is by its first bytes; InvalidInput when it is no dump.
[[nodiscard]] Result<ArchiveKind> archiveKind(const QString &path);

/// "3405; 0 16425 TABLE DATA public a app" → an entry; pg_restore --list writes names with blanks
/// unquoted, so the split uses the list of known types.
[[nodiscard]] std::optional<TocEntry> parseTocLine(const QString &line);

/// Reads the table of contents with pg_restore.
[[nodiscard]] Result<ArchiveContents> lookInside(const QString &path, const QString &pgRestore,
                                                 const CancellationToken &token);

/// What reading a dump from the first to the last byte brought.
struct ReadThrough final
{
    QHash<RelationName, qint64> rows; ///< data lines of each table's COPY
    QList<SequenceFigures> sequences;
};

/// Lets pg_restore write all data as text and counts it: damage that a table of contents does not
/// show (a cut, a missing file, a broken block) ends in an error, missing rows in too low a count.
[[nodiscard]] Result<ReadThrough> readThrough(const QString &path, const QString &pgRestore,
                                              const std::function<void(qint64 bytes)> &onBytes,
                                              const CancellationToken &token);

/// SHA-256 over the statements of a schema as SQL text, in sorted order and without comments and
/// session settings: equal for databases with equal schemas that the same version of pg_dump wrote.
[[nodiscard]] QString schemaHash(const QString &schemaSql);

/// schemaHash() of what a dump holds; empty for data alone.
[[nodiscard]] Result<QString> archiveSchemaHash(const QString &path, Format format,
                                                const QString &pgRestore,
                                                const CancellationToken &token);
} // namespace howdah::backup
