#include "metrics/question.h"

#include "sql/quote.h"

#include <QRegularExpression>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace howdah::metrics {

namespace {

constexpr std::array<std::pair<Measure, QLatin1String>, 13> names{{
    {Measure::Cost, "cost"_L1},
    {Measure::Requests, "requests"_L1},
    {Measure::InputTokens, "input_tokens"_L1},
    {Measure::OutputTokens, "output_tokens"_L1},
    {Measure::CachedTokens, "cached_tokens"_L1},
    {Measure::Tokens, "tokens"_L1},
    {Measure::Errors, "errors"_L1},
    {Measure::ErrorRate, "error_rate"_L1},
    {Measure::CostPerRequest, "cost_per_request"_L1},
    {Measure::P50, "p50"_L1},
    {Measure::P90, "p90"_L1},
    {Measure::P95, "p95"_L1},
    {Measure::P99, "p99"_L1},
}};

constexpr std::array<std::pair<Bucket, QLatin1String>, 4> bucketNames{{
    {Bucket::Hour, "hour"_L1},
    {Bucket::Day, "day"_L1},
    {Bucket::Week, "week"_L1},
    {Bucket::Month, "month"_L1},
}};

QList<Role> rolesOf(Measure measure)
{
    switch (measure) {
    case Measure::Cost:
    case Measure::CostPerRequest:
        return {Role::Cost};
    case Measure::Requests:
        return {};
    case Measure::InputTokens:
        return {Role::InputTokens};
    case Measure::OutputTokens:
        return {Role::OutputTokens};
    case Measure::CachedTokens:
        return {Role::CachedTokens};
    case Measure::Tokens:
        return {Role::InputTokens, Role::OutputTokens};
    case Measure::Errors:
    case Measure::ErrorRate:
        return {Role::Failed};
    case Measure::P50:
    case Measure::P90:
    case Measure::P95:
    case Measure::P99:
        return {Role::LatencyMs};
    }
    return {};
}

QString expressionOf(const Source &source, Measure measure)
{
    const auto column = [&source](Role role) -> QString { return source.sql(role, u"t"_s); };
    // Whatever type the application chose, amounts are added as numeric: no float sums, no
    // overflow.
    const auto total = [&column](Role role) -> QString {
        return u"sum(("_s + column(role) + u")::numeric)"_s;
    };
    const auto percentile = [&column](const QString &fraction) -> QString {
        return u"percentile_disc("_s + fraction + u") WITHIN GROUP (ORDER BY "_s +
               column(Role::LatencyMs) + u')';
    };
    const QString errors = u"count(*) FILTER (WHERE "_s + column(Role::Failed) + u')';
    switch (measure) {
    case Measure::Cost:
        return total(Role::Cost);
    case Measure::Requests:
        return u"count(*)"_s;
    case Measure::InputTokens:
        return total(Role::InputTokens);
    case Measure::OutputTokens:
        return total(Role::OutputTokens);
    case Measure::CachedTokens:
        return total(Role::CachedTokens);
    case Measure::Tokens:
        return u"coalesce("_s + total(Role::InputTokens) + u", 0) + coalesce("_s +
               total(Role::OutputTokens) + u", 0)"_s;
    case Measure::Errors:
        return errors;
    case Measure::ErrorRate:
        return u"round(("_s + errors + u")::numeric / nullif(count(*), 0), 6)"_s;
    case Measure::CostPerRequest:
        return u"round("_s + total(Role::Cost) + u" / nullif(count(*), 0), 8)"_s;
    case Measure::P50:
        return percentile(u"0.5"_s);
    case Measure::P90:
        return percentile(u"0.9"_s);
    case Measure::P95:
        return percentile(u"0.95"_s);
    case Measure::P99:
        return percentile(u"0.99"_s);
    }
    return {};
}

/// date_trunc() in the zone itself keeps the two hours of a DST change apart, and half-hour zones
/// right.
QString bucketExpression(Bucket bucket, const QString &time)
{
    const auto truncated = [&time](const QString &unit) -> QString {
        return u"date_trunc('"_s + unit + u"', "_s + time + u", $1::text)"_s;
    };
    const auto date = [&truncated](const QString &unit) -> QString {
        return u"to_char("_s + truncated(unit) + u" AT TIME ZONE $1::text, 'YYYY-MM-DD')"_s;
    };
    switch (bucket) {
    case Bucket::None:
        break;
    case Bucket::Hour: {
        // The offset tells the two hours of an autumn night apart.
        const QString local = u'(' + truncated(u"hour"_s) + u" AT TIME ZONE $1::text)"_s;
        const QString utc = u'(' + truncated(u"hour"_s) + u" AT TIME ZONE 'UTC')"_s;
        return u"to_char(%1, 'YYYY-MM-DD HH24:MI') || CASE WHEN %1 < %2 THEN ' -' ELSE ' +' END || "
               "to_char(greatest(%1 - %2, %2 - %1), 'HH24:MI')"_s.replace("%1"_L1, local)
                   .replace("%2"_L1, utc);
    }
    case Bucket::Day:
        return date(u"day"_s);
    case Bucket::Week:
        return date(u"week"_s);
    case Bucket::Month:
        return date(u"month"_s);
    }
    return {};
}

/// An array literal of text.
QString textArray(const QStringList &values)
{
    QStringList quoted;
    for (QString value : values) {
        if (value.isNull())
            continue;
        value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        quoted += u'"' + value + u'"';
    }
    return u'{' + quoted.join(u',') + u'}';
}

struct Statement
{
    QString sql;
    QList<QString> parameters;

