"""Readers, their settings and their playthroughs in the progress file.

Law: `save` returns only after the steps have reached the disk. A playthrough is its reader, its scene, a hash of the
scene's content, what it was begun with, its steps and the answers that were written; of a person nothing else is kept
but a nickname, and of nothing is a time kept. Every write names the revision it builds on, so of two windows the second
is told, never mixed in. No playthrough is deleted, but with its reader, who is then forgotten whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from party_card.storage.errors import ConflictError, DamagedError, UnkeptError
from party_card.storage.player_name import player_key
from party_card.storage.quarantine import move_aside
from party_card.storage.schema import (
    NAME,
    connect,
    has_answers,
    has_carried,
    migrate,
    prepare,
    transaction,
    translate_sqlite_errors,
)

_THEIR_PLAYTHROUGHS = """
    SELECT nickname, scene, number, content, p.id, revision FROM playthroughs p JOIN readers r ON r.id = p.reader
    WHERE key = ? AND ? IN ('', scene) ORDER BY p.id"""
_THEIR_STEPS = """
    SELECT playthrough, choice FROM steps s JOIN playthroughs p ON p.id = playthrough JOIN readers r ON r.id = reader
    WHERE key = ? AND ? IN ('', scene) ORDER BY s.number"""
_THEIR_ANSWERS = """
    SELECT playthrough, question, answer FROM answers a JOIN playthroughs p ON p.id = playthrough
    JOIN readers r ON r.id = reader WHERE key = ? AND ? IN ('', scene) ORDER BY question"""

_THEIR_CARRIED = """
    SELECT playthrough, trace FROM carried c JOIN playthroughs p ON p.id = playthrough
    JOIN readers r ON r.id = reader WHERE key = ? AND ? IN ('', scene) ORDER BY trace"""


@dataclass(frozen=True, slots=True)
class SavedPlaythrough:
    """A playthrough as it is kept: the `number`th of this scene by this reader. `id` 0: not written yet.

    `answers` are pairs of a question of the debrief and what the reader wrote beneath it; `carried` are the traces of
    earlier scenes that it was begun with. Both are in the order of the alphabet.
    """

    player: str
    scene: str
    number: int = 1
    content: str = ""
    id: int = 0
    revision: int = 0
    steps: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    carried: tuple[str, ...] = ()


class Store:
    """An open progress file, or the same in memory where there can be no file (`lasting` is False then)."""

    def __init__(self, db: sqlite3.Connection, folder: Path | None = None) -> None:
        self._db = db
        self._name = str(folder / NAME) if folder else "memory"
        self.lasting = folder is not None

    @classmethod
    def open(cls, folder: Path) -> tuple[Store, str]:
        """The store in `folder`, and a message where a file had to be moved aside for it."""
        message = ""
        for _ in range(3):  # two windows may find the same damaged file at once
            try:
                return cls(connect(folder), folder), message
            except DamagedError as why:
                message = move_aside(folder / NAME, why.message) or message
        raise UnkeptError(f"the file {folder / NAME} cannot be used")

    @classmethod
    def in_memory(cls) -> Store:
        """A store that lasts as long as the program."""
        db = sqlite3.connect(":memory:", isolation_level=None)
        prepare(db)
        return cls(db)

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    # ------------------------------------------------------------------------------------------- readers

    def list_players(self) -> tuple[str, ...]:
        """The nicknames, the one that played last in front."""
        with self._reading() as db:
            return tuple(row[0] for row in db.execute("SELECT nickname FROM readers ORDER BY turn DESC, id"))

    def activate_player(self, nickname: str) -> str:
        """Makes `nickname` the one that played last, and returns it as it was first written."""
        with self._writing() as db:
            reader = _reader(db, nickname)
            db.execute("UPDATE readers SET turn = (SELECT max(turn) + 1 FROM readers) WHERE id = ?", (reader,))
            return str(db.execute("SELECT nickname FROM readers WHERE id = ?", (reader,)).fetchone()[0])

    def forget(self, nickname: str) -> None:
        """Takes a reader away with settings, playthroughs, steps and answers: all of it or nothing."""
        with self._writing() as db:
            reader = "(SELECT id FROM readers WHERE key = :key)"
            whose = {"key": player_key(nickname)}
            walks = f"SELECT id FROM playthroughs WHERE reader = {reader}"  # noqa: S608  # the text is ours
            more = (("answers", has_answers(db)), ("carried", has_carried(db)))
            for table in ("steps", *(table for table, there in more if there)):
                db.execute(f"DELETE FROM {table} WHERE playthrough IN ({walks})", whose)  # noqa: S608
            for table in ("playthroughs", "settings"):
                db.execute(f"DELETE FROM {table} WHERE reader = {reader}", whose)  # noqa: S608
            db.execute("DELETE FROM readers WHERE key = :key", whose)

    def settings(self, nickname: str) -> dict[str, str]:
        """The settings kept for a reader."""
        with self._reading() as db:
            asked = "SELECT name, value FROM settings JOIN readers ON id = reader WHERE key = ?"
            return dict(db.execute(asked, (player_key(nickname),)))

    def set(self, nickname: str, values: Mapping[str, str]) -> None:
        """Keeps settings of a reader."""
        with self._writing() as db:
            reader = _reader(db, nickname)
            rows = [(reader, name, value) for name, value in values.items()]
            db.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?, ?)", rows)

    # -------------------------------------------------------------------------------------- playthroughs

    def playthroughs(self, nickname: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        """A reader's playthroughs of `scene`, or of all scenes, in the order they were begun."""
        whose = (player_key(nickname), scene)
        with self._reading() as db:
            steps: dict[int, list[str]] = {}
            for id_, step in db.execute(_THEIR_STEPS, whose):
                steps.setdefault(id_, []).append(step)
            answers: dict[int, list[tuple[str, str]]] = {}
            for id_, *pair in db.execute(_THEIR_ANSWERS, whose) if has_answers(db) else ():
                answers.setdefault(id_, []).append((pair[0], pair[1]))
            carried: dict[int, list[str]] = {}
            for id_, trace in db.execute(_THEIR_CARRIED, whose) if has_carried(db) else ():
                carried.setdefault(id_, []).append(trace)
            kept = [SavedPlaythrough(*row) for row in db.execute(_THEIR_PLAYTHROUGHS, whose)]
        return tuple(
            replace(
                one,
                steps=tuple(steps.get(one.id, ())),
                answers=tuple(answers.get(one.id, ())),
                carried=tuple(carried.get(one.id, ())),
            )
            for one in kept
        )

    def save(
        self, kept: SavedPlaythrough, steps: tuple[str, ...], content: str, answers: Mapping[str, str] | None = None
    ) -> SavedPlaythrough:
        """Makes `steps` the steps of a playthrough: on the disk when this returns, untouched when it raises.

        `answers` are what the reader wrote beneath the questions; an empty one is taken away, None leaves all as it is.
        What a playthrough was begun with is kept with its first step and never changed after it.
        """
        same = 0
        while same < min(len(steps), len(kept.steps)) and steps[same] == kept.steps[same]:
            same += 1
        with self._writing() as db:
            id_ = _claim(db, kept, content)
            if not kept.steps:
                _write_carried(db, id_, kept.carried)
            db.execute("DELETE FROM steps WHERE playthrough = ? AND number > ?", (id_, same))
            rows = [(id_, number, step) for number, step in enumerate(steps[same:], same + 1)]
            db.executemany("INSERT INTO steps VALUES (?, ?, ?)", rows)
            now = kept.answers
            if answers is not None:
                now = tuple(sorted((question, answer) for question, answer in answers.items() if answer))
                _write_answers(db, id_, kept.answers, now)
        return replace(kept, id=id_, revision=kept.revision + 1, steps=steps, content=content, answers=now)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with translate_sqlite_errors(self._name):
            self._db.execute("BEGIN")  # one moment for all that is read
            try:
                yield self._db
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with translate_sqlite_errors(self._name), transaction(self._db):
            yield self._db


