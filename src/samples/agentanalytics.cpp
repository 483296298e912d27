#include "samples/agentwork.h"
#include "samples/texts.h"

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

constexpr std::array<const char *, 6> teams{"platform", "search", "support",
                                            "growth",   "mobile", "research"};

/// A user belongs to one team, the first ones to the largest.
const char *teamOf(qint64 user)
{
    static constexpr std::array<int, 10> places{0, 0, 0, 1, 1, 2, 2, 3, 4, 5};
    return teams[static_cast<std::size_t>(places[static_cast<std::size_t>(user % 10)])];
}

Result<void> fillConversations(Filler &filler, const std::vector<QUuid> &conversations)
{
    Random random = filler.random("conversations");
    const Weighted users = Weighted::byRank(agentUserCount);
    static constexpr std::array<const char *, 3> states{"active", "archived", "deleted"};
    static constexpr std::array<int, 3> stateWeights{80, 15, 5};
    static constexpr std::array<const char *, 5> tags{"{}", "{bug}", "{feature,api}", "{question}",
                                                      "{docs,review}"};
    const auto per = filler.scaled(20'000) / static_cast<qint64>(conversations.size());
    std::vector<qint64> begins;
    auto done = filler.copyCounted(
        u"navi_conversations"_s,
        {u"id"_s, u"user_id"_s, u"workspace"_s, u"title"_s, u"status"_s, u"tags"_s,
         u"message_count"_s, u"is_pinned"_s, u"is_starred"_s, u"created_at"_s, u"updated_at"_s},
        static_cast<qint64>(conversations.size()), [&](RowWriter &row, qint64 n) {
            const qint64 user = users.pick(random) + 1;
            begins.push_back(
                random.between(filler.timeline().begin(), filler.timeline().end() - hourMs));
            row.uuid(conversations[static_cast<std::size_t>(n)])
                .number(user)
                .text(teamOf(user))
                .text(title(random))
                .text(states[static_cast<std::size_t>(random.pick(stateWeights))])
                .text(tags[random.below(tags.size())])
                .number(per)
                .boolean(random.chance(40))
                .boolean(random.chance(70))
                .time(begins.back())
                .time(begins.back() + per * minuteMs / 2);
        });
    if (!done)
        return done;
    return filler.copyCounted(
        u"messages"_s, {u"conversation_id"_s, u"role"_s, u"content"_s, u"created_at"_s},
        per * static_cast<qint64>(conversations.size()), [&](RowWriter &row, qint64 n) {
            const auto conversation = static_cast<std::size_t>(n / per);
            row.uuid(conversations[conversation])
                .text(n % per % 2 == 0 ? "user" : "assistant")
                .text(sentence(random, static_cast<int>(random.between(6, 40))))
                .time(begins[conversation] + n % per * minuteMs / 2);
        });
}

Result<void> fillMetrics(Filler &filler, const std::vector<QUuid> &conversations)
{
    AgentWork work(filler, conversations);
    const auto writeCall = [&](RowWriter &row) {
        AgentWork::Attempt attempt;
        if (!work.next(attempt))
            return false;
        const Call &call = attempt.call;
        const Model &model = models()[static_cast<std::size_t>(call.model)];
        filler.summary().ledger.add(call);
        row.time(call.startMs).text(model.provider).text(model.name);
        row.text(model.embeds ? "embedding" : "chat");
        row.text(call.succeeded ? "success" : call.timedOut ? "timeout" : "error");
        if (call.succeeded)
            row.null();
        else
            row.text(call.errorType);
        row.number(call.attempt).number(call.inputTokens).number(call.cachedTokens);
        row.number(call.outputTokens).decimal(call.cost, 8).number(call.latencyMs);
        if (call.firstTokenMs < 0)
            row.null();
        else
            row.number(call.firstTokenMs);
        row.number(attempt.user).text(teamOf(attempt.user));
        if (attempt.task > 0)
            row.number(attempt.task).null();
        else
            row.null().uuid(attempt.conversation);
        row.uuid(call.request).endRow();
        return true;
    };
    auto done =
        filler.copy(u"llm_metrics"_s,
                    {u"created_at"_s, u"provider"_s, u"model"_s, u"operation"_s, u"status"_s,
                     u"error_type"_s, u"attempt"_s, u"input_tokens"_s, u"cached_tokens"_s,
                     u"output_tokens"_s, u"cost"_s, u"latency"_s, u"first_token_ms"_s, u"user_id"_s,
                     u"team"_s, u"task_id"_s, u"conversation_id"_s, u"request_id"_s},
                    writeCall, Filler::Kind::Metrics);
    if (!done)
        return done;

    done = filler.copyCounted(
        u"task_metrics"_s,
        {u"created_at"_s, u"task_id"_s, u"task_type"_s, u"status"_s, u"user_id"_s, u"team"_s,
         u"llm_iterations"_s, u"completion_time_ms"_s, u"cost"_s},
        static_cast<qint64>(work.tasks().size()),
        [&](RowWriter &row, qint64 n) {
            const AgentWork::Task &task = work.tasks()[static_cast<std::size_t>(n)];
            row.time(std::min(task.endMs, filler.timeline().end() - 1)).number(task.id);
            row.text(task.type).text(task.status);
            row.number(task.user).text(teamOf(task.user)).number(task.iterations);
            row.number(task.endMs - task.beginMs).decimal(task.cost, 8);
        },
        Filler::Kind::Metrics);
    if (!done)
        return done;

    Random random = filler.random("rag_metrics");
    static constexpr std::array<const char *, 4> collections{"code", "docs", "tickets", "wiki"};
    static constexpr std::array<const char *, 3> strategies{"hybrid", "vector", "keyword"};
    return filler.copyCounted(
        u"rag_metrics"_s,
        {u"created_at"_s, u"task_id"_s, u"collection"_s, u"strategy"_s, u"chunks_retrieved"_s,
         u"chunks_used"_s, u"top_score"_s, u"retrieval_latency_ms"_s},
        static_cast<qint64>(work.retrievals().size()),
        [&](RowWriter &row, qint64 n) {
            const AgentWork::Retrieval &one = work.retrievals()[static_cast<std::size_t>(n)];
            const qint64 found = random.between(0, 20);
            row.time(one.ms).number(one.task).text(collections[random.below(4)]);
            row.text(strategies[random.below(3)]).number(found).number(random.between(0, found));
            row.decimal(random.between(420, 960), 3).number(one.latencyMs);
        },
        Filler::Kind::Metrics);
}

Result<void> fillLearning(Filler &filler)
{
    Random random = filler.random("learning");
    const Weighted users = Weighted::byRank(agentUserCount);
    static constexpr std::array<const char *, 4> feedback{"accepted", "edited", "rejected",
                                                          "ignored"};
    static constexpr std::array<int, 4> feedbackWeights{52, 21, 12, 15};
    static constexpr std::array<const char *, 5> categories{"completion", "explanation", "fix",
                                                            "test", "refactoring"};
    auto done = filler.copyArrivals(
        u"learning_suggestions"_s,
        {u"created_at"_s, u"user_id"_s, u"task_id"_s, u"category"_s, u"feedback_type"_s,
         u"rating"_s, u"comment"_s},
        filler.scaled(7'000), [&](RowWriter &row, qint64 ms) {
            const auto kind = random.pick(feedbackWeights);
            row.time(ms).number(users.pick(random) + 1);
            row.number(random.between(1, filler.scaled(40'000)));
            row.text(categories[random.below(5)]).text(feedback[static_cast<std::size_t>(kind)]);
            if (random.chance(600))
                row.null();
            else
                row.number(kind == 0 ? random.between(3, 5) : random.between(1, 4));
            if (random.chance(900))
                row.null();
            else
                row.text(sentence(random, 9));
        });
    if (!done)
        return done;
    static constexpr std::array<const char *, 3> insights{"preference", "weakness", "trend"};
    done = filler.copyArrivals(
        u"learning_insights"_s,
        {u"created_at"_s, u"insight_type"_s, u"description"_s, u"confidence"_s, u"evidence"_s},
        filler.scaled(90), [&](RowWriter &row, qint64 ms) {
            row.time(ms).text(insights[random.below(3)]).text(sentence(random, 14));
            row.decimal(random.between(350, 990), 3);
            row.text("{\"samples\": " + QByteArray::number(random.between(12, 400)) + '}');
        });
    if (!done)
        return done;
    static constexpr std::array<const char *, 5> patterns{"naming", "error_handling", "imports",
                                                          "tests", "comments"};
    return filler.copyCounted(
        u"learning_patterns"_s,
        {u"pattern_type"_s, u"pattern_key"_s, u"detection_count"_s, u"first_detected"_s,
         u"last_detected"_s},
        45,
        [&](RowWriter &row, qint64 n) {
            const qint64 first = filler.timeline().begin() + random.between(0, 20 * hourMs);
            row.text(patterns[static_cast<std::size_t>(n % 5)]);
            row.text("pattern-" + QByteArray::number(n / 5 + 1)).number(random.between(2, 900));
            row.time(first).time(random.between(first, filler.timeline().end() - 1));
        },
        Filler::Kind::Metrics);
}

Result<void> fillTelemetry(Filler &filler)
{
    Random random = filler.random("telemetry");
    const Weighted users = Weighted::byRank(agentUserCount);
    static constexpr std::array<const char *, 8> types{
        "session_started",     "prompt_submitted", "suggestion_shown", "suggestion_accepted",
        "suggestion_rejected", "panel_opened",     "command_run",      "session_ended"};
    static constexpr std::array<int, 8> typeWeights{6, 24, 26, 13, 6, 9, 10, 6};
    static constexpr std::array<const char *, 4> clients{"vscode", "jetbrains", "web", "cli"};
    static constexpr std::array<int, 4> clientWeights{58, 22, 15, 5};
    QUuid session = random.uuid();
    auto done = filler.copyArrivals(
        u"telemetry_events"_s,
        {u"created_at"_s, u"event_type"_s, u"event_data"_s, u"session_id"_s, u"user_id"_s,
         u"client"_s},
        filler.scaled(120'000), [&](RowWriter &row, qint64 ms) {
            if (random.chance(80))
                session = random.uuid();
            row.time(ms).text(types[static_cast<std::size_t>(random.pick(typeWeights))]);
            row.text("{\"duration_ms\": " + QByteArray::number(random.between(1, 4'000)) +
                     ", \"version\": \"1." + QByteArray::number(random.below(9)) + ".0\"}");
            row.uuid(session).number(users.pick(random) + 1);
            row.text(clients[static_cast<std::size_t>(random.pick(clientWeights))]);
        });
    if (!done)
        return done;

    struct Series
    {
        const char *metric;
        const char *component;
        const char *unit;
        int base;
    };
    static constexpr std::array<Series, 8> series{{{"request_time", "api", "ms", 84},
                                                   {"request_time", "webhooks", "ms", 42},
                                                   {"query_time", "database", "ms", 9},
                                                   {"queue_depth", "worker", "jobs", 14},
                                                   {"memory_used", "api", "MiB", 610},
                                                   {"memory_used", "worker", "MiB", 940},
                                                   {"cache_hits", "api", "%", 88},
                                                   {"cpu_used", "worker", "%", 37}}};
    const Incidents incidents(filler.timeline());
    // Full scale is one row a quarter of an hour and series.
    const qint64 perSeries = std::max<qint64>(1, filler.scaled(filler.timeline().days() * 96));
    const qint64 step = filler.timeline().days() * dayMs / perSeries;
    done = filler.copyCounted(
        u"performance_metrics"_s,
        {u"created_at"_s, u"metric_name"_s, u"component"_s, u"value"_s, u"unit"_s,
         u"sample_count"_s, u"percentile_50"_s, u"percentile_95"_s, u"percentile_99"_s},
        perSeries * static_cast<qint64>(series.size()),
        [&](RowWriter &row, qint64 n) {
            const Series &one = series[static_cast<std::size_t>(n) % series.size()];
            const qint64 ms =
                filler.timeline().begin() + n / static_cast<qint64>(series.size()) * step;
            const bool trouble = ms >= incidents.outageBegin && ms < incidents.outageEnd;
            const qint64 load = filler.timeline().load(ms);
            const qint64 middle =
                one.base * (600 + load / 2 + random.between(0, 120)) * (trouble ? 3 : 1);
            // A hit rate is bounded above and falls with the load instead.
            const bool rate = QByteArrayView(one.unit) == "%";
            const qint64 value = rate ? std::min<qint64>(middle, 99'500) : middle;
            row.time(ms).text(one.metric).text(one.component).decimal(value, 3).text(one.unit);
            row.number(random.between(20, 40 + load)).decimal(value, 3);
            row.decimal(rate ? std::min<qint64>(value * 21 / 10, 99'800) : value * 21 / 10, 3);
            row.decimal(rate ? std::min<qint64>(value * 32 / 10, 99'900) : value * 32 / 10, 3);
        },
        Filler::Kind::Metrics);
    return done;
}

Result<void> fillErrors(Filler &filler)
{
    Random random = filler.random("error_events");
    static constexpr std::array<const char *, 6> types{"UpstreamUnavailable", "RateLimited",
                                                       "ValidationError",     "TimeoutError",
                                                       "DatabaseError",       "OutOfMemory"};
    static constexpr std::array<int, 6> usual{22, 24, 30, 14, 8, 2};
    static constexpr std::array<int, 6> inOutage{85, 2, 4, 8, 1, 0};
    static constexpr std::array<const char *, 5> severities{"debug", "info", "warning", "error",
                                                            "critical"};
    static constexpr std::array<int, 5> severityWeights{2, 8, 36, 48, 6};
    const QStringList columns{u"created_at"_s,  u"error_type"_s, u"severity"_s, u"message"_s,
                              u"stack_trace"_s, u"component"_s,  u"user_id"_s,  u"resolved_at"_s};
    const Incidents incidents(filler.timeline());

    // A burst that somebody deleted afterwards. It lies before the rows that stay, so that VACUUM
    // can reuse its pages and cannot give them back: the table is bloated.
    const qint64 burst = filler.scaled(30'000);
    auto done = filler.copyCounted(u"error_events"_s, columns, burst, [&](RowWriter &row, qint64) {
        row.time(incidents.outageBegin + random.between(0, hourMs)).text("RetryStorm");
        row.text("warning").text(sentence(random, 12)).text(stackTrace(random, 9));
        row.text("worker").null().null();
    });
    if (!done)
        return done;
    done = filler.run(u"delete the burst"_s,
                      u"DELETE FROM error_events WHERE error_type = 'RetryStorm'"_s);
    if (!done)
        return done;
    filler.summary().tables.removeLast();

    const auto writeError = [&](RowWriter &row, qint64 ms, bool outage) {
        const auto kind = static_cast<std::size_t>(random.pick(outage ? inOutage : usual));
        row.time(ms).text(types[kind]);
        row.text(severities[static_cast<std::size_t>(outage ? 3 + random.below(2)
                                                            : random.pick(severityWeights))]);
        row.text(sentence(random, 8))
            .text(stackTrace(random, static_cast<int>(random.between(3, 12))));
        row.text(random.chance(700) ? "backend" : "worker")
            .number(random.between(1, agentUserCount));
        const bool old = ms < filler.timeline().end() - 3 * dayMs;
        if (random.chance(old ? 970 : 400))
            row.time(ms + random.between(minuteMs, 2 * dayMs));
        else
            row.null();
    };
    done = filler.copyArrivals(u"error_events"_s, columns, filler.scaled(7'500),
                               [&](RowWriter &row, qint64 ms) { writeError(row, ms, false); });
    if (!done)
        return done;
    return filler.copyCounted(
        u"error_events"_s, columns, filler.scaled(1'800),
        [&](RowWriter &row, qint64) {
            writeError(row, random.between(incidents.outageBegin, incidents.outageEnd - 1), true);
        },
        Filler::Kind::Metrics);
}

Result<void> fill(Filler &filler)
{
    Random random = filler.random("conversation ids");
    std::vector<QUuid> conversations(static_cast<std::size_t>(filler.scaled(2'000)));
    std::ranges::generate(conversations, [&random] { return random.uuid(); });

    auto done =
        filler.run(u"switch off the counting"_s, u"ALTER TABLE messages DISABLE TRIGGER USER"_s);
    for (const auto part : {&fillConversations, &fillMetrics}) {
        if (done)
            done = part(filler, conversations);
    }
    for (const auto part : {&fillLearning, &fillTelemetry, &fillErrors}) {
        if (done)
            done = part(filler);
    }
    if (!done)
        return done;
    return filler.run(u"switch on the counting"_s, u"ALTER TABLE messages ENABLE TRIGGER USER"_s);
}

} // namespace

Filling agentAnalyticsFilling()
{
    // After the rows come the readers: what they use and what they miss shows in the statistics.
    const QString byTime = u"SELECT count(*) FROM llm_metrics WHERE created_at >= (SELECT "
                           u"max(created_at) FROM llm_metrics) - interval '1 hour'"_s;
    const QString byModel = u"SELECT sum(cost) FROM llm_metrics WHERE model = 'gpt-4o' AND "
                            u"created_at >= (SELECT max(created_at) FROM llm_metrics) - interval "
                            u"'1 day'"_s;
    const QString byConversation =
        u"SELECT count(*) FROM llm_metrics WHERE conversation_id = gen_random_uuid()"_s;
    const QString heavy =
        u"SELECT created_at::date, model, percentile_cont(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP "
        u"(ORDER BY latency), count(DISTINCT user_id) FROM llm_metrics GROUP BY 1, 2"_s;
    QStringList afterwards{u"UPDATE task_metrics SET cost = cost"_s, u"VACUUM (ANALYZE)"_s};
    for (int i = 0; i < 12; ++i)
        afterwards += {byTime, byModel, byConversation};
    afterwards += {heavy, heavy};
    return {.presence = u"SELECT EXISTS (SELECT FROM llm_metrics)"_s,
            .rows = 620'000,
            .fill = &fill,
            .afterwards = afterwards};
}

} // namespace howdah::samples
