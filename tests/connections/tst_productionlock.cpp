#include "connections/productionlock.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace howdah;
using connections::Environment;
using connections::ProductionLock;
using connections::Profile;

class TestProductionLock final : public QObject
{
    Q_OBJECT

    std::chrono::steady_clock::time_point m_now{1h};
    std::unique_ptr<ProductionLock> m_lock;

    static Profile production()
    {
        Profile profile;
        profile.id = u"p"_s;
        profile.name = u"Prod"_s;
        profile.environment = Environment::Production;
        profile.endpoint = *pg::Endpoint::parse(u"host=h dbname=Navi"_s);
        return profile;
    }

private slots:
    void init()
    {
        m_lock = std::make_unique<ProductionLock>([this] { return m_now; });
    }

    void locksProductionAndNothingElse()
    {
        Profile profile = production();
        QVERIFY(m_lock->isLocked(profile));
        profile.environment = Environment::Staging;
        QVERIFY(!m_lock->isLocked(profile));
        profile.environment = Environment::Development;
        QVERIFY(!m_lock->isLocked(profile));
    }

    void opensForTheExactNameOnly_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("opens");
        QTest::newRow("exact") << u"Navi"_s << true;
        QTest::newRow("case") << u"navi"_s << false;
        QTest::newRow("blank") << u"Navi "_s << false;
        QTest::newRow("connection's name") << u"Prod"_s << false;
        QTest::newRow("nothing") << QString() << false;
    }

    void opensForTheExactNameOnly()
    {
        QFETCH(QString, typed);
        QFETCH(bool, opens);
        QCOMPARE(bool(m_lock->unlock(production(), typed)), opens);
        QCOMPARE(m_lock->isLocked(production()), !opens);
    }

    void fallsBackAfterFifteenMinutes()
    {
        QSignalSpy changed(m_lock.get(), &ProductionLock::changed);
        QVERIFY(m_lock->unlock(production(), u"Navi"_s));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_lock->remaining(u"p"_s), std::chrono::seconds(15min));
        m_now += 15min - 1s;
        QVERIFY(!m_lock->isLocked(production()));
        QCOMPARE(m_lock->remaining(u"p"_s), 1s);
        m_now += 1s;
        // At once for whoever asks, and soon for whoever listens.
        QVERIFY(m_lock->isLocked(production()));
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(changed.at(1).at(0).toString(), u"p"_s);
        QCOMPARE(m_lock->remaining(u"p"_s), 0s);
    }

    void locksByHand()
    {
        QVERIFY(m_lock->unlock(production(), u"Navi"_s));
        QSignalSpy changed(m_lock.get(), &ProductionLock::changed);
        m_lock->lock(u"p"_s);
        QVERIFY(m_lock->isLocked(production()));
        QCOMPARE(changed.size(), 1);
        m_lock->lock(u"p"_s);
        QCOMPARE(changed.size(), 1);
    }

    void staysOpenForAConfirmedRunAndLocksAtItsEnd()
    {
        auto run = m_lock->confirmRun(production(), u"Navi"_s);
        QVERIFY(run);
        m_now += 5h;
        QVERIFY(!m_lock->isLocked(production()));
        QSignalSpy changed(m_lock.get(), &ProductionLock::changed);
        QTRY_COMPARE(changed.size(), 0);
        run->reset();
        QVERIFY(m_lock->isLocked(production()));
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(!m_lock->confirmRun(production(), u"navi"_s));
    }

    void theEndOfARunEndsTheFifteenMinutesToo()
    {
        QVERIFY(m_lock->unlock(production(), u"Navi"_s));
        auto run = m_lock->confirmRun(production(), u"Navi"_s);
        QVERIFY(run);
        run->reset();
        QVERIFY(m_lock->isLocked(production()));
    }

    void aRunMayOutliveTheLock()
    {
        auto run = m_lock->confirmRun(production(), u"Navi"_s);
        QVERIFY(run);
        const auto isLocked = m_lock->question();
        QVERIFY(!isLocked(production()));
        m_lock.reset();
        QVERIFY(isLocked(production()));
        run->reset();
    }

    void bindsHowdahctlToo()
    {
        const auto refused = connections::checkConfirmation(production(), QString());
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::ReadOnly);
        QVERIFY(refused.error().message.contains(u"--confirm-database"_s));
        QVERIFY(!connections::checkConfirmation(production(), u"navi"_s));
        QVERIFY(connections::checkConfirmation(production(), u"Navi"_s));
        Profile staging = production();
        staging.environment = Environment::Staging;
        QVERIFY(connections::checkConfirmation(staging, QString()));
    }
};

QTEST_GUILESS_MAIN(TestProductionLock)
#include "tst_productionlock.moc"
