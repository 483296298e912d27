#include "cli/metricscommand.h"

#include "metrics/dashboard.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

using metrics::Answer;
using metrics::AnswerRow;
using metrics::Measure;
using metrics::Role;
using metrics::Source;

/// What --by, --measure and the other options ask for.
struct Wish
{
    QList<Measure> measures;
    metrics::Bucket bucket = metrics::Bucket::None;
    QList<Role> by;
    QMap<Role, QStringList> filters;
    metrics::Period period; ///< invalid: the last 30 days with rows
    QString zone;
};

Result<QDate> dateOf(const QString &text)
{
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid())
        return Error::invalid(u"\"%1\" is no date; write it as 2026-03-29."_s.arg(text));
    return date;
}

Result<metrics::Period> periodOf(const QCommandLineParser &parser)
{
    const QString from = parser.value(u"from"_s);
    const QString to = parser.value(u"to"_s);
    if (from.isEmpty() && to.isEmpty())
        return metrics::Period();
    if (from.isEmpty() || to.isEmpty())
        return Error::invalid(u"Give both --from and --to, or neither."_s);
    const auto first = dateOf(from);
    if (!first)
        return first.error();
    const auto last = dateOf(to);
    if (!last)
        return last.error();
    return metrics::Period{*first, *last};
}

Result<Wish> wishOf(const QCommandLineParser &parser)
{
    Wish wish{.zone = parser.value(u"tz"_s)};
    const auto by = parser.value(u"by"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : by) {
        if (const auto bucket = metrics::bucketFromName(name))
            wish.bucket = *bucket;
        else if (const auto role = metrics::roleFromName(name); role && *role != Role::Time)
            wish.by += *role;
        else
            return Error::invalid(u"--by knows no \"%1\"."_s.arg(name));
    }
    const auto measures = parser.value(u"measure"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : measures) {
        const auto measure = metrics::measureFromName(name);
        if (!measure)
            return Error::invalid(u"--measure knows no \"%1\"."_s.arg(name));
        wish.measures += *measure;
    }
    const auto filters = parser.values(u"filter"_s);
    for (const QString &filter : filters) {
        const auto role = metrics::roleFromName(filter.section(u'=', 0, 0));
        if (!role || !filter.contains(u'='))
            return Error::invalid(u"--filter wants DIMENSION=VALUE, not \"%1\"."_s.arg(filter));
        const QString value = filter.section(u'=', 1);
        wish.filters[*role] += value.isEmpty() ? QString() : value;
    }
    const auto period = periodOf(parser);
    if (!period)
        return period.error();
    wish.period = *period;
    return wish;
}

QString nameOf(const Source &source)
{
    return source.schema + u'.' + source.table;
}

Result<Source> chooseSource(const QList<Source> &sources, const QString &wanted)
{
    const auto fits = [&wanted](const Source &source) {
        return wanted.isEmpty() || source.id == wanted || source.table == wanted ||
               nameOf(source) == wanted;
    };
    const auto found = std::ranges::find_if(sources, fits);
    if (found != sources.end())
        return *found;
    return Error{.kind = Error::Kind::NotFound,
                 .message =
                     sources.isEmpty()
                         ? u"This database has no table of LLM calls that Howdah knows and this "
                           "role may read."_s
                         : u"There is no source \"%1\" here; 'howdahctl metrics sources' lists "
                           "them."_s.arg(wanted)};
}

QStringList columnsOf(const Answer &answer)
{
    QStringList columns;
    if (answer.question.bucket != metrics::Bucket::None)
        columns += u"bucket"_s;
    for (const Role role : answer.question.by)
        columns += metrics::roleName(role);
    for (const Measure measure : answer.question.measures)
        columns += metrics::measureName(measure);
    return columns;
}

QStringList cellsOf(const Answer &answer, const AnswerRow &row)
{
    QStringList cells;
    if (answer.question.bucket != metrics::Bucket::None)
        cells += row.bucket;
    return cells + row.dimensions + row.values;
}

