"""A connection of ``database.migrate`` comes in; the steps run on it, all of them or none."""

from alembic import context
from sqlalchemy import Connection

from bot.ledger.tables import metadata

connection: Connection = context.config.attributes["connection"]
# Without the second, SQLite would keep the half of a step during which the process was killed.
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
