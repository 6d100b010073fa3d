"""The process may be killed at any moment: no step that was shown is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
def test_killed_a_hundred_times_no_shown_step_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.killing", str(tmp_path), "100"]
    completed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert completed.returncode == 0, completed.stderr
    report = json.loads(completed.stdout)
    assert report["lost"] == []
    assert report["kills"] == 100
    assert report["shown"] >= 75, "it played between the kills"
