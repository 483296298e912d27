#include "samples/texts.h"

#include <charconv>

namespace howdah::samples {

namespace {

constexpr std::array<const char *, 64> vocabulary{
    "database", "migration",  "index",    "query",      "model",    "prompt",   "token",
    "report",   "customer",   "invoice",  "deployment", "release",  "pipeline", "test",
    "review",   "function",   "kernel",   "planner",    "memory",   "vector",   "search",
    "summary",  "document",   "answer",   "question",   "latency",  "budget",   "forecast",
    "cluster",  "backup",     "restore",  "replica",    "schema",   "column",   "table",
    "session",  "token",      "service",  "gateway",    "cache",    "queue",    "worker",
    "fails",    "returns",    "improves", "explains",   "compares", "creates",  "removes",
    "after",    "before",     "without",  "between",    "because",  "quickly",  "slowly",
    "again",    "production", "staging",  "the",        "a",        "every",    "another",
    "this",
};

constexpr std::array<const char *, 12> modules{"api",     "agents", "planner", "retrieval",
                                               "storage", "auth",   "billing", "telemetry",
                                               "cache",   "queue",  "models",  "webhooks"};

} // namespace

QByteArray sentence(Random &random, int words)
{
    QByteArray text;
    for (int i = 0; i < words; ++i) {
        if (i > 0)
            text.append(' ');
        text.append(vocabulary[random.below(vocabulary.size())]);
    }
    if (!text.isEmpty())
        text[0] = static_cast<char>(text.at(0) - 'a' + 'A');
    return text + '.';
}

QByteArray title(Random &random)
{
    QByteArray text = sentence(random, static_cast<int>(random.between(3, 4)));
    text.chop(1);
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
