-- Metrics, health, analytics, the history of executions, the audit trail and the rights.

-- Identity columns work in partitioned tables only since PostgreSQL 17, hence the sequences.
CREATE SEQUENCE performance_metrics_id_seq AS bigint;

CREATE TABLE performance_metrics (
    id                  bigint NOT NULL DEFAULT nextval('performance_metrics_id_seq'),
    component_name      text NOT NULL,
    metric_name         text NOT NULL,
    metric_type         text NOT NULL DEFAULT 'gauge',
    value               double precision NOT NULL,
    unit                text NOT NULL DEFAULT '',
    tags                jsonb NOT NULL DEFAULT '{}',
    workflow_id         uuid,
    recorded_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, recorded_at),
    CONSTRAINT performance_metrics_type_check CHECK (metric_type IN ('counter', 'gauge', 'histogram', 'timer'))
) PARTITION BY RANGE (recorded_at);

ALTER SEQUENCE performance_metrics_id_seq OWNED BY performance_metrics.id;

CREATE TABLE performance_metrics_default PARTITION OF performance_metrics DEFAULT;

CREATE SEQUENCE execution_history_id_seq AS bigint;

CREATE TABLE execution_history (
    id                  bigint NOT NULL DEFAULT nextval('execution_history_id_seq'),
    workflow_id         uuid,
    task_id             uuid,
    component_name      text,
    action              text NOT NULL,
    old_status          text,
    new_status          text,
    duration_ms         bigint,
    details             jsonb NOT NULL DEFAULT '{}',
    executed_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, executed_at),
    CONSTRAINT execution_history_duration_check CHECK (duration_ms >= 0)
) PARTITION BY RANGE (executed_at);

ALTER SEQUENCE execution_history_id_seq OWNED BY execution_history.id;

CREATE TABLE execution_history_default PARTITION OF execution_history DEFAULT;

CREATE TABLE system_health (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    component_name      text NOT NULL,
    status              text NOT NULL,
    cpu_usage           numeric(5, 2),
    memory_usage        numeric(5, 2),
    disk_usage          numeric(5, 2),
    response_time_ms    integer,
    error_rate          numeric(5, 2),
    details             jsonb NOT NULL DEFAULT '{}',
    checked_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT system_health_status_check CHECK (status IN ('healthy', 'degraded', 'unhealthy', 'unknown')),
    CONSTRAINT system_health_percent_check
        CHECK (cpu_usage BETWEEN 0 AND 100 AND memory_usage BETWEEN 0 AND 100 AND disk_usage BETWEEN 0 AND 100
               AND error_rate BETWEEN 0 AND 100),
    CONSTRAINT system_health_response_check CHECK (response_time_ms >= 0)
);

CREATE TABLE alerts (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    component_name      text NOT NULL,
    severity            text NOT NULL,
    message             text NOT NULL,
    raised_at           timestamptz NOT NULL DEFAULT now(),
    acknowledged_at     timestamptz,
    acknowledged_by     text,
    muted_until         timestamptz,
    resolved_at         timestamptz,
    CONSTRAINT alerts_severity_check CHECK (severity IN ('warning', 'critical')),
    CONSTRAINT alerts_acknowledged_check CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
    CONSTRAINT alerts_order_check CHECK (acknowledged_at >= raised_at AND resolved_at >= raised_at)
);

CREATE TABLE workflow_analytics (
    workflow_id         uuid PRIMARY KEY REFERENCES workflows (id) ON DELETE CASCADE,
    total_tasks         integer NOT NULL,
    completed_tasks     integer NOT NULL,
    failed_tasks        integer NOT NULL,
    duration_seconds    bigint,
    estimated_effort    numeric(10, 2) NOT NULL,
    actual_effort       numeric(10, 2) NOT NULL,
    efficiency_score    numeric(5, 2),
    bottlenecks         jsonb NOT NULL DEFAULT '[]',
    opportunities       jsonb NOT NULL DEFAULT '[]',
    calculated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workflow_analytics_counts_check
        CHECK (completed_tasks >= 0 AND failed_tasks >= 0 AND completed_tasks + failed_tasks <= total_tasks)
);

CREATE TABLE task_analytics (
    task_id             uuid PRIMARY KEY REFERENCES tasks (id) ON DELETE CASCADE,
    workflow_id         uuid NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
    waiting_seconds     bigint,
    working_seconds     bigint,
    effort_ratio        numeric(8, 3),
    efficiency_score    numeric(5, 2),
    tasks_held_up       integer NOT NULL DEFAULT 0,
    is_bottleneck       boolean NOT NULL DEFAULT false,
    calculated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT task_analytics_numbers_check
        CHECK (waiting_seconds >= 0 AND working_seconds >= 0 AND effort_ratio >= 0 AND tasks_held_up >= 0)
);

