-- Semantic Kernel: the schema that comes before all migrations.
--
-- Accounts, conversations, skills and what they did, usage and audit. Embeddings, search, rate limits and
-- backups follow as V002 to V005; V001 adds the history that they are recorded in.

CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- ---------------------------------------------------------------------------------------------------------
-- Core application
-- ---------------------------------------------------------------------------------------------------------

CREATE TABLE users (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    username        text NOT NULL,
    email           text NOT NULL,
    password_hash   text NOT NULL,
    display_name    text,
    is_active       boolean NOT NULL DEFAULT true,
    is_verified     boolean NOT NULL DEFAULT false,
    verified_at     timestamptz,
    metadata        jsonb NOT NULL DEFAULT '{}',
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    last_login_at   timestamptz,
    CONSTRAINT users_username_key UNIQUE (username),
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_username_check CHECK (username ~ '^[a-z0-9][a-z0-9_.-]{1,62}$'),
    CONSTRAINT users_email_check CHECK (email LIKE '%_@_%'),
    -- Only a hash may ever be stored here; anything that does not look like bcrypt is refused.
    CONSTRAINT users_password_hash_check CHECK (password_hash ~ '^\$2[abxy]\$[0-9]{2}\$[./A-Za-z0-9]{53}$'),
    CONSTRAINT users_verified_check CHECK (is_verified = (verified_at IS NOT NULL)),
    CONSTRAINT users_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);

CREATE TABLE roles (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name            text NOT NULL,
    description     text NOT NULL DEFAULT '',
    permissions     jsonb NOT NULL DEFAULT '[]',
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT roles_name_key UNIQUE (name),
    CONSTRAINT roles_permissions_check CHECK (jsonb_typeof(permissions) = 'array')
);

CREATE TABLE user_roles (
    user_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role_id         uuid NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
    assigned_by     uuid REFERENCES users (id) ON DELETE SET NULL,
    assigned_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (user_id, role_id)
);

CREATE TABLE sessions (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id             uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash          bytea NOT NULL,
    refresh_token_hash  bytea NOT NULL,
    ip_address          inet,
    user_agent          text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    last_seen_at        timestamptz NOT NULL DEFAULT now(),
    expires_at          timestamptz NOT NULL,
    refresh_expires_at  timestamptz NOT NULL,
    revoked_at          timestamptz,
    CONSTRAINT sessions_token_hash_key UNIQUE (token_hash),
    CONSTRAINT sessions_refresh_token_hash_key UNIQUE (refresh_token_hash),
    CONSTRAINT sessions_expiry_check CHECK (created_at < expires_at AND expires_at <= refresh_expires_at)
);

-- ---------------------------------------------------------------------------------------------------------
-- Semantic Kernel domain
-- ---------------------------------------------------------------------------------------------------------

CREATE TABLE conversations (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title           text NOT NULL DEFAULT 'New conversation',
    context         jsonb NOT NULL DEFAULT '{}',
    metadata        jsonb NOT NULL DEFAULT '{}',
    is_archived     boolean NOT NULL DEFAULT false,
    archived_at     timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT conversations_archived_check CHECK (is_archived = (archived_at IS NOT NULL)),
    CONSTRAINT conversations_context_check CHECK (jsonb_typeof(context) = 'object'),
    CONSTRAINT conversations_metadata_check CHECK (jsonb_typeof(metadata) = 'object')
);

CREATE TABLE messages (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    conversation_id     uuid NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    parent_message_id   uuid REFERENCES messages (id) ON DELETE SET NULL,
    role                text NOT NULL,
    content             text NOT NULL,
    model               text,
    prompt_tokens       integer NOT NULL DEFAULT 0,
    completion_tokens   integer NOT NULL DEFAULT 0,
    tokens_used         integer NOT NULL GENERATED ALWAYS AS (prompt_tokens + completion_tokens) STORED,
    metadata            jsonb NOT NULL DEFAULT '{}',
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT messages_role_check CHECK (role IN ('system', 'user', 'assistant', 'tool')),
    CONSTRAINT messages_tokens_check CHECK (prompt_tokens >= 0 AND completion_tokens >= 0)
);

CREATE TABLE semantic_memories (
    id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id             uuid REFERENCES users (id) ON DELETE CASCADE,
    collection          text NOT NULL,
    key                 text NOT NULL,
    content             text NOT NULL,
    description         text,
    qdrant_collection   text,
    qdrant_point_id     uuid,
    metadata            jsonb NOT NULL DEFAULT '{}',
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT semantic_memories_key_key UNIQUE (collection, key),
    CONSTRAINT semantic_memories_point_key UNIQUE (qdrant_collection, qdrant_point_id),
    CONSTRAINT semantic_memories_qdrant_check CHECK (num_nonnulls(qdrant_collection, qdrant_point_id) <> 1)
);

