#include "gui/browse/erlayout.h"

#include <QRectF>
#include <QTest>

using namespace howdah::gui;

/// Where the boxes of a diagram stand.
class TestErLayout final : public QObject
{
    Q_OBJECT

    static void verifyNoOverlap(const ErGraph &graph, const QList<QPointF> &places)
    {
        for (qsizetype i = 0; i < places.size(); ++i) {
            for (qsizetype j = i + 1; j < places.size(); ++j)
                QVERIFY(!QRectF(places[i], graph.boxes[i])
                             .intersects(QRectF(places[j], graph.boxes[j])));
        }
    }

private slots:
    void whatIsReferredToStandsLeft()
    {
        ErGraph graph;
        graph.boxes.fill(QSizeF(100, 60), 4);
        graph.arrows = {{1, 0}, {2, 1}};
        const auto places = layOut(graph);
        QVERIFY(places[0].x() + 100 < places[1].x());
        QVERIFY(places[1].x() + 100 < places[2].x());
        // Alone, below.
        QVERIFY(places[3].y() > places[0].y() + 60);
        verifyNoOverlap(graph, places);
    }

    void circlesAndSelfReferencesEnd()
    {
        ErGraph graph;
        graph.boxes = {QSizeF(100, 60), QSizeF(120, 80), QSizeF(80, 200)};
        graph.arrows = {{0, 1}, {1, 2}, {2, 0}, {1, 1}};
        verifyNoOverlap(graph, layOut(graph));
    }

    void manyBoxesDoNotOverlapAndComeOutTheSame()
    {
        ErGraph graph;
        for (int i = 0; i < 200; ++i) {
            graph.boxes.append(QSizeF(80 + i % 7 * 20, 40 + i % 11 * 15));
            if (i > 0 && i % 3 != 0)
                graph.arrows.append({i, i * 7 % i});
        }
        const auto places = layOut(graph);
        verifyNoOverlap(graph, places);
        QCOMPARE(layOut(graph), places);
    }

    void nothingIsNothing() { QVERIFY(layOut({}).isEmpty()); }
};

QTEST_GUILESS_MAIN(TestErLayout)
#include "tst_erlayout.moc"
