"""Retention: raw telemetry older than 90 days becomes daily aggregates."""

from alembic import op

revision = "0036_add_telemetry_retention"
down_revision = "0035_add_analytics_views"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE TABLE telemetry_daily (
            day        date NOT NULL,
            event_type text NOT NULL,
            client     text NOT NULL,
            events     bigint NOT NULL,
            sessions   bigint NOT NULL,
            PRIMARY KEY (day, event_type, client),
            CONSTRAINT telemetry_daily_counts_check CHECK (events > 0 AND sessions >= 0)
        )
    """)
    op.execute("""
        CREATE FUNCTION apply_telemetry_retention(keep_days integer DEFAULT 90, today date DEFAULT current_date)
        RETURNS TABLE (days_aggregated bigint, rows_removed bigint)
        LANGUAGE plpgsql
        SET TimeZone = 'UTC' AS $$
        DECLARE
            boundary timestamptz := (today - keep_days)::timestamptz;
            part     record;
        BEGIN
            IF keep_days < 1 THEN
                RAISE EXCEPTION 'keep_days must be at least 1, not %', keep_days USING ERRCODE = '22023';
            END IF;
            -- Nobody may add an old event between the sum and the removal.
            LOCK TABLE telemetry_events IN SHARE ROW EXCLUSIVE MODE;
            INSERT INTO telemetry_daily AS t (day, event_type, client, events, sessions)
            SELECT created_at::date, event_type, client, count(*), count(DISTINCT session_id)
              FROM telemetry_events
             WHERE created_at < boundary
             GROUP BY 1, 2, 3
            ON CONFLICT (day, event_type, client)
            DO UPDATE SET events = t.events + excluded.events, sessions = t.sessions + excluded.sessions;
            GET DIAGNOSTICS days_aggregated = ROW_COUNT;
            DELETE FROM telemetry_events WHERE created_at < boundary;
            GET DIAGNOSTICS rows_removed = ROW_COUNT;
            -- Months that lie wholly before the boundary are empty now and need not stay.
            FOR part IN
                SELECT c.oid::regclass AS name
                  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                 WHERE i.inhparent = 'telemetry_events'::regclass
                   AND c.relname ~ '^telemetry_events_[0-9]{4}_[0-9]{2}$'
                   AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= boundary
            LOOP
                EXECUTE format('DROP TABLE %s', part.name);
            END LOOP;
            RETURN NEXT;
        END
        $$
    """)
    op.execute("""COMMENT ON TABLE telemetry_daily IS 'What is kept of telemetry_events after its retention: counts by UTC day.'""")
    op.execute("""
        COMMENT ON FUNCTION apply_telemetry_retention(integer, date) IS
            'Sums events older than keep_days into telemetry_daily, removes them and drops the months that are empty.'
    """)


def downgrade():
    op.execute("""DROP FUNCTION apply_telemetry_retention(integer, date)""")
    op.execute("""DROP TABLE telemetry_daily""")
