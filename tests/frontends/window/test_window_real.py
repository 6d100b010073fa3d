"""One real window, on a screen of its own, with real keys and a real mouse."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.window
ROOT = Path(__file__).parents[3]
PLAY = """
import sys
sys.path.insert(0, {root!r})
from game.frontends.window.app import run
from tests.frontends.window.sample import FakeSession

class Told(FakeSession):
    def choose(self, offer, /):
        page = super().choose(offer)
        print("chosen", offer, flush=True)
        return page

    def change(self, **changed):
        print("changed", changed, flush=True)
        return super().change(**changed)

    def become(self, nick, /):
        print("become", nick, flush=True)
        super().become(nick)

print("go", flush=True)
run(Told())
print("left", flush=True)
"""


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """A screen and a window manager, started here and ended here."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    env = {**os.environ, "DISPLAY": f":{number}", "SDL_AUDIODRIVER": "dummy", "PYTHONUNBUFFERED": "1"}
    env.pop("SDL_VIDEODRIVER", None)
    manager = subprocess.Popen(["openbox"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield env
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def xdo(env: dict[str, str], *words: str) -> str:
    return subprocess.run(["xdotool", *words], env=env, check=True, capture_output=True, text=True, timeout=10).stdout


def found(env: dict[str, str]) -> str:
    """The window, once the window manager has given it the focus. (xdotool finds no window by an UTF-8 name.)"""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        told = subprocess.run(["xdotool", "getactivewindow"], env=env, check=False, capture_output=True, text=True)
        if told.returncode == 0 and xdo(env, "getwindowname", told.stdout.strip()).strip() == "Party Card":
            return told.stdout.strip()
        time.sleep(0.1)
    raise AssertionError("no window came up")


def test_play_with_keys_and_mouse(screen: dict[str, str]) -> None:
    code = PLAY.format(root=str(ROOT))
    game = subprocess.Popen([sys.executable, "-c", code], env=screen, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        window = found(screen)
        time.sleep(0.6)
        xdo(screen, "key", "Tab", "Tab", "Return")  # past the episodes: who is playing
        time.sleep(0.3)
        xdo(screen, "type", "--delay", "60", "grey owl")
        xdo(screen, "key", "Return")
        time.sleep(0.3)
        xdo(screen, "key", "Return")  # continue: the briefing
        time.sleep(0.4)
        xdo(screen, "key", "Return")  # begin
        time.sleep(0.4)
        xdo(screen, "key", "Tab", "Tab", "Tab", "Tab", "Return")  # past two marks and a choice: the second choice
        time.sleep(0.4)
        xdo(screen, "key", "ctrl+plus")
        time.sleep(0.3)
        xdo(screen, "key", "Escape")
        time.sleep(0.3)
        xdo(screen, "key", "Escape")
        time.sleep(0.3)
        xdo(screen, "mousemove", "--window", window, "640", "400", "click", "5", "click", "5")
        xdo(screen, "key", "End")
        time.sleep(0.4)
        ticks = cpu(game.pid)
        time.sleep(2.0)
        idle = cpu(game.pid) - ticks
        xdo(screen, "key", "1")
        time.sleep(0.4)
        xdo(screen, "key", "ctrl+q")
        out, _ = game.communicate(timeout=10)
    finally:
        if game.poll() is None:
            game.kill()
    assert re.findall(r"chosen (\S+)", out) == ["begin", "ask", "back"]
    assert "become grey owl" in out
    assert "changed {'text_size': 110}" in out
    assert out.endswith("left\n")
    assert idle <= 0.16, f"{idle:.2f} s of work in 2 s of rest"


def cpu(pid: int) -> float:
    """Seconds of work so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
