"""The players: a nickname is typed, chosen, refused, deleted; characters that no font has are spelled out."""

from __future__ import annotations

import pytest

from party_card.frontends.window.input.events import Cancel, Confirm, EditCommand, PointerDown, TextInput
from party_card.frontends.window.screens.players import PlayersScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import player_badge

from ..open_screens import list_boxes, list_text_runs, open_screen, read_text
from ..sample_pack import FOX, LONG_NAME, PLAYER, open_session


def type_and_enter(navigator: Navigator, text: str) -> None:
    for letter in text:
        navigator.dispatch(TextInput(letter))
    navigator.dispatch(EditCommand("enter"))


def test_a_card_says_how_far_somebody_has_come() -> None:
    text = " ".join(_lines(open_screen("players"))).casefold()
    for phrase in ("plays now", "1 of 3 scenes played · 1 begun", "one ending seen", "last: a paper you were not meant to read",
                 "nothing played yet", "5 endings seen"):  # fmt: skip
        assert phrase in text, phrase


def _lines(navigator: Navigator) -> list[str]:
    return [mark.text for box in navigator.view.layout.boxes for mark in box.marks if isinstance(mark, TextRun)]


def test_a_nickname_that_cannot_be_is_refused_in_words_and_stays_to_be_mended() -> None:
    navigator = open_screen("players")
    type_and_enter(navigator, "and/or")
    assert isinstance(navigator.screen, PlayersScreen)
    assert "cannot contain /" in read_text(navigator)
    assert navigator.screen.field.text == "and/or"
    assert navigator.session.player == PLAYER
    navigator.dispatch(TextInput("x"))
    assert "cannot contain" not in read_text(navigator)


def test_a_known_reader_is_chosen_by_keyboard_and_mouse() -> None:
    for by in ("keyboard", "mouse"):
        navigator = open_screen("players")
        navigator.dispatch(Cancel())
        navigator.view.focus_and_reveal(Command("switch-player", "blue fox"))
        if by == "keyboard":
            navigator.dispatch(Confirm())
        else:
            place = next(
                p
                for p in navigator.view.focusable_targets()
                if p.target.command == Command("switch-player", "blue fox")
            )
            x, y = place.rects[0].center
            navigator.dispatch(PointerDown(x, y + navigator.view.layout.area.y - navigator.view.scroll))
        assert navigator.session.player == FOX
        assert isinstance(navigator.screen, TitleScreen)


def test_nobody_is_forgotten_by_one_press() -> None:
    navigator = open_screen("players")
    forget = Command("delete-player", "blue fox")
    navigator.view.focus_and_reveal(forget)
    navigator.dispatch(Confirm())
    assert FOX in navigator.session.list_player_names()
    assert "and all that was played?" in read_text(navigator)
    navigator.view.focus_and_reveal(Command("delete-player", LONG_NAME))
    navigator.dispatch(Confirm())
    assert LONG_NAME in navigator.session.list_player_names(), "another name asks anew"
    navigator.dispatch(Confirm())
    assert LONG_NAME not in navigator.session.list_player_names()
    assert FOX in navigator.session.list_player_names()
    assert LONG_NAME not in read_text(navigator)


def test_every_nickname_has_an_emblem_of_its_own_that_can_be_drawn() -> None:
    style = TextStyle(TextShaper(), 1280, 800, 1.0)
    for nickname in ("red heron", "🦊", "红", "Ödön", "Сокол", "7"):
        emblem = player_badge.layout_player_badge(style, nickname, 76)
        assert emblem == player_badge.layout_player_badge(style, nickname.upper(), 76) or nickname in ("🦊", "红")
        for mark in emblem.marks:
            if isinstance(mark, TextRun):
                assert mark.text == {"🦊": "F"}.get(nickname, nickname[0].upper())
                assert style.shaper.measure(mark.text, mark.font) < 76


@pytest.mark.parametrize("name", ["players", "title", "timeline"])
def test_a_fox_shows_on_every_screen_that_names_it(name: str) -> None:
    session = open_session("unopened", pack="thirteen scenes" if name == "timeline" else "three scenes")
    session.switch_player("🦊")
    navigator = open_screen(name, session=session)
    text = " ".join(mark.text for box in list_boxes(navigator) for mark in list_text_runs(box))
    assert "🦊" in text
