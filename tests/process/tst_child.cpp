#include "process/child.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <thread>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestChild final : public QObject
{
    Q_OBJECT

private slots:
    void argumentsArriveAsTheyAre()
    {
        const QStringList arguments{u"%s\\n"_s, u"two words"_s, u"$HOME; rm -rf 'x'"_s, u""_s,
                                    u"ü\"ß"_s};
        const auto exit = process::run({.program = u"printf"_s, .arguments = arguments});
        QVERIFY(exit);
        QVERIFY(exit->isSuccess());
        QCOMPARE(exit->output, u"two words\n$HOME; rm -rf 'x'\n\nü\"ß\n"_s);
    }

    void linesOfBothChannelsAreToldApart()
    {
        QStringList output;
        QStringList errors;
        process::Command command{
            .program = u"sh"_s,
            .arguments = {u"-c"_s, u"echo a; echo b >&2; printf 'c\\r\\nlast'; exit 3"_s}};
        command.onLine = [&](process::Channel channel, const QString &line) {
            (channel == process::Channel::Output ? output : errors) += line;
        };
        const auto exit = process::run(command);
        QVERIFY(exit);
        QCOMPARE(exit->code, 3);
        QCOMPARE(output, (QStringList{u"a"_s, u"c"_s, u"last"_s}));
        QCOMPARE(errors, QStringList{u"b"_s});
        QCOMPARE(exit->errorOutput, u"b"_s);
    }

    void inputIsFedInPieces()
    {
        int pieces = 0;
        process::Command command{.program = u"wc"_s, .arguments = {u"-c"_s}};
        command.input = [&](QByteArray &buffer) -> Result<void> {
            if (++pieces <= 100)
                buffer = QByteArray(100'000, 'x');
            return {};
        };
        const auto exit = process::run(command, {.deadline = QDeadlineTimer(20'000)});
        QVERIFY(exit);
        QCOMPARE(exit->output.trimmed(), u"10000000"_s);
    }

    void anErrorOfTheInputStopsTheProgram()
    {
        process::Command command{.program = u"cat"_s, .arguments = {}};
        command.input = [](QByteArray &) -> Result<void> { return Error::invalid(u"no more"_s); };
        const auto exit = process::run(command, {.deadline = QDeadlineTimer(20'000)});
        QVERIFY(!exit);
        QCOMPARE(exit.error().message, u"no more"_s);
    }

    void aMissingProgramIsSaid()
    {
        const auto exit = process::run({.program = u"/nowhere/pg_dump"_s, .arguments = {}});
        QVERIFY(!exit);
        QCOMPARE(exit.error().kind, Error::Kind::ToolMissing);
        QVERIFY(exit.error().toText().contains("/nowhere/pg_dump"_L1));
    }

    void failureCarriesTheLastWords()
    {
        const auto exit = process::runToSuccess(
            {.program = u"sh"_s, .arguments = {u"-c"_s, u"echo alas >&2; exit 7"_s}});
        QVERIFY(!exit);
        QCOMPARE(exit.error().kind, Error::Kind::ToolFailed);
        QCOMPARE(exit.error().message, u"sh ended with exit code 7."_s);
        QCOMPARE(exit.error().detail, u"alas"_s);
    }

    void aSignalIsNoExitCode()
    {
        const auto exit =
            process::run({.program = u"sh"_s, .arguments = {u"-c"_s, u"kill -9 $$"_s}});
        QVERIFY(exit);
        QCOMPARE(exit->signal, SIGKILL);
        QCOMPARE(exit->code, 128 + SIGKILL);
    }

    void cancelInterruptsFirst()
    {
        QStringList lines;
        process::Command command{
            .program = u"sh"_s,
            .arguments = {
                u"-c"_s,
                u"trap 'echo interrupted; exit 0' INT; echo ready; while :; do sleep 0.05; done"_s}};
        CancellationSource source;
        command.onLine = [&](process::Channel, const QString &line) {
            lines += line;
            if (line == "ready"_L1)
                source.cancel();
        };
        QElapsedTimer clock;
        clock.start();
        const auto exit =
            process::run(command, {.token = source.token(), .grace = std::chrono::seconds(20)});
        QVERIFY(!exit);
        QVERIFY(exit.error().isCancelled());
        QCOMPARE(lines, (QStringList{u"ready"_s, u"interrupted"_s}));
        QVERIFY(clock.elapsed() < 5000);
    }

    void whoIgnoresTheInterruptIsKilledWithItsChildren()
    {
        qint64 grandchild = 0;
        process::Command command{
            .program = u"sh"_s,
            .arguments = {u"-c"_s,
                          u"trap '' INT; sleep 600 & echo $!; while :; do sleep 600; done"_s}};
        CancellationSource source;
        command.onLine = [&](process::Channel, const QString &line) {
            grandchild = line.toLongLong();
            source.cancel();
        };
        const auto exit = process::run(
            command, {.token = source.token(), .grace = std::chrono::milliseconds(200)});
        QVERIFY(!exit);
        QVERIFY(exit.error().isCancelled());
        QVERIFY(grandchild > 0);
        QTRY_VERIFY(::kill(pid_t(grandchild), 0) != 0 || isZombie(grandchild));
    }

    void aDeadlineEndsIt()
    {
        const auto exit = process::run({.program = u"sleep"_s, .arguments = {u"600"_s}},
                                       {.deadline = QDeadlineTimer(100)});
        QVERIFY(!exit);
        QCOMPARE(exit.error().kind, Error::Kind::TimedOut);
    }

    void anotherThreadMayRunPrograms()
    {
        std::optional<Result<process::Exit>> exit;
        std::thread([&] {
            exit = process::run({.program = u"echo"_s, .arguments = {u"hi"_s}});
        }).join();
        QVERIFY(exit->hasValue());
        QCOMPARE((*exit)->output, u"hi\n"_s);
    }

    void shellTextCanBePasted()
    {
        const process::Command command{.program = u"/usr/bin/pg_dump"_s,
                                       .arguments = {u"--file"_s, u"it's here"_s, u"-Fc"_s}};
        QCOMPARE(command.toShellText(), u"/usr/bin/pg_dump --file 'it'\\''s here' -Fc"_s);
    }

private:
    static bool isZombie(qint64 pid)
    {
        QFile file(u"/proc/%1/stat"_s.arg(pid));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(") Z ");
    }
};

QTEST_GUILESS_MAIN(TestChild)
#include "tst_child.moc"
