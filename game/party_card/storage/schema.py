"""Creates, opens, checks and migrates the progress file, and translates SQLite's errors.

Invariant: the file uses a rollback journal with `synchronous = EXTRA`, so that a commit has reached the disk when it
returns. Not WAL: school home folders are on network drives, on which WAL does not work. A new file gets its name when
it is complete, so that one without content was emptied by something else.

A file is known by its `application_id`, or, as version 0.1 wrote none, by the columns of its tables; `user_version`
says which tables it has. How the tables were spelled, and what indexes and statistics there are, does not matter.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final, Literal

from party_card.localization import gettext, gettext_noop
from party_card.platform.regular_files import read_start
from party_card.storage.errors import ConflictError, DamagedFileError, StorageUnavailableError, UnusableFileError
from party_card.storage.player_name import nickname_key
from party_card.storage.tables import COLUMNS, TABLES_ADDED, TABLES_V1

PROGRESS_FILE_NAME: Final = "progress.sqlite"
APPLICATION_ID: Final = int.from_bytes(b"PCrd", "big")
SCHEMA_VERSION: Final = 4
MAX_LATER_VERSION: Final = SCHEMA_VERSION + 100
"""A higher `user_version` is not that of a newer program but a damaged number."""
SYNCHRONOUS = "EXTRA"  # flushes the file and its folder to the disk; tests of everything else do without
LOCK_TIMEOUT_S = 2.0  # how long to wait for another window that is writing

_MAX_FORMAT_VERSION = 2
"""The highest version of SQLite's file format; files with a higher one could only be read."""

_REASONS: Final = {
    sqlite3.SQLITE_FULL: gettext_noop("the disk is full"),
    sqlite3.SQLITE_BUSY: gettext_noop("another window is writing and did not finish"),
    sqlite3.SQLITE_LOCKED: gettext_noop("another window is writing and did not finish"),
    sqlite3.SQLITE_READONLY: gettext_noop("the folder is read-only"),
    sqlite3.SQLITE_PERM: gettext_noop("writing is not permitted there"),
    sqlite3.SQLITE_AUTH: gettext_noop("writing is not permitted there"),
    sqlite3.SQLITE_CANTOPEN: gettext_noop("no file can be opened there"),
}
DAMAGED: Final = "is damaged"
TAKEN_AWAY: Final = "was taken away"
_DAMAGE_MESSAGES: Final = {
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_ERROR: DAMAGED,
    sqlite3.SQLITE_READONLY_DBMOVED: TAKEN_AWAY,
}


def describe_damage(damage: str) -> str:
    """Returns a sentence on what has happened to the progress file."""
    if damage == TAKEN_AWAY:
        return gettext("The progress file was taken away.")
    return gettext("The progress file is damaged.")


