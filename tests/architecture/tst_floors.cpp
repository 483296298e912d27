#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

/// Includes go down only: the table is README's "Architecture". A room may include itself, the
/// rooms named here, and whatever those may include.
class TestFloors final : public QObject
{
    Q_OBJECT

    static QHash<QString, QStringList> direct()
    {
        return {
            {u"base"_s, {}},
            {u"sql"_s, {u"base"_s}},
            {u"pg"_s, {u"base"_s}},
            {u"vault"_s, {u"base"_s}},
            {u"store"_s, {u"base"_s}},
            {u"process"_s, {u"base"_s}},
            {u"jobs"_s, {u"base"_s}},
            {u"connections"_s, {u"pg"_s, u"vault"_s, u"store"_s}},
            {u"catalog"_s, {u"pg"_s, u"sql"_s}},
            {u"activity"_s, {u"pg"_s}},
            {u"sandbox"_s, {u"pg"_s, u"process"_s}},
            {u"data"_s, {u"pg"_s, u"sql"_s, u"catalog"_s}},
            {u"diff"_s, {u"catalog"_s, u"sandbox"_s}},
            {u"change"_s, {u"catalog"_s, u"activity"_s, u"sql"_s, u"store"_s}},
            {u"planner"_s, {u"change"_s, u"diff"_s, u"sandbox"_s}},
            {u"samples"_s, {u"planner"_s, u"jobs"_s, u"connections"_s}},
            {u"backup"_s, {u"diff"_s, u"sandbox"_s, u"process"_s, u"jobs"_s, u"store"_s}},
            {u"metrics"_s, {u"change"_s, u"catalog"_s, u"store"_s}},
            {u"health"_s, {u"change"_s, u"activity"_s, u"catalog"_s}},
            {u"gui"_s,
             {u"planner"_s, u"backup"_s, u"metrics"_s, u"health"_s, u"data"_s, u"connections"_s,
              u"jobs"_s, u"samples"_s}},
            {u"cli"_s,
             {u"planner"_s, u"backup"_s, u"metrics"_s, u"health"_s, u"data"_s, u"connections"_s,
              u"jobs"_s, u"samples"_s}},
            {u"app"_s, {u"gui"_s, u"cli"_s}},
        };
    }

    static QSet<QString> closure(const QString &room, const QHash<QString, QStringList> &table)
    {
        QSet<QString> all{room};
        QStringList open = table.value(room);
        while (!open.isEmpty()) {
            const QString next = open.takeLast();
            if (!all.contains(next)) {
                all.insert(next);
                open += table.value(next);
            }
        }
        return all;
    }

    struct Include
    {
        QString file;
        int line;
        QString room;
    };

    static QList<Include> includesOf(const QString &room)
    {
        static const QRegularExpression pattern(u"^\\s*#\\s*include\\s+\"([^\"]+)\""_s);
        QList<Include> includes;
        QDirIterator files(QStringLiteral(HOWDAH_SOURCE_DIR "/src/") + room, {u"*.h"_s, u"*.cpp"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            int number = 0;
            while (!file.atEnd()) {
                ++number;
                const auto match = pattern.match(QString::fromUtf8(file.readLine()));
                const QString path = match.captured(1);
                // "ui_x.h" and "x.moc" are generated and belong to the file itself.
                if (match.hasMatch() && path.contains(u'/'))
                    includes.append({file.fileName(), number, path.section(u'/', 0, 0)});
            }
        }
        return includes;
    }

private slots:
    void everyRoomIsInTheTable()
    {
        const auto table = direct();
        const auto rooms = QDir(QStringLiteral(HOWDAH_SOURCE_DIR "/src"))
                               .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QVERIFY(rooms.contains(u"base"_s));
        for (const QString &room : rooms)
            QVERIFY2(table.contains(room), qUtf8Printable(u"src/%1 has no floor"_s.arg(room)));
    }

    void includesGoDownOnly()
    {
        const auto table = direct();
        QStringList wrong;
        int seen = 0;
        const auto rooms = QDir(QStringLiteral(HOWDAH_SOURCE_DIR "/src"))
                               .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &room : rooms) {
            const auto allowed = closure(room, table);
            const auto includes = includesOf(room);
            for (const Include &include : includes) {
                ++seen;
                if (!allowed.contains(include.room))
                    wrong += u"%1:%2 includes %3"_s.arg(include.file)
                                 .arg(include.line)
                                 .arg(include.room);
            }
        }
        QVERIFY(seen > 10);
        QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong.join(u'\n')));
    }

    void theGuiKnowsNoLibpq()
    {
        QStringList wrong;
        QDirIterator files(QStringLiteral(HOWDAH_SOURCE_DIR "/src/gui"), {u"*.h"_s, u"*.cpp"_s},
                           QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains("<libpq"))
                wrong += file.fileName();
        }
        QVERIFY2(wrong.isEmpty(), qUtf8Printable(wrong.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestFloors)
#include "tst_floors.moc"
