#include "catalog/ddlscript.h"
#include "catalog/ddlwriter.h"
#include "catalog/loader.h"
#include "support/testserver.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::catalog;

/// A database written as SQL and made again from it is the same; pg_dump is the judge.
class TestDdlScript final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    SnapshotPtr load(const QString &database)
    {
        auto connection = m_server.connect(database);
        auto snapshot = loadObjects(connection);
        if (snapshot)
            snapshot = loadDefinitions(connection, *snapshot);
        if (snapshot)
            snapshot = loadDependencies(connection, *snapshot);
        if (!snapshot) {
            QTest::qFail(qPrintable(snapshot.error().toText()), __FILE__, __LINE__);
            return {};
        }
        return *snapshot;
    }

    static QString fixture(const QString &name)
    {
        QFile file(QStringLiteral(TEST_DIR "/fixtures/") + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    /// Both dumps, cut to what differs, for a failure one can read.
    static QString difference(const QString &a, const QString &b)
    {
        const QStringList left = a.split(u'\n');
        const QStringList right = b.split(u'\n');
        QStringList lines;
        for (const QString &line : left) {
            if (!right.contains(line))
                lines.append(u"- "_s + line);
        }
        for (const QString &line : right) {
            if (!left.contains(line))
                lines.append(u"+ "_s + line);
        }
        return lines.mid(0, 40).join(u'\n');
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(u"CREATE ROLE reader; CREATE ROLE \"odd \"\"role\";"_s, u"postgres"_s);
    }

    void theHostileSchemaComesBack()
    {
        const QString script = fixture(u"hostile.sql"_s);
        QVERIFY(!script.isEmpty());
        const QString original = m_server.createDatabase();
        m_server.psql(script, original);
        const SnapshotPtr snapshot = load(original);
        QVERIFY(snapshot);
        const DdlScript written = writeDatabase(*snapshot);
        // Where a subscription connects to is a secret, and said to be missing.
        QCOMPARE(written.missing.size(), 1);
        QVERIFY(written.missing.constFirst().startsWith(u"sub:"_s));
        QVERIFY(written.toText(*snapshot).contains(u"-- NOT IN HERE: sub:"_s));

        const QString copy = m_server.createDatabase();
        m_server.psql(written.toText(*snapshot), copy);
        const QString before = m_server.pgDump(original);
        const QString after = m_server.pgDump(copy);
        QVERIFY(before.size() > 5000);
        QVERIFY2(before == after, qPrintable(difference(before, after)));

        // Made in another order with other OIDs, and yet the same.
        const SnapshotPtr again = load(copy);
        QCOMPARE(schemaHash(*again), schemaHash(*snapshot));
        m_server.psql(u"ALTER TABLE app.team ALTER name DROP NOT NULL"_s, copy);
        QVERIFY(schemaHash(*load(copy)) != schemaHash(*snapshot));
        m_server.psql(u"ALTER SUBSCRIPTION sub DISABLE; DROP SUBSCRIPTION sub;"_s, copy);
        m_server.psql(u"ALTER SUBSCRIPTION sub DISABLE; DROP SUBSCRIPTION sub;"_s, original);
    }

    void aTableIsWrittenWithAllThatBelongsToIt()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE parent (id int PRIMARY KEY);"
                      u"CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p int "
                      u"REFERENCES parent,"
                      u" n int DEFAULT 3 CHECK (n > 0)); CREATE INDEX ON t (n) WHERE n > 5;"
                      u"COMMENT ON TABLE t IS 'it''s'; GRANT SELECT ON t TO reader;"_s,
                      database);
        const SnapshotPtr s = load(database);
        const QString text =
            DdlWriter(*s).text({.kind = Kind::Table, .oid = s->relation(u"public", u"t")->oid});
        for (const QString &part :
             {u"GENERATED ALWAYS AS IDENTITY"_s, u"n integer DEFAULT 3"_s, u"CHECK ((n > 0))"_s,
              u"PRIMARY KEY (id)"_s, u"FOREIGN KEY (p) REFERENCES public.parent(id)"_s,
              u"WHERE (n > 5)"_s, u"IS 'it''s'"_s, u"GRANT SELECT ON TABLE public.t TO reader"_s}) {
            QVERIFY2(text.contains(part), qPrintable(part + u"\n"_s + text));
        }
        // It works where the parent is.
        const QString copy = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE public.parent (id int PRIMARY KEY);"_s + text, copy);
    }

    void aSchemaThatIsGoneStaysGone()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(u"DROP SCHEMA public; CREATE SCHEMA sole; CREATE TABLE sole.t (a int);"_s,
                      database);
        const SnapshotPtr s = load(database);
        const QString copy = m_server.createDatabase();
        m_server.psql(writeDatabase(*s).toText(*s), copy);
        QCOMPARE(m_server.pgDump(copy), m_server.pgDump(database));
    }
};

QTEST_GUILESS_MAIN(TestDdlScript)
#include "tst_ddlscript.moc"
