#include "app/scenes.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestScenes final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString written(const QByteArray &text)
    {
        const QString path = m_folder.filePath(u"scenes.json"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qUtf8Printable(path));
        return path;
    }

private slots:
    void readsWhatAPictureShows()
    {
        const auto scenes = app::readScenes(written(R"([
            {"picture": "table", "place": "browse", "connection": "Orders", "alsoDark": true,
             "path": ["table", "public", "orders"], "state": {"filter": "o"},
             "commands": ["Refresh"]},
            {"picture": "list", "place": "connections", "connection": "", "mayBeEmpty": true}])"));
        QVERIFY2(scenes, scenes ? "" : qUtf8Printable(scenes.error().toText()));
        QCOMPARE(scenes->size(), 2);
        const app::Scene &table = scenes->first();
        QCOMPARE(table.picture, u"table"_s);
        QCOMPARE(table.place, u"browse"_s);
        QCOMPARE(table.connection.value_or(u"none"_s), u"Orders"_s);
        QCOMPARE(table.path, QStringList({u"table"_s, u"public"_s, u"orders"_s}));
        QCOMPARE(table.state.value("filter"_L1).toString(), u"o"_s);
        QCOMPARE(table.commands, QStringList{u"Refresh"_s});
        QVERIFY(table.alsoDark);
        QVERIFY(!table.mayBeEmpty);
        // Empty is not the same as left out: that place needs no connection.
        QCOMPARE(scenes->last().connection.value_or(u"none"_s), QString());
        QVERIFY(scenes->last().mayBeEmpty);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("no array") << QByteArray("{}") << u"array"_s;
        QTest::newRow("no JSON") << QByteArray("[{") << u"object"_s;
        QTest::newRow("nothing in it") << QByteArray("[]") << u"no scene"_s;
        QTest::newRow("a field misspelt")
            << QByteArray(R"([{"picture": "a", "place": "browse", "comands": []}])")
            << u"\"comands\""_s;
        QTest::newRow("no place") << QByteArray(R"([{"picture": "a"}])") << u"a place"_s;
        QTest::newRow("a way out of the folder")
            << QByteArray(R"([{"picture": "../a", "place": "browse"}])") << u"picture"_s;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto scenes = app::readScenes(written(text));
        QVERIFY(!scenes);
        QVERIFY2(scenes.error().toText().contains(message),
                 qUtf8Printable(scenes.error().toText()));
    }

    void aMissingFileIsAnError()
    {
        QVERIFY(!app::readScenes(m_folder.filePath(u"nowhere.json"_s)));
    }

    void theScenesThatPackagingTakesAreReadable()
    {
        const QDir folder(QStringLiteral(HOWDAH_SOURCE_DIR "/packaging/scenes"));
        const auto files = folder.entryList({u"*.json"_s}, QDir::Files);
        QVERIFY(!files.isEmpty());
        for (const QString &file : files) {
            const auto scenes = app::readScenes(folder.filePath(file));
            QVERIFY2(scenes, scenes ? "" : qUtf8Printable(scenes.error().toText()));
        }
    }
};

QTEST_GUILESS_MAIN(TestScenes)
#include "tst_scenes.moc"
