#include "cli/applycommand.h"

#include "base/format.h"
#include "cli/migrationoptions.h"
#include "planner/apply.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::cli {

using planner::Direction;

namespace {

planner::ApplyObserver observer(Context &context)
{
    planner::ApplyObserver observer;
    if (context.format == Format::Json)
        return observer;
    const auto current = std::make_shared<QString>();
    observer.stepStarted = [&context, current](qsizetype number, qsizetype count,
                                               const planner::Step &step) {
        *current = step.id;
        context.out << u"[%1/%2] %3  %4 … "_s.arg(number).arg(count).arg(step.id, step.description);
        context.out.flush();
    };
    observer.stepDone = [&context, current](const planner::Step &step,
                                            std::chrono::microseconds took) {
        // Steps that share a transaction end together.
        if (step.id == *current)
            context.out << format::duration(took) << '\n';
        else
            context.out << u"      %1  %2, in the same transaction\n"_s.arg(step.id,
                                                                            step.description);
        context.out.flush();
    };
    return observer;
}

ExitCode conclude(bool up, const planner::Plan &plan, const planner::ApplyReport &report,
                  Context &context)
{
    if (context.format == Format::Json) {
        QJsonObject json{{u"direction"_s, up ? u"up"_s : u"down"_s},
                         {u"database"_s, plan.facts.database},
                         {u"fingerprint"_s, plan.fingerprint},
                         {u"done"_s, QJsonArray::fromStringList(report.done)},
                         {u"left"_s, QJsonArray::fromStringList(report.left)},
                         {u"standing"_s, report.standing},
                         {u"took_ms"_s, double(report.took.count()) / 1000.0}};
        if (report.broken)
            json.insert(u"broken"_s, *report.broken);
        if (report.error) {
            json.insert(u"error"_s, QJsonObject{{u"kind"_s, kindName(report.error->kind)},
                                                {u"message"_s, report.error->message},
                                                {u"sqlstate"_s, report.error->sqlstate},
                                                {u"detail"_s, report.error->detail},
                                                {u"hint"_s, report.error->hint},
                                                {u"file"_s, report.errorFile},
                                                {u"line"_s, report.errorPlace.line},
                                                {u"column"_s, report.errorPlace.column}});
        }
        context.printJson(json);
        return report.error ? exitCodeFor(*report.error) : ExitCode::Fine;
    }
    if (!report.error) {
        context.out << (report.done.isEmpty()
                            ? u"Nothing to do."_s
                            : QString(report.standing + u' ' + format::duration(report.took)))
                    << '\n';
        return ExitCode::Fine;
    }
    context.out << '\n';
    context.out.flush();
    const auto code = context.fail(*report.error);
    context.err << report.standing << '\n';
    return code == ExitCode::Usage ? ExitCode::Failed : code;
}

} // namespace

QString ApplyCommand::name() const
{
    return up() ? u"apply"_s : u"rollback"_s;
}

QString ApplyCommand::summary() const
{
    return up() ? u"Applies pending migrations and writes the tool's own history"_s
                : u"Takes applied migrations back by their down scripts"_s;
}

void ApplyCommand::describe(QCommandLineParser &parser) const
{
    parser.addOptions({migrationsOption, toOption, lockTimeoutOption, acceptChangedOption,
                       approvedOption, QCommandLineOption(u"dry-run"_s, u"Only show the plan."_s)});
    if (up())
        parser.addOption(outOfOrderOption);
}

ExitCode ApplyCommand::run(const QCommandLineParser &parser, Context &context)
{
    if (const auto error = missingFolder(parser))
        return context.fail(*error);
    bool isNumber = false;
    const int lockTimeout = parser.value(lockTimeoutOption).toInt(&isNumber);
    if (!isNumber || lockTimeout < 0)
        return context.fail(Error::invalid(u"--lock-timeout is a number of milliseconds."_s));
    const bool dry = parser.isSet(u"dry-run"_s);
    auto connection =
        context.connect(parser, dry ? Context::Access::ReadOnly : Context::Access::Write);
    if (!connection)
        return context.fail(connection.error());
    const auto plan = makePlan(parser, context, *connection, m_direction);
    if (!plan)
        return context.fail(plan.error());
    if (dry || plan->isBlocked()) {
        printPlan(context, *plan);
        return plan->isBlocked() ? ExitCode::Findings : ExitCode::Fine;
    }
    if (parser.isSet(approvedOption) && parser.value(approvedOption) != plan->fingerprint) {
        return context.fail(
            {.kind = Error::Kind::Conflict,
             .message = u"The plan is no longer the approved one: it is %1 now."_s.arg(
                 plan->fingerprint)});
    }
    const auto lookAgain = [&]() -> Result<planner::DatabaseFacts> {
        auto again = context.connect(parser, Context::Access::ReadOnly);
        if (!again)
            return again.error();
        return planner::inspectDatabase(*again);
    };
    const auto report = planner::applyPlan(*connection, *plan,
                                           {.lockTimeoutMs = lockTimeout, .lookAgain = lookAgain},
                                           observer(context), {.token = context.token});
    return conclude(up(), *plan, report, context);
}

} // namespace howdah::cli
