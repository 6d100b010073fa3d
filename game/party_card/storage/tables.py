"""Defines the tables of the progress file.

Invariant: a table is never changed, and a later version only adds further ones, so that a file of an earlier version
can be read as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

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
STEP_TIMES_TABLE: Final = """CREATE TABLE step_times (
    playthrough INTEGER NOT NULL REFERENCES playthroughs,
    number INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (playthrough, number)) WITHOUT ROWID"""
ATTEMPTS_TABLE: Final = """CREATE TABLE attempts (
    playthrough INTEGER PRIMARY KEY REFERENCES playthroughs,
    attempt_id TEXT NOT NULL,
    begun TEXT NOT NULL)"""
TABLES_ADDED: Final = {
    "answers": ANSWERS_TABLE,
    "carried": CARRIED_TABLE,
    "step_times": STEP_TIMES_TABLE,
    "attempts": ATTEMPTS_TABLE,
}
"""The tables that version 2, version 3 and, the last two, version 4 added."""
PLAYTHROUGH_TABLES: Final = ("steps", *TABLES_ADDED)
"""The tables whose rows belong to a playthrough."""

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "readers": ("id", "nickname", "key", "turn"),
    "settings": ("reader", "name", "value"),
    "playthroughs": ("id", "reader", "scene", "number", "content", "revision"),
    "steps": ("playthrough", "number", "choice"),
    "answers": ("playthrough", "question", "answer"),
    "carried": ("playthrough", "trace"),
    "step_times": ("playthrough", "number", "seconds"),
    "attempts": ("playthrough", "attempt_id", "begun"),
}
"""The columns of each table, in order."""
