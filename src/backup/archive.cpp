#include "backup/archive.h"

#include "backup/client.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

/// Types of two and more words that pg_dump writes; all others have one.
const QStringList longTypes{u"MATERIALIZED VIEW DATA"_s,
                            u"TEXT SEARCH CONFIGURATION"_s,
                            u"TEXT SEARCH DICTIONARY"_s,
                            u"TEXT SEARCH TEMPLATE"_s,
                            u"TEXT SEARCH PARSER"_s,
                            u"FOREIGN DATA WRAPPER"_s,
                            u"PUBLICATION TABLES IN SCHEMA"_s,
                            u"DATABASE PROPERTIES"_s,
                            u"SEQUENCE OWNED BY"_s,
                            u"MATERIALIZED VIEW"_s,
                            u"PUBLICATION TABLE"_s,
                            u"OPERATOR FAMILY"_s,
                            u"PROCEDURAL LANGUAGE"_s,
                            u"CHECK CONSTRAINT"_s,
                            u"DOMAIN CONSTRAINT"_s,
                            u"STATISTICS DATA"_s,
                            u"SUBSCRIPTION TABLE"_s,
                            u"ROW SECURITY"_s,
                            u"FK CONSTRAINT"_s,
                            u"EVENT TRIGGER"_s,
                            u"SECURITY LABEL"_s,
                            u"BLOB COMMENTS"_s,
                            u"BLOB METADATA"_s,
                            u"FOREIGN SERVER"_s,
                            u"FOREIGN TABLE"_s,
                            u"OPERATOR CLASS"_s,
                            u"ACCESS METHOD"_s,
                            u"USER MAPPING"_s,
                            u"SEQUENCE SET"_s,
                            u"TABLE ATTACH"_s,
                            u"INDEX ATTACH"_s,
                            u"DEFAULT ACL"_s,
                            u"SHELL TYPE"_s,
                            u"TABLE DATA"_s};

/// `"Wei""rd s"."T x"` as pg_dump writes a relation.
std::optional<RelationName> parseQualified(QStringView text)
{
    QStringList parts;
    qsizetype i = 0;
    while (i < text.size()) {
        QString part;
        if (text.at(i) == u'"') {
            for (++i; i < text.size(); ++i) {
                if (text.at(i) == u'"') {
                    if (i + 1 >= text.size() || text.at(i + 1) != u'"')
                        break;
                    ++i;
                }
                part += text.at(i);
            }
            ++i;
        } else {
            while (i < text.size() && text.at(i) != u'.' && text.at(i) != u' ')
                part += text.at(i++);
        }
        parts += part;
        if (i >= text.size() || text.at(i) != u'.')
            break;
        ++i;
    }
    if (parts.size() != 2)
        return {};
    return RelationName{.schema = parts.constFirst(), .name = parts.constLast()};
}

/// SELECT pg_catalog.setval('public.a_id_seq', 1000, true);
std::optional<SequenceFigures> parseSetval(const QString &line)
{
    static const QRegularExpression pattern(
        u"^SELECT pg_catalog\\.setval\\('((?:[^']|'')*)', (-?\\d+), (true|false)\\);$"_s);
    const auto match = pattern.match(line);
    if (!match.hasMatch())
        return {};
    const auto relation = parseQualified(match.captured(1).replace(u"''"_s, u"'"_s));
    if (!relation)
        return {};
    SequenceFigures sequence{.relation = *relation};
    if (match.captured(3) == "true"_L1)
        sequence.lastValue = match.captured(2).toLongLong();
    return sequence;
}

/// Counts the data lines of each COPY in a script that comes in pieces.
class DataCounter final
{
public:
    void add(QByteArrayView bytes)
    {
        qsizetype from = 0;
        while (from < bytes.size()) {
            const qsizetype end = bytes.indexOf('\n', from);
            const auto piece = bytes.sliced(from, (end < 0 ? bytes.size() : end) - from);
            if (end < 0) {
                keep(piece);
                return;
            }
            from = end + 1;
            if (m_line.isEmpty()) {
                lineEnds(piece);
                continue;
            }
            keep(piece);
            lineEnds(m_line);
            m_line.truncate(0); // and not clear(), which gives the memory back
        }
    }

    [[nodiscard]] bool isInsideData() const { return m_table.has_value(); }
    ReadThrough result;

private:
    static constexpr qsizetype longestKept = 8192;

