"""The process may be killed at any moment: no step that was shown and no answer that was called saved is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

COUNT_VARIABLE = "PARTY_CARD_KILLS"
"""The environment variable with the number of kills of each kind in `pytest -m release`."""
LONG_COUNT = int(os.environ.get(COUNT_VARIABLE, "100"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
@pytest.mark.parametrize("mode", [(), ("typing",)], ids=["choosing", "typing"])
@pytest.mark.parametrize("kills", [25, pytest.param(LONG_COUNT, id="long", marks=pytest.mark.release)])
def test_however_often_it_is_killed_nothing_is_lost(kills: int, mode: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.storage.killing", str(tmp_path), str(kills), "1932", *mode]
    timeout_s = 60 + kills
    completed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=timeout_s)
    assert completed.returncode == 0, completed.stderr
    report = json.loads(completed.stdout)
    assert report["lost"] == []
    assert report["kills"] == kills
    assert report["shown"] >= kills // 2, "it played between the kills"
