"""Building the player from its sources gives the files that are shipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.frontends.html.chromium import PLAYER_SOURCES

pytestmark = pytest.mark.browser


def test_what_is_shipped_is_what_the_modules_make(tmp_path: Path) -> None:
    copy = tmp_path / "html" / "player"
    shutil.copytree(PLAYER_SOURCES, copy, ignore=shutil.ignore_patterns("node_modules"))
    for command in ("install --no-audit --no-fund --no-package-lock", "run build"):
        subprocess.run(["npm", *command.split()], cwd=copy, check=True, capture_output=True)
    built = sorted(copy.parent.glob("player.*"))
    assert [path.name for path in built] == sorted(path.name for path in PLAYER_SOURCES.parent.glob("player.*"))
    for path in built:
        assert path.read_bytes() == (PLAYER_SOURCES.parent / path.name).read_bytes(), path.name