CREATE TABLE skills (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name            text NOT NULL,
    version         text NOT NULL DEFAULT '1.0.0',
    category        text NOT NULL,
    description     text NOT NULL DEFAULT '',
    kind            text NOT NULL DEFAULT 'semantic',
    parameters      jsonb NOT NULL DEFAULT '[]',
    prompt_template text,
    is_enabled      boolean NOT NULL DEFAULT true,
    created_by      uuid REFERENCES users (id) ON DELETE SET NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT skills_name_version_key UNIQUE (name, version),
    CONSTRAINT skills_kind_check CHECK (kind IN ('semantic', 'native')),
    CONSTRAINT skills_parameters_check CHECK (jsonb_typeof(parameters) = 'array')
);

CREATE TABLE planner_executions (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id         uuid REFERENCES users (id) ON DELETE SET NULL,
    conversation_id uuid REFERENCES conversations (id) ON DELETE SET NULL,
    goal            text NOT NULL,
    plan            jsonb NOT NULL DEFAULT '[]',
    status          text NOT NULL DEFAULT 'pending',
    steps_total     integer NOT NULL DEFAULT 0,
    steps_completed integer NOT NULL DEFAULT 0,
    error_message   text,
    started_at      timestamptz NOT NULL DEFAULT now(),
    completed_at    timestamptz,
    CONSTRAINT planner_executions_status_check
        CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
    CONSTRAINT planner_executions_steps_check CHECK (steps_completed BETWEEN 0 AND steps_total),
    CONSTRAINT planner_executions_error_check CHECK (error_message IS NULL OR status = 'failed'),
    CONSTRAINT planner_executions_end_check CHECK (completed_at >= started_at)
);

CREATE TABLE function_executions (
    id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    skill_id                uuid NOT NULL REFERENCES skills (id) ON DELETE CASCADE,
    planner_execution_id    uuid REFERENCES planner_executions (id) ON DELETE SET NULL,
    conversation_id         uuid REFERENCES conversations (id) ON DELETE SET NULL,
    user_id                 uuid REFERENCES users (id) ON DELETE SET NULL,
    function_name           text NOT NULL,
    input                   jsonb NOT NULL DEFAULT '{}',
    output                  jsonb,
    status                  text NOT NULL,
    error_message           text,
    execution_time_ms       integer NOT NULL,
    tokens_used             integer NOT NULL DEFAULT 0,
    started_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT function_executions_status_check CHECK (status IN ('success', 'error', 'timeout')),
    CONSTRAINT function_executions_error_check CHECK ((status = 'success') = (error_message IS NULL)),
    CONSTRAINT function_executions_numbers_check CHECK (execution_time_ms >= 0 AND tokens_used >= 0)
);

-- ---------------------------------------------------------------------------------------------------------
-- Usage and audit
-- ---------------------------------------------------------------------------------------------------------

