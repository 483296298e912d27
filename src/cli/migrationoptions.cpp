#include "cli/migrationoptions.h"

#include "planner/changeproof.h"
#include "planner/folder.h"
#include "planner/planexport.h"

using namespace Qt::StringLiterals;

namespace howdah::cli {

const QCommandLineOption
    migrationsOption(u"migrations"_s, u"The folder with the migrations, as its tool keeps it."_s,
                     u"folder"_s);
const QCommandLineOption
    toOption(u"to"_s,
             u"The version to reach; without it everything (rollback: one step, or "
             u"\"base\" for all)."_s,
             u"version"_s);
const QCommandLineOption
    failOnOption(u"fail-on"_s,
                 u"Exit with 1 from this severity on: info, warning (default) or "
                 u"error."_s,
                 u"severity"_s, u"warning"_s);
const QCommandLineOption
    outOfOrderOption(u"out-of-order"_s,
                     u"Also apply what is older than the newest applied version."_s);
const QCommandLineOption acceptChangedOption(u"accept-changed"_s,
                                             u"Go on though applied files have changed since."_s);
const QCommandLineOption
    lockTimeoutOption(u"lock-timeout"_s,
                      u"Give up when a lock is not granted within this many milliseconds; never "
                      u"set for CONCURRENTLY."_s,
                      u"ms"_s, u"0"_s);
const QCommandLineOption
    approvedOption(u"approved"_s,
                   u"Apply only when the plan still has this fingerprint (see plan)."_s,
                   u"fingerprint"_s);

Result<planner::Plan> makePlan(const QCommandLineParser &parser, const Context &context,
                               pg::Connection &connection, planner::Direction direction)
{
    const auto folder = planner::readFolder(parser.value(migrationsOption));
    if (!folder)
        return folder.error();
    const auto facts = planner::inspectDatabase(connection, {.token = context.token});
    if (!facts)
        return facts.error();
    // Not every command has every option, and asking for one that is not there is a warning.
    const QStringList given = parser.optionNames();
    const auto isGiven = [&given](const QCommandLineOption &option) {
        return given.contains(option.names().constFirst());
    };
    planner::PlanOptions options{.direction = direction, .target = {}};
    if (isGiven(toOption))
        options.target = parser.value(toOption);
    options.outOfOrder = isGiven(outOfOrderOption);
    options.acceptChanged = isGiven(acceptChangedOption);
    auto plan = planner::makePlan(*folder, *facts, options);
    if (plan)
        planner::proveChanges(*plan, context.token);
    return plan;
}

std::optional<Error> missingFolder(const QCommandLineParser &parser)
{
    if (parser.value(migrationsOption).isEmpty())
        return Error::invalid(u"Which folder? Give --migrations FOLDER."_s);
    return {};
}

void printPlan(Context &context, const planner::Plan &plan)
{
    if (context.format == Format::Json)
        return context.printJson(planner::planToJson(plan));
    context.out << (context.formatName == "sql"_L1 ? planner::planToSql(plan)
                                                   : planner::planToText(plan));
    context.out.flush();
}

} // namespace howdah::cli
