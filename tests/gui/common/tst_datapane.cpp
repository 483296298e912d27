#include "gui/common/cellviewer.h"
#include "gui/common/codeedit.h"
#include "gui/common/datapane.h"
#include "gui/common/gridheader.h"
#include "gui/common/resultview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPromise>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

/// The rows of a table with answers in the test's hand.
class TestDataPane final : public QObject
{
    Q_OBJECT

    Theme m_theme;

    struct Hand
    {
        struct Asked
        {
            QString sql;
            std::shared_ptr<data::ResultStore> rows = std::make_shared<data::ResultStore>();
            std::shared_ptr<QPromise<Result<data::RowsRead>>> end =
                std::make_shared<QPromise<Result<data::RowsRead>>>();
        };
        QList<Asked> asked;
        data::EditTarget target{
            .schema = u"public"_s,
            .table = u"t"_s,
            .columns = {{.name = u"id"_s, .isKey = true, .whenLeftOut = u"identity"_s},
                        {.name = u"name"_s, .isRequired = true},
                        {.name = u"big"_s, .isGenerated = true}},
            .noKey = {}};
        QList<data::EditStatement> committed;
        std::shared_ptr<QPromise<Result<void>>> commit;
        int stops = 0;
        bool readOnly = false;
        data::ExportRequest exported;
        qint64 expected = 0;

        GridService service()
        {
            return {.editing = {.findTarget =
                                    [this](const QList<data::Column> &) {
                                        QPromise<Result<data::EditTarget>> promise;
                                        promise.start();
                                        promise.addResult(Result<data::EditTarget>(target));
                                        promise.finish();
                                        return promise.future();
                                    },
                                .commit =
                                    [this](const QList<data::EditStatement> &statements) {
                                        committed = statements;
                                        commit = std::make_shared<QPromise<Result<void>>>();
                                        commit->start();
                                        return commit->future();
                                    },
                                .connectionName = u"here"_s},
                    .read =
                        [this](const QString &sql) {
                            asked += Asked{.sql = sql};
                            asked.last().end->start();
                            return data::RowReading{.rows = asked.last().rows,
                                                    .end = asked.last().end->future()};
                        },
                    .stop = [this] { ++stops; },
                    .rest = [] {},
                    .isReadOnly = [this] { return readOnly; },
                    .startExport =
                        [this](const data::ExportRequest &request, qint64 rows) {
                            exported = request;
                            expected = rows;
                        },
                    .startImport = {}};
        }
        void bring(int rows)
        {
            static const QList<data::Column> columns{
                {.name = u"id"_s, .typeOid = 23, .kind = data::ValueKind::Number},
                {.name = u"name"_s, .typeOid = 25},
                {.name = u"big"_s, .typeOid = 25}};
            for (int i = 1; i <= rows; ++i)
                QVERIFY(asked.last().rows->append(
                    columns, {QByteArray::number(i), "n" + QByteArray::number(i), QByteArray()}));
        }
        void end(const Result<data::RowsRead> &result)
        {
            asked.last().end->addResult(result);
            asked.last().end->finish();
        }
        void answer(int rows)
        {
            bring(rows);
            end(data::RowsRead{.rows = rows});
        }
    };

    std::unique_ptr<DataPane> makePane(Hand &hand)
    {
        auto pane = std::make_unique<DataPane>(m_theme, hand.service(),
                                               DataOrigin{.source = u"public.t"_s,
                                                          .schema = u"public"_s,
                                                          .table = u"t"_s,
                                                          .estimatedRows = 5000});
        pane->resize(1000, 600);
        pane->show();
        pane->open();
        return pane;
    }
    static ResultView *rows(const DataPane &pane)
    {
        return pane.findChild<ResultView *>(u"rowsView"_s);
    }
    template<typename T>
    static T *child(const DataPane &pane, const QString &name)
    {
        return pane.findChild<T *>(name);
    }
    static void click(const DataPane &pane, const QString &name)
    {
        pane.findChild<QAbstractButton *>(name)->click();
    }
    static QString status(const DataPane &pane)
    {
        return child<QLabel>(pane, u"rowsStatus"_s)->text();
    }
    static QString message(const DataPane &pane)
    {
        return child<QLabel>(pane, u"editMessage"_s)->text();
    }

private slots:
    void showsRowsWhileTheyCome()
    {
        Hand hand;
        const auto pane = makePane(hand);
        QCOMPARE(hand.asked.size(), 1);
        QCOMPARE(child<QLineEdit>(*pane, u"querySql"_s)->text(),
                 u"SELECT * FROM public.t LIMIT 1000"_s);
        hand.bring(3);
        QTRY_VERIFY(rows(*pane)->resultModel());
        const QAbstractItemModelTester tester(rows(*pane)->model());
        QTRY_COMPARE(rows(*pane)->model()->rowCount(), 3);
        QVERIFY(pane->isReading());
        hand.bring(2);
        hand.end(data::RowsRead{.rows = 5});
        QTRY_COMPARE(rows(*pane)->model()->rowCount(), 5);
        QVERIFY(status(*pane).startsWith(u"All 5 rows"_s));
        // Opening it again asks for nothing.
        pane->open();
        QCOMPARE(hand.asked.size(), 1);
    }