CREATE TABLE api_usage (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id             uuid REFERENCES users (id) ON DELETE SET NULL,
    endpoint            text NOT NULL,
    method              text NOT NULL,
    status_code         smallint NOT NULL,
    response_time_ms    integer NOT NULL,
    model               text,
    prompt_tokens       integer NOT NULL DEFAULT 0,
    cached_tokens       integer NOT NULL DEFAULT 0,
    completion_tokens   integer NOT NULL DEFAULT 0,
    cost                numeric(14, 8) NOT NULL DEFAULT 0,
    created_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT api_usage_method_check CHECK (method IN ('GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
    CONSTRAINT api_usage_status_check CHECK (status_code BETWEEN 100 AND 599),
    CONSTRAINT api_usage_numbers_check
        CHECK (response_time_ms >= 0 AND prompt_tokens >= 0 AND completion_tokens >= 0 AND cost >= 0
               AND cached_tokens BETWEEN 0 AND prompt_tokens)
);

CREATE TABLE audit_logs (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id         uuid REFERENCES users (id) ON DELETE SET NULL,
    action          text NOT NULL,
    entity_type     text,
    entity_id       text,
    changes         jsonb NOT NULL DEFAULT '{}',
    ip_address      inet,
    user_agent      text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT audit_logs_action_check CHECK (action <> '')
);

-- ---------------------------------------------------------------------------------------------------------
-- Indexes
-- ---------------------------------------------------------------------------------------------------------

CREATE INDEX idx_users_created_at ON users (created_at);
CREATE INDEX idx_users_last_login_at ON users (last_login_at DESC NULLS LAST);
CREATE INDEX idx_users_metadata ON users USING gin (metadata);
CREATE INDEX idx_roles_permissions ON roles USING gin (permissions);
CREATE INDEX idx_user_roles_role ON user_roles (role_id);
CREATE INDEX idx_user_roles_assigned_by ON user_roles (assigned_by);
CREATE INDEX idx_sessions_user ON sessions (user_id);
CREATE INDEX idx_sessions_expires_at ON sessions (expires_at);
CREATE INDEX idx_sessions_active ON sessions (user_id, expires_at) WHERE revoked_at IS NULL;

CREATE INDEX idx_conversations_created_at ON conversations (created_at);
CREATE INDEX idx_messages_parent ON messages (parent_message_id);
CREATE INDEX idx_semantic_memories_user ON semantic_memories (user_id);
CREATE INDEX idx_semantic_memories_metadata ON semantic_memories USING gin (metadata);
CREATE INDEX idx_skills_category ON skills (category);
CREATE INDEX idx_skills_created_by ON skills (created_by);
CREATE INDEX idx_skills_parameters ON skills USING gin (parameters);
CREATE INDEX idx_planner_executions_user ON planner_executions (user_id, started_at DESC);
CREATE INDEX idx_planner_executions_conversation ON planner_executions (conversation_id);
CREATE INDEX idx_planner_executions_status ON planner_executions (status);
CREATE INDEX idx_function_executions_skill ON function_executions (skill_id, started_at DESC);
CREATE INDEX idx_function_executions_planner ON function_executions (planner_execution_id);
CREATE INDEX idx_function_executions_conversation ON function_executions (conversation_id);
CREATE INDEX idx_function_executions_user ON function_executions (user_id);
CREATE INDEX idx_function_executions_status ON function_executions (status, started_at DESC);
CREATE INDEX idx_function_executions_errors ON function_executions (started_at DESC) WHERE status = 'error';

CREATE INDEX idx_api_usage_user ON api_usage (user_id, created_at DESC);
CREATE INDEX idx_api_usage_endpoint ON api_usage (endpoint, created_at DESC);
CREATE INDEX idx_api_usage_created_at ON api_usage (created_at);
CREATE INDEX idx_audit_logs_user ON audit_logs (user_id, created_at DESC);
CREATE INDEX idx_audit_logs_entity ON audit_logs (entity_type, entity_id);
CREATE INDEX idx_audit_logs_action ON audit_logs (action, created_at DESC);
CREATE INDEX idx_audit_logs_changes ON audit_logs USING gin (changes);

-- ---------------------------------------------------------------------------------------------------------
-- Functions and triggers
-- ---------------------------------------------------------------------------------------------------------

CREATE FUNCTION touch_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END
$$;

CREATE TRIGGER users_touch BEFORE UPDATE ON users
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER conversations_touch BEFORE UPDATE ON conversations
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER semantic_memories_touch BEFORE UPDATE ON semantic_memories
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER skills_touch BEFORE UPDATE ON skills
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE FUNCTION authenticate_user(p_username text, p_password text, p_ip_address inet DEFAULT NULL)
RETURNS TABLE (user_id uuid, username text, roles text[], permissions jsonb)
LANGUAGE plpgsql AS $$
DECLARE
    account users%ROWTYPE;
    -- Hashing against this one keeps an unknown name as slow as a known one.
    nobody  CONSTANT text := '$2a$05$wp7/FcAxKOFV8noaAl/CROj2rCwTx.ozBaihFbMIIsgOaG7Cu.a7S';
BEGIN
    SELECT u.* INTO account FROM users u WHERE u.username = p_username AND u.is_active;
    IF crypt(p_password, coalesce(account.password_hash, nobody)) IS DISTINCT FROM account.password_hash THEN
        INSERT INTO audit_logs (user_id, action, entity_type, entity_id, changes, ip_address)
        VALUES (account.id, 'login.failed', 'user', p_username, '{}', p_ip_address);
        RETURN;
    END IF;

    UPDATE users u SET last_login_at = now() WHERE u.id = account.id;
    INSERT INTO audit_logs (user_id, action, entity_type, entity_id, changes, ip_address)
    VALUES (account.id, 'login', 'user', account.id::text, '{}', p_ip_address);
    RETURN QUERY
        SELECT account.id,
               account.username,
               coalesce(array_agg(r.name ORDER BY r.name) FILTER (WHERE r.id IS NOT NULL), '{}'),
               coalesce((SELECT jsonb_agg(DISTINCT p.name)
                           FROM user_roles x
                           JOIN roles y ON y.id = x.role_id
                          CROSS JOIN LATERAL jsonb_array_elements_text(y.permissions) AS p (name)
                          WHERE x.user_id = account.id), '[]')
          FROM user_roles ur
          JOIN roles r ON r.id = ur.role_id
         WHERE ur.user_id = account.id;
END
$$;

CREATE FUNCTION create_session(p_user_id uuid, p_ip_address inet DEFAULT NULL, p_user_agent text DEFAULT NULL,
                               p_lifetime interval DEFAULT '1 hour', p_refresh_lifetime interval DEFAULT '30 days')
RETURNS TABLE (session_id uuid, session_token text, refresh_token text, expires_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
    session_token := encode(gen_random_bytes(32), 'hex');
    refresh_token := encode(gen_random_bytes(32), 'hex');
    INSERT INTO sessions AS s (user_id, token_hash, refresh_token_hash, ip_address, user_agent,
                               expires_at, refresh_expires_at)
    VALUES (p_user_id, sha256(convert_to(session_token, 'UTF8')), sha256(convert_to(refresh_token, 'UTF8')),
            p_ip_address, p_user_agent, now() + p_lifetime, now() + greatest(p_lifetime, p_refresh_lifetime))
    RETURNING s.id, s.expires_at INTO session_id, expires_at;
    RETURN NEXT;
END
$$;

CREATE FUNCTION cleanup_expired_sessions() RETURNS bigint
LANGUAGE sql AS $$
    WITH gone AS (
        DELETE FROM sessions
         WHERE refresh_expires_at < now() OR revoked_at < now() - interval '7 days'
        RETURNING 1)
    SELECT count(*) FROM gone
$$;

CREATE FUNCTION get_user_conversations(p_user_id uuid, p_limit integer DEFAULT 50,
                                       p_include_archived boolean DEFAULT false)
RETURNS TABLE (conversation_id uuid, title text, is_archived boolean, message_count bigint,
               tokens_used bigint, last_message_at timestamptz, updated_at timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT c.id, c.title, c.is_archived, m.messages, m.tokens, m.last_at, c.updated_at
      FROM (SELECT * FROM conversations
             WHERE user_id = p_user_id AND (p_include_archived OR NOT is_archived)
             ORDER BY updated_at DESC
             LIMIT p_limit) c
     CROSS JOIN LATERAL (
            SELECT count(*) AS messages, coalesce(sum(x.tokens_used), 0) AS tokens, max(x.created_at) AS last_at
              FROM messages x
             WHERE x.conversation_id = c.id) m
     ORDER BY c.updated_at DESC
$$;

CREATE FUNCTION get_api_usage_stats(p_user_id uuid DEFAULT NULL, p_days integer DEFAULT 7)
RETURNS TABLE (day date, endpoint text, requests bigint, errors bigint, tokens bigint, cost numeric,
               mean_response_ms numeric, p95_response_ms double precision)
LANGUAGE sql STABLE AS $$
    SELECT (u.created_at AT TIME ZONE 'UTC')::date,
           u.endpoint,
           count(*),
           count(*) FILTER (WHERE u.status_code >= 400),
           sum(u.prompt_tokens + u.completion_tokens),
           sum(u.cost),
           round(avg(u.response_time_ms), 1),
           percentile_cont(0.95) WITHIN GROUP (ORDER BY u.response_time_ms)
      FROM api_usage u
     WHERE (p_user_id IS NULL OR u.user_id = p_user_id)
       AND u.created_at >= now() - make_interval(days => p_days)
     GROUP BY 1, 2
     ORDER BY 1, 2
$$;

-- ---------------------------------------------------------------------------------------------------------
-- Views: what is cheap is read live, what has to count many rows comes from a materialized view beside it
-- ---------------------------------------------------------------------------------------------------------

CREATE MATERIALIZED VIEW mv_user_activity AS
SELECT u.id                                                             AS user_id,
       count(DISTINCT c.id)                                             AS conversations,
       count(m.id)                                                      AS messages,
       coalesce(sum(m.tokens_used), 0)::bigint                          AS tokens_used,
       max(m.created_at)                                                AS last_message_at
  FROM users u
  LEFT JOIN conversations c ON c.user_id = u.id
  LEFT JOIN messages m ON m.conversation_id = c.id
 GROUP BY u.id;

CREATE UNIQUE INDEX idx_mv_user_activity_user ON mv_user_activity (user_id);

CREATE VIEW v_active_users AS
SELECT u.id, u.username, u.email, u.display_name, u.is_verified, u.last_login_at,
       coalesce(r.names, '{}')              AS roles,
       coalesce(a.conversations, 0)         AS conversations,
       coalesce(a.messages, 0)              AS messages,
       coalesce(a.tokens_used, 0)           AS tokens_used,
       a.last_message_at
  FROM users u
  LEFT JOIN mv_user_activity a ON a.user_id = u.id
  LEFT JOIN LATERAL (
        SELECT array_agg(roles.name ORDER BY roles.name) AS names
          FROM user_roles JOIN roles ON roles.id = user_roles.role_id
         WHERE user_roles.user_id = u.id) r ON true
 WHERE u.is_active;

CREATE MATERIALIZED VIEW mv_conversation_summary AS
SELECT m.conversation_id,
       count(*)                                         AS message_count,
       sum(m.tokens_used)::bigint                       AS tokens_used,
       min(m.created_at)                                AS first_message_at,
       max(m.created_at)                                AS last_message_at
  FROM messages m
 GROUP BY m.conversation_id;

CREATE UNIQUE INDEX idx_mv_conversation_summary_conversation ON mv_conversation_summary (conversation_id);

CREATE VIEW v_recent_conversations AS
SELECT c.id, c.title, u.username, c.is_archived, c.updated_at,
       coalesce(s.message_count, 0)         AS message_count,
       coalesce(s.tokens_used, 0)           AS tokens_used,
       s.last_message_at
  FROM conversations c
  JOIN users u ON u.id = c.user_id
  LEFT JOIN mv_conversation_summary s ON s.conversation_id = c.id
 WHERE c.updated_at >= now() - interval '30 days';

-- ---------------------------------------------------------------------------------------------------------
-- Comments
-- ---------------------------------------------------------------------------------------------------------

COMMENT ON TABLE users IS 'Accounts.';
COMMENT ON COLUMN users.password_hash IS 'bcrypt; checked by authenticate_user.';
COMMENT ON TABLE roles IS 'Named sets of permissions.';
COMMENT ON COLUMN roles.permissions IS 'A JSON array of names such as "conversation.read".';
COMMENT ON TABLE user_roles IS 'Who has which role, and who gave it.';
COMMENT ON TABLE sessions IS 'Logins; tokens are kept as SHA-256 only.';
COMMENT ON TABLE conversations IS 'Chat sessions.';
COMMENT ON COLUMN conversations.context IS 'Variables of the kernel that hold for the whole conversation.';
COMMENT ON TABLE messages IS 'What was said in a conversation.';
COMMENT ON COLUMN messages.tokens_used IS 'prompt_tokens + completion_tokens.';
COMMENT ON TABLE semantic_memories IS 'Remembered texts; their vectors lie in Qdrant, in embeddings, or in both.';
COMMENT ON COLUMN semantic_memories.qdrant_point_id IS 'The point in qdrant_collection that holds the vector.';
COMMENT ON TABLE skills IS 'Registered skills (plug-ins) and their prompts.';
COMMENT ON TABLE planner_executions IS 'Plans that the planner made and how they ended.';
COMMENT ON TABLE function_executions IS 'Calls of a skill''s functions.';
COMMENT ON COLUMN function_executions.execution_time_ms IS 'Milliseconds.';
COMMENT ON TABLE api_usage IS 'One row a request to the API.';
COMMENT ON COLUMN api_usage.cached_tokens IS 'The part of prompt_tokens that was read from the provider''s cache.';
COMMENT ON COLUMN api_usage.cost IS 'US dollars.';
COMMENT ON TABLE audit_logs IS 'Who did what to which entity.';
COMMENT ON COLUMN audit_logs.changes IS 'Old and new values, by column.';
COMMENT ON FUNCTION authenticate_user(text, text, inet) IS
    'One row when name and password are right, none otherwise; both end in the audit log.';
COMMENT ON FUNCTION create_session(uuid, inet, text, interval, interval) IS
    'Returns the two tokens; they cannot be read again later.';
COMMENT ON FUNCTION cleanup_expired_sessions() IS 'Removes sessions that cannot be refreshed any more; returns how many.';
COMMENT ON FUNCTION get_user_conversations(uuid, integer, boolean) IS 'A user''s conversations, newest first.';
COMMENT ON FUNCTION get_api_usage_stats(uuid, integer) IS 'Requests, errors, tokens and cost by UTC day and endpoint.';
COMMENT ON VIEW v_active_users IS 'Active users with their roles; the counts are as old as mv_user_activity.';
COMMENT ON VIEW v_recent_conversations IS
    'Conversations of the last 30 days; the counts are as old as mv_conversation_summary.';
