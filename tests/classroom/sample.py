"""A scene for lessons, and playthroughs of it as the page encodes them.

Its passages: `eight`, `reply`, then `row` (which `run` leads to) or `nine`, and so on to an ending.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from party_card.classroom.lesson import Lesson
from party_card.classroom.records import LessonStore
from party_card.classroom.replay import Replayer
from party_card.classroom.server import load_or_create
from party_card.content.pack import Pack
from party_card.frontends.html.bundle import ExportBundle
from party_card.publishing.export import prepare_export
from party_card.services.load import load_pack
from tests import ROOT

PACK = ROOT / "scenes/examples/high-water"
BEGUN, WROTE_ELEVEN, STAYED, RAN = "0-", "0-0", "0-00", "0-01"
ENDED = "0-0000"


@cache
def sample_bundle() -> ExportBundle:
    return prepare_export(PACK, "high-water", lambda _: None)


@cache
def sample_pack() -> Pack:
    return load_pack(PACK)


def sample_shape() -> str:
    shape: str = sample_bundle().data["scenes"][0]["shape"]
    return shape


def open_lesson(store: LessonStore) -> Lesson:
    stored, _ = load_or_create(store, sample_bundle(), is_new=False)
    return Lesson(store, stored, Replayer(sample_bundle().scenes[0]))


def sample_file(folder: Path) -> Path:
    return folder / "class.sqlite"
