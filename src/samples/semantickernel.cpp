#include "samples/filler.h"
#include "samples/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

/// bcrypt of a random text that nobody kept: the demo's people cannot log in.
constexpr const char *lockedPassword =
    "$2a$05$wp7/FcAxKOFV8noaAl/CROj2rCwTx.ozBaihFbMIIsgOaG7Cu.a7S";

constexpr std::array<const char *, 6> skillNames{"DemoSummary",   "DemoTranslation", "DemoReview",
                                                 "DemoSqlWriter", "DemoWebSearch",   "DemoMath"};

std::vector<QUuid> ids(Random random, qint64 count)
{
    std::vector<QUuid> all(static_cast<std::size_t>(count));
    std::ranges::generate(all, [&random] { return random.uuid(); });
    return all;
}

struct Cast
{
    std::vector<QUuid> users;
    std::vector<QUuid> conversations;
    std::vector<QUuid> skills;
    std::vector<QUuid> plans;
    Weighted shares = Weighted::byRank(120);
};

Result<void> fillPeople(Filler &filler, const Cast &cast)
{
    Random random = filler.random("people");
    const auto &timeline = filler.timeline();
    auto done = filler.copyCounted(
        u"users"_s,
        {u"id"_s, u"username"_s, u"email"_s, u"password_hash"_s, u"display_name"_s, u"metadata"_s,
         u"created_at"_s, u"last_login_at"_s},
        static_cast<qint64>(cast.users.size()), [&](RowWriter &row, qint64 n) {
            const QByteArray number = QByteArray::number(n + 1).rightJustified(3, '0');
            row.uuid(cast.users[static_cast<std::size_t>(n)]);
            row.text("demo-" + number).text("demo-" + number + "@example.com");
            row.text(lockedPassword).text("Demo " + number);
            row.text(n % 3 == 0 ? "{\"plan\": \"team\"}" : "{\"plan\": \"free\"}");
            row.time(timeline.begin() + n * minuteMs);
            row.time(timeline.end() - random.between(1, 20 * dayMs));
        });
    if (!done)
        return done;
    done = filler.copyCounted(
        u"sessions"_s,
        {u"user_id"_s, u"token_hash"_s, u"refresh_token_hash"_s, u"ip_address"_s, u"user_agent"_s,
         u"created_at"_s, u"last_seen_at"_s, u"expires_at"_s, u"refresh_expires_at"_s},
        filler.scaled(3'000), [&](RowWriter &row, qint64) {
            const qint64 begin = random.between(timeline.begin(), timeline.end() - hourMs);
            row.uuid(cast.users[static_cast<std::size_t>(cast.shares.pick(random))]);
            row.text("\\x" + random.uuid().toRfc4122().toHex());
            row.text("\\x" + random.uuid().toRfc4122().toHex());
            row.text("198.51.100." + QByteArray::number(random.between(1, 254)));
            row.text("demo/1.0").time(begin).time(begin + hourMs / 2);
            row.time(begin + hourMs).time(begin + 30 * dayMs);
        });
    if (!done)
        return done;
    return filler.copyCounted(
        u"rate_limit_tracking"_s,
        {u"user_id"_s, u"window_type"_s, u"window_start"_s, u"request_count"_s, u"token_count"_s},
        static_cast<qint64>(cast.users.size()) * 7,
        [&](RowWriter &row, qint64 n) {
            row.uuid(cast.users[static_cast<std::size_t>(n / 7)]).text("day");
            row.time(timeline.end() - (n % 7 + 1) * dayMs).number(random.between(3, 9'500));
            row.number(random.between(1'000, 99'000));
        },
        Filler::Kind::Metrics);
}

Result<void> fillConversations(Filler &filler, const Cast &cast)
{
    Random random = filler.random("conversations");
    const auto &timeline = filler.timeline();
    std::vector<qint64> begins;
    auto done = filler.copyCounted(
        u"conversations"_s,
        {u"id"_s, u"user_id"_s, u"title"_s, u"context"_s, u"metadata"_s, u"is_archived"_s,
         u"archived_at"_s, u"created_at"_s, u"updated_at"_s},
        static_cast<qint64>(cast.conversations.size()), [&](RowWriter &row, qint64 n) {
            const qint64 begin = random.between(timeline.begin(), timeline.end() - 2 * hourMs);
            const bool archived = random.chance(120);
            begins.push_back(begin);
            row.uuid(cast.conversations[static_cast<std::size_t>(n)]);
            row.uuid(cast.users[static_cast<std::size_t>(cast.shares.pick(random))]);
            row.text(title(random)).text("{\"language\": \"en\"}").text("{\"source\": \"web\"}");
            row.boolean(archived);
            if (archived)
                row.time(begin + hourMs);
            else
                row.null();
            row.time(begin).time(begin + hourMs);
        });
    if (!done)
        return done;
    constexpr qint64 perConversation = 8;
    done = filler.copyCounted(
        u"messages"_s,
        {u"conversation_id"_s, u"role"_s, u"content"_s, u"model"_s, u"prompt_tokens"_s,
         u"completion_tokens"_s, u"created_at"_s},
        static_cast<qint64>(cast.conversations.size()) * perConversation,
        [&](RowWriter &row, qint64 n) {
            const auto conversation = static_cast<std::size_t>(n / perConversation);
            const bool answer = n % 2 == 1;
            row.uuid(cast.conversations[conversation]).text(answer ? "assistant" : "user");
            row.text(sentence(random, static_cast<int>(random.between(5, 28))));
            if (answer)
                row.text("gpt-4o-mini")
                    .number(random.between(80, 2'400))
                    .number(random.between(20, 500));
            else
                row.null().number(0).number(0);
            row.time(begins[conversation] + n % perConversation * minuteMs);
        });
    if (!done)
        return done;
    done = filler.copyCounted(
        u"planner_executions"_s,
        {u"id"_s, u"user_id"_s, u"goal"_s, u"plan"_s, u"status"_s, u"steps_total"_s,
         u"steps_completed"_s, u"error_message"_s, u"started_at"_s, u"completed_at"_s},
        static_cast<qint64>(cast.plans.size()),
        [&](RowWriter &row, qint64 n) {
            const qint64 begin = random.between(timeline.begin(), timeline.end() - hourMs);
            const qint64 steps = random.between(1, 6);
            const bool failed = random.chance(110);
            row.uuid(cast.plans[static_cast<std::size_t>(n)]);
            row.uuid(cast.users[static_cast<std::size_t>(cast.shares.pick(random))]);
            row.text(title(random)).text("[]").text(failed ? "failed" : "completed");
            row.number(steps).number(failed ? steps - 1 : steps);
            if (failed)
                row.text("a step failed");
            else
                row.null();
            row.time(begin).time(begin + steps * 4'000 * random.longTail() / 1000);
        },
        Filler::Kind::Metrics);
    return done;
}

Result<void> fillSkills(Filler &filler, const Cast &cast)
{
    Random random = filler.random("skills");
    auto done =
        filler.copyCounted(u"skills"_s, {u"id"_s, u"name"_s, u"category"_s, u"description"_s},
                           static_cast<qint64>(cast.skills.size()), [&](RowWriter &row, qint64 n) {
                               const auto place = static_cast<std::size_t>(n);
                               row.uuid(cast.skills[place]).text(skillNames[place]);
                               row.text("demo").text(sentence(random, 6));
                           });
    if (!done)
        return done;
    static constexpr std::array<int, 6> shares{30, 14, 20, 18, 12, 6};
    return filler.copyArrivals(
        u"function_executions"_s,
        {u"skill_id"_s, u"planner_execution_id"_s, u"user_id"_s, u"function_name"_s, u"input"_s,
         u"status"_s, u"error_message"_s, u"execution_time_ms"_s, u"tokens_used"_s,
         u"started_at"_s},
        filler.scaled(30'000), [&](RowWriter &row, qint64 ms) {
            const auto skill = static_cast<std::size_t>(random.pick(shares));
            const bool failed = random.chance(28);
            row.uuid(cast.skills[skill]);
            if (random.chance(500))
                row.uuid(cast.plans[random.below(static_cast<quint32>(cast.plans.size()))]);
            else
                row.null();
            row.uuid(cast.users[static_cast<std::size_t>(cast.shares.pick(random))]).text("Run");
            row.text("{\"size\": " + QByteArray::number(random.between(1, 5'000)) + '}');
            row.text(failed ? "error" : "success");
            if (failed)
                row.text(sentence(random, 6));
            else
                row.null();
            row.number((skill == 5 ? 4 : 900) * random.longTail() / 1000);
            row.number(skill < 4 && !failed ? random.between(60, 2'500) : 0).time(ms);
        });
}

Result<void> fillUsage(Filler &filler, const Cast &cast)
{
    Random random = filler.random("api_usage");
    LlmTraffic traffic(filler.timeline(), filler.random("api traffic"));
    Arrivals arrivals(filler.timeline(), filler.scaled(118'000), filler.random("api arrivals"));
    struct Endpoint
    {
        const char *path;
        const char *method;
        int share;
        bool calls; ///< a model
    };
    static constexpr std::array<Endpoint, 6> endpoints{{{"/api/chat", "POST", 38, true},
                                                        {"/api/skills/execute", "POST", 14, true},
                                                        {"/api/planner", "POST", 6, true},
                                                        {"/api/conversations", "GET", 24, false},
                                                        {"/api/memories/search", "POST", 12, false},
                                                        {"/api/users/me", "GET", 6, false}}};
    static constexpr std::array<int, 6> shares{38, 14, 6, 24, 12, 6};
    std::deque<Call> pending;
    const Endpoint *endpoint = nullptr;
    std::size_t user = 0;
    const auto write = [&](RowWriter &row) {
        if (pending.empty()) {
            qint64 ms = 0;
            if (!arrivals.next(ms))
                return false;
            user = static_cast<std::size_t>(cast.shares.pick(random));
            endpoint = &endpoints[static_cast<std::size_t>(random.pick(shares))];
            if (!endpoint->calls) {
                row.uuid(cast.users[user]).text(endpoint->path).text(endpoint->method);
                row.number(random.chance(12) ? 500 : 200).number(18 * random.longTail() / 1000);
                row.null().number(0).number(0).number(0).decimal(0, 8).time(ms).endRow();
                return true;
            }
            const auto calls = traffic.request(ms);
            pending.assign(calls.begin(), calls.end());
        }
        const Call call = pending.front();
        pending.pop_front();
        filler.summary().ledger.add(call);
        int status = 200;
        if (!call.succeeded)
            status = call.timedOut                                      ? 504
                     : QByteArrayView(call.errorType) == "rate_limited" ? 429
                                                                        : 502;
        row.uuid(cast.users[user]).text(endpoint->path).text(endpoint->method).number(status);
        row.number(call.latencyMs).text(models()[static_cast<std::size_t>(call.model)].name);
        row.number(call.inputTokens).number(call.cachedTokens).number(call.outputTokens);
        row.decimal(call.cost, 8).time(call.startMs).endRow();
        return true;
    };
    auto done =
        filler.copy(u"api_usage"_s,
                    {u"user_id"_s, u"endpoint"_s, u"method"_s, u"status_code"_s,
                     u"response_time_ms"_s, u"model"_s, u"prompt_tokens"_s, u"cached_tokens"_s,
                     u"completion_tokens"_s, u"cost"_s, u"created_at"_s},
                    write, Filler::Kind::Metrics);
    if (!done)
        return done;
    static constexpr std::array<const char *, 5> actions{
        "login", "conversation.create", "skill.execute", "login.failed", "quota.change"};
    static constexpr std::array<int, 5> actionShares{40, 25, 28, 5, 2};
    return filler.copyArrivals(
        u"audit_logs"_s,
        {u"user_id"_s, u"action"_s, u"entity_type"_s, u"ip_address"_s, u"user_agent"_s,
         u"created_at"_s},
        filler.scaled(15'000), [&](RowWriter &row, qint64 ms) {
            row.uuid(cast.users[static_cast<std::size_t>(cast.shares.pick(random))]);
            row.text(actions[static_cast<std::size_t>(random.pick(actionShares))]).text("user");
            row.text("198.51.100." + QByteArray::number(random.between(1, 254)));
            row.text("demo/1.0").time(ms);
        });
}

Result<void> fillVectors(Filler &filler, const Cast &cast)
{
    Random random = filler.random("embeddings");
    VectorSource vectors(filler.random("vectors"));
    return filler.copyCounted(
        u"embeddings"_s,
        {u"user_id"_s, u"source_type"_s, u"source_id"_s, u"content"_s, u"embedding"_s},
        filler.scaled(2'500), [&](RowWriter &row, qint64 n) {
            row.uuid(cast.users[static_cast<std::size_t>(cast.shares.pick(random))]);
            row.text("document").text("demo-" + QByteArray::number(n + 1));
            row.text(sentence(random, 12)).text(vectors.next());
        });
}

Result<void> fillBackups(Filler &filler)
{
    Random random = filler.random("backups");
    const auto &timeline = filler.timeline();
    return filler.copyCounted(
        u"backup_metadata"_s,
        {u"backup_name"_s, u"status"_s, u"location"_s, u"size_bytes"_s, u"checksum"_s,
         u"table_count"_s, u"row_count"_s, u"started_at"_s, u"completed_at"_s},
        timeline.days(), [&](RowWriter &row, qint64 n) {
            const qint64 begin = timeline.at(static_cast<int>(n), 120);
            const QByteArray name = "demo_" + QByteArray::number(n + 1).rightJustified(4, '0');
            row.text(name).text(n < timeline.days() - 30 ? "expired" : "completed");
            row.text("/backups/" + name + ".sql.gz").number(40'000'000 + n * 310'000);
            row.text(random.uuid().toRfc4122().toHex() + random.uuid().toRfc4122().toHex());
            row.number(18).number(120'000 + n * 2'400).time(begin).time(begin + 95'000 + n * 300);
        });
}

Result<void> fill(Filler &filler)
{
    const Cast cast{.users = ids(filler.random("user ids"), 120),
                    .conversations = ids(filler.random("conversation ids"), filler.scaled(3'000)),
                    .skills = ids(filler.random("skill ids"), skillNames.size()),
                    .plans = ids(filler.random("plan ids"), filler.scaled(2'500))};
    Result<void> done;
    for (const auto part :
         {&fillPeople, &fillConversations, &fillSkills, &fillUsage, &fillVectors}) {
        if (done)
            done = part(filler, cast);
    }
    return done ? fillBackups(filler) : done;
}

} // namespace

Filling semanticKernelFilling()
{
    return {.presence = u"SELECT EXISTS (SELECT FROM users WHERE username LIKE 'demo-%')"_s,
            .rows = 210'000,
            .fill = &fill,
            .afterwards = {u"VACUUM (ANALYZE)"_s, u"SELECT refresh_statistics_views()"_s}};
}

} // namespace howdah::samples
