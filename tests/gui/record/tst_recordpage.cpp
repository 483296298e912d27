#include "gui/common/codeedit.h"
#include "gui/common/statepane.h"
#include "gui/record/executionmodel.h"
#include "gui/record/recordpage.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPromise>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

using Answer = Result<QList<store::Execution>>;

class TestRecordPage final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    jobs::JobList m_jobs;
    QList<store::ExecutionFilter> m_asked;
    QList<std::shared_ptr<QPromise<Answer>>> m_promises;

    std::unique_ptr<RecordPage> page()
    {
        return std::make_unique<RecordPage>(
            Address{.place = u"record"_s, .connection = {}, .path = {}},
            [this](const store::ExecutionFilter &filter) {
                m_asked += filter;
                auto promise = std::make_shared<QPromise<Answer>>();
                promise->start();
                m_promises += promise;
                return promise->future();
            },
            [](const QString &, store::ExecutionRecord::Format,
               const store::ExecutionFilter &) -> Result<qint64> { return 0; },
            m_jobs, m_theme);
    }

    void answer(qsizetype index, const Answer &result)
    {
        m_promises.at(index)->addResult(result);
        m_promises.at(index)->finish();
    }

    static QList<store::Execution> executions(int count, qint64 firstId = 1000)
    {
        QList<store::Execution> list;
        for (int i = 0; i < count; ++i) {
            list += store::Execution{.id = firstId - i,
                                     .startedAt = QDateTime::currentDateTimeUtc(),
                                     .connectionName = u"<b>navi</b>"_s,
                                     .statement = u"SELECT %1"_s.arg(i),
                                     .outcome = store::Outcome::Failed,
                                     .sqlstate = u"42P01"_s,
                                     .message = u"no such table"_s};
        }
        return list;
    }

private slots:
    void init()
    {
        m_asked.clear();
        m_promises.clear();
    }

    void theModelKeepsItsContract()
    {
        ExecutionModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setExecutions(executions(3));
        model.append(executions(2, 10));
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.index(0, ExecutionModel::ConnectionColumn).data().toString(),
                 u"<b>navi</b>"_s);
        QVERIFY(
            model.index(0, ExecutionModel::OutcomeColumn).data().toString().contains(u"42P01"_s));
        model.setExecutions({});
        QCOMPARE(model.rowCount(), 0);
    }

    void showsWhatWasFoundAndTheWholeStatement()
    {
        const auto shown = page();
        QVERIFY(shown->isBusy());
        answer(0, executions(3));
        QTRY_COMPARE(shown->findChild<QTableView *>()->model()->rowCount(), 3);
        QVERIFY(!shown->isBusy());
        const auto text = shown->findChild<CodeView *>()->sql();
        QVERIFY(text.contains(u"SELECT 0"_s));
        QVERIFY(text.contains(u"no such table"_s));
    }

    void onlyTheLastQuestionCounts()
    {
        const auto shown = page();
        shown->findChild<QLineEdit *>(u"searchEdit"_s)->setText(u"users"_s);
        QTRY_COMPARE(m_asked.size(), 2);
        QCOMPARE(m_asked.at(1).text, u"users"_s);
        answer(1, executions(1));
        answer(0, executions(7));
        QTRY_COMPARE(shown->findChild<QTableView *>()->model()->rowCount(), 1);
        QTest::qWait(20);
        QCOMPARE(shown->findChild<QTableView *>()->model()->rowCount(), 1);
    }

    void theFilterIsAskedForAsShown()
    {
        const auto shown = page();
        auto *outcome = shown->findChild<QComboBox *>(u"outcomeComboBox"_s);
        outcome->setCurrentIndex(outcome->findData(int(store::Outcome::Failed)));
        QCOMPARE(m_asked.last().outcome, store::Outcome::Failed);
        auto *period = shown->findChild<QComboBox *>(u"periodComboBox"_s);
        period->setCurrentIndex(period->findData(3600));
        QVERIFY(qAbs(m_asked.last().from.secsTo(QDateTime::currentDateTimeUtc()) - 3600) < 10);
    }

    void nothingFoundSaysWhatToDo()
    {
        const auto shown = page();
        answer(0, QList<store::Execution>());
        QTRY_COMPARE(shown->findChild<QLabel *>(u"stateHeading"_s)->text(),
                     u"Nothing was executed yet"_s);
        shown->findChild<QLineEdit *>(u"searchEdit"_s)->setText(u"users"_s);
        QTRY_COMPARE(m_promises.size(), 2);
        answer(1, QList<store::Execution>());
        QTRY_COMPARE(shown->findChild<QLabel *>(u"stateHeading"_s)->text(), u"Nothing matches"_s);
    }

    void anErrorCanBeTriedAgain()
    {
        const auto shown = page();
        answer(0, Error{.kind = Error::Kind::DiskFull, .message = u"disk I/O error"_s});
        auto *state = shown->findChild<StatePane *>();
        QTRY_VERIFY(!state->isShowingContent());
        emit state->actionTriggered();
        QCOMPARE(m_promises.size(), 2);
        answer(1, executions(2));
        QTRY_VERIFY(state->isShowingContent());
    }

    void thePageMayGoBeforeTheAnswer()
    {
        auto shown = page();
        shown.reset();
        answer(0, executions(3));
        QTest::qWait(10);
    }
};

QTEST_MAIN(TestRecordPage)
#include "tst_recordpage.moc"
