-- Seven days of API usage (168 requests, one an hour), audit entries and rate-limit windows.
-- howdah:environments development, test

INSERT INTO api_usage (user_id, endpoint, method, status_code, response_time_ms, model, prompt_tokens, cached_tokens,
                       completion_tokens, cost, created_at)
SELECT u.id, e.endpoint, e.method,
       CASE WHEN h % 41 = 0 THEN 500 WHEN h % 23 = 0 THEN 429 ELSE 200 END,
       120 + (h * 37) % 900 + CASE WHEN h % 41 = 0 THEN 4000 ELSE 0 END,
       CASE WHEN e.tokens > 0 THEN 'gpt-4o-mini' END,
       e.tokens + (h * 13) % 200 * sign(e.tokens)::integer,
       CASE WHEN h % 3 = 0 THEN e.tokens / 2 ELSE 0 END,
       e.tokens / 4,
       round((e.tokens * 0.00000015 + e.tokens / 4 * 0.0000006)::numeric, 8),
       date_trunc('hour', now()) - h * interval '1 hour' + (h % 60) * interval '1 minute' - interval '1 hour'
  FROM generate_series(0, 167) AS h
  JOIN (VALUES (0, 'alice'), (1, 'bob'), (2, 'developer'), (3, 'testuser')) AS w (place, username) ON w.place = h % 4
  JOIN users u ON u.username = w.username
  JOIN (VALUES (0, '/api/chat', 'POST', 800), (1, '/api/conversations', 'GET', 0), (2, '/api/skills/execute', 'POST', 1200),
               (3, '/api/memories/search', 'POST', 60), (4, '/api/planner', 'POST', 2400)) AS e (place, endpoint, method, tokens)
    ON e.place = h % 5
 WHERE NOT EXISTS (SELECT FROM api_usage a JOIN users s ON s.id = a.user_id
                    WHERE s.username IN ('alice', 'bob', 'developer', 'testuser'));

INSERT INTO audit_logs (user_id, action, entity_type, entity_id, changes, ip_address, user_agent, created_at)
SELECT u.id, a.action, a.entity_type, a.entity_id, a.changes::jsonb, '192.0.2.10', 'seed/1.0', now() - a.age
  FROM (VALUES
    ('admin', 'user.create', 'user', 'testuser', '{"new": {"username": "testuser"}}', interval '7 days'),
    ('admin', 'role.assign', 'user', 'bob', '{"old": {"role": "User"}, "new": {"role": "Developer"}}', interval '6 days'),
    ('developer', 'skill.update', 'skill', 'CodeReview', '{"old": {"version": "0.9.0"}, "new": {"version": "1.0.0"}}', interval '5 days'),
    ('alice', 'conversation.create', 'conversation', 'Getting started with Semantic Kernel', '{}', interval '5 days'),
    ('bob', 'conversation.archive', 'conversation', 'Old experiment with prompts', '{"new": {"is_archived": true}}', interval '4 days'),
    ('readonly', 'access.denied', 'skill', 'CodeGeneration', '{"permission": "skill.execute"}', interval '3 days'),
    ('admin', 'quota.change', 'user', 'readonly', '{"new": {"requests_per_minute": 6}}', interval '2 days'),
    ('admin', 'backup.complete', 'backup', 'backup_daily', '{}', interval '1 day')
  ) AS a (username, action, entity_type, entity_id, changes, age)
  JOIN users u ON u.username = a.username
 WHERE NOT EXISTS (SELECT FROM audit_logs WHERE user_agent = 'seed/1.0');

INSERT INTO rate_limit_tracking (user_id, window_type, window_start, request_count, token_count)
SELECT u.id, w.span, date_trunc(w.span, now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - w.back * ('1 ' || w.span)::interval,
       w.requests, w.requests * 350
  FROM users u
 CROSS JOIN (VALUES ('minute', 0, 4), ('minute', 1, 9), ('hour', 0, 38), ('hour', 1, 61), ('hour', 2, 12),
                    ('day', 0, 140), ('day', 1, 210), ('day', 2, 95)) AS w (span, back, requests)
 WHERE u.username IN ('alice', 'bob', 'developer', 'testuser')
ON CONFLICT (user_id, window_type, window_start) DO NOTHING;
