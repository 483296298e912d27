-- Everything Howdah executed for somebody; secrets in statements are masked before they come here.
CREATE TABLE execution (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,          -- UTC, ISO 8601 with milliseconds
    connection_id TEXT NOT NULL,       -- '' for a connection that was not saved
    connection_name TEXT NOT NULL,
    server TEXT NOT NULL,
    database_name TEXT NOT NULL,
    database_role TEXT NOT NULL,
    os_user TEXT NOT NULL,
    source TEXT NOT NULL,
    statement TEXT NOT NULL,
    outcome TEXT NOT NULL,             -- succeeded, failed, cancelled, unknown
    sqlstate TEXT NOT NULL,
    message TEXT NOT NULL,
    affected_rows INTEGER NOT NULL,
    duration_us INTEGER NOT NULL
);
CREATE INDEX execution_by_time ON execution (started_at);
CREATE INDEX execution_by_connection ON execution (connection_id, id);
