-- Finding conversations and messages: composite, full-text, trigram and JSONB indexes, and the search functions.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE INDEX idx_conversations_user_updated ON conversations (user_id, updated_at DESC);
CREATE INDEX idx_conversations_open ON conversations (user_id, updated_at DESC) WHERE NOT is_archived;
CREATE INDEX idx_conversations_title_trgm ON conversations USING gin (title gin_trgm_ops);
CREATE INDEX idx_conversations_context ON conversations USING gin (context);
CREATE INDEX idx_conversations_metadata ON conversations USING gin (metadata);

CREATE INDEX idx_messages_conversation_created ON messages (conversation_id, created_at);
CREATE INDEX idx_messages_role_created ON messages (role, created_at);
CREATE INDEX idx_messages_content_fts ON messages USING gin (to_tsvector('english', content));
CREATE INDEX idx_messages_content_trgm ON messages USING gin (content gin_trgm_ops);
CREATE INDEX idx_messages_metadata ON messages USING gin (metadata);

CREATE FUNCTION search_messages(p_user_id uuid, p_query text, p_limit integer DEFAULT 20)
RETURNS TABLE (message_id uuid, conversation_id uuid, conversation_title text, role text, created_at timestamptz,
               rank real, headline text)
LANGUAGE sql STABLE AS $$
    -- The headline is costly, so it is made for the rows that are returned only.
    SELECT found.id, found.conversation_id, found.title, found.role, found.created_at, found.rank,
           ts_headline('english', found.content, found.query, 'StartSel=**, StopSel=**, MaxFragments=1')
      FROM (SELECT m.id, m.conversation_id, c.title, m.role, m.created_at, m.content, q.query,
                   ts_rank(to_tsvector('english', m.content), q.query) AS rank
              FROM websearch_to_tsquery('english', p_query) AS q (query),
                   messages m
              JOIN conversations c ON c.id = m.conversation_id
             WHERE c.user_id = p_user_id AND to_tsvector('english', m.content) @@ q.query
             ORDER BY rank DESC, m.created_at DESC
             LIMIT p_limit) found
     ORDER BY found.rank DESC, found.created_at DESC
$$;

CREATE FUNCTION get_conversation_messages(p_conversation_id uuid, p_containing text DEFAULT NULL,
                                          p_limit integer DEFAULT 200)
RETURNS TABLE (message_id uuid, role text, content text, tokens_used integer, created_at timestamptz,
               similarity real)
LANGUAGE sql STABLE AS $$
    SELECT m.id, m.role, m.content, m.tokens_used, m.created_at,
           CASE WHEN p_containing IS NULL THEN NULL ELSE word_similarity(p_containing, m.content) END
      FROM messages m
     WHERE m.conversation_id = p_conversation_id
       AND (p_containing IS NULL OR p_containing <% m.content)
     ORDER BY m.created_at, m.id
     LIMIT p_limit
$$;

COMMENT ON FUNCTION search_messages(uuid, text, integer) IS
    'Full-text search over one user''s messages, best first; understands "quoted phrases", or and -not.';
COMMENT ON FUNCTION get_conversation_messages(uuid, text, integer) IS
    'The messages of a conversation in order; with a text, those that contain something like it.';
