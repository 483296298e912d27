#include "cli/program.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::cli;

namespace {

/// Answers what it was told and remembers what it saw.
class EchoCommand final : public Command
{
public:
    explicit EchoCommand(QString &seen)
        : m_seen(seen)
    {}

    QString name() const override { return u"echo"_s; }
    QString summary() const override { return u"Says it again"_s; }
    QStringList formats() const override { return {u"text"_s, u"json"_s, u"loud"_s}; }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(u"word"_s, u"What to say"_s);
    }
    ExitCode run(const QCommandLineParser &parser, Context &context) override
    {
        m_seen = context.formatName + u'/' + parser.positionalArguments().join(u' ');
        if (parser.positionalArguments().value(0) != "connect"_L1)
            return ExitCode::Findings;
        const auto connection = context.connect(parser, Context::Access::ReadOnly);
        return connection ? ExitCode::Fine : context.fail(connection.error());
    }

private:
    QString &m_seen;
};

} // namespace

class TestProgram final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_seen;
    QString m_out;
    QString m_err;

    ExitCode run(const QStringList &arguments)
    {
        m_seen.clear();
        m_out.clear();
        m_err.clear();
        std::vector<std::unique_ptr<Command>> commands;
        commands.push_back(std::make_unique<EchoCommand>(m_seen));
        Program program(std::move(commands), [] { return nullptr; });
        QTextStream out(&m_out);
        QTextStream err(&m_err);
        QStringList all{u"howdahctl"_s};
        all += arguments;
        // Never the workspace of whoever runs the tests.
        if (all.size() > 1 && !all.at(1).startsWith(u'-')) {
            all.insert(2, u"--workspace"_s);
            all.insert(3, m_folder.filePath(u"workspace.sqlite"_s));
        }
        return program.run(all, out, err);
    }

private slots:
    void withoutArgumentsItIsUsage()
    {
        QCOMPARE(run({}), ExitCode::Usage);
        QVERIFY(m_err.contains(u"echo"_s));
        QVERIFY(m_out.isEmpty());
    }

    void helpIsNoError()
    {
        QCOMPARE(run({u"--help"_s}), ExitCode::Fine);
        QVERIFY(m_out.contains(u"Exit codes"_s));
        QCOMPARE(run({u"echo"_s, u"--help"_s}), ExitCode::Fine);
        QVERIFY(m_out.contains(u"--dsn"_s));
        QVERIFY(m_out.contains(u"howdahctl echo"_s));
        QVERIFY(m_seen.isEmpty());
    }

    void whatIsNotUnderstoodIsUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("command") << QStringList{u"eco"_s};
        QTest::newRow("option") << QStringList{u"echo"_s, u"--loud"_s};
        QTest::newRow("format") << QStringList{u"echo"_s, u"--format"_s, u"xml"_s};
        QTest::newRow("missing value") << QStringList{u"echo"_s, u"--dsn"_s};
        QTest::newRow("two databases")
            << QStringList{u"echo"_s, u"--dsn"_s, u"dbname=a"_s, u"--connection"_s, u"b"_s};
        QTest::newRow("no database") << QStringList{u"echo"_s, u"connect"_s};
        QTest::newRow("nonsense dsn")
            << QStringList{u"echo"_s, u"connect"_s, u"--dsn"_s, u"host"_s};
    }
    void whatIsNotUnderstoodIsUsage()
    {
        QFETCH(QStringList, arguments);
        QCOMPARE(run(arguments), ExitCode::Usage);
        QVERIFY(!m_err.isEmpty());
    }

    void aPasswordInTheDsnIsRefusedAndNotRepeated()
    {
        QCOMPARE(
            run({u"echo"_s, u"connect"_s, u"--dsn"_s, u"host=/nowhere password=canary-4711"_s}),
            ExitCode::Usage);
        QVERIFY(m_err.contains(u"PGPASSFILE"_s));
        QVERIFY(!m_err.contains(u"canary-4711"_s));
    }

    void aServerThatIsNotThereHasItsOwnCode()
    {
        QCOMPARE(run({u"echo"_s, u"connect"_s, u"--dsn"_s, u"host=/nowhere"_s, u"--format"_s,
                      u"json"_s}),
                 ExitCode::CannotConnect);
        const auto error =
            QJsonDocument::fromJson(m_out.toUtf8()).object().value("error"_L1).toObject();
        QCOMPARE(error.value("kind"_L1).toString(), u"connection-failed"_s);
    }

    void anUnknownConnectionIsFailed()
    {
        QCOMPARE(run({u"echo"_s, u"connect"_s, u"--connection"_s, u"x"_s}), ExitCode::Failed);
        QVERIFY(!m_err.isEmpty());
    }

    void theCommandGetsItsArgumentsAndFormat()
    {
        QCOMPARE(run({u"echo"_s, u"a"_s, u"b c"_s, u"--format"_s, u"loud"_s}), ExitCode::Findings);
        QCOMPARE(m_seen, u"loud/a b c"_s);
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
