#include "catalog/ddlscript.h"
#include "catalog/fixtures.h"
#include "catalog/loader.h"
#include "catalog/snapshotfile.h"
#include "support/testserver.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::catalog;

/// A snapshot in a file says the same as the database did.
class TestSnapshotFile final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    SnapshotPtr m_snapshot;
    QByteArray m_bytes;

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        const int version = m_server.installation().version;
        const QString script = fixture(u"hostile.sql"_s, version);
        QVERIFY(!script.isEmpty());
        m_server.psql(u"CREATE ROLE reader; CREATE ROLE \"odd \"\"role\";"_s, u"postgres"_s);
        const QString database = m_server.createDatabase();
        m_server.psql(script, database);
        auto connection = m_server.connect(database);
        m_snapshot = *loadObjects(connection);
        m_snapshot = *loadDefinitions(connection, m_snapshot);
        m_snapshot = *loadDependencies(connection, m_snapshot);
        QBuffer buffer(&m_bytes);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(writeSnapshot(*m_snapshot, buffer));
    }

    void readsBackWhatItWrote()
    {
        QBuffer buffer(&m_bytes);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const auto read = readSnapshot(buffer);
        QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
        QCOMPARE(schemaHash(**read), schemaHash(*m_snapshot));
        QCOMPARE(writeDatabase(**read).toText(**read),
                 writeDatabase(*m_snapshot).toText(*m_snapshot));
        QCOMPARE((*read)->objects().columns.size(), m_snapshot->objects().columns.size());
        QVERIFY(!m_snapshot->objects().initialPrivileges.empty());
        QCOMPARE((*read)->objects().initialPrivileges.size(),
                 m_snapshot->objects().initialPrivileges.size());
    }

    void noticesAFlippedBitAndATornFile()
    {
        for (const qsizetype at : {qsizetype(3), m_bytes.size() / 2, m_bytes.size() - 1}) {
            QByteArray damaged = m_bytes;
            damaged[at] = char(damaged[at] ^ 0x10);
            QBuffer buffer(&damaged);
            QVERIFY(buffer.open(QIODevice::ReadOnly));
            const auto read = readSnapshot(buffer);
            QVERIFY(!read);
            QCOMPARE(read.error().kind, Error::Kind::Corrupt);
        }
        for (const qsizetype size : {qsizetype(0), qsizetype(10), m_bytes.size() - 1}) {
            QByteArray torn = m_bytes.left(size);
            QBuffer buffer(&torn);
            QVERIFY(buffer.open(QIODevice::ReadOnly));
            QVERIFY(!readSnapshot(buffer));
        }
    }

    void saysWhenItIsFromAnotherVersion()
    {
        QByteArray other = m_bytes;
        other[7] = 99;
        QBuffer buffer(&other);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const auto read = readSnapshot(buffer);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Unsupported);
    }
};

QTEST_GUILESS_MAIN(TestSnapshotFile)
#include "tst_snapshotfile.moc"
