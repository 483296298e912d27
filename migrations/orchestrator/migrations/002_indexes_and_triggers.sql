-- Indexes, triggers, views and rights.

CREATE INDEX idx_projects_status ON projects (status);
CREATE INDEX idx_workflows_project ON workflows (project_id, created_at DESC);
CREATE INDEX idx_workflows_status ON workflows (status, updated_at DESC);
CREATE INDEX idx_tasks_workflow ON tasks (workflow_id, status);
CREATE INDEX idx_tasks_parent ON tasks (parent_task_id) WHERE parent_task_id IS NOT NULL;
CREATE INDEX idx_tasks_composite_status_priority ON tasks(status, priority DESC, created_at ASC);
CREATE INDEX idx_task_dependencies_depends_on ON task_dependencies (depends_on_task_id);

CREATE INDEX idx_components_health ON components (health_status);
CREATE INDEX idx_events_created_at ON events (created_at DESC);
CREATE INDEX idx_events_composite_workflow_type ON events(workflow_id, event_type, created_at DESC);
CREATE INDEX idx_events_task ON events (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX idx_events_correlation ON events (correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX idx_events_trace ON events (trace_id) WHERE trace_id IS NOT NULL;
CREATE INDEX idx_events_severe ON events (created_at DESC) WHERE severity IN ('error', 'critical');
CREATE INDEX idx_component_communications_pair ON component_communications (source_component, target_component, sent_at DESC);
CREATE INDEX idx_component_communications_open ON component_communications (sent_at) WHERE status IN ('pending', 'sent');

CREATE INDEX idx_templates_category ON templates (type, category);
CREATE INDEX idx_templates_tags_gin ON templates USING GIN (tags);
CREATE INDEX idx_learning_data_pattern ON learning_data (pattern_type, confidence_score DESC);
CREATE INDEX idx_learning_data_workflow ON learning_data (workflow_id);
CREATE INDEX idx_learning_data_task ON learning_data (task_id);
CREATE INDEX idx_learning_data_template ON learning_data (template_id);
CREATE INDEX idx_knowledge_base_category ON knowledge_base (category, relevance_score DESC);
CREATE INDEX idx_knowledge_base_content_fts ON knowledge_base USING GIN (to_tsvector('english', title || ' ' || content));

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

CREATE FUNCTION touch_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END
$$;

CREATE FUNCTION refuse_dependency_cycle() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    workflow uuid;
BEGIN
    IF NEW.dependency_type = 'relates_to' THEN
        RETURN NEW;
    END IF;
    -- Two sessions could each add one half of a circle: they take turns, workflow by workflow.
    SELECT t.workflow_id INTO workflow FROM tasks t WHERE t.id = NEW.task_id;
    PERFORM pg_advisory_xact_lock(hashtextextended('task_dependencies ' || workflow, 0));
    IF EXISTS (
        WITH RECURSIVE reached (id) AS (
            SELECT NEW.depends_on_task_id
            UNION
            SELECT d.depends_on_task_id
              FROM reached r
              JOIN task_dependencies d ON d.task_id = r.id
             WHERE d.dependency_type <> 'relates_to')
        SELECT FROM reached WHERE id = NEW.task_id)
    THEN
        RAISE EXCEPTION 'task % cannot depend on %: that would close a circle', NEW.task_id, NEW.depends_on_task_id
            USING ERRCODE = '23514', CONSTRAINT = 'task_dependencies_acyclic', TABLE = 'task_dependencies';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION follow_task_status() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE workflows w
       SET progress = (SELECT round(100.0 * count(*) FILTER (WHERE t.status = 'completed') / count(*), 2)
                         FROM tasks t WHERE t.workflow_id = NEW.workflow_id)
     WHERE w.id = NEW.workflow_id;
    IF NEW.status = 'completed' THEN
        -- A task is ready when nothing it waits for is open any more.
        UPDATE tasks t
           SET status = 'ready'
          FROM task_dependencies d
         WHERE d.depends_on_task_id = NEW.id AND d.dependency_type <> 'relates_to'
           AND t.id = d.task_id AND t.status IN ('pending', 'blocked')
           AND NOT EXISTS (SELECT FROM task_dependencies o JOIN tasks p ON p.id = o.depends_on_task_id
                            WHERE o.task_id = t.id AND o.dependency_type <> 'relates_to'
                              AND p.status <> 'completed');
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER projects_touch BEFORE UPDATE ON projects
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER workflows_touch BEFORE UPDATE ON workflows
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER tasks_touch BEFORE UPDATE ON tasks
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER task_dependencies_acyclic BEFORE INSERT OR UPDATE ON task_dependencies
    FOR EACH ROW EXECUTE FUNCTION refuse_dependency_cycle();
CREATE TRIGGER tasks_progress AFTER UPDATE OF status ON tasks
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION follow_task_status();

CREATE TRIGGER components_touch BEFORE UPDATE ON components
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TRIGGER templates_touch BEFORE UPDATE OF category, description, template_content, tags, is_active ON templates
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER knowledge_base_touch BEFORE UPDATE OF title, content, content_type, category, tags ON knowledge_base
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

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
