#include "cli/plancommand.h"

#include "cli/migrationoptions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::cli {

using change::Severity;
using planner::Direction;

namespace {

std::optional<Severity> severity(const QString &name)
{
    for (const auto severity : {Severity::Info, Severity::Warning, Severity::Error}) {
        if (change::severityName(severity) == name)
            return severity;
    }
    return {};
}

} // namespace

QString PlanCommand::name() const
{
    return u"plan"_s;
}

QString PlanCommand::summary() const
{
    return u"Shows which migrations a database has, which it lacks, and the SQL that would run"_s;
}

QStringList PlanCommand::formats() const
{
    return {u"text"_s, u"json"_s, u"sql"_s};
}

void PlanCommand::describe(QCommandLineParser &parser) const
{
    parser.addOptions({migrationsOption, toOption, failOnOption, outOfOrderOption,
                       acceptChangedOption,
                       QCommandLineOption(u"down"_s, u"Plan a rollback instead."_s)});
}

ExitCode PlanCommand::run(const QCommandLineParser &parser, Context &context)
{
    if (const auto error = missingFolder(parser))
        return context.fail(*error);
    const auto threshold = severity(parser.value(failOnOption));
    if (!threshold)
        return context.fail(Error::invalid(u"--fail-on may be info, warning or error."_s));
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    const auto plan = makePlan(parser, context, *connection,
                               parser.isSet(u"down"_s) ? Direction::Down : Direction::Up);
    if (!plan)
        return context.fail(plan.error());
    printPlan(context, *plan);
    const auto findings = plan->allFindings();
    const bool reached = std::ranges::any_of(
        findings, [&](const change::Finding &finding) { return finding.severity >= *threshold; });
    return reached ? ExitCode::Findings : ExitCode::Fine;
}

} // namespace howdah::cli
