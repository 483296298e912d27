#include "connections/directory.h"
#include "connections/profilelist.h"
#include "store/store.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using connections::Access;
using connections::Directory;
using connections::Environment;
using connections::Profile;

namespace {

class NoKeychain final : public vault::Backend
{
public:
    void read(const QString &, const ReadDone &done) override { done(refusal()); }
    void write(const QString &, const Secret &, const Done &done) override { done(refusal()); }
    void remove(const QString &, const Done &done) override { done(refusal()); }

private:
    static Error refusal()
    {
        return {.kind = Error::Kind::Unavailable, .message = u"no keychain here"_s};
    }
};

bool mayWrite(Result<pg::Connection> &connection)
{
    return bool(connection->query(u"CREATE SEQUENCE s"_s)) &&
           bool(connection->query(u"DROP SEQUENCE s"_s));
}

} // namespace

/// What howdahctl sees of the saved connections, and that the production lock binds it.
class TestDirectory final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    std::shared_ptr<store::Store> m_store = store::Store::inMemory();
    std::shared_ptr<store::ExecutionRecord> m_record =
        std::make_shared<store::ExecutionRecord>(m_store);
    Directory m_directory{m_store, std::make_shared<vault::Vault>(std::make_unique<NoKeychain>()),
                          m_record, u"howdahctl"_s};

    void save(const QString &name, Environment environment, bool readOnly = false)
    {
        Profile profile;
        profile.name = name;
        profile.environment = environment;
        profile.endpoint = m_server.endpoint();
        profile.readOnly = readOnly;
        const auto saved = m_store->write(
            [profile](store::Transaction &t) { return connections::saveProfile(t, profile); });
        QVERIFY2(saved, saved ? "" : qUtf8Printable(saved.error().toText()));
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init()
    {
        const auto emptied = m_store->write(
            [](store::Transaction &t) { return t.execute(u"DELETE FROM connection_profile"_s); });
        QVERIFY(emptied);
    }

    void opensByNameInAnyCase()
    {
        save(u"Dev"_s, Environment::Development);
        auto read = m_directory.open(u"dev"_s, {}, Access::ReadOnly, {});
        QVERIFY2(read, read ? "" : qUtf8Printable(read.error().toText()));
        QVERIFY(!mayWrite(read));
        auto write = m_directory.open(u"DEV"_s, {}, Access::Write, {});
        QVERIFY(write);
        QVERIFY(mayWrite(write));
        const auto none = m_directory.open(u"other"_s, {}, Access::ReadOnly, {});
        QVERIFY(!none);
        QCOMPARE(none.error().kind, Error::Kind::NotFound);
    }

    void productionNeedsItsNameForWriting()
    {
        save(u"Prod"_s, Environment::Production);
        QVERIFY(m_directory.open(u"prod"_s, {}, Access::ReadOnly, {}));
        const auto refused = m_directory.open(u"prod"_s, {}, Access::Write, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::ReadOnly);
        QVERIFY(!m_directory.open(u"prod"_s, u"Postgres"_s, Access::Write, {}));
        auto confirmed = m_directory.open(u"prod"_s, u"postgres"_s, Access::Write, {});
        QVERIFY(confirmed);
        QVERIFY(mayWrite(confirmed));
    }

    void anAddressThatLeadsToProductionIsProduction()
    {
        save(u"Staging too"_s, Environment::Staging);
        save(u"Prod"_s, Environment::Production);
        QVERIFY(m_directory.open(m_server.endpoint(), {}, Access::ReadOnly, {}));
        const auto refused = m_directory.open(m_server.endpoint(), {}, Access::Write, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::ReadOnly);
        QVERIFY(refused.error().message.contains(u"Prod"_s));
        QVERIFY(m_directory.open(m_server.endpoint(), u"postgres"_s, Access::Write, {}));
        const QString other = m_server.createDatabase();
        QVERIFY(m_directory.open(m_server.endpoint(other), {}, Access::Write, {}));
    }

    void readOnlyByChoiceStaysSo()
    {
        save(u"Dev"_s, Environment::Development, true);
        const auto refused = m_directory.open(u"Dev"_s, {}, Access::Write, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::ReadOnly);
    }

    void recordsWhatWasRun()
    {
        save(u"Dev"_s, Environment::Development);
        auto connection = m_directory.open(u"Dev"_s, {}, Access::Write, {});
        QVERIFY(connection);
        QVERIFY(connection->query(u"SELECT 'for the record'"_s));
        const auto found = m_record->search({.text = u"for the record"_s}).result();
        QVERIFY(found);
        QCOMPARE(found->size(), 1);
        QCOMPARE(found->first().source, u"howdahctl"_s);
        QCOMPARE(found->first().connectionName, u"Dev"_s);
    }

    // Last: from here on the server wants passwords.
    void saysWhyThereIsNoPassword()
    {
        save(u"Dev"_s, Environment::Development);
        m_server.requirePassword("canary");
        const auto refused = m_directory.open(u"Dev"_s, {}, Access::ReadOnly, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::PasswordNeeded);
        QVERIFY(refused.error().hint.contains(u"no keychain here"_s));
    }
};

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
