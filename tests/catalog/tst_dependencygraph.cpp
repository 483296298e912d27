#include "catalog/dependencygraph.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah::catalog;

/// What needs what, and what a drop takes along, without a server.
class TestDependencyGraph final : public QObject
{
    Q_OBJECT

    Objects m_o;
    Dependencies m_dependencies;
    Oid m_next = 30000;

    Oid relation(const QString &name, char kind)
    {
        m_o.relations.push_back(
            {.oid = ++m_next, .schema = 20000, .owner = 10, .name = m_o.texts.add(name)});
        m_o.relations.back().kind = kind;
        m_o.columns.push_back({.relation = m_next, .name = m_o.texts.add(u"id"_s), .number = 1});
        return m_next;
    }
    void needs(Catalog catalog, Oid oid, Oid table, char type = 'n', qint16 number = 1)
    {
        m_dependencies.items.push_back({.catalog = Oid(catalog),
                                        .oid = oid,
                                        .neededCatalog = Oid(Catalog::Class),
                                        .neededOid = table,
                                        .neededNumber = number,
                                        .type = type});
    }
    Oid view(const QString &name, Oid over)
    {
        const Oid oid = relation(name, 'v');
        m_o.rules.push_back({.oid = ++m_next,
                             .relation = oid,
                             .name = m_o.texts.add(u"_RETURN"_s),
                             .isView = true});
        needs(Catalog::Rewrite, m_next, over);
        return oid;
    }
    Oid key(const QString &name, Oid from, Oid to)
    {
        m_o.constraints.push_back({.oid = ++m_next,
                                   .schema = 20000,
                                   .relation = from,
                                   .referenced = to,
                                   .name = m_o.texts.add(name),
                                   .type = 'f'});
        needs(Catalog::Constraint, m_next, to);
        return m_next;
    }
    static QStringList names(const Snapshot &s, const QList<DependencyGraph::Casualty> &lost)
    {
        QStringList all;
        for (const auto &casualty : lost)
            all.append((casualty.needsCascade ? u"cascade "_s : u"along "_s) + s.name(casualty.id));
        return all;
    }

private slots:
    void init()
    {
        m_o = {};
        m_dependencies = {};
        m_o.serverVersion = 150004;
        m_o.schemas.push_back({.oid = 20000, .owner = 10, .name = m_o.texts.add(u"app"_s)});
    }

    void followsBothWaysAsFarAsAsked()
    {
        const Oid a = relation(u"a"_s, 'r');
        const Oid b = relation(u"b"_s, 'r');
        key(u"b_a"_s, b, a);
        const Oid first = view(u"first"_s, b);
        const Oid second = view(u"second"_s, first);
        view(u"third"_s, second);
        const auto s = Snapshot::make(std::move(m_o))->with(std::move(m_dependencies));
        const DependencyGraph graph(*s);
        const ObjectId id{.kind = Kind::Table, .oid = b};
        QCOMPARE(graph.needs(id).size(), 1U);
        QCOMPARE(graph.needs(id)[0].object.oid, a);
        QCOMPARE(s->name(graph.needs(id)[0].through), u"b_a"_s);
        QCOMPARE(graph.usedBy(id).size(), 1U);
        const auto around = graph.around(id, 2, 40);
        QCOMPARE(around.objects.size(), 4); // without the third view
        QCOMPARE(around.arrows.size(), 3);
        const auto few = graph.around(id, 2, 2);
        QCOMPARE(few.objects.size(), 2);
        QVERIFY(few.left > 0);
    }

    void aDropTakesViewsWholeAndOnlyTheKeysOfTables()
    {
        const Oid a = relation(u"a"_s, 'r');
        const Oid b = relation(u"b"_s, 'r');
        key(u"b_a"_s, b, a);
        view(u"of_b"_s, b);
        const Oid ofA = view(u"of_a"_s, a);
        view(u"of_of_a"_s, ofA);
        const Oid partition = relation(u"a_1"_s, 'r');
        needs(Catalog::Class, partition, a, 'a', 0);
        const auto s = Snapshot::make(std::move(m_o))->with(std::move(m_dependencies));
        const DependencyGraph graph(*s);
        QStringList lost = names(*s, graph.droppedWith(*s, {.kind = Kind::Table, .oid = a}));
        lost.sort();
        // b itself stays, and so does the view over it.
        QCOMPARE(lost, (QStringList{u"along a_1"_s, u"cascade b_a"_s, u"cascade of_a"_s,
                                    u"cascade of_of_a"_s}));
    }

    void aColumnTakesOnlyWhatNeedsThatColumn()
    {
        const Oid a = relation(u"a"_s, 'r');
        m_o.columns.push_back({.relation = a, .name = m_o.texts.add(u"other"_s), .number = 2});
        view(u"of_id"_s, a);
        const auto s = Snapshot::make(std::move(m_o))->with(std::move(m_dependencies));
        const DependencyGraph graph(*s);
        QCOMPARE(graph.droppedWith(*s, {.kind = Kind::Column, .oid = a, .number = 1}).size(), 1);
        QVERIFY(graph.droppedWith(*s, {.kind = Kind::Column, .oid = a, .number = 2}).isEmpty());
    }

    void circlesEnd()
    {
        const Oid a = relation(u"a"_s, 'r');
        const Oid b = relation(u"b"_s, 'r');
        key(u"a_b"_s, a, b);
        key(u"b_a"_s, b, a);
        const auto s = Snapshot::make(std::move(m_o))->with(std::move(m_dependencies));
        const DependencyGraph graph(*s);
        QCOMPARE(graph.around({.kind = Kind::Table, .oid = a}, 5, 40).objects.size(), 2);
        QCOMPARE(graph.droppedWith(*s, {.kind = Kind::Schema, .oid = 20000}).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestDependencyGraph)
#include "tst_dependencygraph.moc"
