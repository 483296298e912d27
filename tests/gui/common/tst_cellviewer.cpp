#include "gui/common/cellviewer.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

namespace {

data::Cell cell(const QByteArray &bytes)
{
    return {.bytes = bytes, .size = bytes.size(), .null = false};
}

} // namespace

class TestCellViewer final : public QObject
{
    Q_OBJECT

private slots:
    void readsArrays_data()
    {
        QTest::addColumn<QString>("literal");
        QTest::addColumn<QStringList>("elements");
        QTest::newRow("plain") << u"{a,b}"_s << QStringList({u"a"_s, u"b"_s});
        QTest::newRow("empty") << u"{}"_s << QStringList();
        QTest::newRow("null and the word")
            << u"{NULL,\"NULL\",\"\"}"_s << QStringList({QString(), u"NULL"_s, u""_s});
        QTest::newRow("quotes") << u"{\"a,b\",\"say \\\"hi\\\"\",\"back\\\\slash\"}"_s
                                << QStringList({u"a,b"_s, u"say \"hi\""_s, u"back\\slash"_s});
        QTest::newRow("nested") << u"{{1,2},{3,4}}"_s << QStringList({u"{1,2}"_s, u"{3,4}"_s});
        QTest::newRow("bounds") << u"[2:3]={a,b}"_s << QStringList({u"a"_s, u"b"_s});
        QTest::newRow("vector") << u"[0.5,-1]"_s << QStringList({u"0.5"_s, u"-1"_s});
    }
    void readsArrays()
    {
        QFETCH(QString, literal);
        QFETCH(QStringList, elements);
        const auto found = arrayElements(literal);
        QVERIFY(found);
        QCOMPARE(found->size(), elements.size());
        for (qsizetype i = 0; i < elements.size(); ++i) {
            QCOMPARE(found->at(i), elements.at(i));
            QCOMPARE(found->at(i).isNull(), elements.at(i).isNull());
        }
        QVERIFY(!arrayElements(u"text"_s));
    }

    void dumpsBytes()
    {
        QCOMPARE(hexDump("\\x00414243ff"),
                 u"00000000  00 41 42 43 ff                                   .ABC.\n"_s);
    }

    void showsJsonAsATree()
    {
        Theme theme;
        CellViewer viewer(theme);
        viewer.show({.name = u"doc"_s, .typeOid = 3802, .kind = data::ValueKind::Json},
                    cell("{\"<b>k</b>\": [1, null]}"));
        auto *tree = viewer.findChild<QTreeWidget *>(u"cellTree"_s);
        const auto *root = tree->topLevelItem(0);
        QCOMPARE(root->child(0)->text(0), u"<b>k</b>"_s);
        QCOMPARE(root->child(0)->child(1)->text(1), u"null"_s);
        // What is no JSON is still shown.
        viewer.show({.name = u"doc"_s, .typeOid = 114, .kind = data::ValueKind::Json},
                    cell("{broken"));
        QCOMPARE(viewer.findChild<QPlainTextEdit *>(u"cellText"_s)->toPlainText(), u"{broken"_s);
    }

    void tellsAVectorsLength()
    {
        Theme theme;
        CellViewer viewer(theme);
        viewer.show({.name = u"v"_s, .typeOid = 20001, .kind = data::ValueKind::Text},
                    cell("[3,4]"));
        const QString facts = viewer.findChild<QLabel *>(u"cellFacts"_s)->text();
        QVERIFY2(facts.contains(u"2 dimensions"_s) && facts.contains(u"length 5"_s),
                 qUtf8Printable(facts));
    }

    void showsAMomentInThreeWays()
    {
        Theme theme;
        CellViewer viewer(theme);
        viewer.show({.name = u"at"_s, .typeOid = 1184, .kind = data::ValueKind::TimestampWithZone},
                    cell("2026-01-31 12:00:00.5+02"));
        const QString text = viewer.findChild<QPlainTextEdit *>(u"cellText"_s)->toPlainText();
        QVERIFY2(text.contains(u"UTC: 2026-01-31 10:00:00.500"_s), qUtf8Printable(text));
    }

    void tellsNullFromEmptyAndACutValue()
    {
        Theme theme;
        CellViewer viewer(theme);
        auto *facts = viewer.findChild<QLabel *>(u"cellFacts"_s);
        viewer.show({.name = u"t"_s, .typeOid = 25}, {.bytes = {}, .size = 0, .null = true});
        QVERIFY(facts->text().contains(u"NULL"_s));
        viewer.show({.name = u"t"_s, .typeOid = 25}, cell(""));
        QVERIFY(!facts->text().contains(u"NULL"_s));
        viewer.show({.name = u"t"_s, .typeOid = 25},
                    {.bytes = "abc", .size = 200'000'000, .null = false});
        QVERIFY(facts->text().contains(u"only the first"_s));
    }
};

QTEST_MAIN(TestCellViewer)
#include "tst_cellviewer.moc"
