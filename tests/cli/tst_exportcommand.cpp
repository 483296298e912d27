#include "cli/exportcommand.h"
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

class TestExportCommand final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;

    struct Answer
    {
        ExitCode code = ExitCode::Failed;
        QString out;
        QString err;
    };

    Answer run(const QStringList &arguments)
    {
        std::vector<std::unique_ptr<cli::Command>> commands;
        commands.push_back(std::make_unique<cli::ExportCommand>());
        cli::Program program(std::move(commands), [] { return nullptr; });
        Answer answer;
        QTextStream out(&answer.out);
        QTextStream err(&answer.err);
        answer.code = program.run(QStringList{u"howdahctl"_s, u"export"_s} + arguments, out, err);
        out.flush();
        err.flush();
        return answer;
    }

    [[nodiscard]] QStringList dsn() const
    {
        return {u"--workspace"_s, m_folder.filePath(u"workspace.sqlite"_s), u"--dsn"_s,
                m_server.conninfo()};
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void writesToStandardOutput()
    {
        const auto answer =
            run(dsn() + QStringList{u"--query"_s, u"SELECT 1 AS a, NULL AS b, 'x' AS c"_s});
        QCOMPARE(answer.code, ExitCode::Fine);
        QCOMPARE(answer.out, u"a,b,c\n1,,x\n"_s);
        const auto json =
            run(dsn() + QStringList{u"--query"_s, u"SELECT 1 AS a"_s, u"--format"_s, u"json"_s});
        QCOMPARE(QJsonDocument::fromJson(json.out.toUtf8()).array().at(0)[u"a"].toInt(), 1);
    }

    void writesToAFile()
    {
        const QString path = m_folder.filePath(u"out.xlsx"_s);
        const auto answer =
            run(dsn() + QStringList{u"--query"_s, u"SELECT generate_series(1, 10)"_s, u"--format"_s,
                                    u"xlsx"_s, u"-o"_s, path});
        QCOMPARE(answer.code, ExitCode::Fine);
        QVERIFY2(answer.err.startsWith(u"10 rows"_s), qUtf8Printable(answer.err));
        QVERIFY(QFile(path).size() > 1000);
    }

    void readsTheQueryFromAFile()
    {
        QFile file(m_folder.filePath(u"query.sql"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("-- what\nSELECT 2 AS two;\n");
        file.close();
        QCOMPARE(run(dsn() + QStringList{u"--query-file"_s, file.fileName()}).out, u"two\n2\n"_s);
    }

    void refusesWhatItCannotDo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<ExitCode>("code");
        QTest::newRow("no query") << QStringList() << ExitCode::Usage;
        QTest::newRow("xlsx without a file")
            << QStringList{u"--query"_s, u"SELECT 1"_s, u"--format"_s, u"xlsx"_s}
            << ExitCode::Usage;
        QTest::newRow("two statements")
            << QStringList{u"--query"_s, u"SELECT 1; SELECT 2"_s} << ExitCode::Usage;
        QTest::newRow("writes") << QStringList{u"--query"_s, u"CREATE TABLE t AS SELECT 1 AS a"_s}
                                << ExitCode::Failed;
        QTest::newRow("faulty") << QStringList{u"--query"_s, u"SELECT nowhere"_s}
                                << ExitCode::Failed;
    }
    void refusesWhatItCannotDo()
    {
        QFETCH(QStringList, arguments);
        const auto answer = run(dsn() + arguments);
        QTEST(answer.code, "code");
        QVERIFY(!answer.err.isEmpty());
        QVERIFY(m_server.connect().query(u"SELECT to_regclass('t') IS NULL"_s)->boolean(0, 0));
    }
};

QTEST_GUILESS_MAIN(TestExportCommand)
#include "tst_exportcommand.moc"
