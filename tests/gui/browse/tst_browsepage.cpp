#include "base/format.h"
#include "gui/browse/browsepage.h"
#include "gui/browse/dependencyview.h"
#include "gui/browse/objectactions.h"
#include "gui/browse/objectaddress.h"
#include "gui/browse/objectpane.h"
#include "gui/browse/pagetabs.h"
#include "gui/browse/searchpage.h"
#include "gui/browse/sqlpreviewdialog.h"
#include "gui/common/codeedit.h"
#include "gui/common/resultview.h"
#include "gui/common/statepane.h"

#include "samplecatalog.h"

#include <QCheckBox>
#include <QGraphicsItem>
#include <QGraphicsView>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPromise>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

using Loaded = CatalogCalls::Loaded;

/// The Browse page with answers in the test's hand.
class TestBrowsePage final : public QObject
{
    Q_OBJECT

    Theme m_theme;

    struct Hand
    {
        QPromise<Result<Loaded>> load;
        QPromise<Result<Loaded>> define;
        QPromise<Result<data::RowsRead>> rows;
        std::shared_ptr<data::ResultStore> store = std::make_shared<data::ResultStore>();
        QString rowsSql;
        catalog::ProgressHandler progress;
        QPromise<Result<catalog::RelationDetails>> details;
        QPromise<Result<Loaded>> kept;
        catalog::Dependencies dependencies;
        CatalogCalls::Pins pins;
        QString refusal;
        bool asksForDetails = false; ///< else they fail at once
        int loads = 0;
        int keeps = 0;
        QString ran;

        std::shared_ptr<CatalogState> state()
        {
            load.start();
            define.start();
            rows.start();
            details.start();
            kept.start();
            return std::make_shared<CatalogState>(CatalogCalls{
                .load =
                    [this](const catalog::ProgressHandler &handler) {
                        ++loads;
                        progress = handler;
                        if (loads > 1) {
                            load = QPromise<Result<Loaded>>();
                            define = QPromise<Result<Loaded>>();
                            load.start();
                            define.start();
                        }
                        return load.future();
                    },
                .define = [this](const catalog::SnapshotPtr &,
                                 const catalog::ProgressHandler &) { return define.future(); },
                .retryLocked = [this](const catalog::SnapshotPtr &) { return define.future(); },
                .dependencies =
                    [this](const catalog::SnapshotPtr &snapshot) {
                        QPromise<Result<CatalogCalls::Related>> promise;
                        promise.start();
                        const auto with = snapshot->with(dependencies);
                        promise.addResult(Result<CatalogCalls::Related>(
                            {.snapshot = with,
                             .graph = std::make_shared<const catalog::DependencyGraph>(*with)}));
                        promise.finish();
                        return promise.future();
                    },
                .details =
                    [this](catalog::Oid) {
                        if (!asksForDetails) {
                            details.addResult(Result<catalog::RelationDetails>(
                                Error{.kind = Error::Kind::Unavailable, .message = {}}));
                            details.finish();
                        }
                        return details.future();
                    },
                .columnStatistics = {},
                .run =
                    [this](const QString &sql) {
                        ran = sql;
                        QPromise<Result<void>> promise;
                        promise.start();
                        promise.addResult(Result<void>());
                        promise.finish();
                        return promise.future();
                    },
                .cancelRun = {},
                .cancel = [] {},
                .kept = [this] { return kept.future(); },
                .keep = [this](const catalog::SnapshotPtr &) { ++keeps; },
                .pins = [this] { return pins; },
                .keepPins = [this](const CatalogCalls::Pins &now) { pins = now; },
                .readOnlyReason = [this] { return refusal; },
                .connectionName = [] { return u"Test"_s; },
                .grid = [this] { return grid(); }});
        }
        GridService grid()
        {
            return {.editing = {.findTarget =
                                    [](const QList<data::Column> &columns) {
                                        data::EditTarget target{.schema = u"public"_s,
                                                                .table = u"users"_s,
                                                                .columns = {},
                                                                .noKey = {}};
                                        for (const auto &column : columns)
                                            target.columns += data::EditTarget::Column{
                                                .name = column.name, .isKey = column.name == u"id"};
                                        QPromise<Result<data::EditTarget>> promise;
                                        promise.start();
                                        promise.addResult(Result<data::EditTarget>(target));
                                        promise.finish();
                                        return promise.future();
                                    },
                                .commit = {},
                                .connectionName = u"c"_s},
                    .read =
                        [this](const QString &sql) {
                            rowsSql = sql;
                            return data::RowReading{.rows = store, .end = rows.future()};
                        },
                    .stop = [] {},
                    .rest = [] {},
                    .isReadOnly = [] { return false; },
                    .startExport = {},
                    .startImport = {}};
        }
        void answer(const Result<Loaded> &loaded)
        {
            load.addResult(loaded);
            load.finish();
        }
        void answerDefinitions(const Result<Loaded> &loaded)
        {
            define.addResult(loaded);
            define.finish();
        }
    };

