-- Six accounts with their roles and quotas. admin logs in with Admin@123, the others with Dev@12345; only hashes are
-- stored, at a cost (5) that is too low for anything but development.
-- howdah:environments development, test

INSERT INTO roles (id, name, description, permissions) VALUES
    ('b0000000-0000-4000-8000-000000000001', 'Administrator', 'May do everything',
     '["user.manage", "conversation.read", "conversation.write", "skill.read", "skill.write", "skill.execute", "backup.manage"]'),
    ('b0000000-0000-4000-8000-000000000002', 'Developer', 'Builds and runs skills',
     '["conversation.read", "conversation.write", "skill.read", "skill.write", "skill.execute"]'),
    ('b0000000-0000-4000-8000-000000000003', 'User', 'Talks to the kernel',
     '["conversation.read", "conversation.write", "skill.read", "skill.execute"]'),
    ('b0000000-0000-4000-8000-000000000004', 'Read-only', 'Looks, and changes nothing',
     '["conversation.read", "skill.read"]')
ON CONFLICT (name) DO NOTHING;

INSERT INTO users (id, username, email, password_hash, display_name, is_verified, verified_at) VALUES
    ('a0000000-0000-4000-8000-000000000001', 'admin', 'admin@example.com',
     '$2a$05$cXo.XZy6Og/97Sn1NlH6c.zVIdJQWBhHLGdB/hPhGpQcSF/iI/lDW', 'Ada Admin', true, now()),
    ('a0000000-0000-4000-8000-000000000002', 'developer', 'developer@example.com',
     '$2a$05$ywnJUDcFa4arDSQVnQZd/ufrOLMEnf6V052UMiyFQA7g/8VHSlyFK', 'Dev Developer', true, now()),
    ('a0000000-0000-4000-8000-000000000003', 'testuser', 'testuser@example.com',
     '$2a$05$28W/7KwJOgllsPVpJuS9bOMVRaHBmnHU/kD13yX5I8G.otf1DASB6', 'Test User', true, now()),
    ('a0000000-0000-4000-8000-000000000004', 'readonly', 'readonly@example.com',
     '$2a$05$yj5oILJca4siEHgWsKyNW.3t4BMaYsE.euYs7RW4tKi9mxHMwnbO2', 'Read Only', true, now()),
    ('a0000000-0000-4000-8000-000000000005', 'alice', 'alice@example.com',
     '$2a$05$Cms7czOljvsPPxr17LVz5OB47pu/PsrWIciYnW.axdMcSDgJ7RB06', 'Alice', true, now()),
    ('a0000000-0000-4000-8000-000000000006', 'bob', 'bob@example.com',
     '$2a$05$HBcGAejvmvq7HXyAigeFyuAK4ZrFaMHRGs6Y6vfmV4j/TUZaz7mLm', 'Bob', true, now())
ON CONFLICT (username) DO NOTHING;

INSERT INTO user_roles (user_id, role_id, assigned_by)
SELECT u.id, r.id, (SELECT id FROM users WHERE username = 'admin')
  FROM (VALUES ('admin', 'Administrator'), ('developer', 'Developer'), ('testuser', 'User'),
               ('readonly', 'Read-only'), ('alice', 'User'), ('bob', 'Developer')) AS a (username, role)
  JOIN users u ON u.username = a.username
  JOIN roles r ON r.name = a.role
ON CONFLICT (user_id, role_id) DO NOTHING;

-- Everybody has the default quota except the administrator (ten times as much) and readonly (a tenth).
INSERT INTO user_quotas (user_id, requests_per_minute, requests_per_hour, requests_per_day, tokens_per_day)
SELECT id, 60 * f / 10, 1000 * f / 10, 10000 * f / 10, 100000 * f / 10
  FROM users,
       LATERAL (SELECT CASE username WHEN 'admin' THEN 100 WHEN 'readonly' THEN 1 ELSE 10 END AS f) factor
 WHERE username IN ('admin', 'developer', 'testuser', 'readonly', 'alice', 'bob')
ON CONFLICT (user_id) DO NOTHING;
