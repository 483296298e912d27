#include "catalog/acl.h"
#include "catalog/actions.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah::catalog;

/// What context menus would run, and what access lists say, without a server.
class TestActions final : public QObject
{
    Q_OBJECT

    static Objects objects()
    {
        Objects o;
        o.serverVersion = 150004;
        o.others.push_back({.oid = 10, .name = o.texts.add(u"owner"_s), .kind = Kind::Role});
        o.schemas.push_back({.oid = 20000, .owner = 10, .name = o.texts.add(u"a\"b"_s)});
        o.relations.push_back(
            {.oid = 20001,
             .schema = 20000,
             .owner = 10,
             .name = o.texts.add(u"t;--"_s),
             .acl = o.texts.add(
                 u"{owner=arwdDxt/owner,=r/owner,\"\\\"odd \\\"\\\"role\\\"=r*w/owner\"}"_s)});
        o.columns.push_back({.relation = 20001, .name = o.texts.add(u"Mixed"_s), .number = 1});
        return o;
    }

private slots:
    void quoteEveryNameAndValue()
    {
        const SnapshotPtr s = Snapshot::make(objects());
        const ObjectId table{.kind = Kind::Table, .oid = 20001};
        QCOMPARE(actionSql(*s, table, ObjectAction::Rename, u"x'y"_s),
                 u"ALTER TABLE \"a\"\"b\".\"t;--\" RENAME TO \"x'y\";\n"_s);
        QCOMPARE(actionSql(*s, table, ObjectAction::Comment, u"it's"_s),
                 u"COMMENT ON TABLE \"a\"\"b\".\"t;--\" IS 'it''s';\n"_s);
        QCOMPARE(actionSql(*s, table, ObjectAction::Comment),
                 u"COMMENT ON TABLE \"a\"\"b\".\"t;--\" IS NULL;\n"_s);
        QCOMPARE(actionSql(*s, table, ObjectAction::Drop), u"DROP TABLE \"a\"\"b\".\"t;--\";\n"_s);
        const ObjectId column{.kind = Kind::Column, .oid = 20001, .number = 1};
        QCOMPARE(actionSql(*s, column, ObjectAction::Rename, u"y"_s),
                 u"ALTER TABLE \"a\"\"b\".\"t;--\" RENAME COLUMN \"Mixed\" TO y;\n"_s);
        QCOMPARE(actionSql(*s, table, ObjectAction::Truncate, {},
                           ActionOption::Cascade | ActionOption::RestartIdentity),
                 u"TRUNCATE TABLE \"a\"\"b\".\"t;--\" RESTART IDENTITY CASCADE;\n"_s);
        QCOMPARE(actionSql(*s, table, ObjectAction::Vacuum, {}, ActionOption::Full),
                 u"VACUUM (FULL, ANALYZE) \"a\"\"b\".\"t;--\";\n"_s);
        QCOMPARE(actionSql(*s, table, ObjectAction::Reindex, {},
                           gentleOptions(*s, table, ObjectAction::Reindex)),
                 u"REINDEX TABLE CONCURRENTLY \"a\"\"b\".\"t;--\";\n"_s);
        QVERIFY(actionsFor(*s, table).contains(ObjectAction::Truncate));
        QVERIFY(!actionsFor(*s, column).contains(ObjectAction::Truncate));
    }

    void tellTheLockThatComesWithTheChoice()
    {
        const ObjectId table{.kind = Kind::Table, .oid = 20001};
        const ObjectId role{.kind = Kind::Role, .oid = 10};
        QCOMPARE(lockOf(table, ObjectAction::Vacuum), u"SHARE UPDATE EXCLUSIVE"_s);
        QCOMPARE(lockOf(table, ObjectAction::Vacuum, ActionOption::Full), u"ACCESS EXCLUSIVE"_s);
        QCOMPARE(lockOf(table, ObjectAction::Reindex), u"SHARE"_s);
        QCOMPARE(lockOf(table, ObjectAction::Reindex, ActionOption::Concurrently),
                 u"SHARE UPDATE EXCLUSIVE"_s);
        QVERIFY(lockOf(role, ObjectAction::Rename).isEmpty());
    }

    void readAccessListsAsTheServerPrintsThem()
    {
        const SnapshotPtr s = Snapshot::make(objects());
        const auto items = effectiveAcl(*s, {.kind = Kind::Table, .oid = 20001});
        QCOMPARE(items.size(), 3);
        QCOMPARE(items[0].grantee, u"owner"_s);
        QCOMPARE(items[1].grantee, QString());
        QCOMPARE(items[1].privileges, u"r"_s);
        QCOMPARE(items[2].grantee, u"odd \"role"_s);
        QCOMPARE(items[2].privileges, u"rw"_s);
        QCOMPARE(items[2].grantOptions, u"r"_s);
        // No list means the default.
        QCOMPARE(effectiveAcl(*s, {.kind = Kind::Schema, .oid = 20000}).constFirst().privileges,
                 u"CU"_s);
    }

    void grantOnlyWhatDiffers()
    {
        const QList<AclItem> before{{.grantee = {}, .grantor = u"o"_s, .privileges = u"X"_s}};
        const QList<AclItem> after{{.grantee = u"r"_s, .grantor = u"o"_s, .privileges = u"X"_s}};
        QCOMPARE(grantStatements(before, after, u"FUNCTION f()"_s, u"o"_s, u"X"_s),
                 (QStringList{u"REVOKE ALL ON FUNCTION f() FROM PUBLIC"_s,
                              u"GRANT ALL ON FUNCTION f() TO r"_s}));
        QVERIFY(grantStatements(after, after, u"FUNCTION f()"_s, u"o"_s, u"X"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestActions)
#include "tst_actions.moc"
