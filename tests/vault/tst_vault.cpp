#include "vault/vault.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace std::chrono_literals;
using vault::Kept;
using vault::Vault;

namespace {

/// A keychain whose answers come when the test says so.
class HeldBackend final : public vault::Backend
{
public:
    struct Held
    {
        std::mutex mutex;
        QHash<QString, QByteArray> entries;
        QStringList calls;
        QList<std::function<void()>> answers;
        bool held = false;
        std::optional<Error> refusal;
        QObject *thread = nullptr;

        void answer(std::function<void()> function)
        {
            {
                const std::lock_guard lock(mutex);
                if (held) {
                    answers.append(std::move(function));
                    return;
                }
            }
            function();
        }
        /// Lets the oldest call be answered now.
        void release()
        {
            const std::lock_guard lock(mutex);
            QMetaObject::invokeMethod(thread, answers.takeFirst());
        }
        void hold(bool on)
        {
            const std::lock_guard lock(mutex);
            held = on;
        }
        QStringList called()
        {
            const std::lock_guard lock(mutex);
            return calls;
        }
    };

    explicit HeldBackend(std::shared_ptr<Held> held)
        : m_held(std::move(held))
    {}
    ~HeldBackend() override
    {
        delete m_held->thread;
        // Answers that were never let go hold what holds them.
        const std::lock_guard lock(m_held->mutex);
        m_held->answers.clear();
    }

    void read(const QString &key, const ReadDone &done) override
    {
        note(u"read "_s + key);
        m_held->answer([held = m_held, key, done] {
            if (held->refusal)
                done(*held->refusal);
            else if (held->entries.contains(key))
                done(Secret(held->entries.value(key)));
            else
                done(Error{.kind = Error::Kind::NotFound});
        });
    }
    void write(const QString &key, const Secret &secret, const Done &done) override
    {
        note(u"write "_s + key);
        m_held->answer([held = m_held, key, secret, done] {
            if (!held->refusal)
                held->entries.insert(key, secret.reveal());
            done(held->refusal ? Result<void>(*held->refusal) : Result<void>());
        });
    }
    void remove(const QString &key, const Done &done) override
    {
        note(u"remove "_s + key);
        m_held->answer([held = m_held, key, done] {
            held->entries.remove(key);
            done({});
        });
    }

private:
    void note(const QString &call)
    {
        const std::lock_guard lock(m_held->mutex);
        m_held->calls += call;
        if (!m_held->thread)
            m_held->thread = new QObject;
    }

    std::shared_ptr<Held> m_held;
};

Secret secret(const char *text)
{
    return Secret(QByteArray(text));
}

constexpr vault::Patience quick{.notice = 30ms, .limit = 150ms};

} // namespace

class TestVault final : public QObject
{
    Q_OBJECT

    std::shared_ptr<HeldBackend::Held> m_keychain;
    std::unique_ptr<Vault> m_vault;

private slots:
    void init()
    {
        m_keychain = std::make_shared<HeldBackend::Held>();
        m_vault = std::make_unique<Vault>(std::make_unique<HeldBackend>(m_keychain), quick);
    }
    void cleanup() { m_vault.reset(); }

    void readsWhatIsInTheKeychainOnce()
    {
        m_keychain->entries.insert(u"a"_s, "canary");
        const auto first = m_vault->read(u"a"_s).result();
        QVERIFY(first);
        QCOMPARE(first->reveal(), QByteArray("canary"));
        QVERIFY(m_vault->read(u"a"_s).result());
        QCOMPARE(m_keychain->called(), QStringList{u"read a"_s});
    }

