"""Reads and writes players, their settings and their playthroughs in the progress file.

Invariant: `save` returns only after the steps have reached the disk. A playthrough is its player, its scene, a hash of
the scene's content, its imported traces, its steps with the seconds that each took, the answers, the day on which it
was begun and a random id; of a person nothing else is stored but a nickname. Every write names the revision that it
builds on: if two windows write, the second gets a ConflictError. A playthrough is deleted only with its player, who is
then deleted completely.

The tables of the file call a player `reader`, an attempt `number`, and the content hash `content`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from party_card.localization import gettext, gettext_noop
from party_card.storage.errors import ConflictError, DamagedFileError, StorageUnavailableError
from party_card.storage.player_name import nickname_key
from party_card.storage.saved_playthrough import (
    AnswerPairs,
    SavedPlaythrough,
    StepSeconds,
    count_common_steps,
    pad_seconds,
    to_answer_pairs,
)
from party_card.storage.schema import (
    DAMAGED,
    PROGRESS_FILE_NAME,
    check_version,
    connect,
    find_write_obstacle,
    has_table,
    initialize_schema,
    is_zero_byte_file,
    migrate,
    transaction,
    translate_sqlite_errors,
)
from party_card.storage.tables import COLUMNS, PLAYTHROUGH_TABLES

_SELECT_PLAYTHROUGHS = """
    SELECT nickname, scene, number, content, p.id, revision FROM playthroughs p JOIN readers r ON r.id = p.reader
    WHERE key = ? AND ? IN ('', scene) ORDER BY p.id"""
_SELECT_ROWS = """
    SELECT {columns} FROM {table} t JOIN playthroughs p ON p.id = t.playthrough
    JOIN readers r ON r.id = p.reader WHERE r.key = ? AND ? IN ('', p.scene) ORDER BY {columns}"""

ZERO_BYTE_MESSAGE = gettext_noop(
    "The progress file was empty, as an interruption of the power can leave it: what was saved in it is lost. "
    "A new one was begun."
)


def replace_damaged_file(folder: Path, damage: str) -> str:
    """Replaces the damaged progress file of a folder by one with its readable rows; see `rescue`."""
    from party_card.storage import rescue  # noqa: PLC0415  # needed only for a damaged file

    return rescue.replace_damaged_file(folder / PROGRESS_FILE_NAME, damage)


class Store:
    """An open progress file, or a database in memory if there can be no file (then not `is_persistent`)."""

    def __init__(self, db: sqlite3.Connection, folder: Path | None = None) -> None:
        self._db = db
        self._file = folder / PROGRESS_FILE_NAME if folder else None
        self._name = str(self._file or "memory")
        self.is_persistent = folder is not None

    @classmethod
    def open(cls, folder: Path, damage: str = "") -> tuple[Store, str]:
        """Opens the store of a folder. Returns it, and a message if a file was empty or had to be moved aside.

        `damage` is damage of the file that a query has met: it is replaced even if it can be opened.
        """
        file = folder / PROGRESS_FILE_NAME
        message = gettext(ZERO_BYTE_MESSAGE) if is_zero_byte_file(file) else ""
        if damage == DAMAGED:
            message = replace_damaged_file(folder, damage) or message
        for _ in range(3):  # two windows may find the same damaged file at once
            try:
                return cls(connect(folder), folder), message
            except DamagedFileError as error:
                message = replace_damaged_file(folder, error.message) or message
        raise StorageUnavailableError(f"the file {file} cannot be used")

    @classmethod
    def in_memory(cls) -> Store:
        """Opens a store that lasts as long as the program."""
        db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        initialize_schema(db)
        return cls(db)

    def close(self) -> None:
        """Closes the connection to the database."""
        self._db.close()

    def find_write_obstacle(self) -> str:
        """Returns why nothing can be written to the file; empty if it can."""
        return find_write_obstacle(self._db, self._file) if self._file else ""

    # ------------------------------------------------------------------------------------------- players

    def list_players(self) -> tuple[str, ...]:
        """Returns the nicknames, that of the player who played last first."""
        with self._read() as db:
            return tuple(row[0] for row in db.execute("SELECT nickname FROM readers ORDER BY turn DESC, id"))

    def activate_player(self, nickname: str) -> str:
        """Records that a player plays now, and adds a new one. Returns the nickname as it was first written."""
        with self._write() as db:
            player_id = _ensure_player(db, nickname)
            db.execute("UPDATE readers SET turn = (SELECT max(turn) + 1 FROM readers) WHERE id = ?", (player_id,))
            return str(db.execute("SELECT nickname FROM readers WHERE id = ?", (player_id,)).fetchone()[0])

    def delete_player(self, nickname: str) -> None:
        """Deletes a player with settings, playthroughs, steps and answers: all of it or nothing."""
        with self._write() as db:
            player = "(SELECT id FROM readers WHERE key = :key)"
            parameters = {"key": nickname_key(nickname)}
            playthroughs = f"SELECT id FROM playthroughs WHERE reader = {player}"  # noqa: S608  # the text is ours
            for table in (table for table in PLAYTHROUGH_TABLES if has_table(db, table)):
                db.execute(f"DELETE FROM {table} WHERE playthrough IN ({playthroughs})", parameters)  # noqa: S608
            for table in ("playthroughs", "settings"):
                db.execute(f"DELETE FROM {table} WHERE reader = {player}", parameters)  # noqa: S608
            db.execute("DELETE FROM readers WHERE key = :key", parameters)

    def load_settings(self, nickname: str) -> dict[str, str]:
        """Returns the stored settings of a player."""
        with self._read() as db:
            query = "SELECT name, value FROM settings JOIN readers ON id = reader WHERE key = ?"
            return dict(db.execute(query, (nickname_key(nickname),)))

    def save_settings(self, nickname: str, values: Mapping[str, str]) -> None:
        """Saves settings of a player."""
        with self._write() as db:
            player_id = _ensure_player(db, nickname)
            rows = [(player_id, name, value) for name, value in values.items()]
            db.executemany("INSERT OR REPLACE INTO settings (reader, name, value) VALUES (?, ?, ?)", rows)

    # -------------------------------------------------------------------------------------- playthroughs

    def list_playthroughs(self, nickname: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        """Returns a player's playthroughs of a scene, or of all scenes, in the order in which they were begun."""
        parameters = (nickname_key(nickname), scene)
        steps: dict[int, list[str]] = defaultdict(list)
        answers: dict[int, list[tuple[str, str]]] = defaultdict(list)
        traces: dict[int, list[str]] = defaultdict(list)
        with self._read() as db:
            for id_, number, step in _read_rows(db, "steps", parameters):
                if number == len(steps[id_]) + 1:  # else an earlier one could not be read from a damaged file
                    steps[id_].append(step)
            for id_, question, answer in _read_rows(db, "answers", parameters):
                answers[id_].append((question, answer))
            for id_, trace in _read_rows(db, "carried", parameters):
                traces[id_].append(trace)
            times = {row[:2]: row[2] for row in _read_rows(db, "step_times", parameters)}
            attempts = {
                id_: {"attempt_id": attempt_id, "begun": begun}
                for id_, attempt_id, begun in _read_rows(db, "attempts", parameters)
            }
            rows = db.execute(_SELECT_PLAYTHROUGHS, parameters).fetchall()
        return tuple(
            replace(
                playthrough,
                steps=tuple(steps[playthrough.id]),
                answers=tuple(answers[playthrough.id]),
                imported_traces=tuple(traces[playthrough.id]),
                seconds=tuple(times.get((playthrough.id, n + 1)) for n in range(len(steps[playthrough.id]))),
                **attempts.get(playthrough.id, {}),
            )
            for playthrough in (SavedPlaythrough(*row) for row in rows)  # the columns are in the order of the fields
        )

    def save(
        self,
        last_save: SavedPlaythrough,
        steps: tuple[str, ...],
        content_hash: str,
        answers: Mapping[str, str] | None = None,
        seconds: StepSeconds = (),
    ) -> SavedPlaythrough:
        """Saves the steps of a playthrough: they are on the disk when this returns, unchanged when it raises.

        `answers` are the answers by question; an empty one is deleted, None leaves all as they are. The imported
        traces of a playthrough are saved with its first step and never changed after it.
        """
        offset, seconds = count_common_steps(steps, last_save.steps), pad_seconds(seconds, len(steps))
        with self._write() as db:
            playthrough_id = _claim_revision(db, last_save, content_hash)
            if not last_save.steps:
                _write_carried(db, playthrough_id, last_save.imported_traces)
            db.execute("DELETE FROM steps WHERE playthrough = ? AND number > ?", (playthrough_id, offset))
            rows = [(playthrough_id, number, step) for number, step in enumerate(steps[offset:], offset + 1)]
            db.executemany("INSERT INTO steps (playthrough, number, choice) VALUES (?, ?, ?)", rows)
            new_answers = last_save.answers if answers is None else to_answer_pairs(answers)
            _write_answers(db, playthrough_id, last_save.answers, new_answers)
            _write_times(db, playthrough_id, last_save, offset, seconds)
        new_save = replace(last_save, id=playthrough_id, revision=last_save.revision + 1, content_hash=content_hash)
        return replace(new_save, steps=steps, answers=new_answers, seconds=seconds)

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with translate_sqlite_errors(self._name):
            self._db.execute("BEGIN")  # all queries see the same state
            try:
                yield self._db
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        with translate_sqlite_errors(self._name), transaction(self._db):
            check_version(self._db)  # a newer version may have changed the file since it was opened
            yield self._db


