-- Tables and the operations on them.

CREATE TABLE projects (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name            text NOT NULL,
    description     text,
    repository_url  text,
    github_repo_id  bigint,
    linear_team_id  text,
    settings        jsonb NOT NULL DEFAULT '{}',
    status          text NOT NULL DEFAULT 'active',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT projects_name_key UNIQUE (name),
    CONSTRAINT projects_github_repo_id_key UNIQUE (github_repo_id),
    CONSTRAINT projects_status_check CHECK (status IN ('active', 'paused', 'archived')),
    CONSTRAINT projects_settings_check CHECK (jsonb_typeof(settings) = 'object')
);

CREATE TABLE workflows (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    project_id      uuid NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    name            text NOT NULL,
    description     text,
    requirements    text,
    status          text NOT NULL DEFAULT 'pending',
    phase           text NOT NULL DEFAULT 'planning',
    progress        numeric(5, 2) NOT NULL DEFAULT 0,
    metrics         jsonb NOT NULL DEFAULT '{}',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    completed_at    timestamptz,
    CONSTRAINT workflows_status_check
        CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled')),
    CONSTRAINT workflows_phase_check
        CHECK (phase IN ('planning', 'generation', 'validation', 'review', 'deployment', 'done')),
    CONSTRAINT workflows_progress_check CHECK (progress BETWEEN 0 AND 100),
    CONSTRAINT workflows_end_check CHECK (completed_at >= started_at)
);

CREATE TABLE tasks (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    workflow_id         uuid NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
    parent_task_id      uuid,
    title               text NOT NULL,
    description         text,
    requirements        jsonb NOT NULL DEFAULT '[]',
    acceptance_criteria jsonb NOT NULL DEFAULT '[]',
    status              text NOT NULL DEFAULT 'pending',
    priority            smallint NOT NULL DEFAULT 5,
    estimated_effort    numeric(8, 2),
    actual_effort       numeric(8, 2),
    assigned_component  text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    started_at          timestamptz,
    completed_at        timestamptz,
    -- Lets a subtask say that its parent is in the same workflow.
    CONSTRAINT tasks_id_workflow_key UNIQUE (id, workflow_id),
    CONSTRAINT tasks_parent_fkey FOREIGN KEY (parent_task_id, workflow_id)
        REFERENCES tasks (id, workflow_id) ON DELETE CASCADE,
    CONSTRAINT tasks_parent_check CHECK (parent_task_id <> id),
    CONSTRAINT tasks_status_check
        CHECK (status IN ('pending', 'ready', 'in_progress', 'blocked', 'completed', 'failed', 'cancelled')),
    CONSTRAINT tasks_priority_check CHECK (priority BETWEEN 0 AND 10),
    CONSTRAINT tasks_effort_check CHECK (estimated_effort >= 0 AND actual_effort >= 0),
    CONSTRAINT tasks_end_check CHECK (completed_at >= started_at)
);

CREATE TABLE task_dependencies (
    task_id             uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    depends_on_task_id  uuid NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    dependency_type     text NOT NULL DEFAULT 'blocks',
    created_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (task_id, depends_on_task_id),
    CONSTRAINT task_dependencies_type_check
        CHECK (dependency_type IN ('blocks', 'requires', 'follows', 'relates_to')),
    CONSTRAINT task_dependencies_self_check CHECK (task_id <> depends_on_task_id)
);

COMMENT ON TABLE projects IS 'What is worked on, with its repository and its team.';
COMMENT ON TABLE workflows IS 'An order of tasks that a project carries out.';
COMMENT ON COLUMN workflows.progress IS 'Per cent of the tasks that are completed; kept by the trigger tasks_progress.';
COMMENT ON TABLE tasks IS 'Work items; a subtask belongs to the workflow of its parent.';
COMMENT ON COLUMN tasks.priority IS '0 to 10, 10 first.';
COMMENT ON COLUMN tasks.estimated_effort IS 'Hours.';
COMMENT ON TABLE task_dependencies IS 'Which task waits for which; circles are refused, except among relates_to.';

