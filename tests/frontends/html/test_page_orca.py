"""What Orca says in Firefox while a scene is played in the exported page by keys: every page, to its end, and once.

In Orca's browse mode digits and single letters are commands of Orca: B goes to the next button, 2 to the next heading.
So choices are taken with Enter.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.content.models import SceneId
from party_card.engine.page import Page, list_block_lines
from party_card.engine.record_layers import select_layer, split_layers
from party_card.frontends.html.document import build_page
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.html.pictures import encode_pictures
from tests.commands.command_line import run_command
from tests.frontends.orca import Orca, Utterance, open_accessible_display, squeeze, start_orca
from tests.frontends.window.real_window import xdotool
from tests.shipped import load_shipped_pack, load_shipped_scene
from tests.translation.sample import write_german_example

pytestmark = pytest.mark.access

SCENE = SceneId("forbidden-paper")
PREFERENCES = {
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "termsofuse.bypassNotification": True,
}
BUTTONS_LIMIT = 40


class Player:
    """Plays the scene in Firefox by keys, and in a session, which has the pages to compare with."""

    def __init__(self, orca: Orca, session: Session) -> None:
        self.orca, self.session = orca, session
        self.page = session.open(SCENE)
        self.count = 1  # "Screen reader on."

    def listen(self, ending: str) -> list[Utterance]:
        """Waits until Orca has said certain words and has nothing more to say; returns what it has said since."""
        utterances = self.orca.listen(self.count, ending)
        self.count += len(utterances)
        assert not [utterance.text for utterance in utterances if utterance.is_cut]
        return utterances

    def press(self, key: str, ending: str = "") -> str:
        """Presses a key and returns what Orca says to it."""
        xdotool(self.orca.env, "key", key)
        return " ".join(utterance.text for utterance in self.listen(ending))

    def find_button(self, name: str) -> str:
        """Goes from button to button until Orca says one that contains a name; returns what it said."""
        for _ in range(BUTTONS_LIMIT):
            said = self.press("b", "push button")
            if squeeze(name) in squeeze(said):
                return said
        raise AssertionError(f"no button {name}")

    def go_on(self) -> str:
        """Takes the first choice of the page and returns what Orca says of the next one."""
        offer = next(offer for offer in self.page.offers if offer.is_open)
        layer_count = len(split_layers(self.page))
        for number in range(2, layer_count + 1):
            self.find_button("Read on")
            self.press("Return", "Read on" if number < layer_count else say_line(offer.line))
        button = self.find_button(say_line(offer.line))
        if len([offer for offer in self.page.offers if offer.is_open]) > 1:
            assert button.split("push button")[0].rsplit(".", 1)[-1].strip().startswith("1 "), button
        self.page = self.session.choose(offer.id)
        lines = list_lines(self.page)
        return self.press("Return", lines[-1])


def say_line(line: tuple[object, ...]) -> str:
    """Returns the words of a line: the numbers of notes are links, which are read one by one."""
    return "".join(getattr(run, "text", "") for run in line if getattr(run, "note", None) is None)


def list_lines(page: Page) -> list[str]:
    """Returns the prose of a page and its open choices; of a record in layers, that of the first and the way on."""
    if split_layers(page):
        lines = [line for block in select_layer(page, 0).blocks for line in list_block_lines(block)]
        return [*filter(None, map(say_line, lines)), "Read on"]
    blocks = page.blocks if page.kind != "briefing" else ()
    lines = [line for block in blocks for line in list_block_lines(block)]
    return [
        said for line in (*lines, *(offer.line for offer in page.offers if offer.is_open)) if (said := say_line(line))
    ]


def check_page(said: str, page: Page) -> None:
    """Checks that all of a page was said, in its order and once."""
    spoken, position = squeeze(said), 0
    for line in list_lines(page):
        found = spoken.find(squeeze(line), position)
        assert found >= 0, (page.kind, line, said)
        if len(line) > 60 and page.kind != "file":  # its statements to assess repeat decisions
            assert spoken.count(squeeze(line)) == 1, f"said twice: {line}"
        position = found


@contextmanager
def open_page(page: Path, tmp_path: Path) -> Iterator[Orca]:
    """Opens a page in Firefox beside a running Orca."""
    profile = tmp_path / "profile"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines))
    with open_accessible_display() as display, start_orca(display, tmp_path) as orca:
        env = {**orca.env, "GNOME_ACCESSIBILITY": "1", "HOME": str(tmp_path)}
        command = ["firefox-esr", "--no-remote", "--profile", str(profile), "--kiosk", page.as_uri()]
        firefox = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield orca
        finally:
            firefox.terminate()
            firefox.wait(20)


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    pack, scene = load_shipped_pack(), load_shipped_scene(SCENE)
    data = json.loads(json.dumps(encode_scenes([scene], pictures=encode_pictures(pack, [scene]))))
    page = tmp_path / "page.html"
    page.write_text(build_page(data), encoding="utf-8")
    with open_page(page, tmp_path) as orca:
        yield Player(orca, Session(pack, folder=tmp_path / "own"))


def test_orca_speaks_a_whole_scene_in_firefox_to_its_end_and_once(player: Player) -> None:
    player.listen("statusbar")  # it reads the first page by itself, as any document
    check_page(player.go_on(), player.page)

    # A note is read, and the page is not read again after it.
    for _ in range(BUTTONS_LIMIT):
        if "Note 1 link" in player.press("Tab"):
            break
    note = player.page.notes[0]
    said = player.press("Return", note.text)
    assert said.casefold().startswith(f"note 1 of {len(player.page.notes)}"), said
    back = player.press("Escape", "Note 1 link")
    assert len(back) < 60, back

    kinds = []
    while player.page.kind != "finished":
        check_page(player.go_on(), player.page)
        kinds.append(player.page.kind)
    assert list(dict.fromkeys(kinds)) == ["passage", "record", "file", "debrief", "finished"]

    # Settings: a group with its value, and what stands below it.
    player.find_button("Settings")
    assert player.press("Return", "Settings").casefold().startswith("settings")
    assert "book face" in player.press("Tab", "radio button").casefold()
    assert "100 %" in player.press("Down", "Text size slider")
    player.press("Escape", "Settings push button")


@pytest.mark.release
def test_orca_is_told_that_a_german_page_is_german(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    export = ["export", "high-water", "--pack", str(write_german_example(tmp_path)), "--language", "de"]
    assert run_command(*export, "--html", str(page)).status == 0
    with open_page(page, tmp_path) as orca:
        orca.listen(1, "statusbar")  # it reads the first page by itself, as any document
        log = (tmp_path / "debug.log").read_text(encoding="utf-8", errors="replace")
    asked = re.findall(r"voice requested with language='(\w*)'", log)
    assert asked.count("de") > 10
