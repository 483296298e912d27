#include "connections/envfile.h"
#include "connections/importers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using connections::Candidate;
using connections::Environment;
using connections::Findings;
using connections::PasswordSource;

class TestImporters final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString write(const QString &name, const QByteArray &text)
    {
        const QString path = m_dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    static QString address(const Candidate &candidate)
    {
        return candidate.profile.endpoint.toDisplayText();
    }

private slots:
    void readsVariables_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::newRow("plain") << u"A=b"_s << u"b"_s;
        QTest::newRow("export") << u"export A=b"_s << u"b"_s;
        QTest::newRow("double quotes") << u"A=\"b # c\" # d"_s << u"b # c"_s;
        QTest::newRow("single quotes") << u"A='b ${X}'"_s << u"b ${X}"_s;
        QTest::newRow("comment") << u"A=b # c"_s << u"b"_s;
        QTest::newRow("hash inside") << u"A=b#c"_s << u"b#c"_s;
        QTest::newRow("compose list") << u"    - A=b"_s << u"b"_s;
        QTest::newRow("compose map") << u"      A: b"_s << u"b"_s;
        QTest::newRow("docker run") << u"  -e A=b \\"_s << u"b"_s;
        QTest::newRow("reference") << u"X=1\nA=${X}2"_s << u"12"_s;
        QTest::newRow("default") << u"A=${Y:-5432}"_s << u"5432"_s;
        QTest::newRow("last counts") << u"A=a\nA=b\r"_s << u"b"_s;
        QTest::newRow("empty") << u"A="_s << u""_s;
        QTest::newRow("commented out") << u"#A=b"_s << QString();
    }

    void readsVariables()
    {
        QFETCH(QString, text);
        QFETCH(QString, value);
        QCOMPARE(connections::parseEnv(text).value(u"A"_s), value);
    }

    void readsAUrlWithItsDriver()
    {
        const Findings found = connections::importEnv(
            u"export DATABASE_URL=\"postgresql+psycopg2://mentor:mentor@localhost:5432/mentor\"\n"_s,
            u".env"_s);
        QCOMPARE(found.problems, QStringList());
        QCOMPARE(found.candidates.size(), 1);
        const Candidate &c = found.candidates.first();
        QCOMPARE(address(c), u"mentor@localhost:5432/mentor"_s);
        QCOMPARE(c.password.reveal(), QByteArray("mentor"));
        QVERIFY(c.profile.endpoint.password().isEmpty());
        QCOMPARE(c.profile.environment, Environment::Development);
        QCOMPARE(c.profile.name, u"mentor on localhost"_s);
    }

    void readsThePartsOfAnAddress()
    {
        const Findings found = connections::importEnv(
            u"# "
            u"Database\nDATABASE_HOST=database\nDATABASE_PORT=5432\nDATABASE_NAME=semantic_kernel\n"
            u"DATABASE_USER=user\nDATABASE_PASSWORD=change_this_password_in_production\n"
            u"DATABASE_SEED_ENV=development\n\n# Security\nJWT_SECRET_KEY=x\n"_s,
            u".env.example"_s);
        QCOMPARE(found.candidates.size(), 1);
        const Candidate &c = found.candidates.first();
        QCOMPARE(address(c), u"user@database:5432/semantic_kernel"_s);
        QCOMPARE(c.password.reveal(), QByteArray("change_this_password_in_production"));
        QCOMPARE(c.profile.environment, Environment::Development);
        QVERIFY(c.notes.join(u'\n').contains(u"container"_s));
    }

    void readsAComposeFile()
    {
        const Findings found = connections::importEnv(
            u"    ports:\n      - \"${DATABASE_PORT:-5432}:5432\"\n    environment:\n"
            u"      - POSTGRES_DB=${DATABASE_NAME:-semantic_kernel}\n"
            u"      - POSTGRES_USER=${DATABASE_USER:-user}\n"
            u"      - POSTGRES_PASSWORD=${DATABASE_PASSWORD:-password}\n"_s,
            u"docker-compose.yml"_s);
        QCOMPARE(found.candidates.size(), 1);
        QCOMPARE(address(found.candidates.first()), u"user@localhost/semantic_kernel"_s);
        QCOMPARE(found.candidates.first().password.reveal(), QByteArray("password"));
        const Findings map = connections::importEnv(
            u"    environment:\n      POSTGRES_DB: cloudassist\n      POSTGRES_USER: cloudassist\n"
            u"      POSTGRES_PASSWORD: ${DB_PASSWORD}\n"_s,
            u"docker-compose.database.yml"_s);
        QCOMPARE(map.candidates.size(), 1);
        QCOMPARE(address(map.candidates.first()), u"cloudassist@localhost/cloudassist"_s);
        QVERIFY(map.candidates.first().password.isEmpty());
    }

    void readsDotNet()
    {
        const QString text =
            u"Host=database;Database=semantic_kernel;Username=user;Password=password"_s;
        const Findings found =
            connections::importEnv(u"ConnectionStrings__Default=\""_s + text + u'"', u".env"_s);
        QCOMPARE(found.candidates.size(), 1);
        QCOMPARE(address(found.candidates.first()), u"user@database/semantic_kernel"_s);
        QCOMPARE(found.candidates.first().password.reveal(), QByteArray("password"));
        const auto alone = connections::importConnectionString(text);
        QVERIFY(alone);
        QCOMPARE(address(alone->candidates.first()), u"user@database/semantic_kernel"_s);
    }

    void readsPoolTimeoutAndSsl()
    {
        const Findings found = connections::importEnv(
            u"export DATABASE_URL=\"postgresql://username:password@host:5432/database\"\n"
            u"export DB_POOL_SIZE=20\nexport DB_TIMEOUT=30000\nexport DB_SSL=true\n"
            u"NODE_ENV=production\n"_s,
            u".env"_s);
        QCOMPARE(found.candidates.size(), 1);
        const Candidate &c = found.candidates.first();
        QCOMPARE(c.profile.endpoint.value(u"sslmode"_s), u"require"_s);
        QCOMPARE(c.profile.connectTimeoutMs, 30'000);
        QCOMPARE(c.profile.sessionLimit, 8); // never more than Howdah wants by itself
        QCOMPARE(c.profile.environment, Environment::Production);
        QVERIFY(c.notes.join(u'\n').contains(u"DB_POOL_SIZE=20"_s));
    }

    void aPlaceholderIsAProblemThatTellsNoSecret()
    {
        const Findings found = connections::importEnv(
            u"export DATABASE_URL=\"postgresql://username:canary@host:port/database\""_s,
            u".env"_s);
        QCOMPARE(found.candidates.size(), 0);
        QCOMPARE(found.problems.size(), 1);
        QVERIFY(found.problems.first().startsWith(u"DATABASE_URL"_s));
        QVERIFY(!found.problems.first().contains(u"canary"_s));
    }

    void theNameOfTheFileSaysTheEnvironment()
    {
        const Findings found = connections::importEnv(
            u"POSTGRES_URL=postgresql://cloudassist:secure_password@db:5432/cloudassist_prod\n"
            u"REDIS_URL=redis://redis:6379/0\nDB_POOL_SIZE=20\nDB_MAX_OVERFLOW=30\n"
            u"REDIS_POOL_SIZE=10\nSESSION_TIMEOUT=3600\nAUDIT_RETENTION_DAYS=90\n"_s,
            u".env.production"_s);
        QCOMPARE(found.candidates.size(), 1);
        const Candidate &c = found.candidates.first();
        QCOMPARE(address(c), u"cloudassist@db:5432/cloudassist_prod"_s);
        QCOMPARE(c.profile.environment, Environment::Production);
        QCOMPARE(c.password.reveal(), QByteArray("secure_password"));
        QVERIFY(c.notes.join(u'\n').contains(u"30 connections beyond"_s));
        QCOMPARE(c.profile.connectTimeoutMs, 10'000);
    }

    void readsSecondsAndSmallPools()
    {
        const Findings found = connections::importEnv(
            u"postgres_url=postgresql://u@h.example/d\npool_size=3\npool_timeout=30\nDB_SSL=false"_s,
            u".env"_s);
        QCOMPARE(found.candidates.size(), 1);
        QCOMPARE(found.candidates.first().profile.sessionLimit, 3);
        QCOMPARE(found.candidates.first().profile.connectTimeoutMs, 30'000);
        QCOMPARE(found.candidates.first().profile.endpoint.value(u"sslmode"_s), u"disable"_s);
    }

    void oneAddressUnderTwoNamesIsOne()
    {
        const Findings found =
            connections::importEnv(u"DATABASE_URL=postgres://a:b@h.example/d\nPGHOST=h.example\n"
                                   u"PGDATABASE=d\nPGUSER=a\nDB_PASSWORD=x"_s,
                                   u".env"_s);
        QCOMPARE(found.candidates.size(), 1);
    }

    void findsNothingInAFileAboutOtherThings()
    {
        const Findings found = connections::importEnv(
            u"REDIS_URL=redis://r\nDB_PASSWORD=x\nHOST=0.0.0.0\nPORT=80"_s, u".env"_s);
        QVERIFY(found.candidates.isEmpty());
        QVERIFY(found.problems.isEmpty());
    }

    void readsServices()
    {
        const auto found = connections::importServiceFile(
            write(u"pg_service.conf"_s,
                  "[prod]\nhost=db.example\nport=5433\ndbname=navi\nuser=mentor\n"
                  "password=canary\nsslpassword=canary\n\n[dev]\nhost=localhost\n"));
        QVERIFY(found);
        QCOMPARE(found->candidates.size(), 2);
        const Candidate &prod = found->candidates.at(0);
        QCOMPARE(prod.profile.name, u"prod"_s);
        QCOMPARE(address(prod), u"mentor@db.example:5433/navi"_s);
        QCOMPARE(prod.password.reveal(), QByteArray("canary"));
        QCOMPARE(prod.profile.passwordSource, PasswordSource::Keychain);
        QVERIFY(!connections::exportProfiles({prod.profile}).contains("canary"));
        QCOMPARE(found->candidates.at(1).profile.passwordSource, PasswordSource::PassFile);
    }

    void readsPassFiles()
    {
        const auto found = connections::importPassFile(write(
            u"pass"_s, "db.example:5433:navi:mentor:se\\:cret\n*:*:*:everybody:x\nh:*:*:me:y\n"));
        QVERIFY2(found, found ? "" : qUtf8Printable(found.error().toText()));
        QCOMPARE(found->candidates.size(), 2);
        QCOMPARE(found->problems.size(), 1);
        const Candidate &first = found->candidates.at(0);
        QCOMPARE(address(first), u"mentor@db.example:5433/navi"_s);
        QCOMPARE(first.profile.passwordSource, PasswordSource::PassFile);
        QVERIFY(first.password.isEmpty());
        QCOMPARE(first.profile.endpoint.value(u"passfile"_s), m_dir.filePath(u"pass"_s));
        QCOMPARE(address(found->candidates.at(1)), u"me@h/postgres"_s);
    }

    void exportsAndImportsAgainWithoutSecrets()
    {
        connections::Profile profile;
        profile.id = u"some-id"_s;
        profile.name = u"Prod"_s;
        profile.environment = Environment::Production;
        profile.tags = {u"a"_s};
        profile.endpoint = *pg::Endpoint::parse(u"postgresql://u:canary@h:1/d?sslmode=require"_s);
        const QByteArray json = connections::exportProfiles({profile});
        QVERIFY(!json.contains("canary"));
        const auto found = connections::importProfiles(json);
        QVERIFY2(found, found ? "" : qUtf8Printable(found.error().toText()));
        QCOMPARE(found->candidates.size(), 1);
        connections::Profile expected = profile;
        expected.id.clear();
        QVERIFY(found->candidates.first().profile == expected);
    }

    void refusesOtherJson_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("none") << QByteArray("host=a");
        QTest::newRow("other") << QByteArray("{\"a\": 1}");
        QTest::newRow("newer") << QByteArray(
            "{\"format\": \"howdah-connections\", \"version\": 99}");
        QTest::newRow("empty") << QByteArray();
    }

    void refusesOtherJson()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!connections::importProfiles(json));
    }

    void aDamagedEntryIsNamedAndTheOthersAreTaken()
    {
        const auto found = connections::importProfiles(
            "{\"format\":\"howdah-connections\",\"version\":1,\"connections\":["
            "{\"name\":\"good\",\"parameters\":{\"host\":\"h\",\"password\":\"canary\"}},"
            "{\"name\":\"bad\",\"environment\":\"moon\"},{\"parameters\":{}},7]}");
        QVERIFY(found);
        QCOMPARE(found->candidates.size(), 1);
        QVERIFY(found->candidates.first().profile.endpoint.password().isEmpty());
        QCOMPARE(found->problems.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestImporters)
#include "tst_importers.moc"
