#include "planner/seeds.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah::planner;

/// Which seeds a folder has and where each belongs.
class TestSeeds final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    void write(const QString &name, const QByteArray &content) const
    {
        QDir(m_dir.path()).mkpath(QFileInfo(name).path());
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(name));
    }

private slots:
    void initTestCase()
    {
        write(u"app/migrations/V1__a.sql"_s, "SELECT 1;");
        write(u"app/seeds/002_both.sql"_s,
              "-- Data that tests\n-- need. More words.\n-- howdah:environments "
              "development, TEST\n\nSELECT 1;\n");
        write(u"app/seeds/001_plain.sql"_s, "SELECT 1;\n-- howdah:environments test\n");
        write(u"app/seeds/003_broken.sql"_s, "\\i other.sql\n");
        write(u"app/seeds/readme.txt"_s, "no seed");
        write(u"bare/001_a.sql"_s, "SELECT 1;");
    }

    void areFoundBesideTheMigrations()
    {
        for (const QString &folder : {u"app"_s, u"app/migrations"_s}) {
            const auto read = readSeeds(m_dir.filePath(folder));
            QVERIFY(read);
            QStringList files;
            for (const Seed &seed : read->seeds)
                files += seed.file;
            QCOMPARE(files,
                     QStringList({u"001_plain.sql"_s, u"002_both.sql"_s, u"003_broken.sql"_s}));
        }
        const auto none = readSeeds(m_dir.filePath(u"bare"_s));
        QVERIFY(none);
        QVERIFY(none->path.isEmpty());
        QCOMPARE(readSeeds(m_dir.filePath(u"not there"_s)).error().kind,
                 howdah::Error::Kind::NotFound);
    }

    void belongWhereTheirHeadSays()
    {
        const auto read = readSeeds(m_dir.filePath(u"app"_s));
        const Seed &plain = read->seeds.at(0);
        const Seed &both = read->seeds.at(1);
        // Only the head counts; without a word there it is for development.
        QCOMPARE(plain.environments, QStringList{u"development"_s});
        QCOMPARE(plain.description, u"001 plain"_s);
        QCOMPARE(both.environments, QStringList({u"development"_s, u"test"_s}));
        QCOMPARE(both.description, u"Data that tests need."_s);
        QVERIFY(plain.belongsTo(u"development"_s));
        QVERIFY(!plain.belongsTo(u"test"_s));
        QVERIFY(both.belongsTo(u"test"_s));
        QVERIFY(!both.belongsTo(u"production"_s));
        QVERIFY(howdah::change::hasErrors(read->seeds.at(2).findings));
    }

    void environmentNames_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("variable");
        QTest::addColumn<QString>("expected");
        QTest::newRow("nothing") << QString() << QString() << u"development"_s;
        QTest::newRow("variable") << QString() << u"production"_s << u"production"_s;
        QTest::newRow("asked wins") << u"test"_s << u"production"_s << u"test"_s;
        QTest::newRow("short") << u"PROD"_s << QString() << u"production"_s;
        QTest::newRow("dev") << u" dev "_s << QString() << u"development"_s;
    }
    void environmentNames()
    {
        QFETCH(QString, asked);
        QFETCH(QString, variable);
        QTEST(seedEnvironment(asked, variable), "expected");
    }
};

QTEST_GUILESS_MAIN(TestSeeds)
#include "tst_seeds.moc"
