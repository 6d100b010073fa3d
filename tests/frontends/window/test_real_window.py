"""A real window on a display of its own, with keys and mouse of the system."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import Page
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.storage.saved_playthrough import SavedPlaythrough
from party_card.storage.store import Store
from tests import ROOT
from tests.shipped import load_shipped_pack

from .real_window import REPORT_FRAMES, TIMEOUT_S, RealGame, cpu_seconds, find_window, open_display, wait_until, xdotool

pytestmark = pytest.mark.window
PLAY = (
    REPORT_FRAMES
    + """
from party_card.app.session import Session
from tests.frontends.window.sample_pack import open_session

def report(name):
    call = getattr(Session, name)
    def call_and_report(self, *args, **changes):
        result = call(self, *args, **changes)
        print(name, *args, *(f"{{key}}={{value}}" for key, value in changes.items()), flush=True)
        return result
    setattr(Session, name, call_and_report)

session = open_session("briefing")
for name in ("choose", "update_settings", "switch_player"):
    report(name)
app.run(session)
print("left", flush=True)
"""
)
IDLE_S = 2.0


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    with open_display() as env:
        yield env


def test_play_with_keys_and_mouse(display: dict[str, str], tmp_path: Path) -> None:
    game = RealGame(PLAY.format(root=str(ROOT)), display, tmp_path, ROOT)
    try:
        window = find_window(display)
        game.wait_for("drawn", "TitleScreen")
        game.press("Tab", "Tab", "Return")  # past the episodes: who is playing
        game.wait_for("drawn", "PlayersScreen")
        xdotool(display, "type", "--delay", "60", "grey owl")
        game.press("Return")
        game.wait_for("switch_player grey owl")
        game.wait_for("drawn", "TitleScreen")
        game.press("Return")
        game.wait_for("drawn", "briefing")
        game.press("Return")
        game.wait_for("choose begin")
        game.wait_for("drawn", "envelope")
        game.press("Tab", "Tab", "Tab", "Tab", "Return")  # past two marks and a choice: the second choice
        game.wait_for("choose ask")
        game.wait_for("drawn", "reading")
        game.press("ctrl+plus")
        game.wait_for("update_settings text_size=110")
        game.press("Escape")
        game.wait_for("drawn", "MenuDialog")
        game.press("Escape")
        game.wait_for("drawn", "PageScreen")
        xdotool(display, "mousemove", "--window", window, "640", "400", "click", "5", "click", "5")
        game.press("End")
        game.wait_until_quiet(0.5)
        cpu_before = cpu_seconds(game.process.pid)
        time.sleep(IDLE_S)  # what is measured is rest
        idle = cpu_seconds(game.process.pid) - cpu_before
        game.press("1")
        game.wait_for("choose keep")
        game.press("ctrl+q")
        game.wait_for("left")
        assert game.process.wait(10) == 0
    finally:
        game.close()
    assert idle <= 0.16, f"{idle:.2f} s of work in {IDLE_S} s of rest"


LETTER_KEYCODES = {"b": "56", "f": "41", "n": "57", "p": "33", "q": "24", "s": "39"}
"""The keys of X with these letters on a US keyboard."""
DIGIT_KEYCODES = {"1": "10", "2": "11"}


@pytest.mark.parametrize("layout", ["ru", "gr", "il", "fr"])
def test_a_scene_is_played_with_letter_keys_of_any_keyboard(
    display: dict[str, str], tmp_path: Path, layout: str
) -> None:
    subprocess.run(["setxkbmap", layout], env=display, check=True, timeout=10)
    # A letter of a French keyboard has its own place, which its name finds.
    names = {"q": "q"} if layout == "fr" else {}
    keys = {**LETTER_KEYCODES, **DIGIT_KEYCODES, **names}
    game = RealGame(PLAY.format(root=str(ROOT)), display, tmp_path, ROOT)
    try:
        find_window(display)
        game.wait_for("drawn", "TitleScreen")
        game.press("Return")
        game.wait_for("drawn", "briefing")
        game.press("Return")
        game.wait_for("drawn", "envelope")
        for letter, dialog in (("n", "NoteDialog"), ("s", "SettingsDialog")):
            game.press(keys[letter])
            game.wait_for("drawn", dialog)
            game.press("Escape")
            game.wait_for("drawn", "PageScreen")
        game.press(keys["2"])
        game.wait_for("choose ask")
        game.wait_for("drawn", "reading")
        game.press(keys["p"])
        game.wait_for("drawn", "HistoryDialog")
        game.press(keys["f"])  # to the field, in which the same keys write
        game.wait_for("drawn", "HistoryDialog")
        game.press(keys["n"], keys["s"])
        game.wait_until_quiet(0.3)
        game.press("Escape", keys["p"])
        game.wait_for("drawn", "reading")
        game.press(keys["b"])
        game.wait_for("drawn", "envelope")
        game.press(keys["1"])
        game.wait_for("choose")
        game.wait_for("drawn", "PageScreen")
        xdotool(display, "keydown", "37", "key", keys["q"], "keyup", "37")
        game.wait_for("left")
        assert game.process.wait(10) == 0
    finally:
        game.close()


class Student:
    """Plays in a real window; finds targets by the store and a navigator of the same size."""

    def __init__(self, game: RealGame, home: Path) -> None:
        self.game, self.home = game, home
        self.window = find_window(game.env)
        self.pack = load_shipped_pack()

    def load_saved(self) -> SavedPlaythrough:
        """Returns the newest playthrough on the disk."""
        store, _ = Store.open(self.home)
        playthroughs = store.list_playthroughs("reader")
        store.close()
        return playthroughs[-1] if playthroughs else SavedPlaythrough("reader", "")

    def open_saved_page(self) -> tuple[Page, Navigator]:
        """Returns the page at which the playthrough is, and its layout."""
        session = Session(self.pack, folder=self.home, player="reader")
        page = session.open(SceneId(self.load_saved().scene))
        session.close()
        return page, Navigator(session, (1280, 800), screen=PageScreen(session, page))

    def click(self, navigator: Navigator, command: Command) -> bool:
        """Clicks a target. Returns False if it is out of view."""
        target = next(target for target in navigator.view.targets if target.target.command == command)
        if not navigator.view.is_target_visible(target):
            return False
        position = navigator.view.to_window(target.rects[0], scrolls=target.scrolls).center
        xdotool(self.game.env, "mousemove", "--window", self.window, *map(str, position), "click", "1")
        return True

    def press_until(self, condition: Callable[[], bool], *keys: str) -> None:
        """Presses keys, again after each answer of the window, until a condition holds."""
        end = time.monotonic() + TIMEOUT_S
        while not condition():
            assert time.monotonic() < end, (keys, self.load_saved())
            self.game.press_and_wait(condition, *keys)

    def click_until(self, condition: Callable[[], bool], navigator: Navigator, command: Command) -> None:
        """Waits until a condition holds, and clicks again every five seconds: a busy server loses a click."""
        end = time.monotonic() + TIMEOUT_S
        while not condition():
            assert time.monotonic() < end, (command, self.load_saved())
            again = time.monotonic() + 5
            while time.monotonic() < again and not condition():
                time.sleep(0.05)
            if not condition():
                self.game.press("Home")  # a key that came late may have scrolled the page
                self.click(navigator, command)

    def take_first_choice(self, turn: int) -> str:
        """Takes the first choice that is open, by mouse or by key in turn."""
        page, navigator = self.open_saved_page()
        step_count = len(self.load_saved().steps)
        offer = next(offer.id for offer in page.offers if offer.is_open)
        by_mouse = turn % 2 == 0 and self.click(navigator, Command("choose", offer))
        if by_mouse:
            self.click_until(lambda: len(self.load_saved().steps) > step_count, navigator, Command("choose", offer))
        else:
            key = (
                "Return" if offer in PHASE_TRIGGERS else "1"
            )  # Enter reads to the end of a page, and goes on from there
            self.press_until(lambda: len(self.load_saved().steps) > step_count, key)
        self.game.wait_until_quiet(0.3)  # the page has turned
        return "mouse" if by_mouse else "keys"


def test_from_the_title_to_the_transcript_that_is_handed_in(display: dict[str, str], tmp_path: Path) -> None:
    """The whole way with the real program, its scenes and its store."""
    home = tmp_path / "home"
    env = {**display, "PARTY_CARD_HOME": str(home), "PARTY_CARD_ACCESS": "0"}
    Session(load_shipped_pack(), folder=home).leave_prologue()
    script = REPORT_FRAMES.format(root=str(ROOT)) + 'from party_card.cli import main\nsys.exit(main(["play"]))\n'
    game = RealGame(script, env, tmp_path, ROOT)
    try:
        student = Student(game, home)
        game.wait_for("drawn", "TitleScreen")
        mirror = Session(student.pack, folder=tmp_path / "mirror")
        assert student.click(Navigator(mirror, (1280, 800)), Command("episodes"))
        game.wait_for("drawn", "TimelineScreen")
        student.press_until(lambda: student.load_saved().steps[:1] == ("begin",), "Return")
        assert student.load_saved().scene == mirror.list_scenes()[0].scene
        game.wait_until_quiet(0.3)
        inputs: list[str] = []
        while student.open_saved_page()[0].kind == "passage":
            inputs.append(student.take_first_choice(len(inputs)))
        assert len(inputs) > 4 and set(inputs) == {"mouse", "keys"}
        assert student.open_saved_page()[0].kind == "record"
        student.press_until(lambda: student.open_saved_page()[0].kind == "debrief", "Return")  # through record and file
        game.wait_until_quiet(0.3)
        assert student.click(student.open_saved_page()[1], Command("field", "answer-1"))
        xdotool(env, "type", "--delay", "40", "Note 2 says so.")
        wait_until(lambda: any(text == "Note 2 says so." for _, text in student.load_saved().answers))
        game.press("Escape")
        student.press_until(lambda: len(list(home.glob("transcripts/*.html"))) == 1, "t")
        game.wait_for("drawn", "TranscriptSavedDialog")
        game.press("Escape", "ctrl+q")
        assert game.process.wait(10) == 0
    finally:
        game.close()
    files = [*home.glob("transcripts/*.html"), *home.glob("transcripts/*.md")]
    assert len(files) == 2
    for file in files:
        assert "Note 2 says so." in file.read_text(encoding="utf-8")


PROJECTOR = (
    REPORT_FRAMES
    + """
