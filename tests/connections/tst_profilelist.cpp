#include "connections/profilelist.h"
#include "store/store.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using connections::Environment;
using connections::PasswordSource;
using connections::Profile;
using connections::ProfileList;

namespace {

Profile full()
{
    Profile profile;
    profile.name = u"Prod \"navi\" <b>🐘</b>"_s;
    profile.group = u"Navi"_s;
    profile.environment = Environment::Production;
    profile.colour = u"3"_s;
    profile.tags = {u"llm"_s, u"eu"_s};
    profile.favourite = true;
    profile.endpoint = *pg::Endpoint::parse(
        u"host=db1,db2 port=5433,5434 dbname=navi user=mentor sslmode=verify-full"_s);
    profile.endpoint.setPasswordCommand({u"aws"_s, u"rds"_s, u"generate db auth token"_s});
    profile.passwordSource = PasswordSource::Command;
    profile.role = u"reader"_s;
    profile.searchPath = u"app, public"_s;
    profile.readOnly = true;
    profile.connectTimeoutMs = 1500;
    profile.statementTimeoutMs = 60'000;
    profile.lockTimeoutMs = 2000;
    profile.idleInTransactionTimeoutMs = 90'000;
    profile.sessionLimit = 4;
    return profile;
}

Profile named(const QString &name)
{
    Profile profile;
    profile.name = name;
    return profile;
}

} // namespace

class TestProfileList final : public QObject
{
    Q_OBJECT

private slots:
    void keepsEverythingButTheSecret()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"w.sqlite"_s);
        Profile profile = full();
        profile.endpoint.setPassword(Secret("canary-password"));
        profile.endpoint.setValue(u"sslpassword"_s, u"canary-key"_s);
        QString id;
        {
            const auto opening = store::Store::open(path);
            QVERIFY(opening);
            ProfileList list(opening->store);
            const auto saved = list.save(profile).result();
            QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.error().toText()));
            id = saved->id;
            QVERIFY(!id.isEmpty());
            for (const QString &suffix : {u""_s, u"-wal"_s}) {
                QFile file(path + suffix);
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY(!file.readAll().contains("canary"));
            }
        }
        const auto again = store::Store::open(path);
        QVERIFY(again);
        const ProfileList list(again->store);
        const auto found = list.find(id);
        QVERIFY(found);
        Profile expected = full();
        expected.id = id;
        QCOMPARE(found->toJson(), expected.toJson());
        QVERIFY(*found == expected);
        QVERIFY(found->endpoint.password().isEmpty());
    }

    void tellsAboutChanges()
    {
        ProfileList list(store::Store::inMemory());
        QSignalSpy changed(&list, &ProfileList::changed);
        auto saved = list.save(named(u"A"_s)).result();
        QVERIFY(saved);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(list.profiles().size(), 1);
        saved->favourite = true;
        QVERIFY(list.save(*saved).result());
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(list.find(saved->id)->favourite);
        list.touch(saved->id);
        QTRY_VERIFY(list.find(saved->id)->lastUsed.isValid());
        QVERIFY(list.remove(saved->id).result());
        QTRY_VERIFY(list.profiles().isEmpty());
        QCOMPARE(list.remove(saved->id).result().error().kind, Error::Kind::NotFound);
    }

    void namesAreUniqueInAnyCase()
    {
        ProfileList list(store::Store::inMemory());
        QVERIFY(list.save(named(u"Staging"_s)).result());
        const auto refused = list.save(named(u"sTaging "_s)).result();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Conflict);
        QTRY_COMPARE(list.profiles().size(), 1);
        QVERIFY(list.findByName(u"STAGING"_s));
        QCOMPARE(list.freeName(u"staging"_s), u"staging 2"_s);
        QCOMPARE(list.freeName(u"Other"_s), u"Other"_s);
    }

    void addsSeveralUnderFreeNames()
    {
        ProfileList list(store::Store::inMemory());
        QVERIFY(list.save(named(u"A"_s)).result());
        const auto added = list.addAll({named(u"a"_s), named(u"B"_s), named(u"b"_s)}).result();
        QVERIFY(added);
        QCOMPARE(added->at(0).name, u"a 2"_s);
        QCOMPARE(added->at(2).name, u"b 2"_s);
        // One that cannot be saved: none is.
        QVERIFY(!list.addAll({named(u"C"_s), named(u" "_s)}).result());
        list.reload();
        QTRY_COMPARE(list.profiles().size(), 4);
        QVERIFY(!list.findByName(u"C"_s));
    }

    void seesWhatAnotherHowdahSaves()
    {
        QTemporaryDir dir;
        const auto mine = store::Store::open(dir.filePath(u"w.sqlite"_s));
        const auto theirs = store::Store::open(dir.filePath(u"w.sqlite"_s));
        QVERIFY(mine && theirs);
        ProfileList list(mine->store);
        ProfileList other(theirs->store);
        QVERIFY(other.save(named(u"Theirs"_s)).result());
        list.reload();
        QTRY_VERIFY(list.findByName(u"Theirs"_s));
    }

    void refusesWhatCannotWork_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::newRow("no name") << named(u"  "_s);
        Profile command = named(u"c"_s);
        command.passwordSource = PasswordSource::Command;
        QTest::newRow("no command") << command;
        Profile port = named(u"p"_s);
        port.endpoint.setValue(u"port"_s, u"70000"_s);
        QTest::newRow("no port") << port;
        Profile limit = named(u"l"_s);
        limit.sessionLimit = 1;
        QTest::newRow("one session") << limit;
        Profile timeout = named(u"t"_s);
        timeout.connectTimeoutMs = 0;
        QTest::newRow("no time") << timeout;
    }

    void refusesWhatCannotWork()
    {
        QFETCH(Profile, profile);
        ProfileList list(store::Store::inMemory());
        const auto refused = list.save(profile).result();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::InvalidInput);
    }

    void knowsTheSameTarget_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        const auto row = [](const QString &a, const QString &b, bool same) {
            QTest::newRow(qUtf8Printable(a + u" / "_s + b)) << a << b << same;
        };
        row(u"host=db dbname=navi"_s, u"postgresql://other@DB:5432/navi"_s, true);
        row(u"host=db dbname=navi"_s, u"host=db port=5433 dbname=navi"_s, false);
        row(u"host=db dbname=navi"_s, u"host=db dbname=other"_s, false);
        row(u"host=/var/run/postgresql dbname=navi"_s, u"host=127.0.0.1 dbname=navi"_s, true);
        row(u"host=a,b port=5432,5433 dbname=navi"_s, u"host=b port=5433 dbname=navi"_s, true);
        row(u"host=a,b port=5432,5433 dbname=navi"_s, u"host=b port=5432 dbname=navi"_s, false);
        row(u"host=db user=navi"_s, u"host=db user=x dbname=navi"_s, true);
    }

    void knowsTheSameTarget()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        const auto first = *pg::Endpoint::parse(a);
        const auto second = *pg::Endpoint::parse(b);
        QCOMPARE(connections::sameTarget(first, second), same);
        QCOMPARE(connections::sameTarget(second, first), same);
    }
};

QTEST_GUILESS_MAIN(TestProfileList)
#include "tst_profilelist.moc"
