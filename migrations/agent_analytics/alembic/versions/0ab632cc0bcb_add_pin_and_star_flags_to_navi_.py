"""Add pin and star flags to navi_conversations."""

from alembic import op

revision = "0ab632cc0bcb"
down_revision = "0033_add_checkpoint_gate_columns"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        ALTER TABLE navi_conversations
            ADD COLUMN is_pinned  boolean NOT NULL DEFAULT false,
            ADD COLUMN is_starred boolean NOT NULL DEFAULT false
    """)
    op.execute("""
        CREATE INDEX ix_navi_conversations_pinned ON navi_conversations (user_id, updated_at DESC) WHERE is_pinned
    """)
    op.execute("""
        CREATE INDEX ix_navi_conversations_starred ON navi_conversations (user_id, updated_at DESC) WHERE is_starred
    """)
    op.execute("""
        COMMENT ON COLUMN navi_conversations.is_pinned IS 'Shown first, with a border of its own.'
    """)
    op.execute("""
        COMMENT ON COLUMN navi_conversations.is_starred IS 'Shown with a badge, and on the tab Starred.'
    """)


def downgrade():
    op.execute("""
        ALTER TABLE navi_conversations
            DROP COLUMN is_starred,
            DROP COLUMN is_pinned
    """)
