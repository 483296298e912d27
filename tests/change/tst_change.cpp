#include "change/change.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

change::ScriptPtr script(const QString &text)
{
    return std::make_shared<const change::Script>(
        change::Script{.file = u"x.sql"_s, .text = text, .map = change::SourceMap::ofText(text)});
}

bool hasRule(const QList<change::Finding> &findings, const QString &rule)
{
    return std::ranges::any_of(findings, [&](const change::Finding &f) { return f.rule == rule; });
}

} // namespace

/// Scripts become statements that know their place and whether they fit into one transaction.
class TestChange final : public QObject
{
    Q_OBJECT

private slots:
    void statementsKnowWhereTheyStand()
    {
        const auto made = change::makeChange(
            u"1"_s, {script(u"-- first\nCREATE TABLE a (\n  id int);\n  INSERT INTO a "
                            "SELECT 'ä😀', x;"_s)});
        QCOMPARE(made.statements.size(), 2);
        QCOMPARE(made.statements.at(0).place(), (change::Place{2, 1}));
        QCOMPARE(made.statements.at(1).place(), (change::Place{4, 3}));
        QCOMPARE(made.statements.at(1).text, u"INSERT INTO a SELECT 'ä😀', x"_s);
        // The server counts code points: "x" is the 28th character, after one that takes two UTF-16
        // units.
        QCOMPARE(made.statements.at(1).placeOf(28), (change::Place{4, 3 + 28}));
        QCOMPARE(made.mode, change::Change::Mode::OneTransaction);
        QVERIFY(made.findings.isEmpty());
    }

    void outerTransactionIsTakenOff_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("statements");
        QTest::addColumn<int>("mode");
        const auto one = int(change::Change::Mode::OneTransaction);
        const auto written = int(change::Change::Mode::AsWritten);
        const auto each = int(change::Change::Mode::StatementByStatement);
        QTest::newRow("begin … commit") << u"BEGIN; SELECT 1; COMMIT;"_s << 1 << one;
        QTest::newRow("start … end")
            << u"start transaction; SELECT 1; SELECT 2; end work"_s << 2 << one;
        QTest::newRow("commit in the middle")
            << u"BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT;"_s << 6 << written;
        QTest::newRow("isolation level")
            << u"BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT"_s << 3 << written;
        QTest::newRow("savepoints may stay")
            << u"BEGIN; SAVEPOINT a; SELECT 1; RELEASE a; COMMIT"_s << 3 << one;
        QTest::newRow("concurrently")
            << u"SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a)"_s << 2 << each;
        QTest::newRow("vacuum") << u"VACUUM t"_s << 1 << each;
        QTest::newRow("begin inside a body") << u"DO $$ BEGIN COMMIT; END $$"_s << 1 << one;
    }
    void outerTransactionIsTakenOff()
    {
        QFETCH(QString, text);
        const auto made = change::makeChange(u"1"_s, {script(text)});
        QTEST(int(made.statements.size()), "statements");
        QTEST(int(made.mode), "mode");
    }

    void saysWhatCannotRun()
    {
        const auto meta = change::makeChange(u"1"_s, {script(u"SELECT 1;\n\\i other.sql\n"_s)});
        QVERIFY(hasRule(meta.findings, u"not-runnable"_s));
        QVERIFY(change::hasErrors(meta.findings));
        QCOMPARE(meta.findings.constFirst().line, 2);
        const auto open = change::makeChange(u"1"_s, {script(u"SELECT 'never closed"_s)});
        QVERIFY(change::hasErrors(open.findings));
    }

    void warnsWhenAFailureWouldLeaveSomething()
    {
        const auto made = change::makeChange(
            u"1"_s, {script(u"CREATE TABLE t (a int);\nCREATE INDEX CONCURRENTLY i ON t (a);"_s)});
        QVERIFY(hasRule(made.findings, u"no-single-transaction"_s));
        QCOMPARE(made.findings.constFirst().line, 2);
        // One statement alone is in or not.
        QVERIFY(change::makeChange(u"1"_s, {script(u"CREATE INDEX CONCURRENTLY i ON t (a);"_s)})
                    .findings.isEmpty());
    }

    void carriesCopyData()
    {
        const auto made = change::makeChange(
            u"1"_s, {script(u"COPY t FROM stdin;\n1\ta\n2\tb\n\\.\nSELECT 1;\n"_s)});
        QCOMPARE(made.statements.size(), 2);
        QVERIFY(made.statements.at(0).copyData.has_value());
        QCOMPARE(*made.statements.at(0).copyData, QByteArray("1\ta\n2\tb\n"));
        QVERIFY(!made.statements.at(1).copyData.has_value());
        QCOMPARE(made.statements.at(1).place(), (change::Place{5, 1}));
    }
};

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