    void saysWhenThereIsNone()
    {
        const auto answer = m_vault->read(u"a"_s).result();
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::NotFound);
    }

    void writesToTheKeychain()
    {
        const auto kept = m_vault->write(u"a"_s, secret("canary")).result();
        QVERIFY(kept);
        QCOMPARE(kept->where, Kept::Where::Keychain);
        QCOMPARE(m_keychain->entries.value(u"a"_s), QByteArray("canary"));
    }

    void keepsForThisRunWhatTheKeychainRefuses()
    {
        m_keychain->refusal = Error{.kind = Error::Kind::PermissionDenied, .message = u"locked"_s};
        const auto kept = m_vault->write(u"a"_s, secret("canary")).result();
        QVERIFY(kept);
        QCOMPARE(kept->where, Kept::Where::ThisRun);
        QCOMPARE(kept->reason.message, u"locked"_s);
        QVERIFY(m_vault->read(u"a"_s).result());
        QVERIFY(m_keychain->entries.isEmpty());
    }

    void aHungReadGivesUpAndLaterOnesDoNotWait()
    {
        m_keychain->hold(true);
        QElapsedTimer timer;
        timer.start();
        const auto first = m_vault->read(u"a"_s).result();
        QVERIFY(!first);
        QCOMPARE(first.error().kind, Error::Kind::Unavailable);
        QVERIFY(timer.elapsed() < 3000);
        timer.restart();
        const auto second = m_vault->read(u"b"_s).result();
        QVERIFY(!second);
        QVERIFY(timer.elapsed() < 100);
        QCOMPARE(m_keychain->called(), QStringList{u"read a"_s});
    }

    void dropsALateAnswerAndIsUsableAgain()
    {
        m_keychain->entries.insert(u"a"_s, "canary");
        m_keychain->hold(true);
        QVERIFY(!m_vault->read(u"a"_s).result());
        m_keychain->hold(false);
        m_keychain->release();
        QTRY_VERIFY(m_vault->read(u"a"_s).result());
        // The late one was not taken: it was asked again.
        QCOMPARE(m_keychain->called(), (QStringList{u"read a"_s, u"read a"_s}));
    }

    void aWriteThatTimesOutIsUnknown()
    {
        m_keychain->hold(true);
        const auto kept = m_vault->write(u"a"_s, secret("canary")).result();
        QVERIFY(kept);
        QCOMPARE(kept->where, Kept::Where::Unknown);
        const auto next = m_vault->write(u"b"_s, secret("canary")).result();
        QVERIFY(next);
        QCOMPARE(next->where, Kept::Where::ThisRun); // it never reached the keychain
        QVERIFY(m_vault->read(u"a"_s).result());
        QVERIFY(m_vault->read(u"b"_s).result());
    }

    void tellsThatAPromptMayBeOpenAndGoesOnWithout()
    {
        m_vault = std::make_unique<Vault>(std::make_unique<HeldBackend>(m_keychain),
                                          vault::Patience{.notice = 20ms, .limit = 1h});
        m_keychain->hold(true);
        QSignalSpy waiting(m_vault.get(), &Vault::waitingChanged);
        const auto reading = m_vault->read(u"a"_s);
        const auto queued = m_vault->read(u"b"_s);
        QTRY_COMPARE(waiting.size(), 1);
        QCOMPARE(waiting.at(0).at(0).toBool(), true);
        QVERIFY(!reading.isFinished());
        m_vault->goOnWithout();
        QTRY_VERIFY(reading.isFinished());
        QTRY_VERIFY(queued.isFinished());
        QCOMPARE(reading.result().error().kind, Error::Kind::Unavailable);
        QTRY_COMPARE(waiting.size(), 2);
        QCOMPARE(waiting.at(1).at(0).toBool(), false);
    }

    void aBlockingReadEndsWhenCancelled()
    {
        m_vault = std::make_unique<Vault>(std::make_unique<HeldBackend>(m_keychain),
                                          vault::Patience{.notice = 20ms, .limit = 1h});
        m_keychain->hold(true);
        CancellationSource source;
        std::thread canceller([&source] {
            std::this_thread::sleep_for(50ms);
            source.cancel();
        });
        const auto answer = m_vault->readNow(u"a"_s, source.token());
        canceller.join();
        QVERIFY(!answer);
        QVERIFY(answer.error().isCancelled());
    }

    void forgetsForThisRunOrForGood()
    {
        QVERIFY(m_vault->write(u"a"_s, secret("canary")).result());
        m_vault->forget(u"a"_s);
        QVERIFY(m_vault->read(u"a"_s).result());
        QVERIFY(m_keychain->called().contains(u"read a"_s));
        QVERIFY(m_vault->remove(u"a"_s).result());
        QCOMPARE(m_vault->read(u"a"_s).result().error().kind, Error::Kind::NotFound);
        m_vault->remember(u"a"_s, secret("run"));
        QVERIFY(m_vault->read(u"a"_s).result());
        QVERIFY(m_keychain->entries.isEmpty());
    }

    void answersEverybodyWhenItGoesAway()
    {
        m_keychain->hold(true);
        const auto reading = m_vault->read(u"a"_s);
        m_vault.reset();
        QVERIFY(reading.isFinished());
        QVERIFY(!reading.result());
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
