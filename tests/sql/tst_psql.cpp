#include "process/child.h"
#include "process/tools.h"
#include "sql/script.h"
#include "support/testserver.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

/// psql itself is asked where statements end: its log (-L) holds each query as it was sent.
class TestPsql final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    /// Nothing when psql could not be run.
    [[nodiscard]] std::optional<QStringList> sent(const QString &text) const
    {
        QTemporaryDir folder;
        QFile script(folder.filePath(u"script.sql"_s));
        if (!script.open(QIODevice::WriteOnly))
            return {};
        script.write(text.toUtf8());
        script.close();
        const QString log = folder.filePath(u"log"_s);
        const auto &installation = m_server.installation();
        const auto tool = process::chooseTool(u"psql"_s, installation.version,
                                              process::programFolders(installation.programFolder));
        if (!tool)
            return {};
        const process::Command command{.program = tool->path,
                                       .arguments = {u"-X"_s, u"-q"_s, u"-w"_s, u"-L"_s, log,
                                                     u"-f"_s, script.fileName(), u"-d"_s,
                                                     m_server.conninfo()}};
        // Statements that the server refuses are logged all the same, so the exit code does not
        // matter.
        if (!process::run(command, {.deadline = QDeadlineTimer(60'000)}))
            return {};
        QFile file(log);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        static const QRegularExpression query(u"^[*/]+ QUERY [*/]+\\n(.*?)\\n[*/]{20,}$"_s,
                                              QRegularExpression::MultilineOption |
                                                  QRegularExpression::DotMatchesEverythingOption);
        QStringList queries;
        auto matches = query.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            queries += matches.next().captured(1);
        return queries;
    }

    [[nodiscard]] static QStringList own(const QString &text)
    {
        const auto script = sql::Script::split(text);
        QStringList statements;
        for (const auto &statement : script.statements())
            statements += script.text(statement);
        return statements;
    }

    /// psql keeps the semicolon, sends empty statements, and (from 15 on) sends comments along.
    [[nodiscard]] static QStringList bare(const QStringList &statements)
    {
        QStringList result;
        for (QString text : statements) {
            text.remove(u"/*;*/"_s);
            text.remove(u"--;"_s);
            text = text.simplified();
            if (text.endsWith(u';'))
                text.chop(1);
            text = text.trimmed();
            if (!text.isEmpty())
                result += text;
        }
        return result;
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void sendsWhatWeFound_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("plain") << u"SELECT 1; SELECT 2;\n\nSELECT\n3"_s;
        QTest::newRow("quotes")
            << u"SELECT ';', E'\\';', $$;$$, $a$ $$ ; $a$, \"a;b\" FROM x;SELECT 2;"_s;
        QTest::newRow("atomic")
            << u"CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 9;"_s;
        QTest::newRow("rule")
            << u"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2); SELECT 8;"_s;
        QTest::newRow("do") << u"DO $x$ BEGIN NULL; END $x$; SELECT 7;"_s;
        QTest::newRow("begin") << u"BEGIN; SELECT 1; END; SELECT 2;"_s;
        QTest::newRow("continued string") << u"SELECT 'a'\n'b;c' AS d; SELECT 2;"_s;
        QTest::newRow("windows") << u"SELECT 1;\r\nSELECT 2;\r\n"_s;
    }
    void sendsWhatWeFound()
    {
        QFETCH(QString, script);
        const auto statements = own(script);
        QVERIFY(statements.size() >= 2);
        const auto expected = sent(script);
        QVERIFY(expected);
        QCOMPARE(bare(statements), bare(*expected));
    }

    void cutsRandomScriptsAtTheSamePlaces()
    {
        const QStringList parts{u"SELECT 1"_s,
                                u" "_s,
                                u"\n"_s,
                                u"';'"_s,
                                u"E'\\';'"_s,
                                u"$$;$$"_s,
                                u"$q$ ; $q$"_s,
                                u"\"x;\""_s,
                                u"(1;2)"_s,
                                u"--;\n"_s,
                                u"/*;*/"_s,
                                u";"_s,
                                u";\n"_s,
                                u" begin "_s,
                                u" end "_s,
                                u" case "_s,
                                u"CREATE FUNCTION "_s,
                                u"CREATE OR REPLACE PROCEDURE "_s};
        QRandomGenerator random(5);
        int compared = 0;
        for (int round = 0; round < 120; ++round) {
            QString text;
            for (int i = random.bounded(1, 25); i > 0; --i)
                text += parts.at(random.bounded(int(parts.size())));
            const auto expected = sent(text);
            QVERIFY(expected);
            QVERIFY2(bare(own(text)) == bare(*expected), qUtf8Printable(text));
            compared += int(expected->size());
        }
        QVERIFY(compared > 200);
    }
};

QTEST_GUILESS_MAIN(TestPsql)
#include "tst_psql.moc"