CREATE TABLE components (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name                text NOT NULL,
    display_name        text NOT NULL,
    component_type      text NOT NULL,
    version             text NOT NULL DEFAULT '1.0.0',
    health_status       text NOT NULL DEFAULT 'unknown',
    capabilities        jsonb NOT NULL DEFAULT '[]',
    configuration       jsonb NOT NULL DEFAULT '{}',
    endpoint_url        text,
    last_heartbeat_at   timestamptz,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT components_name_key UNIQUE (name),
    CONSTRAINT components_type_check
        CHECK (component_type IN ('optimizer', 'generator', 'validator', 'tracker', 'repository')),
    CONSTRAINT components_health_check CHECK (health_status IN ('healthy', 'degraded', 'unhealthy', 'unknown')),
    CONSTRAINT components_capabilities_check CHECK (jsonb_typeof(capabilities) = 'array')
);

CREATE TABLE events (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_type          text NOT NULL,
    severity            text NOT NULL DEFAULT 'info',
    source_component    text NOT NULL,
    target_component    text,
    workflow_id         uuid REFERENCES workflows (id) ON DELETE SET NULL,
    task_id             uuid REFERENCES tasks (id) ON DELETE SET NULL,
    payload             jsonb NOT NULL DEFAULT '{}',
    correlation_id      text,
    trace_id            text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT events_severity_check CHECK (severity IN ('debug', 'info', 'warning', 'error', 'critical'))
);

CREATE TABLE component_communications (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_component    text NOT NULL,
    target_component    text NOT NULL,
    message_type        text NOT NULL,
    status              text NOT NULL DEFAULT 'pending',
    payload             jsonb NOT NULL DEFAULT '{}',
    response            jsonb,
    retry_count         smallint NOT NULL DEFAULT 0,
    max_retries         smallint NOT NULL DEFAULT 3,
    timeout_ms          integer NOT NULL DEFAULT 30000,
    response_time_ms    integer,
    error_message       text,
    correlation_id      text,
    sent_at             timestamptz NOT NULL DEFAULT now(),
    responded_at        timestamptz,
    CONSTRAINT component_communications_status_check
        CHECK (status IN ('pending', 'sent', 'answered', 'failed', 'timeout')),
    CONSTRAINT component_communications_retries_check CHECK (retry_count BETWEEN 0 AND max_retries),
    CONSTRAINT component_communications_times_check
        CHECK (timeout_ms > 0 AND response_time_ms >= 0 AND responded_at >= sent_at)
);

COMMENT ON TABLE components IS 'Every component that takes part, with its health as last reported.';
COMMENT ON COLUMN components.capabilities IS 'A JSON array of names such as "code_generation".';
COMMENT ON TABLE events IS 'What happened anywhere in the system, in the order of id.';
COMMENT ON COLUMN events.correlation_id IS 'The same for all events of one request.';
COMMENT ON COLUMN events.trace_id IS 'The same for all events of one trace, across requests.';
COMMENT ON TABLE component_communications IS 'Messages between components, their retries and their answers.';

CREATE TABLE templates (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name                text NOT NULL,
    type                text NOT NULL,
    category            text,
    description         text,
    template_content    jsonb NOT NULL,
    tags                jsonb NOT NULL DEFAULT '[]',
    version             text NOT NULL DEFAULT '1.0.0',
    usage_count         bigint NOT NULL DEFAULT 0,
    success_count       bigint NOT NULL DEFAULT 0,
    success_rate        numeric(5, 2) GENERATED ALWAYS AS
                            (CASE WHEN usage_count > 0 THEN round(100.0 * success_count / usage_count, 2) END) STORED,
    is_active           boolean NOT NULL DEFAULT true,
    created_by          text NOT NULL DEFAULT session_user,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT templates_name_type_version_key UNIQUE (name, type, version),
    CONSTRAINT templates_type_check
        CHECK (type IN ('code_pattern', 'deployment_script', 'test_template', 'configuration')),
    CONSTRAINT templates_version_check CHECK (version ~ '^[0-9]+\.[0-9]+\.[0-9]+$'),
    CONSTRAINT templates_tags_check CHECK (jsonb_typeof(tags) = 'array'),
    CONSTRAINT templates_counts_check CHECK (success_count BETWEEN 0 AND usage_count)
);

