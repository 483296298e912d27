ALTER TABLE audit_logs RENAME TO audit_logs_partitioned;
ALTER TABLE audit_logs_partitioned RENAME CONSTRAINT audit_logs_pkey TO audit_logs_partitioned_pkey;
DROP INDEX idx_audit_user_time;
DROP INDEX idx_audit_action;
DROP INDEX idx_audit_time;

CREATE TABLE audit_logs (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users(id) ON DELETE SET NULL,
    session_id UUID REFERENCES sessions(id) ON DELETE SET NULL,
    action VARCHAR(100) NOT NULL,
    resource_type VARCHAR(100),
    resource_id UUID,
    details JSONB DEFAULT '{}',
    ip_address INET,
    user_agent TEXT,
    timestamp TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP
);

INSERT INTO audit_logs (id, user_id, session_id, action, resource_type, resource_id, details, ip_address, user_agent,
                        timestamp)
SELECT id, user_id, session_id, action, resource_type, resource_id, details, ip_address, user_agent, timestamp
  FROM audit_logs_partitioned;

DROP TABLE audit_logs_partitioned;
DROP FUNCTION ensure_audit_partitions(DATE, DATE);

CREATE INDEX idx_audit_user_time ON audit_logs(user_id, timestamp DESC);
CREATE INDEX idx_audit_action ON audit_logs(action, timestamp DESC);
CREATE INDEX idx_audit_time ON audit_logs(timestamp);