def _reader(db: sqlite3.Connection, nickname: str) -> int:
    made = "INSERT INTO readers (nickname, key, turn) SELECT ?, ?, coalesce(max(turn), 0) + 1 FROM readers WHERE true"
    db.execute(f"{made} ON CONFLICT (key) DO NOTHING", (nickname, player_key(nickname)))
    return int(db.execute("SELECT id FROM readers WHERE key = ?", (player_key(nickname),)).fetchone()[0])


def _write_answers(
    db: sqlite3.Connection, id_: int, before: tuple[tuple[str, str], ...], now: tuple[tuple[str, str], ...]
) -> None:
    if before == now:
        return
    migrate(db)
    gone = {question for question, _ in before} - {question for question, _ in now}
    db.executemany("DELETE FROM answers WHERE playthrough = ? AND question = ?", [(id_, one) for one in sorted(gone)])
    rows = [(id_, question, answer) for question, answer in now]
    db.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)


def _write_carried(db: sqlite3.Connection, id_: int, carried: tuple[str, ...]) -> None:
    if carried:
        migrate(db)
    if has_carried(db):
        db.execute("DELETE FROM carried WHERE playthrough = ?", (id_,))
        db.executemany("INSERT INTO carried VALUES (?, ?)", [(id_, trace) for trace in carried])


def _claim(db: sqlite3.Connection, kept: SavedPlaythrough, content: str) -> int:
    """Raises the revision of a playthrough, or begins it; only one window can do so from the same revision."""
    if not kept.id:
        made = "INSERT INTO playthroughs (reader, scene, number, content, revision) VALUES (?, ?, ?, ?, 1)"
        row = (_reader(db, kept.player), kept.scene, kept.number, content)
        return int(db.execute(made, row).lastrowid or 0)
    raised = "UPDATE playthroughs SET revision = revision + 1, content = ? WHERE id = ? AND revision = ?"
    same = "AND scene = ? AND reader = (SELECT id FROM readers WHERE key = ?)"  # a forgotten reader's ids come again
    mine = (content, kept.id, kept.revision, kept.scene, player_key(kept.player))
    if db.execute(f"{raised} {same}", mine).rowcount != 1:
        raise ConflictError("another window was quicker")
    return kept.id
