#include "base/shownpath.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestShownPath final : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { qputenv("HOME", m_home); }

    void homeIsATilde_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("shown");
        QTest::newRow("below") << u"/home/ana/backups/a b"_s << u"~/backups/a b"_s;
        QTest::newRow("home itself") << u"/home/ana"_s << u"~"_s;
        QTest::newRow("somebody with a longer name") << u"/home/anabel/x"_s << u"/home/anabel/x"_s;
        QTest::newRow("elsewhere") << u"/var/lib/x"_s << u"/var/lib/x"_s;
        QTest::newRow("nothing") << QString() << QString();
    }
    void homeIsATilde()
    {
        QFETCH(QString, path);
        QFETCH(QString, shown);
        qputenv("HOME", "/home/ana");
        QCOMPARE(shownPath(path), shown);
    }

    void theRootIsNoHome()
    {
        qputenv("HOME", "/");
        QCOMPARE(shownPath(u"/etc/hosts"_s), u"/etc/hosts"_s);
    }

private:
    const QByteArray m_home = qgetenv("HOME");
};

QTEST_GUILESS_MAIN(TestShownPath)
#include "tst_shownpath.moc"
