"""Opens the progress file with SQLite, checks and migrates its tables, moves a damaged one aside, translates errors.

Invariant: the file uses a rollback journal with `synchronous = EXTRA`, so that a commit has reached the disk when it
returns. Not WAL: school home folders are on network drives, on which WAL does not work. A file is accepted only if its
tables are exactly these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, Literal

from party_card.storage.errors import ConflictError, DamagedFileError, StorageUnavailableError

PROGRESS_FILE_NAME: Final = "progress.sqlite"
SCHEMA_VERSION: Final = 3
SYNCHRONOUS = "EXTRA"  # flushes the file and its folder to the disk; tests of everything else do without
LOCK_TIMEOUT_S = 2.0  # how long to wait for another window that is writing

TABLES_V1: Final = (
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
ANSWERS_TABLE: Final = """CREATE TABLE answers (
    playthrough INTEGER NOT NULL REFERENCES playthroughs,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (playthrough, question)) WITHOUT ROWID"""
CARRIED_TABLE: Final = """CREATE TABLE carried (
    playthrough INTEGER NOT NULL REFERENCES playthroughs,
    trace TEXT NOT NULL,
    PRIMARY KEY (playthrough, trace)) WITHOUT ROWID"""
_TABLES_ADDED: Final = {2: ANSWERS_TABLE, 3: CARRIED_TABLE}
"""The table that each later version added."""

_COMPANION_SUFFIXES = ("-journal", "-wal", "-shm")  # SQLite would replay a journal left behind into the new file

_REASONS: Final = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another window is writing and did not finish",
    sqlite3.SQLITE_LOCKED: "another window is writing and did not finish",
    sqlite3.SQLITE_READONLY: "the folder is read-only",
    sqlite3.SQLITE_PERM: "writing is not permitted there",
    sqlite3.SQLITE_AUTH: "writing is not permitted there",
    sqlite3.SQLITE_CANTOPEN: "no file can be opened there",
}
_DAMAGE_MESSAGES: Final = {
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is damaged",
    sqlite3.SQLITE_ERROR: "is damaged",
    sqlite3.SQLITE_READONLY_DBMOVED: "was taken away",
}


def connect(folder: Path) -> sqlite3.Connection:
    """Opens the progress file in a folder, or creates it. Raises DamagedFileError or StorageUnavailableError."""
    file = folder / PROGRESS_FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailableError(f"the folder {folder} cannot be made ({error.strerror})") from error
    with translate_sqlite_errors(str(file), is_opening=True):
        db = sqlite3.connect(file, timeout=LOCK_TIMEOUT_S, isolation_level=None)
        try:
            db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # a deleted player leaves no bytes behind
            initialize_schema(db)
        except BaseException:
            db.close()
            raise
    return db


def initialize_schema(db: sqlite3.Connection) -> None:
    """Creates the tables in an empty file; raises DamagedFileError if the file is foreign or damaged.

    A file of an earlier version is left as it is until something is written for which it has no table: it can be
    read from a read-only folder.
    """
    if _is_empty(db):
        with transaction(db):
            if _is_empty(db):  # checked again: another window may have been quicker
                for table in _tables_of_version(SCHEMA_VERSION):
                    db.execute(table)
                db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    elif db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise DamagedFileError("is damaged")


def has_table(db: sqlite3.Connection, name: Literal["answers", "carried"]) -> bool:
    """Returns True if the file has a table that a later version added."""
    return _read_version(db) >= {"answers": 2, "carried": 3}[name]


def migrate(db: sqlite3.Connection) -> None:
    """Adds the tables that a file of an earlier version lacks; call it within a transaction."""
    file_version = _read_version(db)
    for version, table in _TABLES_ADDED.items():
        if version > file_version:
            db.execute(table)
    if file_version < SCHEMA_VERSION:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _read_version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _tables_of_version(version: int) -> tuple[str, ...]:
    """Returns the statements that create a file of a version; none if there was no such version."""
    added_tables = tuple(table for number, table in _TABLES_ADDED.items() if number <= version)
    return (*TABLES_V1, *added_tables) if version >= 1 else ()


def _is_empty(db: sqlite3.Connection) -> bool:
    """Returns True if the file has no tables. Raises DamagedFileError if it has others than those of its version."""
    version = _read_version(db)
    tables = {row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if version > SCHEMA_VERSION:
        raise DamagedFileError("comes from a newer version of Party Card")
    if not version and not tables:
        return True
    if tables != set(_tables_of_version(version)):
        raise DamagedFileError("is not one of Party Card")
    return False


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Runs the block in a transaction: either everything has reached the disk at its end, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    finally:
        if db.in_transaction:  # a full disk may have rolled it back already
            db.execute("ROLLBACK")


@contextmanager
def translate_sqlite_errors(file: str, *, is_opening: bool = False) -> Iterator[None]:
    """Translates SQLite's errors in the block into storage errors.

    Once a file is open, a mistake in our SQL is not translated: it must not cost anyone a file. While `is_opening`,
    when only tested statements run, the same error code means a file that SQLite cannot parse.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # a text in the file, or in SQLite's error message about it
        raise DamagedFileError("is damaged") from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None and isinstance(error, sqlite3.OperationalError):
            raise DamagedFileError("is damaged") from error  # Python itself could not decode a text
        if code is None or (code & 0xFF == sqlite3.SQLITE_ERROR and not is_opening):
            raise
        primary_code = code & 0xFF
        if damage := _DAMAGE_MESSAGES.get(code) or _DAMAGE_MESSAGES.get(primary_code):
            raise DamagedFileError(damage) from error
        if primary_code == sqlite3.SQLITE_CONSTRAINT:
            raise ConflictError("another window was quicker") from error
        reason = _REASONS.get(primary_code, f"the disk reports: {error}")
        raise StorageUnavailableError(f"{reason} ({file})") from error


def move_aside(file: Path, reason: str) -> str:
    """Renames a file that cannot be used, and its companions; deletes nothing. Returns a message, or ""."""
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    names = (f"{file.stem}-aside-{stamp}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in count(1))
    target = next(path for name in names if not (path := file.with_name(name)).exists())
    suffixes = [suffix for suffix in ("", *_COMPANION_SUFFIXES) if file.with_name(file.name + suffix).exists()]
    try:
        for suffix in suffixes:
            file.with_name(file.name + suffix).rename(target.with_name(target.name + suffix))
    except OSError as error:
        message = f"the file {file} {reason}, and cannot be moved aside ({error.strerror})"
        raise StorageUnavailableError(message) from error
    if not suffixes:
        return ""
    return f"The progress file {reason}. It was moved aside, not deleted: it is now {target}. A new one was begun."