def _read_rows(db: sqlite3.Connection, table: str, parameters: tuple[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yields the rows of a player's playthroughs in order; none if the file has no such table."""
    if has_table(db, table):
        columns = ", ".join(f"t.{column}" for column in COLUMNS[table])
        yield from db.execute(_SELECT_ROWS.format(table=table, columns=columns), parameters)


def _ensure_player(db: sqlite3.Connection, nickname: str) -> int:
    """Returns the id of a player, who is added if new."""
    insert = "INSERT INTO readers (nickname, key, turn) SELECT ?, ?, coalesce(max(turn), 0) + 1 FROM readers WHERE true"
    key = nickname_key(nickname)
    db.execute(f"{insert} ON CONFLICT (key) DO NOTHING", (nickname, key))
    return int(db.execute("SELECT id FROM readers WHERE key = ?", (key,)).fetchone()[0])


def _write_answers(db: sqlite3.Connection, playthrough_id: int, old_pairs: AnswerPairs, new_pairs: AnswerPairs) -> None:
    if old_pairs == new_pairs:
        return
    migrate(db)
    removed_questions = sorted({question for question, _ in old_pairs} - {question for question, _ in new_pairs})
    keys = [(playthrough_id, question) for question in removed_questions]
    db.executemany("DELETE FROM answers WHERE playthrough = ? AND question = ?", keys)
    rows = [(playthrough_id, question, answer) for question, answer in new_pairs]
    db.executemany("INSERT OR REPLACE INTO answers (playthrough, question, answer) VALUES (?, ?, ?)", rows)


def _write_carried(db: sqlite3.Connection, playthrough_id: int, traces: tuple[str, ...]) -> None:
    if traces:
        migrate(db)
    if has_table(db, "carried"):
        db.execute("DELETE FROM carried WHERE playthrough = ?", (playthrough_id,))
        rows = [(playthrough_id, trace) for trace in traces]
        db.executemany("INSERT INTO carried (playthrough, trace) VALUES (?, ?)", rows)


def _write_times(
    db: sqlite3.Connection, playthrough_id: int, last_save: SavedPlaythrough, step_offset: int, seconds: StepSeconds
) -> None:
    """Writes the seconds of the steps that have changed, and with the first save of a playthrough its id and day."""
    offset = min(step_offset, count_common_steps(seconds, last_save.seconds))
    rows = [
        (playthrough_id, number, time) for number, time in enumerate(seconds[offset:], offset + 1) if time is not None
    ]
    if (rows or last_save.attempt_id) and not has_table(db, "attempts"):
        migrate(db)
    if last_save.attempt_id:
        insert = "INSERT OR IGNORE INTO attempts (playthrough, attempt_id, begun) VALUES (?, ?, ?)"
        db.execute(insert, (playthrough_id, last_save.attempt_id, last_save.begun))
    if has_table(db, "step_times"):
        db.execute("DELETE FROM step_times WHERE playthrough = ? AND number > ?", (playthrough_id, offset))
        db.executemany("INSERT INTO step_times (playthrough, number, seconds) VALUES (?, ?, ?)", rows)


def _claim_revision(db: sqlite3.Connection, last_save: SavedPlaythrough, content_hash: str) -> int:
    """Increments the revision of a playthrough, or adds a new one; of two windows only one succeeds. Returns its id."""
    if not last_save.id:
        insert = "INSERT INTO playthroughs (reader, scene, number, content, revision) VALUES (?, ?, ?, ?, 1)"
        row = (_ensure_player(db, last_save.player), last_save.scene, last_save.attempt, content_hash)
        return int(db.execute(insert, row).lastrowid or 0)
    update = "UPDATE playthroughs SET revision = revision + 1, content = ? WHERE id = ? AND revision = ?"
    # SQLite reuses the ids of a deleted player.
    condition = "AND scene = ? AND reader = (SELECT id FROM readers WHERE key = ?)"
    values = (content_hash, last_save.id, last_save.revision, last_save.scene, nickname_key(last_save.player))
    if db.execute(f"{update} {condition}", values).rowcount != 1:
        raise ConflictError("another window was quicker")
    return last_save.id
