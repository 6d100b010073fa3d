"""A real window next to an editor: saved text is on the screen within 150 ms."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

import pytest

from tests import ROOT

from .real_window import REPORT_FRAMES, RealGame, find_window, open_display

pytestmark = pytest.mark.window
WATCH = (
    REPORT_FRAMES
    + """
from party_card.cli import main
sys.exit(main(["watch", "letter", "--pack", {pack!r}]))
"""
)
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


def test_what_is_saved_is_on_the_screen_at_once(pack: Path, tmp_path: Path) -> None:
    path = pack / "scenes" / "letter.yaml"
    with open_display() as display:
        env = display | {"PARTY_CARD_HOME": str(tmp_path / "home")}
        game = RealGame(WATCH.format(root=str(ROOT), pack=str(pack)), env, tmp_path, tmp_path)
        try:
            find_window(env)
            game.wait_for("drawn", "briefing")
            game.press("Return")
            game.wait_for("SAVED 0 times")
            game.wait_until_quiet(0.3)
            delays_ms = []
            for number in range(1, 11):
                other = path.with_name("letter.yaml~")
                other.write_text(SCENE.replace("SAVED 0", f"SAVED {number}"))
                other.replace(path)
                saved_at = time.time()
                line = game.wait_for("drawn", f"SAVED {number} times")
                delays_ms.append((float(line.split()[1]) - saved_at) * 1000)
            path.write_text(SCENE.replace("goto: end", "goto: ende"))
            place = os.path.join("pack", "scenes", "letter.yaml")  # noqa: PTH118  # as messages have it
            column = SCENE.splitlines()[3].index("goto: end") + len("goto: ") + 1
            game.wait_for(f"{place}:4:{column}: error[unknown-passage] this scene has no passage `ende`")
            assert game.process.poll() is None
            game.press("ctrl+q")
            assert game.process.wait(10) == 0
        finally:
            game.close()
    print(f"from save to screen: {statistics.median(delays_ms):.0f} ms, at most {max(delays_ms):.0f}")
    assert statistics.median(delays_ms) < 500
