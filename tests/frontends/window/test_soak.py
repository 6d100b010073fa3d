"""Random events: nothing is raised, nothing saved is lost, and memory does not grow without end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from party_card.content.pack import Pack
from party_card.storage.errors import StorageError
from party_card.storage.resilient_store import ResilientStore
from tests.shipped import load_shipped_pack

from . import real_soak, soak


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_shipped_pack()


def test_a_short_while_of_anything_at_all(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soak, "EVENTS_PER_SESSION", 16)
    report = soak.run_soak(pack, tmp_path, 48, seed=16)
    assert report.event_count == 48 and report.session_count >= 3 and report.choice_count
    assert len(report.screens) > 5


def test_a_choice_that_is_lost_is_noticed(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(self: ResilientStore, kept: Any, steps: tuple[str, ...], *rest: Any) -> Any:
        return real(self, kept, steps, *rest) if len(steps) < 2 else kept

    real = ResilientStore.save
    monkeypatch.setattr(ResilientStore, "save", forgetful)
    monkeypatch.setattr(soak, "EVENTS_PER_SESSION", 60)
    with pytest.raises((AssertionError, StorageError)):
        soak.run_soak(pack, tmp_path, 240, seed=12)


@pytest.mark.release
@pytest.mark.parametrize("seed", [1])  # others by hand: an hour is a minute here
def test_an_hour_of_anything_at_all(pack: Pack, tmp_path: Path, seed: int) -> None:
    report = soak.run_soak(pack, tmp_path, 7200, seed=seed)
    assert {"briefing", "passage", "record", "NoteDialog", "HistoryDialog"} <= set(report.screens)
    assert report.choice_count > 50
    settled, end = report.object_counts[8:12], report.object_counts[-4:]
    assert min(end) < 1.15 * max(settled), report.object_counts
    assert min(report.resident_bytes[-4:]) < 1.25 * max(report.resident_bytes[8:12]), report.resident_bytes


@pytest.mark.window
def test_a_while_with_random_keys_and_mouse_in_a_real_window(tmp_path: Path) -> None:
    report = real_soak.run_real_soak(10, 3, tmp_path)
    assert report.failures == [], report.describe()
    assert report.action_count > 2 and len(report.resident_bytes) == len(report.idle_shares) == 2
    assert "memory in MB: start" in report.describe()


def test_a_save_that_was_reported_and_is_not_in_the_store_is_noticed(tmp_path: Path) -> None:
    promises = [
        ("saved", "grey owl", "forbidden-paper", 1, ["begin"], []),
        ("saved", "red heron", "forbidden-paper", 1, ["begin"], []),
        ("deleted", "red heron"),
    ]
    (tmp_path / "promises").write_text("".join(f"{json.dumps(promise)}\n" for promise in promises))
    report = real_soak.RealReport()
    lost = real_soak.find_lost_saves(tmp_path, tmp_path / "home", report)
    assert len(lost) == 1 and "grey owl" in lost[0] and report.promise_count == 2
