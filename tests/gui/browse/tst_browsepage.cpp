#include "base/format.h"
#include "gui/browse/browsepage.h"
#include "gui/browse/objectpane.h"
#include "gui/browse/searchpage.h"
#include "gui/browse/sqlpreviewdialog.h"
#include "gui/common/codeedit.h"
#include "gui/common/statepane.h"

#include "samplecatalog.h"

#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPromise>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
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
        QPromise<Result<catalog::FirstRows>> rows;
        catalog::ProgressHandler progress;
        int loads = 0;
        QString ran;

        std::shared_ptr<CatalogState> state()
        {
            load.start();
            define.start();
            rows.start();
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
                    [](const catalog::SnapshotPtr &snapshot) {
                        QPromise<Result<catalog::SnapshotPtr>> promise;
                        promise.start();
                        promise.addResult(
                            Result<catalog::SnapshotPtr>(snapshot->with(catalog::Dependencies{})));
                        promise.finish();
                        return promise.future();
                    },
                .details = {},
                .firstRows = [this](const QString &, int) { return rows.future(); },
                .run =
                    [this](const QString &sql) {
                        ran = sql;
                        QPromise<Result<void>> promise;
                        promise.start();
                        promise.addResult(Result<void>());
                        promise.finish();
                        return promise.future();
                    },
                .cancel = [] {}});
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
        QVERIFY(page.findChild<QTabWidget *>(u"objectTabs"_s)->count() >= 3);
    }

    void readsTheFirstRowsOnlyWhenAskedAndTellsNullFromEmpty()
    {
        Hand hand;
        BrowsePage page(m_address, hand.state(), m_theme);
        page.show();
        hand.answer(sample());
        auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
        QTRY_VERIFY(find(*tree->model(), u"users"_s).isValid());
        tree->setCurrentIndex(find(*tree->model(), u"users"_s));
        auto *tabs = page.findChild<QTabWidget *>(u"objectTabs"_s);
        tabs->setCurrentIndex(2);
        QCOMPARE(tabs->tabText(2), u"Data"_s);
        hand.rows.addResult(catalog::FirstRows{.columns = {u"id"_s, u"name"_s},
                                               .isNumber = {true, false},
                                               .rows = {{u"1"_s, QString()}, {u"2"_s, u""_s}},
                                               .sql = u"SELECT"_s});
        hand.rows.finish();
        auto *rows = tabs->currentWidget()->findChild<QTableView *>();
        QTRY_COMPARE(rows->model()->rowCount(), 2);
        QCOMPARE(rows->model()->index(0, 1).data().toString(), u"NULL"_s);
        QCOMPARE(rows->model()->index(1, 1).data().toString(), QString());
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
        const QModelIndex marked = find(*tree->model(), u"\u25CF users"_s);
        QVERIFY(marked.isValid());
        tree->setCurrentIndex(marked);
        QVERIFY(state->unseen().isEmpty());
        QVERIFY(find(*tree->model(), u"users"_s).isValid());
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
        const QStringList path = BrowsePage::pathOf(*loaded.snapshot, id);
        QCOMPARE(path, (QStringList{u"table"_s, u"public"_s, u"users"_s}));
        QCOMPARE(BrowsePage::objectAt(*loaded.snapshot, path), std::optional(id));
        QVERIFY(!BrowsePage::objectAt(*loaded.snapshot, {u"table"_s, u"public"_s, u"gone"_s}));

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
             .explanation = u"locks"_s,
             .valueLabel = u"New name:"_s,
             .value = u"a"_s,
             .sql = [](const QString &value) { return QString(u"RENAME "_s + value); },
             .run =
                 [&](const QString &sql) {
                     ran = sql;
                     return promise.future();
                 }},
            m_theme);
        const QSignalSpy done(dialog, &SqlPreviewDialog::done);
        dialog->open();
        auto *value = dialog->findChild<QLineEdit *>(u"valueEdit"_s);
        value->setText(u"b"_s);
        QCOMPARE(dialog->findChild<CodeView *>()->sql(), u"RENAME b"_s);
        QVERIFY(ran.isEmpty());
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"runButton"_s), Qt::LeftButton);
        QCOMPARE(ran, u"RENAME b"_s);
        promise.addResult(
            Result<void>(Error{.kind = Error::Kind::ReadOnly, .message = u"read-only"_s}));
        promise.finish();
        auto *error = dialog->findChild<QLabel *>(u"errorLabel"_s);
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"read-only"_s));
        QCOMPARE(done.count(), 0);
        delete dialog;
    }
};

QTEST_MAIN(TestBrowsePage)
#include "tst_browsepage.moc"
