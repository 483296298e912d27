-- Semantic memories that point into Qdrant, and embeddings whose vectors are placeholders: they can be told apart
-- and compared, and mean nothing.
-- howdah:environments development, test

INSERT INTO semantic_memories (id, user_id, collection, key, content, description, qdrant_collection,
                               qdrant_point_id, metadata)
SELECT ('10000000-0000-4000-8000-00000000000' || m.number)::uuid, u.id, m.collection, m.key, m.content,
       m.description, 'semantic_kernel', ('20000000-0000-4000-8000-00000000000' || m.number)::uuid,
       jsonb_build_object('importance', m.importance)
  FROM (VALUES
    (1, 'alice', 'preferences', 'answer-length', 'Alice prefers short answers with bullet points.', 'How to answer', 3),
    (2, 'alice', 'facts', 'team', 'Alice works in the reporting team.', 'Where she works', 2),
    (3, 'bob', 'preferences', 'language', 'Bob writes C# and likes code examples.', 'How to answer', 3),
    (4, 'bob', 'facts', 'database', 'Bob''s project runs on PostgreSQL 16 with pgvector.', 'What he uses', 2),
    (5, NULL, 'handbook', 'release', 'Releases happen on Tuesdays after the rehearsal on staging.', 'Shared knowledge', 1),
    (6, NULL, 'handbook', 'backup', 'A backup counts only after it was restored once.', 'Shared knowledge', 1)
  ) AS m (number, username, collection, key, content, description, importance)
  LEFT JOIN users u ON u.username = m.username
ON CONFLICT (collection, key) DO NOTHING;

INSERT INTO embeddings (user_id, memory_id, source_type, source_id, content, embedding)
SELECT m.user_id, m.id, 'memory', m.id::text, m.content,
       (SELECT array_agg((((n * 7919 + right(m.id::text, 1)::integer * 104729) % 2001) - 1000) / 1000.0 ORDER BY n)
          FROM generate_series(1, 1536) AS n)::real[]::vector(1536)
  FROM semantic_memories m
 WHERE m.qdrant_collection = 'semantic_kernel' AND m.id::text LIKE '10000000-0000-4000-8000-%'
ON CONFLICT (source_type, source_id, chunk_index, model) DO NOTHING;
