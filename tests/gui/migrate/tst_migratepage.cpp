#include "gui/common/codeedit.h"
#include "gui/migrate/migratepage.h"
#include "gui/migrate/migrationinspector.h"
#include "gui/migrate/rundialog.h"
#include "sampleplan.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPromise>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace howdah;

/// The page with the answers in the test's hand.
class TestMigratePage final : public QObject
{
    Q_OBJECT

    gui::Theme m_theme;
    QList<std::shared_ptr<QPromise<Result<planner::Plan>>>> m_plans;
    QList<planner::PlanOptions> m_asked;
    QStringList m_folders;
    QString m_typed;
    planner::ApplyReport m_report;
    planner::ApplyOptions m_applied;
    std::unique_ptr<jobs::JobList> m_jobs;

    gui::MigrateActions actions(bool production = false)
    {
        gui::MigrateActions actions;
        actions.plan = [this](const QString &, const planner::PlanOptions &options) {
            m_asked.append(options);
            m_plans.append(std::make_shared<QPromise<Result<planner::Plan>>>());
            m_plans.last()->start();
            return m_plans.last()->future();
        };
        actions.seeds = [](const QString &) {
            QPromise<Result<planner::SeedFolder>> promise;
            promise.start();
            planner::Seed seed;
            seed.file = u"001_users.sql"_s;
            seed.environments = {u"development"_s};
            const auto sql = test::script(seed.file, u"INSERT INTO users VALUES (1);"_s);
            seed.change = change::makeChange(seed.file, {sql});
            promise.addResult(planner::SeedFolder{.path = u"/seeds"_s, .seeds = {seed}});
            promise.finish();
            return promise.future();
        };
        actions.prepareApply = [this](const planner::Plan &plan,
                                      const planner::ApplyOptions &options) {
            m_applied = options;
            return [this, plan](const planner::ApplyObserver &observer, const CancellationToken &) {
                observer.stepStarted(1, 1, plan.steps.at(plan.toRun.constFirst()));
                return m_report;
            };
        };
        actions.prepareSeeds = [](const planner::SeedFolder &, const QString &) {
            return [](const planner::SeedObserver &, const CancellationToken &) {
                planner::SeedReport report;
                report.done = {u"001_users.sql"_s};
                report.tables = {{.table = u"users"_s, .before = 0, .after = 1}};
                return report;
            };
        };
        actions.permit = [this](const QString &typed) -> Result<std::shared_ptr<void>> {
            m_typed = typed;
            return std::shared_ptr<void>();
        };
        actions.recentFolders = [this] { return m_folders; };
        actions.rememberFolder = [this](const QString &folder) {
            m_folders.removeAll(folder);
            m_folders.prepend(folder);
        };
        actions.connectionName = u"Mentor"_s;
        actions.database = u"app"_s;
        actions.production = production;
        return actions;
    }

    static planner::Plan samplePlan()
    {
        const auto one = test::migration(
            u"1"_s, u"people"_s,
            u"-- who\nCREATE TABLE users (id int);\n\nCREATE INDEX i ON users (id);\n"_s);
        const auto two =
            test::migration(u"2"_s, u"names"_s, u"ALTER TABLE users ADD name text;\n"_s);
        return *planner::makePlan(test::folder({one, two}), test::facts());
    }
    void answer(const Result<planner::Plan> &plan)
    {
        m_plans.last()->addResult(plan);
        m_plans.last()->finish();
    }
    std::unique_ptr<gui::MigratePage> makePage(bool production = false)
    {
        return std::make_unique<gui::MigratePage>(gui::Address{.place = u"migrate"_s},
                                                  actions(production), *m_jobs, m_theme);
    }
    static QString allText(const QWidget &page)
    {
        QStringList texts;
        const auto labels = page.findChildren<QLabel *>();
        for (const auto *label : labels)
            texts += label->text();
        return texts.join(u'\n');
    }

private slots:
    void init()
    {
        m_plans.clear();
        m_asked.clear();
        m_folders = {u"/migrations"_s};
        m_typed.clear();
        m_report = {};
        m_jobs = std::make_unique<jobs::JobList>();
    }

