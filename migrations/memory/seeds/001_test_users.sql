-- Three people to try things with. They have no password: nobody can log in as one of them.
-- howdah:environments development, test

INSERT INTO users (id, username, email, display_name) VALUES
    (1, 'alice',   'alice@example.com',   'Alice'),
    (2, 'bob',     'bob@example.com',     'Bob'),
    (3, 'charlie', 'charlie@example.com', 'Charlie')
ON CONFLICT (username) DO NOTHING;

-- The numbers above were given by hand; the next user must not collide with them.
SELECT setval(pg_get_serial_sequence('users', 'id'), (SELECT max(id) FROM users));
