#include "gui/common/cellviewer.h"
#include "gui/common/codeedit.h"
#include "gui/common/resultview.h"
#include "gui/console/consolepage.h"
#include "gui/console/questionbar.h"
#include "support/testserver.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

namespace {

class MemoryHistory final : public QueryHistory
{
public:
    QList<HistoryEntry> entries;

    QFuture<Result<QList<HistoryEntry>>> search(const QString &text, int) override
    {
        QList<HistoryEntry> found;
        for (const HistoryEntry &entry : std::as_const(entries)) {
            if (entry.statement.contains(text))
                found += entry;
        }
        QPromise<Result<QList<HistoryEntry>>> promise;
        promise.start();
        promise.addResult(Result<QList<HistoryEntry>>(found));
        promise.finish();
        return promise.future();
    }
};

class MemoryQueries final : public SavedQueries
{
public:
    QList<SavedQuery> queries;

    QList<SavedQuery> all() const override { return queries; }
    void save(const SavedQuery &query) override { queries += query; }
    void remove(const QString &name) override
    {
        queries.removeIf([&](const SavedQuery &query) { return query.name == name; });
    }
};

} // namespace

class TestConsolePage final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    Theme m_theme;
    std::shared_ptr<MemoryHistory> m_history = std::make_shared<MemoryHistory>();
    std::shared_ptr<MemoryQueries> m_saved = std::make_shared<MemoryQueries>();
    std::shared_ptr<MemoryQueries> m_closed = std::make_shared<MemoryQueries>();
    bool m_readOnly = false;
    bool m_production = false;
    QList<data::ExportRequest> m_exports;
    int m_catalogChanges = 0;
    QString m_kept;
    QStringList m_path;

    std::unique_ptr<ConsolePage> makePage(bool keeping = false,
                                          const support::TestServer *server = nullptr)
    {
        auto session = std::make_shared<pg::Session>(
            [endpoint = (server ? *server : m_server).endpoint()](const pg::CallLimits &limits) {
                return pg::Connection::open(endpoint, {.applicationName = u"console page"_s},
                                            limits);
            });
        ConsoleServices services;
        services.console =
            std::make_unique<data::Console>(std::move(session), data::Console::Options());
        services.history = m_history;
        services.saved = m_saved;
        services.connectionName = u"test"_s;
        services.isReadOnly = [this] { return m_readOnly; };
        services.isProduction = [this] { return m_production; };
        services.startExport = [this](const data::ExportRequest &request) { m_exports += request; };
        services.complete = [](const QString &statement, int cursor) {
            return data::complete(statement, cursor, data::CompletionContext());
        };
        services.tableName = [](quint32) { return u"the_table"_s; };
        services.catalogChanged = [this] { ++m_catalogChanges; };
        services.searchPathChanged = [this](const QStringList &path) { m_path = path; };
        services.closed = m_closed;
        if (keeping) {
            services.loadText = [this] { return m_kept; };
            services.keepText = [this](const QString &text) { m_kept = text; };
        }
        auto page = std::make_unique<ConsolePage>(
            Address{.place = u"console"_s, .connection = u"c"_s, .path = {}}, std::move(services),
            m_theme);
        page->resize(1100, 700);
        page->show();
        return page;
    }

    static SqlEditor *editor(ConsolePage &page) { return page.findChild<SqlEditor *>(); }
    static void type(ConsolePage &page, const QString &text)
    {
        editor(page)->setPlainText(text);
        editor(page)->setFocus();
    }
    static void press(ConsolePage &page, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QTest::keyClick(editor(page), Qt::Key_Return, modifiers);
    }
    static void trigger(ConsolePage &page, const QString &text)
    {
        for (QAction *action : page.actions()) {
            if (action->text() == text) {
                // As a person would; a disabled action does nothing.
                QTRY_VERIFY(action->isEnabled());
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(u"no action "_s + text));
    }
    static void run(ConsolePage &page)
    {
        trigger(page, u"Run All"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), 20'000);
        QCoreApplication::processEvents();
    }
    static QString text(ConsolePage &page, const QString &label)
    {
        return page.findChild<QLabel *>(label)->text();
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(
            u"CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'x'), (2, NULL), (3, '')"_s,
            u"postgres"_s);
    }
    void init()
    {
        m_readOnly = false;
        m_production = false;
    }

    void ctrlEnterRunsTheStatementAtTheCursor()
    {
        const auto page = makePage();
        type(*page, u"SELECT * FROM t ORDER BY a;\nSELECT 'other'"_s);
        press(*page);
        QTRY_VERIFY(page->findChild<ResultView *>(u"result-1"_s));
        auto *view = page->findChild<ResultView *>(u"result-1"_s);
        QTRY_COMPARE(view->model()->rowCount(), 3);
        const QAbstractItemModelTester tester(view->model());
        QCOMPARE(view->model()->index(0, 1).data().toString(), u"x"_s);
        QVERIFY(view->model()->index(1, 1).data(ResultModel::NullRole).toBool());
        QVERIFY(!view->model()->index(2, 1).data(ResultModel::NullRole).toBool());
        QCOMPARE(view->model()->index(2, 1).data().toString(), u""_s);
        QVERIFY(!page->findChild<ResultView *>(u"result-2"_s));
        QTRY_VERIFY(text(*page, u"statusLabel"_s).startsWith(u"3 row"_s));
    }

    void severalResultsComeInTabsOfTheirOwn()
    {
        const auto page = makePage();
        type(*page, u"SELECT 1; SELECT 2; UPDATE t SET a = a WHERE a = 1;"_s);
        run(*page);
        QTRY_COMPARE(page->findChild<QTabWidget *>(u"resultTabs"_s)->count(), 3);
        auto *messages = page->findChild<QTreeWidget *>(u"messages"_s);
        QCOMPARE(messages->topLevelItemCount(), 3);
        QCOMPARE(messages->topLevelItem(2)->text(2), u"UPDATE 1"_s);
    }

    void anErrorIsUnderlinedAndToldWhole()
    {
        const auto page = makePage();
        type(*page, u"SELECT 1;\nSELECT nowhere FROM t;\nSELECT 3"_s);
        run(*page);
        QTRY_COMPARE(editor(*page)->extraSelections().size(), 1);
        QCOMPARE(editor(*page)->extraSelections().constFirst().cursor.selectedText(), u"nowhere"_s);
        auto *messages = page->findChild<QTreeWidget *>(u"messages"_s);
        QStringList lines;
        for (int i = 0; i < messages->topLevelItem(1)->childCount(); ++i)
            lines += messages->topLevelItem(1)->child(i)->text(1);
        QVERIFY2(lines.join(u'\n').contains(u"42703"_s), qPrintable(lines.join(u'\n')));
    }

    void psqlCommandsAreRefusedWithTheirLine()
    {
        const auto page = makePage();
        type(*page, u"SELECT 1;\n\\connect other"_s);
        trigger(*page, u"Run All"_s);
        QVERIFY(!page->isBusy());
        auto *messages = page->findChild<QTreeWidget *>(u"messages"_s);
        QVERIFY(messages->topLevelItem(0)->text(2).contains(u"line 2"_s));
    }

    void deleteWithoutWhereAsksFirst()
    {
        const auto page = makePage();
        type(*page, u"DELETE FROM t"_s);
        trigger(*page, u"Run All"_s);
        auto *bar = page->findChild<QuestionBar *>();
        QVERIFY(bar->isVisible());
        QVERIFY(!page->isBusy());
        page->findChild<QPushButton *>(u"cancelQuestionButton"_s)->click();
        QVERIFY(!bar->isVisible());
        QVERIFY(!page->isBusy());
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 3);
        type(*page, u"BEGIN; DELETE FROM t; ROLLBACK"_s);
        trigger(*page, u"Run All"_s);
        QVERIFY(bar->isVisible());
        page->findChild<QPushButton *>(u"proceedButton"_s)->click();
        QTRY_VERIFY(!page->isBusy());
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 3);
    }

    void aPlanAloneAsksNothing()
    {
        const auto page = makePage();
        type(*page, u"DELETE FROM t"_s);
        trigger(*page, u"Explain"_s);
        QVERIFY(!page->findChild<QuestionBar *>()->isVisible());
        QTRY_VERIFY(page->findChild<QTreeWidget *>(u"planTree"_s));
        trigger(*page, u"Explain and Run (ANALYZE, BUFFERS)"_s);
        QVERIFY(page->findChild<QuestionBar *>()->isVisible());
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 3);
    }

    void productionAsksForEveryWrite()
    {
        m_production = true;
        const auto page = makePage();
        auto *bar = page->findChild<QuestionBar *>();
        type(*page, u"UPDATE t SET b = b WHERE a = 1"_s);
        trigger(*page, u"Run All"_s);
        QVERIFY(bar->isVisible());
        page->findChild<QPushButton *>(u"cancelQuestionButton"_s)->click();
        // All that is meant is said, not only the first.
        type(*page, u"DELETE FROM t; SELECT 1; INSERT INTO t VALUES (9)"_s);
        trigger(*page, u"Run All"_s);
        const QString question = text(*page, u"questionText"_s);
        QVERIFY2(question.contains(u"every row of t"_s), qPrintable(question));
        QVERIFY2(question.contains(u"DELETE, INSERT"_s), qPrintable(question));
        page->findChild<QPushButton *>(u"cancelQuestionButton"_s)->click();
        type(*page, u"DO $$ BEGIN END $$"_s);
        trigger(*page, u"Run All"_s);
        QVERIFY(bar->isVisible());
        page->findChild<QPushButton *>(u"cancelQuestionButton"_s)->click();
        type(*page, u"SELECT 1"_s);
        run(*page);
        QVERIFY(!bar->isVisible());
    }

    void readOnlyRefusesAndSaysSo()
    {
        m_readOnly = true;
        const auto page = makePage();
        QVERIFY(text(*page, u"transactionLabel"_s).startsWith(u"Read-only"_s));
        type(*page, u"INSERT INTO t VALUES (7)"_s);
        run(*page);
        auto *messages = page->findChild<QTreeWidget *>(u"messages"_s);
        QTRY_VERIFY(messages->topLevelItem(0)->text(2).contains(u"read-only"_s));
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 3);
    }

    void readOnlyOffersWhatReallyBinds()
    {
        m_readOnly = true;
        const auto page = makePage();
        QVERIFY(
            page->findChild<QLabel *>(u"transactionLabel"_s)->toolTip().contains(u"superuser"_s));
        trigger(*page, u"SQL for a Role That Can Only Read"_s);
        const QString sql = editor(*page)->toPlainText();
        auto connection = m_server.connect();
        if (connection.serverVersion() < 140000)
            QSKIP("pg_read_all_data came with PostgreSQL 14");
        QVERIFY(connection.query(u"BEGIN"_s));
        const auto made = connection.execute(sql);
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        QVERIFY(connection.query(u"SET LOCAL ROLE reader"_s));
        QVERIFY(connection.query(u"SELECT * FROM t"_s));
        QCOMPARE(connection.query(u"UPDATE t SET b = b"_s).error().sqlstate, u"42501"_s);
        QVERIFY(connection.query(u"ROLLBACK"_s));
    }

    void anOpenTransactionIsInSightUntilItIsEnded()
    {
        const auto page = makePage();
        type(*page, u"BEGIN"_s);
        run(*page);
        QTRY_VERIFY(text(*page, u"transactionLabel"_s).startsWith(u"Transaction open since"_s));
        QVERIFY(!page->unsavedWork().isEmpty());
        type(*page, u"SELECT 1/0"_s);
        run(*page);
        QTRY_VERIFY(text(*page, u"transactionLabel"_s).startsWith(u"Transaction failed"_s));
        trigger(*page, u"Roll Back"_s);
        QTRY_COMPARE(text(*page, u"transactionLabel"_s), u"Every statement counts at once"_s);
        QTRY_VERIFY(page->unsavedWork().isEmpty());
    }

    void stopShowsWithin200Ms()
    {
        const auto page = makePage();
        type(*page, u"SELECT i, pg_sleep(0.002) FROM generate_series(1, 100000) i"_s);
        trigger(*page, u"Run All"_s);
        QTRY_VERIFY(page->findChild<ResultView *>(u"result-1"_s) &&
                    page->findChild<ResultView *>(u"result-1"_s)->model()->rowCount() > 0);
        QElapsedTimer timer;
        timer.start();
        trigger(*page, u"Stop"_s);
        QVERIFY(text(*page, u"statusLabel"_s).startsWith(u"Cancelling"_s));
        QTRY_VERIFY(text(*page, u"statusLabel"_s).startsWith(u"cancelled"_s));
        QVERIFY2(timer.elapsed() <= 300, qPrintable(QString::number(timer.elapsed())));
    }

    void namedParametersAreAskedFor()
    {
        const auto page = makePage();
        type(*page, u"SELECT b FROM t WHERE a = :id"_s);
        trigger(*page, u"Run All"_s);
        auto *field = page->findChild<QLineEdit *>(u"parameter-id"_s);
        QVERIFY(field && field->isVisible());
        field->setText(u"1"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(page->findChild<ResultView *>(u"result-1"_s));
        QTRY_COMPARE(
            page->findChild<ResultView *>(u"result-1"_s)->model()->index(0, 0).data().toString(),
            u"x"_s);
        // The next time it is filled in already.
        trigger(*page, u"Run All"_s);
        QCOMPARE(page->findChild<QLineEdit *>(u"parameter-id"_s)->text(), u"1"_s);
    }

    void theWholeStateSurvives()
    {
        const auto page = makePage();
        type(*page, u"SELECT 'not run yet'"_s);
        QSignalSpy changed(page.get(), &Page::stateChanged);
        editor(*page)->appendPlainText(u"-- more"_s);
        QVERIFY(changed.size() > 0);
        const auto other = makePage();
        other->restoreState(page->saveState());
        QCOMPARE(editor(*other)->toPlainText(), u"SELECT 'not run yet'\n-- more"_s);
    }

    void plansAreShownAsATree()
    {
        const auto page = makePage();
        type(*page,
             u"SELECT * FROM t JOIN generate_series(1, 500) g ON g = a WHERE b IS NOT NULL"_s);
        trigger(*page, u"Explain and Run (ANALYZE, BUFFERS)"_s);
        QTRY_VERIFY(page->findChild<QTreeWidget *>(u"planTree"_s));
        auto *tree = page->findChild<QTreeWidget *>(u"planTree"_s);
        QVERIFY(tree->topLevelItem(0)->childCount() > 0);
        QVERIFY(!tree->isColumnHidden(2));
    }

    void copiesAndShowsValues()
    {
        const auto page = makePage();
        type(*page, u"SELECT 1 AS id, '{\"a\": {\"b\": [1, 2]}}'::jsonb AS doc, NULL AS nothing"_s);
        run(*page);
        auto *view = page->findChild<ResultView *>(u"result-1"_s);
        QVERIFY(view);
        view->selectAll();
        view->copySelection(data::ExportFormat::Csv);
        QTRY_COMPARE(QApplication::clipboard()->text(),
                     u"id,doc,nothing\n1,\"{\"\"a\"\": {\"\"b\"\": [1, 2]}}\",\n"_s);
        emit view->cellActivated(view->model()->index(0, 1));
        auto *tree = page->findChild<QTreeWidget *>(u"cellTree"_s);
        QTRY_VERIFY(tree->isVisible());
        QCOMPARE(tree->topLevelItem(0)->child(0)->text(0), u"a"_s);
    }

    void historyAndSavedQueriesAreAtHand()
    {
        m_history->entries = {{.at = QDateTime::currentDateTime(),
                               .statement = u"SELECT <b>1</b>"_s,
                               .outcome = u"SELECT 1"_s}};
        const auto page = makePage();
        trigger(*page, u"History"_s);
        auto *list = page->findChild<QListWidget *>(u"historyList"_s);
        QTRY_COMPARE(list->count(), 1);
        emit list->itemActivated(list->item(0));
        QCOMPARE(editor(*page)->toPlainText(), u"SELECT <b>1</b>"_s);
        trigger(*page, u"Save Query"_s);
        auto *name = page->findChild<QLineEdit *>(u"saveNameEdit"_s);
        name->setText(u"mine"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(m_saved->queries,
                 QList<SavedQuery>({{.name = u"mine"_s, .text = u"SELECT <b>1</b>"_s}}));
    }

    void completesWhileTyping()
    {
        const auto page = makePage();
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        editor(*page)->setFocus();
        QTest::keyClicks(editor(*page), u"SELECT 1; sele"_s);
        auto *popup = page->findChild<QCompleter *>()->popup();
        QTRY_VERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Tab);
        QCOMPARE(editor(*page)->toPlainText(), u"SELECT 1; SELECT"_s);
        QVERIFY(!popup->isVisible());
    }

    void aChangeOfTheCatalogIsTold()
    {
        m_catalogChanges = 0;
        const auto page = makePage();
        type(*page, u"SELECT 1"_s);
        run(*page);
        QCOMPARE(m_catalogChanges, 0);
        type(*page, u"CREATE TEMP TABLE c (a int)"_s);
        run(*page);
        QTRY_COMPARE(m_catalogChanges, 1);
        // Nobody else sees it before it is committed.
        type(*page, u"BEGIN; CREATE TABLE later (a int)"_s);
        run(*page);
        QTRY_VERIFY(text(*page, u"transactionLabel"_s).startsWith(u"Transaction open since"_s));
        QCOMPARE(m_catalogChanges, 1);
        trigger(*page, u"Commit"_s);
        QTRY_COMPARE(m_catalogChanges, 2);
        type(*page, u"DROP TABLE later"_s);
        run(*page);
        QTRY_COMPARE(m_catalogChanges, 3);
        type(*page, u"SET search_path = pg_catalog"_s);
        run(*page);
        QTRY_COMPARE(m_path, QStringList{u"pg_catalog"_s});
    }

    void findBelongsToTheText()
    {
        const auto page = makePage();
        type(*page, u"SELECT here"_s);
        page->find();
        auto *find = page->findChild<QLineEdit *>(u"findEdit"_s);
        QVERIFY(find->isVisible());
        QVERIFY(!page->findChild<QLineEdit *>(u"replaceEdit"_s)->isVisible());
        QVERIFY(!page->findChild<QListWidget *>(u"historyList"_s)->isVisible());
        trigger(*page, u"Replace in Text"_s);
        QVERIFY(page->findChild<QLineEdit *>(u"replaceEdit"_s)->isVisible());
        // No key does two things.
        QSet<QKeySequence> keys;
        for (const QAction *action : page->actions()) {
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
            keys.insert(action->shortcut());
        }
        QVERIFY(!keys.contains(QKeySequence(Qt::CTRL | Qt::Key_F))); // the window's
    }

    void whatIsTypedIsKeptAtOnce()
    {
        m_kept.clear();
        {
            const auto page = makePage(true);
            type(*page, u"SELECT 'typed'"_s);
            // Not closed, not saved: as when the program is killed.
            QTRY_COMPARE_WITH_TIMEOUT(m_kept, u"SELECT 'typed'"_s, 1500);
            QVERIFY(!page->saveState().contains(u"text"_s));
            QCOMPARE(page->stateToReopen().value(u"text"_s).toString(),
                     editor(*page)->toPlainText());
            type(*page, u"SELECT 'and more'"_s);
        }
        QCOMPARE(m_kept, u"SELECT 'and more'"_s);
        const auto page = makePage(true);
        QCOMPARE(editor(*page)->toPlainText(), u"SELECT 'and more'"_s);
        page->restoreState({{u"text"_s, u"from an older state"_s}});
        QCOMPARE(editor(*page)->toPlainText(), u"SELECT 'and more'"_s);
    }

    void textsOfClosedConsolesAreAtHand()
    {
        m_closed->queries = {{.name = u"yesterday"_s, .text = u"SELECT 'once'"_s}};
        const auto page = makePage();
        trigger(*page, u"Texts of Closed Consoles"_s);
        auto *list = page->findChild<QListWidget *>(u"historyList"_s);
        QTRY_COMPARE(list->count(), 1);
        emit list->itemActivated(list->item(0));
        QCOMPARE(editor(*page)->toPlainText(), u"SELECT 'once'"_s);
    }

    void aLongTextSaysWhatItGoesWithout()
    {
        const auto page = makePage();
        QVERIFY(!page->findChild<QWidget *>(u"notice_long"_s));
        type(*page, u"SELECT 1;\n"_s.repeated(SqlEditor::longestCompleted / 10 + 1));
        QVERIFY(page->findChild<QWidget *>(u"notice_long"_s)->isVisible());
        type(*page, u"SELECT 1"_s);
        QTRY_VERIFY(!page->findChild<QWidget *>(u"notice_long"_s));
    }

    void stopShowsAtOnceWhenTheServerIsFrozen()
    {
        support::TestServer server;
        QVERIFY2(server.isRunning(), qUtf8Printable(server.errorText()));
        const auto page = makePage(false, &server);
        type(*page, u"SELECT 1"_s);
        run(*page);
        server.freeze();
        trigger(*page, u"Run All"_s);
        QTest::qWait(100); // the statement has to be on its way
        QElapsedTimer timer;
        timer.start();
        trigger(*page, u"Stop"_s);
        QVERIFY(text(*page, u"statusLabel"_s).startsWith(u"Cancelling"_s));
        QTRY_VERIFY(text(*page, u"statusLabel"_s).startsWith(u"cancelled"_s));
        const qint64 took = timer.elapsed();
        server.thaw();
        QVERIFY2(took <= 300, qPrintable(QString::number(took)));
    }

    void aLostTransactionIsSaidWithoutBeingAsked()
    {
        support::TestServer server;
        QVERIFY2(server.isRunning(), qUtf8Printable(server.errorText()));
        const auto page = makePage(false, &server);
        type(*page, u"BEGIN"_s);
        run(*page);
        QTRY_VERIFY(text(*page, u"transactionLabel"_s).startsWith(u"Transaction open since"_s));
        server.kill();
        QTRY_VERIFY(text(*page, u"transactionLabel"_s).startsWith(u"Connection lost"_s));
        QVERIFY(page->unsavedWork().isEmpty());
        QCOMPARE(editor(*page)->toPlainText(), u"BEGIN"_s);
        server.start();
        type(*page, u"SELECT 1"_s);
        run(*page);
        QTRY_VERIFY(!text(*page, u"transactionLabel"_s).startsWith(u"Connection lost"_s));
    }

    void rowsAreEditedReviewedAndCommitted()
    {
        m_server.psql(
            u"CREATE TABLE e (id int PRIMARY KEY, name text); INSERT INTO e VALUES (1, 'Anna'), (2, 'Ben')"_s,
            u"postgres"_s);
        const auto page = makePage();
        type(*page, u"SELECT * FROM e ORDER BY id"_s);
        run(*page);
        QPushButton *edit = nullptr;
        QTRY_VERIFY((edit = page->findChild<QPushButton *>(u"editRowsButton"_s)));
        QTRY_VERIFY(edit->isVisible());
        edit->click();
        auto *view = page->findChild<ResultView *>(u"result-1"_s);
        const QAbstractItemModelTester tester(view->model());
        QTRY_VERIFY(view->resultModel()->editTarget());
        QVERIFY(view->model()->setData(view->model()->index(0, 1), u"O'Neil"_s));
        QVERIFY(view->model()->index(0, 1).data(ResultModel::ChangedRole).toBool());
        QVERIFY(page->unsavedWork().contains(u"1 changed row"_s));
        // Running something else would throw the change away, so it does not.
        trigger(*page, u"Run All"_s);
        QVERIFY(!page->isBusy());
        auto *review = page->findChild<QPushButton *>(u"reviewButton"_s);
        QVERIFY(review->isVisible());
        review->click();
        QVERIFY(page->findChild<CodeView *>()->sql().contains(u"'O''Neil'"_s));
        QCOMPARE(m_server.connect().query(u"SELECT name FROM e WHERE id = 1"_s)->text(0, 0),
                 u"Anna"_s);
        page->findChild<QPushButton *>(u"commitEditsButton"_s)->click();
        QTRY_COMPARE(m_server.connect().query(u"SELECT name FROM e WHERE id = 1"_s)->text(0, 0),
                     u"O'Neil"_s);
        QTRY_VERIFY(page->unsavedWork().isEmpty());
        // The rows are read again.
        QTRY_VERIFY(page->findChild<ResultView *>(u"result-1"_s) && !page->isBusy());
        QTRY_COMPARE(
            page->findChild<ResultView *>(u"result-1"_s)->model()->index(0, 1).data().toString(),
            u"O'Neil"_s);
    }

    void aResultIsSortedAndFilteredByTheServerWhereTheConsoleStands()
    {
        const auto page = makePage();
        page->findChild<QComboBox *>(u"modeComboBox"_s)->setCurrentIndex(1);
        type(
            *page,
            u"CREATE TEMP TABLE own AS SELECT i AS n, 'x' || i AS t FROM generate_series(1, 3) i"_s);
        run(*page);
        type(*page, u"SELECT n, t FROM own -- mine"_s);
        run(*page);
        ResultView *view = nullptr;
        QTRY_VERIFY((view = page->findChild<ResultView *>(u"result-1"_s)));
        QTRY_COMPARE(view->model()->rowCount(), 3);
        const auto *sql = page->findChild<QLineEdit *>(u"querySql"_s);
        QVERIFY(!sql->isVisible()); // its own rows need no more room
        emit view->sortRequested(u"n"_s, Qt::NoModifier);
        emit view->sortRequested(u"n"_s, Qt::NoModifier);
        QTRY_COMPARE(view->model()->index(0, 0).data().toString(), u"3"_s);
        QVERIFY(sql->isVisible());
        QVERIFY(sql->text().contains(u"ORDER BY n DESC"_s));
        emit view->filterRequested({.column = u"t"_s,
                                    .typeOid = 25,
                                    .test = data::ColumnFilter::Test::Differs,
                                    .values = {u"x3"_s}});
        QTRY_COMPARE(view->model()->rowCount(), 2);
        // A question that fails is told in place and leaves the transaction as it was.
        auto *condition = page->findChild<QLineEdit *>(u"conditionEdit"_s);
        condition->setText(u"1 / (n - n) = 1"_s);
        QTest::keyClick(condition, Qt::Key_Return);
        const auto *error = page->findChild<QLabel *>(u"rowsError"_s);
        QTRY_VERIFY(error->isVisible() && error->text().contains(u"22012"_s));
        QCOMPARE(view->model()->rowCount(), 2);
        type(*page, u"SELECT count(*) FROM own"_s);
        run(*page);
        QTRY_VERIFY((view = page->findChild<ResultView *>(u"result-1"_s)));
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QCOMPARE(view->model()->index(0, 0).data().toString(), u"3"_s);
    }

    void whatWritesIsNotAskedAgain()
    {
        const auto page = makePage();
        type(*page, u"CREATE TEMP TABLE w (a int); INSERT INTO w VALUES (1) RETURNING a"_s);
        run(*page);
        ResultView *view = nullptr;
        QTRY_VERIFY((view = page->findChild<ResultView *>(u"result-1"_s)));
        QTRY_VERIFY(page->findChild<QPushButton *>(u"editRowsButton"_s)->isVisible());
        emit view->sortRequested(u"a"_s, Qt::NoModifier);
        QTRY_VERIFY(page->findChild<QLabel *>(u"editMessage"_s)->text().contains(u"run again"_s));
        QCOMPARE(view->model()->rowCount(), 1);
    }

    void copiesAsInsertIntoTheTableTheRowsComeFrom()
    {
        m_server.psql(
            u"CREATE TABLE \"From here\" (id int PRIMARY KEY, name text); INSERT INTO \"From here\" VALUES (1, 'x')"_s,
            u"postgres"_s);
        const auto page = makePage();
        type(*page, u"SELECT * FROM \"From here\""_s);
        run(*page);
        ResultView *view = nullptr;
        QTRY_VERIFY((view = page->findChild<ResultView *>(u"result-1"_s)));
        QTRY_COMPARE(view->model()->rowCount(), 1);
        view->selectAll();
        view->copySelection(data::ExportFormat::Sql);
        QTRY_COMPARE(QApplication::clipboard()->text(),
                     u"INSERT INTO the_table (id, name) VALUES\n  (1, 'x');\n"_s);
    }

    void rowsWithoutAKeyAreNotEdited()
    {
        const auto page = makePage();
        type(*page, u"SELECT 1 AS a"_s);
        run(*page);
        QPushButton *edit = nullptr;
        QTRY_VERIFY((edit = page->findChild<QPushButton *>(u"editRowsButton"_s)));
        QTRY_VERIFY(edit->isVisible());
        edit->click();
        QTRY_VERIFY(page->findChild<QLabel *>(u"editMessage"_s)->text().contains(u"No column"_s));
        QVERIFY(!page->findChild<ResultView *>(u"result-1"_s)->resultModel()->editTarget());
    }

    void deletingThePageWhileItRunsIsHarmless()
    {
        auto page = makePage();
        type(*page, u"SELECT pg_sleep(30)"_s);
        trigger(*page, u"Run All"_s);
        QTRY_VERIFY(page->isBusy());
        QElapsedTimer timer;
        timer.start();
        page.reset();
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QTest::qWait(50);
    }
};

QTEST_MAIN(TestConsolePage)
#include "tst_consolepage.moc"
