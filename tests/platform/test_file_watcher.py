"""Changed files are noticed, with and without help from the operating system."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from party_card.platform.file_watcher import FileWatcher


def test_the_system_reports_a_saved_file(tmp_path: Path) -> None:
    watcher = FileWatcher([tmp_path], (".yaml",))
    watcher.start()
    assert watcher.is_event_driven
    end = time.monotonic() + 5
    while not watcher.has_changed():
        assert time.monotonic() < end
        (tmp_path / "a.yaml").write_text(f"# {time.monotonic()}")  # again: the thread may not be watching yet
        time.sleep(0.02)
    watcher.close()


def test_a_fingerprint_changes_with_watched_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    watcher = FileWatcher([tmp_path, tmp_path / "missing"], (".yaml",))
    watcher.start()
    assert not watcher.is_event_driven
    assert not watcher.has_changed()
    empty_fingerprint = watcher.fingerprint()
    (tmp_path / "note.txt").write_text("a")
    assert watcher.fingerprint() == empty_fingerprint
    (tmp_path / "a.yaml").write_text("a")
    first_fingerprint = watcher.fingerprint()
    assert first_fingerprint != empty_fingerprint
    (tmp_path / "a.yaml").write_text("ab")
    assert watcher.fingerprint() != first_fingerprint
