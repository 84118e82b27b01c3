"""Deliveries with their names, threads, salts, gaps and feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("lease_ends", sa.Double, nullable=False),
        sa.Column("taken_at", sa.Double, nullable=False),
        sa.Column("posted", sa.String(64)),
        sa.Column("refusal", sa.String(64)),
    )
    op.create_index("deliveries_by_age", "deliveries", ["taken_at"])
    op.create_index("deliveries_by_state", "deliveries", ["state", "lease_ends"])
    op.create_table(
        "delivery_names",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column(
            "delivery",
            sa.String(32),
            sa.ForeignKey("deliveries.id", ondelete="CASCADE"),
            nullable=False,
        ),
    )
    op.create_index("delivery_names_by_delivery", "delivery_names", ["delivery"])
    op.create_table(
        "threads",
        sa.Column("team", sa.String(64), primary_key=True),
        sa.Column("channel", sa.String(64), primary_key=True),
        sa.Column("thread", sa.String(64), primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Double, nullable=False),
    )
    op.create_index("threads_by_age", "threads", ["asked_at"])
    op.create_table(
        "salts",
        sa.Column("team", sa.String(64), primary_key=True),
        sa.Column("salt", sa.String(64), nullable=False),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("words", sa.Text),
        sa.Column("asked_at", sa.Double, nullable=False),
    )
    op.create_index("gaps_by_age", "gaps", ["asked_at"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("team", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("claims", sa.Text, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("given_at", sa.Double, nullable=False),
    )
    op.create_index("feedback_by_person", "feedback", ["team", "person"])


def downgrade() -> None:
    """Drop them, with all that was kept."""
    for table in ("feedback", "gaps", "salts", "threads", "delivery_names", "deliveries"):
        op.drop_table(table)
