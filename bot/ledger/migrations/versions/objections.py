"""What was wrong with an answer that somebody found unhelpful."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make room for the reason, and for words where the settings keep them."""
    op.add_column("feedback", sa.Column("objection", sa.String(16)))
    op.add_column("feedback", sa.Column("words", sa.Text))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("feedback", "words")
    op.drop_column("feedback", "objection")
