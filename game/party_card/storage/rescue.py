"""Sets a damaged progress file aside, and copies every row that can still be read into a new one.

Invariant: at every moment either the damaged file or the complete new one has the name of the progress file, and the
damaged bytes are never deleted. Only copies of them are opened.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from party_card.localization import gettext, ngettext
from party_card.storage import schema
from party_card.storage.errors import StorageError, StorageUnavailableError
from party_card.storage.player_name import MAX_NICKNAME_CHARS, nickname_key, normalize_nickname
from party_card.storage.row_recovery import COMPANION_SUFFIXES, Row, Rows, add_suffix, list_parent_ids, read_rows
from party_card.storage.schema import create_tables, transaction
from party_card.storage.tables import COLUMNS, PLAYTHROUGH_TABLES

ORPHAN_SCENE: Final = "unknown"
"""The scene of steps and answers whose playthrough could not be read."""


class RescueSummary(NamedTuple):
    """The numbers of players and playthroughs in a new file, and whether all of the damaged one could be read."""

    players: int
    playthroughs: int
    is_complete: bool

    def describe(self) -> str:
        """Returns a sentence for the player."""
        if not self.players and not self.playthroughs:
            return gettext("Nothing in it could be read. A new one was begun.")
        players = ngettext("{count} player", "{count} players", self.players).format(count=self.players)
        playthroughs = ngettext("{count} playthrough", "{count} playthroughs", self.playthroughs)
        saved = gettext("{players} and {playthroughs} were saved. A new one was begun with them.").format(
            players=players, playthroughs=playthroughs.format(count=self.playthroughs)
        )
        return saved if self.is_complete else f"{saved} {gettext('Some of what it held may be missing.')}"


def replace_damaged_file(file: Path, reason: str) -> str:
    """Sets a damaged file aside, and puts a new one with its readable rows in its place.

    Returns the message for the player; empty if the file is gone, or if another window has replaced it meanwhile.
    Raises StorageUnavailableError if that is impossible; then nothing has changed.
    """
    file = Path(os.path.realpath(file))
    identity = _identify(file)
    if identity is None:
        return ""
    try:
        with tempfile.TemporaryDirectory(prefix=f"{file.stem}-rescue-", dir=file.parent) as name:
            copy, new_file = Path(name, "damaged.sqlite"), Path(name, "new.sqlite")
            _copy_with_companions(file, copy)
            create_tables(new_file)
            rows, is_complete = read_rows(copy, new_file)
            summary = write_rows(new_file, rows, is_complete=is_complete)
            if _identify(file) != identity:
                return ""
            target = _keep_damaged_file(file)
            for suffix in COMPANION_SUFFIXES:
                add_suffix(file, suffix).unlink(missing_ok=True)
            new_file.replace(file)
    except (OSError, sqlite3.Error) as error:
        cause = getattr(error, "strerror", None) or error
        raise StorageUnavailableError(f"the file {file} {reason}, and cannot be moved aside ({cause})") from error
    return f"{schema.describe_damage(reason)} {summary.describe()} " + gettext(
        "The old file was moved aside, not deleted: it is now {file}."
    ).format(file=target)


def _identify(file: Path) -> tuple[int, ...] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def _copy_with_companions(file: Path, target: Path) -> None:
    for suffix in ("", *COMPANION_SUFFIXES):
        with suppress(FileNotFoundError):
            shutil.copyfile(add_suffix(file, suffix), add_suffix(target, suffix))


def _keep_damaged_file(file: Path) -> Path:
    """Gives a file and its companions a second name. Returns it."""
    stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
    names = (f"{file.stem}-aside-{stamp}{f'-{n}' if n > 1 else ''}{file.suffix}" for n in count(1))
    for target in (file.with_name(name) for name in names):
        with suppress(FileExistsError):
            for suffix in ("", *COMPANION_SUFFIXES):
                with suppress(FileNotFoundError):
                    _link_or_copy(add_suffix(file, suffix), add_suffix(target, suffix))
            return target
    raise AssertionError("the names never end")


def _link_or_copy(file: Path, target: Path) -> None:
    """Gives a file a second name, or copies it where that is impossible. Raises FileExistsError."""
    try:
        os.link(file, target)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:  # no hard links on this disk
        with file.open("rb") as source, target.open("xb") as copy:
            shutil.copyfileobj(source, copy)
            copy.flush()
            os.fsync(copy.fileno())


# ------------------------------------------------------------------------------------------------------------ write


def write_rows(new_file: Path, rows: Rows, *, is_complete: bool) -> RescueSummary:
    """Writes rows into a new file so that it is sound: each has its player and its playthrough."""
    playthroughs = _complete_playthroughs(rows)
    readers = _complete_readers(rows, {int(row[1]) for row in playthroughs})
    reader_ids = {row[0] for row in readers}
    settings = [row for row in rows["settings"].values() if row[0] in reader_ids]
    tables: dict[str, Iterable[Row]] = {"readers": readers, "settings": settings, "playthroughs": playthroughs}
    tables |= {table: rows[table].values() for table in PLAYTHROUGH_TABLES}
    with closing(sqlite3.connect(new_file, isolation_level=None)) as db:
        db.execute(f"PRAGMA synchronous = {schema.SYNCHRONOUS}")
        db.execute("PRAGMA foreign_keys = ON")
        with transaction(db):
            for table, table_rows in tables.items():
                marks = ", ".join("?" * len(COLUMNS[table]))
                db.executemany(f"INSERT INTO {table} VALUES ({marks})", table_rows)  # noqa: S608  # ours
    return RescueSummary(len(rows["readers"]), len(rows["playthroughs"]), is_complete)


def _complete_playthroughs(rows: Rows) -> list[Row]:
    """Returns the playthroughs with different attempts of a scene, and one for each that steps or answers name."""
    playthroughs: list[Row] = []
    attempts: set[Row] = set()
    orphan_ids = list_parent_ids(rows, "playthroughs") - {int(row[0]) for row in rows["playthroughs"].values()}
    orphans = [(id_, 0, ORPHAN_SCENE, 1, "", 1) for id_ in sorted(orphan_ids)]
    for id_, reader, scene, attempt, content, revision in [*rows["playthroughs"].values(), *orphans]:
        free = next(number for number in count(int(attempt)) if (reader, scene, number) not in attempts)
        attempts.add((reader, scene, free))
        playthroughs.append((id_, reader, scene, free, content, revision))
    return playthroughs


def _complete_readers(rows: Rows, needed_ids: set[int]) -> list[Row]:
    """Returns the players with valid and different nicknames, and one for each that a playthrough names."""
    readers: list[Row] = []
    keys: set[str] = set()
    unread_ids = sorted(needed_ids - {int(row[0]) for row in rows["readers"].values()})
    unread_rows: list[Row] = [(id_, "", "", 0) for id_ in unread_ids]
    for id_, nickname, key, turn in [*rows["readers"].values(), *unread_rows]:
        # Of the nickname and its key one may be damaged.
        name = next(filter(_is_valid_nickname, (nickname, key)), f"Player {id_ or 'unknown'}")
        free = next(text for text in _number_nickname(str(name)) if nickname_key(text) not in keys)
        keys.add(nickname_key(free))
        readers.append((id_, free, nickname_key(free), turn))
    return readers


def _is_valid_nickname(text: object) -> bool:
    try:
        return isinstance(text, str) and "\ufffd" not in text and normalize_nickname(text) == text
    except StorageError:
        return False


def _number_nickname(nickname: str) -> Iterator[str]:
    """Yields a nickname, and then the same with numbers after it."""
    yield nickname
    for number in count(2):
        suffix = f" {number}"
        yield nickname[: MAX_NICKNAME_CHARS - len(suffix)] + suffix