CREATE TABLE learning_data (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pattern_type        text NOT NULL,
    pattern             jsonb NOT NULL,
    source_component    text NOT NULL,
    workflow_id         uuid REFERENCES workflows (id) ON DELETE SET NULL,
    task_id             uuid REFERENCES tasks (id) ON DELETE SET NULL,
    template_id         uuid REFERENCES templates (id) ON DELETE SET NULL,
    confidence_score    numeric(4, 3) NOT NULL,
    effectiveness_score numeric(4, 3),
    times_applied       integer NOT NULL DEFAULT 0,
    feedback            jsonb NOT NULL DEFAULT '[]',
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT learning_data_scores_check
        CHECK (confidence_score BETWEEN 0 AND 1 AND effectiveness_score BETWEEN 0 AND 1),
    CONSTRAINT learning_data_applied_check CHECK (times_applied >= 0)
);

CREATE TABLE knowledge_base (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    title               text NOT NULL,
    content             text NOT NULL,
    content_type        text NOT NULL DEFAULT 'markdown',
    category            text,
    tags                jsonb NOT NULL DEFAULT '[]',
    relevance_score     numeric(4, 3) NOT NULL DEFAULT 0.5,
    access_count        bigint NOT NULL DEFAULT 0,
    last_accessed_at    timestamptz,
    created_by          text NOT NULL DEFAULT session_user,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT knowledge_base_title_key UNIQUE (title),
    CONSTRAINT knowledge_base_type_check CHECK (content_type IN ('markdown', 'json', 'yaml', 'code')),
    CONSTRAINT knowledge_base_relevance_check CHECK (relevance_score BETWEEN 0 AND 1)
);

COMMENT ON TABLE templates IS 'Reusable patterns and scripts; each version is a row of its own.';
COMMENT ON COLUMN templates.success_rate IS 'Per cent of its uses; null before the first.';
COMMENT ON TABLE learning_data IS 'Patterns found in finished work, how sure they are and how well they did.';
COMMENT ON TABLE knowledge_base IS 'Documentation and good practice, searched by searchKnowledge.';

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

CREATE FUNCTION createProject(project_data jsonb) RETURNS projects
LANGUAGE sql AS $$
    INSERT INTO projects (name, description, repository_url, github_repo_id, linear_team_id, settings)
    VALUES (project_data ->> 'name', project_data ->> 'description', project_data ->> 'repository_url',
            (project_data ->> 'github_repo_id')::bigint, project_data ->> 'linear_team_id',
            coalesce(project_data -> 'settings', '{}'))
    RETURNING *
$$;

CREATE FUNCTION getProject(project_id uuid) RETURNS SETOF projects
LANGUAGE sql STABLE AS $$
    SELECT p.* FROM projects p WHERE p.id = getProject.project_id
$$;

CREATE FUNCTION updateProject(project_id uuid, update_data jsonb) RETURNS SETOF projects
LANGUAGE sql AS $$
    -- A key that is absent leaves its column; a null empties it.
    UPDATE projects p
       SET name           = CASE WHEN update_data ? 'name' THEN update_data ->> 'name' ELSE p.name END,
           description    = CASE WHEN update_data ? 'description' THEN update_data ->> 'description' ELSE p.description END,
           repository_url = CASE WHEN update_data ? 'repository_url' THEN update_data ->> 'repository_url' ELSE p.repository_url END,
           github_repo_id = CASE WHEN update_data ? 'github_repo_id' THEN (update_data ->> 'github_repo_id')::bigint ELSE p.github_repo_id END,
           linear_team_id = CASE WHEN update_data ? 'linear_team_id' THEN update_data ->> 'linear_team_id' ELSE p.linear_team_id END,
           settings       = coalesce(update_data -> 'settings', p.settings),
           status         = coalesce(update_data ->> 'status', p.status)
     WHERE p.id = updateProject.project_id
    RETURNING p.*
$$;

CREATE FUNCTION createWorkflow(workflow_data jsonb) RETURNS workflows
LANGUAGE sql AS $$
    INSERT INTO workflows (project_id, name, description, requirements, phase, metrics)
    VALUES ((workflow_data ->> 'project_id')::uuid, workflow_data ->> 'name', workflow_data ->> 'description',
            workflow_data ->> 'requirements', coalesce(workflow_data ->> 'phase', 'planning'),
            coalesce(workflow_data -> 'metrics', '{}'))
    RETURNING *