    /// A line that goes on in the next piece. Inside data only the first bytes of it matter; it may
    /// be gigabytes long.
    void keep(QByteArrayView piece)
    {
        if (m_line.size() < longestKept)
            m_line += piece.first(qMin(piece.size(), longestKept - m_line.size()));
    }

    void lineEnds(QByteArrayView line)
    {
        if (m_table) {
            if (line == "\\.")
                m_table.reset();
            else
                ++*m_rows;
        } else if (line.startsWith("COPY ")) {
            m_table = parseQualified(QString::fromUtf8(line.sliced(5)));
            if (m_table)
                m_rows = &result.rows[*m_table];
        } else if (line.startsWith("SELECT pg_catalog.setval(")) {
            if (const auto sequence = parseSetval(QString::fromUtf8(line)))
                result.sequences.append(*sequence);
        }
    }

    QByteArray m_line;
    std::optional<RelationName> m_table;
    qint64 *m_rows = nullptr;
};

} // namespace

QStringList ArchiveContents::owners() const
{
    QStringList names;
    for (const TocEntry &entry : entries) {
        if (!entry.owner.isEmpty() && !names.contains(entry.owner))
            names += entry.owner;
    }
    names.sort();
    return names;
}

QStringList ArchiveContents::extensions() const
{
    QStringList names;
    for (const TocEntry &entry : entries) {
        if (entry.type == "EXTENSION"_L1)
            names += entry.name;
    }
    return names;
}

Result<ArchiveKind> archiveKind(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{.kind = Error::Kind::NotFound, .message = u"There is no %1."_s.arg(path)};
    if (info.isDir()) {
        if (QFileInfo::exists(path + u"/toc.dat"_s))
            return ArchiveKind::Directory;
        return Error::invalid(
            u"The folder %1 has no toc.dat, so pg_dump did not write it."_s.arg(path));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
    const QByteArray head = file.read(4096);
    if (head.startsWith("PGDMP"))
        return ArchiveKind::Custom;
    if (head.startsWith("\x1f\x8b"))
        return ArchiveKind::CompressedPlain;
    if (head.startsWith("toc.dat") && head.mid(257, 5) == "ustar")
        return ArchiveKind::Tar;
    if (!head.isEmpty() && !head.contains('\0'))
        return ArchiveKind::Plain;
    return Error::invalid(u"%1 is no dump of PostgreSQL's."_s.arg(path));
}

std::optional<TocEntry> parseTocLine(const QString &line)
{
    static const QRegularExpression pattern(u"^(\\d+); \\d+ \\d+ (.*)$"_s);
    const auto match = pattern.match(line);
    if (!match.hasMatch())
        return {};
    TocEntry entry{.dumpId = match.captured(1).toInt()};
    QString rest = match.captured(2);
    const auto known = std::ranges::find_if(
        longTypes, [&](const QString &type) { return rest.startsWith(type + u' '); });
    entry.type = known == longTypes.end() ? rest.section(u' ', 0, 0) : *known;
    QStringList words = rest.sliced(qMin(entry.type.size() + 1, rest.size())).split(u' ');
    if (words.size() < 3)
        return entry;
    entry.schema = words.takeFirst();
    if (entry.schema == "-"_L1)
        entry.schema.clear();
    entry.owner = words.takeLast();
    entry.name = words.join(u' ');
    return entry;
}

Result<ArchiveContents> lookInside(const QString &path, const QString &pgRestore,
                                   const CancellationToken &token)
{
    const auto kind = archiveKind(path);
    if (!kind)
        return kind.error();
    ArchiveContents contents{.kind = *kind, .path = path};
    if (contents.isPlain())
        return contents;
    process::Command command{.program = pgRestore, .arguments = {u"--list"_s, path}};
    command.onLine = [&](process::Channel channel, const QString &line) {
        if (channel != process::Channel::Output)
            return;
        if (const auto entry = parseTocLine(line)) {
            contents.entries.append(*entry);
            return;
        }
        const auto take = [&](QLatin1StringView label, QString &value) {
            if (const qsizetype at = line.indexOf(label); at >= 0 && value.isEmpty())
                value = line.sliced(at + label.size()).trimmed();
        };
        take("Archive created at "_L1, contents.createdAt);
        take("dbname: "_L1, contents.database);
        take("Dumped from database version: "_L1, contents.serverVersion);
        take("Dumped by pg_dump version: "_L1, contents.toolVersion);
    };
    const auto exit = process::runToSuccess(command, {.token = token});
    if (!exit) {
        Error error = exit.error();
        if (error.kind == Error::Kind::ToolFailed)
            error.kind = Error::Kind::Corrupt;
        return error.within(u"look into "_s + path);
    }
    return contents;
}

namespace {

constexpr qint64 blockBytes = 1024 * 1024;

Result<ReadThrough> readPlain(const QString &path, const std::function<void(qint64 bytes)> &onBytes,
                              const CancellationToken &token)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
    DataCounter counter;
    QByteArray tail;
    while (!file.atEnd()) {
        if (token.isCancelled())
            return Error::cancelled();
        const QByteArray block = file.read(blockBytes);
        if (block.isEmpty())
            return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
        counter.add(block);
        tail += block;
        tail = tail.last(qMin<qsizetype>(tail.size(), 1024));
        onBytes(file.pos());
    }
    // pg_dump's last words; a script that was cut lacks them.
    if (counter.isInsideData() || !tail.contains("-- PostgreSQL database dump complete")) {
        return Error{.kind = Error::Kind::Corrupt,
                     .message = u"The script ends before it is complete."_s,
                     .context = {path}};
    }
    return counter.result;
}

} // namespace

