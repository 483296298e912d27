#include "cli/democommand.h"
#include "cli/program.h"
#include "connections/profilelist.h"
#include "migrations/samplefolders.h"
#include "store/settings.h"
#include "store/store.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

/// howdahctl demo, from its arguments to what it prints and saves.
class TestDemoCommand final : public QObject
{
    Q_OBJECT

    support::TestServer m_server{
        {.settings = {{u"shared_preload_libraries"_s, u"pg_stat_statements"_s}}}};
    QTemporaryDir m_folder;
    QString m_out;
    QString m_err;

    QString workspace() const { return m_folder.filePath(u"workspace.sqlite"_s); }

    cli::ExitCode run(const QStringList &arguments)
    {
        m_out.clear();
        m_err.clear();
        QTextStream out(&m_out);
        QTextStream err(&m_err);
        std::vector<std::unique_ptr<cli::Command>> commands;
        commands.push_back(std::make_unique<cli::DemoCommand>());
        cli::Program program(std::move(commands), [] { return nullptr; });
        return program.run(QStringList{u"howdahctl"_s, u"demo"_s} + arguments +
                               QStringList{u"--dsn"_s, m_server.conninfo(), u"--workspace"_s,
                                           workspace(), u"--migrations"_s,
                                           QStringLiteral(HOWDAH_SOURCE_DIR "/migrations")},
                           out, err);
    }

    QList<connections::Profile> profiles() const
    {
        const auto opening = store::Store::open(workspace());
        if (!opening)
            qFatal("%s", qUtf8Printable(opening.error().toText()));
        const auto all = opening->store->write(
            [](store::Transaction &transaction) { return connections::loadProfiles(transaction); });
        if (!all)
            qFatal("%s", qUtf8Printable(all.error().toText()));
        return *all;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        if (!m_server.hasVector())
            QSKIP("the server has no pgvector");
    }

    void prepareMakesFiveReadyConnections()
    {
        QCOMPARE(run({u"prepare"_s, u"--scale"_s, u"0.005"_s, u"--days"_s, u"10"_s, u"--format"_s,
                      u"json"_s}),
                 cli::ExitCode::Fine);
        const auto json = QJsonDocument::fromJson(m_out.toUtf8()).array();
        QCOMPARE(json.size(), 5);
        QCOMPARE(json.at(0).toObject().value(u"pending"_s).toArray().size(), 4);

        QHash<connections::Environment, int> environments;
        const auto opening = store::Store::open(workspace());
        QVERIFY(opening);
        const store::Settings settings(opening->store);
        for (const auto &profile : profiles()) {
            const auto folders = settings.get(u"migrate/folders/"_s + profile.id).toArray();
            QCOMPARE(folders.size(), 1);
            QVERIFY2(QFileInfo(folders.at(0).toString()).isDir(), qPrintable(profile.name));
            ++environments[profile.environment];
            const auto connection = pg::Connection::open(profile.endpoint, profile.sessionSetup());
            QVERIFY2(connection, qPrintable(profile.name));
        }
        QCOMPARE(environments.value(connections::Environment::Development), 2);
        QCOMPARE(environments.value(connections::Environment::Staging), 2);
        QCOMPARE(environments.value(connections::Environment::Production), 1);
    }

    void preparingAgainKeepsWhatPeopleChanged()
    {
        {
            const auto opening = store::Store::open(workspace());
            QVERIFY(opening);
            const auto saved = opening->store->write(
                [](store::Transaction &transaction) -> Result<connections::Profile> {
                    const auto all = connections::loadProfiles(transaction);
                    if (!all)
                        return all.error();
                    auto profile = all->constFirst();
                    profile.favourite = true;
                    profile.group = u"Mine"_s;
                    return connections::saveProfile(transaction, profile);
                });
            QVERIFY(saved);
        }
        QCOMPARE(run({u"prepare"_s}), cli::ExitCode::Fine);
        QVERIFY2(m_out.contains("4 applied, 4 pending"_L1), qUtf8Printable(m_out));
        const auto after = profiles();
        QCOMPARE(after.size(), 5);
        QVERIFY(after.constFirst().favourite);
        QCOMPARE(after.constFirst().group, u"Mine"_s);
    }

    void statusTellsWhatIsThere()
    {
        QCOMPARE(run({u"status"_s, u"--system"_s, u"cloud_assist"_s}), cli::ExitCode::Fine);
        QVERIFY2(m_out.startsWith("cloudassist"_L1) && m_out.contains("1 pending"_L1),
                 qUtf8Printable(m_out));
    }

    void generateRefusesToFillTwice()
    {
        QCOMPARE(run({u"generate"_s, u"--system"_s, u"memory"_s}), cli::ExitCode::Failed);
        QVERIFY2(!m_err.isEmpty(), qUtf8Printable(m_err));
    }

    void wrongArgumentsAreUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no verb") << QStringList{};
        QTest::newRow("unknown verb") << QStringList{u"destroy"_s};
        QTest::newRow("unknown system") << QStringList{u"prepare"_s, u"--system"_s, u"nothing"_s};
        QTest::newRow("no number") << QStringList{u"prepare"_s, u"--scale"_s, u"much"_s};
        QTest::newRow("no day") << QStringList{u"generate"_s, u"--until"_s, u"tomorrow"_s};
        QTest::newRow("no rows") << QStringList{u"generate"_s, u"--scale"_s, u"0"_s};
    }
    void wrongArgumentsAreUsage()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(run(arguments), cli::ExitCode::Usage);
    }
};

QTEST_GUILESS_MAIN(TestDemoCommand)
#include "tst_democommand.moc"
