"""The tables of the bot's own database. A change here needs a step in ``migrations/versions``.

Times are seconds since 1970 in UTC. Every table but the aliases of a delivery carries the
workspace, and every query about people filters on it. No table has room for what somebody wrote,
except ``gaps.words`` and ``feedback.words``, which stay empty unless the settings say otherwise.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("team", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("holder", String(32), nullable=False),
    Column("lease_ends", Double, nullable=False),
    Column("taken_at", Double, nullable=False),
    Column("posted", String(64)),
    Column("refusal", String(64)),
    Index("deliveries_by_age", "taken_at"),
    Index("deliveries_by_state", "state", "lease_ends"),
)

# The names under which Slack may deliver one message again, hashed: some are secret addresses.
delivery_names = Table(
    "delivery_names",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("delivery", String(32), ForeignKey("deliveries.id", ondelete="CASCADE"), nullable=False),
    Index("delivery_names_by_delivery", "delivery"),
)

threads = Table(
    "threads",
    metadata,
    Column("team", String(64), primary_key=True),
    Column("channel", String(64), primary_key=True),
    Column("thread", String(64), primary_key=True),
    Column("question", Text, nullable=False),
    Column("asked_at", Double, nullable=False),
    Index("threads_by_age", "asked_at"),
)

# What makes the hashes of one workspace's people its own; gone with the workspace.
salts = Table(
    "salts",
    metadata,
    Column("team", String(64), primary_key=True),
    Column("salt", String(64), nullable=False),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("question", Text, nullable=False),
    Column("words", Text),
    Column("asked_at", Double, nullable=False),
    Index("gaps_by_age", "asked_at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("claims", Text, nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("objection", String(16)),
    Column("words", Text),
    Column("given_at", Double, nullable=False),
    Index("feedback_by_person", "team", "person"),
)
