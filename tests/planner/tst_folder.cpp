#include "planner/folder.h"
#include "planner/readers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using planner::Format;

namespace {

/// A folder made for one test.
class Folder final
{
public:
    explicit Folder(std::initializer_list<std::pair<QString, QByteArray>> files)
    {
        for (const auto &[name, content] : files)
            write(name, content);
    }
    void write(const QString &name, const QByteArray &content) const
    {
        QDir(m_dir.path()).mkpath(QFileInfo(name).path());
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(name));
    }
    [[nodiscard]] QString path(const QString &below = {}) const { return m_dir.filePath(below); }

private:
    QTemporaryDir m_dir;
};

QStringList ids(const planner::MigrationFolder &folder)
{
    QStringList all;
    for (const auto &migration : folder.migrations)
        all += migration.id;
    return all;
}

QStringList rules(const QList<change::Finding> &findings,
                  change::Severity from = change::Severity::Warning)
{
    QStringList all;
    for (const auto &finding : findings) {
        if (finding.severity >= from)
            all += finding.rule;
    }
    return all;
}

QByteArray revision(const QByteArray &id, const QByteArray &parents, const QByteArray &more = {})
{
    return "revision = '" + id + "'\ndown_revision = " + parents + "\n" + more +
           "\ndef upgrade():\n    pass\n\ndef downgrade():\n    pass\n";
}

} // namespace

