#include "dashboards.h"
#include "gui/analyse/modeltablemodel.h"
#include "gui/analyse/panels.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;
using metrics::Measure;

class TestPanels final : public QObject
{
    Q_OBJECT

    static QStringList names(const ChartData &data)
    {
        QStringList names;
        for (const auto &series : data.series)
            names += series.name;
        return names;
    }

private slots:
    void theMostExpensiveModelComesFirst()
    {
        const auto dashboard = dashboardOf(3);
        const auto cost = Panels(dashboard).cost();
        QCOMPARE(names(cost), (QStringList{u"<b>m2</b>"_s, u"<b>m1</b>"_s, u"(none)"_s}));
        QCOMPARE(cost.categories.size(), 10);
        QCOMPARE(cost.series.constFirst().values.at(1), u"3.10"_s);
        QCOMPARE(cost.series.constFirst().values.at(0), u"0"_s); // a day without calls cost nothing
        QCOMPARE(names(Panels(dashboard).latency()), names(cost)); // so that colours agree
        QVERIFY(Panels(dashboard).latency().series.constFirst().values.at(0).isNull());
    }

    void manyModelsAreAddedUpExactly()
    {
        const auto dashboard = dashboardOf(12);
        const Panels panels(dashboard);
        const auto cost = panels.cost();
        QCOMPARE(cost.series.size(), 8);
        QVERIFY(cost.series.constLast().isRest);
        QCOMPARE(cost.series.constLast().values.at(1),
                 u"15.50"_s); // 1.10 + 2.10 + 3.10 + 4.10 + 5.10
        QCOMPARE(panels.latency().series.size(), 7);
        QCOMPARE(panels.modelsWithoutLine(), 5);
        // Eight still have a colour each.
        const auto eight = dashboardOf(8);
        QVERIFY(!Panels(eight).cost().series.constLast().isRest);
    }

    void changesAreTold()
    {
        QCOMPARE(Panels::change(u"110.50"_s, u"100.00"_s, u"$100.00"_s),
                 u"▲ 10.5 % from $100.00"_s);
        QCOMPARE(Panels::change(u"50"_s, u"100"_s, u"100"_s), u"▼ 50.0 % from 100"_s);
        QCOMPARE(Panels::change(u"100"_s, u"100.00"_s, u"100"_s), u"= as before, 100"_s);
        QVERIFY(Panels::change(u"5"_s, u"0"_s, u"0"_s).startsWith(u"nothing"_s));
        QVERIFY(Panels::change(u"5"_s, QString(), {}).startsWith(u"nothing"_s));
    }

    void historyHasGaps()
    {
        const auto dashboard = dashboardOf(1);
        const auto cost = Panels(dashboard).history(Measure::Cost);
        QCOMPARE(cost.size(), 10);
        QCOMPARE(cost.at(2), 2.0);
        QVERIFY(std::isnan(cost.at(1)));
        QVERIFY(std::isnan(Panels(dashboard).history(Measure::P95).at(2)));
    }

    void nothingAtAllIsEmpty()
    {
        auto dashboard = dashboardOf(0);
        dashboard.totals.rows.clear();
        QVERIFY(Panels(dashboard).cost().isEmpty());
        QVERIFY(Panels(dashboard).latency().isEmpty());
        QVERIFY(Panels(dashboard).total(Measure::Cost).isNull());
    }

    void theTableOfModelsReadsWell()
    {
        ModelTableModel model;
        const QAbstractItemModelTester tester(&model);
        model.setDashboard(dashboardOf(3));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(2, ModelTableModel::CostColumn).data().toString(), u"$3.10"_s);
        QCOMPARE(model.index(2, ModelTableModel::ShareColumn).data().toString(), u"2.8 %"_s);
        QCOMPARE(model.index(2, ModelTableModel::P95Column).data().toString(), u"–"_s);
        QCOMPARE(model.index(0, ModelTableModel::NameColumn).data().toString(), u"(none)"_s);
    }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