CREATE TABLE audit_log (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurred_at         timestamptz NOT NULL DEFAULT now(),
    actor               text NOT NULL,
    action              text NOT NULL,
    table_name          text NOT NULL,
    row_key             text NOT NULL,
    old_row             jsonb,
    new_row             jsonb,
    CONSTRAINT audit_log_action_check CHECK (action IN ('INSERT', 'UPDATE', 'DELETE'))
);

COMMENT ON TABLE performance_metrics IS 'Time series of the components, one partition a month (UTC).';
COMMENT ON TABLE execution_history IS 'Every change of state of workflows and tasks, one partition a month (UTC).';
COMMENT ON TABLE system_health IS 'Reports of health; the newest one of a component is its state.';
COMMENT ON COLUMN system_health.cpu_usage IS 'Per cent, as memory_usage, disk_usage and error_rate.';
COMMENT ON TABLE alerts IS 'What somebody should look at; raised by updateSystemHealth.';
COMMENT ON TABLE workflow_analytics IS 'What calculateWorkflowAnalytics found, one row a workflow.';
COMMENT ON COLUMN workflow_analytics.efficiency_score IS 'Estimated by actual effort of the completed tasks, in per cent, at most 100.';
COMMENT ON COLUMN workflow_analytics.bottlenecks IS 'The tasks that held up most others, worst first.';
COMMENT ON TABLE task_analytics IS 'The same for its tasks.';
COMMENT ON TABLE audit_log IS 'Who changed which row, and how; written by triggers only.';

CREATE FUNCTION ensure_monthly_partitions(parent regclass, first_month date, last_month date) RETURNS integer
LANGUAGE plpgsql
SET TimeZone = 'UTC' AS $$
DECLARE
    month    timestamptz := date_trunc('month', first_month::timestamptz);
    relation text;
    created  integer := 0;
BEGIN
    SELECT relname INTO relation FROM pg_class WHERE oid = parent;
    WHILE month <= last_month::timestamptz LOOP
        IF to_regclass(format('%I', relation || '_' || to_char(month, 'YYYY_MM'))) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF %s FOR VALUES FROM (%L) TO (%L)',
                           relation || '_' || to_char(month, 'YYYY_MM'), parent, month, month + interval '1 month');
            created := created + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN created;
END
$$;

CREATE FUNCTION recordMetric(component_name text, metric_name text, value double precision, unit text DEFAULT '',
                             metric_type text DEFAULT 'gauge', tags jsonb DEFAULT '{}')
RETURNS bigint
LANGUAGE sql AS $$
    INSERT INTO performance_metrics (component_name, metric_name, value, unit, metric_type, tags)
    VALUES (component_name, metric_name, value, unit, metric_type, tags)
    RETURNING id
$$;

CREATE FUNCTION updateSystemHealth(health_data jsonb) RETURNS system_health
LANGUAGE plpgsql AS $$
DECLARE
    report system_health;
    before text;
BEGIN
    INSERT INTO system_health (component_name, status, cpu_usage, memory_usage, disk_usage, response_time_ms,
                               error_rate, details)
    VALUES (health_data ->> 'component_name', health_data ->> 'status', (health_data ->> 'cpu_usage')::numeric,
            (health_data ->> 'memory_usage')::numeric, (health_data ->> 'disk_usage')::numeric,
            (health_data ->> 'response_time_ms')::integer, (health_data ->> 'error_rate')::numeric,
            coalesce(health_data -> 'details', '{}'))
    RETURNING * INTO report;

    SELECT c.health_status INTO before FROM components c WHERE c.name = report.component_name FOR UPDATE;
    UPDATE components SET health_status = report.status, last_heartbeat_at = report.checked_at
     WHERE name = report.component_name;

    -- One alert a fall, not one a report.
    IF report.status IN ('degraded', 'unhealthy') AND before IS DISTINCT FROM report.status THEN
        INSERT INTO alerts (component_name, severity, message)
        VALUES (report.component_name, CASE report.status WHEN 'unhealthy' THEN 'critical' ELSE 'warning' END,
                format('%s went from %s to %s', report.component_name, coalesce(before, 'unknown'), report.status));
    ELSIF report.status = 'healthy' THEN
        UPDATE alerts SET resolved_at = now()
         WHERE component_name = report.component_name AND resolved_at IS NULL;
    END IF;
    RETURN report;
END
$$;

