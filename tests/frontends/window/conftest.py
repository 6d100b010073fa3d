"""No test here opens a window on a screen, except those marked `window` and `access`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")


@pytest.fixture(autouse=True)
def dummy_screen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - which removes the screen
    """Gives the test a screen of SDL that shows nothing."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
