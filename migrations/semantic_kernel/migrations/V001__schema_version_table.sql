-- The history of the migrations: what was applied, when, how long it took, and from which file.

CREATE TABLE schema_migrations (
    version             text PRIMARY KEY,
    description         text NOT NULL,
    script              text NOT NULL,
    checksum            text NOT NULL,
    execution_time_ms   integer NOT NULL,
    applied_by          text NOT NULL DEFAULT session_user,
    applied_at          timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT schema_migrations_version_check CHECK (version = 'init' OR version ~ '^[0-9]+$'),
    CONSTRAINT schema_migrations_checksum_check CHECK (checksum ~ '^[0-9a-f]{64}$'),
    CONSTRAINT schema_migrations_time_check CHECK (execution_time_ms >= 0)
);

CREATE INDEX idx_schema_migrations_applied_at ON schema_migrations (applied_at);

CREATE FUNCTION validate_migration_order() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    newest text;
BEGIN
    SELECT version INTO newest
      FROM schema_migrations
     ORDER BY coalesce(nullif(version, 'init')::bigint, 0) DESC
     LIMIT 1;
    IF newest IS NOT NULL
       AND coalesce(nullif(NEW.version, 'init')::bigint, 0) <= coalesce(nullif(newest, 'init')::bigint, 0)
    THEN
        RAISE EXCEPTION 'migration % is out of order: % is applied already', NEW.version, newest
            USING ERRCODE = '23514', HINT = 'Give the new migration a higher number.';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER schema_migrations_order BEFORE INSERT ON schema_migrations
    FOR EACH ROW EXECUTE FUNCTION validate_migration_order();

COMMENT ON TABLE schema_migrations IS 'One row an applied migration.';
COMMENT ON COLUMN schema_migrations.version IS 
    'The digits of the file name, 001 for V001__schema_version_table.sql; init for init.sql, which comes first.';
COMMENT ON COLUMN schema_migrations.checksum IS 'SHA-256 of the file, in hexadecimal.';
COMMENT ON COLUMN schema_migrations.execution_time_ms IS 'Milliseconds.';
