#include "gui/browse/objecttreemodel.h"

#include "samplecatalog.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QMimeData>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

/// The tree of a database, as text.
class TestObjectTreeModel final : public QObject
{
    Q_OBJECT

    Theme m_theme;

    static catalog::CatalogService::Loaded sample()
    {
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        const auto users = b.table(pub, u"users"_s, {u"id"_s, u"name"_s});
        b.index(pub, users, u"users_pkey"_s);
        b.table(pub, u"Orders\n<b>"_s, {u"id"_s});
        b.function(pub, u"now_and_then"_s);
        const auto parent = b.table(pub, u"events"_s, {u"at"_s});
        const auto child = b.table(pub, u"events_2026"_s, {u"at"_s});
        for (auto &relation : b.o.relations) {
            if (relation.oid == parent)
                relation.kind = 'p';
            if (relation.oid == child)
                relation.isPartition = true;
        }
        b.o.inheritance.push_back({.child = child, .parent = parent, .number = 1});
        const auto system = b.schema(u"pg_catalog"_s);
        b.table(system, u"pg_class"_s, {u"oid"_s});
        return b.load();
    }

    static void write(const QAbstractItemModel &model, const QModelIndex &parent, int depth,
                      QStringList &lines)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            lines.append(QString(depth * 2, u' ') + index.data().toString());
            write(model, index, depth + 1, lines);
        }
    }
    static QStringList text(const QAbstractItemModel &model)
    {
        QStringList lines;
        write(model, {}, 0, lines);
        return lines;
    }