def connect(folder: Path) -> sqlite3.Connection:
    """Opens the progress file in a folder, or creates it. Raises DamagedFileError or StorageUnavailableError."""
    file = folder / PROGRESS_FILE_NAME
    _make_folder(folder)
    with translate_sqlite_errors(str(file), is_opening=True):
        if not file.exists():
            _create_file(file)
        _check_header(file)
        # The session lets one thread at a time use the connection: one that saves while the window shows the next page.
        db = sqlite3.connect(file, timeout=LOCK_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # a deleted player leaves no bytes behind
            initialize_schema(db)
        except BaseException:
            db.close()
            raise
    return db


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StorageUnavailableError(
            gettext("the folder {folder} cannot be made: there is a file of that name").format(folder=folder)
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character
        reason = getattr(error, "strerror", None) or error
        raise StorageUnavailableError(
            gettext("the folder {folder} cannot be made ({reason})").format(folder=folder, reason=reason)
        ) from error


def _create_file(file: Path) -> None:
    """Creates a file with empty tables; does nothing if another window is quicker.

    Without hard links SQLite creates the file when it is opened, in several steps.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f"{file.stem}-new-", suffix=file.suffix, dir=file.parent)
    except OSError as error:
        raise StorageUnavailableError(f"{gettext('no file can be opened there')} ({file}: {error.strerror})") from error
    os.close(handle)
    try:
        create_tables(Path(name))
        with suppress(OSError):  # there is one by now, or there are no hard links
            os.link(name, file)
    finally:
        Path(name).unlink()


def create_tables(file: Path) -> None:
    """Creates the tables in an empty file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        initialize_schema(db)


def _check_header(file: Path) -> None:
    """Raises DamagedFileError if SQLite would open the file, but never write to it again."""
    with suppress(OSError):
        header = read_start(file, 20)
        if len(header) == 20 and header[18] > _MAX_FORMAT_VERSION:
            raise DamagedFileError(DAMAGED)


def is_zero_byte_file(file: Path) -> bool:
    """Returns True if there is a file with nothing in it: an interruption of the power leaves such files."""
    try:
        return file.stat().st_size == 0
    except (OSError, ValueError):
        return False


def initialize_schema(db: sqlite3.Connection) -> None:
    """Creates the tables in an empty file. Raises DamagedFileError, or UnusableFileError if the file is not ours.

    A file of an earlier version is left as it is until something is written for which it has no table: it can be
    read from a read-only folder.
    """
    if _is_empty(db):
        with transaction(db):
            if _is_empty(db):  # checked again: another window may have been quicker
                for table in (*TABLES_V1, *TABLES_ADDED.values()):
                    db.execute(table)
                _mark_as_current(db)
        return
    _check_origin(db)
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise DamagedFileError(DAMAGED)
    for nickname, key in db.execute("SELECT nickname, key FROM readers"):
        if nickname_key(nickname) != key:  # a player who could not be found again by nickname
            raise DamagedFileError(DAMAGED)


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Returns True if the file has a table that a later version added."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone() is not None


def migrate(db: sqlite3.Connection) -> None:
    """Adds what a file of an earlier version lacks; call it within a transaction."""
    for name, table in TABLES_ADDED.items():
        if not has_table(db, name):
            db.execute(table)
    _mark_as_current(db)


def check_version(db: sqlite3.Connection) -> None:
    """Raises UnusableFileError if a newer version of the program has changed the file."""
    if SCHEMA_VERSION < _read_pragma(db, "user_version") <= MAX_LATER_VERSION:
        raise UnusableFileError(
            "the progress file was written by a newer version of Party Card, and is left as it is for that version"
        )


def find_write_obstacle(db: sqlite3.Connection, file: Path) -> str:
    """Returns why nothing can be written to an open file; empty if it can, or if another window is writing just now."""
    try:
        with translate_sqlite_errors(str(file)), transaction(db):
            pass
    except StorageUnavailableError as error:
        cause = error.__cause__
        is_busy = isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        return "" if is_busy else error.message
    except DamagedFileError:
        return ""  # found again by the first query, which replaces the file
    if not os.access(file.parent, os.W_OK):  # the journal is written there
        return f"{_REASONS[sqlite3.SQLITE_READONLY]} ({file})"
    return ""


def _read_pragma(db: sqlite3.Connection, name: Literal["application_id", "user_version"]) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _mark_as_current(db: sqlite3.Connection) -> None:
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _is_empty(db: sqlite3.Connection) -> bool:
    """Returns True if the file has no tables, and no mark of any program."""
    if _read_pragma(db, "application_id") or _read_pragma(db, "user_version"):
        return False
    return db.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _check_origin(db: sqlite3.Connection) -> None:
    """Raises UnusableFileError if another program or version wrote the file, DamagedFileError if tables are missing."""
    names: dict[str, set[str]] = {}
    for table, column in db.execute("SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"):
        names.setdefault(table, set()).add(column)
    own_tables = {table for table, columns in COLUMNS.items() if names.get(table, set()) >= set(columns)}
    if _read_pragma(db, "application_id") != APPLICATION_ID and not own_tables:
        raise UnusableFileError(
            f"the file {PROGRESS_FILE_NAME} in the folder for progress belongs to another program, and is left as it is"
        )
    check_version(db)
    if not own_tables >= COLUMNS.keys() - TABLES_ADDED.keys() or _read_pragma(db, "user_version") > MAX_LATER_VERSION:
        raise DamagedFileError(DAMAGED)


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
        raise DamagedFileError(DAMAGED) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None and isinstance(error, sqlite3.OperationalError):
            raise DamagedFileError(DAMAGED) from error  # Python itself could not decode a text
        if code is None or (code & 0xFF == sqlite3.SQLITE_ERROR and not is_opening):
            raise
        primary_code = code & 0xFF
        if damage := _DAMAGE_MESSAGES.get(code) or _DAMAGE_MESSAGES.get(primary_code):
            raise DamagedFileError(damage) from error
        if primary_code == sqlite3.SQLITE_CONSTRAINT:
            raise ConflictError("another window was quicker") from error
        reason = gettext(_REASONS.get(primary_code, "")) or gettext("the disk reports: {error}").format(error=error)
        raise StorageUnavailableError(f"{reason} ({file})") from error