Result<ReadThrough> readThrough(const QString &path, const QString &pgRestore,
                                const std::function<void(qint64 bytes)> &onBytes,
                                const CancellationToken &token)
{
    if (archiveKind(path).valueOr(ArchiveKind::Custom) == ArchiveKind::Plain)
        return readPlain(path, onBytes, token);
    DataCounter counter;
    qint64 bytes = 0;
    process::Command command{.program = pgRestore,
                             .arguments = {u"--data-only"_s, u"--file"_s, u"-"_s, path}};
    command.onOutput = [&](QByteArrayView output) {
        counter.add(output);
        bytes += output.size();
        onBytes(bytes);
    };
    const auto exit = process::runToSuccess(command, {.token = token});
    if (!exit) {
        Error error = exit.error();
        if (error.kind == Error::Kind::ToolFailed)
            error.kind = Error::Kind::Corrupt;
        return error.within(u"read "_s + path);
    }
    if (counter.isInsideData()) {
        return Error{.kind = Error::Kind::Corrupt,
                     .message = u"The data ends in the middle of a table."_s,
                     .context = {path}};
    }
    return counter.result;
}

Result<QString> archiveSchemaHash(const QString &path, Format format, const QString &pgRestore,
                                  const CancellationToken &token)
{
    if (format == Format::Plain) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
        QByteArray schema;
        bool insideData = false;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            if (insideData)
                insideData = line != "\\.\n";
            else if (line.startsWith("COPY ") && line.endsWith(" FROM stdin;\n"))
                insideData = true;
            else if (!line.startsWith("SELECT pg_catalog.setval("))
                schema += line;
        }
        return schemaHash(QString::fromUtf8(schema));
    }
    QByteArray schema;
    process::Command command{.program = pgRestore,
                             .arguments = {u"--schema-only"_s, u"--file"_s, u"-"_s, path}};
    command.onOutput = [&](QByteArrayView output) { schema += output; };
    const auto exit = process::runToSuccess(command, {.token = token});
    if (!exit)
        return exit.error().within(u"read the schema in "_s + path);
    return schemaHash(QString::fromUtf8(schema));
}

QString schemaHash(const QString &schemaSql)
{
    // Objects without a dependency between them come in the order of their OIDs, which a restore
    // changes; so compare them sorted. Each object is a run of lines between comments.
    static const QRegularExpression session(
        u"^(SET [a-z_]+ = |SELECT pg_catalog\\.set_config|\\\\restrict |\\\\unrestrict )"_s);
    QStringList objects;
    QStringList lines;
    const auto finish = [&] {
        if (!lines.isEmpty())
            objects += lines.join(u'\n');
        lines.clear();
    };
    for (const QString &line : schemaSql.split(u'\n')) {
        if (line.startsWith("--"_L1))
            finish();
        else if (!line.trimmed().isEmpty() && !session.match(line).hasMatch())
            lines += line;
    }
    finish();
    objects.sort();
    return QString::fromLatin1(
        QCryptographicHash::hash(objects.join(u'\n').toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace howdah::backup
