#include "cli/connectionscommand.h"
#include "cli/program.h"
#include "support/testserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using cli::ExitCode;

namespace {

/// Keeps what it is given where the test can look.
class MemoryKeychain final : public vault::Backend
{
public:
    explicit MemoryKeychain(std::shared_ptr<QMap<QString, QByteArray>> entries)
        : m_entries(std::move(entries))
    {}
    void read(const QString &key, const ReadDone &done) override
    {
        if (m_entries->contains(key))
            done(Secret(m_entries->value(key)));
        else
            done(Error{.kind = Error::Kind::NotFound});
    }
    void write(const QString &key, const Secret &secret, const Done &done) override
    {
        m_entries->insert(key, secret.reveal());
        done({});
    }
    void remove(const QString &key, const Done &done) override
    {
        m_entries->remove(key);
        done({});
    }

private:
    std::shared_ptr<QMap<QString, QByteArray>> m_entries;
};

} // namespace

class TestConnectionsCommand final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<QMap<QString, QByteArray>> m_keychain;
    QString m_out;
    QString m_err;

    ExitCode run(const QStringList &arguments)
    {
        m_out.clear();
        m_err.clear();
        std::vector<std::unique_ptr<cli::Command>> commands;
        commands.push_back(std::make_unique<cli::ConnectionsCommand>());
        cli::Program program(std::move(commands), [this] {
            return std::make_shared<vault::Vault>(std::make_unique<MemoryKeychain>(m_keychain));
        });
        QTextStream out(&m_out);
        QTextStream err(&m_err);
        return program.run(QStringList{u"howdahctl"_s, u"connections"_s} + arguments +
                               QStringList{u"--workspace"_s, m_dir->filePath(u"w.sqlite"_s)},
                           out, err);
    }
    QJsonArray list()
    {
        run({u"list"_s, u"--format"_s, u"json"_s});
        return QJsonDocument::fromJson(m_out.toUtf8()).array();
    }
    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write");
        return file.fileName();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_keychain = std::make_shared<QMap<QString, QByteArray>>();
    }

    void addsListsTestsAndRemoves()
    {
        QCOMPARE(run({u"add"_s, u"Dev"_s, m_server.conninfo(), u"--environment"_s, u"staging"_s}),
                 ExitCode::Fine);
        QCOMPARE(run({u"list"_s}), ExitCode::Fine);
        QVERIFY(m_out.startsWith(u"Dev  staging"_s));
        QCOMPARE(list().size(), 1);
        QCOMPARE(run({u"test"_s, u"dev"_s}), ExitCode::Fine);
        QVERIFY2(m_out.contains(u"superuser"_s), qUtf8Printable(m_out));
        QCOMPARE(run({u"test"_s, u"dev"_s, u"--format"_s, u"json"_s}), ExitCode::Fine);
        QCOMPARE(QJsonDocument::fromJson(m_out.toUtf8()).object().value(u"role"_s).toString(),
                 u"postgres"_s);
        QCOMPARE(run({u"test"_s, u"--dsn"_s, m_server.conninfo()}), ExitCode::Fine);
        QCOMPARE(run({u"remove"_s, u"DEV"_s}), ExitCode::Fine);
        QVERIFY(list().isEmpty());
        QCOMPARE(run({u"remove"_s, u"DEV"_s}), ExitCode::Failed);
    }

    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("unknown") << QStringList{u"dance"_s};
        QTest::newRow("no address") << QStringList{u"add"_s, u"a"_s};
        QTest::newRow("bad address") << QStringList{u"add"_s, u"a"_s, u"foo=bar"_s};
        QTest::newRow("password") << QStringList{u"add"_s, u"a"_s, u"postgresql://u:canary@h/d"_s};
        QTest::newRow("environment")
            << QStringList{u"add"_s, u"a"_s, u"host=h"_s, u"--environment"_s, u"moon"_s};
        QTest::newRow("no file") << QStringList{u"import"_s};
    }

    void refusesWhatCannotBe()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(run(arguments), ExitCode::Usage);
        QVERIFY(!m_err.isEmpty());
        QVERIFY(!m_err.contains(u"canary"_s) && !m_out.contains(u"canary"_s));
        QVERIFY(list().isEmpty());
    }

    void aServerThatIsNotThereIsCannotConnect()
    {
        QCOMPARE(
            run({u"add"_s, u"Gone"_s, u"host=%1 dbname=x connect_timeout=1"_s.arg(m_dir->path())}),
            ExitCode::Fine);
        QCOMPARE(run({u"test"_s, u"Gone"_s}), ExitCode::CannotConnect);
        QVERIFY(m_err.contains(m_dir->path()));
    }

    void importsAndKeepsThePasswordsInTheKeychain()
    {
        const QString file =
            write(u".env.production"_s,
                  "POSTGRES_URL=postgresql://a:canary@db.example/one\nDB_POOL_SIZE=20\n");
        QCOMPARE(run({u"import"_s, file}), ExitCode::Fine);
        QVERIFY(m_out.contains(u"production"_s));
        QVERIFY(!m_out.contains(u"canary"_s));
        const auto saved = list();
        QCOMPARE(saved.size(), 1);
        QCOMPARE(*m_keychain,
                 (QMap<QString, QByteArray>{
                     {u"connection/"_s + saved.first().toObject().value(u"id"_s).toString(),
                      "canary"}}));
        QCOMPARE(run({u"remove"_s, u"one on db.example"_s}), ExitCode::Fine);
        QVERIFY(m_keychain->isEmpty());
    }

    void whatCannotBeReadIsAFinding()
    {
        const QString file = write(
            u".env"_s, "A_URL=postgresql://h.example/d\nB_URL=postgresql://u:canary@h:port/d\n");
        QCOMPARE(run({u"import"_s, file}), ExitCode::Findings);
        QVERIFY(m_err.contains(u"B_URL"_s) && !m_err.contains(u"canary"_s));
        QCOMPARE(list().size(), 1);
    }

    void exportsAndImportsAgain()
    {
        QCOMPARE(run({u"add"_s, u"Dev"_s, u"host=h.example dbname=d"_s, u"--group"_s, u"G"_s}),
                 ExitCode::Fine);
        const QString path = m_dir->filePath(u"out.json"_s);
        QCOMPARE(run({u"export"_s, path}), ExitCode::Fine);
        QCOMPARE(run({u"export"_s}), ExitCode::Fine);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), m_out);
        QCOMPARE(run({u"import"_s, path}), ExitCode::Fine);
        QCOMPARE(list().size(), 2);
        QCOMPARE(list().at(1).toObject().value(u"name"_s).toString(), u"Dev 2"_s);
        QCOMPARE(list().at(1).toObject().value(u"group"_s).toString(), u"G"_s);
    }
};

QTEST_GUILESS_MAIN(TestConnectionsCommand)
#include "tst_connectionscommand.moc"
