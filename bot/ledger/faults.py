"""An error of the database comes in; what is wrong with it goes out, in plain words.

An error's own message is never shown: it may quote an address, a statement or a value.
"""

import errno
import sqlite3

from alembic.util import CommandError
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError

_OF_SYSTEM = {
    errno.ENOSPC: "has no room left: the disk is full",
    errno.EDQUOT: "has no room left: the disk is full",
    errno.EACCES: "may not be written by this user",
    errno.EROFS: "is on a disk that is read-only",
}
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: "is locked by another process",
    sqlite3.SQLITE_LOCKED: "is locked by another process",
    sqlite3.SQLITE_FULL: "has no room left: the disk is full",
    sqlite3.SQLITE_READONLY: "may not be written by this user",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is no SQLite file",
    sqlite3.SQLITE_IOERR: "is on a disk that fails",
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html; two characters name a class.
_OF_POSTGRESQL = {
    "28": "refuses the user or the password",
    "3D": "does not exist",
    "42501": "does not let this user do that",
    "53100": "has no room left: the disk is full",
    "53300": "takes no more connections",
    "25006": "is read-only",
    "55P03": "is locked by another process",
    "57P": "is being shut down",
}


def said(error: Exception) -> str:
    """Say what is wrong with a database, to follow its name."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    if isinstance(cause, CommandError):
        return "has the tables of another version of the bot"
    if isinstance(cause, OSError):
        return _OF_SYSTEM.get(cause.errno or 0, "cannot be opened")
    if isinstance(cause, sqlite3.Error) and hasattr(cause, "sqlite_errorcode"):
        code = cause.sqlite_errorcode  # the low byte is the kind, the rest tells it more finely
        return _OF_SQLITE.get(code & 0xFF, f"does not work ({cause.sqlite_errorname})")
    if isinstance(state := getattr(cause, "sqlstate", None), str):
        known = (words for code, words in _OF_POSTGRESQL.items() if state.startswith(code))
        return next(known, f"does not work (SQLSTATE {state})")
    if hasattr(cause, "sqlstate"):
        return "does not answer, or lets nobody in with this user and password"
    return "does not work"


def place(url: URL) -> str:
    """Say where a database is, without the user and the password that lead to it."""
    if url.host is None:
        return str(url.database or "memory")
    return f"{url.host}:{url.port}" if url.port else url.host
