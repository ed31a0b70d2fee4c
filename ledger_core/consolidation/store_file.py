"""The file of the store: made, and looked at closely before it is used."""

import os
import sqlite3
import stat
from pathlib import Path
from typing import Final

from ledger_core.consolidation.errors import NotAStore, StoreNotUsable, StoreOfOthers

_APPLICATION: Final = 0x636C7370  # "clsp"
_VERSION: Final = 1
_MAGIC: Final = b"SQLite format 3\x00"
_PATIENCE_SECONDS: Final = 60

_TABLES: Final = {
    "books": """CREATE TABLE books (
  number INTEGER PRIMARY KEY,
  path TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  content TEXT NOT NULL,
  stamps TEXT NOT NULL,
  reason TEXT,
  messages TEXT,
  file TEXT,
  line INTEGER,
  club TEXT,
  identity TEXT,
  last_day TEXT,
  findings TEXT,
  first_year INTEGER,
  last_year INTEGER,
  first_money INTEGER,
  last_money INTEGER,
  money_keys TEXT,
  months TEXT,
  seals TEXT
)""",
    "portfolio": "CREATE TABLE portfolio (place INTEGER PRIMARY KEY, block BLOB NOT NULL)",
    "money": "CREATE TABLE money (place INTEGER PRIMARY KEY, block BLOB NOT NULL)",
    "months": "CREATE TABLE months (place INTEGER PRIMARY KEY, block BLOB NOT NULL)",
    "details": "CREATE TABLE details (number INTEGER PRIMARY KEY, block BLOB NOT NULL)",
    "seals": """CREATE TABLE seals (
  seen INTEGER PRIMARY KEY AUTOINCREMENT,
  club TEXT NOT NULL,
  month TEXT NOT NULL,
  code TEXT NOT NULL,
  root TEXT NOT NULL,
  UNIQUE (club, month, code, root)
)""",
    "known_clubs": "CREATE TABLE known_clubs (key TEXT PRIMARY KEY, path TEXT NOT NULL)",
    "return_seals": """CREATE TABLE return_seals (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  month TEXT NOT NULL,
  code TEXT NOT NULL,
  UNIQUE (key, month, code)
)""",
}


def open_store(path: Path) -> sqlite3.Connection:
    """Open the file of a store, or make it.

    Raises:
        NotAStore: the file is something else, or of another version.
        StoreOfOthers: the file belongs to another user, or is a link.
        StoreNotUsable: it cannot be made, opened or written.
    """
    new = _is_new(path)
    try:
        if new:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreNotUsable(path, error) from error
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if new:
            _make(connection)
        _check(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise StoreNotUsable(path, error) from error
        raise NotAStore(path) from error
    except NotAStore:
        connection.close()
        raise
    return connection


def _is_new(path: Path) -> bool:
    """Whether there is no file yet, or an empty one; what is there must be ours."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return True
    except OSError as error:
        raise StoreNotUsable(path, error) from error
    if stat.S_ISLNK(found.st_mode) or (hasattr(os, "geteuid") and found.st_uid != os.geteuid()):
        raise StoreOfOthers(path)
    if not stat.S_ISREG(found.st_mode):
        raise NotAStore(path)
    with path.open("rb") as file:
        begins = file.read(len(_MAGIC))
    if begins and begins != _MAGIC:
        raise NotAStore(path)
    return not begins


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("BEGIN IMMEDIATE")
    if _schema(connection) == {}:
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        for statement in _TABLES.values():
            connection.execute(statement)
    connection.execute("COMMIT")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that has other tables, views or triggers than a store has."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version, _schema(connection)) != (_APPLICATION, _VERSION, _TABLES):
        raise NotAStore(path)


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_sequence'"
    )
    return {str(name): str(sql) for name, sql in rows}
