#include "samples/texts.h"

#include <charconv>

namespace howdah::samples {

namespace {

constexpr std::array<const char *, 40> nouns{
    "database", "migration", "index",    "query",    "model",     "prompt",  "token",
    "report",   "customer",  "invoice",  "release",  "pipeline",  "test",    "function",
    "kernel",   "planner",   "memory",   "vector",   "search",    "summary", "document",
    "answer",   "question",  "budget",   "forecast", "cluster",   "backup",  "replica",
    "schema",   "column",    "table",    "session",  "service",   "gateway", "cache",
    "queue",    "worker",    "template", "event",    "deployment"};
constexpr std::array<const char *, 16> adjectives{
    "new",  "old",    "slow",    "large",    "small", "empty",  "broken",  "first",
    "last", "shared", "nightly", "internal", "next",  "second", "missing", "common"};
constexpr std::array<const char *, 18> verbs{
    "explain", "compare", "create",  "remove", "improve", "review", "test",   "rename", "split",
    "move",    "measure", "restore", "cache",  "index",   "update", "deploy", "plan",   "fix"};
constexpr std::array<const char *, 10> tails{
    "before the release", "without a restart",  "after the migration", "on staging",
    "in production",      "for every customer", "with a small budget", "as the report says",
    "because it is slow", "and tell the team"};

template<typename List>
const char *any(Random &random, const List &list)
{
    return list[random.below(static_cast<quint32>(list.size()))];
}

constexpr std::array<const char *, 12> modules{"api",     "agents", "planner", "retrieval",
                                               "storage", "auth",   "billing", "telemetry",
                                               "cache",   "queue",  "models",  "webhooks"};

} // namespace

QByteArray sentence(Random &random, int words)
{
    static constexpr std::array<const char *, 5> openings{"we ", "please ", "can you ", "let us ",
                                                          "they want to "};
    static constexpr std::array<const char *, 4> joints{", then ", " and ", "; ", ", but first "};
    QByteArray text(any(random, openings));
    // A clause has about eight words.
    for (int clause = 0; clause * 8 < words; ++clause) {
        if (clause > 0)
            text += any(random, joints);
        text += any(random, verbs);
        text += QByteArray(" the ") + any(random, adjectives) + ' ' + any(random, nouns);
        text += QByteArray(" of the ") + any(random, nouns);
        if (random.chance(500))
            text += QByteArray(" ") + any(random, tails);
    }
    text[0] = static_cast<char>(text.at(0) - 'a' + 'A');
    return text + '.';
}

QByteArray title(Random &random)
{
    QByteArray text = QByteArray(any(random, verbs)) + " the " + any(random, adjectives) + ' ' +
                      any(random, nouns);
    text[0] = static_cast<char>(text.at(0) - 'a' + 'A');
    return text;
}

QByteArray stackTrace(Random &random, int frames)
{
    QByteArray text = "Traceback (most recent call last):";
    for (int i = 0; i < frames; ++i) {
        text += "\n  File \"/srv/app/";
        text += modules[random.below(modules.size())];
        text += ".py\", line " + QByteArray::number(random.between(10, 900)) + ", in handle";
    }
    return text;
}

VectorSource::VectorSource(Random random)
    : m_random(random)
{
    for (auto &centre : m_centres) {
        for (qint16 &value : centre)
            value = static_cast<qint16>(m_random.between(-1000, 1000));
    }
}

QByteArray VectorSource::next()
{
    const auto &centre = m_centres[m_random.chance(900) ? 0 : 1 + m_random.below(7)];
    QByteArray text;
    text.reserve(dimensions * 6);
    for (const qint16 value : centre) {
        text.append(text.isEmpty() ? '[' : ',');
        // Thousandths around the centre, written as an exponent: no conversion of floats anywhere.
        std::array<char, 16> digits;
        const auto units = static_cast<int>(value + m_random.between(-120, 120));
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), units).ptr;
        text.append(digits.data(), end - digits.data()).append("e-3");
    }
    return text.append(']');
}

} // namespace howdah::samples
