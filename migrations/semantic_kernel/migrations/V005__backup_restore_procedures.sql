-- Backups and restores as the operators' scripts record them, and what the database can say about itself.

CREATE TABLE backup_metadata (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    backup_name     text NOT NULL,
    backup_type     text NOT NULL DEFAULT 'full',
    status          text NOT NULL DEFAULT 'running',
    location        text NOT NULL,
    compression     text NOT NULL DEFAULT 'gzip',
    size_bytes      bigint,
    checksum        text,
    table_count     integer,
    row_count       bigint,
    error_message   text,
    created_by      text NOT NULL DEFAULT session_user,
    started_at      timestamptz NOT NULL DEFAULT now(),
    completed_at    timestamptz,
    verified_at     timestamptz,
    CONSTRAINT backup_metadata_name_key UNIQUE (backup_name),
    CONSTRAINT backup_metadata_type_check CHECK (backup_type IN ('full', 'schema', 'data')),
    CONSTRAINT backup_metadata_status_check CHECK (status IN ('running', 'completed', 'failed', 'expired')),
    CONSTRAINT backup_metadata_compression_check CHECK (compression IN ('none', 'gzip', 'lz4', 'zstd')),
    CONSTRAINT backup_metadata_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'),
    CONSTRAINT backup_metadata_numbers_check CHECK (size_bytes >= 0 AND table_count >= 0 AND row_count >= 0),
    CONSTRAINT backup_metadata_complete_check
        CHECK (status NOT IN ('completed', 'expired') OR (size_bytes IS NOT NULL AND checksum IS NOT NULL)),
    CONSTRAINT backup_metadata_end_check CHECK (completed_at >= started_at)
);

CREATE TABLE restore_history (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    backup_id       uuid REFERENCES backup_metadata (id) ON DELETE SET NULL,
    target_database text NOT NULL DEFAULT current_database(),
    status          text NOT NULL DEFAULT 'running',
    rows_restored   bigint,
    error_message   text,
    restored_by     text NOT NULL DEFAULT session_user,
    started_at      timestamptz NOT NULL DEFAULT now(),
    completed_at    timestamptz,
    CONSTRAINT restore_history_status_check CHECK (status IN ('running', 'completed', 'failed')),
    CONSTRAINT restore_history_rows_check CHECK (rows_restored >= 0),
    CONSTRAINT restore_history_end_check CHECK (completed_at >= started_at)
);

CREATE INDEX idx_backup_metadata_started_at ON backup_metadata (started_at DESC);
CREATE INDEX idx_backup_metadata_status ON backup_metadata (status, completed_at);
CREATE INDEX idx_restore_history_backup ON restore_history (backup_id);
CREATE INDEX idx_restore_history_started_at ON restore_history (started_at DESC);

CREATE FUNCTION start_backup(p_name text, p_location text, p_type text DEFAULT 'full',
                             p_compression text DEFAULT 'gzip')
RETURNS uuid
LANGUAGE sql AS $$
    INSERT INTO backup_metadata (backup_name, location, backup_type, compression)
    VALUES (p_name, p_location, p_type, p_compression)
    RETURNING id
$$;

CREATE FUNCTION complete_backup(p_backup_id uuid, p_size_bytes bigint, p_checksum text,
                                p_table_count integer DEFAULT NULL, p_row_count bigint DEFAULT NULL,
                                p_error text DEFAULT NULL)
RETURNS backup_metadata
LANGUAGE plpgsql AS $$
DECLARE
    entry backup_metadata;
BEGIN
    UPDATE backup_metadata
       SET status = CASE WHEN p_error IS NULL THEN 'completed' ELSE 'failed' END,
           size_bytes = p_size_bytes, checksum = p_checksum, table_count = p_table_count, row_count = p_row_count,
           error_message = p_error, completed_at = clock_timestamp()
     WHERE id = p_backup_id AND status = 'running'
    RETURNING * INTO entry;
    IF entry.id IS NULL THEN
        RAISE EXCEPTION 'no backup % is running', p_backup_id USING ERRCODE = 'P0002';
    END IF;
    RETURN entry;
END
$$;

CREATE FUNCTION verify_backup(p_backup_id uuid, p_checksum text) RETURNS boolean
LANGUAGE sql AS $$
    UPDATE backup_metadata
       SET verified_at = CASE WHEN checksum = p_checksum THEN clock_timestamp() ELSE NULL END
     WHERE id = p_backup_id AND status = 'completed'
    RETURNING checksum = p_checksum
$$;

CREATE FUNCTION cleanup_old_backups(p_retention_days integer DEFAULT 30)
RETURNS TABLE (backup_name text, location text)
LANGUAGE sql AS $$
    -- The newest good backup never expires, however old it is.
    UPDATE backup_metadata b
       SET status = 'expired'
     WHERE b.status = 'completed'
       AND b.completed_at < now() - make_interval(days => p_retention_days)
       AND EXISTS (SELECT FROM backup_metadata n
                    WHERE n.status = 'completed' AND n.backup_type = b.backup_type
                      AND n.completed_at > b.completed_at)
    RETURNING b.backup_name, b.location
