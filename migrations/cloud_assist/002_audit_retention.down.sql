DROP FUNCTION purge_audit_logs(INTEGER, INTEGER);
DROP INDEX idx_audit_time;
