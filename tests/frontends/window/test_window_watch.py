"""A real window beside an editor: what is saved is on the screen in less than the blink of an eye."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import ROOT

from .test_window_real import found, screen, xdo

pytestmark = pytest.mark.window
__all__ = ["screen"]
TOLD = """
import sys, time
sys.path.insert(0, {root!r})
from party_card.frontends.window import app
real = app.Navigator.draw
def draw(self, surface):
    real(self, surface)
    print("drawn", time.time(), *(line for line in str(getattr(self.screen, "page", "")).split("'") if "SAVED" in line), flush=True)
app.Navigator.draw = draw
from party_card.cli import main
sys.exit(main(["watch", "letter", "--pack", {pack!r}]))
"""
SCENE = """\
scene: letter
title: A Letter
passages:
  table: {text: SAVED 0 times., choices: [{id: go, text: Go, goto: end}]}
  end: {text: Gone., ending: {id: gone, title: Gone}}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "pack" / "scenes").mkdir(parents=True)
    (tmp_path / "pack" / "scenes" / "letter.yaml").write_text(SCENE)
    return tmp_path / "pack"


def test_what_is_saved_is_on_the_screen_at_once(screen: dict[str, str], pack: Path, tmp_path: Path) -> None:
    env = screen | {"PARTY_CARD_HOME": str(tmp_path / "home")}
    path = pack / "scenes" / "letter.yaml"
    log = tmp_path / "log"
    code = TOLD.format(root=str(ROOT), pack=str(pack))
    with log.open("w") as out:
        game = subprocess.Popen([sys.executable, "-c", code], env=env, cwd=tmp_path, stdout=out)
    try:
        found(env)
        time.sleep(0.6)
        xdo(env, "key", "Return")
        time.sleep(0.6)
        took = []
        for n in range(1, 11):
            other = path.with_name("letter.yaml~")
            other.write_text(SCENE.replace("SAVED 0", f"SAVED {n}"))
            other.replace(path)
            saved = time.time()
            time.sleep(0.7)
            seen = [line for line in log.read_text().splitlines() if f"SAVED {n} times" in line]
            assert seen, f"the {n}th save was not shown"
            took.append((float(seen[0].split()[1]) - saved) * 1000)
        path.write_text(SCENE.replace("goto: end", "goto: ende"))
        time.sleep(0.7)
        assert game.poll() is None
        xdo(env, "key", "ctrl+q")
        assert game.wait(timeout=10) == 0
    finally:
        if game.poll() is None:
            game.kill()
    text = log.read_text()
    place = os.path.join("pack", "scenes", "letter.yaml")  # noqa: PTH118  # as messages have it
    column = SCENE.splitlines()[3].index("goto: end") + len("goto: ") + 1
    assert f"{place}:4:{column}: error[unknown-passage] this scene has no passage `ende`" in text
    print(f"from save to screen: {statistics.median(took):.0f} ms, at most {max(took):.0f}")
    assert statistics.median(took) < 150