    void withoutAFolderItOffersTheFirstStep()
    {
        m_folders.clear();
        const auto page = makePage();
        QVERIFY(m_plans.isEmpty());
        QVERIFY(allText(*page).contains(u"No migrations chosen yet"_s));
        QVERIFY(!page->findChild<QPushButton *>(u"applyButton"_s)->isEnabled());
        page->openFolder(u"/other"_s);
        QCOMPARE(m_folders, QStringList{u"/other"_s});
        QCOMPARE(m_plans.size(), 1);
    }

    void showsThePlan()
    {
        const auto page = makePage();
        page->show();
        QVERIFY(page->isBusy());
        answer(samplePlan());
        auto *list = page->findChild<QListView *>(u"stepList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 2);
        QVERIFY(!page->isBusy());
        QCOMPARE(list->currentIndex().row(), 0);
        auto *code = page->findChild<gui::CodeView *>(u"stepSql"_s);
        QVERIFY(code->sql().startsWith(u"-- who\nCREATE TABLE"_s));
        QVERIFY(page->findChild<QPushButton *>(u"applyButton"_s)->isEnabled());
        auto *inspector = page->findChild<gui::MigrationInspector *>(u"planInspector"_s);
        QVERIFY(allText(*inspector).contains(u"Statement 1 of 2"_s));
        // The statement under the cursor is the one explained.
        auto cursor = code->textCursor();
        cursor.setPosition(int(code->sql().indexOf(u"INDEX"_s)));
        code->setTextCursor(cursor);
        QTRY_VERIFY(allText(*inspector).contains(u"Statement 2 of 2"_s));
        QVERIFY(allText(*inspector).contains(u"line 4"_s));
    }

    void anErrorIsShownAndTriedAgain()
    {
        const auto page = makePage();
        page->show();
        answer(Error{.kind = Error::Kind::ConnectionFailed, .message = u"no route to nowhere"_s});
        QTRY_VERIFY(!page->isBusy());
        QVERIFY(!page->findChild<QPushButton *>(u"applyButton"_s)->isEnabled());
        page->refresh();
        QCOMPARE(m_plans.size(), 2);
        answer(samplePlan());
        QTRY_COMPARE(page->findChild<QListView *>(u"stepList"_s)->model()->rowCount(), 2);
    }

    void aLateAnswerIsDropped()
    {
        const auto page = makePage();
        page->refresh();
        QCOMPARE(m_plans.size(), 2);
        answer(samplePlan());
        QTRY_VERIFY(!page->isBusy());
        m_plans.first()->addResult(Error::timedOut(u"old"_s));
        m_plans.first()->finish();
        QTest::qWait(50);
        QCOMPARE(page->findChild<QListView *>(u"stepList"_s)->model()->rowCount(), 2);
    }

    void survivesBeingClosedBeforeTheAnswer()
    {
        auto page = makePage();
        page.reset();
        answer(samplePlan());
        QTest::qWait(20);
    }

    void aBlockedPlanCannotBeApplied()
    {
        const auto page = makePage();
        page->show();
        answer(*planner::makePlan(
            test::folder({test::migration(u"1"_s, u"x"_s, u"CREATE EXTENSION nothing;"_s)}),
            test::facts()));
        QTRY_VERIFY(!page->isBusy());
        QVERIFY(!page->findChild<QPushButton *>(u"applyButton"_s)->isEnabled());
        QVERIFY(page->findChild<QPushButton *>(u"exportButton"_s)->isEnabled());
        QVERIFY(allText(*page).contains(u"does not offer the extension"_s));
    }

    void appliesAsAJob()
    {
        const auto page = makePage();
        page->show();
        answer(samplePlan());
        auto *apply = page->findChild<QPushButton *>(u"applyButton"_s);
        QTRY_VERIFY(apply->isEnabled());
        m_report.standing = u"2 of 2 steps are in."_s;
        apply->click();
        auto *dialog = page->findChild<gui::RunDialog *>();
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QLineEdit *>(u"nameEdit"_s)->isVisible());
        dialog->accept();
        QCOMPARE(m_jobs->jobs().size(), 1);
        QTRY_COMPARE(m_jobs->jobs().constFirst()->state(), jobs::Job::State::Succeeded);
        // Afterwards it looks again.
        QTRY_COMPARE(m_plans.size(), 2);
        QVERIFY(allText(*page).contains(u"2 of 2 steps are in."_s));
    }

