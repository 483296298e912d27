#include "cli/historycommand.h"

#include "base/format.h"
#include "cli/migrationoptions.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::cli {

using planner::Direction;

namespace {

QJsonArray toJson(const QList<planner::History> &histories)
{
    QJsonArray all;
    for (const auto &history : histories) {
        QJsonArray rows;
        for (const auto &row : history.rows) {
            QJsonObject json{{u"version"_s, row.version}, {u"success"_s, row.success}};
            const auto add = [&json](const QString &name, const QString &value) {
                if (!value.isEmpty())
                    json.insert(name, value);
            };
            add(u"description"_s, row.description);
            add(u"type"_s, row.type);
            add(u"script"_s, row.script);
            add(u"checksum"_s, row.checksum);
            add(u"applied_by"_s, row.appliedBy);
            if (row.appliedAt.isValid())
                add(u"applied_at"_s, row.appliedAt.toUTC().toString(Qt::ISODateWithMs));
            if (row.executionMs >= 0)
                json.insert(u"execution_ms"_s, row.executionMs);
            if (row.dirty)
                json.insert(u"dirty"_s, true);
            rows.append(json);
        }
        all.append(QJsonObject{{u"tool"_s, planner::historyKindName(history.kind)},
                               {u"table"_s, QString(history.schema + u'.' + history.table)},
                               {u"rows"_s, rows}});
    }
    return all;
}

void printText(const QList<planner::History> &histories, const planner::DatabaseFacts &facts,
               Context &context)
{
    for (const auto &history : histories) {
        context.out << history.schema << '.' << history.table << u" ("_s
                    << planner::historyKindName(history.kind) << u")\n"_s;
        for (const auto &row : history.rows) {
            QStringList parts{row.version.isEmpty() ? u"(repeatable)"_s : row.version,
                              row.description};
            if (row.appliedAt.isValid())
                parts += row.appliedAt.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s);
            if (row.executionMs >= 0)
                parts += format::duration(std::chrono::milliseconds(row.executionMs));
            if (!row.success)
                parts += row.dirty ? u"DIRTY"_s : u"FAILED"_s;
            parts.removeAll(QString());
            context.out << u"  "_s << parts.join(u"  "_s) << '\n';
        }
    }
    for (const auto &table : facts.historyTables) {
        const bool read = std::ranges::any_of(facts.histories, [&](const planner::History &h) {
            return h.schema == table.schema && h.table == table.name;
        });
        if (!read) {
            context.out << table.qualifiedName() << u": a history of "_s
                        << planner::historyKindName(table.kind)
                        << u", which is recognised but not read yet\n"_s;
        }
    }
    if (histories.isEmpty())
        context.out << u"No history that Howdah reads.\n"_s;
}

} // namespace

QString HistoryCommand::name() const
{
    return u"history"_s;
}

QString HistoryCommand::summary() const
{
    return u"Shows what was applied, as the tool's own table says"_s;
}

void HistoryCommand::describe(QCommandLineParser &parser) const
{
    parser.addOption(migrationsOption);
}
ExitCode HistoryCommand::run(const QCommandLineParser &parser, Context &context)
{
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    const auto facts = planner::inspectDatabase(*connection, {.token = context.token});
    if (!facts)
        return context.fail(facts.error());
    auto histories = facts->histories;
    if (parser.isSet(migrationsOption)) {
        // The folder decides which of several is meant.
        const auto plan = makePlan(parser, context, *connection, Direction::Up);
        if (!plan)
            return context.fail(plan.error());
        histories = plan->history.exists ? QList<planner::History>{plan->history}
                                         : QList<planner::History>();
    }
    if (context.format == Format::Json)
        context.printJson(toJson(histories));
    else
        printText(histories, *facts, context);
    return ExitCode::Fine;
}

} // namespace howdah::cli
