#include "pg/passfile.h"
#include "pg/servicefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using howdah::Error;
namespace pg = howdah::pg;

/// pg_service.conf and .pgpass.
class TestFiles final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString write(const QString &name, const QByteArray &content, QFile::Permissions permissions)
    {
        const QString path = m_dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(path));
        file.close();
        file.setPermissions(permissions);
        return path;
    }

    static constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner;

private slots:
    void cleanup()
    {
        qunsetenv("PGSERVICEFILE");
        qunsetenv("PGSYSCONFDIR");
    }

    void listsServicesOfBothFilesTheFirstWins()
    {
        const QString user = write(u"mine.conf"_s,
                                   "# ours\n[navi]\nhost=db1\ndbname=navi\npassword=canary\n\n"
                                   "[other one]\nhost = h2\nport=5433\nhost=ignored\n",
                                   mine);
        QVERIFY(QDir(m_dir.path()).mkdir(u"etc"_s));
        const QString system = write(u"etc/pg_service.conf"_s,
                                     "[navi]\nhost=no\n[shared]\nservice_x=1\nhost=s\n", mine);
        qputenv("PGSERVICEFILE", user.toUtf8());
        qputenv("PGSYSCONFDIR", m_dir.filePath(u"etc"_s).toUtf8());

        QCOMPARE(pg::serviceFiles(), (QStringList{user, system}));
        const auto services = pg::listServices();
        QVERIFY(services);
        QCOMPARE(services->size(), 3);
        QCOMPARE(services->at(0).name, u"navi"_s);
        QCOMPARE(services->at(0).endpoint.toConninfo(), u"dbname='navi' host='db1'"_s);
        QCOMPARE(services->at(0).endpoint.password().reveal(), QByteArray("canary"));
        QCOMPARE(services->at(1).endpoint.toConninfo(), u"host='h2' port='5433'"_s);
        QCOMPARE(services->at(2).file, system);

        QVERIFY(pg::findService(u"shared"_s));
        const auto missing = pg::findService(u"nobody"_s);
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
        QVERIFY(missing.error().message.contains(user));
    }

    void aMalformedServiceFileNamesTheLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("mention");
        QTest::newRow("value first") << QByteArray("host=a\n") << u"line 1"_s;
        QTest::newRow("no equals") << QByteArray("[a]\n\nhost\n") << u"line 3"_s;
        QTest::newRow("nested") << QByteArray("[a]\nservice=b\n") << u"line 2"_s;
        QTest::newRow("nameless") << QByteArray("[]\n") << u"line 1"_s;
    }

    void aMalformedServiceFileNamesTheLine()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, mention);
        const auto services = pg::readServiceFile(write(u"bad.conf"_s, content, mine));
        QVERIFY(!services);
        QCOMPARE(services.error().kind, Error::Kind::InvalidInput);
        QVERIFY2(services.error().message.contains(mention),
                 qUtf8Printable(services.error().message));
    }

    void readsAPassFile()
    {
        const auto entries = pg::readPassFile(write(u"pass"_s,
                                                    "# comment\ndb\\:x:5432:na\\\\vi:*:se:cr\\:et\n"
                                                    "broken line\n*:*:*:postgres: p \r\n",
                                                    mine));
        QVERIFY(entries);
        QCOMPARE(entries->size(), 2);
        QCOMPARE(entries->at(0).host, u"db:x"_s);
        QCOMPARE(entries->at(0).database, u"na\\vi"_s);
        QCOMPARE(entries->at(0).password.reveal(), QByteArray("se:cr:et"));
        QCOMPARE(entries->at(1).user, u"postgres"_s);
        QCOMPARE(entries->at(1).password.reveal(), QByteArray(" p "));
    }

    void aPassFileOthersCanReadIsRefused()
    {
        const auto entries =
            pg::readPassFile(write(u"open"_s, "*:*:*:*:x\n", mine | QFile::ReadGroup));
        QVERIFY(!entries);
        QCOMPARE(entries.error().kind, Error::Kind::PermissionDenied);
        const auto missing = pg::readPassFile(m_dir.filePath(u"none"_s));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
