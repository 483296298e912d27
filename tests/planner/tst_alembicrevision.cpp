#include "planner/alembicrevision.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

const auto head =
    u"from alembic import op\nimport sqlalchemy as sa\nrevision = 'r1'\ndown_revision = None\n"_s;

/// What upgrade() of a revision with this body would run; "!" and the message when it needs the
/// real alembic.
QStringList upgradeOf(const QString &body)
{
    const auto read = planner::readAlembicRevision(head + body, u"r1.py"_s);
    if (!read)
        return {u"!!"_s + read.error().message};
    QStringList texts;
    for (const auto &script : (*read)->up)
        texts += script->text;
    for (const auto &finding : (*read)->upFindings)
        texts += u"!%1: %2"_s.arg(finding.line).arg(finding.message);
    return texts;
}

} // namespace

/// Revision files read without Python, as Python would read them.
class TestAlembicRevision final : public QObject
{
    Q_OBJECT

private slots:
    void placesInTheGraph_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QStringList>("parents");
        QTest::addColumn<QStringList>("dependencies");
        QTest::newRow("plain") << u"revision = 'a'\ndown_revision = None\n"_s << u"a"_s
                               << QStringList() << QStringList();
        QTest::newRow("annotated")
            << u"from typing import Union\nrevision: str = \"b\"\ndown_revision: Union[str, None] "
               "= 'a'\ndepends_on: Union[str, Sequence[str], None] = None\n"_s
            << u"b"_s << QStringList{u"a"_s} << QStringList();
        QTest::newRow("merge")
            << u"revision = 'm'\ndown_revision = ('a', 'b',)\ndepends_on = ['x']\n"_s << u"m"_s
            << QStringList{u"a"_s, u"b"_s} << QStringList{u"x"_s};
        QTest::newRow("brackets over lines")
            << u"revision = (\n  # why\n  'm'\n)\ndown_revision = (\n 'a',\n 'b')\n"_s << u"m"_s
            << QStringList{u"a"_s, u"b"_s} << QStringList();
        QTest::newRow("joined literals") << u"revision = 'ab' \"cd\"; down_revision = 'x'\n"_s
                                         << u"abcd"_s << QStringList{u"x"_s} << QStringList();
        QTest::newRow("not fooled by text")
            << u"\"\"\"Doc\n\nrevision = 'wrong'\n\"\"\"\n# revision = 'worse'\nrevision = "
               "'right'\ndown_revision = 'p'\n"_s
            << u"right"_s << QStringList{u"p"_s} << QStringList();
        QTest::newRow("CRLF") << u"revision = 'a'\r\ndown_revision = 'p'\r\n"_s << u"a"_s
                              << QStringList{u"p"_s} << QStringList();
    }
    void placesInTheGraph()
    {
        QFETCH(QString, source);
        const auto read =
            planner::readAlembicRevision(source + u"def upgrade(): pass\n"_s, u"x.py"_s);
        QVERIFY(read);
        QVERIFY(read->has_value());
        QTEST((*read)->id, "id");
        QTEST((*read)->parents, "parents");
        QTEST((*read)->dependencies, "dependencies");
        QVERIFY((*read)->upFindings.isEmpty());
    }

    void readsLiteralSql_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const QString &body, const QStringList &expected) {
            QTest::newRow(name) << body << expected;
        };
        row("pass", u"def upgrade():\n    pass\n"_s, {});
        row("one line", u"def upgrade() -> None: op.execute('SELECT 1')\n"_s, {u"SELECT 1"_s});
        row("docstring and comment",
            u"def upgrade():\n    '''Adds.'''\n    # why\n    op.execute(\"SELECT 1\")\n"_s,
            {u"SELECT 1"_s});
        row("triple",
            u"def upgrade():\n    op.execute(\"\"\"\n        SELECT '''x''';\n    \"\"\")\n"_s,
            {u"\n        SELECT '''x''';\n    "_s});
        row("joined",
            u"def upgrade():\n    op.execute(\n        'CREATE TABLE a ('\n        \"id int)\"  # tail\n    )\n"_s,
            {u"CREATE TABLE a (id int)"_s});
        row("escapes",
            u"def upgrade():\n    op.execute('a\\tb\\x41\\u00e4\\101\\\\ \\d\\\nz\\'')\n"_s,
            {u"a\tbAäA\\ \\dz'"_s});
        row("raw", u"def upgrade():\n    op.execute(r'a\\d\\n\\'')\n"_s, {u"a\\d\\n\\'"_s});
        row("sa.text", u"def upgrade():\n    op.execute(sa.text('SELECT 1'),)\n"_s,
            {u"SELECT 1"_s});
        row("text", u"def upgrade():\n    op.execute(sqltext=text(('SELECT 1')))\n"_s,
            {u"SELECT 1"_s});
        row("constant", u"SQL = '''SELECT 2'''\ndef upgrade():\n    op.execute(SQL)\n"_s,
            {u"SELECT 2"_s});
        row("two on a line", u"def upgrade():\n    op.execute('A'); op.execute('B');\n"_s,
            {u"A"_s, u"B"_s});
        row("casts",
            u"def upgrade():\n    op.execute(\"SELECT 'a'::text, x[1:2], '10:20:30'\")\n"_s,
            {u"SELECT 'a'::text, x[1:2], '10:20:30'"_s});
        row("escaped colon", u"def upgrade():\n    op.execute(r\"SELECT '{\\\"a\\\"\\:1}'\")\n"_s,
            {u"SELECT '{\\\"a\\\":1}'"_s});
        row("percent", u"def upgrade():\n    op.execute(\"SELECT '50%'\")\n"_s,
            {u"SELECT '50%'"_s});
    }
    void readsLiteralSql()
    {
        QFETCH(QString, body);
        QTEST(upgradeOf(body), "expected");
    }

    void saysWhatNeedsAlembic_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const QString &body, const QString &part) {
            QTest::newRow(name) << body << part;
        };
        row("create_table", u"def upgrade():\n    op.create_table('a')\n"_s,
            u"op.create_table('a')"_s);
        row("f-string", u"X = 1\ndef upgrade():\n    op.execute(f'SELECT {X}')\n"_s, u"line 7"_s);
        row("format", u"def upgrade():\n    op.execute('SELECT %s' % 1)\n"_s, u"line 6"_s);
        row("method", u"def upgrade():\n    op.execute('SELECT 1'.strip())\n"_s, u"line 6"_s);
        row("loop", u"def upgrade():\n    for t in ('a', 'b'):\n        op.execute('SELECT 1')\n"_s,
            u"for t in"_s);
        row("condition", u"def upgrade():\n    if op.get_bind():\n        op.execute('X')\n"_s,
            u"if op"_s);
        row("unbound", u"def upgrade():\n    op.execute(\"SELECT '{\\\"a\\\":1}'\")\n"_s,
            u"\":1\""_s);
        row("unbound name", u"def upgrade():\n    op.execute(\"SELECT :who\")\n"_s, u":who"_s);
        row("changing constant", u"S = 'A'\nS = 'B'\ndef upgrade():\n    op.execute(S)\n"_s,
            u"line 8"_s);
        row("no upgrade", u"def downgrade():\n    pass\n"_s, u"no upgrade()"_s);
        row("own op", u"op = None\ndef upgrade():\n    op.execute('SELECT 1')\n"_s,
            u"not Alembic's own"_s);
    }
    void saysWhatNeedsAlembic()
    {
        QFETCH(QString, body);
        QFETCH(QString, part);
        const auto all = upgradeOf(body).filter(QRegularExpression(u"^!"_s));
        QVERIFY(!all.isEmpty());
        QVERIFY2(all.constFirst().contains(part), qUtf8Printable(all.join(u'\n')));
    }

    void knowsTheLinesOfSql()
    {
        const auto read = planner::readAlembicRevision(
            head +
                u"def upgrade():\n    op.execute(\"\"\"\n        SELECT 1\n    \"\"\" 'x')\n    op.execute('a\\nb')\n"_s,
            u"r1.py"_s);
        QVERIFY(read);
        const auto &scripts = (*read)->up;
        QCOMPARE(scripts.size(), 2);
        const auto place = [&](int script, const QString &what) {
            const auto at = scripts.at(script)->map.at(scripts.at(script)->text.indexOf(what));
            return std::pair(at.line, at.column);
        };
        QCOMPARE(place(0, u"SELECT"_s), std::pair(7, 9));
        QCOMPARE(place(0, u"x"_s), std::pair(8, 10));
        QCOMPARE(place(1, u"a"_s), std::pair(9, 17));
        QCOMPARE(place(1, u"b"_s), std::pair(9, 20));
    }

    void autocommitBlocksAreKept()
    {
        const auto read = planner::readAlembicRevision(
            head + u"def upgrade():\n    with op.get_context().autocommit_block():\n        "
                   u"op.execute('CREATE INDEX "
                   "CONCURRENTLY i ON t (a)')\n    op.execute('SELECT 1')\n"_s,
            u"r1.py"_s);
        QVERIFY(read);
        QVERIFY((*read)->upFindings.isEmpty());
        QCOMPARE((*read)->up.size(), 2);
        QVERIFY((*read)->up.at(0)->autocommit);
        QVERIFY(!(*read)->up.at(1)->autocommit);
    }

    void downIsReadApart()
    {
        const auto read = planner::readAlembicRevision(
            head +
                u"def upgrade():\n    op.execute('A')\n\ndef downgrade():\n    op.drop_table('a')\n"_s,
            u"r1.py"_s);
        QVERIFY(read);
        QVERIFY((*read)->hasDown);
        QVERIFY((*read)->upFindings.isEmpty());
        QVERIFY(change::hasErrors((*read)->downFindings));
    }

    void refusesWhatPythonRefuses_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("where");
        QTest::newRow("string") << u"revision = 'a\n"_s << u"line 1"_s;
        QTest::newRow("triple") << u"x = 1\nrevision = '''a\n\n"_s << u"line 2"_s;
        QTest::newRow("bracket") << u"revision = ('a'\n"_s << u"line"_s;
        QTest::newRow("indentation") << u"if x:\n    a = 1\n  b = 2\n"_s << u"line 3"_s;
    }
    void refusesWhatPythonRefuses()
    {
        QFETCH(QString, source);
        QFETCH(QString, where);
        const auto read = planner::readAlembicRevision(source, u"x.py"_s);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::InvalidInput);
        QVERIFY2(read.error().context.join(u' ').contains(where),
                 qUtf8Printable(read.error().toText()));
    }

    void helperModulesAreNoRevisions()
    {
        const auto read =
            planner::readAlembicRevision(u"def helper():\n    return 1\n"_s, u"x.py"_s);
        QVERIFY(read);
        QVERIFY(!read->has_value());
    }

    void survivesAnything()
    {
        // Every prefix of a file somebody is still writing: no crash, no endless loop.
        const QString source =
            head + u"def upgrade(x: int = 1) -> None:\n\twith a():\n\t\top.execute(('a' "
                   u"\"\"\"b\n\"\"\") ,)"
                   "\n\top.execute(rb'\\x')\n\n@deco\nclass A(B):\n    x: int = 3 \\\n    + 4\n"_s;
        for (qsizetype size = 0; size <= source.size(); ++size)
            (void)planner::readAlembicRevision(source.left(size), u"x.py"_s);
    }
};

QTEST_GUILESS_MAIN(TestAlembicRevision)
#include "tst_alembicrevision.moc"