    [[nodiscard]] QString add(const QString &parameter)
    {
        parameters += parameter;
        return u'$' + QString::number(parameters.size());
    }

    /// For reading and copying; the server gets parameters.
    [[nodiscard]] QString filledIn() const
    {
        static const QRegularExpression place(u"\\$(\\d+)"_s);
        QString text;
        qsizetype at = 0;
        auto matches = place.globalMatch(sql);
        while (matches.hasNext()) {
            const auto match = matches.next();
            text += QStringView(sql).mid(at, match.capturedStart() - at);
            text += sql::quoteLiteral(parameters.value(match.captured(1).toInt() - 1));
            at = match.capturedEnd();
        }
        return text + sql.mid(at);
    }
};

QString conditions(const Source &source, const Question &question, Statement &statement)
{
    const QString time = source.sql(Role::Time, u"t"_s);
    const auto midnight = [&statement](const QDate &date) -> QString {
        return u'(' + statement.add(date.toString(Qt::ISODate)) +
               u"::timestamp AT TIME ZONE $1::text)"_s;
    };
    QStringList all{time + u" >= "_s + midnight(question.period.first),
                    time + u" < "_s + midnight(question.period.last.addDays(1))};
    for (auto it = question.filters.begin(); it != question.filters.end(); ++it) {
        const QString column = u'(' + source.sql(it.key(), u"t"_s) + u")::text"_s;
        QString condition =
            column + u" = ANY ("_s + statement.add(textArray(it.value())) + u"::text[])"_s;
        const bool withNull = std::any_of(it.value().begin(), it.value().end(),
                                          [](const QString &v) { return v.isNull(); });
        if (withNull)
            condition = u'(' + condition + u" OR "_s + column + u" IS NULL)"_s;
        all += condition;
    }
    return all.join(u"\n  AND "_s);
}

Statement statementFor(const Source &source, const Question &question)
{
    Statement statement;
    (void)statement.add(question.zone); // always $1
    QStringList columns;
    qsizetype keys = 0;
    if (question.bucket != Bucket::None) {
        columns +=
            bucketExpression(question.bucket, source.sql(Role::Time, u"t"_s)) + u" AS bucket"_s;
        ++keys;
    }
    for (const Role role : question.by) {
        columns += u'(' + source.sql(role, u"t"_s) + u")::text AS "_s +
                   sql::quoteIdentifier(roleName(role));
        ++keys;
    }
    for (const Measure measure : question.measures)
        columns +=
            expressionOf(source, measure) + u" AS "_s + sql::quoteIdentifier(measureName(measure));
    statement.sql = u"SELECT "_s + columns.join(u",\n       "_s) + u"\nFROM "_s +
                    sql::qualifiedName(source.schema, source.table) + u" AS t\nWHERE "_s;
    statement.sql += conditions(source, question, statement);
    QStringList ordinals;
    for (qsizetype i = 1; i <= keys; ++i)
        ordinals += QString::number(i);
    if (keys > 0)
        statement.sql +=
            u"\nGROUP BY "_s + ordinals.join(u", "_s) + u"\nORDER BY "_s + ordinals.join(u", "_s);
    return statement;
}

Result<void> check(const Source &source, const Question &question)
{
    if (!question.period.first.isValid() || !question.period.last.isValid() ||
        question.period.last < question.period.first)
        return Error::invalid(u"The period must begin on a date and not end before it."_s);
    if (question.measures.isEmpty())
        return Error::invalid(u"The question names nothing to measure."_s);
    for (const Measure measure : question.measures) {
        if (!canMeasure(source, measure))
            return Error::invalid(
                u"%1 has no column for \"%2\"."_s.arg(source.table, measureName(measure)));
    }
    QList<Role> roles = question.by + question.filters.keys();
    for (const Role role : roles) {
        if (!source.has(role))
            return Error::invalid(
                u"%1 has no column for \"%2\"."_s.arg(source.table, roleName(role)));
    }
    return {};
}

/// "invalid_parameter_value": the only thing that can be wrong with our parameters is the zone.
Error zoneError(const Error &error)
{
    if (error.sqlstate != "22023"_L1)
        return error;
    Error invalid = error;
    invalid.kind = Error::Kind::InvalidInput;
    return invalid;
}

} // namespace

