#include "catalog/acl.h"
#include "catalog/ddlwriter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah::catalog;

/// Privileges as statements, and labels, which no packaged server has a provider for.
class TestAcl final : public QObject
{
    Q_OBJECT

    static QStringList statements(const QList<AclItem> &before, const QList<AclItem> &after)
    {
        return grantStatements(before, after, u"TABLE t"_s, u"owner"_s, u"rawd"_s);
    }

    static AclItem item(const QString &grantee, const QString &grantor, const QString &privileges,
                        const QString &options = {})
    {
        return {.grantee = grantee,
                .grantor = grantor,
                .privileges = privileges,
                .grantOptions = options};
    }

private slots:
    void keepsTheOrderInWhichPrivilegesWereGiven()
    {
        const QStringList all = statements({}, {item(u"first"_s, u"owner"_s, u"r"_s, u"r"_s),
                                                item(u"second"_s, u"first"_s, u"r"_s),
                                                item(u"second"_s, u"owner"_s, u"a"_s)});
        QCOMPARE(all, (QStringList{u"GRANT SELECT ON TABLE t TO first WITH GRANT OPTION"_s,
                                   u"SET SESSION AUTHORIZATION first"_s,
                                   u"GRANT SELECT ON TABLE t TO second"_s,
                                   u"RESET SESSION AUTHORIZATION"_s,
                                   u"GRANT INSERT ON TABLE t TO second"_s}));
    }

    void givesWhatSomebodyPassesOnFirst()
    {
        const QStringList all = statements({}, {item(u"third"_s, u"second"_s, u"r"_s),
                                                item(u"second"_s, u"first"_s, u"r"_s, u"r"_s),
                                                item(u"first"_s, u"owner"_s, u"r"_s, u"r"_s)});
        QVERIFY(all.indexOf(u"GRANT SELECT ON TABLE t TO first WITH GRANT OPTION"_s) <
                all.indexOf(u"GRANT SELECT ON TABLE t TO second WITH GRANT OPTION"_s));
        QVERIFY(all.indexOf(u"GRANT SELECT ON TABLE t TO second WITH GRANT OPTION"_s) <
                all.indexOf(u"GRANT SELECT ON TABLE t TO third"_s));
        // A grantor who holds nothing (its role is gone) ends the search, not the program.
        QCOMPARE(
            statements({}, {item(u"a"_s, u"b"_s, u"r"_s), item(u"b"_s, u"a"_s, u"r"_s)}).size(), 6);
    }

    void takesBackWhatWasThereBefore()
    {
        QCOMPARE(statements({item({}, u"owner"_s, u"ar"_s)}, {item({}, u"owner"_s, u"r"_s)}),
                 QStringList{u"REVOKE INSERT ON TABLE t FROM PUBLIC"_s});
        QCOMPARE(statements({item(u"a"_s, u"owner"_s, u"ar"_s, u"ar"_s)},
                            {item(u"a"_s, u"owner"_s, u"ar"_s, u"a"_s)}),
                 QStringList{u"REVOKE GRANT OPTION FOR SELECT ON TABLE t FROM a"_s});
        QCOMPARE(statements({item(u"a"_s, u"owner"_s, u"r"_s)}, {item(u"a"_s, u"owner"_s, u"r"_s)}),
                 QStringList());
    }

    void startsFromWhatAnExtensionGave()
    {
        Objects objects;
        objects.serverVersion = 150000;
        objects.schemas = {{.oid = 2200, .name = objects.texts.add(u"public"_s)}};
        objects.others = {{.oid = 10, .name = objects.texts.add(u"owner"_s), .kind = Kind::Role}};
        Function function{.oid = 20000, .schema = 2200, .owner = 10};
        function.name = objects.texts.add(u"f"_s);
        function.acl = objects.texts.add(u"{owner=X/owner,reader=X/owner}"_s);
        objects.functions = {function};
        objects.initialPrivileges = {{.catalog = Oid(Catalog::Proc),
                                      .oid = 20000,
                                      .acl = objects.texts.add(u"{owner=X/owner}"_s)}};
        const SnapshotPtr s = Snapshot::make(std::move(objects));
        // The script took EXECUTE from everybody already, so only the new grant is people's.
        QCOMPARE(DdlWriter(*s).grants({.kind = Kind::Function, .oid = 20000}),
                 QStringList{u"GRANT ALL ON FUNCTION public.f() TO reader"_s});
    }

    void writesLabelsOfObjectsAndColumns()
    {
        Objects objects;
        objects.serverVersion = 150000;
        objects.schemas = {{.oid = 2200, .name = objects.texts.add(u"public"_s)}};
        objects.relations = {
            {.oid = 20000, .schema = 2200, .name = objects.texts.add(u"odd \"t"_s)}};
        objects.columns = {{.relation = 20000, .name = objects.texts.add(u"c"_s), .number = 1}};
        const Text provider = objects.texts.add(u"Some Provider"_s);
        for (const qint32 number : {0, 1})
            objects.securityLabels.push_back({.catalog = Oid(Catalog::Class),
                                              .oid = 20000,
                                              .number = number,
                                              .provider = provider,
                                              .label = objects.texts.add(u"it's secret"_s)});
        const SnapshotPtr s = Snapshot::make(std::move(objects));
        QCOMPARE(
            DdlWriter(*s).securityLabels({.kind = Kind::Table, .oid = 20000}),
            (QStringList{u"SECURITY LABEL FOR \"Some Provider\" ON TABLE public.\"odd \"\"t\""
                         u" IS 'it''s secret'"_s,
                         u"SECURITY LABEL FOR \"Some Provider\" ON COLUMN public.\"odd \"\"t\"."
                         u"c IS 'it''s secret'"_s}));
    }
};

QTEST_GUILESS_MAIN(TestAcl)
#include "tst_acl.moc"
