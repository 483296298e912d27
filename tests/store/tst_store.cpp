#include "store/store.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace howdah;
using store::Migration;
using store::Store;
using store::Transaction;

namespace {

const QList<Migration> one{
    {u"test/0001_note"_s, u"CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"_s}};

/// Becomes an ordinary user for a while: root may write everywhere.
class Unprivileged final
{
public:
    Unprivileged()
        : m_was(geteuid())
    {
        if (m_was == 0)
            m_fine = seteuid(65534) == 0;
    }
    ~Unprivileged()
    {
        if (m_was == 0)
            (void)!seteuid(0);
    }
    Q_DISABLE_COPY_MOVE(Unprivileged)
    [[nodiscard]] bool isFine() const { return m_fine; }

private:
    uid_t m_was;
    bool m_fine = true;
};

Result<qint64> note(Store &store, const QString &text)
{
    return store.write([text](Transaction &t) {
        return t.execute(u"INSERT INTO note (text) VALUES (?)"_s, {text});
    });
}

qint64 noteCount(Store &store)
{
    const auto rows =
        store.read([](Transaction &t) { return t.select(u"SELECT count(*) FROM note"_s); });
    return rows ? rows->first().first().toLongLong() : -1;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestStore final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_files = 0;

    QString newFile() { return m_dir.filePath(u"%1/howdah.sqlite"_s.arg(++m_files)); }

private slots:
    void keepsWhatIsWrittenForItsOwnerOnly()
    {
        const QString path = newFile();
        {
            const auto opening = Store::open(path, one);
            QVERIFY2(opening, opening ? "" : qUtf8Printable(opening.error().toText()));
            QVERIFY(opening->movedAside.isEmpty());
            QVERIFY(note(*opening->store, u"kept 🐘"_s));
            for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
                const auto mode = QFile::permissions(path + suffix) & QFile::Permissions(0x7777);
                QVERIFY2(QFile::exists(path + suffix), qUtf8Printable(suffix));
                QVERIFY2(!(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther |
                                   QFile::WriteOther)),
                         qUtf8Printable(suffix));
            }
        }
        const auto again = Store::open(path, one);
        QVERIFY(again);
        QCOMPARE(noteCount(*again->store), 1);
    }

    void compiledInMigrationsApply()
    {
        QVERIFY(!store::workspaceMigrations().isEmpty());
        const auto memory = Store::inMemory();
        const auto tables = memory->read([](Transaction &t) {
            return t.select(u"SELECT count(*) FROM sqlite_master WHERE type = 'table'"_s);
        });
        QVERIFY(tables);
        QVERIFY(tables->first().first().toInt() > store::workspaceMigrations().size() / 2);
    }

    void everyMigrationFileIsListed()
    {
        const QDir folder(QStringLiteral(HOWDAH_SOURCE_DIR "/migrations/workspace"));
        QStringList onDisk;
        const auto rooms = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &room : rooms) {
            const auto files = QDir(folder.filePath(room)).entryList({u"*.sql"_s});
            for (const QString &file : files)
                onDisk += room + u'/' + file.chopped(4);
        }
        QStringList known;
        for (const Migration &migration : store::workspaceMigrations())
            known += migration.id;
        QVERIFY(!onDisk.isEmpty());
        onDisk.sort();
        known.sort();
        QCOMPARE(known, onDisk);
    }

    void undoesAJobThatFails()
    {
        const auto memory = Store::inMemory(one);
        const auto done = memory->write([](Transaction &t) -> Result<void> {
            if (const auto put = t.execute(u"INSERT INTO note (text) VALUES ('half')"_s); !put)
                return put.error();
            const auto broken = t.execute(u"INSERT INTO note (text) VALUES (NULL)"_s);
            return broken ? Result<void>() : broken.error();
        });
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Conflict);
        QCOMPARE(noteCount(*memory), 0);
        QVERIFY(note(*memory, u"after"_s));
    }

    void takesJobsFromManyThreads()
    {
        const auto opening = Store::open(newFile(), one);
        QVERIFY(opening);
        std::vector<std::thread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&opening] {
                for (int k = 0; k < 25; ++k)
                    (void)note(*opening->store, u"x"_s); // counted below
            });
        }
        for (auto &thread : threads)
            thread.join();
        QCOMPARE(noteCount(*opening->store), 200);
    }

    void writesWhatWasHandedInBeforeTheEnd()
    {
        const QString path = newFile();
        {
            const auto opening = Store::open(path, one);
            QVERIFY(opening);
            for (int i = 0; i < 50; ++i)
                (void)opening->store->startWrite([](Transaction &t) {
                    return t.execute(u"INSERT INTO note (text) VALUES ('x')"_s);
                });
        }
        const auto again = Store::open(path, one);
        QVERIFY(again);
        QCOMPARE(noteCount(*again->store), 50);
    }

    void twoAtOnceShareTheFile()
    {
        const QString path = newFile();
        // Both may be the first one.
        std::vector<std::thread> starters;
        std::vector<Result<Store::Opening>> openings(4, Error::cancelled());
        for (auto &opening : openings)
            starters.emplace_back([&opening, path] { opening = Store::open(path, one); });
        for (auto &starter : starters)
            starter.join();
        for (const auto &opening : openings)
            QVERIFY2(opening, opening ? "" : qUtf8Printable(opening.error().toText()));
        QVERIFY(note(*openings[0]->store, u"from the first"_s));
        QVERIFY(note(*openings[1]->store, u"from the second"_s));
        QCOMPARE(noteCount(*openings[2]->store), 2);
    }

    void saysWhoIsInTheWay()
    {
        const QString path = newFile();
        const auto first = Store::open(path, one);
        const auto second = Store::open(path, one);
        QVERIFY(first && second);
        QSemaphore entered;
        QSemaphore leave;
        const auto holding = first->store->startWrite([&](Transaction &) -> Result<void> {
            entered.release();
            leave.acquire();
            return {};
        });
        entered.acquire();
        QElapsedTimer timer;
        timer.start();
        const auto refused = note(*second->store, u"too late"_s);
        leave.release();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Conflict);
        QVERIFY(timer.elapsed() < 10'000);
        QVERIFY(holding.result());
        QVERIFY(note(*second->store, u"now"_s));
    }

    void aFullDiskIsSaidAndUndone()
    {
        const auto opening = Store::open(newFile(), one);
        QVERIFY(opening);
        QVERIFY(note(*opening->store, u"before"_s));
        const auto limited = opening->store->read(
            [](Transaction &t) { return t.select(u"PRAGMA max_page_count = 1"_s); });
        QVERIFY(limited);
        const auto refused = note(*opening->store, QString(500'000, u'x'));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::DiskFull);
        QCOMPARE(noteCount(*opening->store), 1);
    }

    void aDamagedFileIsKeptAside_data()
    {
        QTest::addColumn<int>("from");
        QTest::newRow("from the first byte") << 0;
        QTest::newRow("in the second page") << 4096;
    }

    void aDamagedFileIsKeptAside()
    {
        QFETCH(int, from);
        const QString path = newFile();
        {
            const auto opening = Store::open(path, one);
            QVERIFY(opening);
            for (int i = 0; i < 200; ++i)
                QVERIFY(note(*opening->store, QString(200, u'x')));
        }
        QByteArray bytes = contents(path);
        QVERIFY(bytes.size() > 8192);
        bytes.replace(from, 3000, QByteArray(3000, '\x5a'));
        put(path, bytes);

        const auto opening = Store::open(path, one);
        QVERIFY2(opening, opening ? "" : qUtf8Printable(opening.error().toText()));
        QVERIFY(opening->movedAside.startsWith(path + u".damaged-"_s));
        QCOMPARE(contents(opening->movedAside), bytes);
        QCOMPARE(noteCount(*opening->store), 0);
        QVERIFY(note(*opening->store, u"fresh"_s));
    }

    void aNewerFileIsLeftAlone()
    {
        const QString path = newFile();
        {
            auto newer = one;
            newer.append({u"test/0002_future"_s, u"CREATE TABLE future (x);"_s});
            QVERIFY(Store::open(path, newer));
        }
        const QByteArray before = contents(path);
        const auto opening = Store::open(path, one);
        QVERIFY(!opening);
        QCOMPARE(opening.error().kind, Error::Kind::Unsupported);
        QVERIFY(opening.error().message.contains(u"test/0002_future"_s));
        QVERIFY(opening.error().toText().contains(path));
        QCOMPARE(contents(path), before);
    }

    void anotherProgramsFileIsLeftAlone()
    {
        const QString path = newFile();
        {
            const auto opening = Store::open(path, one);
            QVERIFY(opening);
            const auto foreign = opening->store->write(
                [](Transaction &t) { return t.execute(u"PRAGMA application_id = 77"_s); });
            QVERIFY(foreign);
        }
        const QByteArray before = contents(path);
        const auto opening = Store::open(path, one);
        QVERIFY(!opening);
        QCOMPARE(opening.error().kind, Error::Kind::Unsupported);
        QCOMPARE(contents(path), before);
    }

    void aFailedMigrationLeavesTheOldFile()
    {
        const QString path = newFile();
        {
            const auto opening = Store::open(path, one);
            QVERIFY(opening);
            QVERIFY(note(*opening->store, u"old"_s));
        }
        auto broken = one;
        broken.append(
            {u"test/0002_broken"_s, u"CREATE TABLE fine (x);\nCREATE TABLE note (again);"_s});
        const auto refused = Store::open(path, broken);
        QVERIFY(!refused);
        QVERIFY(refused.error().toText().contains(u"test/0002_broken"_s));
        const auto again = Store::open(path, one);
        QVERIFY(again);
        QCOMPARE(noteCount(*again->store), 1);
        const auto half = again->store->read([](Transaction &t) {
            return t.select(u"SELECT 1 FROM sqlite_master WHERE name = 'fine'"_s);
        });
        QVERIFY(half);
        QVERIFY(half->isEmpty());
    }

    void aReadOnlyFolderIsSaid()
    {
        const QString folder = m_dir.filePath(u"readonly"_s);
        QVERIFY(QDir().mkpath(folder));
        // Everybody may look, nobody may write.
        QVERIFY(QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7555)));
        QVERIFY(QFile::setPermissions(folder, QFile::Permissions(0x5555)));
        std::optional<Error> error;
        {
            const Unprivileged ordinary;
            QVERIFY(ordinary.isFine());
            const auto opening = Store::open(folder + u"/howdah.sqlite"_s, one);
            if (!opening)
                error = opening.error();
        }
        QVERIFY(QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7700)));
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::PermissionDenied);
        QVERIFY(error->toText().contains(folder));
    }

    void aReadOnlyFileIsSaidAndKept()
    {
        const QString path = newFile();
        {
            const auto opening = Store::open(path, one);
            QVERIFY(opening);
            QVERIFY(note(*opening->store, u"old"_s));
        }
        const QString folder = QFileInfo(path).absolutePath();
        QVERIFY(QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7555)));
        QVERIFY(QFile::setPermissions(path, QFile::Permissions(0x4444)));
        QVERIFY(QFile::setPermissions(folder, QFile::Permissions(0x5555)));
        const QByteArray before = contents(path);
        std::optional<Error> error;
        {
            const Unprivileged ordinary;
            const auto opening = Store::open(path, one);
            if (!opening)
                error = opening.error();
        }
        QVERIFY(QFile::setPermissions(folder, QFile::Permissions(0x7700)));
        QVERIFY(QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7700)));
        QCOMPARE(contents(path), before);
        // The owner of the file may run this test: then its mode is simply put right.
        if (geteuid() == 0) {
            QVERIFY(error);
            QCOMPARE(error->kind, Error::Kind::PermissionDenied);
        }
    }

    void splitsMigrations()
    {
        QCOMPARE(
            store::statementsOf(
                u"-- a; comment\nCREATE TABLE a (\n  x TEXT -- why;\n);\n\nCREATE INDEX i ON a "
                u"(x);\n"
                u"CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\nDROP TABLE b"_s),
            (QStringList{u"CREATE TABLE a (\n  x TEXT -- why;\n);"_s, u"CREATE INDEX i ON a (x);"_s,
                         u"CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;"_s,
                         u"DROP TABLE b"_s}));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