CREATE FUNCTION calculateWorkflowAnalytics(workflow_id uuid) RETURNS workflow_analytics
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    target uuid := calculateWorkflowAnalytics.workflow_id;
    result workflow_analytics;
BEGIN
    INSERT INTO task_analytics AS a (task_id, workflow_id, waiting_seconds, working_seconds, effort_ratio,
                                     efficiency_score, tasks_held_up, is_bottleneck)
    SELECT t.id, t.workflow_id,
           extract(epoch FROM t.started_at - t.created_at)::bigint,
           extract(epoch FROM t.completed_at - t.started_at)::bigint,
           t.actual_effort / nullif(t.estimated_effort, 0),
           -- least() passes over nulls, and not known is not perfect.
           CASE WHEN t.actual_effort > 0 THEN least(100, 100 * t.estimated_effort / t.actual_effort) END,
           held.tasks,
           coalesce(held.tasks > 0 AND t.actual_effort > 1.5 * t.estimated_effort, false)
      FROM tasks t
     CROSS JOIN LATERAL (
            SELECT count(*)::integer AS tasks FROM task_dependencies d
             WHERE d.depends_on_task_id = t.id AND d.dependency_type <> 'relates_to') held
     WHERE t.workflow_id = target
    ON CONFLICT (task_id) DO UPDATE
       SET waiting_seconds = excluded.waiting_seconds, working_seconds = excluded.working_seconds,
           effort_ratio = excluded.effort_ratio, efficiency_score = excluded.efficiency_score,
           tasks_held_up = excluded.tasks_held_up,
           is_bottleneck = excluded.is_bottleneck, calculated_at = now();

    INSERT INTO workflow_analytics AS a (workflow_id, total_tasks, completed_tasks, failed_tasks, duration_seconds,
                                         estimated_effort, actual_effort, efficiency_score, bottlenecks,
                                         opportunities)
    SELECT w.id, s.total, s.completed, s.failed,
           extract(epoch FROM coalesce(w.completed_at, now()) - w.started_at)::bigint,
           s.estimated, s.actual,
           CASE WHEN s.actual > 0 THEN least(100, 100 * s.estimated_done / s.actual) END,
           coalesce(b.tasks, '[]'), coalesce(o.tasks, '[]')
      FROM workflows w
     CROSS JOIN LATERAL (
            SELECT count(*)::integer AS total,
                   (count(*) FILTER (WHERE t.status = 'completed'))::integer AS completed,
                   (count(*) FILTER (WHERE t.status = 'failed'))::integer AS failed,
                   coalesce(sum(t.estimated_effort), 0) AS estimated,
                   coalesce(sum(t.actual_effort) FILTER (WHERE t.status = 'completed'), 0) AS actual,
                   sum(t.estimated_effort) FILTER (WHERE t.status = 'completed') AS estimated_done
              FROM tasks t WHERE t.workflow_id = w.id) s
     CROSS JOIN LATERAL (
            SELECT jsonb_agg(jsonb_build_object('task_id', x.task_id, 'tasks_held_up', x.tasks_held_up,
                                                'effort_ratio', x.effort_ratio)
                             ORDER BY x.tasks_held_up DESC, x.effort_ratio DESC) AS tasks
              FROM task_analytics x WHERE x.workflow_id = w.id AND x.is_bottleneck) b
     CROSS JOIN LATERAL (
            -- Work that waited longer than it took could have begun earlier.
            SELECT jsonb_agg(jsonb_build_object('task_id', x.task_id, 'waiting_seconds', x.waiting_seconds)
                             ORDER BY x.waiting_seconds DESC) AS tasks
              FROM task_analytics x
             WHERE x.workflow_id = w.id AND x.waiting_seconds > x.working_seconds) o
     WHERE w.id = target
    ON CONFLICT (workflow_id) DO UPDATE
       SET total_tasks = excluded.total_tasks, completed_tasks = excluded.completed_tasks,
           failed_tasks = excluded.failed_tasks, duration_seconds = excluded.duration_seconds,
           estimated_effort = excluded.estimated_effort, actual_effort = excluded.actual_effort,
           efficiency_score = excluded.efficiency_score, bottlenecks = excluded.bottlenecks,
           opportunities = excluded.opportunities, calculated_at = now()
    RETURNING * INTO result;
    RETURN result;
END
$$;

COMMENT ON FUNCTION ensure_monthly_partitions(regclass, date, date) IS
    'Creates the missing months of a partitioned table; returns how many. Run it ahead of each month.';