$$;

CREATE FUNCTION updateWorkflowStatus(workflow_id uuid, new_status text, new_progress numeric DEFAULT NULL)
RETURNS SETOF workflows
LANGUAGE sql AS $$
    UPDATE workflows w
       SET status       = new_status,
           progress     = coalesce(new_progress, CASE new_status WHEN 'completed' THEN 100 ELSE w.progress END),
           started_at   = CASE WHEN new_status = 'running' THEN coalesce(w.started_at, now()) ELSE w.started_at END,
           completed_at = CASE WHEN new_status IN ('completed', 'failed', 'cancelled') THEN now() END,
           phase        = CASE new_status WHEN 'completed' THEN 'done' ELSE w.phase END
     WHERE w.id = updateWorkflowStatus.workflow_id
    RETURNING w.*
$$;

CREATE FUNCTION createTask(task_data jsonb) RETURNS tasks
LANGUAGE sql AS $$
    INSERT INTO tasks (workflow_id, parent_task_id, title, description, requirements, acceptance_criteria,
                       priority, estimated_effort, assigned_component)
    VALUES ((task_data ->> 'workflow_id')::uuid, (task_data ->> 'parent_task_id')::uuid, task_data ->> 'title',
            task_data ->> 'description', coalesce(task_data -> 'requirements', '[]'),
            coalesce(task_data -> 'acceptance_criteria', '[]'), coalesce((task_data ->> 'priority')::smallint, 5),
            (task_data ->> 'estimated_effort')::numeric, task_data ->> 'assigned_component')
    RETURNING *
$$;

CREATE FUNCTION updateTaskStatus(task_id uuid, new_status text) RETURNS SETOF tasks
LANGUAGE sql AS $$
    UPDATE tasks t
       SET status       = new_status,
           started_at   = CASE WHEN new_status = 'in_progress' THEN coalesce(t.started_at, now()) ELSE t.started_at END,
           completed_at = CASE WHEN new_status IN ('completed', 'failed', 'cancelled') THEN now() END
     WHERE t.id = updateTaskStatus.task_id
    RETURNING t.*
$$;

CREATE FUNCTION createTaskDependency(task_id uuid, depends_on_task_id uuid, dependency_type text DEFAULT 'blocks')
RETURNS task_dependencies
LANGUAGE sql AS $$
    INSERT INTO task_dependencies (task_id, depends_on_task_id, dependency_type)
    VALUES (task_id, depends_on_task_id, dependency_type)
    RETURNING *
$$;

COMMENT ON FUNCTION createProject(jsonb) IS 'Stores a project given as an object with the names of its columns.';
COMMENT ON FUNCTION updateWorkflowStatus(uuid, text, numeric) IS 'Sets status and progress, and the times that follow from them.';
COMMENT ON FUNCTION createTaskDependency(uuid, uuid, text) IS 'The first task waits for the second; a circle is refused.';

CREATE FUNCTION registerComponent(component_data jsonb) RETURNS components
LANGUAGE sql AS $$
    INSERT INTO components AS c (name, display_name, component_type, version, capabilities, configuration,
                                 endpoint_url, last_heartbeat_at)
    VALUES (component_data ->> 'name', coalesce(component_data ->> 'display_name', component_data ->> 'name'),
            component_data ->> 'component_type', coalesce(component_data ->> 'version', '1.0.0'),
            coalesce(component_data -> 'capabilities', '[]'), coalesce(component_data -> 'configuration', '{}'),
            component_data ->> 'endpoint_url', now())
    ON CONFLICT (name) DO UPDATE
       SET display_name = excluded.display_name, component_type = excluded.component_type,
           version = excluded.version, capabilities = excluded.capabilities,
           configuration = excluded.configuration, endpoint_url = excluded.endpoint_url,
           last_heartbeat_at = excluded.last_heartbeat_at
    RETURNING *
$$;

