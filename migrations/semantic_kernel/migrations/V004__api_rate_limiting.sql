-- Quotas per user and the counters they are held against.

CREATE TABLE user_quotas (
    id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id                 uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    requests_per_minute     integer NOT NULL DEFAULT 60,
    requests_per_hour       integer NOT NULL DEFAULT 1000,
    requests_per_day        integer NOT NULL DEFAULT 10000,
    tokens_per_day          integer NOT NULL DEFAULT 100000,
    created_at              timestamptz NOT NULL DEFAULT now(),
    updated_at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT user_quotas_user_key UNIQUE (user_id),
    CONSTRAINT user_quotas_limits_check
        CHECK (requests_per_minute > 0 AND requests_per_hour >= requests_per_minute
               AND requests_per_day >= requests_per_hour AND tokens_per_day > 0)
);

CREATE TRIGGER user_quotas_touch BEFORE UPDATE ON user_quotas
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE rate_limit_tracking (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    window_type     text NOT NULL,
    window_start    timestamptz NOT NULL,
    request_count   integer NOT NULL DEFAULT 0,
    token_count     bigint NOT NULL DEFAULT 0,
    CONSTRAINT rate_limit_tracking_window_key UNIQUE (user_id, window_type, window_start),
    CONSTRAINT rate_limit_tracking_type_check CHECK (window_type IN ('minute', 'hour', 'day')),
    CONSTRAINT rate_limit_tracking_counts_check CHECK (request_count >= 0 AND token_count >= 0)
);

CREATE INDEX idx_rate_limit_tracking_window ON rate_limit_tracking (window_start);

-- Windows are cut in UTC whatever zone the session has, so that all clients count in the same ones.
CREATE FUNCTION check_rate_limit(p_user_id uuid, p_tokens integer DEFAULT 0)
RETURNS TABLE (allowed boolean, exceeded text, used bigint, quota bigint, retry_after_seconds integer)
LANGUAGE sql STABLE
SET TimeZone = 'UTC' AS $$
    WITH quota AS (
        SELECT coalesce(max(requests_per_minute), 60)       AS per_minute,
               coalesce(max(requests_per_hour), 1000)       AS per_hour,
               coalesce(max(requests_per_day), 10000)       AS per_day,
               coalesce(max(tokens_per_day), 100000)        AS tokens_day
          FROM user_quotas WHERE user_id = p_user_id),
    now_used AS (
        SELECT window_type, request_count, token_count
          FROM rate_limit_tracking
         WHERE user_id = p_user_id AND window_start = date_trunc(window_type, now())),
    limits AS (
        SELECT 1 AS place, 'requests per minute' AS name, 'minute' AS span, q.per_minute::bigint AS quota,
               coalesce((SELECT request_count FROM now_used WHERE window_type = 'minute'), 0)::bigint AS used,
               1::bigint AS wanted FROM quota q
        UNION ALL
        SELECT 2, 'requests per hour', 'hour', q.per_hour,
               coalesce((SELECT request_count FROM now_used WHERE window_type = 'hour'), 0), 1 FROM quota q
        UNION ALL
        SELECT 3, 'requests per day', 'day', q.per_day,
               coalesce((SELECT request_count FROM now_used WHERE window_type = 'day'), 0), 1 FROM quota q
        UNION ALL
        SELECT 4, 'tokens per day', 'day', q.tokens_day,
               coalesce((SELECT token_count FROM now_used WHERE window_type = 'day'), 0), p_tokens FROM quota q),
    hit AS (
        SELECT * FROM limits WHERE used + wanted > quota ORDER BY place DESC LIMIT 1)
    SELECT NOT EXISTS (SELECT FROM hit), h.name, h.used, h.quota,
           ceil(extract(epoch FROM date_trunc(h.span, now()) + ('1 ' || h.span)::interval - now()))::integer
      FROM (SELECT 1) one LEFT JOIN hit h ON true
$$;

CREATE FUNCTION increment_rate_limit(p_user_id uuid, p_tokens integer DEFAULT 0) RETURNS void
LANGUAGE plpgsql
SET TimeZone = 'UTC' AS $$
BEGIN
    INSERT INTO rate_limit_tracking AS t (user_id, window_type, window_start, request_count, token_count)
    SELECT p_user_id, span, date_trunc(span, now()), 1, p_tokens
      FROM unnest(ARRAY['minute', 'hour', 'day']) AS span
    ON CONFLICT (user_id, window_type, window_start)
    DO UPDATE SET request_count = t.request_count + 1, token_count = t.token_count + excluded.token_count;

    -- Each new minute takes the user's own old windows along, so the table stays small without a scheduler.
    DELETE FROM rate_limit_tracking
     WHERE user_id = p_user_id
       AND ((window_type = 'minute' AND window_start < now() - interval '1 hour')
            OR window_start < now() - interval '7 days')
       AND EXISTS (SELECT FROM rate_limit_tracking n
                    WHERE n.user_id = p_user_id AND n.window_type = 'minute'
                      AND n.window_start = date_trunc('minute', now()) AND n.request_count = 1);
END
$$;

CREATE FUNCTION cleanup_rate_limit_tracking(p_keep interval DEFAULT '7 days') RETURNS bigint
LANGUAGE sql AS $$
    WITH gone AS (
        DELETE FROM rate_limit_tracking WHERE window_start < now() - p_keep RETURNING 1)
    SELECT count(*) FROM gone
$$;

COMMENT ON TABLE user_quotas IS 'What a user may use; users without a row have the default values of the columns.';
COMMENT ON TABLE rate_limit_tracking IS 'Requests and tokens by user and window (UTC).';
COMMENT ON FUNCTION check_rate_limit(uuid, integer) IS
    'One row: whether one more request with so many tokens is allowed, and if not, which limit is in the way.';
COMMENT ON FUNCTION increment_rate_limit(uuid, integer) IS 'Counts one request in its minute, hour and day.';
COMMENT ON FUNCTION cleanup_rate_limit_tracking(interval) IS 'Removes windows older than that; returns how many.';
