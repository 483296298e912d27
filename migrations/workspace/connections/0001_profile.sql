-- Saved connections. Never a password: those live in the keychain under the profile's id.
CREATE TABLE connection_profile (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    document TEXT NOT NULL,            -- JSON, see connections/profile.h
    last_used_at TEXT                  -- UTC, ISO 8601
);
