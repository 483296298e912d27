-- The components of the system, what they report and what they say to each other.

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

CREATE INDEX idx_components_health ON components (health_status);
CREATE INDEX idx_events_created_at ON events (created_at DESC);
CREATE INDEX idx_events_composite_workflow_type ON events(workflow_id, event_type, created_at DESC);
CREATE INDEX idx_events_task ON events (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX idx_events_correlation ON events (correlation_id) WHERE correlation_id IS NOT NULL;
CREATE INDEX idx_events_trace ON events (trace_id) WHERE trace_id IS NOT NULL;
CREATE INDEX idx_events_severe ON events (created_at DESC) WHERE severity IN ('error', 'critical');
CREATE INDEX idx_component_communications_pair ON component_communications (source_component, target_component, sent_at DESC);
CREATE INDEX idx_component_communications_open ON component_communications (sent_at) WHERE status IN ('pending', 'sent');

CREATE TRIGGER components_touch BEFORE UPDATE ON components
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