    void productionAsksForTheName()
    {
        const auto page = makePage(true);
        page->show();
        answer(samplePlan());
        auto *apply = page->findChild<QPushButton *>(u"applyButton"_s);
        QTRY_VERIFY(apply->isEnabled());
        apply->click();
        auto *dialog = page->findChild<gui::RunDialog *>();
        QVERIFY(dialog);
        auto *edit = dialog->findChild<QLineEdit *>(u"nameEdit"_s);
        auto *box = dialog->findChild<QDialogButtonBox *>();
        QVERIFY(edit->isVisible());
        QVERIFY(!box->button(QDialogButtonBox::Ok)->isEnabled());
        QTest::keyClicks(edit, u"App"_s);
        QVERIFY(!box->button(QDialogButtonBox::Ok)->isEnabled());
        edit->clear();
        QTest::keyClicks(edit, u"app"_s);
        box->button(QDialogButtonBox::Ok)->click();
        QCOMPARE(m_typed, u"app"_s);
        QTRY_COMPARE(m_jobs->runningCount(), 0);
    }

    void aFailureSaysWhatIsIn()
    {
        const auto page = makePage();
        page->show();
        answer(samplePlan());
        auto *apply = page->findChild<QPushButton *>(u"applyButton"_s);
        QTRY_VERIFY(apply->isEnabled());
        m_report.error = Error{.kind = Error::Kind::Server,
                               .message = u"relation is missing"_s,
                               .sqlstate = u"42P01"_s};
        m_report.standing = u"1 of 2 steps are in. 2 left no trace."_s;
        m_report.left = {u"2"_s};
        m_report.errorPlace = {1, 1};
        apply->click();
        page->findChild<gui::RunDialog *>()->accept();
        QTRY_COMPARE(m_plans.size(), 2);
        const QString text = page->findChild<QLabel *>(u"outcomeLabel"_s)->text();
        QVERIFY2(text.contains(u"42P01"_s) && text.contains(u"left no trace"_s),
                 qUtf8Printable(text));
        answer(samplePlan());
        QTRY_COMPARE(page->findChild<QListView *>(u"stepList"_s)->currentIndex().row(), 1);
    }

    void closingThePageKeepsTheJob()
    {
        auto page = makePage();
        page->show();
        answer(samplePlan());
        auto *apply = page->findChild<QPushButton *>(u"applyButton"_s);
        QTRY_VERIFY(apply->isEnabled());
        apply->click();
        page->findChild<gui::RunDialog *>()->accept();
        page.reset();
        QTRY_COMPARE(m_jobs->jobs().constFirst()->state(), jobs::Job::State::Succeeded);
    }

    void goesBackToo()
    {
        const auto page = makePage();
        page->show();
        answer(samplePlan());
        QTRY_VERIFY(!page->isBusy());
        auto *direction = page->findChild<QComboBox *>(u"directionComboBox"_s);
        direction->setCurrentIndex(1);
        emit direction->activated(1);
        QCOMPARE(m_asked.constLast().direction, planner::Direction::Down);
        QCOMPARE(page->findChild<QPushButton *>(u"applyButton"_s)->text(), u"&Roll back…"_s);
    }

    void loadsSeeds()
    {
        const auto page = makePage();
        page->show();
        answer(samplePlan());
        page->findChild<QTabBar *>(u"viewTabBar"_s)->setCurrentIndex(2);
        auto *load = page->findChild<QPushButton *>(u"loadSeedsButton"_s);
        QTRY_VERIFY(load->isEnabled());
        QCOMPARE(page->findChild<QTableView *>(u"seedTable"_s)->model()->rowCount(), 1);
        load->click();
        page->findChild<gui::RunDialog *>()->accept();
        QTRY_VERIFY(allText(*page).contains(u"users: 1 rows (1 new)"_s));
        auto *environment = page->findChild<QComboBox *>(u"seedEnvironment"_s);
        environment->setCurrentIndex(2);
        QVERIFY(!load->isEnabled());
    }
};

QTEST_MAIN(TestMigratePage)
#include "tst_migratepage.moc"
