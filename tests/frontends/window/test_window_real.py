"""One real window, on a screen of its own, with real keys and a real mouse."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.store import Store
from tests import ROOT

from .sample_pack import load_builtin_pack

pytestmark = pytest.mark.window
PLAY = """
import sys
sys.path.insert(0, {root!r})
from party_card.app.session import Session
from party_card.frontends.window.app import run
from tests.frontends.window.sample_pack import open_session

def report(name):
    call = getattr(Session, name)
    def reporting(self, *args, **changes):
        result = call(self, *args, **changes)
        print(name, *args, *(f"{{key}}={{value}}" for key, value in changes.items()), flush=True)
        return result
    setattr(Session, name, reporting)

session = open_session("briefing")
for name in ("choose", "update_settings", "switch_player"):
    report(name)
print("go", flush=True)
run(session)
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
    assert re.findall(r"choose (\S+)", out) == ["begin", "ask", "keep"]
    assert "switch_player grey owl" in out
    assert "update_settings text_size=110" in out
    assert out.endswith("left\n")
    assert idle <= 0.16, f"{idle:.2f} s of work in 2 s of rest"


class Student:
    """Sits before the real program, and knows from its store and a stage of the same size what is where."""

    def __init__(self, screen: dict[str, str], home: Path) -> None:
        self.screen, self.home = screen, home
        self.pack = load_builtin_pack()
        self.window = found(screen)
        time.sleep(1.0)

    def kept(self) -> SavedPlaythrough:
        """The walk as it is on the disk."""
        store, _ = Store.open(self.home)
        walks = store.list_playthroughs("reader")
        store.close()
        return walks[-1] if walks else SavedPlaythrough("reader", "")

    def page(self) -> tuple[Page, Navigator]:
        """The page as it stands, and how it looks."""
        session = Session(self.pack, folder=self.home, player="reader")
        page = session.open(SceneId(self.kept().scene))
        session.close()
        return page, Navigator(session, (1280, 800), screen=PageScreen(session, page))

    def click(self, shown: Navigator, command: Command) -> bool:
        """Click on something, if it is in view."""
        place = next(p for p in shown.view.targets if p.target.command == command)
        if not shown.view.is_target_visible(place):
            return False
        dy = shown.view.layout.area.y - shown.view.scroll if place.scrolls else 0
        at = place.rects[0].move(0, dy).center
        xdo(self.screen, "mousemove", "--window", self.window, *map(str, at), "click", "1")
        return True

    def until(self, done: Callable[[], bool], *keys: str) -> None:
        """Press keys, again if need be, until something has happened."""
        end = time.monotonic() + 20
        while not done():
            assert time.monotonic() < end, (keys, self.kept())
            if keys:
                xdo(self.screen, "key", *keys)
            time.sleep(0.5)

    def play(self, turn: int) -> str:
        """Take the first choice that is open, by mouse or by key in turn."""
        page, shown = self.page()
        before = len(self.kept().steps)
        offer = next(offer.id for offer in page.offers if offer.is_open)
        by_mouse = turn % 2 == 0 and self.click(shown, Command("choose", offer))
        self.until(lambda: len(self.kept().steps) > before, *(() if by_mouse else ("1",)))
        time.sleep(0.4)  # the page has turned
        return "mouse" if by_mouse else "keys"


def test_from_the_title_to_the_transcript_that_is_handed_in(screen: dict[str, str], tmp_path: Path) -> None:
    """The whole way with the real program, its scenes and its store."""
    home = tmp_path / "home"
    env = {**screen, "PARTY_CARD_HOME": str(home), "PARTY_CARD_ACCESS": "0"}
    game = subprocess.Popen([sys.executable, "-m", "party_card", "play"], env=env, cwd=ROOT)
    try:
        student = Student(screen, home)
        mirror = Session(student.pack, folder=tmp_path / "mirror")
        assert student.click(Navigator(mirror, (1280, 800)), Command("episodes"))
        time.sleep(0.8)
        student.until(lambda: student.kept().steps[:1] == ("begin",), "Return")  # timeline, briefing, begin
        assert student.kept().scene == mirror.list_scenes()[0].scene
        turned: list[str] = []
        while student.page()[0].kind == "passage":
            turned.append(student.play(len(turned)))
        assert len(turned) > 4 and set(turned) == {"mouse", "keys"}
        assert student.page()[0].kind == "record"
        student.until(lambda: student.kept().steps[-1] == "close", "Return")  # read to its end, and on to the questions
        time.sleep(0.6)
        assert student.click(student.page()[1], Command("field", "answer-1"))
        xdo(screen, "type", "--delay", "40", "Note 2 says so.")
        student.until(lambda: any(text == "Note 2 says so." for _, text in student.kept().answers))
        xdo(screen, "key", "Escape")
        time.sleep(0.3)
        student.until(lambda: len(list(home.glob("transcripts/*.html"))) == 1, "t")
        time.sleep(0.3)
        xdo(screen, "key", "Escape", "ctrl+q")
        assert game.wait(10) == 0
    finally:
        if game.poll() is None:
            game.kill()
    files = [*home.glob("transcripts/*.html"), *home.glob("transcripts/*.md")]
    assert len(files) == 2
    for file in files:
        assert "Note 2 says so." in file.read_text(encoding="utf-8")


def cpu(pid: int) -> float:
    """Seconds of work so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
