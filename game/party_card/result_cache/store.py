"""The file of kept results: an SQLite database in the user's cache folder that may be lost at any time.

Invariant: no method raises because of the file. A result is returned only if its checksum is right; a file that is
damaged, or is no database of this program, is replaced by an empty one; one that belongs to somebody else is left
alone. SQLite sees to it that a killed process, a full disk or a second process leaves whole entries. Nothing waits for
the disk: what a power cut damages has a wrong checksum.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from party_card.result_cache.digests import digest_bytes

FILE_NAME = "results.sqlite"
MAX_TOTAL_BYTES = 128_000_000
MAX_ENTRY_BYTES = 32_000_000
"""The largest entry as it is stored: compressed."""
MAX_RESULT_BYTES = 256_000_000
"""The largest result; no more than that is unpacked from an entry."""
MAX_AGE_S = 60 * 86_400
"""Results that were not used for so long are deleted."""
USE_INTERVAL_S = 86_400
"""How often it is noted that a result is used; noting it is a write."""
LOCK_TIMEOUT_S = 0.5
"""How long another process that writes is waited for; computing a result takes little longer."""
_SCHEMA = (
    "CREATE TABLE entries"
    " (key TEXT PRIMARY KEY, checksum TEXT NOT NULL, used REAL NOT NULL, size INTEGER NOT NULL, payload BLOB NOT NULL)"
)
_APPLICATION_ID = 0x50434143
_REPLACEABLE = frozenset((sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT))
"""Errors that say that the file is not what this program writes. Others come from disk, lock and permissions."""
T = TypeVar("T")


class _ForeignFileError(Exception):
    """The file is a database, and not one that this program has made."""


class ResultStore:
    """Results by key, in a folder that is created when something is first written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE_NAME
        self._connection: sqlite3.Connection | None = None

    def read(self, key: str) -> bytes | None:
        """Returns a result; None if there is none, or if it cannot be read now."""
        if not self._file.exists():
            return None
        return self._attempt(lambda connection: _read(connection, key))

    def write(self, results: Mapping[str, bytes]) -> None:
        """Keeps results, all or none; those that have not been used for longest make room."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._attempt(lambda connection: _write(connection, results))

    def close(self) -> None:
        """Closes the file."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    def _attempt(self, operation: Callable[[sqlite3.Connection], T]) -> T | None:
        """Runs an operation, and once more on a new file if this one is damaged."""
        for is_last in (False, True):
            try:
                if self._connection is None:
                    self._connection = self._connect()
                return operation(self._connection) if self._connection is not None else None
            except (sqlite3.Error, _ForeignFileError, OSError, OverflowError, UnicodeError) as error:
                is_replaceable = not isinstance(error, OSError) and _get_error_code(error) in _REPLACEABLE
                self.close()
                if is_last or not is_replaceable:
                    return None
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
        return None

    def _connect(self) -> sqlite3.Connection | None:
        """Opens the file; returns None if it is not this user's to trust."""
        if self._file.exists() and not _is_own_file(self._file):
            return None
        connection = sqlite3.connect(self._file, timeout=LOCK_TIMEOUT_S, isolation_level=None)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            if not _has_schema(connection):
                _create_schema(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _get_error_code(error: Exception) -> int:
    """Returns the primary code of SQLite; an error that is none of its own comes from a file that it did not write."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _is_own_file(path: Path) -> bool:
    """Returns True for a regular file of this user that no other may write."""
    status = path.stat()
    is_own = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return stat.S_ISREG(status.st_mode) and is_own and not (os.name == "posix" and status.st_mode & stat.S_IWOTH)


def _has_schema(connection: sqlite3.Connection) -> bool:
    """Returns False for an empty file. Raises _ForeignFileError if there is anything but the table of this version."""
    schema = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL LIMIT 2").fetchall()
    if schema and schema != [("table", _SCHEMA)]:
        raise _ForeignFileError
    return bool(schema)


def _create_schema(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    if not _has_schema(connection):  # another process may have been quicker
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(_SCHEMA)
    connection.execute("COMMIT")


def _read(connection: sqlite3.Connection, key: str) -> bytes | None:
    query = "SELECT checksum, used, payload FROM entries WHERE key = ? AND length(payload) <= ?"
    row: tuple[Any, Any, Any] | None = connection.execute(query, (key, MAX_ENTRY_BYTES)).fetchone()
    if row is None:
        return None
    checksum, used, payload = row
    result = _unpack(payload) if isinstance(payload, bytes) and checksum == _compute_checksum(key, payload) else None
    with suppress(sqlite3.Error):  # a folder that may only be read is of use, too
        if result is None:
            connection.execute("DELETE FROM entries WHERE key = ?", (key,))
        elif not isinstance(used, float) or not 0 <= time.time() - used < USE_INTERVAL_S:
            connection.execute("UPDATE entries SET used = ? WHERE key = ?", (time.time(), key))
    return result


def _unpack(payload: bytes) -> bytes | None:
    unpacker = zlib.decompressobj()
    try:
        result = unpacker.decompress(payload, MAX_RESULT_BYTES)
    except zlib.error:
        return None
    return result if unpacker.eof else None


def _write(connection: sqlite3.Connection, results: Mapping[str, bytes]) -> None:
    now = time.time()
    rows = []
    for key, result in results.items():
        payload = zlib.compress(result, 1)
        if len(payload) > MAX_ENTRY_BYTES or len(result) > MAX_RESULT_BYTES:
            return
        rows.append((key, _compute_checksum(key, payload), now, len(payload), payload))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)
    _make_room(connection, now)
    connection.execute("COMMIT")


def _make_room(connection: sqlite3.Connection, now: float) -> None:
    """Deletes what was not used for long, and beyond the greatest size what was not used for longest."""
    connection.execute("DELETE FROM entries WHERE NOT used BETWEEN ? AND ?", (now - MAX_AGE_S, now + USE_INTERVAL_S))
    (total,) = connection.execute("SELECT TOTAL(length(payload)) FROM entries").fetchone()
    if total <= MAX_TOTAL_BYTES:
        return
    ages = connection.execute("SELECT key, length(payload) FROM entries ORDER BY used, rowid").fetchall()
    for key, size in ages:
        if total <= MAX_TOTAL_BYTES * 3 // 4:
            break
        connection.execute("DELETE FROM entries WHERE key = ?", (key,))
        total -= size


def _compute_checksum(key: str, payload: bytes) -> str:
    return digest_bytes(key.encode() + payload)
