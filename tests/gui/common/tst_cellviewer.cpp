#include "gui/common/cellviewer.h"
#include "gui/common/jsonoutline.h"
#include "gui/common/vectorchart.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTemporaryDir>
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

    void keepsNumbersAndKeysAsTheyAreWritten()
    {
        const auto root = jsonOutline(
            R"({"z": 12345678901234567890.10, "a": 1e400, "z": [true, "\u00e9\ud83d\ude00\n"], "": {}})",
            100);
        QVERIFY(root);
        QCOMPARE(root->size, 4);
        QCOMPARE(root->children[0].key, u"z"_s);
        QCOMPARE(root->children[0].text, u"12345678901234567890.10"_s);
        QCOMPARE(root->children[1].text, u"1e400"_s);
        QCOMPARE(root->children[2].key, u"z"_s); // a second time
        QCOMPARE(root->children[2].children[1].text, u"\u00e9\U0001F600\n"_s);
        QCOMPARE(root->children[3].size, 0);
    }

    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("open object") << QByteArray("{");
        QTest::newRow("no value") << QByteArray("{\"a\":}");
        QTest::newRow("more behind") << QByteArray("{} {}");
        QTest::newRow("open string") << QByteArray("[\"a");
        QTest::newRow("half an escape") << QByteArray("[\"\\u00");
        QTest::newRow("too deep") << QByteArray(5000, '[') + QByteArray(5000, ']');
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!jsonOutline(text, 100));
    }

    void keepsOnlyTheFirstOfManyValues()
    {
        const auto root = jsonOutline(QByteArray("[" + QByteArray("0,").repeated(999) + "0]"), 100);
        QVERIFY(root);
        QCOMPARE(root->size, 1000);
        QVERIFY(root->children.size() <= 100);
    }

    void readsVectors_data()
    {
        QTest::addColumn<QString>("literal");
        QTest::addColumn<bool>("good");
        QTest::addColumn<QList<double>>("values");
        QTest::newRow("vector") << u"[1,-2.5,3e-05]"_s << true << QList<double>{1, -2.5, 3e-05};
        QTest::newRow("sparsevec") << u"{1:0.5,3:2}/5"_s << true << QList<double>{0.5, 0, 2, 0, 0};
        QTest::newRow("sparsevec of zeros") << u"{}/3"_s << true << QList<double>{0, 0, 0};
        QTest::newRow("text") << u"[a,b]"_s << false << QList<double>();
        QTest::newRow("beyond its end") << u"{9:1}/5"_s << false << QList<double>();
        QTest::newRow("composite") << u"(1,2)"_s << false << QList<double>();
    }
    void readsVectors()
    {
        QFETCH(QString, literal);
        QFETCH(bool, good);
        QFETCH(QList<double>, values);
        const auto read = vectorValues(literal);
        QCOMPARE(bool(read), good);
        if (read)
            QCOMPARE(*read, values);
    }

    void drawsABarForEachNumberOfAVector()
    {
        Theme theme;
        CellViewer viewer(theme);
        viewer.resize(400, 400);
        viewer.show({.name = u"v"_s, .typeOid = 20001, .kind = data::ValueKind::Text},
                    cell("[1,-1,0.5]"));
        viewer.QWidget::show();
        auto *chart = viewer.findChild<VectorChart *>(u"vectorChart"_s);
        QVERIFY(chart->isVisible());
        const QImage image = chart->grab().toImage();
        const QRgb bar = theme.series(0).rgb();
        const int middle = image.height() / 2;
        // The first goes up, the second down, and behind the third there is nothing.
        QCOMPARE(image.pixel(4, middle / 2), bar);
        QVERIFY(image.pixel(4, middle + middle / 2) != bar);
        QCOMPARE(image.pixel(20, middle + middle / 2), bar);
        QVERIFY(image.pixel(20, middle / 2) != bar);
        QVERIFY(image.pixel(image.width() - 10, middle / 2) != bar);
        // Another value takes it away.
        viewer.show({.name = u"t"_s, .typeOid = 25, .kind = data::ValueKind::Text}, cell("[1]"));
        QVERIFY(!chart->isVisible());
    }

    void nestsArraysAndTellsNullFromEmpty()
    {
        Theme theme;
        CellViewer viewer(theme);
        const data::Column column{.name = u"a"_s, .typeOid = 1009, .kind = data::ValueKind::Array};
        viewer.show(column, cell("{{1,2},{NULL,\"\"}}"));
        auto *tree = viewer.findChild<QTreeWidget *>(u"cellTree"_s);
        QCOMPARE(tree->topLevelItemCount(), 2);
        QCOMPARE(tree->topLevelItem(1)->child(0)->text(1), u"NULL"_s);
        QCOMPARE(tree->topLevelItem(1)->child(1)->text(1), QString());
        // A text that looks like an array is none.
        viewer.show(column, cell("{\"{1,2}\",b}"));
        QCOMPARE(tree->topLevelItem(0)->childCount(), 0);
        auto *facts = viewer.findChild<QLabel *>(u"cellFacts"_s);
        const data::Column text{.name = u"t"_s, .typeOid = 25, .kind = data::ValueKind::Text};
        viewer.show(text, {.bytes = {}, .size = 0, .null = true});
        QVERIFY(facts->text().contains(u"NULL"_s));
        viewer.show(text, cell(""));
        QVERIFY(!facts->text().contains(u"NULL"_s) && facts->text().contains(u"empty"_s));
    }

    void oneLineOfMegabytesIsShownInPart()
    {
        Theme theme;
        CellViewer viewer(theme);
        viewer.QWidget::show();
        QElapsedTimer timer;
        timer.start();
        viewer.show({.name = u"t"_s, .typeOid = 25, .kind = data::ValueKind::Text},
                    cell(QByteArray(4 * 1024 * 1024, 'x')));
        QVERIFY(timer.elapsed() < 5'000);
        QVERIFY(viewer.findChild<QLabel *>(u"cellFacts"_s)->text().contains(u"the first"_s));
        // Many short lines are no trouble.
        const QByteArray lines = QByteArray("a line\n").repeated(20'000);
        viewer.show({.name = u"t"_s, .typeOid = 25, .kind = data::ValueKind::Text}, cell(lines));
        QCOMPARE(viewer.findChild<QPlainTextEdit *>(u"cellText"_s)->toPlainText().size(),
                 lines.size());
    }

    void savesAValueAsItIs()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"value"_s);
        const auto content = [&] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
        };
        QCOMPARE(*saveValue(cell("\\x00ff41"), data::ValueKind::Bytes, path), 3);
        QCOMPARE(content(), QByteArray("\0\xff"
                                       "A",
                                       3));
        QVERIFY(saveValue(cell("gr\xc3\xbc\xc3\x9f"), data::ValueKind::Text, path));
        QCOMPARE(content(), QByteArray("gr\xc3\xbc\xc3\x9f"));
        QVERIFY(!saveValue(cell("x"), data::ValueKind::Text, folder.filePath(u"no/such"_s)));
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
