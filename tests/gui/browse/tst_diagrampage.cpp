#include "gui/browse/diagrampage.h"
#include "gui/browse/pagetabs.h"

#include "samplecatalog.h"

#include <QFile>
#include <QGraphicsItem>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QLabel>
#include <QListWidget>
#include <QPromise>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

/// Diagrams of tables, and the tabs of an object's page.
class TestDiagramPage final : public QObject
{
    Q_OBJECT

    Theme m_theme;

    static std::shared_ptr<CatalogState> state()
    {
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        const auto users = b.table(pub, u"users"_s, {u"id"_s});
        const auto lines = b.table(pub, u"<b>lines</b>"_s, {u"user_id"_s});
        b.table(pub, u"alone"_s, {u"id"_s});
        b.o.constraints.push_back({.oid = ++b.next,
                                   .schema = pub,
                                   .relation = lines,
                                   .referenced = users,
                                   .name = b.o.texts.add(u"lines_user"_s),
                                   .keys = b.o.texts.add(u"{1}"_s),
                                   .type = 'f'});
        const auto loaded = b.load();
        const auto answer = [loaded] {
            QPromise<Result<CatalogCalls::Loaded>> promise;
            promise.start();
            promise.addResult(Result<CatalogCalls::Loaded>(loaded));
            promise.finish();
            return promise.future();
        };
        return std::make_shared<CatalogState>(CatalogCalls{
            .load = [answer](const catalog::ProgressHandler &) { return answer(); },
            .define = [answer](const catalog::SnapshotPtr &,
                               const catalog::ProgressHandler &) { return answer(); }});
    }
    static Address at(const QStringList &path)
    {
        return {.place = u"browse"_s, .connection = u"c"_s, .path = path};
    }
    /// How many tables are drawn; arrows are not counted.
    static qsizetype drawn(const DiagramPage &page)
    {
        return std::ranges::count_if(
            page.findChild<QGraphicsView *>()->scene()->items(),
            [](const QGraphicsItem *item) { return item->data(0).isValid(); });
    }

private slots:
    void drawsASchemaATableWithItsNeighboursOrAChosenSet()
    {
        QVERIFY(!DiagramPage::shows({u"table"_s, u"public"_s, u"users"_s}));
        const QList<std::pair<QStringList, int>> cases{
            {{u"diagram"_s, u"public"_s}, 3},
            {{u"diagram"_s, u"public"_s, u"users"_s}, 2},
            {{u"tables"_s, u"public"_s, u"users"_s, u"public"_s, u"alone"_s}, 2},
            {{u"tables"_s, u"public"_s, u"users"_s, u"public"_s, u"dropped"_s}, 1}};
        for (const auto &[path, tables] : cases) {
            QVERIFY(DiagramPage::shows(path));
            DiagramPage page(at(path), state(), m_theme);
            page.show();
            QTRY_COMPARE(drawn(page), tables);
        }
    }

    void whatIsUntickedIsNotDrawnAndStaysSoOverARestart()
    {
        const Address address = at({u"diagram"_s, u"public"_s});
        DiagramPage page(address, state(), m_theme);
        page.show();
        QTRY_COMPARE(drawn(page), 3);
        auto *list = page.findChild<QListWidget *>(u"diagramTables"_s);
        QCOMPARE(list->count(), 3);
        const QSignalSpy changed(&page, &Page::stateChanged);
        list->findItems(u"alone"_s, Qt::MatchExactly).constFirst()->setCheckState(Qt::Unchecked);
        QTRY_COMPARE(drawn(page), 2);
        QVERIFY(!changed.isEmpty());
        DiagramPage again(address, state(), m_theme);
        again.restoreState(page.saveState());
        again.show();
        QTRY_COMPARE(drawn(again), 2);
    }

    void isWrittenAsSvgAndPdf()
    {
        const QTemporaryDir folder;
        DiagramPage page(at({u"diagram"_s, u"public"_s}), state(), m_theme);
        page.show();
        QTRY_COMPARE(drawn(page), 3);
        const auto bytes = [&](const QString &name) {
            const QString path = folder.filePath(name);
            if (!page.exportTo(path))
                return QByteArray();
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray svg = bytes(u"d.svg"_s);
        QVERIFY(svg.contains("<svg"));
        // A name is no markup there, either.
        QVERIFY(svg.contains("&lt;b&gt;lines&lt;/b&gt;"));
        QVERIFY(bytes(u"d.pdf"_s).startsWith("%PDF"));
        QVERIFY(!page.exportTo(folder.filePath(u"no/such/folder.svg"_s)));
    }

    void tabsKeepWhatStandsBesideThem()
    {
        auto *side = new QLabel(u"beside"_s);
        PageTabs tabs(side);
        auto *first = new QLabel(u"1"_s);
        auto *second = new QLabel(u"2"_s);
        const QSignalSpy changed(&tabs, &PageTabs::currentChanged);
        tabs.insertTab(0, first, u"One"_s);
        tabs.insertTab(0, second, u"Two"_s);
        tabs.resize(400, 200);
        tabs.show();
        QCOMPARE(tabs.currentWidget(), first);
        QVERIFY(first->isVisible() && !second->isVisible() && side->isVisible());
        tabs.setCurrentWidget(second);
        QVERIFY(second->isVisible() && !first->isVisible() && side->isVisible());
        QCOMPARE(changed.constLast().constFirst().toInt(), 0);
        tabs.removeTab(0);
        QCOMPARE(tabs.count(), 1);
        QVERIFY(first->isVisible() && !second->isVisible());
        delete second;
        QCOMPARE(tabs.tabText(0), u"One"_s);
    }
};

QTEST_MAIN(TestDiagramPage)
#include "tst_diagrampage.moc"
