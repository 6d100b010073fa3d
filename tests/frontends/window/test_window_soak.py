"""Events at random: nothing is raised, nothing that was promised is lost, and memory does not grow without end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import Pack, builtin, read_pack
from party_card.storage.errors import KeepError
from party_card.storage.resilient_store import ResilientStore

from . import soak


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(builtin())[0]


def test_a_short_while_of_anything_at_all(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "SITTING", 16)
    report = soak.soak(pack, tmp_path, 48, seed=9)
    assert report.events == 48 and report.sittings >= 3 and report.choices
    assert len(report.screens) > 5


def test_a_choice_that_is_lost_is_noticed(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(self: ResilientStore, kept: Any, steps: tuple[str, ...], content: str, _: object) -> Any:
        return real(self, kept, steps, content, {}) if len(steps) < 2 else kept

    real = ResilientStore.save
    monkeypatch.setattr(ResilientStore, "save", forgetful)
    monkeypatch.setattr(soak, "SITTING", 60)
    with pytest.raises((AssertionError, KeepError)):
        soak.soak(pack, tmp_path, 240, seed=11)


@pytest.mark.window
@pytest.mark.parametrize("seed", [1])  # others by hand: an hour is a minute here
def test_an_hour_of_anything_at_all(pack: Pack, tmp_path: Path, seed: int) -> None:
    report = soak.soak(pack, tmp_path, 7200, seed=seed)
    assert {"briefing", "passage", "record", "debrief", "NoteOverlay", "PathOverlay"} <= set(report.screens)
    assert report.choices > 50
    settled, end = report.objects[8:12], report.objects[-4:]
    assert min(end) < 1.15 * max(settled), report.objects
    assert min(report.resident[-4:]) < 1.25 * max(report.resident[8:12]), report.resident
