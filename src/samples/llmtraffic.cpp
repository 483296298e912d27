#include "samples/llmtraffic.h"

#include <algorithm>
#include <array>

namespace howdah::samples {

namespace {

constexpr std::array<Model, 8> catalogue{{
    {"openai", "gpt-4o", false, 20, {25'000, 12'500, 100'000}, {50'000, 25'000, 150'000}, 480, 85},
    {"openai", "gpt-4o-mini", false, 30, {1'500, 750, 6'000}, {1'500, 750, 6'000}, 350, 120},
    {"openai", "text-embedding-3-small", true, 12, {200, 200, 0}, {200, 200, 0}, 90, 0},
    {"anthropic",
     "claude-3-5-sonnet",
     false,
     16,
     {30'000, 3'000, 150'000},
     {30'000, 3'000, 150'000},
     700,
     70},
    {"anthropic",
     "claude-3-5-haiku",
     false,
     9,
     {8'000, 800, 40'000},
     {8'000, 800, 40'000},
     420,
     110},
    {"google",
     "gemini-1.5-pro",
     false,
     5,
     {12'500, 3'125, 50'000},
     {12'500, 3'125, 50'000},
     650,
     75},
    {"google", "gemini-1.5-flash", false, 6, {750, 188, 3'000}, {750, 188, 3'000}, 300, 160},
    {"mistral",
     "mistral-large",
     false,
     2,
     {20'000, 20'000, 60'000},
     {20'000, 20'000, 60'000},
     560,
     60},
}};

constexpr int requestTimeoutMs = 60'000;

} // namespace

std::span<const Model> models()
{
    return catalogue;
}

Incidents::Incidents(const Timeline &timeline)
{
    // Fractions of the whole, so that short test runs see everything too; never on a weekend.
    const auto workday = [&timeline](int day) {
        while (timeline.firstDay().addDays(day).dayOfWeek() > 5 && day > 0)
            --day;
        return day;
    };
    const int outage = workday(timeline.days() * 7 / 10);
    const int slow = workday(timeline.days() * 2 / 5);
    outageBegin = timeline.at(outage, 13 * 60 + 40);
    outageEnd = timeline.at(outage, 15 * 60 + 55);
    slowBegin = timeline.at(slow, 8 * 60);
    slowEnd = timeline.at(slow, 18 * 60);
    priceChange = timeline.at(timeline.days() / 2);
    cachingBegin = timeline.at(timeline.days() / 5);
}

LlmTraffic::LlmTraffic(const Timeline &timeline, Random random)
    : m_timeline(timeline)
    , m_random(random)
    , m_incidents(timeline)
{}

void LlmTraffic::fail(Call &call, bool outage)
{
    static constexpr std::array<const char *, 4> kinds{"rate_limited", "server_error",
                                                       "context_length_exceeded", "timeout"};
    static constexpr std::array<int, 4> usual{50, 28, 7, 15};
    static constexpr std::array<int, 4> inOutage{5, 55, 0, 40};
    const auto kind = m_random.pick(outage ? inOutage : usual);
    call.succeeded = false;
    call.errorType = kinds[static_cast<std::size_t>(kind)];
    call.timedOut = kind == 3;
    call.latencyMs = call.timedOut ? requestTimeoutMs
                                   : static_cast<int>(m_random.between(40, outage ? 9'000 : 900));
    call.firstTokenMs = -1;
    call.outputTokens = 0;
    call.cachedTokens = 0;
    call.cost = 0;
}

QList<Call> LlmTraffic::request(qint64 ms, int wantedModel)
{
    static const auto shares = [] {
        std::array<int, catalogue.size()> all{};
        std::ranges::transform(catalogue, all.begin(), &Model::share);
        return all;
    }();
    const int modelIndex = wantedModel >= 0 ? wantedModel : static_cast<int>(m_random.pick(shares));
    const Model &model = catalogue[static_cast<std::size_t>(modelIndex)];
    const QByteArrayView provider(model.provider);
    const QUuid id = m_random.uuid();
    const auto inputTokens =
        static_cast<int>((model.embeds ? 900 : 5'200) * m_random.longTail() / 1000);
    const auto outputTokens =
        model.embeds ? 0 : static_cast<int>(430 * m_random.longTail() / 1000) + 1;

    QList<Call> attempts;
    qint64 start = ms;
    for (int attempt = 1; attempt <= 4; ++attempt) {
        Call call{.startMs = start,
                  .model = modelIndex,
                  .attempt = attempt,
                  .inputTokens = inputTokens,
                  .outputTokens = outputTokens,
                  .request = id};
        const bool outage = provider == "openai" && start >= m_incidents.outageBegin &&
                            start < m_incidents.outageEnd;
        const bool slow = provider == "anthropic" && start >= m_incidents.slowBegin &&
                          start < m_incidents.slowEnd;
        if (m_random.chance(outage ? 870 : 14)) {
            fail(call, outage);
        } else {
            if (!model.embeds && start >= m_incidents.cachingBegin && m_random.chance(420)) {
                call.cachedTokens =
                    static_cast<int>(inputTokens * m_random.between(300, 900) / 1000);
            }
            const auto &price = start < m_incidents.priceChange ? model.priceBefore : model.price;
            const qint64 fine = qint64(inputTokens - call.cachedTokens) * price.input +
                                qint64(call.cachedTokens) * price.cached +
                                qint64(outputTokens) * price.output;
            call.cost = (fine + 50) / 100;
            // Busy hours are slower, a slow day is three times slower, waiting has a long tail.
            const qint64 factor = m_random.longTail() * (900 + m_timeline.load(start) * 3 / 10) /
                                  1000 * (slow ? 3 : 1);
            const qint64 first = model.firstTokenMs * factor / 1000;
            const qint64 rest =
                model.embeds ? 0
                             : qint64(outputTokens) * 1000 / model.tokensPerSecond * factor / 1000;
            call.firstTokenMs = model.embeds ? -1 : static_cast<int>(first);
            call.latencyMs = static_cast<int>(first + rest);
        }
        attempts.append(call);
        // Nobody repeats what was too long to begin with.
        const bool worthRepeating =
            !call.succeeded && QByteArrayView(call.errorType) != "context_length_exceeded";
        if (!worthRepeating)
            break;
        start += call.latencyMs + (qint64(500) << attempt) + m_random.between(0, 400);
        if (start >= m_timeline.end())
            break;
    }
    return attempts;
}

} // namespace howdah::samples
