-- Three memories of the first user, filed under one context. Embeddings are left to the application.
-- howdah:environments development, test

INSERT INTO contexts (user_id, name, description)
SELECT id, 'Setting up', 'What came up while the system was built' FROM users WHERE id = 1
ON CONFLICT DO NOTHING;

INSERT INTO memories (user_id, context_id, content)
SELECT c.user_id, c.id, m.content
  FROM contexts c,
       unnest(ARRAY['Remember to implement user authentication',
                    'Database migration system is working well',
                    'Need to add vector search capabilities']) WITH ORDINALITY AS m (content, place)
 WHERE c.user_id = 1 AND c.name = 'Setting up'
   AND NOT EXISTS (SELECT FROM memories e WHERE e.user_id = c.user_id AND e.content = m.content)
 ORDER BY m.place;