$$;

CREATE FUNCTION start_restore(p_backup_id uuid, p_target_database text DEFAULT current_database()) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
    restore_id uuid;
BEGIN
    IF NOT EXISTS (SELECT FROM backup_metadata WHERE id = p_backup_id AND status = 'completed') THEN
        RAISE EXCEPTION 'backup % is not complete', p_backup_id USING ERRCODE = '55000';
    END IF;
    INSERT INTO restore_history (backup_id, target_database)
    VALUES (p_backup_id, p_target_database)
    RETURNING id INTO restore_id;
    RETURN restore_id;
END
$$;

CREATE FUNCTION complete_restore(p_restore_id uuid, p_rows_restored bigint, p_error text DEFAULT NULL)
RETURNS restore_history
LANGUAGE plpgsql AS $$
DECLARE
    entry restore_history;
BEGIN
    UPDATE restore_history
       SET status = CASE WHEN p_error IS NULL THEN 'completed' ELSE 'failed' END,
           rows_restored = p_rows_restored, error_message = p_error, completed_at = clock_timestamp()
     WHERE id = p_restore_id AND status = 'running'
    RETURNING * INTO entry;
    IF entry.id IS NULL THEN
        RAISE EXCEPTION 'no restore % is running', p_restore_id USING ERRCODE = 'P0002';
    END IF;
    RETURN entry;
END
$$;

CREATE FUNCTION get_database_statistics()
RETURNS TABLE (table_name text, live_rows bigint, dead_rows bigint, table_size text, index_size text,
               total_size text, index_count bigint, last_analyzed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT s.relname::text, s.n_live_tup, s.n_dead_tup,
           pg_size_pretty(pg_table_size(s.relid)), pg_size_pretty(pg_indexes_size(s.relid)),
           pg_size_pretty(pg_total_relation_size(s.relid)),
           (SELECT count(*) FROM pg_index i WHERE i.indrelid = s.relid),
           greatest(s.last_analyze, s.last_autoanalyze)
      FROM pg_stat_user_tables s
      JOIN pg_class c ON c.oid = s.relid AND c.relkind = 'r'
     WHERE s.schemaname = 'public'
     ORDER BY pg_total_relation_size(s.relid) DESC, s.relname
$$;

CREATE MATERIALIZED VIEW mv_backup_summary AS
SELECT backup_type,
       count(*)                                                     AS backups,
       count(*) FILTER (WHERE status = 'failed')                    AS failures,
       max(completed_at) FILTER (WHERE status = 'completed')        AS last_completed_at,
       sum(size_bytes) FILTER (WHERE status = 'completed')::bigint  AS kept_bytes
  FROM backup_metadata
 GROUP BY backup_type;

CREATE UNIQUE INDEX idx_mv_backup_summary_type ON mv_backup_summary (backup_type);

CREATE VIEW v_backup_overview AS
SELECT b.id, b.backup_name, b.backup_type, b.status, b.started_at,
       b.completed_at - b.started_at                                AS duration,
       pg_size_pretty(b.size_bytes)                                 AS size,
       b.verified_at IS NOT NULL                                    AS is_verified,
       (SELECT count(*) FROM restore_history r WHERE r.backup_id = b.id) AS restores,
       s.kept_bytes                                                 AS kept_bytes_of_type
  FROM backup_metadata b
  LEFT JOIN mv_backup_summary s ON s.backup_type = b.backup_type;

CREATE FUNCTION refresh_statistics_views() RETURNS void
LANGUAGE sql AS $$
    REFRESH MATERIALIZED VIEW mv_user_activity;
    REFRESH MATERIALIZED VIEW mv_conversation_summary;
    REFRESH MATERIALIZED VIEW mv_backup_summary;
$$;

COMMENT ON TABLE backup_metadata IS 'One row a backup, with the checksum of its file.';
COMMENT ON COLUMN backup_metadata.checksum IS 'SHA-256 of the file, in hexadecimal.';
COMMENT ON TABLE restore_history IS 'One row a restore.';
COMMENT ON VIEW v_backup_overview IS 'Backups with duration, size, verification and restores.';
COMMENT ON FUNCTION start_backup(text, text, text, text) IS 'Records that a backup begins and returns its id.';
COMMENT ON FUNCTION complete_backup(uuid, bigint, text, integer, bigint, text) IS
    'Records how a backup ended; with an error text it counts as failed.';
COMMENT ON FUNCTION verify_backup(uuid, text) IS
    'Compares a checksum taken now with the recorded one; null when there is no such complete backup.';
COMMENT ON FUNCTION cleanup_old_backups(integer) IS
    'Marks backups older than that as expired and returns which files may be deleted.';
COMMENT ON FUNCTION start_restore(uuid, text) IS 'Records that a restore begins and returns its id.';
COMMENT ON FUNCTION complete_restore(uuid, bigint, text) IS 'Records how a restore ended.';
COMMENT ON FUNCTION get_database_statistics() IS 'Rows and sizes of all tables, largest first; rows as the server estimates them.';
COMMENT ON FUNCTION refresh_statistics_views() IS 'Brings the three materialized views up to date.';
