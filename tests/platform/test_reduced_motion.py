"""The query for reduced motion: on GNOME and macOS through a program, on KDE from its file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from party_card.platform import reduced_motion
from party_card.platform.reduced_motion import ReducedMotionQuery


@pytest.fixture
def answer_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Returns the file whose text the operating system answers."""
    file = tmp_path / "answer"
    code = f"""
import pathlib, time
file = pathlib.Path({str(file)!r})
while not file.exists():
    time.sleep(0.01)
print(file.read_text())
"""
    monkeypatch.setattr(
        reduced_motion, "_QUERY_COMMANDS", dict.fromkeys(("darwin", "linux"), (sys.executable, "-c", code))
    )
    monkeypatch.setattr(reduced_motion, "_read_setting", lambda: None)
    return file


@pytest.mark.parametrize(
    ("output", "reduced"), [("false", True), ("1", True), ("true", False), ("0", False), ("", False)]
)
def test_the_system_is_asked_in_the_background_and_until_it_answers_nothing_moves(
    answer_file: Path, output: str, reduced: bool
) -> None:
    query = ReducedMotionQuery()
    assert query.is_reduced
    assert isinstance(query._process, subprocess.Popen)
    part = answer_file.with_suffix(".part")
    part.write_text(output)
    part.replace(answer_file)
    query._process.wait(10)
    assert query.is_reduced == reduced
    assert query.is_reduced == reduced


def test_where_the_system_cannot_be_asked_things_move(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reduced_motion, "_QUERY_COMMANDS", dict.fromkeys(("darwin", "linux"), ("no-such-program-anywhere",))
    )
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "")
    assert not ReducedMotionQuery().is_reduced


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="KDE is asked where KDE runs")
@pytest.mark.parametrize(
    ("line", "reduced"), [("AnimationDurationFactor=0", True), ("AnimationDurationFactor=1", False)]
)
def test_kde_is_read_from_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, reduced: bool) -> None:
    (tmp_path / "kdeglobals").write_text(f"[KDE]\n{line}\n")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert ReducedMotionQuery().is_reduced == reduced