COMMENT ON FUNCTION recordMetric(text, text, double precision, text, text, jsonb) IS 'Stores one measurement and returns its number.';
COMMENT ON FUNCTION updateSystemHealth(jsonb) IS 'Stores a report of health, follows it in components and raises or resolves alerts.';
COMMENT ON FUNCTION calculateWorkflowAnalytics(uuid) IS 'Calculates efficiency and bottlenecks of a workflow and its tasks anew.';

CREATE INDEX idx_performance_metrics_series ON performance_metrics (component_name, metric_name, recorded_at DESC);
CREATE INDEX idx_performance_metrics_recorded_at ON performance_metrics (recorded_at);
CREATE INDEX idx_performance_metrics_tags_gin ON performance_metrics USING GIN (tags);
CREATE INDEX idx_execution_history_workflow ON execution_history (workflow_id, executed_at DESC);
CREATE INDEX idx_execution_history_task ON execution_history (task_id, executed_at DESC);
CREATE INDEX idx_system_health_component ON system_health (component_name, checked_at DESC);
CREATE INDEX idx_alerts_open ON alerts (severity, raised_at DESC) WHERE resolved_at IS NULL;
CREATE INDEX idx_alerts_component ON alerts (component_name, raised_at DESC);
CREATE INDEX idx_workflow_analytics_efficiency ON workflow_analytics (efficiency_score);
CREATE INDEX idx_task_analytics_bottlenecks ON task_analytics (workflow_id) WHERE is_bottleneck;
CREATE INDEX idx_task_analytics_workflow ON task_analytics (workflow_id);
CREATE INDEX idx_audit_log_occurred_at ON audit_log (occurred_at DESC);
CREATE INDEX idx_audit_log_row ON audit_log (table_name, row_key);

CREATE FUNCTION record_execution() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'tasks' THEN
        INSERT INTO execution_history (workflow_id, task_id, component_name, action, old_status, new_status, duration_ms)
        VALUES (NEW.workflow_id, NEW.id, NEW.assigned_component, 'task status', OLD.status, NEW.status,
                extract(epoch FROM NEW.completed_at - NEW.started_at)::bigint * 1000);
    ELSE
        INSERT INTO execution_history (workflow_id, action, old_status, new_status, duration_ms)
        VALUES (NEW.id, 'workflow status', OLD.status, NEW.status,
                extract(epoch FROM NEW.completed_at - NEW.started_at)::bigint * 1000);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER workflows_history AFTER UPDATE OF status ON workflows
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION record_execution();
CREATE TRIGGER tasks_history AFTER UPDATE OF status ON tasks
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION record_execution();

-- Runs with the rights of its owner, so that the application's role can change data but not the trail of it.
CREATE FUNCTION record_audit() RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after  jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
BEGIN
    INSERT INTO audit_log (actor, action, table_name, row_key, old_row, new_row)
    VALUES (session_user, TG_OP, TG_TABLE_NAME,
            coalesce(after ->> 'id', before ->> 'id', after ->> 'task_id', before ->> 'task_id'), before, after);
    RETURN NULL;
END
$$;

CREATE TRIGGER projects_audit AFTER INSERT OR UPDATE OR DELETE ON projects
    FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER workflows_audit AFTER INSERT OR UPDATE OR DELETE ON workflows
    FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER tasks_audit AFTER INSERT OR UPDATE OR DELETE ON tasks
    FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER task_dependencies_audit AFTER INSERT OR UPDATE OR DELETE ON task_dependencies
    FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER components_audit AFTER INSERT OR UPDATE OR DELETE ON components
    FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER templates_audit AFTER INSERT OR UPDATE OR DELETE ON templates
    FOR EACH ROW EXECUTE FUNCTION record_audit();
CREATE TRIGGER knowledge_base_audit AFTER INSERT OR UPDATE OR DELETE ON knowledge_base
    FOR EACH ROW EXECUTE FUNCTION record_audit();

CREATE MATERIALIZED VIEW mv_workflow_summary AS
SELECT p.id                                                         AS project_id,
       p.name                                                       AS project,
       w.status,
       count(*)                                                     AS workflows,
       round(avg(w.progress), 2)                                    AS mean_progress,
       round(avg(a.efficiency_score), 2)                            AS mean_efficiency,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY a.duration_seconds) AS median_duration_seconds
  FROM projects p
  JOIN workflows w ON w.project_id = p.id
  LEFT JOIN workflow_analytics a ON a.workflow_id = w.id
 GROUP BY p.id, p.name, w.status;

CREATE UNIQUE INDEX idx_mv_workflow_summary_key ON mv_workflow_summary (project_id, status);

