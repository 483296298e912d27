#include "base/whendone.h"
#include "benchmarks/figures.h"
#include "gui/browse/browsepage.h"
#include "gui/browse/diagrampage.h"
#include "gui/browse/searchpage.h"
#include "support/stallwatch.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QPromise>
#include <QTest>
#include <QTreeView>

#include <cstdio>
#include <functional>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::benchmarks;

/// Browse over a large catalog that is made in memory: the longest time the window did not answer
/// while one opens, types, refreshes and draws.
namespace {

constexpr int tables = 40'000;
constexpr int schemas = 20;
constexpr double longestStall = 50;

/// 40,000 tables with their sequences, 12,000 functions and 10,000 views: over 100,000 objects.
catalog::SnapshotPtr makeSnapshot(int oidsFrom)
{
    catalog::Objects o;
    catalog::Oid next = catalog::Oid(oidsFrom);
    o.serverVersion = 150004;
    o.database = o.texts.add(u"big"_s);
    o.others.push_back({.oid = 10, .name = o.texts.add(u"owner"_s), .kind = catalog::Kind::Role});
    o.typeNames.push_back({.type = 20, .name = o.texts.add(u"bigint"_s)});
    std::vector<catalog::Oid> homes;
    for (int i = 0; i < schemas; ++i) {
        homes.push_back(++next);
        o.schemas.push_back({.oid = next, .owner = 10, .name = o.texts.add(u"schema_%1"_s.arg(i))});
    }
    const auto relation = [&](catalog::Oid schema, const QString &name, char kind, int columns) {
        o.relations.push_back(
            {.oid = ++next, .schema = schema, .owner = 10, .name = o.texts.add(name)});
        o.relations.back().kind = kind;
        o.relations.back().columnCount = qint16(columns);
        for (int column = 1; column <= columns; ++column)
            o.columns.push_back({.relation = next,
                                 .type = 20,
                                 .name = o.texts.add(u"column_%1"_s.arg(column)),
                                 .number = qint16(column)});
        return next;
    };
    for (int i = 0; i < tables; ++i) {
        const catalog::Oid schema = homes[size_t(i % schemas)];
        relation(schema, u"table_number_%1"_s.arg(i), 'r', 6);
        relation(schema, u"table_number_%1_id_seq"_s.arg(i), 'S', 0);
        if (i % 4 == 0)
            relation(schema, u"view_%1"_s.arg(i), 'v', 2);
        if (i % 10 < 3)
            o.functions.push_back({.oid = ++next,
                                   .schema = schema,
                                   .owner = 10,
                                   .name = o.texts.add(u"function_%1"_s.arg(i))});
    }
    return catalog::Snapshot::make(std::move(o));
}

using Loaded = gui::CatalogCalls::Loaded;

template<typename T>
QFuture<Result<T>> answered(const T &value)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(Result<T>(value));
    promise.finish();
    return promise.future();
}

/// What a person does, in a window that keeps answering.
double stallIn(const std::function<void()> &act)
{
    QTest::qWait(50);
    const support::StallWatch watch;
    QTest::qWait(10);
    act();
    QTest::qWait(100);
    return double(watch.longest().count());
}

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    Figures figures;
    // Made as the loader makes them, away from what is measured.
    const Loaded first = catalog::CatalogService::prepare(makeSnapshot(20'000));
    const Loaded second = catalog::CatalogService::prepare(makeSnapshot(1'000'000));
    Loaded next = first;
    const auto state = std::make_shared<gui::CatalogState>(gui::CatalogCalls{
        .load = [&next](const catalog::ProgressHandler &) { return answered(next); },
        .define = [&next](const catalog::SnapshotPtr &,
                          const catalog::ProgressHandler &) { return answered(next); }});
    gui::Theme theme;
    theme.apply();
    figures.show(u"objects in the tree"_s, double(first.search->size()), u""_s);

    gui::BrowsePage page({.place = u"browse"_s, .connection = u"c"_s, .path = {}}, state, theme);
    page.resize(1400, 860);
    figures.atMost(longestStall, u"first sight of the tree, longest stall"_s, stallIn([&] {
                       page.show();
                       QTest::qWait(50);
                   }),
                   u"ms"_s);
    auto *tree = page.findChild<QTreeView *>(u"treeView"_s);
    const auto folder = [tree] { return tree->model()->index(0, 0, tree->model()->index(0, 0)); };
    figures.atMost(longestStall, u"opening a folder of 2,000 tables"_s,
                   stallIn([&] { tree->expand(folder()); }), u"ms"_s);
    auto *filter = page.findChild<QLineEdit *>(u"filterEdit"_s);
    figures.atMost(longestStall, u"typing into the filter"_s, stallIn([&] {
                       for (const QChar letter : u"number_39"_s) {
                           QTest::keyClick(filter, letter.toLatin1());
                           QTest::qWait(120);
                       }
                   }),
                   u"ms"_s);
    figures.atMost(longestStall, u"clearing the filter"_s, stallIn([&] {
                       filter->clear();
                       QTest::qWait(150);
                   }),
                   u"ms"_s);
    tree->setCurrentIndex(tree->model()->index(1'500, 0, folder()));
    figures.atMost(longestStall, u"a refresh with all numbers changed"_s, stallIn([&] {
                       next = second;
                       page.refresh();
                       QTest::qWait(100);
                   }),
                   u"ms"_s);
    figures.atLeast(1, u"the chosen table is still chosen"_s,
                    double(tree->currentIndex().isValid()), u""_s);
    gui::SearchPage search({.place = u"browse"_s, .connection = u"c"_s, .path = {u"search"_s}},
                           state, theme);
    search.resize(1400, 860);
    search.show();
    figures.atMost(longestStall, u"typing into the search page"_s, stallIn([&] {
                       auto *query = search.findChild<QLineEdit *>(u"queryEdit"_s);
                       for (const QChar letter : u"tabnum39"_s) {
                           QTest::keyClick(query, letter.toLatin1());
                           QTest::qWait(20);
                       }
                   }),
                   u"ms"_s);
    std::fflush(stdout);
    return figures.exitCode();
}
