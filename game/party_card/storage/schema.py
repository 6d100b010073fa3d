"""The progress file as SQLite sees it: how it is opened, known as ours, and what SQLite's errors mean to a student.

Law: a rollback journal with `synchronous = EXTRA`, so that a commit has reached the disk when it returns. Not WAL:
school home folders lie on network drives, where WAL does not work. A file is ours only if its tables are exactly these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from party_card.storage.errors import ConflictError, DamagedError, UnkeptError

NAME: Final = "progress.sqlite"
VERSION: Final = 3
_PATIENCE = 2.0  # seconds to wait for another window that is writing just now

_FIRST: Final = (
    """CREATE TABLE readers (
    id INTEGER PRIMARY KEY,
    nickname TEXT NOT NULL,
    key TEXT NOT NULL UNIQUE,
    turn INTEGER NOT NULL)""",
    """CREATE TABLE settings (
    reader INTEGER NOT NULL REFERENCES readers,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (reader, name)) WITHOUT ROWID""",
    """CREATE TABLE playthroughs (
    id INTEGER PRIMARY KEY,
    reader INTEGER NOT NULL REFERENCES readers,
    scene TEXT NOT NULL,
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    revision INTEGER NOT NULL,
    UNIQUE (reader, scene, number))""",
    """CREATE TABLE steps (
    playthrough INTEGER NOT NULL REFERENCES playthroughs,
    number INTEGER NOT NULL,
    choice TEXT NOT NULL,
    PRIMARY KEY (playthrough, number)) WITHOUT ROWID""",
)
"""The tables of version 1."""
_ANSWERS: Final = """CREATE TABLE answers (
    playthrough INTEGER NOT NULL REFERENCES playthroughs,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (playthrough, question)) WITHOUT ROWID"""
_CARRIED: Final = """CREATE TABLE carried (
    playthrough INTEGER NOT NULL REFERENCES playthroughs,
    trace TEXT NOT NULL,
    PRIMARY KEY (playthrough, trace)) WITHOUT ROWID"""
_ADDED: Final = {2: _ANSWERS, 3: _CARRIED}
"""The table that came with each later version."""

_REASONS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another window is writing and did not finish",
    sqlite3.SQLITE_LOCKED: "another window is writing and did not finish",
    sqlite3.SQLITE_READONLY: "the folder is read-only",
    sqlite3.SQLITE_PERM: "writing is not permitted there",
    sqlite3.SQLITE_AUTH: "writing is not permitted there",
    sqlite3.SQLITE_CANTOPEN: "no file can be opened there",
}
_DAMAGE: Final = {
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is damaged",
    sqlite3.SQLITE_ERROR: "is damaged",
    sqlite3.SQLITE_READONLY_DBMOVED: "was taken away",
}


def connect(folder: Path) -> sqlite3.Connection:
    """Opens the progress file in `folder`, makes it where there is none; raises `DamagedError` or `UnkeptError`."""
    file = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise UnkeptError(f"the folder {folder} cannot be made ({why.strerror})") from why
    with translate_sqlite_errors(str(file), opening=True):
        db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
        try:
            db.execute("PRAGMA synchronous = EXTRA")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # who is forgotten leaves no bytes behind
            prepare(db)
        except BaseException:
            db.close()
            raise
    return db


def prepare(db: sqlite3.Connection) -> None:
    """Sees that the file is ours and whole, and writes the tables into an empty one.

    A file of an earlier version stays as it is until something is written that it has no table for: it can be read from
    a folder where nothing can be written.
    """
    if _is_empty(db):
        with transaction(db):
            if _is_empty(db):  # still: another window may have been quicker
                for table in _tables(VERSION):
                    db.execute(table)
                db.execute(f"PRAGMA user_version = {VERSION}")
    elif db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise DamagedError("is damaged")


def has_answers(db: sqlite3.Connection) -> bool:
    """Whether the file has the table that came with version 2."""
    return _version(db) >= 2


def has_carried(db: sqlite3.Connection) -> bool:
    """Whether the file has the table that came with version 3."""
    return _version(db) >= 3


def migrate(db: sqlite3.Connection) -> None:
    """Brings a file of an earlier version up to date, within a transaction."""
    before = _version(db)
    for version, table in _ADDED.items():
        if version > before:
            db.execute(table)
    if before < VERSION:
        db.execute(f"PRAGMA user_version = {VERSION}")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _tables(version: int) -> tuple[str, ...]:
    """The tables of a file of some version, as they are made; none where there was no such version."""
    later = tuple(table for number, table in _ADDED.items() if number <= version)
    return (*_FIRST, *later) if version >= 1 else ()


def _is_empty(db: sqlite3.Connection) -> bool:
    version = _version(db)
    found = {row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if version > VERSION:
        raise DamagedError("comes from a newer version of Party Card")
    if not version and not found:
        return True
    if found != set(_tables(version)):
        raise DamagedError("is not one of Party Card")
    return False


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing of it, on the disk at the end."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:  # not after a full disk, which may have rolled it back already
            db.execute("ROLLBACK")


@contextmanager
def translate_sqlite_errors(file: str, *, opening: bool = False) -> Iterator[None]:
    """Turns SQLite's errors into ours.

    Once a file is open, a mistake in our SQL stays what it is: it must not cost anyone a file. While `opening`, when
    only tried sentences are said, the same error code means a file that SQLite cannot make sense of.
    """
    try:
        yield
    except UnicodeDecodeError as why:  # a text in the file, or in SQLite's complaint about it
        raise DamagedError("is damaged") from why
    except sqlite3.DatabaseError as why:
        code = getattr(why, "sqlite_errorcode", None)
        if code is None and isinstance(why, sqlite3.OperationalError):
            raise DamagedError("is damaged") from why  # Python itself could not read a text
        if code is None or (code & 0xFF == sqlite3.SQLITE_ERROR and not opening):
            raise
        kind = code & 0xFF
        if damage := _DAMAGE.get(code) or _DAMAGE.get(kind):
            raise DamagedError(damage) from why
        if kind == sqlite3.SQLITE_CONSTRAINT:
            raise ConflictError("another window was quicker") from why
        raise UnkeptError(f"{_REASONS.get(kind, f'the disk reports: {why}')} ({file})") from why
