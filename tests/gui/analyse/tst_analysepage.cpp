#include "dashboards.h"
#include "gui/analyse/analysepage.h"
#include "gui/charts/chartpanel.h"
#include "gui/charts/figuretile.h"
#include "gui/common/statepane.h"

#include <QComboBox>
#include <QLabel>
#include <QPromise>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestAnalysePage final : public QObject
{
    Q_OBJECT

    using Sources = Result<QList<metrics::Source>>;
    using Answer = Result<metrics::Dashboard>;

    Theme m_theme;
    std::shared_ptr<QPromise<Sources>> m_sources;
    QList<std::pair<metrics::DashboardRequest, std::shared_ptr<QPromise<Answer>>>> m_questions;

    AnalysePage::Actions actions()
    {
        return {.sources =
                    [this] {
                        m_sources = std::make_shared<QPromise<Sources>>();
                        m_sources->start();
                        return m_sources->future();
                    },
                .dashboard =
                    [this](const metrics::DashboardRequest &request) {
                        auto promise = std::make_shared<QPromise<Answer>>();
                        promise->start();
                        m_questions.append({request, promise});
                        return promise->future();
                    },
                .cancel = [] {}};
    }

    std::unique_ptr<AnalysePage> shown()
    {
        auto page =
            std::make_unique<AnalysePage>(Address{.place = u"analyse"_s}, actions(), m_theme);
        page->resize(1200, 800);
        page->show();
        return page;
    }

    void giveSources(const Sources &sources)
    {
        m_sources->addResult(sources);
        m_sources->finish();
    }

    void answer(const Answer &answer)
    {
        QTRY_VERIFY(!m_questions.isEmpty());
        const auto question = m_questions.takeFirst();
        question.second->addResult(answer);
        question.second->finish();
    }

private slots:
    void init() { m_questions.clear(); }

    void showsTheDashboardOfTheFirstSource()
    {
        const auto page = shown();
        QVERIFY(page->isBusy());
        giveSources(QList{dashboardOf(1).source});
        QTRY_COMPARE(m_questions.size(), 1);
        QVERIFY(!m_questions.constFirst().first.period.first.isValid());
        answer(dashboardOf(3));
        QTRY_VERIFY(!page->isBusy());
        const auto tiles = page->findChildren<FigureTile *>();
        QCOMPARE(tiles.size(), 5);
        QCOMPARE(tiles.at(0)->value(), u"$110.50"_s);
        QCOMPARE(tiles.at(0)->note(), u"▲ 10.5 % from $100.00"_s);
        QCOMPARE(tiles.at(1)->value(), u"1.23 M"_s);
        QCOMPARE(tiles.at(4)->value(), u"2.31 s"_s);
        const auto panels = page->findChildren<ChartPanel *>();
        QCOMPARE(panels.size(), 2);
        QCOMPARE(panels.constFirst()->data().series.size(), 3);
        QCOMPARE(page->findChild<QTableView *>(u"modelView"_s)->model()->rowCount(), 3);
    }

    void everyFilterAsksAgain()
    {
        const auto page = shown();
        giveSources(QList{dashboardOf(1).source});
        answer(dashboardOf(3));
        QTRY_VERIFY(!page->isBusy());
        auto *models = page->findChild<QComboBox *>(u"modelComboBox"_s);
        QCOMPARE(models->count(), 4);
        models->setCurrentIndex(1); // rows without a model
        QCOMPARE(m_questions.size(), 1);
        QVERIFY(m_questions.constFirst().first.filters.value(metrics::Role::Model).constFirst().isNull());
        answer(dashboardOf(1));
        QTRY_VERIFY(!page->isBusy());
        QCOMPARE(models->currentIndex(), 1);
        emit page->findChildren<ChartPanel *>().constFirst()->seriesActivated(
            u"(none)"_s); // a second click
        QCOMPARE(m_questions.size(), 1);
        QVERIFY(m_questions.constFirst().first.filters.isEmpty());
        answer(dashboardOf(3));
        QTRY_VERIFY(!page->isBusy());
        page->findChild<QComboBox *>(u"periodComboBox"_s)->setCurrentIndex(0);
        QCOMPARE(m_questions.constFirst().first.period,
                 (metrics::Period{QDate(2026, 3, 4), QDate(2026, 3, 10)}));
    }

    void anAnswerToAnOlderQuestionIsDropped()
    {
        const auto page = shown();
        giveSources(QList{dashboardOf(1).source});
        QTRY_COMPARE(m_questions.size(), 1);
        page->refresh();
        QCOMPARE(m_questions.size(), 2);
        const auto old = m_questions.takeFirst();
        answer(dashboardOf(3));
        QTRY_VERIFY(!page->isBusy());
        old.second->addResult(Answer(Error::cancelled()));
        old.second->finish();
        QCoreApplication::processEvents();
        QVERIFY(page->findChild<StatePane *>()->isShowingContent());
    }

    void saysWhenThereIsNothing()
    {
        const auto page = shown();
        giveSources(QList<metrics::Source>());
        auto *state = page->findChild<StatePane *>();
        QTRY_VERIFY(!state->isShowingContent());
        QVERIFY(page->findChild<QLabel *>(u"stateText"_s)->text().contains(u"llm_metrics"_s));
        page->refresh();
        giveSources(QList{dashboardOf(1).source});
        auto empty = dashboardOf(0);
        empty.totals.rows.clear();
        empty.extent.reset();
        answer(empty);
        QTRY_VERIFY(state->isShowingContent());
        const auto labels =
            page->findChildren<ChartPanel *>().constFirst()->findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(u"calls is empty"_s);
        }));
    }

    void errorsAreShownWhole()
    {
        const auto page = shown();
        giveSources(QList{dashboardOf(1).source});
        answer(Error{.kind = Error::Kind::Server,
                     .message = u"column \"cost\" does not exist"_s,
                     .sqlstate = u"42703"_s});
        auto *state = page->findChild<StatePane *>();
        QTRY_VERIFY(!state->isShowingContent());
        page->refresh();
        answer(dashboardOf(2));
        QTRY_VERIFY(state->isShowingContent());
    }

    void rememberWhatWasChosen()
    {
        QJsonObject state;
        {
            const auto page = shown();
            giveSources(QList{dashboardOf(1).source});
            answer(dashboardOf(1));
            QTRY_VERIFY(!page->isBusy());
            page->findChild<QComboBox *>(u"zoneComboBox"_s)->setCurrentText(u"Europe/Berlin"_s);
            page->findChild<QComboBox *>(u"periodComboBox"_s)->setCurrentIndex(2);
            state = page->saveState();
        }
        m_questions.clear();
        AnalysePage page({.place = u"analyse"_s}, actions(), m_theme);
        page.restoreState(state);
        page.show();
        giveSources(QList{dashboardOf(1).source});
        QTRY_COMPARE(m_questions.size(), 1);
        QCOMPARE(m_questions.constFirst().first.zone, u"Europe/Berlin"_s);
        QCOMPARE(m_questions.constFirst().first.period.days(), 90);
    }

    void mayGoBeforeTheAnswerComes()
    {
        shown().reset();
        giveSources(QList{dashboardOf(1).source});
        {
            const auto page = shown();
            giveSources(QList{dashboardOf(1).source});
            QTRY_COMPARE(m_questions.size(), 1);
        }
        answer(dashboardOf(1));
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestAnalysePage)
#include "tst_analysepage.moc"
