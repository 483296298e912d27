#include "pg/passwordcommand.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using howdah::Error;
using howdah::pg::runPasswordCommand;

class TestPasswordCommand final : public QObject
{
    Q_OBJECT

private slots:
    void takesTheFirstLine()
    {
        const auto secret = runPasswordCommand({u"printf"_s, u"p w\\r\\nnext\\n"_s}, {});
        QVERIFY(secret);
        QCOMPARE(secret->reveal(), QByteArray("p w"));
    }

    void noShellReadsTheArguments()
    {
        const auto secret = runPasswordCommand({u"echo"_s, u"$HOME; `id`"_s}, {});
        QVERIFY(secret);
        QCOMPARE(secret->reveal(), QByteArray("$HOME; `id`"));
    }

    void theChildSeesNoPasswordOfTheEnvironment()
    {
        qputenv("PGPASSWORD", "canary");
        const auto secret = runPasswordCommand({u"sh"_s, u"-c"_s, u"echo \"x$PGPASSWORD\""_s}, {});
        qunsetenv("PGPASSWORD");
        QVERIFY(secret);
        QCOMPARE(secret->reveal(), QByteArray("x"));
    }

    void failuresAreToldApart()
    {
        const auto missing = runPasswordCommand({u"/no/such/program"_s}, {});
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::ToolMissing);
        const auto failed =
            runPasswordCommand({u"sh"_s, u"-c"_s, u"echo canary; echo locked >&2; exit 3"_s}, {});
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, Error::Kind::ToolFailed);
        QVERIFY(failed.error().message.contains("3"_L1));
        QVERIFY(failed.error().message.contains("locked"_L1));
        QVERIFY(!failed.error().toText().contains("canary"_L1));
        const auto silent = runPasswordCommand({u"true"_s}, {});
        QVERIFY(!silent);
        QCOMPARE(silent.error().kind, Error::Kind::PasswordNeeded);
    }

    void itCanBeStopped()
    {
        QElapsedTimer timer;
        timer.start();
        const auto late =
            runPasswordCommand({u"sleep"_s, u"30"_s}, {.deadline = QDeadlineTimer(200)});
        QVERIFY(!late);
        QCOMPARE(late.error().kind, Error::Kind::TimedOut);
        howdah::CancellationSource source;
        std::thread cancelling([&source] { source.cancel(); });
        const auto cancelled = runPasswordCommand({u"sleep"_s, u"30"_s}, {.token = source.token()});
        cancelling.join();
        QVERIFY(!cancelled);
        QVERIFY(cancelled.error().isCancelled());
        QVERIFY(timer.elapsed() < 5000);
    }
};

QTEST_GUILESS_MAIN(TestPasswordCommand)
#include "tst_passwordcommand.moc"
