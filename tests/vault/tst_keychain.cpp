#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <signal.h>

using namespace Qt::StringLiterals;

/// The vault against a real gnome-keyring-daemon on a D-Bus of this test's own, where nothing can
/// be activated by name: what the test does not start is absent.
class TestKeychain final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QProcess> m_bus;
    std::unique_ptr<QProcess> m_keyring;
    QProcessEnvironment m_environment;

    static void stop(std::unique_ptr<QProcess> &process)
    {
        if (!process)
            return;
        ::kill(pid_t(process->processId()), SIGCONT);
        process->terminate();
        if (!process->waitForFinished(3000)) {
            process->kill();
            process->waitForFinished(3000);
        }
        process.reset();
    }

    void startKeyring(const QByteArray &password)
    {
        stop(m_keyring);
        m_keyring = std::make_unique<QProcess>();
        m_keyring->setProcessEnvironment(m_environment);
        QStringList arguments{u"--foreground"_s, u"--components=secrets"_s,
                              u"--control-directory="_s + m_home->filePath(u"control"_s)};
        if (!password.isNull())
            arguments += u"--unlock"_s;
        m_keyring->start(u"gnome-keyring-daemon"_s, arguments);
        QVERIFY(m_keyring->waitForStarted());
        if (!password.isNull())
            m_keyring->write(password);
        m_keyring->closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(busHas(u"org.freedesktop.secrets"_s), 5000);
    }

    bool busHas(const QString &name) const
    {
        QProcess ask;
        ask.setProcessEnvironment(m_environment);
        ask.start(u"dbus-send"_s,
                  {u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.DBus"_s, u"/"_s,
                   u"org.freedesktop.DBus.NameHasOwner"_s, u"string:"_s + name});
        return ask.waitForFinished(5000) && ask.readAllStandardOutput().contains("boolean true");
    }

    std::unique_ptr<QProcess> probe(int patienceMs) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(m_environment);
        process->start(QStringLiteral(VAULT_PROBE), {QString::number(patienceMs)});
        process->waitForStarted();
        return process;
    }

    static QString ask(QProcess &probe, const QString &line)
    {
        probe.write(line.toUtf8() + '\n');
        QElapsedTimer timer;
        timer.start();
        while (!probe.canReadLine() && timer.elapsed() < 15'000)
            probe.waitForReadyRead(200);
        return QString::fromUtf8(probe.readLine()).trimmed();
    }

    static void finish(QProcess &probe)
    {
        probe.closeWriteChannel();
        QVERIFY(probe.waitForFinished(5000));
        QCOMPARE(probe.exitStatus(), QProcess::NormalExit);
        QCOMPARE(probe.exitCode(), 0);
    }

private slots:
    void init()
    {
        for (const QString &tool : {u"dbus-daemon"_s, u"dbus-send"_s, u"gnome-keyring-daemon"_s}) {
            if (QStandardPaths::findExecutable(tool).isEmpty())
                QSKIP(qPrintable(tool + u" is not installed"_s));
        }
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_home->path()).mkpath(u"control"_s));
        QFile config(m_home->filePath(u"bus.conf"_s));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<busconfig><type>session</type><listen>unix:dir=" + m_home->path().toUtf8() +
                     "</listen><policy context=\"default\"><allow send_destination=\"*\"/>"
                     "<allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_bus = std::make_unique<QProcess>();
        m_bus->start(u"dbus-daemon"_s, {u"--config-file="_s + config.fileName(), u"--nofork"_s,
                                        u"--print-address"_s});
        QVERIFY(m_bus->waitForReadyRead(5000));
        m_environment = QProcessEnvironment::systemEnvironment();
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s,
                             QString::fromUtf8(m_bus->readLine()).trimmed());
        for (const QString &name :
             {u"HOME"_s, u"XDG_DATA_HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s})
            m_environment.insert(name, m_home->path());
        m_environment.remove(u"DISPLAY"_s);
        m_environment.remove(u"WAYLAND_DISPLAY"_s);
    }

    void cleanup()
    {
        stop(m_keyring);
        stop(m_bus);
        m_home.reset();
    }

    void keepsAndGivesBack()
    {
        startKeyring("unlocked");
        const auto first = probe(5000);
        QCOMPARE(ask(*first, u"read k"_s).section(u':', 0, 0), u"not-found"_s);
        QCOMPARE(ask(*first, u"write k cänary"_s).section(u':', 0, 0), u"keychain"_s);
        finish(*first);
        // Another process: it comes from the keychain and not from memory.
        const auto second = probe(5000);
        QCOMPARE(ask(*second, u"read k"_s), u"found cänary"_s);
        QCOMPARE(ask(*second, u"remove k"_s), u"removed"_s);
        QCOMPARE(ask(*second, u"read k"_s).section(u':', 0, 0), u"not-found"_s);
        QCOMPARE(ask(*second, u"remove k"_s), u"removed"_s);
        finish(*second);
    }

    void absentMeansThisRunOnly()
    {
        const auto process = probe(5000);
        QCOMPARE(ask(*process, u"read k"_s).section(u':', 0, 0), u"unavailable"_s);
        QCOMPARE(ask(*process, u"write k canary"_s).section(u':', 0, 0), u"this-run"_s);
        QCOMPARE(ask(*process, u"read k"_s), u"found canary"_s);
        finish(*process);
        const auto next = probe(5000);
        QCOMPARE(ask(*next, u"read k"_s).section(u':', 0, 0), u"unavailable"_s);
        finish(*next);
    }

    void lockedMeansThisRunOnly()
    {
        startKeyring("unlocked");
        const auto before = probe(5000);
        QCOMPARE(ask(*before, u"write k canary"_s).section(u':', 0, 0), u"keychain"_s);
        finish(*before);
        startKeyring(QByteArray()); // the same keyring, not unlocked, and nobody there to prompt
        const auto process = probe(5000);
        const QString answer = ask(*process, u"read k"_s);
        QVERIFY2(!answer.startsWith(u"found"_s) && !answer.isEmpty(), qUtf8Printable(answer));
        const QString kept = ask(*process, u"write k2 other"_s);
        QVERIFY2(kept.startsWith(u"this-run"_s) || kept.startsWith(u"unknown"_s),
                 qUtf8Printable(kept));
        QCOMPARE(ask(*process, u"read k2"_s), u"found other"_s);
        finish(*process);
    }

    void frozenIsGivenUpAndThenUsedAgain()
    {
        startKeyring("unlocked");
        const auto process = probe(700);
        QCOMPARE(ask(*process, u"write k canary"_s).section(u':', 0, 0), u"keychain"_s);
        QCOMPARE(ask(*process, u"forget k"_s), u"forgotten"_s);

        ::kill(pid_t(m_keyring->processId()), SIGSTOP);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(ask(*process, u"read k"_s).section(u':', 0, 0), u"unavailable"_s);
        QVERIFY(timer.elapsed() < 5000);
        timer.restart();
        QCOMPARE(ask(*process, u"write k3 third"_s).section(u':', 0, 0), u"this-run"_s);
        QVERIFY(timer.elapsed() < 500);

        ::kill(pid_t(m_keyring->processId()), SIGCONT);
        QTRY_COMPARE(ask(*process, u"read k"_s), u"found canary"_s);
        finish(*process);
    }

    void aWriteToAFrozenKeychainIsUnknown()
    {
        startKeyring("unlocked");
        const auto process = probe(700);
        QCOMPARE(ask(*process, u"read k"_s).section(u':', 0, 0), u"not-found"_s);
        ::kill(pid_t(m_keyring->processId()), SIGSTOP);
        QCOMPARE(ask(*process, u"write k canary"_s).section(u':', 0, 0), u"unknown"_s);
        QCOMPARE(ask(*process, u"read k"_s), u"found canary"_s);
        // Still frozen: the end of the program does not wait for it.
        QElapsedTimer timer;
        timer.start();
        finish(*process);
        QVERIFY(timer.elapsed() < 3000);
    }

    void dyingUnderWayIsAnAnswer()
    {
        startKeyring("unlocked");
        const auto process = probe(3000);
        QCOMPARE(ask(*process, u"read k"_s).section(u':', 0, 0), u"not-found"_s);
        m_keyring->kill();
        m_keyring->waitForFinished();
        m_keyring.reset();
        const QString answer = ask(*process, u"read k"_s);
        QVERIFY2(answer.startsWith(u"unavailable"_s), qUtf8Printable(answer));
        finish(*process);
    }
};

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