    void aHeaderSortsOnTheServer()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(2);
        QTRY_VERIFY(!pane->isReading());
        emit rows(*pane)->sortRequested(u"name"_s, Qt::NoModifier);
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t ORDER BY name LIMIT 1000"_s);
        hand.answer(2);
        emit rows(*pane)->sortRequested(u"id"_s, Qt::ShiftModifier);
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t ORDER BY name, id LIMIT 1000"_s);
        hand.answer(2);
        emit rows(*pane)->sortRequested(u"id"_s, Qt::ShiftModifier);
        QCOMPARE(hand.asked.last().sql,
                 u"SELECT * FROM public.t ORDER BY name, id DESC LIMIT 1000"_s);
        hand.answer(2);
        emit rows(*pane)->sortRequested(u"name"_s, Qt::NoModifier);
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t ORDER BY name DESC LIMIT 1000"_s);
        hand.answer(2);
        emit rows(*pane)->sortRequested(u"name"_s, Qt::NoModifier);
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t LIMIT 1000"_s);
    }

    void filtersAreChipsThatGoOneByOneOrTogether()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(2);
        QTRY_VERIFY(!pane->isReading());
        click(*pane, u"filterButton"_s);
        auto *column = child<QComboBox>(*pane, u"filterColumn"_s);
        column->setCurrentText(u"id"_s);
        auto *test = child<QComboBox>(*pane, u"filterTest"_s);
        QVERIFY(test->findText(u"contains"_s) < 0); // of a number
        test->setCurrentText(u"is one of"_s);
        child<QLineEdit>(*pane, u"filterValue"_s)->setText(u"1, 2,\"a,b\""_s);
        click(*pane, u"filterApply"_s);
        QCOMPARE(hand.asked.last().sql,
                 u"SELECT * FROM public.t WHERE id IN ('1', '2', 'a,b') LIMIT 1000"_s);
        hand.answer(2);
        QTRY_VERIFY(!pane->isReading());
        emit rows(*pane)->filterRequested({.column = u"name"_s,
                                           .typeOid = 25,
                                           .test = data::ColumnFilter::Test::Equals,
                                           .values = {QString()}});
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t WHERE id IN ('1', '2', 'a,b') AND "
                                        u"name IS NULL LIMIT 1000"_s);
        hand.answer(0);
        QTRY_VERIFY(!pane->isReading());
        // A click on a chip changes it in its place.
        pane->findChildren<QToolButton *>(u"chip"_s).constLast()->click();
        QTRY_VERIFY(child<QComboBox>(*pane, u"filterColumn"_s)->isVisible());
        QCOMPARE(column->currentText(), u"name"_s);
        child<QLineEdit>(*pane, u"filterValue"_s)->setText(u"x"_s);
        click(*pane, u"filterApply"_s);
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t WHERE id IN ('1', '2', 'a,b') AND "
                                        u"name = 'x' LIMIT 1000"_s);
        hand.answer(1);
        QTRY_VERIFY(status(*pane).startsWith(u"1 rows fit"_s));
        const auto chips = [&] {
            qsizetype count = 0;
            for (const auto *chip : pane->findChildren<QToolButton *>(u"chip"_s))
                count += chip->isVisible() ? 1 : 0;
            return count;
        };
        QTRY_COMPARE(chips(), 2);
        pane->findChildren<QToolButton *>(u"chipCross"_s).constFirst()->click();
        QTRY_COMPARE(hand.asked.last().sql,
                     u"SELECT * FROM public.t WHERE name = 'x' LIMIT 1000"_s);
        hand.answer(1);
        emit rows(*pane)->sortRequested(u"id"_s, Qt::NoModifier);
        hand.answer(1);
        QTRY_VERIFY(child<QToolButton>(*pane, u"clearQueryButton"_s));
        click(*pane, u"clearQueryButton"_s);
        QTRY_COMPARE(hand.asked.last().sql, u"SELECT * FROM public.t LIMIT 1000"_s);
    }

    void aConditionIsCheckedBeforeItIsAsked()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(2);
        QTRY_VERIFY(!pane->isReading());
        auto *condition = child<QLineEdit>(*pane, u"conditionEdit"_s);
        condition->setText(u"id > 1; DROP TABLE t"_s);
        QTest::keyClick(condition, Qt::Key_Return);
        QCOMPARE(hand.asked.size(), 1);
        QVERIFY(child<QLabel>(*pane, u"conditionComplaint"_s)->isVisible());
        QCOMPARE(condition->text(), u"id > 1; DROP TABLE t"_s);
        condition->setText(u"id > 1"_s);
        QVERIFY(!child<QLabel>(*pane, u"conditionComplaint"_s)->isVisible());
        QTest::keyClick(condition, Qt::Key_Return);
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t WHERE (id > 1) LIMIT 1000"_s);
        hand.answer(1);
        QTRY_VERIFY(!pane->isReading());
        // What is typed and not yet meant stays while somebody sorts.
        condition->setText(u"id > 1 AND na"_s);
        emit rows(*pane)->sortRequested(u"id"_s, Qt::NoModifier);
        QCOMPARE(condition->text(), u"id > 1 AND na"_s);
        QVERIFY(hand.asked.last().sql.contains(u"WHERE (id > 1) ORDER"_s));
        hand.answer(1);
        condition->clear();
        QCOMPARE(hand.asked.last().sql, u"SELECT * FROM public.t ORDER BY id LIMIT 1000"_s);
    }

    void anErrorIsToldInPlaceAndTheRowsStay()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(2);
        QTRY_VERIFY(!pane->isReading());
        auto *condition = child<QLineEdit>(*pane, u"conditionEdit"_s);
        condition->setText(u"nowhere = 1"_s);
        QTest::keyClick(condition, Qt::Key_Return);
        hand.end(Error{.kind = Error::Kind::Server,
                       .message = u"column \"nowhere\" does not exist"_s,
                       .sqlstate = u"42703"_s});
        const auto *error = child<QLabel>(*pane, u"rowsError"_s);
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"nowhere"_s) && error->text().contains(u"42703"_s));
        QVERIFY(error->text().contains(u"from before"_s));
        QCOMPARE(error->textFormat(), Qt::PlainText);
        QCOMPARE(rows(*pane)->model()->rowCount(), 2);
        QCOMPARE(condition->text(), u"nowhere = 1"_s);
        // Trying again asks the same; going back forgets it.
        click(*pane, u"tryAgainButton"_s);
        QVERIFY(hand.asked.last().sql.contains(u"nowhere"_s));
        hand.end(Error{.kind = Error::Kind::ConnectionLost, .message = u"gone"_s});
        QTRY_VERIFY(error->isVisible() && error->text().contains(u"gone"_s));
        click(*pane, u"backToShownButton"_s);
        QVERIFY(!error->isVisible());
        QCOMPARE(child<QLineEdit>(*pane, u"querySql"_s)->text(),
                 u"SELECT * FROM public.t LIMIT 1000"_s);
        QVERIFY(condition->text().isEmpty());
    }

    void saysWhenThereIsNoRoomForMore()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.bring(7);
        hand.end(Error{.kind = Error::Kind::DiskFull, .message = u"the quota is used up"_s});
        const auto *error = child<QLabel>(*pane, u"rowsError"_s);
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"quota"_s) && error->text().contains(u"export"_s));
        QCOMPARE(rows(*pane)->model()->rowCount(), 7);
        QVERIFY(status(*pane).startsWith(u"7 rows had come"_s));
    }

    void stopsAndKeepsWhatCame()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.bring(4);
        QTRY_VERIFY(rows(*pane)->resultModel());
        click(*pane, u"stopReadingButton"_s);
        QCOMPARE(hand.stops, 1);
        hand.end(Error::cancelled());
        QTRY_VERIFY(status(*pane).startsWith(u"Stopped after 4 rows"_s));
        QVERIFY(!child<QLabel>(*pane, u"rowsError"_s)->isVisible());
    }

    void editsAddsDuplicatesAndRemoves()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(3);
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        auto *view = rows(*pane);
        const QAbstractItemModelTester tester(view->model());
        auto *model = view->resultModel();
        const auto at = [&](int row, int column) { return model->index(row, column); };
        QVERIFY(model->setData(at(0, 1), u"new name"_s));
        QVERIFY(!(model->flags(at(0, 2)) & Qt::ItemIsEditable)); // generated
        click(*pane, u"addRowButton"_s);
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(at(3, 0).data().toString(), u"identity"_s);
        QVERIFY(at(3, 0).data(ResultModel::DefaultRole).toBool());
        QCOMPARE(at(3, 1).data().toString(), u"needs a value"_s);
        QVERIFY(model->setData(at(3, 1), u"added"_s));
        view->setCurrentIndex(at(1, 0));
        click(*pane, u"duplicateRowButton"_s);
        QCOMPARE(at(4, 1).data().toString(), u"n2"_s);
        QVERIFY(at(4, 0).data(ResultModel::DefaultRole).toBool()); // its key is made by the server
        view->setCurrentIndex(at(2, 0));
        click(*pane, u"removeRowButton"_s);
        QVERIFY(at(2, 0).data(ResultModel::RemovedRole).toBool());
        QCOMPARE(pane->pendingCount(), 4);
        QVERIFY(message(*pane).contains(u"1 changed"_s) && message(*pane).contains(u"2 new"_s) &&
                message(*pane).contains(u"1 to be removed"_s));
        QCOMPARE(model->headerData(3, Qt::Vertical).toString(), u"+ 4"_s);
        click(*pane, u"reviewButton"_s);
        QCOMPARE(child<CodeView>(*pane, u"editSqlView"_s)->sql(),
                 u"DELETE FROM public.t WHERE id = '3' AND name::text = 'n3' AND big IS NULL;\n"
                 u"UPDATE public.t SET name = 'new name' WHERE id = '1' AND name::text = 'n1' AND "
                 u"big IS NULL;\n"
                 u"INSERT INTO public.t (name) VALUES ('added');\n"
                 u"INSERT INTO public.t (name) VALUES ('n2');\n"_s);
        click(*pane, u"commitEditsButton"_s);
        QCOMPARE(hand.committed.size(), 4);
        hand.commit->addResult(Result<void>());
        hand.commit->finish();
        QTRY_COMPARE(hand.asked.size(), 2); // what is there now
        QCOMPARE(pane->pendingCount(), 0);
    }

    void aRefusedCommitKeepsWhatWasTypedAndLeadsToTheRow()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(3);
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        auto *model = rows(*pane)->resultModel();
        QVERIFY(model->setData(model->index(0, 1), u"a"_s));
        QVERIFY(model->setData(model->index(1, 1), u"b"_s));
        click(*pane, u"reviewButton"_s);
        click(*pane, u"commitEditsButton"_s);
        hand.commit->addResult(Result<void>(Error{.kind = Error::Kind::Conflict,
                                                  .message = u"somebody else"_s,
                                                  .context = {u"row 2"_s}}));
        hand.commit->finish();
        QTRY_VERIFY(message(*pane).contains(u"somebody else"_s));
        QVERIFY(message(*pane).contains(u"still here"_s));
        QCOMPARE(pane->pendingCount(), 2);
        QCOMPARE(rows(*pane)->currentIndex().row(), 1);
        // A connection that broke at the end says that nobody knows.
        click(*pane, u"commitEditsButton"_s);
        hand.commit->addResult(Result<void>(Error{
            .kind = Error::Kind::ConnectionLost, .message = u"gone"_s, .context = {u"commit"_s}}));
        hand.commit->finish();
        QTRY_VERIFY(message(*pane).contains(u"look whether the server has"_s));
        QCOMPARE(pane->pendingCount(), 2);
    }

    void changesAreNotSortedAway()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(3);
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        auto *model = rows(*pane)->resultModel();
        QVERIFY(model->setData(model->index(0, 1), u"a"_s));
        emit rows(*pane)->sortRequested(u"name"_s, Qt::NoModifier);
        QCOMPARE(hand.asked.size(), 1);
        QVERIFY(message(*pane).contains(u"Commit or discard"_s));
        QCOMPARE(pane->pendingCount(), 1);
        QVERIFY(!child<QLineEdit>(*pane, u"querySql"_s)->text().contains(u"ORDER"_s));
        click(*pane, u"discardButton"_s);
        emit rows(*pane)->sortRequested(u"name"_s, Qt::NoModifier);
        QCOMPARE(hand.asked.size(), 2);
    }

    void withoutAKeyRowsAreOnlyAdded()
    {
        Hand hand;
        hand.target.noKey = u"t has no primary key"_s;
        const auto pane = makePane(hand);
        hand.answer(3);
        QTRY_VERIFY(message(*pane).contains(u"no primary key"_s));
        auto *model = rows(*pane)->resultModel();
        QVERIFY(!model->setData(model->index(0, 1), u"a"_s));
        rows(*pane)->setCurrentIndex(model->index(0, 0));
        click(*pane, u"removeRowButton"_s);
        QCOMPARE(pane->pendingCount(), 0);
        click(*pane, u"addRowButton"_s);
        QCOMPARE(pane->pendingCount(), 1);
        // A new row just goes.
        click(*pane, u"removeRowButton"_s);
        QCOMPARE(pane->pendingCount(), 0);
        QCOMPARE(model->rowCount(), 3);
    }

    void aReadOnlyConnectionOffersNoEditing()
    {
        Hand hand;
        hand.readOnly = true;
        const auto pane = makePane(hand);
        hand.answer(3);
        QTRY_VERIFY(message(*pane).contains(u"read-only"_s));
        QVERIFY(!rows(*pane)->resultModel()->editTarget());
    }

    void copiesAsInsertIntoItsTable()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(1);
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        rows(*pane)->selectAll();
        rows(*pane)->copySelection(data::ExportFormat::Sql);
        QTRY_COMPARE(QApplication::clipboard()->text(),
                     u"INSERT INTO public.t (id, name) VALUES\n  (1, 'n1');\n"_s);
    }

    void anEditorThatChangedNothingChangesNothing()
    {
        Hand hand;
        const auto pane = makePane(hand);
        static const QList<data::Column> columns{
            {.name = u"id"_s, .typeOid = 23, .kind = data::ValueKind::Number},
            {.name = u"name"_s, .typeOid = 25},
            {.name = u"big"_s, .typeOid = 25}};
        QVERIFY(hand.asked.last().rows->append(columns, {"1", "two\r\nlines", ""}));
        QVERIFY(hand.asked.last().rows->append(columns, {"2", QByteArray(40'000, 'x'), ""}));
        hand.end(data::RowsRead{.rows = 2});
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        auto *view = rows(*pane);
        for (int row = 0; row < 2; ++row) {
            const QModelIndex cell = view->model()->index(row, 1);
            view->setCurrentIndex(cell);
            view->edit(cell);
            auto *field = view->findChild<QPlainTextEdit *>(u"cellField"_s);
            QVERIFY(field);
            QCOMPARE(pane->pendingCount(), 1); // somebody may be typing
            QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
            QTRY_VERIFY(!view->findChild<QPlainTextEdit *>(u"cellField"_s));
            QCOMPARE(pane->pendingCount(), 0);
        }
    }

    void aValueIsShownAsItWasTyped()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(1);
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        auto *model = rows(*pane)->resultModel();
        QVERIFY(model->setData(model->index(0, 1), u"typed"_s));
        emit rows(*pane)->cellActivated(model->index(0, 1));
        QCOMPARE(child<QPlainTextEdit>(*pane, u"cellText"_s)->toPlainText(), u"typed"_s);
    }

    void theHeaderKeepsRoomForItsArrow()
    {
        Hand hand;
        const auto pane = makePane(hand);
        hand.answer(1);
        QTRY_VERIFY(rows(*pane)->resultModel());
        const auto *header = qobject_cast<GridHeader *>(rows(*pane)->horizontalHeader());
        QVERIFY(header);
        QFont bold = header->font();
        bold.setWeight(QFont::DemiBold);
        QVERIFY(header->widthOf(1) >= QFontMetrics(bold).horizontalAdvance(u"name"_s) + 12);
    }

    void mayGoBeforeTheAnswer()
    {
        Hand hand;
        auto pane = makePane(hand);
        hand.bring(1);
        pane.reset();
        QCOMPARE(hand.stops, 1);
        hand.end(data::RowsRead{.rows = 1});
        QCoreApplication::processEvents();

        pane = makePane(hand);
        hand.answer(1);
        QTRY_VERIFY(rows(*pane)->resultModel() && rows(*pane)->resultModel()->editTarget());
        auto *model = rows(*pane)->resultModel();
        QVERIFY(model->setData(model->index(0, 1), u"a"_s));
        click(*pane, u"reviewButton"_s);
        click(*pane, u"commitEditsButton"_s);
        pane.reset();
        hand.commit->addResult(Result<void>());
        hand.commit->finish();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestDataPane)
#include "tst_datapane.moc"