QJsonObject jsonOf(const Answer &answer)
{
    const QStringList columns = columnsOf(answer);
    QJsonArray rows;
    for (const AnswerRow &row : answer.rows) {
        const QStringList cells = cellsOf(answer, row);
        QJsonObject object;
        for (qsizetype i = 0; i < columns.size(); ++i)
            object.insert(columns.at(i),
                          cells.at(i).isNull() ? QJsonValue() : QJsonValue(cells.at(i)));
        rows.append(object);
    }
    return {{u"rows"_s, rows}, {u"sql"_s, answer.sql}};
}

QString csvCell(QString cell)
{
    if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n'))
        return u'"' + cell.replace(u"\""_s, u"\"\""_s) + u'"';
    return cell;
}

void printCsv(QTextStream &out, const Answer &answer)
{
    const auto print = [&out](const QStringList &cells) {
        QStringList quoted;
        for (const QString &cell : cells)
            quoted += csvCell(cell);
        out << quoted.join(u',') << '\n';
    };
    print(columnsOf(answer));
    for (const AnswerRow &row : answer.rows)
        print(cellsOf(answer, row));
}

/// Columns as wide as their widest cell, numbers to the right.
void printText(QTextStream &out, const Answer &answer)
{
    QList<QStringList> lines{columnsOf(answer)};
    for (const AnswerRow &row : answer.rows) {
        QStringList cells = cellsOf(answer, row);
        for (QString &cell : cells) {
            if (cell.isNull())
                cell = u"-"_s;
        }
        lines += cells;
    }
    const qsizetype keys = lines.constFirst().size() - answer.question.measures.size();
    QList<qsizetype> widths(lines.constFirst().size(), 0);
    for (const QStringList &line : std::as_const(lines)) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths.at(i), line.at(i).size());
    }
    for (const QStringList &line : std::as_const(lines)) {
        QString text;
        for (qsizetype i = 0; i < line.size(); ++i) {
            text += i < keys ? line.at(i).leftJustified(widths.at(i))
                             : line.at(i).rightJustified(widths.at(i));
            text += u"  "_s;
        }
        out << text.trimmed() << '\n';
    }
}

void print(Context &context, const Source &source, const metrics::Period &period,
           const QString &zone, const Answer &answer)
{
    if (context.formatName == "json"_L1) {
        QJsonObject object = jsonOf(answer);
        object.insert(u"source"_s, nameOf(source));
        object.insert(u"zone"_s, zone);
        object.insert(u"from"_s, period.first.toString(Qt::ISODate));
        object.insert(u"to"_s, period.last.toString(Qt::ISODate));
        context.printJson(object);
    } else if (context.formatName == "csv"_L1) {
        printCsv(context.out, answer);
    } else {
        printText(context.out, answer);
    }
}

ExitCode listSources(Context &context, const QList<Source> &sources)
{
    if (context.formatName == "json"_L1) {
        QJsonArray array;
        for (const Source &source : sources) {
            array.append(QJsonObject{{u"id"_s, source.id},
                                     {u"title"_s, source.title},
                                     {u"schema"_s, source.schema},
                                     {u"table"_s, source.table},
                                     {u"currency"_s, source.currency}});
        }
        context.printJson(array);
    } else {
        for (const Source &source : sources)
            context.out << nameOf(source) << "  " << source.title << '\n';
    }
    return ExitCode::Fine;
}

ExitCode summarise(Context &context, pg::Connection &connection, const Source &source,
                   const Wish &wish)
{
    const auto dashboard = metrics::loadDashboard(
        connection,
        {.source = source, .zone = wish.zone, .period = wish.period, .filters = wish.filters},
        {.token = context.token});
    if (!dashboard)
        return context.fail(dashboard.error());
    if (context.formatName == "json"_L1) {
        context.printJson(
            QJsonObject{{u"source"_s, nameOf(source)},
                        {u"zone"_s, wish.zone},
                        {u"from"_s, dashboard->period.first.toString(Qt::ISODate)},
                        {u"to"_s, dashboard->period.last.toString(Qt::ISODate)},
                        {u"snapshot"_s, dashboard->snapshotAt.toString(Qt::ISODateWithMs)},
                        {u"totals"_s, jsonOf(dashboard->totals)},
                        {u"before"_s, jsonOf(dashboard->before)},
                        {u"models"_s, jsonOf(dashboard->models)}});
    } else if (context.formatName == "csv"_L1) {
        printCsv(context.out, dashboard->models);
    } else {
        context.out << nameOf(source) << ", " << dashboard->period.first.toString(Qt::ISODate)
                    << " to " << dashboard->period.last.toString(Qt::ISODate) << ", " << wish.zone
                    << "\n\n";
        printText(context.out, dashboard->totals);
        context.out << '\n';
        printText(context.out, dashboard->models);
    }
    return ExitCode::Fine;
}

