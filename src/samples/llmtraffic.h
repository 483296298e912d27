#pragma once

#include "samples/timeline.h"

#include <deque>

namespace howdah::samples {

/// A model as the demo's applications use it. Prices are in 10^-10 US dollars a token, which is
/// what a provider's "dollars for a million tokens" is in units of 0.0001.
struct Model final
{
    struct Price
    {
        int input;
        int cached; ///< input that the provider still had in its prompt cache
        int output;
    };

    const char *provider;
    const char *name;
    bool embeds; ///< turns text into vectors: no output, nothing streamed
    int share;   ///< of the traffic
    Price price;
    Price priceBefore; ///< until the day the price changed; equal to price where it did not
    int firstTokenMs;
    int tokensPerSecond;
};

[[nodiscard]] std::span<const Model> models();

/// One attempt to call a model.
struct Call final
{
    qint64 startMs = 0;
    int model = 0; ///< index in models()
    bool succeeded = true;
    const char *errorType = nullptr; ///< nullptr when it succeeded
    bool timedOut = false;
    int attempt = 1;
    int inputTokens = 0;
    int cachedTokens = 0; ///< of the input tokens
    int outputTokens = 0;
    qint64 cost = 0; ///< 10^-8 US dollars, rounded half up once, here
    int latencyMs = 0;
    int firstTokenMs = -1; ///< -1: nothing was streamed
    QUuid request;
};

/// What happens to the demo's applications in its days, for tests and for people who wonder.
struct Incidents final
{
    explicit Incidents(const Timeline &timeline);

    qint64 outageBegin; ///< the largest provider fails for more than two hours on a Tuesday or so
    qint64 outageEnd;
    qint64 slowBegin; ///< the second one answers three times slower for a working day
    qint64 slowEnd;
    qint64 priceChange;  ///< midnight from which the first model costs half
    qint64 cachingBegin; ///< from here on prompts are cached
};

/// Calls of models with all that happens to them: tokens, cached prompts, failures and their
/// retries, an outage, a slow day, a price that falls.
class LlmTraffic final
{
public:
    LlmTraffic(const Timeline &timeline, Random random);

    /// All attempts of one request that begins at @p ms, the last one being the one that counts.
    /// @p model is an index in models(), or -1 for one by its share of the traffic.
    [[nodiscard]] QList<Call> request(qint64 ms, int model = -1);

    [[nodiscard]] const Incidents &incidents() const { return m_incidents; }

private:
    void fail(Call &call, bool outage);

    const Timeline &m_timeline;
    Random m_random;
    Incidents m_incidents;
};

} // namespace howdah::samples
