-- Retention of the audit trail: 90 days unless AUDIT_RETENTION_DAYS says otherwise.
CREATE INDEX idx_audit_time ON audit_logs(timestamp);

CREATE FUNCTION purge_audit_logs(retention_days INTEGER DEFAULT 90, batch_size INTEGER DEFAULT 10000)
RETURNS BIGINT
LANGUAGE plpgsql AS $$
DECLARE
    boundary TIMESTAMP WITH TIME ZONE := CURRENT_TIMESTAMP - make_interval(days => retention_days);
    removed  BIGINT := 0;
    batch    BIGINT;
BEGIN
    IF retention_days < 1 OR batch_size < 1 THEN
        RAISE EXCEPTION 'retention_days and batch_size must be at least 1' USING ERRCODE = '22023';
    END IF;
    LOOP
        DELETE FROM audit_logs
         WHERE id IN (SELECT id FROM audit_logs WHERE timestamp < boundary ORDER BY timestamp LIMIT batch_size);
        GET DIAGNOSTICS batch = ROW_COUNT;
        removed := removed + batch;
        EXIT WHEN batch < batch_size;
    END LOOP;
    RETURN removed;
END
$$;

COMMENT ON FUNCTION purge_audit_logs(INTEGER, INTEGER) IS
    'Deletes audit entries older than retention_days, batch_size at a time, and returns how many went.';
