"""Metrics, learning and telemetry: nine tables and the twenty-three indexes their questions need."""

from alembic import op

revision = "0031_metrics_learning"
down_revision = "0ab632cc0bcb"
branch_labels = None
depends_on = None


def upgrade():
    # Metrics
    op.execute("""
        CREATE TABLE llm_metrics (
            id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at         timestamptz NOT NULL DEFAULT now(),
            provider           text NOT NULL,
            model              text NOT NULL,
            operation          text NOT NULL DEFAULT 'chat',
            status             text NOT NULL DEFAULT 'success',
            error_type         text,
            attempt            smallint NOT NULL DEFAULT 1,
            input_tokens       integer NOT NULL DEFAULT 0,
            cached_tokens      integer NOT NULL DEFAULT 0,
            output_tokens      integer NOT NULL DEFAULT 0,
            tokens             integer NOT NULL GENERATED ALWAYS AS (input_tokens + output_tokens) STORED,
            cost               numeric(14, 8) NOT NULL DEFAULT 0,
            latency            integer NOT NULL,
            first_token_ms     integer,
            user_id            bigint,
            team               text,
            task_id            bigint,
            conversation_id    uuid,
            request_id         uuid NOT NULL DEFAULT gen_random_uuid(),
            CONSTRAINT llm_metrics_operation_check CHECK (operation IN ('chat', 'completion', 'embedding', 'rerank')),
            CONSTRAINT llm_metrics_status_check CHECK (status IN ('success', 'error', 'timeout')),
            CONSTRAINT llm_metrics_error_check CHECK ((status = 'success') = (error_type IS NULL)),
            CONSTRAINT llm_metrics_attempt_check CHECK (attempt >= 1),
            CONSTRAINT llm_metrics_tokens_check
                CHECK (input_tokens >= 0 AND output_tokens >= 0 AND cached_tokens BETWEEN 0 AND input_tokens),
            CONSTRAINT llm_metrics_cost_check CHECK (cost >= 0),
            CONSTRAINT llm_metrics_latency_check CHECK (latency >= 0 AND first_token_ms BETWEEN 0 AND latency)
        )
    """)
    op.execute("""
        CREATE TABLE rag_metrics (
            id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at           timestamptz NOT NULL DEFAULT now(),
            task_id              bigint,
            collection           text NOT NULL,
            strategy             text NOT NULL DEFAULT 'hybrid',
            chunks_retrieved     integer NOT NULL,
            chunks_used          integer NOT NULL DEFAULT 0,
            top_score            real,
            retrieval_latency_ms integer NOT NULL,
            CONSTRAINT rag_metrics_strategy_check CHECK (strategy IN ('vector', 'keyword', 'hybrid')),
            CONSTRAINT rag_metrics_chunks_check CHECK (chunks_used BETWEEN 0 AND chunks_retrieved),
            CONSTRAINT rag_metrics_latency_check CHECK (retrieval_latency_ms >= 0)
        )
    """)
    op.execute("""
        CREATE TABLE task_metrics (
            id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at         timestamptz NOT NULL DEFAULT now(),
            task_id            bigint NOT NULL,
            task_type          text NOT NULL,
            status             text NOT NULL,
            user_id            bigint,
            team               text,
            llm_iterations     integer NOT NULL DEFAULT 0,
            completion_time_ms bigint NOT NULL,
            cost               numeric(14, 8) NOT NULL DEFAULT 0,
            CONSTRAINT task_metrics_status_check CHECK (status IN ('succeeded', 'failed', 'cancelled')),
            CONSTRAINT task_metrics_numbers_check
                CHECK (llm_iterations >= 0 AND completion_time_ms >= 0 AND cost >= 0)
        )
    """)

    # Learning
    op.execute("""
        CREATE TABLE learning_suggestions (
            id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at    timestamptz NOT NULL DEFAULT now(),
            user_id       bigint,
            task_id       bigint,
            category      text NOT NULL,
            feedback_type text NOT NULL,
            rating        smallint,
            comment       text,
            CONSTRAINT learning_suggestions_feedback_check
                CHECK (feedback_type IN ('accepted', 'edited', 'rejected', 'ignored')),
            CONSTRAINT learning_suggestions_rating_check CHECK (rating BETWEEN 1 AND 5)
        )
    """)
    op.execute("""
        CREATE TABLE learning_insights (
            id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at   timestamptz NOT NULL DEFAULT now(),
            insight_type text NOT NULL,
            description  text NOT NULL,
            confidence   numeric(4, 3) NOT NULL,
            evidence     jsonb NOT NULL DEFAULT '{}',
            CONSTRAINT learning_insights_confidence_check CHECK (confidence BETWEEN 0 AND 1)
        )
    """)
    op.execute("""
        CREATE TABLE learning_patterns (
            id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            pattern_type     text NOT NULL,
            pattern_key      text NOT NULL,
            detection_count  integer NOT NULL DEFAULT 1,
            first_detected   timestamptz NOT NULL DEFAULT now(),
            last_detected    timestamptz NOT NULL DEFAULT now(),
            details          jsonb NOT NULL DEFAULT '{}',
            CONSTRAINT learning_patterns_count_check CHECK (detection_count >= 1),
            CONSTRAINT learning_patterns_order_check CHECK (last_detected >= first_detected)
        )
    """)

    # Telemetry
    op.execute("""
        CREATE TABLE telemetry_events (
            id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at timestamptz NOT NULL DEFAULT now(),
            event_type text NOT NULL,
            event_data jsonb NOT NULL DEFAULT '{}',
            session_id uuid,
            user_id    bigint,
            client     text NOT NULL DEFAULT 'unknown'
        )
    """)
    op.execute("""
        CREATE TABLE performance_metrics (
            id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at    timestamptz NOT NULL DEFAULT now(),
            metric_name   text NOT NULL,
            component     text NOT NULL,
            value         double precision NOT NULL,
            unit          text NOT NULL DEFAULT 'ms',
            sample_count  integer NOT NULL DEFAULT 1,
            percentile_50 double precision,
            percentile_95 double precision,
            percentile_99 double precision,
            CONSTRAINT performance_metrics_samples_check CHECK (sample_count >= 1)
        )
    """)
    op.execute("""
        CREATE TABLE error_events (
            id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            created_at  timestamptz NOT NULL DEFAULT now(),
            error_type  text NOT NULL,
            severity    text NOT NULL,
            message     text NOT NULL,
            stack_trace text,
            component   text NOT NULL DEFAULT 'backend',
            session_id  uuid,
            user_id     bigint,
            resolved_at timestamptz,
            CONSTRAINT error_events_severity_check
                CHECK (severity IN ('debug', 'info', 'warning', 'error', 'critical')),
            CONSTRAINT error_events_resolved_check CHECK (resolved_at >= created_at)
        )
    """)

    # Twenty-three indexes beside the primary keys
    op.execute("""CREATE INDEX ix_llm_metrics_created_at ON llm_metrics (created_at)""")
    op.execute("""CREATE INDEX ix_llm_metrics_model_created_at ON llm_metrics (model, created_at)""")
    op.execute("""CREATE INDEX ix_llm_metrics_provider_created_at ON llm_metrics (provider, created_at)""")
    op.execute("""CREATE INDEX ix_llm_metrics_user_created_at ON llm_metrics (user_id, created_at)""")
    op.execute("""CREATE INDEX ix_llm_metrics_task_id ON llm_metrics (task_id) WHERE task_id IS NOT NULL""")
    op.execute("""CREATE INDEX ix_rag_metrics_created_at ON rag_metrics (created_at)""")
    op.execute("""CREATE INDEX ix_rag_metrics_task_id ON rag_metrics (task_id)""")
    op.execute("""CREATE INDEX ix_task_metrics_created_at ON task_metrics (created_at)""")
    op.execute("""CREATE INDEX ix_task_metrics_status ON task_metrics (status, created_at)""")
    op.execute("""CREATE UNIQUE INDEX ux_task_metrics_task_id ON task_metrics (task_id)""")
    op.execute("""CREATE INDEX ix_learning_suggestions_created_at ON learning_suggestions (created_at)""")
    op.execute("""CREATE INDEX ix_learning_suggestions_category ON learning_suggestions (category, feedback_type)""")
    op.execute("""CREATE INDEX ix_learning_suggestions_user_id ON learning_suggestions (user_id)""")
    op.execute("""CREATE INDEX ix_learning_insights_created_at ON learning_insights (created_at)""")
    op.execute("""CREATE INDEX ix_learning_insights_type ON learning_insights (insight_type, confidence DESC)""")
    op.execute("""CREATE UNIQUE INDEX ux_learning_patterns_key ON learning_patterns (pattern_type, pattern_key)""")
    op.execute("""CREATE INDEX ix_learning_patterns_count ON learning_patterns (detection_count DESC)""")
    op.execute("""CREATE INDEX ix_telemetry_events_type ON telemetry_events (event_type, created_at)""")
    op.execute("""CREATE INDEX ix_telemetry_events_session ON telemetry_events (session_id, created_at)""")
    op.execute("""CREATE INDEX ix_performance_metrics_name ON performance_metrics (metric_name, created_at)""")
    op.execute("""CREATE INDEX ix_performance_metrics_created_at ON performance_metrics (created_at)""")
    op.execute("""CREATE INDEX ix_error_events_type ON error_events (error_type, created_at)""")
    op.execute("""
        CREATE INDEX ix_error_events_open ON error_events (severity, created_at) WHERE resolved_at IS NULL
    """)

    op.execute("""COMMENT ON TABLE llm_metrics IS 'One row an attempt to call a model.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.attempt IS '1 for the first try, 2 and up for its retries; a retry repeats request_id.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.input_tokens IS 'Prompt tokens, those read from the cache included.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.cached_tokens IS 'The part of input_tokens that came from the provider''s prompt cache.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.tokens IS 'input_tokens + output_tokens.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.cost IS 'US dollars at the price of the moment; failed attempts cost nothing.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.latency IS 'Milliseconds until the last token.'""")
    op.execute("""COMMENT ON COLUMN llm_metrics.first_token_ms IS 'Milliseconds until the first token; null when nothing was streamed.'""")
    op.execute("""COMMENT ON TABLE rag_metrics IS 'One row a retrieval.'""")
    op.execute("""COMMENT ON TABLE task_metrics IS 'One row a finished task, with what its model calls cost together.'""")
    op.execute("""COMMENT ON TABLE learning_suggestions IS 'What people did with a suggestion, and how they rated it.'""")
    op.execute("""COMMENT ON TABLE learning_insights IS 'Patterns that the feedback analyser found worth telling.'""")
    op.execute("""COMMENT ON COLUMN learning_insights.confidence IS '0 to 1.'""")
    op.execute("""COMMENT ON TABLE learning_patterns IS 'Common patterns, counted each time they are seen.'""")
    op.execute("""COMMENT ON TABLE telemetry_events IS 'Raw events of the clients.'""")
    op.execute("""COMMENT ON TABLE performance_metrics IS 'Measurements of the backend, summed up per minute and component.'""")
    op.execute("""COMMENT ON TABLE error_events IS 'Errors of all components; resolved_at is null while one is open.'""")


def downgrade():
    op.execute("""DROP TABLE error_events""")
    op.execute("""DROP TABLE performance_metrics""")
    op.execute("""DROP TABLE telemetry_events""")
    op.execute("""DROP TABLE learning_patterns""")
    op.execute("""DROP TABLE learning_insights""")
    op.execute("""DROP TABLE learning_suggestions""")
    op.execute("""DROP TABLE task_metrics""")
    op.execute("""DROP TABLE rag_metrics""")
    op.execute("""DROP TABLE llm_metrics""")
