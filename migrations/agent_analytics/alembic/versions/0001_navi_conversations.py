"""Conversations and their messages, as the history panel lists them."""

from alembic import op

revision = "0001_navi_conversations"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE TABLE navi_conversations (
            id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id       bigint NOT NULL,
            workspace     text,
            title         text NOT NULL DEFAULT 'New conversation',
            status        text NOT NULL DEFAULT 'active',
            tags          text[] NOT NULL DEFAULT '{}',
            message_count integer NOT NULL DEFAULT 0,
            created_at    timestamptz NOT NULL DEFAULT now(),
            updated_at    timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT navi_conversations_status_check CHECK (status IN ('active', 'archived', 'deleted')),
            CONSTRAINT navi_conversations_message_count_check CHECK (message_count >= 0)
        )
    """)
    op.execute("""
        CREATE TABLE messages (
            id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            conversation_id uuid NOT NULL REFERENCES navi_conversations (id) ON DELETE CASCADE,
            role            text NOT NULL,
            content         text NOT NULL,
            metadata        jsonb NOT NULL DEFAULT '{}',
            created_at      timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT messages_role_check CHECK (role IN ('user', 'assistant', 'system', 'tool'))
        )
    """)
    op.execute("""
        CREATE INDEX ix_navi_conversations_user_status ON navi_conversations (user_id, status, updated_at DESC)
    """)
    op.execute("""
        CREATE INDEX ix_navi_conversations_tags ON navi_conversations USING gin (tags)
    """)
    op.execute("""
        CREATE INDEX ix_navi_conversations_title_search ON navi_conversations
            USING gin (to_tsvector('simple', title))
    """)
    op.execute("""
        CREATE INDEX ix_messages_conversation ON messages (conversation_id, created_at)
    """)
    op.execute("""
        CREATE FUNCTION count_messages() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                UPDATE navi_conversations
                   SET message_count = message_count + 1,
                       updated_at = greatest(updated_at, NEW.created_at)
                 WHERE id = NEW.conversation_id;
            ELSE
                UPDATE navi_conversations
                   SET message_count = message_count - 1
                 WHERE id = OLD.conversation_id;
            END IF;
            RETURN NULL;
        END
        $$
    """)
    op.execute("""
        CREATE TRIGGER messages_count AFTER INSERT OR DELETE ON messages
            FOR EACH ROW EXECUTE FUNCTION count_messages()
    """)
    op.execute("""
        COMMENT ON TABLE navi_conversations IS 'One row a conversation; the history panel lists and filters them.'
    """)
    op.execute("""
        COMMENT ON COLUMN navi_conversations.status IS
            'active, archived (hidden from the tab All) or deleted (soft: the row stays until it is erased).'
    """)
    op.execute("""
        COMMENT ON COLUMN navi_conversations.message_count IS 'Kept by the trigger messages_count.'
    """)
    op.execute("""
        COMMENT ON TABLE messages IS 'What was said, in order of created_at.'
    """)


def downgrade():
    op.execute("""DROP TABLE messages""")
    op.execute("""DROP TABLE navi_conversations""")
    op.execute("""DROP FUNCTION count_messages()""")
