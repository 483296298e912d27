#pragma once

#include <QFile>
#include <QStringList>

namespace howdah::catalog {

/// A script of tests/catalog/fixtures for a server of @p version (150004), null when there is none.
/// Lines between "--[15" and "--]" and lines that end with "--@15" are for 15 and later only.
inline QString fixture(const QString &name, int version)
{
    QFile file(QStringLiteral(TEST_DIR "/fixtures/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const int major = version / 10000;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    QStringList kept;
    int since = 0;
    for (const QString &line : lines) {
        if (line.startsWith(QLatin1String("--["))) {
            since = line.mid(3).toInt();
        } else if (line == QLatin1String("--]")) {
            since = 0;
        } else {
            const qsizetype mark = line.lastIndexOf(QLatin1String(" --@"));
            const int own = mark < 0 ? 0 : line.mid(mark + 4).toInt();
            if (major >= since && major >= own)
                kept.append(own > 0 ? line.left(mark) : line);
        }
    }
    return kept.join(u'\n');
}

} // namespace howdah::catalog