CREATE MATERIALIZED VIEW mv_component_performance AS
SELECT component_name,
       metric_name,
       unit,
       (recorded_at AT TIME ZONE 'UTC')::date                       AS day,
       count(*)                                                     AS samples,
       avg(value)                                                   AS mean,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY value)          AS p95,
       max(value)                                                   AS maximum
  FROM performance_metrics
 GROUP BY 1, 2, 3, 4;

CREATE UNIQUE INDEX idx_mv_component_performance_key
    ON mv_component_performance (component_name, metric_name, unit, day);

CREATE MATERIALIZED VIEW mv_performance_baselines AS
SELECT component_name,
       metric_name,
       unit,
       extract(hour FROM recorded_at AT TIME ZONE 'UTC')::integer   AS hour,
       count(*)                                                     AS samples,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY value)           AS median,
       stddev_samp(value)                                           AS deviation
  FROM performance_metrics
 GROUP BY 1, 2, 3, 4;

CREATE UNIQUE INDEX idx_mv_performance_baselines_key
    ON mv_performance_baselines (component_name, metric_name, unit, hour);

CREATE VIEW v_system_overview AS
SELECT c.name, c.display_name, c.component_type, c.version, c.health_status, c.last_heartbeat_at,
       h.cpu_usage, h.memory_usage, h.disk_usage, h.response_time_ms, h.error_rate,
       (SELECT count(*) FROM alerts a WHERE a.component_name = c.name AND a.resolved_at IS NULL) AS open_alerts
  FROM components c
  LEFT JOIN LATERAL (
        SELECT s.* FROM system_health s WHERE s.component_name = c.name
         ORDER BY s.checked_at DESC LIMIT 1) h ON true;

CREATE VIEW v_metric_anomalies AS
SELECT m.component_name, m.metric_name, m.value, m.unit, m.recorded_at, b.median,
       (m.value - b.median) / b.deviation                           AS deviations
  FROM performance_metrics m
  JOIN mv_performance_baselines b
    ON b.component_name = m.component_name AND b.metric_name = m.metric_name AND b.unit = m.unit
   AND b.hour = extract(hour FROM m.recorded_at AT TIME ZONE 'UTC')::integer
 WHERE m.recorded_at >= now() - interval '1 day' AND b.deviation > 0
   AND abs(m.value - b.median) > 3 * b.deviation;

CREATE FUNCTION refresh_analytics() RETURNS void
LANGUAGE sql AS $$
    REFRESH MATERIALIZED VIEW mv_workflow_summary;
    REFRESH MATERIALIZED VIEW mv_component_performance;
    REFRESH MATERIALIZED VIEW mv_performance_baselines;
$$;

COMMENT ON MATERIALIZED VIEW mv_workflow_summary IS 'Workflows by project and status.';
COMMENT ON MATERIALIZED VIEW mv_component_performance IS 'Metrics by component and UTC day.';
COMMENT ON MATERIALIZED VIEW mv_performance_baselines IS 'What is usual at each hour of the day (UTC).';
COMMENT ON VIEW v_system_overview IS 'Components with their newest report of health and their open alerts.';
COMMENT ON VIEW v_metric_anomalies IS 'Measurements of the last day more than three deviations from the baseline.';
COMMENT ON FUNCTION refresh_analytics() IS 'Brings the three materialized views up to date.';

-- Roles belong to the whole server: they are made when missing, and never dropped from here.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['orchestrator_reader', 'orchestrator_app', 'orchestrator_operator'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
    END LOOP;
END
$$;

GRANT SELECT ON projects, workflows, tasks, task_dependencies, components, events, component_communications,
    templates, learning_data, knowledge_base, performance_metrics, execution_history, system_health, alerts,
    workflow_analytics, task_analytics, mv_workflow_summary, mv_component_performance, mv_performance_baselines,
    v_system_overview, v_metric_anomalies TO orchestrator_reader, orchestrator_app, orchestrator_operator;
GRANT INSERT, UPDATE ON projects, workflows, tasks, components, templates, learning_data, knowledge_base,
    workflow_analytics, task_analytics TO orchestrator_app;
GRANT INSERT, UPDATE, DELETE ON task_dependencies TO orchestrator_app;
GRANT INSERT ON events, performance_metrics, execution_history, system_health TO orchestrator_app;
GRANT INSERT, UPDATE ON component_communications, alerts TO orchestrator_app;
GRANT USAGE ON SEQUENCE performance_metrics_id_seq, execution_history_id_seq TO orchestrator_app;
GRANT UPDATE ON alerts TO orchestrator_operator;
GRANT SELECT ON audit_log TO orchestrator_operator;
