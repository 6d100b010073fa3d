"""The process may be killed at any moment: no step that was shown is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
@pytest.mark.parametrize("kills", [25, pytest.param(100, marks=pytest.mark.long)])
def test_however_often_it_is_killed_no_shown_step_is_lost(kills: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.killing", str(tmp_path), str(kills)]
    completed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert completed.returncode == 0, completed.stderr
    report = json.loads(completed.stdout)
    assert report["lost"] == []
    assert report["kills"] == kills
    assert report["shown"] >= kills * 3 // 4, "it played between the kills"
