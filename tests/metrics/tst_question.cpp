#include "metrics/decimal.h"
#include "metrics/question.h"
#include "support/testserver.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using metrics::Bucket;
using metrics::Measure;
using metrics::Role;

class TestQuestion final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;
    QTemporaryDir m_dir;
    metrics::Source m_source;

    [[nodiscard]] metrics::Question question(const QList<Measure> &measures) const
    {
        return {.measures = measures,
                .bucket = Bucket::None,
                .by = {},
                .period = {QDate(2026, 1, 1), QDate(2026, 12, 31)},
                .zone = u"UTC"_s,
                .filters = {}};
    }

    Result<metrics::Answer> ask(const metrics::Question &question)
    {
        auto connection = m_server.connect(m_database);
        return metrics::ask(connection, m_source, question);
    }

    QStringList oracle(const QString &zone, const QString &first, const QString &last,
                       const QString &bucket)
    {
        QProcess python;
        python.start(u"python3"_s, {QStringLiteral(TEST_DIR "/oracle.py"),
                                    m_dir.filePath(u"calls.csv"_s), zone, first, last, bucket});
        if (!python.waitForFinished() || python.exitCode() != 0)
            qFatal("oracle: %s", python.readAllStandardError().constData());
        return QString::fromUtf8(python.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_database = m_server.createDatabase();
        // 40,000 calls through 2026, thick around both days on which Berlin changes its clocks;
        // costs with eight decimals, some NULL, some negative (refunds); models with and without a
        // name.
        (void)m_server.psql(uR"(
            SELECT setseed(0.42);
            CREATE TABLE calls AS
            SELECT timestamptz '2026-01-01 00:00+00' + (CASE i % 4 WHEN 0 THEN 87 * 86400 - 3600 + random() * 2 * 86400
                       WHEN 1 THEN 296 * 86400 + random() * 3 * 86400 ELSE random() * 365 * 86400 END)::int
                       * interval '1 second' AS at,
                   (ARRAY['gpt-x', 'claude-y', 'größe "q"', NULL])[1 + (random() * 3.99)::int % 4] AS model,
                   CASE WHEN i % 97 = 0 THEN NULL WHEN i % 101 = 0 THEN -0.00000003
                        ELSE (random() * 0.3)::numeric(14, 8) END AS cost,
                   (random() * 4000)::int AS input, CASE WHEN i % 50 > 0 THEN (random() * 900)::int END AS output,
                   CASE WHEN i % 33 > 0 THEN (random() * random() * 30000)::int END AS latency,
                   random() < 0.03 AS failed
            FROM generate_series(1, 40000) i;
        )"_s,
                            m_database);
        const QString csv = m_server.psql(u"COPY (SELECT extract(epoch FROM at)::bigint, model, "
                                          u"cost, input, output, latency, failed FROM calls) "
                                          "TO STDOUT (FORMAT csv)"_s,
                                          m_database);
        QFile file(m_dir.filePath(u"calls.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(csv.toUtf8()) > 1'000'000);
        const auto source =
            metrics::sourceFromJson(R"({"id": "calls", "table": "calls", "schema": "public",
            "roles": {"time": "{at}", "model": "{model}", "cost": "{cost}", "input_tokens": "{input}",
                      "output_tokens": "{output}", "latency_ms": "{latency}", "failed": "{failed}"}})");
        QVERIFY(source);
        m_source = *source;
    }

    void equalsAnIndependentComputation_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("bucket");
        for (const QString &zone :
             {u"UTC"_s, u"Asia/Kolkata"_s, u"America/St_Johns"_s, u"Europe/Berlin"_s}) {
            for (const QString &bucket : {u"day"_s, u"hour"_s}) {
                const auto name = [&](const char *part) -> QByteArray {
                    return (zone + u' ' + bucket + u' ').toUtf8() + part;
                };
                QTest::newRow(name("spring").constData())
                    << zone << u"2026-03-28"_s << u"2026-03-30"_s << bucket;
                QTest::newRow(name("autumn").constData())
                    << zone << u"2026-10-24"_s << u"2026-10-26"_s << bucket;
            }
            QTest::newRow((zone + u" year"_s).toUtf8().constData())
                << zone << u"2026-01-02"_s << u"2026-12-30"_s << u"day"_s;
        }
    }

    void equalsAnIndependentComputation()
    {
        QFETCH(const QString, zone);
        QFETCH(const QString, first);
        QFETCH(const QString, last);
        QFETCH(const QString, bucket);
        auto asked = question(
            {Measure::Cost, Measure::Requests, Measure::Tokens, Measure::Errors, Measure::P95});
        asked.bucket = *metrics::bucketFromName(bucket);
        asked.by = {Role::Model};
        asked.zone = zone;
        asked.period = {QDate::fromString(first, Qt::ISODate),
                        QDate::fromString(last, Qt::ISODate)};
        const auto answer = ask(asked);
        QVERIFY2(answer, answer ? "" : qUtf8Printable(answer.error().toText()));
        QStringList lines;
        for (const auto &row : answer->rows) {
            QString model = row.dimensions.constFirst();
            if (model.contains(u'"'))
                model = u'"' + model.replace(u"\""_s, u"\"\""_s) + u'"';
            // The oracle's decimals keep as many places as it met; ours may have none when all
            // costs are NULL.
            const QString cost = row.values.at(0).isNull() ? u"0"_s : row.values.at(0);
            lines +=
                QStringList{
                    row.bucket,       model,           cost, row.values.at(1), row.values.at(2),
                    row.values.at(3), row.values.at(4)}
                    .join(u',');
        }
        QStringList expected = oracle(zone, first, last, bucket);
        QVERIFY(expected.size() > 5);
        lines.sort();
        expected.sort();
        QCOMPARE(lines.size(), expected.size());
        for (qsizetype i = 0; i < lines.size(); ++i)
            QCOMPARE(lines.at(i), expected.at(i));
    }

    void theSqlShownGivesTheSameAnswer()
    {
        auto asked = question({Measure::Cost, Measure::ErrorRate});
        asked.bucket = Bucket::Month;
        asked.zone = u"Europe/Berlin"_s;
        asked.filters.insert(Role::Model, {u"größe \"q\""_s, QString()});
        const auto answer = ask(asked);
        QVERIFY2(answer, answer ? "" : qUtf8Printable(answer.error().toText()));
        QCOMPARE(answer->rows.size(), 12);
        QStringList lines;
        for (const auto &row : answer->rows)
            lines += row.bucket + u'|' + row.values.join(u'|');
        QCOMPARE(m_server.psql(answer->sql, m_database).trimmed(), lines.join(u'\n'));
    }

    void aFilterKeepsWhatItNamesAndThePartsAddUp()
    {
        auto asked = question({Measure::Requests, Measure::Cost});
        const auto all = ask(asked);
        QVERIFY(all);
        metrics::Decimal cost;
        qint64 requests = 0;
        for (const QStringList &models :
             {QStringList{u"gpt-x"_s}, {u"claude-y"_s, u"größe \"q\""_s}, {QString()}}) {
            asked.filters = {{Role::Model, models}};
            const auto part = ask(asked);
            QVERIFY(part);
            requests += part->value(part->rows.constFirst(), Measure::Requests).toLongLong();
            cost = cost +
                   *metrics::Decimal::fromText(part->value(part->rows.constFirst(), Measure::Cost));
        }
        QCOMPARE(requests, 40000);
        QCOMPARE(cost.toText(), all->value(all->rows.constFirst(), Measure::Cost));
        asked.filters = {{Role::Model, {u"nobody"_s}}};
        const auto none = ask(asked);
        QVERIFY(none);
        QCOMPARE(none->rows.constFirst().values, (QStringList{u"0"_s, QString()}));
    }

    void whatCannotBeAskedIsSaid()
    {
        auto asked = question({Measure::Cost});
        asked.zone = u"Mars/Olympus"_s;
        const auto zone = ask(asked);
        QVERIFY(!zone);
        QCOMPARE(zone.error().kind, Error::Kind::InvalidInput);
        asked = question({Measure::CachedTokens});
        QCOMPARE(ask(asked).error().kind, Error::Kind::InvalidInput);
        asked = question({Measure::Cost});
        asked.by = {Role::Team};
        QVERIFY(ask(asked).error().message.contains("team"_L1));
        asked = question({Measure::Cost});
        std::swap(asked.period.first, asked.period.last);
        QCOMPARE(ask(asked).error().kind, Error::Kind::InvalidInput);
        auto renamed = m_source;
        renamed.expressions[Role::Cost] = u"{price}"_s;
        auto connection = m_server.connect(m_database);
        const auto gone = metrics::ask(connection, renamed, question({Measure::Cost}));
        QVERIFY(!gone);
        QCOMPARE(gone.error().sqlstate, u"42703"_s);
    }
};

QTEST_GUILESS_MAIN(TestQuestion)
#include "tst_question.moc"
