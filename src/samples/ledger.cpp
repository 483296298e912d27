#include "samples/ledger.h"

#include "samples/copyrows.h"

#include <QDateTime>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

constexpr qint64 quarterMs = 15 * minuteMs;

}

Ledger::Totals &Ledger::Totals::operator+=(const Totals &other)
{
    attempts += other.attempts;
    failures += other.failures;
    retries += other.retries;
    inputTokens += other.inputTokens;
    cachedTokens += other.cachedTokens;
    outputTokens += other.outputTokens;
    cost += other.cost;
    return *this;
}

void Ledger::add(const Call &call)
{
    m_totals[{call.startMs / quarterMs, call.model}] += Totals{.attempts = 1,
                                                               .failures = call.succeeded ? 0 : 1,
                                                               .retries = call.attempt > 1 ? 1 : 0,
                                                               .inputTokens = call.inputTokens,
                                                               .cachedTokens = call.cachedTokens,
                                                               .outputTokens = call.outputTokens,
                                                               .cost = call.cost};
}

Ledger::Totals Ledger::total() const
{
    Totals sum;
    for (const auto &[key, totals] : m_totals)
        sum += totals;
    return sum;
}

std::map<std::pair<QDate, int>, Ledger::Totals> Ledger::byDayAndModel(int offsetMinutes) const
{
    const QDate epoch(1970, 1, 1);
    std::map<std::pair<QDate, int>, Totals> days;
    for (const auto &[key, totals] : m_totals) {
        const qint64 local = key.quarter * quarterMs + offsetMinutes * minuteMs;
        days[{epoch.addDays(local / dayMs), key.model}] += totals;
    }
    return days;
}

QJsonArray Ledger::toJson() const
{
    QJsonArray rows;
    for (const auto &[key, totals] : m_totals) {
        const Model &model = models()[static_cast<std::size_t>(key.model)];
        const auto start = QDateTime::fromMSecsSinceEpoch(key.quarter * quarterMs, Qt::UTC);
        rows.append(QJsonObject{{u"start"_s, start.toString(Qt::ISODate)},
                                {u"provider"_s, QString::fromLatin1(model.provider)},
                                {u"model"_s, QString::fromLatin1(model.name)},
                                {u"attempts"_s, totals.attempts},
                                {u"failures"_s, totals.failures},
                                {u"retries"_s, totals.retries},
                                {u"inputTokens"_s, totals.inputTokens},
                                {u"cachedTokens"_s, totals.cachedTokens},
                                {u"outputTokens"_s, totals.outputTokens},
                                {u"cost"_s, costText(totals.cost)}});
    }
    return rows;
}

QString costText(qint64 units)
{
    QByteArray text;
    appendDecimal(text, units, 8);
    return QString::fromLatin1(text);
}

} // namespace howdah::samples
