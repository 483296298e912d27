#include "samples/filler.h"
#include "samples/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

constexpr int userCount = 150;

struct Cast
{
    explicit Cast(Filler &filler)
        : users(userCount)
        , sessions(static_cast<std::size_t>(filler.scaled(6'000)))
        , conversations(static_cast<std::size_t>(filler.scaled(5'000)))
    {
        Random random = filler.random("ids");
        for (auto *all : {&users, &sessions, &conversations})
            std::ranges::generate(*all, [&random] { return random.uuid(); });
        sessionUsers.reserve(sessions.size());
        for (std::size_t i = 0; i < sessions.size(); ++i)
            sessionUsers.push_back(static_cast<std::size_t>(shares.pick(random)));
    }

    std::vector<QUuid> users;
    std::vector<QUuid> sessions;
    std::vector<QUuid> conversations;
    std::vector<std::size_t> sessionUsers;
    Weighted shares = Weighted::byRank(userCount);
};

Result<void> fillAccounts(Filler &filler, const Cast &cast)
{
    Random random = filler.random("accounts");
    const auto &timeline = filler.timeline();
    auto done = filler.copyCounted(
        u"users"_s,
        {u"id"_s, u"username"_s, u"email"_s, u"password_hash"_s, u"created_at"_s, u"updated_at"_s,
         u"last_login"_s, u"is_active"_s, u"preferences"_s},
        userCount, [&](RowWriter &row, qint64 n) {
            const QByteArray number = QByteArray::number(n + 1).rightJustified(3, '0');
            row.uuid(cast.users[static_cast<std::size_t>(n)]).text("demo-" + number);
            // No hash at all: nothing that anybody types can match it.
            row.text("demo-" + number + "@example.com").text("!locked").time(timeline.begin());
            row.time(timeline.begin()).time(timeline.end() - random.between(1, 9 * dayMs));
            row.boolean(n % 19 != 18).text(n % 2 == 0 ? "{\"theme\": \"dark\"}" : "{}");
        });
    if (!done)
        return done;
    done = filler.copyCounted(
        u"sessions"_s,
        {u"id"_s, u"user_id"_s, u"session_token"_s, u"created_at"_s, u"expires_at"_s,
         u"last_activity"_s, u"ip_address"_s, u"user_agent"_s, u"is_active"_s},
        static_cast<qint64>(cast.sessions.size()), [&](RowWriter &row, qint64 n) {
            const auto place = static_cast<std::size_t>(n);
            const qint64 begin = random.between(timeline.begin(), timeline.end() - hourMs);
            row.uuid(cast.sessions[place]).uuid(cast.users[cast.sessionUsers[place]]);
            row.text("demo-" + random.uuid().toRfc4122().toHex()).time(begin).time(begin + hourMs);
            row.time(begin + hourMs / 3);
            row.text("203.0.113." + QByteArray::number(random.between(1, 254)));
            row.text("cloud-assist-cli/0.9").boolean(begin > timeline.end() - dayMs);
        });
    if (!done)
        return done;
    std::vector<qint64> begins;
    done = filler.copyCounted(
        u"conversations"_s,
        {u"id"_s, u"user_id"_s, u"session_id"_s, u"title"_s, u"created_at"_s, u"updated_at"_s,
         u"is_archived"_s},
        static_cast<qint64>(cast.conversations.size()), [&](RowWriter &row, qint64 n) {
            const auto session = random.below(static_cast<quint32>(cast.sessions.size()));
            begins.push_back(random.between(timeline.begin(), timeline.end() - hourMs));
            row.uuid(cast.conversations[static_cast<std::size_t>(n)]);
            row.uuid(cast.users[cast.sessionUsers[session]]).uuid(cast.sessions[session]);
            row.text(title(random)).time(begins.back()).time(begins.back() + hourMs / 2);
            row.boolean(random.chance(100));
        });
    if (!done)
        return done;
    constexpr qint64 perConversation = 8;
    done = filler.copyCounted(
        u"messages"_s,
        {u"conversation_id"_s, u"role"_s, u"content"_s, u"timestamp"_s, u"tokens_used"_s},
        static_cast<qint64>(cast.conversations.size()) * perConversation,
        [&](RowWriter &row, qint64 n) {
            const auto conversation = static_cast<std::size_t>(n / perConversation);
            row.uuid(cast.conversations[conversation]).text(n % 2 == 0 ? "user" : "assistant");
            row.text(sentence(random, static_cast<int>(random.between(5, 35))));
            row.time(begins[conversation] + n % perConversation * minuteMs);
            row.number(n % 2 == 0 ? 0 : 420 * random.longTail() / 1000);
        },
        Filler::Kind::Metrics);
    if (!done)
        return done;
    return filler.copyCounted(
        u"agent_states"_s,
        {u"conversation_id"_s, u"state_type"_s, u"state_data"_s, u"created_at"_s},
        filler.scaled(4'000), [&](RowWriter &row, qint64) {
            const auto conversation = random.below(static_cast<quint32>(cast.conversations.size()));
            row.uuid(cast.conversations[conversation]);
            row.text(random.chance(600) ? "graph_state" : "tool_state");
            row.text("{\"step\": " + QByteArray::number(random.between(1, 12)) + '}');
            row.time(begins[conversation]);
        });
}

Result<void> fillTrails(Filler &filler, const Cast &cast)
{
    Random random = filler.random("trails");
    static constexpr std::array<const char *, 6> actions{
        "login", "run_command", "approve_plan", "read_secret", "deploy", "logout"};
    static constexpr std::array<int, 6> actionShares{22, 40, 14, 3, 6, 15};
    auto done = filler.copyArrivals(
        u"audit_logs"_s,
        {u"user_id"_s, u"session_id"_s, u"action"_s, u"resource_type"_s, u"details"_s,
         u"ip_address"_s, u"timestamp"_s},
        filler.scaled(40'000), [&](RowWriter &row, qint64 ms) {
            const auto session = random.below(static_cast<quint32>(cast.sessions.size()));
            row.uuid(cast.users[cast.sessionUsers[session]]).uuid(cast.sessions[session]);
            row.text(actions[static_cast<std::size_t>(random.pick(actionShares))]).text("cluster");
            row.text("{\"region\": \"eu-central\"}");
            row.text("203.0.113." + QByteArray::number(random.between(1, 254))).time(ms);
        });
    if (!done)
        return done;
    static constexpr std::array<const char *, 4> events{"llm_call", "tool_call", "page_view",
                                                        "plan_finished"};
    static constexpr std::array<int, 4> eventShares{42, 30, 20, 8};
    LlmTraffic traffic(filler.timeline(), filler.random("traffic"));
    return filler.copyArrivals(
        u"usage_analytics"_s,
        {u"user_id"_s, u"session_id"_s, u"conversation_id"_s, u"event_type"_s, u"event_data"_s,
         u"timestamp"_s},
        filler.scaled(80'000), [&](RowWriter &row, qint64 ms) {
            const auto session = random.below(static_cast<quint32>(cast.sessions.size()));
            const auto event = static_cast<std::size_t>(random.pick(eventShares));
            QByteArray data = "{}";
            if (event == 0) {
                // The last attempt is what the application tells; costs stay with the provider.
                const Call call = traffic.request(ms).constLast();
                const Model &model = models()[static_cast<std::size_t>(call.model)];
                data = QByteArray("{\"provider\": \"") + model.provider + "\", \"model\": \"" +
                       model.name +
                       "\", \"input_tokens\": " + QByteArray::number(call.inputTokens) +
                       ", \"output_tokens\": " + QByteArray::number(call.outputTokens) +
                       ", \"latency_ms\": " + QByteArray::number(call.latencyMs) + '}';
            }
            row.uuid(cast.users[cast.sessionUsers[session]]).uuid(cast.sessions[session]);
            row.uuid(
                cast.conversations[random.below(static_cast<quint32>(cast.conversations.size()))]);
            row.text(events[event]).text(data).time(ms);
        });
}

Result<void> fill(Filler &filler)
{
    const Cast cast(filler);
    auto done = fillAccounts(filler, cast);
    return done ? fillTrails(filler, cast) : done;
}

} // namespace

Filling cloudAssistFilling()
{
    return {.presence = u"SELECT EXISTS (SELECT FROM users WHERE username LIKE 'demo-%')"_s,
            .rows = 175'000,
            .fill = &fill,
            .afterwards = {u"VACUUM (ANALYZE)"_s}};
}

} // namespace howdah::samples