from party_card.frontends.window.screens.projector import scene
show = scene.ProjectorSceneScreen.show
def show_and_report(self, page, **options):
    print("shown", page.kind, page.passage, flush=True)
    return show(self, page, **options)
scene.ProjectorSceneScreen.show = show_and_report
from party_card.cli import main
sys.exit(main(["play", "two-notes", "--projector"]))
"""
)


def test_a_lesson_on_a_projector_fills_the_screen_and_is_led_by_the_two_keys_of_a_clicker(
    display: dict[str, str], tmp_path: Path
) -> None:
    env = {**display, "PARTY_CARD_HOME": str(tmp_path / "home"), "PARTY_CARD_ACCESS": "0"}
    game = RealGame(PROJECTOR.format(root=str(ROOT)), env, tmp_path, ROOT)
    try:
        window = find_window(env)
        game.wait_for("drawn", "ProjectorSceneScreen briefing")
        wait_until(lambda: "Geometry: 1400x900" in xdotool(env, "getwindowgeometry", window), "it fills the screen")
        game.press(*["Page_Down"] * 9)
        game.wait_for("drawn", "ProjectorSceneScreen passage")
        game.wait_until_quiet(0.5)
        game.press(*["Next"] * 8, "period", "period")  # through the text, and round the choices
        game.wait_until_quiet(0.5)
        assert game.read().count("shown") == 2, "round and round, nothing is taken"
        game.press("Page_Up", "Page_Down")
        game.wait_for("shown passage")
        game.press("ctrl+q")
        assert game.process.wait(10) == 0
    finally:
        game.close()