Result<Answer> answerWish(pg::Connection &connection, const Source &source, Wish &wish,
                          const pg::CallLimits &limits)
{
    if (!wish.period.first.isValid()) {
        const auto extent = metrics::extentOf(connection, source, wish.zone, limits);
        if (!extent)
            return extent.error();
        const QDate last = *extent ? (*extent)->last : QDate::currentDate();
        wish.period = {last.addDays(-29), last};
    }
    return metrics::ask(connection, source,
                        {.measures = wish.measures,
                         .bucket = wish.bucket,
                         .by = wish.by,
                         .period = wish.period,
                         .zone = wish.zone,
                         .filters = wish.filters},
                        limits);
}

} // namespace

QString MetricsCommand::summary() const
{
    return u"Cost, tokens, latency and errors of LLM calls."_s;
}

QStringList MetricsCommand::formats() const
{
    return {u"text"_s, u"json"_s, u"csv"_s};
}

void MetricsCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        u"action"_s,
        u"sources: the tables found. summary: totals and models. query: what --by and "
        "--measure say."_s,
        u"sources|summary|query"_s);
    parser.addOptions({
        {u"source"_s,
         u"Which table, as 'metrics sources' names it; the first found when left out."_s,
         u"name"_s},
        {u"by"_s,
         u"How to divide: hour, day, week or month, and model, provider, operation, team, user, "
         u"task, conversation, "
         "error_type."_s,
         u"list"_s, u"day,model"_s},
        {u"measure"_s,
         u"What to measure: cost, requests, input_tokens, output_tokens, cached_tokens, tokens, "
         u"errors, error_rate, "
         "cost_per_request, p50, p90, p95, p99 (latency in ms)."_s,
         u"list"_s, u"cost,requests"_s},
        {u"tz"_s, u"Time zone by whose clocks days begin and end."_s, u"zone"_s, u"UTC"_s},
        {u"from"_s, u"First day."_s, u"date"_s},
        {u"to"_s, u"Last day, included."_s, u"date"_s},
        {u"filter"_s,
         u"Only rows with this value; may be repeated. \"model=\" alone means rows without one."_s,
         u"dimension=value"_s},
    });
}

ExitCode MetricsCommand::run(const QCommandLineParser &parser, Context &context)
{
    const QString action = parser.positionalArguments().value(0);
    if (!QStringList{u"sources"_s, u"summary"_s, u"query"_s}.contains(action))
        return context.fail(
            Error::invalid(u"What about the metrics? Say sources, summary or query."_s));
    auto wish = wishOf(parser);
    if (!wish)
        return context.fail(wish.error());
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    const pg::CallLimits limits{.token = context.token};
    const auto sources = metrics::findSources(*connection, metrics::builtInSources(), limits);
    if (!sources)
        return context.fail(sources.error());
    if (action == "sources"_L1)
        return listSources(context, *sources);
    const auto source = chooseSource(*sources, parser.value(u"source"_s));
    if (!source)
        return context.fail(source.error());
    if (action == "summary"_L1)
        return summarise(context, *connection, *source, *wish);
    const auto answer = answerWish(*connection, *source, *wish, limits);
    if (!answer)
        return context.fail(answer.error());
    print(context, *source, wish->period, wish->zone, *answer);
    return ExitCode::Fine;
}

} // namespace howdah::cli
