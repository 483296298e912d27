-- One team with all three people, and their roles.
-- howdah:environments development, test

INSERT INTO teams (name, description, created_by)
SELECT 'Test Team', 'Test team for development', id FROM users WHERE username = 'alice'
ON CONFLICT (name) DO NOTHING;

INSERT INTO team_members (team_id, user_id, role)
SELECT t.id, u.id, CASE u.username WHEN 'alice' THEN 'owner' ELSE 'member' END
  FROM teams t, users u
 WHERE t.name = 'Test Team' AND u.username IN ('alice', 'bob', 'charlie')
ON CONFLICT (team_id, user_id) DO NOTHING;

INSERT INTO user_roles (user_id, role_id, team_id, granted_by)
SELECT m.user_id, r.id, m.team_id, t.created_by
  FROM team_members m
  JOIN teams t ON t.id = m.team_id AND t.name = 'Test Team'
  JOIN roles r ON r.name = CASE m.role WHEN 'owner' THEN 'admin' ELSE 'member' END
ON CONFLICT DO NOTHING;
