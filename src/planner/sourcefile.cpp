#include "planner/sourcefile.h"

#include <QFile>
#include <QFileInfo>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

/// The line of the first byte that is no UTF-8, found by decoding line by line.
qsizetype invalidLine(const QByteArray &bytes)
{
    qsizetype line = 1;
    for (qsizetype start = 0; start < bytes.size(); ++line) {
        qsizetype end = bytes.indexOf('\n', start);
        if (end < 0)
            end = bytes.size();
        if (!QByteArrayView(bytes).sliced(start, end - start).isValidUtf8())
            return line;
        start = end + 1;
    }
    return line;
}

} // namespace

Result<QString> decodeSource(const QByteArray &bytes)
{
    if (bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff"))
        return Error::invalid(u"The file is UTF-16; save it as UTF-8."_s);
    if (const qsizetype nul = bytes.indexOf('\0'); nul >= 0) {
        return Error::invalid(
            u"The file holds a NUL byte in line %1; it is no text file, or not saved as UTF-8."_s
                .arg(bytes.first(nul).count('\n') + 1));
    }
    if (!QByteArrayView(bytes).isValidUtf8())
        return Error::invalid(
            u"Line %1 is not valid UTF-8; save the file as UTF-8."_s.arg(invalidLine(bytes)));
    const bool marked = bytes.startsWith("\xef\xbb\xbf");
    return QString::fromUtf8(marked ? QByteArrayView(bytes).sliced(3) : QByteArrayView(bytes));
}

Result<SourceFile> readSourceFile(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{.kind = Error::Kind::NotFound,
                     .message = u"The file is not there, or a link to nothing."_s};
    if (!info.isFile())
        return Error::invalid(u"This is no regular file."_s);
    if (info.size() > largestSourceFile)
        return Error::invalid(u"The file is larger than 256 MiB; load data with COPY instead."_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = file.errorString()};
    SourceFile source;
    source.bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return Error{.kind = Error::Kind::Io, .message = file.errorString()};
    auto text = decodeSource(source.bytes);
    if (!text)
        return text.error();
    source.text = *std::move(text);
    return source;
}

} // namespace howdah::planner
