-- Time-based partitioning of the audit trail, so that retention drops months instead of deleting rows.
ALTER TABLE audit_logs RENAME TO audit_logs_before_003;
ALTER TABLE audit_logs_before_003 RENAME CONSTRAINT audit_logs_pkey TO audit_logs_before_003_pkey;
DROP INDEX idx_audit_user_time;
DROP INDEX idx_audit_action;
DROP INDEX idx_audit_time;

CREATE TABLE audit_logs (
    id UUID NOT NULL DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users(id) ON DELETE SET NULL,
    session_id UUID REFERENCES sessions(id) ON DELETE SET NULL,
    action VARCHAR(100) NOT NULL,
    resource_type VARCHAR(100),
    resource_id UUID,
    details JSONB DEFAULT '{}',
    ip_address INET,
    user_agent TEXT,
    timestamp TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (id, timestamp)
) PARTITION BY RANGE (timestamp);

CREATE TABLE audit_logs_default PARTITION OF audit_logs DEFAULT;

CREATE FUNCTION ensure_audit_partitions(first_month DATE, last_month DATE) RETURNS INTEGER
LANGUAGE plpgsql
SET TimeZone = 'UTC' AS $$
DECLARE
    month   TIMESTAMP WITH TIME ZONE := date_trunc('month', first_month::timestamptz);
    name    TEXT;
    created INTEGER := 0;
BEGIN
    WHILE month <= last_month::timestamptz LOOP
        name := 'audit_logs_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF audit_logs FOR VALUES FROM (%L) TO (%L)',
                           name, month, month + interval '1 month');
            created := created + 1;
        END IF;
        month := month + interval '1 month';
    END LOOP;
    RETURN created;
END
$$;

SELECT ensure_audit_partitions((min(timestamp) AT TIME ZONE 'UTC')::date, (max(timestamp) AT TIME ZONE 'UTC')::date)
  FROM audit_logs_before_003
HAVING count(timestamp) > 0;

INSERT INTO audit_logs (id, user_id, session_id, action, resource_type, resource_id, details, ip_address, user_agent,
                        timestamp)
SELECT id, user_id, session_id, action, resource_type, resource_id, details, ip_address, user_agent,
       coalesce(timestamp, CURRENT_TIMESTAMP)
  FROM audit_logs_before_003;

DROP TABLE audit_logs_before_003;

CREATE INDEX idx_audit_user_time ON audit_logs(user_id, timestamp DESC);
CREATE INDEX idx_audit_action ON audit_logs(action, timestamp DESC);
CREATE INDEX idx_audit_time ON audit_logs(timestamp);

COMMENT ON TABLE audit_logs IS 'Every action, for compliance; one partition a month (UTC).';
COMMENT ON FUNCTION ensure_audit_partitions(DATE, DATE) IS
    'Creates the missing months from the first to the last one; returns how many.';
