#include "pg/connection.h"
#include "sandbox/keptserver.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using sandbox::KeptServer;

/// A server whose data stays. Each test has a folder of its own.
class TestKeptServer final : public QObject
{
    Q_OBJECT

    QList<sandbox::Installation> m_installations;
    std::unique_ptr<QTemporaryDir> m_folder;

    /// Two levels down: both are to be made.
    QString folder() const { return m_folder->filePath(u"below/server"_s); }

    Result<KeptServer> start(const process::RunLimits &limits = {})
    {
        return KeptServer::start(m_installations, {},
                                 {.folder = folder(),
                                  .settings = {{u"work_mem"_s, u"7MB"_s}},
                                  .preload = {u"pg_stat_statements"_s, u"no_such_library"_s}},
                                 limits);
    }

    static QString answer(const QString &folder, const QString &sql)
    {
        auto connection = pg::Connection::open(KeptServer::endpointOf(folder));
        if (!connection)
            return connection.error().toText();
        const auto rows = connection->query(sql);
        if (!rows)
            return rows.error().toText();
        return rows->rowCount() > 0 ? rows->text(0, 0) : QString();
    }

private slots:
    void initTestCase()
    {
        m_installations = sandbox::findInstallations(qEnvironmentVariable("HOWDAH_TEST_PGBIN"));
        QVERIFY(!m_installations.isEmpty());
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        // The server may run as another user, who must get through.
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner |
                                                            QFile::ExeOwner | QFile::ExeGroup |
                                                            QFile::ExeOther));
    }

    void dataOutlivesTheProgram()
    {
        {
            const auto server = start();
            QVERIFY2(server, server ? "" : qUtf8Printable(server.error().toText()));
            QCOMPARE(answer(folder(), u"CREATE TABLE kept AS SELECT 42 AS a"_s), QString());
            QCOMPARE(answer(folder(), u"SHOW work_mem"_s), u"7MB"_s);
            QCOMPARE(answer(folder(), u"SHOW listen_addresses"_s), QString());
            QCOMPARE(answer(folder(), u"SHOW fsync"_s), u"on"_s);
            QCOMPARE(answer(folder(), u"SHOW shared_preload_libraries"_s),
                     server->installation().offersExtension(u"pg_stat_statements"_s)
                         ? u"pg_stat_statements"_s
                         : QString());
            QVERIFY(!(QFileInfo(folder()).permissions() &
                      (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther)));
        }
        QVERIFY(!pg::Connection::open(KeptServer::endpointOf(folder())));
        const auto again = start();
        QVERIFY2(again, again ? "" : qUtf8Printable(again.error().toText()));
        QCOMPARE(answer(folder(), u"SELECT a FROM kept"_s), u"42"_s);
    }

    void onlyOneProgramRunsIt()
    {
        const auto first = start();
        QVERIFY(first);
        const auto second = start();
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::Conflict);
        QCOMPARE(answer(folder(), u"SELECT 1"_s), u"1"_s);
    }

    void anUnfinishedStartIsMadeAnew()
    {
        CancellationSource source;
        source.cancel();
        const auto cancelled = start({.token = source.token()});
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().kind, Error::Kind::Cancelled);
        QVERIFY(!QFileInfo::exists(folder() + u"/data"_s));
        // What a killed initdb leaves.
        QVERIFY(QDir().mkpath(folder() + u"/data.new/base"_s));
        const auto server = start();
        QVERIFY2(server, server ? "" : qUtf8Printable(server.error().toText()));
        QCOMPARE(answer(folder(), u"SELECT 1"_s), u"1"_s);
    }

    void dataOfAVersionThatIsGoneIsSaid()
    {
        QVERIFY(QDir().mkpath(folder() + u"/data"_s));
        QFile version(folder() + u"/data/PG_VERSION"_s);
        QVERIFY(version.open(QIODevice::WriteOnly));
        version.write("9\n");
        version.close();
        const auto server = start();
        QVERIFY(!server);
        QCOMPARE(server.error().kind, Error::Kind::Unsupported);
        QVERIFY(server.error().message.contains("PostgreSQL 9"_L1));
        QVERIFY(QFileInfo::exists(version.fileName()));
    }

    void withoutPostgresqlItSaysWhatToInstall()
    {
        const auto server = KeptServer::start({}, {}, {.folder = folder(), .settings = {}});
        QVERIFY(!server);
        QCOMPARE(server.error().kind, Error::Kind::NotFound);
        QVERIFY(server.error().hint.contains("Install PostgreSQL"_L1));
    }

    void aPathTooLongForASocketIsRefused()
    {
        const QString deep = m_folder->filePath(QString(90, u'x'));
        const auto server =
            KeptServer::start(m_installations, {}, {.folder = deep, .settings = {}});
        QVERIFY(!server);
        QCOMPARE(server.error().kind, Error::Kind::Unsupported);
        QVERIFY(!QFileInfo::exists(deep));
    }
};

QTEST_GUILESS_MAIN(TestKeptServer)
#include "tst_keptserver.moc"
