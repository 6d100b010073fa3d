"""What Orca says while a scene is played in a real window by keys: every page, to its end, and once."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from party_card.app.session import Session
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.shared.scene_map.route_words import describe_fork
from party_card.frontends.window.accessibility.announcer import list_announceable_texts
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.navigation import Push, Screen
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.dialogs.route import make_route_dialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from tests import ROOT
from tests.frontends.orca import Orca, Utterance, open_accessible_display, squeeze, start_orca
from tests.frontends.window.real_window import RealGame
from tests.shipped import load_shipped_pack

pytestmark = pytest.mark.access
ORCA_COMMAND = tuple(os.environ.get("PARTY_CARD_ORCA", "orca").split())
"""Another Orca than the installed one can be tried by this variable."""
SCENE = "forbidden-paper"
GAME = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.frontends.window.app import run
from party_card.app.session import Session

class ReportingSession(Session):
    def choose(self, offer_id):
        page = super().choose(offer_id)
        print("chosen", offer_id, flush=True)
        return page

session = ReportingSession(read_pack(find_builtin_pack())[0], folder=Path({folder!r}))
session.leave_prologue()
run(session, {scene!r})
print("left", flush=True)
"""
KEYS_LIMIT = 40
"""How often Enter reads on before a page has to be at its end."""


class Player:
    """Plays the scene by keys, and at the same time in a session of its own, which has the pages to compare with."""

    def __init__(self, orca: Orca, game: RealGame, session: Session) -> None:
        self.orca, self.game, self.session = orca, game, session
        self.page = session.open(SCENE)  # type: ignore[arg-type]
        self.count = 1  # "Screen reader on."

    def listen(self, ending: str) -> list[Utterance]:
        """Waits until Orca has said certain words and has nothing more to say; returns what it has said since."""
        utterances = self.orca.listen(self.count, ending)
        self.count += len(utterances)
        assert not [utterance.text for utterance in utterances if utterance.is_cut]
        return utterances

    def press(self, key: str, ending: str = "") -> list[Utterance]:
        self.game.press(key)
        return self.listen(ending)

    def hear_page(self) -> None:
        """Waits until Orca has read the open page, and checks that it has read nothing else."""
        title, paragraphs = self.list_texts()
        check_texts(self.listen(paragraphs[-1]), title, paragraphs)

    def go_on(self) -> str:
        """Takes the first choice, or reads on to the end of a page and beyond it. Returns the offer."""
        is_numbered = self.page.kind == "passage" and self.page.offers[0].id not in PHASE_TRIGGERS
        key = "1" if is_numbered else "Return"
        before = self.game.read().count("chosen ")
        for _ in range(KEYS_LIMIT):
            self.game.press(key)
            end = time.monotonic() + 1
            while time.monotonic() < end:
                if self.game.read().count("chosen ") > before:
                    offer = self.game.read().split("chosen ")[-1].split("\n")[0]
                    self.page = self.session.choose(offer)
                    return offer
                time.sleep(0.02)
            while time.monotonic() < end + (4 if self.page.kind == "record" else 0):  # a further layer, not yet spoken
                if len(self.orca.list_utterances()) > self.count:
                    self.listen("")
                    break
                time.sleep(0.02)
        raise AssertionError(f"no way on from {self.page.kind}")

    def list_texts(self, dialog: Screen | None = None) -> tuple[str, list[str]]:
        """Returns the title of the open page, or of a dialog above it, and its texts."""
        navigator = Navigator(self.session, (1280, 800), screen=PageScreen(self.session, self.page))
        if dialog is not None:
            navigator.navigate(Push(dialog))
        root = build_access_tree(navigator)
        return root.children[0].name, list_announceable_texts(root)


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Player]:
    script = GAME.format(root=str(ROOT), folder=str(tmp_path / "progress"), scene=SCENE)
    with open_accessible_display() as env, start_orca(env, tmp_path, ORCA_COMMAND) as orca:
        game = RealGame(script, env, tmp_path, ROOT)
        try:
            yield Player(orca, game, Session(load_shipped_pack(), folder=tmp_path / "own"))
        finally:
            game.close()


def check_texts(utterances: list[Utterance], title: str, paragraphs: list[str]) -> None:
    spoken = squeeze(" ".join(utterance.text for utterance in utterances))
    spoken = re.sub(r"^(partycard(frame)?)+", "", spoken)  # the window, before the first page
    assert spoken.startswith(squeeze(title)), spoken[:80]
    position = len(squeeze(title))
    for paragraph in paragraphs:
        found = spoken.find(squeeze(paragraph), position)
        assert 0 <= found - position <= len("documentframe"), (paragraph, spoken[position:])
        position = found + len(squeeze(paragraph))
    assert len(spoken) - position < 80, f"{spoken[position:]} is more than the button that Enter presses"


def test_orca_speaks_a_whole_scene_to_its_end_and_once(player: Player) -> None:
    player.hear_page()
    player.go_on()
    player.hear_page()

    # A note is read, and the page is not read again after it.
    for name in ("Institute of Red Professors", "Note 1"):
        (link,) = player.press("Tab", "link")
        assert link.text.startswith(f"{name} link")
    title, paragraphs = player.list_texts(NoteDialog(player.page, 1, player.session))
    utterances = player.press("Return", paragraphs[-1])
    check_texts(utterances, title, paragraphs)
    assert "dialog" in utterances[0].text
    back = " ".join(utterance.text for utterance in player.press("Escape", "Note 1 link"))
    assert re.sub(r"\W+", " ", back).replace(f"{player.page.title} document frame", "").strip() == "Note 1 link"

    # Settings: a row and its new value.
    row = player.press("s", "Settings dialog")[-1].text
    assert row
    below = player.press("Down")[-1].text
    value = player.press("Right")[-1].text
    assert len({row, below, value}) == 3
    player.press("Left")
    player.press("Escape", "Note 1 link")

    # On to the end, with the first of all choices.
    kinds = []
    while player.page.kind != "finished":
        player.go_on()
        kinds.append(player.page.kind)
        player.hear_page()
        numbers = [f"{n}. " for n in range(1, 1 + sum(offer.is_open for offer in player.page.offers))]
        said = player.orca.list_utterances()[-1].text
        assert all(number in said for number in numbers) or len(numbers) == 1
    assert list(dict.fromkeys(kinds)) == ["passage", "record", "file", "debrief", "finished"]
    assert not any(utterance.is_cut for utterance in player.orca.list_utterances())

    # The route: endings, map and forks are read; the arrow goes to the fork before, and says which one it is.
    title, paragraphs = player.list_texts(make_route_dialog(player.session))
    check_texts(player.press("r", paragraphs[-1]), title, paragraphs)
    said = " ".join(utterance.text for utterance in player.press("Left", "Play on from here"))
    fork = player.session.find_routes().forks[-2]
    assert squeeze(describe_fork(fork)) in squeeze(said), said
    player.press("Escape")
