"""A row comes in; it is written whether or not one with the same key is there, in one statement."""

from collections.abc import Mapping

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def put(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Write a row over the one with the same key, if any."""
    rest = {name: value for name, value in row.items() if name not in _keys(table)}
    insert = _insert(connection, table, row)
    connection.execute(insert.on_conflict_do_update(index_elements=_keys(table), set_=rest))


def add(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Write a row unless there is one with the same key."""
    insert = _insert(connection, table, row)
    connection.execute(insert.on_conflict_do_nothing(index_elements=_keys(table)))


# --- private ---


def _insert(
    connection: Connection, table: Table, row: Mapping[str, object]
) -> postgresql.Insert | sqlite.Insert:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(**row)


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]
