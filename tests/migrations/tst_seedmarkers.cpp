#include "migrations/samplefolders.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

/// What every seed file must say about itself, and what no file may hold.
class TestSeedMarkers final : public QObject
{
    Q_OBJECT

    static QStringList filesBelow(const QString &folder, const QString &pattern)
    {
        QStringList files;
        QDirIterator walk(folder, {pattern}, QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext())
            files.append(walk.next());
        return files;
    }

private slots:
    void everySeedNamesItsEnvironments()
    {
        static const QRegularExpression marker(
            u"^-- howdah:environments ((?:development|test)(?:, (?:development|test))*)$"_s,
            QRegularExpression::MultilineOption);
        int seen = 0;
        for (const auto &info : samples::systems()) {
            const QDir seeds(samplefolders::path(info.system) + u"/seeds"_s);
            const auto names = seeds.entryList({u"*.sql"_s}, QDir::Files);
            for (const QString &name : names) {
                const QString text = QString::fromUtf8(samplefolders::read(seeds.filePath(name)));
                const auto match = marker.match(text.section(u"\n\n"_s, 0, 0));
                QVERIFY2(match.hasMatch(), qPrintable(name));
                QVERIFY2(match.captured(1).contains("development"_L1), qPrintable(name));
                ++seen;
            }
        }
        QCOMPARE(seen, 5 + 1 + 3);
    }

    void noFileHoldsAPasswordOutsideItsComments()
    {
        const auto files = filesBelow(QStringLiteral(HOWDAH_SOURCE_DIR "/migrations"), u"*.sql"_s);
        QVERIFY(files.size() > 20);
        for (const QString &file : files) {
            const auto lines = samplefolders::read(file).split('\n');
            for (const QByteArray &line : lines) {
                if (!line.startsWith("--"))
                    QVERIFY2(!line.contains("@123"), qPrintable(file));
            }
        }
    }

    void revisionsHoldLiteralSqlOnly()
    {
        // What a reader without Python needs: assignments, two functions, op.execute with one
        // literal, pass.
        static const QRegularExpression call(
            u"op\\.execute\\((?!\"\"\"[^\"]*(?:\"(?!\"\")[^\"]*)*\"\"\"\\))"_s);
        static const QRegularExpression odd(
            u"^ {4}(?!op\\.execute\\(\"\"\"|pass$|#| |\"\"\"\\))\\S"_s,
            QRegularExpression::MultilineOption);
        int seen = 0;
        for (const auto &info : samples::systems()) {
            const auto files = filesBelow(samplefolders::path(info.system), u"*.py"_s);
            for (const QString &file : files) {
                if (file.endsWith("/env.py"_L1))
                    continue;
                const QString text = QString::fromUtf8(samplefolders::read(file));
                QVERIFY2(!call.match(text).hasMatch(), qPrintable(file));
                QVERIFY2(!odd.match(text).hasMatch(),
                         qPrintable(file + u": "_s + odd.match(text).captured()));
                ++seen;
            }
        }
        QCOMPARE(seen, 8 + 5);
    }
};

QTEST_GUILESS_MAIN(TestSeedMarkers)
#include "tst_seedmarkers.moc"
