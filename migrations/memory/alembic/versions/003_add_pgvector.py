"""Embeddings and similarity search by pgvector."""

from alembic import op

revision = "003_add_pgvector"
down_revision = "002_add_teams"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""CREATE EXTENSION IF NOT EXISTS vector""")
    op.execute("""ALTER TABLE memories ADD COLUMN embedding vector(1536)""")
    op.execute("""
        CREATE INDEX memories_embedding_idx ON memories
        USING ivfflat (embedding vector_cosine_ops)
        WITH (lists = 100)
    """)
    op.execute("""
        CREATE FUNCTION find_similar_memories(query_embedding vector, owner integer DEFAULT NULL,
                                              max_results integer DEFAULT 10)
        RETURNS TABLE (memory_id integer, content text, distance double precision)
        LANGUAGE sql STABLE AS $$
            SELECT m.id, m.content, m.embedding <=> query_embedding
              FROM memories m
             WHERE m.embedding IS NOT NULL AND (owner IS NULL OR m.user_id = owner)
             ORDER BY m.embedding <=> query_embedding
             LIMIT max_results
        $$
    """)
    op.execute("""
        CREATE FUNCTION optimize_vector_indexes() RETURNS void
        LANGUAGE plpgsql AS $$
        BEGIN
            REINDEX INDEX memories_embedding_idx;
            ANALYZE memories;
        END
        $$
    """)
    # VACUUM cannot run inside a function; the caller adds it.
    op.execute("""
        CREATE FUNCTION run_maintenance()
        RETURNS TABLE (step text, milliseconds double precision)
        LANGUAGE plpgsql AS $$
        DECLARE
            started timestamptz := clock_timestamp();
        BEGIN
            ANALYZE;
            RETURN QUERY SELECT 'analyze'::text, extract(epoch FROM clock_timestamp() - started)::float8 * 1000;
            started := clock_timestamp();
            PERFORM optimize_vector_indexes();
            RETURN QUERY SELECT 'reindex'::text, extract(epoch FROM clock_timestamp() - started)::float8 * 1000;
        END
        $$
    """)
    op.execute("""COMMENT ON COLUMN memories.embedding IS '1536 dimensions, as OpenAI''s small embedding models give; null until computed.'""")
    op.execute("""COMMENT ON FUNCTION find_similar_memories(vector, integer, integer) IS 'The nearest memories by cosine distance, of one user or of all.'""")
    op.execute("""COMMENT ON FUNCTION optimize_vector_indexes() IS 'Rebuilds the vector index; its lists are only as good as the rows it was built over.'""")
    op.execute("""COMMENT ON FUNCTION run_maintenance() IS 'ANALYZE and the vector index; run VACUUM beside it.'""")


def downgrade():
    op.execute("""DROP FUNCTION run_maintenance()""")
    op.execute("""DROP FUNCTION optimize_vector_indexes()""")
    op.execute("""DROP FUNCTION find_similar_memories(vector, integer, integer)""")
    op.execute("""ALTER TABLE memories DROP COLUMN embedding""")
    op.execute("""
        DO $$
        BEGIN
            IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector' AND pg_has_role(extowner, 'MEMBER')) THEN
                DROP EXTENSION vector;
            END IF;
        END
        $$
    """)
