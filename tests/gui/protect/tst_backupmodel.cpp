#include "gui/protect/backupmodel.h"
#include "gui/protect/backupwording.h"
#include "gui/protect/figuresmodel.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestBackupModel final : public QObject
{
    Q_OBJECT

    static backup::Backup sample()
    {
        return {.path = u"/b/<i>navi</i>-1"_s,
                .state = backup::State::Verified,
                .manifest = {.id = u"1"_s,
                             .database = u"<i>navi</i>"_s,
                             .snapshotAt = QDateTime::currentDateTimeUtc().addSecs(-7200),
                             .tables = {{.relation = {u"public"_s, u"a"_s}, .rows = 12'345}}},
                .bytes = 2048};
    }

private slots:
    void followsTheRulesOfModels()
    {
        BackupModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setBackups({sample(), sample()});
        model.setBackups({});
        model.setBackups({sample()});
        QCOMPARE(model.rowCount(), 1);

        FiguresModel figures;
        const QAbstractItemModelTester figuresTester(
            &figures, QAbstractItemModelTester::FailureReportingMode::QtTest);
        figures.setTables(sample().manifest.tables);
        QCOMPARE(figures.rowCount(), 1);
        figures.setTables({});
    }

    void showsWhatIsThere()
    {
        BackupModel model;
        model.setBackups({sample()});
        const auto text = [&](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(text(BackupModel::StateColumn), u"Verified"_s);
        QCOMPARE(text(BackupModel::DatabaseColumn), u"<i>navi</i>"_s);
        QCOMPARE(text(BackupModel::TakenColumn), u"2 h ago"_s);
        QCOMPARE(model.index(0, BackupModel::RowsColumn).data(BackupModel::SortRole).toLongLong(),
                 12'345);
        // What is in a name never becomes formatting.
        QVERIFY(!model.index(0, BackupModel::DatabaseColumn)
                     .data(Qt::ToolTipRole)
                     .toString()
                     .contains("<i>"_L1));
        QCOMPARE(model.rowOf(u"/b/<i>navi</i>-1"_s), 0);
        QCOMPARE(model.rowOf(u"/nowhere"_s), -1);
    }

    void aPartialHasNoRows()
    {
        BackupModel model;
        model.setBackups(
            {{.path = u"/b/navi-1.partial"_s,
              .state = backup::State::Partial,
              .manifest = {.database = u"navi"_s, .snapshotAt = QDateTime::currentDateTimeUtc()}}});
        QCOMPARE(model.index(0, BackupModel::RowsColumn).data().toString(), QString());
        QCOMPARE(model.index(0, BackupModel::ContentColumn).data().toString(), QString());
    }

    void everyStateHasItsOwnWordAndDrawing()
    {
        QSet<QString> words;
        QSet<QString> icons;
        for (const auto state :
             {backup::State::Running, backup::State::Partial, backup::State::Unverified,
              backup::State::Verified, backup::State::Proven, backup::State::Damaged}) {
            words += lookOf(state).word;
            icons += lookOf(state).iconName;
            QVERIFY(!lookOf(state).explanation.isEmpty());
        }
        QCOMPARE(words.size(), 6);
        QCOMPARE(icons.size(), 6);
    }

    void agesAreRounded()
    {
        const auto now = QDateTime::currentDateTimeUtc();
        QCOMPARE(ageText(now.addSecs(-5), now), u"just now"_s);
        QCOMPARE(ageText(now.addSecs(-300), now), u"5 min ago"_s);
        QCOMPARE(ageText(now.addDays(-3), now), u"3 days ago"_s);
        // A clock that was set back is no reason for nonsense.
        QCOMPARE(ageText(now.addDays(1), now), u"just now"_s);
    }
};

QTEST_MAIN(TestBackupModel)
#include "tst_backupmodel.moc"
