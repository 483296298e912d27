#include "samples/filler.h"
#include "samples/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

constexpr std::array<const char *, 5> components{"openevolve-optimizer", "codegen-generator",
                                                 "claude-code-validator", "linear-tracker",
                                                 "github-repository"};

struct Workflow
{
    QUuid id;
    qint64 beginMs = 0;
    int tasks = 0;
    std::size_t firstTask = 0;
};

/// Everything that other rows refer to, laid out before the first row is written.
struct Plan
{
    explicit Plan(Filler &filler)
    {
        Random random = filler.random("workflow plan");
        for (int i = 0; i < 12; ++i)
            projects.push_back(random.uuid());
        Arrivals arrivals(filler.timeline(), filler.scaled(3'000), filler.random("workflows"));
        qint64 ms = 0;
        while (arrivals.next(ms)) {
            const auto count = static_cast<int>(random.between(4, 16));
            workflows.push_back({random.uuid(), ms, count, tasks.size()});
            for (int i = 0; i < count; ++i)
                tasks.push_back(random.uuid());
        }
    }

    std::vector<QUuid> projects;
    std::vector<Workflow> workflows;
    std::vector<QUuid> tasks;
};

/// How far a workflow came, from its age: old ones are over.
bool isOver(const Filler &filler, const Workflow &workflow)
{
    return workflow.beginMs < filler.timeline().end() - 2 * dayMs;
}

Result<void> fillWork(Filler &filler, const Plan &plan)
{
    Random random = filler.random("work");
    const auto &timeline = filler.timeline();
    auto done = filler.copyCounted(
        u"projects"_s,
        {u"id"_s, u"name"_s, u"description"_s, u"repository_url"_s, u"github_repo_id"_s,
         u"linear_team_id"_s, u"created_at"_s, u"updated_at"_s},
        static_cast<qint64>(plan.projects.size()), [&](RowWriter &row, qint64 n) {
            const QByteArray number = QByteArray::number(n + 1).rightJustified(2, '0');
            row.uuid(plan.projects[static_cast<std::size_t>(n)]).text("Demo " + number);
            row.text(sentence(random, 8)).text("https://git.example.com/demo/" + number);
            row.number(900'000'000 + n).text("team_" + number);
            row.time(timeline.begin()).time(timeline.begin());
        });
    if (!done)
        return done;
    const Weighted shares = Weighted::byRank(static_cast<int>(plan.projects.size()));
    done = filler.copyCounted(
        u"workflows"_s,
        {u"id"_s, u"project_id"_s, u"name"_s, u"requirements"_s, u"status"_s, u"phase"_s,
         u"progress"_s, u"created_at"_s, u"updated_at"_s, u"started_at"_s, u"completed_at"_s},
        static_cast<qint64>(plan.workflows.size()), [&](RowWriter &row, qint64 n) {
            const Workflow &workflow = plan.workflows[static_cast<std::size_t>(n)];
            const bool over = isOver(filler, workflow);
            const bool failed = over && random.chance(90);
            const qint64 end = workflow.beginMs + workflow.tasks * hourMs;
            row.uuid(workflow.id);
            row.uuid(plan.projects[static_cast<std::size_t>(shares.pick(random))]);
            row.text(title(random)).text(sentence(random, 15));
            row.text(failed ? "failed" : over ? "completed" : "running");
            row.text(over && !failed ? "done" : "validation");
            row.decimal(over && !failed ? 10'000 : random.between(500, 9'000), 2);
            row.time(workflow.beginMs).time(end).time(workflow.beginMs + minuteMs);
            if (over)
                row.time(end);
            else
                row.null();
        });
    if (!done)
        return done;

    std::size_t place = 0;
    done = filler.copyCounted(
        u"tasks"_s,
        {u"id"_s, u"workflow_id"_s, u"title"_s, u"status"_s, u"priority"_s, u"estimated_effort"_s,
         u"actual_effort"_s, u"assigned_component"_s, u"created_at"_s, u"updated_at"_s,
         u"started_at"_s, u"completed_at"_s},
        static_cast<qint64>(plan.tasks.size()), [&](RowWriter &row, qint64 n) {
            const auto number = static_cast<std::size_t>(n);
            while (number >= plan.workflows[place].firstTask +
                                 static_cast<std::size_t>(plan.workflows[place].tasks))
                ++place;
            const Workflow &workflow = plan.workflows[place];
            const auto step = static_cast<qint64>(number - workflow.firstTask);
            const bool over = isOver(filler, workflow);
            const qint64 begin = workflow.beginMs + step * hourMs;
            const qint64 estimated = random.between(50, 1'600);
            row.uuid(plan.tasks[number]).uuid(workflow.id).text(title(random));
            row.text(over ? (random.chance(30) ? "failed" : "completed")
                          : (step < 2 ? "in_progress" : "pending"));
            row.number(random.between(1, 10)).decimal(estimated, 2);
            if (over)
                row.decimal(estimated * random.longTail() / 1000, 2);
            else
                row.null();
            row.text(components[random.below(3)]).time(workflow.beginMs).time(begin);
            if (over)
                row.time(begin).time(begin + hourMs * random.longTail() / 1000);
            else
                row.null().null();
        });
    if (!done)
        return done;

    // Each task but the first waits for an earlier one of its workflow: no circles by construction.
    std::size_t workflow = 0;
    int step = 0;
    const auto writeDependency = [&](RowWriter &row) {
        while (workflow < plan.workflows.size()) {
            const Workflow &current = plan.workflows[workflow];
            if (++step >= current.tasks) {
                step = 0;
                ++workflow;
                continue;
            }
            if (random.chance(250))
                continue;
            row.uuid(plan.tasks[current.firstTask + static_cast<std::size_t>(step)]);
            row.uuid(plan.tasks[current.firstTask + random.below(static_cast<quint32>(step))]);
            row.text(random.chance(700) ? "blocks" : "requires").time(current.beginMs).endRow();
            return true;
        }
        return false;
    };
    return filler.copy(
        u"task_dependencies"_s,
        {u"task_id"_s, u"depends_on_task_id"_s, u"dependency_type"_s, u"created_at"_s},
        writeDependency);
}

Result<void> fillHistory(Filler &filler, const Plan &plan)
{
    Random random = filler.random("history");
    static constexpr std::array<const char *, 7> types{
        "workflow_started",   "code_generation_completed",
        "validation_started", "validation_completed",
        "issue_synced",       "pull_request_opened",
        "component_error"};
    static constexpr std::array<int, 7> typeShares{8, 24, 18, 17, 20, 11, 2};
    auto done = filler.copyArrivals(
        u"events"_s,
        {u"event_type"_s, u"severity"_s, u"source_component"_s, u"target_component"_s,
         u"workflow_id"_s, u"task_id"_s, u"payload"_s, u"correlation_id"_s, u"trace_id"_s,
         u"created_at"_s},
        filler.scaled(60'000), [&](RowWriter &row, qint64 ms) {
            const auto type = static_cast<std::size_t>(random.pick(typeShares));
            const Workflow &workflow =
                plan.workflows[random.below(static_cast<quint32>(plan.workflows.size()))];
            row.text(types[type])
                .text(type == 6           ? "error"
                      : random.chance(30) ? "warning"
                                          : "info");
            row.text(components[random.below(5)]).text(components[random.below(5)]);
            row.uuid(workflow.id);
            row.uuid(plan.tasks[workflow.firstTask +
                                random.below(static_cast<quint32>(workflow.tasks))]);
            row.text("{\"lines_of_code\": " + QByteArray::number(random.between(5, 900)) + '}');
            row.text("gen_" + QByteArray::number(random.below(20'000)));
            row.text("trace_" + QByteArray::number(random.below(40'000))).time(ms);
        });
    if (!done)
        return done;
    done = filler.copyArrivals(
        u"execution_history"_s,
        {u"workflow_id"_s, u"task_id"_s, u"component_name"_s, u"action"_s, u"old_status"_s,
         u"new_status"_s, u"duration_ms"_s, u"executed_at"_s},
        filler.scaled(35'000), [&](RowWriter &row, qint64 ms) {
            const Workflow &workflow =
                plan.workflows[random.below(static_cast<quint32>(plan.workflows.size()))];
            row.uuid(workflow.id);
            row.uuid(plan.tasks[workflow.firstTask +
                                random.below(static_cast<quint32>(workflow.tasks))]);
            row.text(components[random.below(3)]).text("task status").text("in_progress");
            row.text(random.chance(40) ? "failed" : "completed");
            row.number(900'000 * random.longTail() / 1000).time(ms);
        });
    if (!done)
        return done;
    const Incidents incidents(filler.timeline());
    return filler.copyArrivals(
        u"component_communications"_s,
        {u"source_component"_s, u"target_component"_s, u"message_type"_s, u"status"_s,
         u"retry_count"_s, u"response_time_ms"_s, u"correlation_id"_s, u"sent_at"_s},
        filler.scaled(25'000), [&](RowWriter &row, qint64 ms) {
            const bool outage = ms >= incidents.outageBegin && ms < incidents.outageEnd;
            const bool failed = random.chance(outage ? 600 : 12);
            row.text(components[random.below(5)]).text(components[random.below(5)]).text("request");
            row.text(failed ? (outage ? "timeout" : "failed") : "answered");
            row.number(failed ? 3 : random.chance(40) ? 1 : 0);
            if (failed)
                row.null();
            else
                row.number(160 * random.longTail() / 1000);
            row.text("gen_" + QByteArray::number(random.below(20'000))).time(ms);
        });
}

Result<void> fillMeasurements(Filler &filler, const Plan &)
{
    Random random = filler.random("measurements");
    const auto &timeline = filler.timeline();
    const Incidents incidents(timeline);
    struct Series
    {
        const char *name;
        const char *type;
        const char *unit;
        int base;
    };
    static constexpr std::array<Series, 4> series{{{"generation_time", "timer", "seconds", 3},
                                                   {"files_generated", "counter", "count", 40},
                                                   {"success_rate", "gauge", "percentage", 97},
                                                   {"queue_length", "gauge", "count", 12}}};
    // Full scale is one row each 16 minutes, component and series.
    constexpr qint64 perMoment = qint64(components.size()) * qint64(series.size());
    const qint64 moments = filler.scaled(timeline.days() * 90);
    const qint64 step = timeline.days() * dayMs / moments;
    auto done = filler.copyCounted(
        u"performance_metrics"_s,
        {u"component_name"_s, u"metric_name"_s, u"metric_type"_s, u"value"_s, u"unit"_s, u"tags"_s,
         u"recorded_at"_s},
        moments * perMoment,
        [&](RowWriter &row, qint64 n) {
            const auto component = static_cast<std::size_t>(n) % components.size();
            const Series &one =
                series[static_cast<std::size_t>(n) / components.size() % series.size()];
            const qint64 ms = timeline.begin() + n / perMoment * step;
            const bool outage =
                component < 2 && ms >= incidents.outageBegin && ms < incidents.outageEnd;
            qint64 value = one.base * (500 + timeline.load(ms) / 2 + random.between(0, 300));
            if (QByteArrayView(one.unit) == "percentage")
                value = one.base * 1000 - random.between(0, 2'500) - (outage ? 60'000 : 0);
            else if (outage)
                value *= 4;
            // There are no half files.
            if (QByteArrayView(one.unit) == "count")
                value = value / 1000 * 1000;
            row.text(components[component]).text(one.name).text(one.type).decimal(value, 3);
            row.text(one.unit);
            row.text(n % 4 == 0 ? "{\"region\": \"eu\"}" : "{\"region\": \"us\"}").time(ms);
        },
        Filler::Kind::Metrics);
    if (!done)
        return done;
    return filler.copyCounted(
        u"system_health"_s,
        {u"component_name"_s, u"status"_s, u"cpu_usage"_s, u"memory_usage"_s, u"disk_usage"_s,
         u"response_time_ms"_s, u"error_rate"_s, u"checked_at"_s},
        filler.scaled(timeline.days() * 48) * static_cast<qint64>(components.size()),
        [&](RowWriter &row, qint64 n) {
            const auto component = static_cast<std::size_t>(n) % components.size();
            const qint64 count = filler.scaled(timeline.days() * 48);
            const qint64 ms = timeline.begin() + n / static_cast<qint64>(components.size()) *
                                                     (timeline.days() * dayMs / count);
            const bool outage =
                component < 2 && ms >= incidents.outageBegin && ms < incidents.outageEnd;
            const qint64 load = timeline.load(ms);
            row.text(components[component])
                .text(outage       ? "unhealthy"
                      : load > 960 ? "degraded"
                                   : "healthy");
            row.decimal(800 + load * 6 + random.between(0, 900), 2);
            row.decimal(3'500 + load * 2 + random.between(0, 500), 2);
            // The disk fills up over the months: something to forecast.
            row.decimal(4'000 + 4'200 * timeline.dayOf(ms) / timeline.days(), 2);
            row.number((80 + load / 8) * random.longTail() / 1000 * (outage ? 9 : 1));
            row.decimal(outage ? random.between(3'000, 9'000) : random.between(0, 90), 2).time(ms);
        },
        Filler::Kind::Metrics);
}

Result<void> fillKnowledge(Filler &filler, const Plan &plan)
{
    Random random = filler.random("knowledge");
    auto done = filler.copyCounted(
        u"knowledge_base"_s,
        {u"title"_s, u"content"_s, u"content_type"_s, u"category"_s, u"relevance_score"_s},
        filler.scaled(400), [&](RowWriter &row, qint64 n) {
            row.text(title(random) + ' ' + QByteArray::number(n + 1)).text(sentence(random, 60));
            row.text("markdown").text("demo").decimal(random.between(100, 950), 3);
        });
    if (!done)
        return done;
    return filler.copyArrivals(
        u"learning_data"_s,
        {u"pattern_type"_s, u"pattern"_s, u"source_component"_s, u"workflow_id"_s,
         u"confidence_score"_s, u"effectiveness_score"_s, u"times_applied"_s, u"created_at"_s},
        filler.scaled(4'000), [&](RowWriter &row, qint64 ms) {
            row.text("task_order")
                .text("{\"steps\": " + QByteArray::number(random.between(2, 9)) + '}');
            row.text(components[0]);
            row.uuid(plan.workflows[random.below(static_cast<quint32>(plan.workflows.size()))].id);
            row.decimal(random.between(300, 980), 3).decimal(random.between(200, 960), 3);
            row.number(random.between(0, 60)).time(ms);
        });
}

Result<void> fill(Filler &filler)
{
    const Plan plan(filler);
    const QString first = filler.timeline().firstDay().toString(Qt::ISODate);
    const QString last = filler.timeline().until().toString(Qt::ISODate);
    // A trail of every generated row would only double them; dependencies are free of circles.
    auto done = filler.run(
        u"prepare"_s,
        u"SELECT ensure_monthly_partitions('performance_metrics', '%1', '%2'), "
        u"ensure_monthly_partitions('execution_history', '%1', '%2');"
        u"ALTER TABLE projects DISABLE TRIGGER USER; ALTER TABLE workflows DISABLE TRIGGER USER;"
        u"ALTER TABLE tasks DISABLE TRIGGER USER; ALTER TABLE task_dependencies DISABLE TRIGGER "
        u"USER;"
        u"ALTER TABLE knowledge_base DISABLE TRIGGER USER"_s.arg(first, last));
    for (const auto part : {&fillWork, &fillHistory, &fillMeasurements, &fillKnowledge}) {
        if (done)
            done = part(filler, plan);
    }
    if (!done)
        return done;
    return filler.run(
        u"finish"_s,
        u"ALTER TABLE projects ENABLE TRIGGER USER; ALTER TABLE workflows ENABLE TRIGGER USER;"
        u"ALTER TABLE tasks ENABLE TRIGGER USER; ALTER TABLE task_dependencies ENABLE TRIGGER USER;"
        u"ALTER TABLE knowledge_base ENABLE TRIGGER USER;"
        u"INSERT INTO alerts (component_name, severity, message, raised_at, resolved_at) "
        u"SELECT component_name, 'critical', component_name || ' went from healthy to unhealthy', "
        u"min(checked_at), max(checked_at) FROM system_health WHERE status = 'unhealthy' GROUP BY "
        u"1;"
        u"UPDATE components c SET health_status = h.status, last_heartbeat_at = h.checked_at "
        u"FROM (SELECT DISTINCT ON (component_name) component_name, status, checked_at "
        u"FROM system_health ORDER BY component_name, checked_at DESC) h "
        u"WHERE h.component_name = c.name"_s);
}

} // namespace

Filling orchestratorFilling()
{
    return {.presence = u"SELECT EXISTS (SELECT FROM projects WHERE name LIKE 'Demo __')"_s,
            .rows = 430'000,
            .fill = &fill,
            .afterwards = {
                // Efficiency of the newest workflows, as the system itself calculates it.
                u"SELECT count(calculateWorkflowAnalytics(id)) FROM (SELECT id FROM workflows "
                u"WHERE status <> 'running' ORDER BY created_at DESC LIMIT 300) newest"_s,
                // Every running task was touched many times: dead rows between live ones.
                u"UPDATE tasks SET actual_effort = actual_effort WHERE status <> 'completed'"_s,
                u"VACUUM (ANALYZE)"_s, u"SELECT refresh_analytics()"_s}};
}

} // namespace howdah::samples