    static Loaded sample()
    {
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        b.table(pub, u"users"_s, {u"id"_s, u"name"_s});
        b.table(pub, u"<h1>odd</h1>"_s, {u"id"_s});
        return b.load();
    }

    static void giveRows(Hand &hand)
    {
        const QList<data::Column> columns{
            {.name = u"id"_s, .typeOid = 23, .kind = data::ValueKind::Number},
            {.name = u"name"_s, .typeOid = 25}};
        QVERIFY(hand.store->append(columns, {"1", QByteArray()}));
        QVERIFY(hand.store->append(columns, {"2", ""}));
        hand.rows.addResult(Result<data::RowsRead>(data::RowsRead{.rows = 2}));
        hand.rows.finish();
    }

    static QModelIndex find(const QAbstractItemModel &model, const QString &text,
                            const QModelIndex &parent = {})
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            if (index.data().toString() == text)
                return index;
            if (const QModelIndex below = find(model, text, index); below.isValid())
                return below;
        }
        return {};
    }

    const Address m_address{.place = u"browse"_s, .connection = u"c"_s, .path = {}};

private slots:
    void countsWhileTheCatalogArrivesAndThenShowsTheTree()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.progress({.relations = 1234, .columns = 5678});
        const auto *pane = page.findChild<StatePane *>(QString(), Qt::FindDirectChildrenOnly);
        QTRY_VERIFY(!pane->isShowingContent());
        QTRY_VERIFY(std::ranges::any_of(page.findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text().contains(format::count(1234)) &&
                   label->text().contains(format::count(5678));
        }));
        hand.answer(sample());
        QTRY_VERIFY(pane->isShowingContent());
        const auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QVERIFY(find(*tree->model(), u"users"_s).isValid());
        hand.answerDefinitions(sample());
        QTRY_VERIFY(page.findChild<QLabel *>(u"statusLabel"_s)->text().contains(u"2 tables"_s));
    }

    void showsTheChosenObjectAsPlainText()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.resize(1200, 700);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"<h1>odd</h1>"_s).isValid());
        tree->setCurrentIndex(find(*tree->model(), u"<h1>odd</h1>"_s));
        const auto *name = page.findChild<QLabel *>(u"objectNameLabel"_s);
        QCOMPARE(name->text(), u"public.\"<h1>odd</h1>\""_s);
        QCOMPARE(name->textFormat(), Qt::PlainText);
        QVERIFY(page.findChild<CodeView *>(u"ddlView"_s)->sql().contains(u"CREATE TABLE"_s));
        QVERIFY(page.findChild<PageTabs *>(u"objectTabs"_s)->count() >= 3);
    }

    void readsRowsOnlyWhenAskedAndTellsNullFromEmpty()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"users"_s).isValid());
        tree->setCurrentIndex(find(*tree->model(), u"users"_s));
        auto *tabs = page.findChild<PageTabs *>(u"objectTabs"_s);
        QVERIFY(hand.rowsSql.isEmpty());
        tabs->setCurrentIndex(2);
        QCOMPARE(tabs->tabText(2), u"Data"_s);
        QCOMPARE(hand.rowsSql, u"SELECT * FROM public.users LIMIT 1000"_s);
        giveRows(hand);
        const auto *rows = page.findChild<ResultView *>(u"rowsView"_s);
        QTRY_VERIFY(rows->model() && rows->model()->rowCount() == 2);
        QCOMPARE(rows->model()->index(0, 1).data().toString(), u"NULL"_s);
        QVERIFY(rows->model()->index(0, 1).data(ResultModel::NullRole).toBool());
        QCOMPARE(rows->model()->index(1, 1).data().toString(), QString());
        QVERIFY(!rows->model()->index(1, 1).data(ResultModel::NullRole).toBool());
    }

    void whatWasTypedIntoRowsOutlivesARefreshAndAnotherObject()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"users"_s).isValid());
        hand.answerDefinitions(sample());
        tree->setCurrentIndex(find(*tree->model(), u"users"_s));
        auto *tabs = page.findChild<PageTabs *>(u"objectTabs"_s);
        tabs->setCurrentIndex(2);
        giveRows(hand);
        auto *rows = page.findChild<ResultView *>(u"rowsView"_s);
        QTRY_VERIFY(rows->resultModel() && rows->resultModel()->editTarget());
        QVERIFY(page.unsavedWork().isEmpty());
        QVERIFY(rows->resultModel()->setData(rows->model()->index(0, 1), u"typed"_s));
        QVERIFY(page.unsavedWork().contains(u"public.users"_s));
        page.refresh();
        hand.answer(sample());
        hand.answerDefinitions(sample());
        tree->setCurrentIndex(find(*tree->model(), u"<h1>odd</h1>"_s));
        QVERIFY(page.unsavedWork().contains(u"public.users"_s));
        tree->setCurrentIndex(find(*tree->model(), u"users"_s));
        const auto views = page.findChildren<ResultView *>(u"rowsView"_s);
        const auto there = std::find_if(views.begin(), views.end(),
                                        [](const ResultView *view) { return view->isVisible(); });
        QVERIFY(there != views.end());
        QCOMPARE((*there)->model()->index(0, 1).data().toString(), u"typed"_s);
        (*there)->resultModel()->discardChanges();
        QVERIFY(page.unsavedWork().isEmpty());
    }

    void anErrorSaysWhatFailedAndTryingAgainHelps()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.answer(
            Error{.kind = Error::Kind::ConnectionFailed, .message = u"no route to nowhere"_s});
        auto *pane = page.findChild<StatePane *>(QString(), Qt::FindDirectChildrenOnly);
        QTRY_VERIFY(!pane->isShowingContent() && hand.loads == 1);
        QTRY_VERIFY(std::ranges::any_of(
            page.findChildren<QPlainTextEdit *>(), [](const QPlainTextEdit *text) {
                return text->toPlainText().contains(u"no route to nowhere"_s);
            }));
        emit pane->actionTriggered();
        QCOMPARE(hand.loads, 2);
        hand.answer(sample());
        QTRY_VERIFY(pane->isShowingContent());
    }

    void aRefreshKeepsWhatIsOpenAndChosen()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"users"_s).isValid());
        hand.answerDefinitions(sample());
        QTRY_VERIFY(page.findChild<QLabel *>(u"statusLabel"_s)->text().contains(u"2 tables"_s));
        const QModelIndex users = find(*tree->model(), u"users"_s);
        tree->expand(users.parent().parent());
        tree->expand(users.parent());
        tree->expand(users);
        tree->setCurrentIndex(users);
        page.refresh();
        hand.answer(sample());
        QTRY_COMPARE(tree->currentIndex().data().toString(), u"users"_s);
        QVERIFY(tree->isExpanded(find(*tree->model(), u"users"_s)));
        hand.answerDefinitions(sample());
    }

    void anObjectNamedInItsStateIsChosenWhenItIsThere()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.restoreState({{u"object"_s, QJsonArray{u"table"_s, u"public"_s, u"users"_s}}});
        page.show();
        QVERIFY(page.isBusy());
        hand.answer(sample());
        const auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_COMPARE(tree->currentIndex().data().toString(), u"users"_s);
        QVERIFY(tree->isExpanded(tree->currentIndex().parent()));
        QCOMPARE(page.findChild<QLabel *>(u"objectNameLabel"_s)->text(), u"public.users"_s);
        QVERIFY(page.isBusy());
        hand.answerDefinitions(sample());
        QTRY_VERIFY(!page.isBusy());
    }

    void anObjectThatIsNotThereIsNotChosen()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.restoreState({{u"object"_s, QJsonArray{u"table"_s, u"public"_s, u"nobody"_s}}});
        page.show();
        hand.answer(sample());
        const auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"users"_s).isValid());
        QVERIFY(!tree->currentIndex().data().toString().contains(u"users"_s));
    }

    void marksWhatARefreshFoundChangedUntilItIsLookedAt()
    {
        Hand hand;
        auto state = hand.state();
        BrowsePage page(m_address, state, m_theme);
        page.show();
        const auto with = [](const QByteArray &hash) {
            Loaded loaded = sample();
            const auto id =
                catalog::Snapshot::idOf(*loaded.snapshot->relation(u"public", u"users"));
            catalog::Fingerprints prints{{loaded.snapshot->stableKey(id), hash}};
            loaded.fingerprints = std::make_shared<const catalog::Fingerprints>(prints);
            return loaded;
        };
        hand.answer(sample());
        QTRY_VERIFY(state->phase() == CatalogState::Phase::ReadingDefinitions);
        hand.answerDefinitions(with("one"));
        QTRY_VERIFY(state->phase() == CatalogState::Phase::Idle);
        QVERIFY(state->unseen().isEmpty());
        page.refresh();
        hand.answer(sample());
        QTRY_VERIFY(state->phase() == CatalogState::Phase::ReadingDefinitions);
        hand.answerDefinitions(with("two"));
        QTRY_COMPARE(state->unseen().size(), 1);
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        // It stands at the top and is marked there and in its own place.
        QCOMPARE(tree->model()->index(0, 0).data().toString(), u"Changed (1)"_s);
        const QModelIndex marked =
            find(*tree->model(), u"\u25CF users"_s, tree->model()->index(1, 0));
        QVERIFY(marked.isValid());
        tree->setCurrentIndex(marked);
        QVERIFY(state->unseen().isEmpty());
        QVERIFY(find(*tree->model(), u"users"_s).isValid());
    }

    void aLockThatKeptADefinitionAwayIsNoChange()
    {
        Hand hand;
        auto state = hand.state();
        const auto with = [](const QByteArray &hash, bool locked) {
            Loaded loaded = sample();
            const auto *users = loaded.snapshot->relation(u"public", u"users");
            const QString key = loaded.snapshot->stableKey(catalog::Snapshot::idOf(*users));
            catalog::Definitions definitions;
            definitions.isComplete = true;
            if (locked)
                definitions.locked.push_back(users->oid);
            loaded.snapshot = loaded.snapshot->with(std::move(definitions));
            loaded.fingerprints =
                std::make_shared<const catalog::Fingerprints>(catalog::Fingerprints{{key, hash}});
            return loaded;
        };
        const auto read = [&](const Loaded &loaded) {
            state->refresh();
            hand.answer(sample());
            QTRY_VERIFY(state->phase() == CatalogState::Phase::ReadingDefinitions);
            hand.answerDefinitions(loaded);
            QTRY_VERIFY(state->phase() == CatalogState::Phase::Idle);
        };
        // Locked when it was first seen, then readable, locked again, and changed meanwhile.
        read(with("half", true));
        read(with("one", false));
        QVERIFY(state->unseen().isEmpty());
        read(with("half", true));
        QVERIFY(state->unseen().isEmpty());
        read(with("two", false));
        QCOMPARE(state->unseen().size(), 1);
    }

    void thePageMayGoBeforeTheAnswer()
    {
        Hand hand;
        auto state = hand.state();
        auto page = std::make_unique<BrowsePage>(m_address, state, m_theme);
        page.reset();
        hand.answer(sample());
        QTRY_VERIFY(state->snapshot());
        // And so may everything.
        hand.progress({.relations = 5});
        state.reset();
        hand.answerDefinitions(sample());
        QCoreApplication::sendPostedEvents();
    }

    void anAddressLeadsToItsObject()
    {
        const Loaded loaded = sample();
        const auto *users = loaded.snapshot->relation(u"public", u"users");
        const auto id = catalog::Snapshot::idOf(*users);
        const QStringList path = objectPath(*loaded.snapshot, id);
        QCOMPARE(path, (QStringList{u"table"_s, u"public"_s, u"users"_s}));
        QCOMPARE(objectAt(*loaded.snapshot, path), std::optional(id));
        QVERIFY(!objectAt(*loaded.snapshot, {u"table"_s, u"public"_s, u"gone"_s}));

        Hand hand;
        BrowsePage page({.place = u"browse"_s, .connection = u"c"_s, .path = path}, hand.state(),
                        m_theme);
        page.show();
        hand.answer(loaded);
        QTRY_COMPARE(page.findChild<QLabel *>(u"objectNameLabel"_s)->text(), u"public.users"_s);
        QVERIFY(!page.findChild<QTreeView *>(u"treeView"_s)->isVisible());
    }

    void theSearchPageAnswersEachKeystroke()
    {
        Hand hand;
        SearchPage page({.place = u"browse"_s, .connection = u"c"_s, .path = {u"search"_s}},
                        hand.state(), m_theme);
        page.show();
        hand.answer(sample());
        auto *hits = page.findChild<QTableView *>(u"hitsView"_s);
        auto *query = page.findChild<QLineEdit *>(u"queryEdit"_s);
        QTRY_VERIFY(page.findChild<QLabel *>(u"countLabel"_s)->text().contains(u"can be found"_s));
        QTest::keyClicks(query, u"user"_s);
        QVERIFY(hits->model()->rowCount() >= 1);
        QCOMPARE(hits->model()->index(0, 1).data().toString(), u"public.users"_s);
        const QSignalSpy opened(&page, &Page::openRequested);
        QTest::keyClick(query, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().first().value<Address>().path,
                 (QStringList{u"table"_s, u"public"_s, u"users"_s}));
    }

    void anActionShowsItsSqlBeforeItRuns()
    {
        QPromise<Result<void>> promise;
        promise.start();
        QString ran;
        auto *dialog = new SqlPreviewDialog(
            {.title = u"Rename"_s,
             .valueLabel = u"New name:"_s,
             .value = u"a"_s,
             .choices = {{.text = u"Faster"_s, .toolTip = {}}},
             .preview =
                 [](const QString &value, const QList<bool> &chosen) {
                     return SqlPreviewDialog::Preview{
                         .sql = u"RENAME "_s + value + (chosen.value(0) ? u" FAST"_s : QString()),
                         .explanation = u"locks"_s,
                         .afterFailure = u"Nothing was changed."_s};
                 },
             .run =
                 [&](const QString &sql) {
                     ran = sql;
                     return promise.future();
                 },
             .cancel = {},
             .refusal = {}},
            m_theme);
        const QSignalSpy done(dialog, &SqlPreviewDialog::done);
        dialog->open();
        auto *value = dialog->findChild<QLineEdit *>(u"valueEdit"_s);
        value->setText(u"b"_s);
        QCOMPARE(dialog->findChild<CodeView *>()->sql(), u"RENAME b"_s);
        dialog->findChild<QCheckBox *>()->setChecked(true);
        QCOMPARE(dialog->findChild<CodeView *>()->sql(), u"RENAME b FAST"_s);
        dialog->findChild<QCheckBox *>()->setChecked(false);
        QVERIFY(ran.isEmpty());
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"runButton"_s), Qt::LeftButton);
        QCOMPARE(ran, u"RENAME b"_s);
        // Escape does not hide what runs.
        QTest::keyClick(dialog, Qt::Key_Escape);
        QVERIFY(dialog->isVisible());
        promise.addResult(
            Result<void>(Error{.kind = Error::Kind::ReadOnly, .message = u"read-only"_s}));
        promise.finish();
        auto *error = dialog->findChild<QLabel *>(u"errorLabel"_s);
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"read-only"_s));
        QVERIFY(error->text().contains(u"Nothing was changed."_s));
        QCOMPARE(done.count(), 0);
        delete dialog;
    }

    void anActionThatMayNotRunSaysWhyAndStillShowsItsSql()
    {
        auto *dialog =
            new SqlPreviewDialog({.title = u"Drop"_s,
                                  .valueLabel = {},
                                  .value = {},
                                  .choices = {},
                                  .preview =
                                      [](const QString &, const QList<bool> &) {
                                          return SqlPreviewDialog::Preview{.sql = u"DROP"_s};
                                      },
                                  .run = {},
                                  .cancel = {},
                                  .refusal = u"This connection is read-only."_s},
                                 m_theme);
        dialog->open();
        QVERIFY(!dialog->findChild<QPushButton *>(u"runButton"_s)->isEnabled());
        QVERIFY(dialog->findChild<QLabel *>(u"refusalLabel"_s)->isVisible());
        QCOMPARE(dialog->findChild<CodeView *>()->sql(), u"DROP"_s);
        delete dialog;
    }

    void aPinStandsAtTheTopAndIsKept()
    {
        Hand hand;
        hand.pins = {{u"table"_s, u"public"_s, u"users"_s}, {u"table"_s, u"public"_s, u"gone"_s}};
        auto state = hand.state();
        BrowsePage page(m_address, state, m_theme);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_COMPARE(tree->model()->index(0, 0).data().toString(), u"Pinned (1)"_s);
        QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
        QCOMPARE(tree->model()->index(0, 0, tree->model()->index(0, 0)).data().toString(),
                 u"users"_s);
        state->unpin({u"table"_s, u"public"_s, u"users"_s});
        QCOMPARE(tree->model()->index(0, 0).data().toString(), u"public"_s);
        // What is not there now stays pinned: it may come back.
        QCOMPARE(hand.pins, (CatalogCalls::Pins{{u"table"_s, u"public"_s, u"gone"_s}}));
        state->pin({u"table"_s, u"public"_s, u"users"_s});
        QCOMPARE(hand.pins.size(), 2);
        QCOMPARE(tree->model()->index(0, 0).data().toString(), u"Pinned (1)"_s);
    }

    void whatWasKeptIsThereBeforeTheServerAnswers()
    {
        Hand hand;
        auto state = hand.state();
        BrowsePage page(m_address, state, m_theme);
        page.show();
        hand.kept.addResult(Result<Loaded>(sample()));
        hand.kept.finish();
        const auto *pane = page.findChild<StatePane *>(QString(), Qt::FindDirectChildrenOnly);
        QTRY_VERIFY(state->isKept());
        QVERIFY(pane->isShowingContent());
        const auto *status = page.findChild<QLabel *>(u"statusLabel"_s);
        QVERIFY(status->text().contains(u"As it was on"_s));
        // A server that cannot be reached leaves it there, and says so.
        hand.answer(Error{.kind = Error::Kind::ConnectionFailed, .message = u"no route"_s});
        QTRY_VERIFY(status->text().contains(u"Shown is what was there"_s));
        QVERIFY(pane->isShowingContent());
        page.refresh();
        hand.answer(sample());
        QTRY_VERIFY(!state->isKept());
        hand.answerDefinitions(sample());
        QTRY_COMPARE(hand.keeps, 1);
    }

    void anObjectThatWasDroppedMeanwhileSaysSo()
    {
        Hand hand;
        hand.asksForDetails = true;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"users"_s).isValid());
        tree->setCurrentIndex(find(*tree->model(), u"users"_s));
        hand.details.addResult(Result<catalog::RelationDetails>(catalog::RelationDetails{}));
        hand.details.finish();
        QTRY_VERIFY(std::ranges::any_of(page.findChildren<QLabel *>(), [](const QLabel *label) {
            return label->isVisible() && label->text() == u"This object is gone"_s;
        }));
    }

    void showsBothWaysWhatHangsTogether()
    {
        // lines needs users by a key; report is a view over lines.
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        const auto users = b.table(pub, u"users"_s, {u"id"_s});
        const auto lines = b.table(pub, u"lines"_s, {u"user_id"_s});
        const auto report = b.table(pub, u"report"_s, {u"user_id"_s});
        b.o.relations.back().kind = 'v';
        const catalog::Oid key = ++b.next;
        b.o.constraints.push_back({.oid = key,
                                   .schema = pub,
                                   .relation = lines,
                                   .referenced = users,
                                   .name = b.o.texts.add(u"lines_user"_s),
                                   .keys = b.o.texts.add(u"{1}"_s),
                                   .type = 'f'});
        const catalog::Oid rule = ++b.next;
        b.o.rules.push_back(
            {.oid = rule, .relation = report, .name = b.o.texts.add(u"_RETURN"_s), .isView = true});
        Hand hand;
        using catalog::Catalog;
        hand.dependencies.items = {{.catalog = catalog::Oid(Catalog::Constraint),
                                    .oid = key,
                                    .neededCatalog = catalog::Oid(Catalog::Class),
                                    .neededOid = users,
                                    .neededNumber = 1},
                                   {.catalog = catalog::Oid(Catalog::Rewrite),
                                    .oid = rule,
                                    .neededCatalog = catalog::Oid(Catalog::Class),
                                    .neededOid = lines,
                                    .neededNumber = 1}};
        BrowsePage page(m_address, hand.state(), m_theme);
        page.resize(1200, 700);
        page.show();
        const Loaded loaded = b.load();
        hand.answer(loaded);
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"lines"_s).isValid());
        hand.answerDefinitions(loaded);
        tree->setCurrentIndex(find(*tree->model(), u"lines"_s));
        auto *tabs = page.findChild<PageTabs *>(u"objectTabs"_s);
        auto *view = page.findChild<DependencyView *>();
        tabs->setCurrentWidget(view);
        QTRY_COMPARE(view->count(), 2);
        const auto *list = view->findChild<QTableView *>(u"dependencyList"_s)->model();
        QCOMPARE(list->index(0, 0).data().toString(), u"Used by"_s);
        QCOMPARE(list->index(0, 2).data().toString(), u"public.report"_s);
        QCOMPARE(list->index(1, 2).data().toString(), u"public.users"_s);
        QVERIFY(list->index(1, 3).data().toString().contains(u"lines_user"_s));
        QCOMPARE(tabs->tabText(tabs->indexOf(view)), u"Dependencies (2)"_s);
        // Of users both are drawn: one step and two steps away.
        tree->setCurrentIndex(find(*tree->model(), u"users"_s));
        view = page.findChild<DependencyView *>();
        const auto *graph = view->findChild<QGraphicsView *>(u"dependencyGraph"_s);
        QTRY_COMPARE(std::ranges::count_if(
                         graph->scene()->items(),
                         [](const QGraphicsItem *item) { return !item->toolTip().isEmpty(); }),
                     3);
    }

    void aDropListsWhatGoesAlong()
    {
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        const auto users = b.table(pub, u"users"_s, {u"id"_s});
        const auto lines = b.table(pub, u"lines"_s, {u"user_id"_s});
        const catalog::Oid key = ++b.next;
        b.o.constraints.push_back({.oid = key,
                                   .schema = pub,
                                   .relation = lines,
                                   .referenced = users,
                                   .name = b.o.texts.add(u"lines_user"_s),
                                   .keys = b.o.texts.add(u"{1}"_s),
                                   .type = 'f'});
        Hand hand;
        hand.refusal = u"Locked."_s;
        hand.dependencies.items = {{.catalog = catalog::Oid(catalog::Catalog::Constraint),
                                    .oid = key,
                                    .neededCatalog = catalog::Oid(catalog::Catalog::Class),
                                    .neededOid = users,
                                    .neededNumber = 1}};
        auto state = hand.state();
        QWidget window;
        window.show();
        ObjectActions actions(*state, m_theme, &window);
        const Loaded loaded = b.load();
        state->ensureLoaded();
        hand.answer(loaded);
        hand.answerDefinitions(loaded);
        QTRY_VERIFY(state->snapshot() && state->phase() == CatalogState::Phase::Idle);
        QMenu menu;
        actions.addTo(menu, {.kind = catalog::Kind::Table, .oid = users});
        const auto entries = menu.actions();
        const auto drop = std::ranges::find(entries, u"Drop …"_s, &QAction::text);
        QVERIFY(drop != entries.end());
        (*drop)->trigger();
        const auto *dialog = window.findChild<SqlPreviewDialog *>();
        QVERIFY(dialog);
        const auto *list = dialog->findChild<QListView *>(u"consequencesView"_s);
        QTRY_COMPARE(list->model()->rowCount(), 1);
        QVERIFY(list->model()->index(0, 0).data().toString().contains(u"lines_user"_s));
        QVERIFY(dialog->findChild<QLabel *>(u"explanationLabel"_s)
                    ->text()
                    .contains(u"ACCESS EXCLUSIVE"_s));
        QCOMPARE(dialog->findChild<QLabel *>(u"refusalLabel"_s)->text(), u"Locked."_s);
        QCOMPARE(dialog->findChild<CodeView *>()->sql(), u"DROP TABLE public.users;\n"_s);
        dialog->findChild<QCheckBox *>()->setChecked(true);
        QCOMPARE(dialog->findChild<CodeView *>()->sql(), u"DROP TABLE public.users CASCADE;\n"_s);
    }
};

QTEST_MAIN(TestBrowsePage)
#include "tst_browsepage.moc"