private slots:
    void showsSchemasKindsObjectsAndWhatBelongsToThem()
    {
        ObjectTreeModel model(m_theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        const auto loaded = sample();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        const QStringList expected{u"public"_s,
                                   u"  Tables (3)"_s,
                                   u"    Orders\u23CE<b>"_s,
                                   u"      Columns (1)"_s,
                                   u"        id"_s,
                                   u"    events"_s,
                                   u"      Columns (1)"_s,
                                   u"        at"_s,
                                   u"      Partitions (1)"_s,
                                   u"        events_2026"_s,
                                   u"          Columns (1)"_s,
                                   u"            at"_s,
                                   u"    users"_s,
                                   u"      Columns (2)"_s,
                                   u"        id"_s,
                                   u"        name"_s,
                                   u"      Indexes (1)"_s,
                                   u"        users_pkey"_s,
                                   u"  Functions (1)"_s,
                                   u"    now_and_then()"_s,
                                   u"Roles (1)"_s,
                                   u"  owner"_s};
        QCOMPARE(text(model).join(u'\n'), expected.join(u'\n'));
        model.setSystemVisible(true);
        QVERIFY(text(model).contains(u"pg_catalog"_s));
    }

    void namesInToolTipsAreNoMarkup()
    {
        ObjectTreeModel model(m_theme);
        const auto loaded = sample();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        const QModelIndex tables = model.index(0, 0, model.index(0, 0));
        const QString tip = model.index(0, 0, tables).data(Qt::ToolTipRole).toString();
        QVERIFY(!tip.contains(u"<b>"_s));
        QVERIFY(tip.contains(u"&lt;b&gt;"_s));
        const std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(0, 0, tables)}));
        QCOMPARE(dragged->text(), u"public.\"Orders\n<b>\""_s);
    }

    void filtersAsOneTypes()
    {
        ObjectTreeModel model(m_theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto loaded = sample();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        model.setFilter(u"USER"_s);
        const QStringList lines = text(model);
        QCOMPARE(lines.mid(0, 3), (QStringList{u"public"_s, u"  Tables (1)"_s, u"    users"_s}));
        QVERIFY(!lines.contains(u"    events"_s));
        model.setFilter(u"nothing like it"_s);
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QVERIFY(text(model).contains(u"    events"_s));
    }

    void findsPartitionsBelowTheirTable()
    {
        ObjectTreeModel model(m_theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto loaded = sample();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        model.setFilter(u"s_2026"_s);
        QCOMPARE(
            text(model).join(u'\n'),
            (QStringList{u"public"_s, u"  Tables (1)"_s, u"    events"_s, u"      Columns (1)"_s,
                         u"        at"_s, u"      Partitions (1)"_s, u"        events_2026"_s,
                         u"          Columns (1)"_s, u"            at"_s})
                .join(u'\n'));
        // A schema and a name; and a schema by its own name, whole.
        model.setFilter(u"pub.user"_s);
        QCOMPARE(model.index(0, 0, model.index(0, 0, model.index(0, 0))).data().toString(),
                 u"users"_s);
        QCOMPARE(model.rowCount(model.index(0, 0, model.index(0, 0))), 1);
        model.setFilter(u"PUBLIC"_s);
        QCOMPARE(model.index(0, 0, model.index(0, 0)).data().toString(), u"Tables (3)"_s);
    }

    void showsWhatAnExtensionBroughtBelowTheExtension()
    {
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        b.table(pub, u"users"_s, {u"id"_s});
        b.function(pub, u"own"_s);
        const auto brought = b.function(pub, u"vector_dims"_s);
        const catalog::Oid extension = ++b.next;
        b.o.others.push_back({.oid = extension,
                              .name = b.o.texts.add(u"vector"_s),
                              .kind = catalog::Kind::Extension});
        b.o.memberships.push_back({.catalog = catalog::Oid(catalog::Catalog::Proc),
                                   .oid = brought,
                                   .extension = extension});
        const auto loaded = b.load();
        ObjectTreeModel model(m_theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(loaded.snapshot, loaded.directory);
        QCOMPARE(text(model).join(u'\n'),
                 (QStringList{u"public"_s, u"  Tables (1)"_s, u"    users"_s,
                              u"      Columns (1)"_s, u"        id"_s, u"  Functions (1)"_s,
                              u"    own()"_s, u"Roles (1)"_s, u"  owner"_s, u"Extensions (1)"_s,
                              u"  vector"_s, u"    Functions (1)"_s, u"      vector_dims()"_s})
                     .join(u'\n'));
        model.setMembersVisible(true);
        QVERIFY(text(model).contains(u"  Functions (2)"_s));
    }

    void holdsPinsAndChangesAtTheTop()
    {
        ObjectTreeModel model(m_theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto loaded = sample();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        const auto users = catalog::Snapshot::idOf(*loaded.snapshot->relation(u"public", u"users"));
        QCOMPARE(model.index(0, 0).data().toString(), u"public"_s);
        using Shelf = ObjectTreeModel::Shelf;
        model.setShelf(Shelf::Changed, {users});
        model.setShelf(Shelf::Pinned, {users});
        QCOMPARE(model.index(0, 0).data().toString(), u"Pinned (1)"_s);
        QCOMPARE(model.index(1, 0).data().toString(), u"Changed (1)"_s);
        const QModelIndex pinned = model.index(0, 0, model.index(0, 0));
        QCOMPARE(pinned.data().toString(), u"users"_s);
        QCOMPARE(pinned.data(ObjectTreeModel::DetailRole).toString(), u"public"_s);
        QCOMPARE(model.indexOf(pinned.data(ObjectTreeModel::KeyRole).toString()), pinned);
        model.setShelf(Shelf::Pinned, {});
        model.setShelf(Shelf::Changed, {});
        QCOMPARE(model.index(0, 0).data().toString(), u"public"_s);
    }

    void findsThingsAgainAfterARefresh()
    {
        ObjectTreeModel model(m_theme);
        auto loaded = sample();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        const QModelIndex tables = model.index(0, 0, model.index(0, 0));
        const QString users = model.index(2, 0, tables).data(ObjectTreeModel::KeyRole).toString();
        const QString folder = tables.data(ObjectTreeModel::KeyRole).toString();
        // Other OIDs, one table more, the same names.
        samples::CatalogBuilder b;
        b.next = 50000;
        const auto pub = b.schema(u"public"_s);
        b.table(pub, u"accounts"_s, {u"id"_s});
        b.table(pub, u"users"_s, {u"id"_s});
        loaded = b.load();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        QCOMPARE(model.indexOf(users).data().toString(), u"users"_s);
        QCOMPARE(model.indexOf(folder).data().toString(), u"Tables (2)"_s);
        QVERIFY(!model.indexOf(u"gone"_s).isValid());
    }

    void aHundredThousandTablesAreThereAtOnce()
    {
        samples::CatalogBuilder b;
        const auto pub = b.schema(u"public"_s);
        for (int i = 0; i < 100'000; ++i)
            b.table(pub, u"t%1"_s.arg(i), {});
        const auto loaded = b.load();
        ObjectTreeModel model(m_theme);
        QElapsedTimer timer;
        timer.start();
        model.setSnapshot(loaded.snapshot, loaded.directory);
        const QModelIndex schema = model.index(0, 0);
        QCOMPARE(schema.data().toString(), u"public"_s);
        QVERIFY(model.hasChildren(schema));
        qInfo("to the first level: %lld ms", static_cast<long long>(timer.elapsed()));
        QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(model.rowCount(model.index(0, 0, schema)), 100'000);
    }
};

QTEST_MAIN(TestObjectTreeModel)
#include "tst_objecttreemodel.moc"
