#include "backup/progress.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestCopyProgress final : public QObject
{
    Q_OBJECT

    static QList<backup::TableFigures> tables()
    {
        return {{.relation = {u"p"_s, u"big"_s}, .rows = 1000, .bytes = 9'000'000},
                {.relation = {u"p"_s, u"small"_s}, .rows = 10, .bytes = 1'000'000}};
    }

private slots:
    void followsTheRowsOfARunningTable()
    {
        backup::CopyProgress progress(tables(), 1);
        QCOMPARE(progress.fraction(), 0.0);
        progress.started(u"p.big"_s);
        QCOMPARE(progress.fraction(), 0.0);
        progress.running({{u"p.big"_s, 500}});
        QVERIFY(qAbs(progress.fraction() - 0.45) < 0.01);
        QVERIFY(progress.step().startsWith("p.big"_L1));
        progress.running({});
        QVERIFY(qAbs(progress.fraction() - 0.9) < 0.01);
    }

    void aTooLowEstimateNeverLooksFinished()
    {
        backup::CopyProgress progress(tables(), 1);
        progress.started(u"p.big"_s);
        progress.running({{u"p.big"_s, 5000}});
        QVERIFY(progress.fraction() < 0.9);
        progress.setRows(u"p.big"_s, 10'000);
        progress.running({{u"p.big"_s, 9'000}});
        QVERIFY(progress.fraction() < 0.9);
    }

    void neverGoesBack()
    {
        backup::CopyProgress progress(tables(), 1);
        progress.started(u"p.big"_s);
        progress.running({{u"p.big"_s, 900}});
        const double before = progress.fraction();
        progress.setRows(u"p.big"_s, 100'000);
        QVERIFY(progress.fraction() >= before);
    }

    void withoutTheServersHelpFinishedTablesCount()
    {
        backup::CopyProgress progress(tables(), 1);
        progress.started(u"p.big"_s);
        progress.started(u"p.small"_s);
        QVERIFY(qAbs(progress.fraction() - 0.9) < 0.01);
    }

    void unknownTablesAreIgnored()
    {
        backup::CopyProgress progress(tables(), 1);
        progress.started(u"p.other"_s);
        QCOMPARE(progress.fraction(), 0.0);
        QVERIFY(progress.step().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCopyProgress)
#include "tst_copyprogress.moc"
