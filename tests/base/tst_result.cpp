#include "base/result.h"
#include "base/whendone.h"

#include <QPromise>
#include <QTest>

using namespace Qt::StringLiterals;
using howdah::Error;
using howdah::Result;
using howdah::whenDone;

class TestResult final : public QObject
{
    Q_OBJECT

private slots:
    void holdsAValueOrAnError()
    {
        const Result<int> good(4);
        QVERIFY(good);
        QCOMPARE(*good, 4);
        const Result<int> bad(Error::invalid(u"no number"_s));
        QVERIFY(!bad);
        QCOMPARE(bad.error().kind, Error::Kind::InvalidInput);
        QCOMPARE(bad.valueOr(7), 7);
    }

    void contextReadsFromTheOutsideIn()
    {
        const auto error = Error{.kind = Error::Kind::Server,
                                 .message = u"relation does not exist"_s,
                                 .sqlstate = u"42P01"_s,
                                 .hint = u"create it"_s}
                               .within(u"statement 2"_s)
                               .within(u"apply 0031"_s);
        QCOMPARE(
            error.toText(),
            u"apply 0031: statement 2\nrelation does not exist (SQLSTATE 42P01)\nHINT: create it"_s);
    }

    void anAnswerReachesItsContext()
    {
        QObject context;
        QPromise<Result<int>> promise;
        promise.start();
        int seen = 0;
        whenDone(promise.future(), &context, [&](const Result<int> &answer) { seen = *answer; });
        promise.addResult(5);
        promise.finish();
        QTRY_COMPARE(seen, 5);
    }

    void anAbandonedFutureAnswersCancelled()
    {
        QObject context;
        std::optional<Error> seen;
        {
            QPromise<Result<int>> promise;
            promise.start();
            whenDone(promise.future(), &context,
                     [&](const Result<int> &answer) { seen = answer.error(); });
        }
        QTRY_VERIFY(seen);
        QVERIFY(seen->isCancelled());
    }

    void nothingIsCalledWhenTheContextIsGone()
    {
        auto context = std::make_unique<QObject>();
        QPromise<Result<int>> promise;
        promise.start();
        bool called = false;
        whenDone(promise.future(), context.get(), [&](const Result<int> &) { called = true; });
        context.reset();
        promise.addResult(5);
        promise.finish();
        QCoreApplication::processEvents();
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
