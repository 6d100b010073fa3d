"""Random events: nothing is raised, nothing saved is lost, and memory does not grow without end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import Pack
from party_card.storage.errors import StorageError
from party_card.storage.resilient_store import ResilientStore

from . import soak
from .sample_pack import load_builtin_pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_builtin_pack()


def test_a_short_while_of_anything_at_all(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "EVENTS_PER_SESSION", 16)
    report = soak.run_soak(pack, tmp_path, 48, seed=9)
    assert report.event_count == 48 and report.session_count >= 3 and report.choice_count
    assert len(report.screens) > 5


def test_a_choice_that_is_lost_is_noticed(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(self: ResilientStore, kept: Any, steps: tuple[str, ...], content: str, _: object) -> Any:
        return real(self, kept, steps, content, {}) if len(steps) < 2 else kept

    real = ResilientStore.save
    monkeypatch.setattr(ResilientStore, "save", forgetful)
    monkeypatch.setattr(soak, "EVENTS_PER_SESSION", 60)
    with pytest.raises((AssertionError, StorageError)):
        soak.run_soak(pack, tmp_path, 240, seed=11)


@pytest.mark.window
@pytest.mark.parametrize("seed", [1])  # others by hand: an hour is a minute here
def test_an_hour_of_anything_at_all(pack: Pack, tmp_path: Path, seed: int) -> None:
    report = soak.run_soak(pack, tmp_path, 7200, seed=seed)
    assert {"briefing", "passage", "record", "debrief", "NoteDialog", "HistoryDialog"} <= set(report.screens)
    assert report.choice_count > 50
    settled, end = report.object_counts[8:12], report.object_counts[-4:]
    assert min(end) < 1.15 * max(settled), report.object_counts
    assert min(report.resident_bytes[-4:]) < 1.25 * max(report.resident_bytes[8:12]), report.resident_bytes
