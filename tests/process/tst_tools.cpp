#include "process/tools.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestTools final : public QObject
{
    Q_OBJECT

private slots:
    void versionsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("version");
        QTest::newRow("Debian") << u"pg_dump (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"_s
                                << 150'014;
        QTest::newRow("plain") << u"psql (PostgreSQL) 17.6"_s << 170'006;
        QTest::newRow("beta") << u"postgres (PostgreSQL) 18beta1"_s << 180'000;
        QTest::newRow("devel") << u"postgres (PostgreSQL) 19devel"_s << 190'000;
        QTest::newRow("nothing") << u"no such thing"_s << 0;
    }
    void versionsAreRead()
    {
        QFETCH(QString, text);
        QTEST(process::versionFromText(text), "version");
    }

    void theSameMajorVersionIsPreferred()
    {
        const QStringList folders{fake(u"13.20"_s), fake(u"17.2"_s), fake(u"15.3"_s),
                                  fake(u"15.9"_s)};
        const auto tool = process::chooseTool(u"pg_dump"_s, 150'004, folders);
        QVERIFY(tool);
        QCOMPARE(tool->version, 150'009);
        QCOMPARE(tool->minorVersion(), 9);
    }

    void aNewerOneServesToo()
    {
        const auto tool = process::chooseTool(u"pg_dump"_s, 140'004,
                                              {fake(u"13.20"_s), fake(u"17.2"_s), fake(u"16.1"_s)});
        QVERIFY(tool);
        QCOMPARE(tool->majorVersion(), 16);
    }

    void anOlderOneIsNamedAndRefused()
    {
        const QString folder = fake(u"15.9"_s);
        const auto tool = process::chooseTool(u"pg_dump"_s, 170'001, {folder});
        QVERIFY(!tool);
        QCOMPARE(tool.error().kind, Error::Kind::ToolMissing);
        QVERIFY(tool.error().toText().contains(folder));
        QVERIFY(!tool.error().hint.isEmpty());
    }

    void aChosenFolderComesFirst()
    {
        const QString folder = fake(u"15.9"_s);
        QCOMPARE(process::programFolders(folder).constFirst(), QDir(folder).canonicalPath());
    }

private:
    /// A folder with a pg_dump that only says its version.
    QString fake(const QString &version)
    {
        const QString folder = m_folder.filePath(QString::number(++m_count));
        QDir().mkpath(folder);
        QFile file(folder + u"/pg_dump"_s);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("a fake program cannot be written");
        file.write("#!/bin/sh\necho 'pg_dump (PostgreSQL) " + version.toUtf8() + "'\n");
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return folder;
    }

    QTemporaryDir m_folder;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(TestTools)
#include "tst_tools.moc"
