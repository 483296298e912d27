#include "gui/connect/candidatemodel.h"
#include "gui/connect/connectionmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;
using connections::Profile;

class TestConnectionModel final : public QObject
{
    Q_OBJECT

    static Profile profile(const QString &id, const QString &name, const QString &group = {},
                           bool favourite = false)
    {
        Profile profile;
        profile.id = id;
        profile.name = name;
        profile.group = group;
        profile.favourite = favourite;
        profile.tags = {u"tag-"_s + id};
        profile.endpoint = *pg::Endpoint::parse(u"host=%1.example dbname=navi user=u"_s.arg(id));
        return profile;
    }

    /// The tree as text: one line a row, children indented.
    static QString text(const ConnectionModel &model, const QModelIndex &parent = {},
                        const QString &indent = {})
    {
        QString lines;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const QModelIndex index = model.index(row, 0, parent);
            lines +=
                indent + index.data().toString() + u'\n' + text(model, index, indent + u"  "_s);
        }
        return lines;
    }

private slots:
    void groupsAndPutsFavouritesFirst()
    {
        ConnectionModel model([](const Profile &) { return false; });
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setProfiles({profile(u"1"_s, u"alpha"_s), profile(u"2"_s, u"omega"_s, {}, true),
                           profile(u"3"_s, u"b"_s, u"Navi"_s), profile(u"4"_s, u"a"_s, u"Navi"_s),
                           profile(u"5"_s, u"z"_s, u"Ada"_s)});
        QCOMPARE(text(model), u"omega\nalpha\nAda\n  z\nNavi\n  a\n  b\n"_s);
        QCOMPARE(model.shownCount(), 5);
        QCOMPARE(model.indexOf(u"3"_s).data().toString(), u"b"_s);
        QVERIFY(!model.indexOf(u"9"_s).isValid());
        QVERIFY(!model.profile(model.index(2, 0)));
        QCOMPARE(model.profile(model.indexOf(u"5"_s))->name, u"z"_s);
        model.setProfiles({});
        QCOMPARE(text(model), QString());
    }

    void filtersByEveryWordAnywhere_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << u"ALPH"_s << u"alpha\n"_s;
        QTest::newRow("group") << u"navi b"_s << u"Navi\n  b\n"_s;
        QTest::newRow("address") << u"1.example"_s << u"alpha\n"_s;
        QTest::newRow("tag") << u"tag-3"_s << u"Navi\n  b\n"_s;
        QTest::newRow("nothing") << u"alpha zzz"_s << QString();
        QTest::newRow("blank") << u"  "_s << u"alpha\nNavi\n  b\n"_s;
    }

    void filtersByEveryWordAnywhere()
    {
        QFETCH(QString, filter);
        QFETCH(QString, expected);
        ConnectionModel model([](const Profile &) { return false; });
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setProfiles({profile(u"1"_s, u"alpha"_s), profile(u"3"_s, u"b"_s, u"Navi"_s)});
        model.setFilter(filter);
        QCOMPARE(text(model), expected);
    }

    void tellsWhenTheLockChanged()
    {
        bool locked = true;
        ConnectionModel model([&locked](const Profile &) { return locked; });
        model.setProfiles({profile(u"1"_s, u"a"_s), profile(u"2"_s, u"b"_s, u"G"_s)});
        QVERIFY(model.indexOf(u"2"_s).data(ConnectionModel::ReadOnlyRole).toBool());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        locked = false;
        model.refreshLocks();
        QCOMPARE(changed.size(), 2);
        QVERIFY(!model.indexOf(u"2"_s).data(ConnectionModel::ReadOnlyRole).toBool());
    }

    void toolTipsArePlainText()
    {
        ConnectionModel model([](const Profile &) { return false; });
        model.setProfiles({profile(u"1"_s, u"<img src=x>"_s)});
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"&lt;img"_s));
    }

    void candidatesAreTickedAndRenamed()
    {
        CandidateModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCandidates({{.profile = profile({}, u"a"_s)}, {.profile = profile({}, u"b"_s)}});
        QCOMPARE(model.chosen().size(), 2);
        QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(model.chosen().size(), 1);
        QVERIFY(model.setData(model.index(1, 0), u" c "_s));
        QVERIFY(!model.setData(model.index(1, 0), u" "_s));
        QVERIFY(!model.setData(model.index(1, 1), u"x"_s));
        QCOMPARE(model.chosen().first().profile.name, u"c"_s);
    }
};

QTEST_MAIN(TestConnectionModel)
#include "tst_connectionmodel.moc"
