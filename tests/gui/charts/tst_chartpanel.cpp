#include "gui/charts/chartpanel.h"
#include "gui/charts/charttablemodel.h"
#include "gui/charts/chartview.h"
#include "gui/common/codeedit.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QImage>
#include <QMenu>
#include <QSet>
#include <QStackedWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestChartPanel final : public QObject
{
    Q_OBJECT

    Theme m_theme;

    static ChartData data(ChartData::Shape shape = ChartData::Shape::StackedBars)
    {
        return {
            .shape = shape,
            .unit = ChartUnit::Money,
            .currency = u"$"_s,
            .categoryHeading = u"Day"_s,
            .categories = {u"2026-03-01"_s, u"2026-03-02"_s, u"2026-03-03"_s},
            .categoryLabels = {u"1 Mar"_s, u"2 Mar"_s, u"3 Mar"_s},
            .series = {
                {.name = u"a, \"b\""_s, .values = {u"1.00000001"_s, u"2.5"_s, QString()}},
                {.name = u"other"_s, .values = {u"0"_s, u"1234.565"_s, u"7"_s}, .isRest = true}}};
    }

    /// How many pixels of a picture have a colour.
    static int pixels(const QImage &image, const QColor &color)
    {
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y).rgb() == color.rgb();
        }
        return count;
    }

private slots:
    void theTableHasTheExactNumbers()
    {
        ChartTableModel model;
        const QAbstractItemModelTester tester(&model);
        model.setData(data());
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.columnCount(), 3);
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"a, \"b\""_s);
        QCOMPARE(model.index(1, 2).data().toString(), u"$1,234.57"_s);
        QCOMPARE(model.index(1, 2).data(Qt::ToolTipRole).toString(), u"1234.565"_s);
        QCOMPARE(model.index(2, 1).data().toString(), u"–"_s);
    }

    void csvIsExactAndQuoted()
    {
        QCOMPARE(data().toCsv(), u"Day,\"a, \"\"b\"\"\",other\r\n2026-03-01,1.00000001,0\r\n"
                                 "2026-03-02,2.5,1234.565\r\n2026-03-03,,7\r\n"_s);
    }

    void valuesAreWrittenInTheirUnit()
    {
        ChartData latency = data();
        latency.unit = ChartUnit::Milliseconds;
        QCOMPARE(latency.format(u"2310"_s), u"2.31 s"_s);
        latency.unit = ChartUnit::Count;
        QCOMPARE(latency.format(u"1234567"_s), u"1,234,567"_s);
    }

    void drawsEverySeriesInItsColour_data()
    {
        QTest::addColumn<bool>("bars");
        QTest::addColumn<bool>("dark");
        QTest::newRow("bars, light") << true << false;
        QTest::newRow("bars, dark") << true << true;
        QTest::newRow("lines, light") << false << false;
    }

    void drawsEverySeriesInItsColour()
    {
        QFETCH(const bool, bars);
        QFETCH(const bool, dark);
        m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        ChartView view(m_theme);
        view.resize(600, 300);
        view.setData(data(bars ? ChartData::Shape::StackedBars : ChartData::Shape::Lines));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(pixels(view.grab().toImage(), m_theme.series(1000)) > 20);
        QVERIFY(pixels(view.grab().toImage(), m_theme.color(Role::Surface)) > 10000);
    }

    void hasThreeFaces()
    {
        m_theme.setMode(Theme::Mode::Light);
        ChartPanel panel(m_theme, u"Cost"_s);
        panel.resize(600, 300);
        panel.show();
        auto *faces = panel.findChild<QStackedWidget *>();
        panel.setData({}, {}, {}, u"nothing here"_s);
        QVERIFY(!qobject_cast<ChartView *>(faces->currentWidget()));
        panel.setData(data(), u"exact"_s, u"SELECT 1"_s, {});
        QVERIFY(qobject_cast<ChartView *>(faces->currentWidget()));
        const auto buttons = panel.findChildren<QToolButton *>();
        const auto button = [&buttons](const QString &text) {
            return *std::find_if(buttons.begin(), buttons.end(),
                                 [&](const auto *b) { return b->text() == text; });
        };
        button(u"Table"_s)->click();
        QVERIFY(qobject_cast<QTableView *>(faces->currentWidget()));
        button(u"SQL"_s)->click();
        QCOMPARE(qobject_cast<CodeView *>(faces->currentWidget())->sql(), u"SELECT 1"_s);
        QVERIFY(!button(u"Table"_s)->isChecked());
        button(u"SQL"_s)->click();
        QVERIFY(qobject_cast<ChartView *>(faces->currentWidget()));
        panel.findChild<QMenu *>()->actions().constFirst()->trigger();
        QCOMPARE(QApplication::clipboard()->text(), data().toCsv());
    }

    void savesPictures()
    {
        QTemporaryDir dir;
        ChartPanel panel(m_theme, u"Cost"_s);
        panel.resize(600, 300);
        panel.setData(data(), {}, {}, {});
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const QString png = dir.filePath(u"x.png"_s);
        QVERIFY(panel.save(png, PictureFormat::Png));
        const QImage image(png);
        QVERIFY(image.width() > 1000);
        QVERIFY(pixels(image, m_theme.series(1000)) > 20);
        QVERIFY(panel.save(dir.filePath(u"x.svg"_s), PictureFormat::Svg));
        QVERIFY(panel.save(dir.filePath(u"x.pdf"_s), PictureFormat::Pdf));
        QFile svg(dir.filePath(u"x.svg"_s));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("2 Mar"));
        QFile pdf(dir.filePath(u"x.pdf"_s));
        QVERIFY(pdf.open(QIODevice::ReadOnly));
        QVERIFY(pdf.readAll().startsWith("%PDF"));
        const auto failed = panel.save(dir.filePath(u"no/such/folder.png"_s), PictureFormat::Png);
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, Error::Kind::Io);
    }
};

QTEST_MAIN(TestChartPanel)
#include "tst_chartpanel.moc"