QString measureName(Measure measure)
{
    for (const auto &[known, name] : names) {
        if (known == measure)
            return name;
    }
    return {};
}

std::optional<Measure> measureFromName(const QString &name)
{
    for (const auto &[measure, known] : names) {
        if (known == name)
            return measure;
    }
    return std::nullopt;
}

bool canMeasure(const Source &source, Measure measure)
{
    const auto roles = rolesOf(measure);
    return std::all_of(roles.begin(), roles.end(),
                       [&source](Role role) { return source.has(role); });
}

std::optional<Bucket> bucketFromName(const QString &name)
{
    for (const auto &[bucket, known] : bucketNames) {
        if (known == name)
            return bucket;
    }
    return std::nullopt;
}

QString Answer::value(const AnswerRow &row, Measure measure) const
{
    const qsizetype index = question.measures.indexOf(measure);
    return index < 0 ? QString() : row.values.value(index);
}

Result<Answer> ask(pg::Connection &connection, const Source &source, const Question &question,
                   const pg::CallLimits &limits)
{
    const QString step = u"ask "_s + source.table;
    if (const auto checked = check(source, question); !checked)
        return checked.error().within(step);
    const Statement statement = statementFor(source, question);
    const auto rows = connection.query(statement.sql, statement.parameters, limits);
    if (!rows)
        return zoneError(rows.error()).within(step);
    Answer answer{.question = question, .rows = {}, .sql = statement.filledIn()};
    const int dimensions = int(question.by.size());
    const int first = question.bucket == Bucket::None ? 0 : 1;
    for (int row = 0; row < rows->rowCount(); ++row) {
        AnswerRow line;
        if (first > 0)
            line.bucket = rows->text(row, 0);
        for (int i = 0; i < dimensions; ++i)
            line.dimensions += rows->text(row, first + i);
        for (int i = first + dimensions; i < rows->columnCount(); ++i)
            line.values += rows->text(row, i);
        answer.rows += line;
    }
    return answer;
}

Result<std::optional<Period>> extentOf(pg::Connection &connection, const Source &source,
                                       const QString &zone, const pg::CallLimits &limits)
{
    const QString time = source.sql(Role::Time, u"t"_s);
    const QString sql = u"SELECT (min("_s + time + u") AT TIME ZONE $1::text)::date, (max("_s +
                        time + u") AT TIME ZONE $1::text)::date FROM "_s +
                        sql::qualifiedName(source.schema, source.table) + u" AS t"_s;
    const auto rows = connection.query(sql, {zone}, limits);
    if (!rows)
        return zoneError(rows.error()).within(u"look how far %1 goes back"_s.arg(source.table));
    if (rows->isNull(0, 0))
        return std::optional<Period>();
    return std::optional<Period>(Period{QDate::fromString(rows->text(0, 0), Qt::ISODate),
                                        QDate::fromString(rows->text(0, 1), Qt::ISODate)});
}

} // namespace howdah::metrics
