#include "base/cancellation.h"

#include <QTest>

#include <thread>

using howdah::CancellationSource;
using howdah::CancellationToken;

class TestCancellation final : public QObject
{
    Q_OBJECT

private slots:
    void aDefaultTokenIsNeverCancelled()
    {
        const CancellationToken token;
        QVERIFY(!token.isCancelled());
        const auto registration = token.onCancelled([] { QFAIL("called"); });
        Q_UNUSED(registration)
    }

    void cancelReachesEveryTokenOnce()
    {
        CancellationSource source;
        int calls = 0;
        const auto registration = source.token().onCancelled([&] { ++calls; });
        source.cancel();
        source.cancel();
        QCOMPARE(calls, 1);
        QVERIFY(source.token().isCancelled());
    }

    void aLateListenerIsCalledAtOnce()
    {
        CancellationSource source;
        source.cancel();
        bool called = false;
        const auto registration = source.token().onCancelled([&] { called = true; });
        QVERIFY(called);
    }

    void aDroppedRegistrationIsNotCalled()
    {
        CancellationSource source;
        bool called = false;
        {
            const auto registration = source.token().onCancelled([&] { called = true; });
        }
        source.cancel();
        QVERIFY(!called);
    }

    void cancellingWhileListenersComeAndGoIsSafe()
    {
        CancellationSource source;
        std::atomic<int> calls = 0;
        std::thread other([&] {
            for (int i = 0; i < 2000; ++i)
                const auto registration = source.token().onCancelled([&] { ++calls; });
        });
        source.cancel();
        other.join();
        QVERIFY(source.isCancelled());
    }
};

QTEST_GUILESS_MAIN(TestCancellation)
#include "tst_cancellation.moc"
