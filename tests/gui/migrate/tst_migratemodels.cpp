#include "gui/migrate/migrationhistorymodel.h"
#include "gui/migrate/seedmodel.h"
#include "gui/migrate/stepmodel.h"
#include "sampleplan.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using Mode = QAbstractItemModelTester::FailureReportingMode;

/// Steps, history and seeds as tables.
class TestMigrateModels final : public QObject
{
    Q_OBJECT

private slots:
    void steps()
    {
        gui::StepModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        const auto one = test::migration(u"1"_s, u"first <b>"_s, u"SELECT 1;"_s);
        const planner::HistoryRow row{.version = u"1"_s,
                                      .description = {},
                                      .type = u"SQL"_s,
                                      .script = {},
                                      .checksum = QString::number(one.checksums.crc)};
        const auto plan =
            planner::makePlan(test::folder({one, test::migration(u"2"_s, u"second"_s,
                                                                 u"CREATE EXTENSION nothing;"_s)}),
                              test::facts({row}));
        QVERIFY(plan);
        model.setPlan(std::make_shared<const planner::Plan>(*plan));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.rowOf(u"2"_s), 1);
        QCOMPARE(model.rowOf(u"3"_s), -1);
        const auto first = model.index(0);
        const auto second = model.index(1);
        QCOMPARE(first.data(gui::StepModel::StateRole).toInt(), int(planner::StepState::Applied));
        QVERIFY(!first.data(gui::StepModel::SelectedRole).toBool());
        QVERIFY(second.data(gui::StepModel::SelectedRole).toBool());
        QCOMPARE(second.data(gui::StepModel::SeverityRole).toInt(), int(change::Severity::Error));
        // Names are text, also in tool tips.
        QVERIFY(first.data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;"_s));
        model.setPlan({});
        QCOMPARE(model.rowCount(), 0);
    }

    void history()
    {
        gui::MigrationHistoryModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        planner::History history;
        history.rows = {{.version = u"1"_s, .description = u"first"_s, .executionMs = 1500},
                        {.version = u"2"_s, .description = u"second"_s, .success = false}};
        model.setHistory(history);
        QCOMPARE(model.rowCount(), 2);
        // Newest first.
        QCOMPARE(model.index(0, gui::MigrationHistoryModel::VersionColumn).data().toString(),
                 u"2"_s);
        QCOMPARE(model.index(0, gui::MigrationHistoryModel::OutcomeColumn).data().toString(),
                 u"Failed"_s);
        QCOMPARE(model.index(1, gui::MigrationHistoryModel::DurationColumn)
                     .data(gui::MigrationHistoryModel::SortRole)
                     .toLongLong(),
                 1500);
        QVERIFY(
            model.index(0, gui::MigrationHistoryModel::DurationColumn).data().toString().isEmpty());
    }

    void seeds()
    {
        gui::SeedModel model;
        const QAbstractItemModelTester tester(&model, Mode::QtTest);
        planner::SeedFolder folder;
        planner::Seed both;
        both.file = u"001.sql"_s;
        both.environments = {u"development"_s, u"test"_s};
        planner::Seed one = both;
        one.environments = {u"development"_s};
        folder.seeds = {both, one};
        model.setSeeds(folder, u"development"_s);
        const auto loads = [&](int row) {
            return model.index(row, gui::SeedModel::LoadsColumn).data().toString();
        };
        QCOMPARE(loads(0), u"Will be loaded"_s);
        QCOMPARE(loads(1), u"Will be loaded"_s);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setEnvironment(u"test"_s);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(loads(0), u"Will be loaded"_s);
        QCOMPARE(loads(1), u"Left out"_s);
        model.setEnvironment(u"production"_s);
        QCOMPARE(loads(0), u"Left out"_s);
    }
};

QTEST_MAIN(TestMigrateModels)
#include "tst_migratemodels.moc"
