"""Materialized views for the usual questions: cost, latency, outcomes, errors."""

from alembic import op

revision = "0035_add_analytics_views"
down_revision = "0034_partition_telemetry_events"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE MATERIALIZED VIEW mv_llm_cost_daily AS
        SELECT (created_at AT TIME ZONE 'UTC')::date AS day,
               provider,
               model,
               coalesce(team, '')                    AS team,
               count(*)                              AS requests,
               count(*) FILTER (WHERE status <> 'success') AS failures,
               sum(input_tokens)::bigint             AS input_tokens,
               sum(cached_tokens)::bigint            AS cached_tokens,
               sum(output_tokens)::bigint            AS output_tokens,
               sum(cost)                             AS cost
          FROM llm_metrics
         GROUP BY 1, 2, 3, 4
    """)
    op.execute("""CREATE UNIQUE INDEX ux_mv_llm_cost_daily ON mv_llm_cost_daily (day, provider, model, team)""")
    op.execute("""
        CREATE MATERIALIZED VIEW mv_llm_latency_hourly AS
        SELECT date_trunc('hour', created_at AT TIME ZONE 'UTC') AS hour,
               provider,
               model,
               count(*)                                          AS requests,
               percentile_cont(0.50) WITHIN GROUP (ORDER BY latency) AS latency_p50,
               percentile_cont(0.95) WITHIN GROUP (ORDER BY latency) AS latency_p95,
               percentile_cont(0.99) WITHIN GROUP (ORDER BY latency) AS latency_p99
          FROM llm_metrics
         WHERE status = 'success'
         GROUP BY 1, 2, 3
    """)
    op.execute("""CREATE UNIQUE INDEX ux_mv_llm_latency_hourly ON mv_llm_latency_hourly (hour, provider, model)""")
    op.execute("""
        CREATE MATERIALIZED VIEW mv_task_outcomes_daily AS
        SELECT (created_at AT TIME ZONE 'UTC')::date AS day,
               task_type,
               status,
               count(*)                              AS tasks,
               avg(llm_iterations)                   AS mean_iterations,
               percentile_cont(0.95) WITHIN GROUP (ORDER BY completion_time_ms) AS completion_time_p95_ms,
               sum(cost)                             AS cost
          FROM task_metrics
         GROUP BY 1, 2, 3
    """)
    op.execute("""CREATE UNIQUE INDEX ux_mv_task_outcomes_daily ON mv_task_outcomes_daily (day, task_type, status)""")
    op.execute("""
        CREATE MATERIALIZED VIEW mv_errors_daily AS
        SELECT (created_at AT TIME ZONE 'UTC')::date AS day,
               severity,
               error_type,
               count(*)                              AS errors,
               count(*) FILTER (WHERE resolved_at IS NULL) AS open_errors
          FROM error_events
         GROUP BY 1, 2, 3
    """)
    op.execute("""CREATE UNIQUE INDEX ux_mv_errors_daily ON mv_errors_daily (day, severity, error_type)""")
    op.execute("""
        CREATE FUNCTION refresh_analytics_views() RETURNS void
        LANGUAGE sql AS $$
            REFRESH MATERIALIZED VIEW mv_llm_cost_daily;
            REFRESH MATERIALIZED VIEW mv_llm_latency_hourly;
            REFRESH MATERIALIZED VIEW mv_task_outcomes_daily;
            REFRESH MATERIALIZED VIEW mv_errors_daily;
        $$
    """)
    op.execute("""COMMENT ON MATERIALIZED VIEW mv_llm_cost_daily IS 'Cost and tokens by UTC day, provider, model and team.'""")
    op.execute("""COMMENT ON MATERIALIZED VIEW mv_llm_latency_hourly IS 'Exact latency percentiles by UTC hour and model; hours must not be averaged together.'""")
    op.execute("""COMMENT ON MATERIALIZED VIEW mv_task_outcomes_daily IS 'How tasks ended, by UTC day and type.'""")
    op.execute("""COMMENT ON MATERIALIZED VIEW mv_errors_daily IS 'Errors by UTC day, severity and type.'""")


def downgrade():
    op.execute("""DROP FUNCTION refresh_analytics_views()""")
    op.execute("""DROP MATERIALIZED VIEW mv_errors_daily""")
    op.execute("""DROP MATERIALIZED VIEW mv_task_outcomes_daily""")
    op.execute("""DROP MATERIALIZED VIEW mv_llm_latency_hourly""")
    op.execute("""DROP MATERIALIZED VIEW mv_llm_cost_daily""")
