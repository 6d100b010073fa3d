"""No test here opens a window on a screen, except those marked `window` and `access`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from party_card.frontends.window.toolkit import faces
from party_card.storage.crash_log import TRACEBACK_VARIABLE

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")


@pytest.fixture(autouse=True)
def dummy_screen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - which removes the screen
    """Gives the test a screen of SDL that shows nothing, and exceptions that end the window."""
    monkeypatch.setenv(TRACEBACK_VARIABLE, "1")
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")


list_installed_fonts = faces.list_system_font_files
"""Lists the fonts that really are installed, which tests without a window never see."""


def use_system_fonts(monkeypatch: pytest.MonkeyPatch, files: Sequence[Path]) -> None:
    """Makes some files the only fonts that are installed."""
    monkeypatch.setattr(faces, "list_system_font_files", lambda: list(files))
    faces.open_system_faces.cache_clear()
    faces.find_system_face.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def no_system_fonts() -> Iterator[None]:
    """Makes tests independent of the fonts that are installed."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_system_fonts(monkeypatch, ())
        yield


@pytest.fixture(scope="session")
def script_fonts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Returns the files of fonts for other scripts."""
    from .sample_fonts import build_fonts

    return build_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def install_fonts(monkeypatch: pytest.MonkeyPatch, script_fonts: list[Path]) -> Iterator[Callable[..., None]]:
    """Returns a function that makes some files, or those of all scripts, the installed fonts for one test."""
    with monkeypatch.context() as patch:
        yield lambda files=script_fonts: use_system_fonts(patch, files)
    faces.open_system_faces.cache_clear()
    faces.find_system_face.cache_clear()
