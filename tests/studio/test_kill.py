"""The studio may be killed at any moment: no file is ever half, and what was taken is in the file or offered."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ROOT
from tests.language_server.sample import SCENE, write_sample
from tests.studio.process import StudioProcess


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
def test_however_often_the_store_is_killed_nothing_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.studio.killing", str(tmp_path), "20", "1932"]
    completed = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert completed.returncode == 0, completed.stderr
    report = json.loads(completed.stdout)
    assert report["lost"] == []
    assert report["texts"] > 20
    assert report["recovered"] > 0


@pytest.mark.long
@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.release)])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_studios_are_killed_while_somebody_types(tmp_path: Path, kills: int) -> None:
    write_sample(tmp_path / "pack")
    scene = tmp_path / "pack/scenes/letter.yaml"
    uri = scene.as_uri()
    rng = random.Random(1932)
    number = 0
    for _ in range(kills):
        with StudioProcess(tmp_path / "pack") as studio, studio.open_page() as page:
            opened = page.studio("open", uri=uri)
            newest = max(count(opened["text"]), count(opened.get("recovered", {}).get("text", "")))
            assert newest in (number, number + 1)
            number, digest = newest, opened["hash"]
            end = time.monotonic() + rng.uniform(0, 1.5)
            while time.monotonic() < end:
                number += 1
                text = SCENE + f"# edit {number}\n" * number
                if rng.random() < 0.3:
                    digest = page.studio("save", uri=uri, text=text, hash=digest)["hash"]
                else:
                    page.studio("keep", uri=uri, text=text, hash=digest)
            studio.process.send_signal(signal.SIGKILL)
            studio.process.wait()
        assert scene.read_text() == SCENE + f"# edit {count(scene.read_text())}\n" * count(scene.read_text())


def count(text: str) -> int:
    return text.count("# edit ")
