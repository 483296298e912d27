#include "backup/catalogue.h"
#include "backup/files.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestCatalogue final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    static void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a file cannot be written");
    }

    /// A backup whose dump is five bytes.
    QString make(const QString &name, const QDateTime &at)
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(path);
        write(path + u"/dump.pgdump"_s, "PGDMP"_qba);
        const auto files = backup::hashFiles(path, {});
        if (!files)
            qFatal("files cannot be hashed");
        write(path + u'/' + backup::manifestFileName,
              backup::toJson({.database = u"navi"_s,
                              .snapshotAt = at,
                              .format = backup::Format::Custom,
                              .files = *files}));
        return path;
    }

    static QDateTime day(int day) { return QDateTime({2026, 11, day}, {2, 0}, Qt::UTC); }

    backup::State stateOf(const QString &path)
    {
        const auto found = backup::inspect(path);
        if (!found)
            qFatal("not a backup");
        return found->state;
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void newestComesFirst()
    {
        make(u"a"_s, day(1));
        make(u"b"_s, day(3));
        make(u"c"_s, day(2));
        const auto backups = backup::scan(m_folder->path());
        QVERIFY(backups);
        QStringList names;
        for (const auto &each : *backups)
            names += each.name();
        QCOMPARE(names, (QStringList{u"b"_s, u"c"_s, u"a"_s}));
    }

    void aFolderThatIsNotThereYetIsEmpty()
    {
        const auto backups = backup::scan(m_folder->filePath(u"later"_s));
        QVERIFY(backups);
        QVERIFY(backups->isEmpty());
    }

    void withoutManifestItIsNoBackup()
    {
        const QString path = make(u"a"_s, day(1));
        QFile::remove(path + u'/' + backup::manifestFileName);
        QVERIFY(backup::scan(m_folder->path())->isEmpty());
        QVERIFY(!backup::remove(path));
        QVERIFY(QFileInfo::exists(path + u"/dump.pgdump"_s));
    }

    void theLastChecksDecide()
    {
        const QString path = make(u"a"_s, day(1));
        QCOMPARE(stateOf(path), backup::State::Unverified);
        QVERIFY(backup::appendCheck(path, {.kind = backup::Check::Kind::Verified, .at = day(2)}));
        QCOMPARE(stateOf(path), backup::State::Verified);
        QVERIFY(backup::appendCheck(path, {.kind = backup::Check::Kind::Proven, .at = day(3)}));
        QCOMPARE(stateOf(path), backup::State::Proven);
        QVERIFY(backup::appendCheck(
            path,
            {.kind = backup::Check::Kind::Verified, .at = day(4), .problems = {u"broken"_s}}));
        QCOMPARE(stateOf(path), backup::State::Damaged);
        QCOMPARE(backup::inspect(path)->problem, u"broken"_s);
        QCOMPARE(backup::readChecks(path).size(), 3);
    }

    void aMissingOrShortFileShowsInTheList()
    {
        const QString path = make(u"a"_s, day(1));
        write(path + u"/dump.pgdump"_s, "PGD"_qba);
        QCOMPARE(stateOf(path), backup::State::Damaged);
        QFile::remove(path + u"/dump.pgdump"_s);
        QCOMPARE(stateOf(path), backup::State::Damaged);
        QVERIFY(backup::inspect(path)->problem.contains("missing"_L1));
    }

    void partialsAreListedAsSuch()
    {
        const QString path = m_folder->filePath(u"navi-20261122-044500Z.partial"_s);
        QDir().mkpath(path);
        QCOMPARE(stateOf(path), backup::State::Partial);
        QCOMPARE(backup::inspect(path)->manifest.database, u"navi"_s);
        QLockFile lock(path + u'/' + backup::lockFileName);
        QVERIFY(lock.tryLock());
        QCOMPARE(stateOf(path), backup::State::Running);
        const auto removed = backup::remove(path);
        QVERIFY(!removed);
        QCOMPARE(removed.error().kind, Error::Kind::Conflict);
        lock.unlock();
        QVERIFY(backup::remove(path));
        QVERIFY(!QFileInfo::exists(path));
    }

    void removingTakesAllOfIt()
    {
        const QString path = make(u"a"_s, day(1));
        QVERIFY(backup::remove(path));
        QVERIFY(!QFileInfo::exists(path));
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
