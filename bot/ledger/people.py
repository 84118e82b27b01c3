"""A person of a workspace comes in; a hash goes out that tells people apart and names nobody.

The salt is random, one for each workspace, and goes when the workspace does. Whoever holds the
database could try every user id of a workspace against it: the hashes hide names from readers of
lists, not from the operator.
"""

import hashlib
import hmac
import secrets

from sqlalchemy import Connection, select

from bot.ledger.tables import salts
from bot.ledger.upsert import add


def hashed(connection: Connection, team: str, user: str) -> str:
    """Return the hash of a person; the same for the same person as long as the salt is kept."""
    add(connection, salts, {"team": team, "salt": secrets.token_hex(32)})
    salt = connection.execute(select(salts.c.salt).where(salts.c.team == team)).scalar_one()
    return hmac.new(bytes.fromhex(salt), user.encode(), hashlib.sha256).hexdigest()
