#include "sql/script.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using sql::Problem;
using sql::Script;

namespace {

QStringList textsOf(const Script &script)
{
    QStringList texts;
    for (const auto &statement : script.statements())
        texts += script.text(statement);
    return texts;
}

} // namespace

class TestScript final : public QObject
{
    Q_OBJECT

private slots:
    void cutsWherePsqlCuts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("statements");
        const auto row = [](const char *name, const QString &text, const QStringList &statements) {
            QTest::newRow(name) << text << statements;
        };
        row("nothing", u" \n-- only a comment\n;; "_s, {});
        row("two", u"SELECT 1; SELECT 2"_s, {u"SELECT 1"_s, u"SELECT 2"_s});
        row("comment before is dropped, inside kept", u"-- a\nSELECT /* b; */ 1 -- c\n;"_s,
            {u"SELECT /* b; */ 1"_s});
        row("semicolons in quotes", u"SELECT ';', \";\", $$;$$, $a$;$$;$a$;SELECT 2"_s,
            {u"SELECT ';', \";\", $$;$$, $a$;$$;$a$"_s, u"SELECT 2"_s});
        row("windows line ends and mark", QChar(0xFEFF) + u"SELECT 1;\r\nSELECT 2;\r\n"_s,
            {u"SELECT 1"_s, u"SELECT 2"_s});
        row("atomic body",
            u"CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3;"_s,
            {u"CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END"_s,
             u"SELECT 3"_s});
        row("atomic procedure",
            u"create procedure p() begin atomic insert into t values (1); end; select 1"_s,
            {u"create procedure p() begin atomic insert into t values (1); end"_s, u"select 1"_s});
        row("begin elsewhere is a transaction", u"BEGIN; SELECT 1; END;"_s,
            {u"BEGIN"_s, u"SELECT 1"_s, u"END"_s});
        row("rule with two commands",
            u"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2); SELECT 3"_s,
            {u"CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)"_s, u"SELECT 3"_s});
        row("psql variables are left alone", u"SELECT :a, :'b', :\"c;\"; SELECT x::text"_s,
            {u"SELECT :a, :'b', :\"c;\""_s, u"SELECT x::text"_s});
        row("do block", u"DO $$ BEGIN PERFORM 1; END $$; SELECT 1"_s,
            {u"DO $$ BEGIN PERFORM 1; END $$"_s, u"SELECT 1"_s});
        row("a closing parenthesis too many", u"SELECT 1); SELECT 2"_s,
            {u"SELECT 1)"_s, u"SELECT 2"_s});
    }
    void cutsWherePsqlCuts()
    {
        QFETCH(QString, text);
        const Script script = Script::split(text);
        QTEST(textsOf(script), "statements");
        QVERIFY(script.problems().isEmpty());
    }

    void findsCopyData()
    {
        const Script script = Script::split(
            u"COPY t (a, b) FROM stdin; -- data\n1\tit's; \"x\n\\N\t$$\n\\.\r\nSELECT 2;\nCOPY (SELECT 1) TO STDOUT; SELECT 3;"_s);
        QVERIFY(script.problems().isEmpty());
        QCOMPARE(textsOf(script), QStringList({u"COPY t (a, b) FROM stdin"_s, u"SELECT 2"_s,
                                               u"COPY (SELECT 1) TO STDOUT"_s, u"SELECT 3"_s}));
        QCOMPARE(script.copyData(script.statements().at(0)).toByteArray(),
                 QByteArray("1\tit's; \"x\n\\N\t$$\n"));
        QVERIFY(!script.statements().at(1).copyData);
        QCOMPARE(script.statements().at(1).begin.line, 5);
    }

    void refusesWhatIsNoSql_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Problem::Kind>("kind");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        using Kind = Problem::Kind;
        QTest::newRow("connect") << QByteArray("SELECT 1;\n  \\connect other\nSELECT 2;")
                                 << Kind::MetaCommand << 2 << 3;
        QTest::newRow("gx") << QByteArray("SELECT 1 \\gx\nSELECT 2;") << Kind::MetaCommand << 1
                            << 10;
        QTest::newRow("string") << QByteArray("SELECT 1;\nSELECT 'a;\n") << Kind::UnterminatedString
                                << 2 << 8;
        QTest::newRow("name") << QByteArray("SELECT \"a") << Kind::UnterminatedIdentifier << 1 << 8;
        QTest::newRow("comment") << QByteArray("/* /* */ SELECT 1;") << Kind::UnterminatedComment
                                 << 1 << 1;
        QTest::newRow("copy") << QByteArray("\nCOPY t FROM stdin;\n1\n")
                              << Kind::UnterminatedCopyData << 2 << 1;
        QTest::newRow("text after copy") << QByteArray("COPY t FROM stdin; SELECT 1;\n1\n\\.\n")
                                         << Kind::TextAfterCopy << 1 << 20;
        QTest::newRow("nul") << QByteArray("SELECT 1\0; DROP TABLE t", 23) << Kind::NulByte << 1
                             << 9;
        QTest::newRow("not utf-8") << QByteArray("SELECT 'a\xFF'") << Kind::InvalidUtf8 << 1 << 10;
        QTest::newRow("overlong utf-8")
            << QByteArray("SELECT '\xC0\xA7'") << Kind::InvalidUtf8 << 1 << 9;
    }
    void refusesWhatIsNoSql()
    {
        QFETCH(QByteArray, text);
        const Script script = Script::split(text);
        QCOMPARE(script.problems().size(), 1);
        const Problem problem = script.problems().constFirst();
        QTEST(problem.kind, "kind");
        QTEST(problem.position.line, "line");
        QTEST(problem.position.column, "column");
        const auto checked = script.checkedStatements();
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, Error::Kind::InvalidInput);
        QVERIFY(
            checked.error().context.constFirst().contains(u"line %1"_s.arg(problem.position.line)));
    }

    void goesOnBehindAPsqlCommand()
    {
        const Script script = Script::split(u"\\set x 'unclosed\nSELECT 1;"_s);
        QCOMPARE(textsOf(script), QStringList{u"SELECT 1"_s});
        QCOMPARE(script.problems().constFirst().text, u"\\set x 'unclosed"_s);
    }

    void countsLinesColumnsAndBytes()
    {
        const Script script = Script::split(u"SELECT 'ä😀';  SELECT 1;\n\n  SELECT 'ö', x"_s);
        QCOMPARE(script.statements().size(), 3);
        QCOMPARE(script.statements().at(1).begin,
                 (sql::Position{.line = 1, .column = 15, .offset = 18}));
        QCOMPARE(script.statements().at(2).begin,
                 (sql::Position{.line = 3, .column = 3, .offset = 31}));
        // The server says "position 13" of that statement: the x.
        const auto place = script.positionIn(script.statements().at(2), 13);
        QCOMPARE(place, (sql::Position{.line = 3, .column = 15, .offset = 44}));
        QCOMPARE(script.utf8().at(place.offset), 'x');
    }

    void findsTheStatementAtTheCursor()
    {
        const QByteArray text = "SELECT 1;  -- c\n\nSELECT 2;\nSELECT 3;\n\n";
        const Script script = Script::split(text);
        QCOMPARE(script.statementAt(0), 0);
        QCOMPARE(script.statementAt(9), 0);  // right behind the semicolon
        QCOMPARE(script.statementAt(15), 0); // in the comment on its line
        QCOMPARE(script.statementAt(16), 1); // on the empty line below: what comes
        QCOMPARE(script.statementAt(20), 1);
        QCOMPARE(script.statementAt(27), 2);
        QCOMPARE(script.statementAt(text.size()), 2);
        QCOMPARE(Script::split(u"-- nothing"_s).statementAt(3), -1);
    }

    /// Large and hostile inputs take time in proportion to their size.
    void staysLinear_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("statements") << QByteArray("INSERT INTO t VALUES (1, 'it''s', $$x$$);\n");
        QTest::newRow("one line") << QByteArray("SELECT 1;");
        QTest::newRow("open comments") << QByteArray("/*");
        QTest::newRow("dollar tags") << QByteArray("$a");
        QTest::newRow("quotes") << QByteArray("''\n");
        QTest::newRow("quote and comment") << QByteArray("'' -- x\n");
        QTest::newRow("parentheses") << QByteArray("(");
        QTest::newRow("backslashes") << QByteArray("\\");
        QTest::newRow("backslash lines") << QByteArray("\\x\n");
        QTest::newRow("semicolons") << QByteArray(";");
        QTest::newRow("copies without data") << QByteArray("COPY t FROM STDIN;\n\\.\n");
        QTest::newRow("copies with text behind") << QByteArray("COPY t FROM STDIN;x\n\\.\n");
        QTest::newRow("copies on one line") << QByteArray("COPY t FROM STDIN; ");
    }
    void staysLinear()
    {
        QFETCH(QByteArray, piece);
        const auto time = [&](qsizetype size) {
            const QByteArray text = piece.repeated(size / piece.size());
            QElapsedTimer timer;
            timer.start();
            (void)Script::split(text); // only its time matters here
            return double(timer.nsecsElapsed()) / 1e6;
        };
        time(100'000);
        const double small = time(500'000);
        const double large = time(4'000'000);
        // Eight times the input; quadratic would be 64 times. The floor hides the clock's noise.
        QVERIFY2(large < 24 * std::max(small, 4.0),
                 qPrintable(u"%1 ms, then %2 ms"_s.arg(small).arg(large)));
    }
};

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
