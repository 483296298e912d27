-- Vectors inside the database, beside those in Qdrant. Needs the package pgvector on the server.

CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE embeddings (
    id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id         uuid REFERENCES users (id) ON DELETE CASCADE,
    memory_id       uuid REFERENCES semantic_memories (id) ON DELETE CASCADE,
    source_type     text NOT NULL,
    source_id       text NOT NULL,
    chunk_index     integer NOT NULL DEFAULT 0,
    content         text NOT NULL,
    model           text NOT NULL DEFAULT 'text-embedding-3-small',
    embedding       vector(1536) NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT embeddings_source_key UNIQUE (source_type, source_id, chunk_index, model),
    CONSTRAINT embeddings_source_check CHECK (source_type IN ('memory', 'message', 'document')),
    CONSTRAINT embeddings_chunk_check CHECK (chunk_index >= 0)
);

CREATE INDEX idx_embeddings_user ON embeddings (user_id);
CREATE INDEX idx_embeddings_memory ON embeddings (memory_id);
CREATE INDEX idx_embeddings_vector ON embeddings USING ivfflat (embedding vector_cosine_ops) WITH (lists = 100);

CREATE FUNCTION search_similar_embeddings(p_query vector, p_limit integer DEFAULT 10,
                                          p_min_similarity double precision DEFAULT 0,
                                          p_user_id uuid DEFAULT NULL)
RETURNS TABLE (embedding_id uuid, source_type text, source_id text, content text, similarity double precision)
LANGUAGE sql STABLE AS $$
    SELECT n.id, n.source_type, n.source_id, n.content, 1 - n.distance
      FROM (SELECT e.id, e.source_type, e.source_id, e.content, e.embedding <=> p_query AS distance
              FROM embeddings e
             WHERE p_user_id IS NULL OR e.user_id = p_user_id
             ORDER BY e.embedding <=> p_query
             LIMIT p_limit) n
     WHERE 1 - n.distance >= p_min_similarity
     ORDER BY n.distance
$$;

CREATE FUNCTION upsert_embedding(p_source_type text, p_source_id text, p_content text, p_embedding vector,
                                 p_user_id uuid DEFAULT NULL, p_chunk_index integer DEFAULT 0,
                                 p_model text DEFAULT 'text-embedding-3-small')
RETURNS uuid
LANGUAGE sql AS $$
    INSERT INTO embeddings (user_id, source_type, source_id, chunk_index, content, model, embedding)
    VALUES (p_user_id, p_source_type, p_source_id, p_chunk_index, p_content, p_model, p_embedding)
    ON CONFLICT (source_type, source_id, chunk_index, model)
    DO UPDATE SET content = excluded.content, embedding = excluded.embedding, created_at = now()
    RETURNING id
$$;

COMMENT ON TABLE embeddings IS 'Vectors of memories, messages and documents, chunk by chunk.';
COMMENT ON COLUMN embeddings.embedding IS '1536 dimensions, as text-embedding-3-small gives.';
COMMENT ON FUNCTION search_similar_embeddings(vector, integer, double precision, uuid) IS
    'The nearest embeddings by cosine similarity (1 is equal), approximate through the IVFFlat index.';
COMMENT ON FUNCTION upsert_embedding(text, text, text, vector, uuid, integer, text) IS
    'Stores or replaces the vector of one chunk and returns its id.';
