"""What was in each file, and when: a version for each save, and the texts of pages that have not saved yet.

Invariant: saving a file never fails because of the history. A damaged history is set aside, not deleted, and a new one
is begun. All versions of the last day stay, then one for each ten minutes, and nothing is older than 30 days.

A scene is saved every few seconds, and each time little of it has changed. So a version is kept as what differs from a
whole text, its base: the lengths of the beginning and of the end that both share, and what stands between. Once that is
long, the version becomes the next base.
"""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.storage import schema
from party_card.storage.errors import DamagedFileError, StorageError
from party_card.storage.paths import data_folder

HISTORY_FILE_NAME: Final = "studio-history.sqlite"
DAY_MS: Final = 24 * 3600 * 1000
MAX_AGE_MS: Final = 30 * DAY_MS
INTERVAL_MS: Final = 10 * 60 * 1000
MAX_DIFFERENCE_CHARS: Final = 4_000
_SAVES_BETWEEN_DELETIONS: Final = 200
_TABLES: Final = (
    "PRAGMA auto_vacuum = FULL",
    """CREATE TABLE IF NOT EXISTS bases (
    id INTEGER PRIMARY KEY,
    text BLOB NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS versions (
    id INTEGER PRIMARY KEY,
    folder TEXT NOT NULL,
    file TEXT NOT NULL,
    at INTEGER NOT NULL,
    length INTEGER NOT NULL,
    hash BLOB NOT NULL,
    base INTEGER NOT NULL REFERENCES bases,
    start INTEGER NOT NULL,
    rest INTEGER NOT NULL,
    middle BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS versions_of_file ON versions (folder, file, at)",
    """CREATE TABLE IF NOT EXISTS drafts (
    folder TEXT NOT NULL,
    file TEXT NOT NULL,
    page TEXT NOT NULL,
    at INTEGER NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (folder, file, page)) WITHOUT ROWID""",
)
_T = TypeVar("_T")


@frozen_dataclass
class Version:
    """A version of a file: when it was saved (milliseconds since 1970), and how long it is (characters)."""

    id: int
    at: int
    length: int


@frozen_dataclass
class Draft:
    """What a page had not saved, and when it said so (milliseconds since 1970)."""

    text: str
    at: int


class HistoryError(Exception):
    """The history can be neither read nor written now; the message is a whole sentence."""


class History:
    """The versions of the files in one folder. It is used by one thread."""

    def __init__(self, root: Path, clock: Callable[[], float] = time.time) -> None:
        self._folder = str(root)
        self._clock = clock
        self._db: sqlite3.Connection | None = None
        self._saves = 0

    def add_version(self, file: str, text: str, *, at: int | None = None) -> None:
        """Adds a version unless the newest one has the same text. Raises HistoryError."""

        def add(db: sqlite3.Connection) -> None:
            key, digest = (self._folder, file), sha256(text.encode()).digest()
            query = "SELECT hash, base FROM versions WHERE folder = ? AND file = ? ORDER BY id DESC LIMIT 1"
            newest = db.execute(query, key).fetchone()
            if newest is None or newest[0] != digest:
                base, start, rest = _choose_base(db, text, newest[1] if newest is not None else None)
                middle = _pack(text[start : len(text) - rest])
                values = (*key, self._now() if at is None else at, len(text), digest, base, start, rest, middle)
                db.execute(f"INSERT INTO versions VALUES (NULL{', ?' * len(values)})", values)  # noqa: S608  # ours
            if self._saves % _SAVES_BETWEEN_DELETIONS == 0:
                self._delete_old(db)
            self._saves += 1

        self._run(add)

    def list_versions(self, file: str) -> list[Version]:
        """Returns the versions of a file, the newest one first. Raises HistoryError."""
        query = "SELECT id, at, length FROM versions WHERE folder = ? AND file = ? ORDER BY id DESC"
        return self._run(lambda db: [Version(*row) for row in db.execute(query, (self._folder, file))])

    def read_version(self, file: str, number: int) -> str | None:
        """Returns the text of a version; None if there is none of this number. Raises HistoryError."""
        query = """SELECT text, start, rest, middle FROM versions JOIN bases ON base = bases.id
            WHERE folder = ? AND file = ? AND versions.id = ?"""
        row = self._run(lambda db: db.execute(query, (self._folder, file, number)).fetchone())
        if row is None:
            return None
        base, start, rest = _unpack(row[0]), row[1], row[2]
        return base[:start] + _unpack(row[3]) + base[len(base) - rest :]

    def list_files(self) -> list[str]:
        """Returns the names of all files that have a version. Raises HistoryError."""
        query = "SELECT DISTINCT file FROM versions WHERE folder = ? ORDER BY file"
        return self._run(lambda db: [row[0] for row in db.execute(query, (self._folder,))])

    def keep_draft(self, file: str, page: str, text: str) -> None:
        """Keeps what a page has not saved yet, in place of what it had before. Raises HistoryError."""
        values = (self._folder, file, page, self._now(), _pack(text))
        self._run(lambda db: db.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?)", values))

    def list_drafts(self, file: str, open_pages: Collection[str]) -> list[Draft]:
        """Returns the drafts of pages that are not open any more, the newest one first. Raises HistoryError."""
        query = "SELECT page, at, text FROM drafts WHERE folder = ? AND file = ? ORDER BY at DESC"
        rows = self._run(lambda db: db.execute(query, (self._folder, file)).fetchall())
        return [Draft(_unpack(text), at) for page, at, text in rows if page not in open_pages]

    def delete_drafts(self, file: str, open_pages: Collection[str]) -> None:
        """Deletes the drafts of a file, but not those of other pages that are open. Raises HistoryError."""
        marks = ", ".join("?" * len(open_pages))
        query = f"DELETE FROM drafts WHERE folder = ? AND file = ? AND page NOT IN ({marks})"  # noqa: S608  # ours
        self._run(lambda db: db.execute(query, (self._folder, file, *open_pages)))

    def delete_old(self) -> None:
        """Thins out what is older than a day, and deletes what is too old. Raises HistoryError."""
        self._run(self._delete_old)

    def close(self) -> None:
        """Closes the file; it is opened again if it is needed."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _now(self) -> int:
        return round(self._clock() * 1000)

    def _delete_old(self, db: sqlite3.Connection) -> None:
        now = self._now()
        db.execute("DELETE FROM versions WHERE at < ?", (now - MAX_AGE_MS,))
        db.execute("DELETE FROM drafts WHERE at < ?", (now - MAX_AGE_MS,))
        query = "SELECT max(id) FROM versions WHERE at < :day GROUP BY folder, file, at / :interval"
        parameters = {"day": now - DAY_MS, "interval": INTERVAL_MS}
        db.execute(f"DELETE FROM versions WHERE at < :day AND id NOT IN ({query})", parameters)  # noqa: S608  # ours
        db.execute("DELETE FROM bases WHERE id NOT IN (SELECT base FROM versions)")

    def _run(self, action: Callable[[sqlite3.Connection], _T]) -> _T:
        """Runs `action` in a transaction; with a new file if the one that is there turns out to be damaged."""
        try:
            file = data_folder() / HISTORY_FILE_NAME
            try:
                return self._run_once(file, action)
            except DamagedFileError:
                self.close()
                _set_aside(file)
                return self._run_once(file, action)
        except (StorageError, OSError) as error:
            self.close()
            reason = getattr(error, "message", None) or getattr(error, "strerror", None) or error
            raise HistoryError(
                gettext("The history of this folder cannot be used now: {reason}.").format(reason=reason)
            ) from error

    def _run_once(self, file: Path, action: Callable[[sqlite3.Connection], _T]) -> _T:
        if self._db is not None and not file.exists():
            self.close()  # somebody has deleted it
        with schema.translate_sqlite_errors(str(file), is_opening=True):
            if self._db is None:
                file.parent.mkdir(parents=True, exist_ok=True)
                self._db = sqlite3.connect(
                    file, timeout=schema.LOCK_TIMEOUT_S, isolation_level=None, check_same_thread=False
                )
                self._db.execute(f"PRAGMA synchronous = {schema.SYNCHRONOUS}")
                for statement in _TABLES:
                    self._db.execute(statement)
            with schema.transaction(self._db):
                return action(self._db)


def _set_aside(file: Path) -> None:
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S-%f}"
    file.replace(file.with_name(f"{file.stem}-aside-{stamp}{file.suffix}"))
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)


def _choose_base(db: sqlite3.Connection, text: str, base: int | None) -> tuple[int, int, int]:
    """Returns the base for a new version, and how many characters it shares with its beginning and its end.

    `base` is that of the version before; a new one is added if too much differs from it.
    """
    if base is not None:
        with suppress(HistoryError):
            base_text = _unpack(db.execute("SELECT text FROM bases WHERE id = ?", (base,)).fetchone()[0])
            start = _count_shared(base_text, text)
            rest = _count_shared(base_text[start:][::-1], text[start:][::-1])
            if len(text) - start - rest <= MAX_DIFFERENCE_CHARS:
                return base, start, rest
    new_base = db.execute("INSERT INTO bases (text) VALUES (?)", (_pack(text),)).lastrowid
    return new_base or 0, len(text), 0


def _count_shared(one: str, other: str) -> int:
    """Returns how many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _pack(text: str) -> bytes:
    return zlib.compress(text.encode())


def _unpack(data: bytes) -> str:
    """Returns the text of a row. Raises HistoryError."""
    try:
        return zlib.decompress(data).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise HistoryError(gettext("This version is damaged and cannot be read.")) from error
