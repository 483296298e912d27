#include "store/settings.h"
#include "store/store.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestSettings final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_files = 0;

    QString newFile() { return m_dir.filePath(u"%1/howdah.sqlite"_s.arg(++m_files)); }

    static std::shared_ptr<store::Store> open(const QString &path)
    {
        const auto opening = store::Store::open(path);
        return opening ? opening->store : nullptr;
    }

private slots:
    void keepsEveryKindOfValue_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("text") << QJsonValue(u"ünïcödé\n\"quoted\" 🐘"_s);
        QTest::newRow("empty text") << QJsonValue(u""_s);
        QTest::newRow("number") << QJsonValue(1440.5);
        QTest::newRow("false") << QJsonValue(false);
        QTest::newRow("list") << QJsonValue(QJsonArray{1, u"two"_s, QJsonArray{}});
        QTest::newRow("object") << QJsonValue(QJsonObject{{u"a"_s, QJsonObject{{u"b"_s, true}}}});
    }

    void keepsEveryKindOfValue()
    {
        QFETCH(QJsonValue, value);
        const QString path = newFile();
        {
            store::Settings settings(open(path));
            settings.set(u"key"_s, value);
            QCOMPARE(settings.get(u"key"_s), value);
        }
        store::Settings again(open(path));
        QCOMPARE(again.get(u"key"_s), value);
        QCOMPARE(again.keys(), QStringList{u"key"_s});
    }

    void isUndefinedWhereNothingIs()
    {
        store::Settings settings(store::Store::inMemory());
        QVERIFY(settings.get(u"nothing"_s).isUndefined());
    }

    void removesAndLists()
    {
        const QString path = newFile();
        {
            store::Settings settings(open(path));
            settings.set(u"text/b"_s, 1);
            settings.set(u"text/a"_s, 2);
            settings.set(u"tabs"_s, 3);
            settings.remove(u"text/b"_s);
            QCOMPARE(settings.keys(u"text/"_s), QStringList{u"text/a"_s});
        }
        store::Settings again(open(path));
        QCOMPARE(again.keys(), (QStringList{u"tabs"_s, u"text/a"_s}));
    }

    void isInTheFileWithoutBeingClosed()
    {
        const QString path = newFile();
        store::Settings settings(open(path));
        settings.set(u"text/1"_s, u"SELECT 1"_s);
        settings.set(u"text/1"_s, u"SELECT 12"_s);
        // A second program sees what a kill of the first would leave behind.
        QTRY_COMPARE(store::Settings(open(path)).get(u"text/1"_s), QJsonValue(u"SELECT 12"_s));
    }

    void saysWhenTheDiskIsFullAndTriesAgain()
    {
        const QString path = newFile();
        const auto file = open(path);
        QVERIFY(file);
        // SQLite answers SQLITE_FULL when a file reaches this, exactly as when the disk does.
        const auto limited = file->read([](store::Transaction &transaction) {
            return transaction.select(u"PRAGMA max_page_count = 1"_s);
        });
        QVERIFY(limited);
        store::Settings settings(file);
        QSignalSpy failed(&settings, &store::Settings::saveFailed);
        settings.set(u"text/big"_s, QString(200'000, u'x'));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).value<Error>().kind, Error::Kind::DiskFull);
        QCOMPARE(settings.get(u"text/big"_s).toString().size(), 200'000);

        const auto unlimited = file->read([](store::Transaction &transaction) {
            return transaction.select(u"PRAGMA max_page_count = 100000"_s);
        });
        QVERIFY(unlimited);
        settings.set(u"small"_s, 1);
        QTRY_COMPARE(store::Settings(open(path)).keys(), (QStringList{u"small"_s, u"text/big"_s}));
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