CREATE FUNCTION logEvent(event_data jsonb) RETURNS bigint
LANGUAGE sql AS $$
    INSERT INTO events (event_type, severity, source_component, target_component, workflow_id, task_id, payload,
                        correlation_id, trace_id)
    VALUES (event_data ->> 'event_type', coalesce(event_data ->> 'severity', 'info'),
            event_data ->> 'source_component', event_data ->> 'target_component',
            (event_data ->> 'workflow_id')::uuid, (event_data ->> 'task_id')::uuid,
            coalesce(event_data -> 'payload', '{}'), event_data ->> 'correlation_id', event_data ->> 'trace_id')
    RETURNING id
$$;

CREATE FUNCTION recordCommunication(communication_data jsonb) RETURNS bigint
LANGUAGE sql AS $$
    INSERT INTO component_communications (source_component, target_component, message_type, status, payload,
                                          response, retry_count, max_retries, timeout_ms, response_time_ms,
                                          error_message, correlation_id, responded_at)
    VALUES (communication_data ->> 'source_component', communication_data ->> 'target_component',
            communication_data ->> 'message_type', coalesce(communication_data ->> 'status', 'sent'),
            coalesce(communication_data -> 'payload', '{}'), communication_data -> 'response',
            coalesce((communication_data ->> 'retry_count')::smallint, 0),
            coalesce((communication_data ->> 'max_retries')::smallint, 3),
            coalesce((communication_data ->> 'timeout_ms')::integer, 30000),
            (communication_data ->> 'response_time_ms')::integer, communication_data ->> 'error_message',
            communication_data ->> 'correlation_id',
            CASE WHEN communication_data ? 'response' THEN now() END)
    RETURNING id
$$;

COMMENT ON FUNCTION registerComponent(jsonb) IS 'Adds a component or brings a known one up to date.';
COMMENT ON FUNCTION logEvent(jsonb) IS 'Stores an event and returns its number.';
COMMENT ON FUNCTION recordCommunication(jsonb) IS 'Stores a message between two components and returns its number.';

CREATE FUNCTION saveTemplate(template_data jsonb) RETURNS templates
LANGUAGE sql AS $$
    INSERT INTO templates AS t (name, type, category, description, template_content, tags, version, created_by)
    VALUES (template_data ->> 'name', template_data ->> 'type', template_data ->> 'category',
            template_data ->> 'description', template_data -> 'template_content',
            coalesce(template_data -> 'tags', '[]'), coalesce(template_data ->> 'version', '1.0.0'),
            coalesce(template_data ->> 'created_by', session_user))
    ON CONFLICT (name, type, version) DO UPDATE
       SET category = excluded.category, description = excluded.description,
           template_content = excluded.template_content, tags = excluded.tags, is_active = true
    RETURNING *
$$;

CREATE FUNCTION getTemplate(template_name text, template_type text) RETURNS SETOF templates
LANGUAGE sql AS $$
    -- Reading a template is using it: the newest active version counts one up.
    UPDATE templates t
       SET usage_count = t.usage_count + 1
     WHERE t.id = (SELECT n.id FROM templates n
                    WHERE n.name = template_name AND n.type = template_type AND n.is_active
                    ORDER BY string_to_array(n.version, '.')::integer[] DESC
                    LIMIT 1)
    RETURNING t.*
$$;

CREATE FUNCTION searchKnowledge(search text, max_results integer DEFAULT 10)
RETURNS TABLE (knowledge_id uuid, title text, content_type text, rank real, headline text)
LANGUAGE sql STABLE AS $$
    SELECT k.id, k.title, k.content_type, k.rank, ts_headline('english', k.content, k.query)
      FROM (SELECT b.id, b.title, b.content, b.content_type, q.query,
                   (ts_rank(to_tsvector('english', b.title || ' ' || b.content), q.query)
                    * (0.5 + b.relevance_score))::real AS rank
              FROM knowledge_base b, websearch_to_tsquery('english', search) AS q (query)
             WHERE to_tsvector('english', b.title || ' ' || b.content) @@ q.query
             ORDER BY rank DESC
             LIMIT max_results) k
     ORDER BY k.rank DESC
$$;

COMMENT ON FUNCTION saveTemplate(jsonb) IS 'Adds a version of a template, or replaces that version.';
COMMENT ON FUNCTION getTemplate(text, text) IS 'The newest active version; counts as a use.';
COMMENT ON FUNCTION searchKnowledge(text, integer) IS 'Full-text search, weighted by relevance_score.';

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
