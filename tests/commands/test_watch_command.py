"""`party-card watch` as it is typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from party_card.services.scaffold import SceneTemplateValues, create_scene
from tests import SOURCE


@pytest.mark.skipif(os.name == "nt", reason="no interrupt to send there")
def test_watching_without_a_screen_prints_what_is_wrong_at_every_save(tmp_path: Path) -> None:
    create_scene(tmp_path / "post-office", "first-letter", SceneTemplateValues())
    scene = tmp_path / "post-office/scenes/first-letter.yaml"
    environment = dict(os.environ)
    environment["PYTHONPATH"] = str(SOURCE)
    command = [sys.executable, "-m", "party_card", "watch", "first-letter", "--pack", "post-office"]
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=subprocess.STDOUT, env=environment)
    try:
        wait_for(log, "no problems")
        text = scene.read_text()
        line = text[: text.index("goto: silent")].count("\n") + 1
        scene.write_text(text.replace("goto: silent", "goto: silnet", 1))
        wait_for(log, f"post-office/scenes/first-letter.yaml:{line}:")
        wait_for(log, "error[unknown-passage] this scene has no passage `silnet`")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert "Traceback" not in log.read_text()


def wait_for(log: Path, text_part: str) -> None:
    end = time.monotonic() + 20
    while text_part not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.01)
