"""Placeholder: the columns of the checkpoint gate were planned here and moved to another service.

The number is out of line on purpose: the revision once named the head as its parent, which closed a
circle. It now stands before the head, and stays because databases exist that have recorded it.
"""

from alembic import op  # noqa: F401

revision = "0033_add_checkpoint_gate_columns"
down_revision = "0001_navi_conversations"
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
