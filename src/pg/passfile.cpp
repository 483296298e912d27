#include "pg/passfile.h"

#include <QDir>
#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

/// Fields are separated by colons; a backslash keeps the next colon or backslash. The last field is
/// the rest.
std::optional<std::array<QByteArray, 5>> splitLine(const QByteArray &line)
{
    std::array<QByteArray, 5> fields;
    size_t field = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line.at(i) == '\\' && i + 1 < line.size())
            fields.at(field) += line.at(++i);
        else if (line.at(i) == ':' && field < 4)
            ++field;
        else
            fields.at(field) += line.at(i);
    }
    return field == 4 ? std::optional(fields) : std::nullopt;
}

} // namespace

QString defaultPassFile()
{
    const QString named = qEnvironmentVariable("PGPASSFILE");
    return named.isEmpty() ? QDir::home().filePath(u".pgpass"_s) : named;
}

Result<QList<PassEntry>> readPassFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error{.kind = Error::Kind::NotFound, .message = u"There is no file %1."_s.arg(path)};
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                            QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    if (file.permissions() & others) {
        return Error{
            .kind = Error::Kind::PermissionDenied,
            .message =
                u"%1 can be read by others, so libpq passes over it; chmod 600 mends that."_s.arg(
                    path)};
    }
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
    QList<PassEntry> entries;
    while (!file.atEnd()) {
        QByteArray line = file.readLine();
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const auto fields = splitLine(line);
        if (!fields)
            continue; // libpq passes over such lines too
        entries.append({.host = QString::fromUtf8(fields->at(0)),
                        .port = QString::fromUtf8(fields->at(1)),
                        .database = QString::fromUtf8(fields->at(2)),
                        .user = QString::fromUtf8(fields->at(3)),
                        .password = Secret(fields->at(4))});
    }
    return entries;
}

} // namespace howdah::pg
