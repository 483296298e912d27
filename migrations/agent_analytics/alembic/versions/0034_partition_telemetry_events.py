"""Partition telemetry_events by month, so that old months can be dropped instead of deleted."""

from alembic import op

revision = "0034_partition_telemetry_events"
down_revision = "0031_metrics_learning"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""ALTER TABLE telemetry_events RENAME TO telemetry_events_before_0034""")
    op.execute("""ALTER TABLE telemetry_events_before_0034 RENAME CONSTRAINT telemetry_events_pkey TO telemetry_events_before_0034_pkey""")
    op.execute("""ALTER SEQUENCE telemetry_events_id_seq RENAME TO telemetry_events_before_0034_id_seq""")
    op.execute("""DROP INDEX ix_telemetry_events_type""")
    op.execute("""DROP INDEX ix_telemetry_events_session""")
    op.execute("""CREATE SEQUENCE telemetry_events_id_seq AS bigint""")
    # A plain sequence, not IDENTITY: partitioned tables take identity columns only since PostgreSQL 17.
    op.execute("""
        CREATE TABLE telemetry_events (
            id         bigint NOT NULL DEFAULT nextval('telemetry_events_id_seq'),
            created_at timestamptz NOT NULL DEFAULT now(),
            event_type text NOT NULL,
            event_data jsonb NOT NULL DEFAULT '{}',
            session_id uuid,
            user_id    bigint,
            client     text NOT NULL DEFAULT 'unknown',
            CONSTRAINT telemetry_events_pkey PRIMARY KEY (id, created_at)
        ) PARTITION BY RANGE (created_at)
    """)
    op.execute("""ALTER SEQUENCE telemetry_events_id_seq OWNED BY telemetry_events.id""")
    op.execute("""CREATE TABLE telemetry_events_default PARTITION OF telemetry_events DEFAULT""")
    op.execute("""
        CREATE FUNCTION ensure_telemetry_partitions(first_month date, last_month date) RETURNS integer
        LANGUAGE plpgsql AS $$
        DECLARE
            month   timestamptz := date_trunc('month', first_month::timestamp) AT TIME ZONE 'UTC';
            last    timestamptz := date_trunc('month', last_month::timestamp) AT TIME ZONE 'UTC';
            name    text;
            created integer := 0;
        BEGIN
            WHILE month <= last LOOP
                name := 'telemetry_events_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
                IF to_regclass(name) IS NULL THEN
                    EXECUTE format('CREATE TABLE %I PARTITION OF telemetry_events FOR VALUES FROM (%L) TO (%L)',
                                   name, month, month + interval '1 month');
                    created := created + 1;
                END IF;
                month := month + interval '1 month';
            END LOOP;
            RETURN created;
        END
        $$
    """)
    # Month steps are taken in UTC, whatever the session's zone is: bounds must not depend on who runs this.
    op.execute("""ALTER FUNCTION ensure_telemetry_partitions(date, date) SET TimeZone = 'UTC'""")
    op.execute("""
        SELECT ensure_telemetry_partitions((min(created_at) AT TIME ZONE 'UTC')::date,
                                           (max(created_at) AT TIME ZONE 'UTC')::date)
          FROM telemetry_events_before_0034
        HAVING count(*) > 0
    """)
    op.execute("""
        INSERT INTO telemetry_events (id, created_at, event_type, event_data, session_id, user_id, client)
        SELECT id, created_at, event_type, event_data, session_id, user_id, client
          FROM telemetry_events_before_0034
    """)
    op.execute("""
        SELECT setval('telemetry_events_id_seq', greatest(max(id), 1), max(id) IS NOT NULL) FROM telemetry_events
    """)
    op.execute("""DROP TABLE telemetry_events_before_0034""")
    op.execute("""CREATE INDEX ix_telemetry_events_type ON telemetry_events (event_type, created_at)""")
    op.execute("""CREATE INDEX ix_telemetry_events_session ON telemetry_events (session_id, created_at)""")
    op.execute("""COMMENT ON TABLE telemetry_events IS 'Raw events of the clients, one partition a month (UTC).'""")
    op.execute("""
        COMMENT ON FUNCTION ensure_telemetry_partitions(date, date) IS
            'Creates the missing months from the first to the last one; returns how many. Run it ahead of each month.'
    """)


def downgrade():
    op.execute("""ALTER TABLE telemetry_events RENAME TO telemetry_events_partitioned""")
    op.execute("""ALTER TABLE telemetry_events_partitioned RENAME CONSTRAINT telemetry_events_pkey TO telemetry_events_partitioned_pkey""")
    op.execute("""ALTER SEQUENCE telemetry_events_id_seq RENAME TO telemetry_events_partitioned_id_seq""")
    op.execute("""DROP INDEX ix_telemetry_events_type""")
    op.execute("""DROP INDEX ix_telemetry_events_session""")
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
        INSERT INTO telemetry_events (id, created_at, event_type, event_data, session_id, user_id, client)
        OVERRIDING SYSTEM VALUE
        SELECT id, created_at, event_type, event_data, session_id, user_id, client
          FROM telemetry_events_partitioned
    """)
    op.execute("""
        SELECT setval('telemetry_events_id_seq', greatest(max(id), 1), max(id) IS NOT NULL) FROM telemetry_events
    """)
    op.execute("""DROP TABLE telemetry_events_partitioned""")
    op.execute("""DROP FUNCTION ensure_telemetry_partitions(date, date)""")
    op.execute("""CREATE INDEX ix_telemetry_events_type ON telemetry_events (event_type, created_at)""")
    op.execute("""CREATE INDEX ix_telemetry_events_session ON telemetry_events (session_id, created_at)""")
    op.execute("""COMMENT ON TABLE telemetry_events IS 'Raw events of the clients.'""")