/// Folders as they are, and as they should not be.
class TestFolder final : public QObject
{
    Q_OBJECT

private slots:
    void formatsAreTold_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<int>("format");
        QTest::newRow("versioned")
            << QStringList{u"V1__a.sql"_s, u"002_b.sql"_s} << int(Format::Versioned);
        QTest::newRow("versioned below")
            << QStringList{u"init.sql"_s, u"migrations/V1__a.sql"_s} << int(Format::Versioned);
        QTest::newRow("repeatable only") << QStringList{u"R__a.sql"_s} << int(Format::Versioned);
        QTest::newRow("pairs") << QStringList{u"1_a.up.sql"_s, u"1_a.down.sql"_s}
                               << int(Format::UpDown);
        QTest::newRow("pairs below")
            << QStringList{u"migrations/1_a.up.sql"_s} << int(Format::UpDown);
        QTest::newRow("numbered") << QStringList{u"001_a.sql"_s} << int(Format::Numbered);
        QTest::newRow("init only") << QStringList{u"init.sql"_s} << int(Format::Numbered);
        QTest::newRow("alembic") << QStringList{u"alembic/env.py"_s, u"alembic/versions/a.py"_s}
                                 << int(Format::Alembic);
    }
    void formatsAreTold()
    {
        QFETCH(QStringList, files);
        Folder folder({});
        for (const QString &file : std::as_const(files))
            folder.write(file, {});
        const auto detected = planner::detectFormat(folder.path());
        QVERIFY2(detected, detected ? "" : qUtf8Printable(detected.error().toText()));
        QTEST(int(detected->format), "format");
        QVERIFY(!detected->reason.isEmpty());
    }

    void otherToolsAreNamed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("tool");
        QTest::newRow("dbmate") << u"20240101_a.sql"_s << QByteArray("-- migrate:up\nSELECT 1;\n")
                                << u"dbmate"_s;
        QTest::newRow("goose") << u"001_a.sql"_s << QByteArray("-- +goose Up\nSELECT 1;\n")
                               << u"goose"_s;
        QTest::newRow("sqitch") << u"sqitch.plan"_s << QByteArray() << u"sqitch"_s;
        QTest::newRow("atlas") << u"atlas.sum"_s << QByteArray() << u"Atlas"_s;
        QTest::newRow("prisma") << u"20240101_init/migration.sql"_s << QByteArray() << u"Prisma"_s;
    }
    void otherToolsAreNamed()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, tool);
        const Folder folder({{file, content}});
        const auto detected = planner::detectFormat(folder.path());
        QVERIFY(!detected);
        QCOMPARE(detected.error().kind, Error::Kind::Unsupported);
        QVERIFY(detected.error().message.contains(tool));
    }

    void nothingIsAnAnswerToo()
    {
        const Folder folder({{u"README"_s, "hello"}});
        QCOMPARE(planner::readFolder(folder.path()).error().kind, Error::Kind::InvalidInput);
        QCOMPARE(planner::readFolder(folder.path(u"not there"_s)).error().kind,
                 Error::Kind::NotFound);
    }

    void versionsOrderAsNumbers()
    {
        const Folder folder({{u"V10__ten.sql"_s, "x"},
                             {u"V2__two.sql"_s, "x"},
                             {u"V1_1__one_one.sql"_s, "x"},
                             {u"V1.0.1__one.sql"_s, "x"},
                             {u"U2__two.sql"_s, "down"},
                             {u"R__views.sql"_s, "x"},
                             {u"R__a_grants.sql"_s, "x"},
                             {u"init.sql"_s, "x"},
                             {u"sub/V00000000000000000000000000000000000003__big.sql"_s, "x"},
                             {u"seeds/V99__not_me.sql"_s, "x"}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(ids(*read), QStringList({u"init"_s, u"1.0.1"_s, u"1.1"_s, u"2"_s,
                                          u"00000000000000000000000000000000000003"_s, u"10"_s,
                                          u"a grants"_s, u"views"_s}));
        const auto &two = read->migrations.at(read->indexOf(u"2"_s));
        QVERIFY(two.hasDown);
        QCOMPARE(two.down.constFirst()->text, u"down"_s);
        QCOMPARE(two.description, u"two"_s);
        QVERIFY(rules(read->findings).isEmpty());
    }

    void clashesAreErrors()
    {
        const Folder versions({{u"V1__a.sql"_s, "x"},
                               {u"V01__b.sql"_s, "x"},
                               {u"V__c.sql"_s, "x"},
                               {u"U7__d.sql"_s, "x"}});
        const auto read = planner::readFolder(versions.path());
        QVERIFY(read);
        QCOMPARE(rules(read->findings), QStringList({u"bad-version"_s, u"duplicate-version"_s,
                                                     u"undo-without-version"_s}));
        const Folder pairs(
            {{u"1_a.up.sql"_s, "x"}, {u"001_b.up.sql"_s, "x"}, {u"2_c.down.sql"_s, "x"}});
        QCOMPARE(rules(planner::readFolder(pairs.path())->findings),
                 QStringList({u"duplicate-version"_s, u"down-without-up"_s}));
        const Folder numbered({{u"001_a.sql"_s, "x"}, {u"1_b.sql"_s, "x"}});
        QCOMPARE(rules(planner::readFolder(numbered.path())->findings),
                 QStringList{u"duplicate-version"_s});
    }

    void pairsAndNumbers()
    {
        const Folder pairs(
            {{u"10_b.up.sql"_s, "up"}, {u"10_b.down.sql"_s, "down"}, {u"9_a.up.sql"_s, "up"}});
        const auto read = planner::readFolder(pairs.path());
        QVERIFY(read);
        QCOMPARE(ids(*read), QStringList({u"9"_s, u"10"_s}));
        QVERIFY(!read->migrations.at(0).hasDown);
        QVERIFY(read->migrations.at(1).hasDown);
        const Folder numbered({{u"002_indexes_and_triggers.sql"_s, "x"},
                               {u"001-initial.sql"_s, "x"},
                               {u"init.sql"_s, "x"},
                               {u"001-initial.down.sql"_s, "y"},
                               {u"notes.sql"_s, "x"}});
        const auto plain = planner::readFolder(numbered.path());
        QVERIFY(plain);
        QCOMPARE(ids(*plain), QStringList({u"init"_s, u"001"_s, u"002"_s}));
        QVERIFY(plain->migrations.at(1).hasDown);
        QCOMPARE(rules(plain->findings, change::Severity::Info), QStringList{u"ignored-file"_s});
    }

    void hostileContents_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("UTF-16 LE") << QByteArray("\xff\xfeS\0E\0", 6) << u"UTF-16"_s;
        QTest::newRow("UTF-16 BE") << QByteArray("\xfe\xff\0S\0E", 6) << u"UTF-16"_s;
        QTest::newRow("NUL") << QByteArray("SELECT 1;\nSEL\0ECT", 17) << u"line 2"_s;
        QTest::newRow("Latin-1") << QByteArray("SELECT 1;\n\nSELECT '\xe4';\n") << u"Line 3"_s;
        QTest::newRow("cut UTF-8") << QByteArray("SELECT '\xc3") << u"Line 1"_s;
    }
    void hostileContents()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        const Folder folder({{u"V1__a.sql"_s, content}, {u"V2__b.sql"_s, "SELECT 1;"}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(read->migrations.size(), 2);
        const auto &findings = read->migrations.at(0).upFindings;
        QVERIFY(change::hasErrors(findings));
        QVERIFY2(findings.constFirst().message.contains(message),
                 qUtf8Printable(findings.constFirst().message));
        QVERIFY(read->migrations.at(1).upFindings.isEmpty());
    }

    void harmlessContents()
    {
        const Folder folder({{u"V1__bom.sql"_s, "\xef\xbb\xbfSELECT 1;\r\nSELECT 2;\r\n"},
                             {u"V2__empty.sql"_s, ""}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(read->migrations.at(0).up.constFirst()->text, u"SELECT 1;\r\nSELECT 2;\r\n"_s);
        QVERIFY(read->migrations.at(0).upFindings.isEmpty());
        QCOMPARE(rules(read->migrations.at(1).upFindings, change::Severity::Info),
                 QStringList{u"empty"_s});
        QVERIFY(!change::hasErrors(read->migrations.at(1).upFindings));
    }

    void linksAndFoldersInOddPlaces()
    {
        const Folder folder({{u"V1__a.sql"_s, "SELECT 1;"}, {u"real.txt"_s, "SELECT 2;"}});
        const QDir dir(folder.path());
        QVERIFY(QFile::link(folder.path(), folder.path(u"loop"_s)));
        QVERIFY(QFile::link(folder.path(u"real.txt"_s), folder.path(u"V2__link.sql"_s)));
        QVERIFY(QFile::link(folder.path(u"nowhere"_s), folder.path(u"V3__broken.sql"_s)));
        QVERIFY(dir.mkdir(u"V4__folder.sql"_s));
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(ids(*read), QStringList({u"1"_s, u"2"_s, u"3"_s}));
        QCOMPARE(read->migrations.at(1).up.constFirst()->text, u"SELECT 2;"_s);
        QVERIFY(change::hasErrors(read->migrations.at(2).upFindings));
    }

    void oddNamesAreShownEscaped()
    {
        const Folder folder({{u"V1__a\nb\x07.sql"_s, "SELECT 1;"}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(read->migrations.size(), 1);
        QCOMPARE(read->migrations.at(0).up.constFirst()->file, u"V1__a\\nb\\u0007.sql"_s);
        QVERIFY(!read->migrations.at(0).description.contains(u'\n'));
    }

    void revisionsStandBehindWhatTheyBuildOn()
    {
        const Folder folder(
            {{u"alembic.ini"_s,
              "[other]\nscript_location = no\n[alembic]\nscript_location = %(here)s/db\n"},
             {u"db/env.py"_s, ""},
             {u"db/versions/a_last.py"_s, revision("m", "('x', 'y')")},
             {u"db/versions/b.py"_s, revision("x", "'root'")},
             {u"db/versions/c.py"_s, revision("y", "'root'", "depends_on = 'x'\n")},
             {u"db/versions/d.py"_s, revision("root", "None")},
             {u"db/versions/e.py"_s, revision("other", "None", "branch_labels = ('lab',)\n")},
             {u"db/versions/__init__.py"_s, ""}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY2(read, read ? "" : qUtf8Printable(read.error().toText()));
        QCOMPARE(ids(*read), QStringList({u"root"_s, u"x"_s, u"y"_s, u"m"_s, u"other"_s}));
        QCOMPARE(read->heads, QStringList({u"m"_s, u"other"_s}));
        QVERIFY(rules(read->findings).isEmpty());
        QCOMPARE(read->migrations.at(0).file, u"db/versions/d.py"_s);
    }

    void aCircleIsNamed()
    {
        const Folder folder({{u"env.py"_s, ""},
                             {u"versions/001.py"_s, revision("one", "None")},
                             {u"versions/031.py"_s, revision("metrics", "'gate'")},
                             {u"versions/033.py"_s, revision("gate", "'metrics'")},
                             {u"versions/034.py"_s, revision("after", "'gate'")}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        QCOMPARE(rules(read->findings), QStringList{u"cycle"_s});
        const QString message = read->findings.constFirst().message;
        QVERIFY2(message.contains(u"versions/031.py"_s) && message.contains(u"versions/033.py"_s),
                 qUtf8Printable(message));
        QVERIFY(!message.contains(u"034"_s));
        QCOMPARE(read->migrations.size(), 4);
    }

    void graphFaults()
    {
        const Folder folder(
            {{u"env.py"_s, ""},
             {u"versions/a.py"_s, revision("a", "'gone'")},
             {u"versions/b.py"_s, revision("b", "'a'")},
             {u"versions/b2.py"_s, revision("b", "'a'")},
             {u"versions/broken.py"_s, "revision = 'x\n"},
             {u"versions/helper.py"_s, "x = 1\n"},
             {u"versions/long.py"_s, revision("0123456789012345678901234567890123", "'a'")}});
        const auto read = planner::readFolder(folder.path());
        QVERIFY(read);
        auto found = rules(read->findings);
        found.sort();
        QCOMPARE(found, QStringList({u"duplicate-version"_s, u"ignored-file"_s, u"long-revision"_s,
                                     u"missing-parent"_s, u"unreadable"_s}));
    }

    void whatHowdahWouldNotSeeIsSaid()
    {
        const Folder own({{u"env.py"_s, "# version_table = 'no'\ncontext.configure(connection=c, "
                                        "version_table='history')\n"},
                          {u"versions/a.py"_s, revision("a", "None")}});
        const auto read = planner::readFolder(own.path());
        QCOMPARE(rules(read->findings), QStringList{u"own-version-table"_s});
        QCOMPARE(read->findings.constFirst().line, 2);
        const Folder flyway({{u"V1__a.sql"_s, "SELECT 1;\nSELECT '${user}';"}});
        const auto placeholders = planner::readFolder(flyway.path());
        QCOMPARE(rules(placeholders->migrations.at(0).upFindings), QStringList{u"placeholder"_s});
        QCOMPARE(placeholders->migrations.at(0).upFindings.constFirst().line, 2);
    }

    void versionComparison_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<int>("order");
        QTest::newRow("zeros") << u"1"_s << u"1.0.0"_s << 0;
        QTest::newRow("leading zeros") << u"001"_s << u"1"_s << 0;
        QTest::newRow("underscore") << u"1_1"_s << u"1.1"_s << 0;
        QTest::newRow("not as text") << u"9"_s << u"10"_s << -1;
        QTest::newRow("parts") << u"1.2"_s << u"1.10"_s << -1;
        QTest::newRow("long") << u"20240101120000000001"_s << u"20240101120000000000"_s << 1;
    }
    void versionComparison()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        const int order = planner::compareVersions(a, b);
        QTEST(order < 0 ? -1 : order > 0 ? 1 : 0, "order");
    }
};

QTEST_GUILESS_MAIN(TestFolder)
#include "tst_folder.moc"
