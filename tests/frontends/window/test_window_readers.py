"""Who is playing: a nickname is typed, chosen, refused, forgotten; what the fonts lack is spelled out."""

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

from .open_screens import list_boxes, list_text_runs, open_screen
from .sample_pack import FOX, LONG_NAME, PLAYER, open_session


def read(shown: Navigator) -> str:
    return " ".join(box.name for box in shown.view.layout.boxes)


def write(shown: Navigator, text: str) -> None:
    for letter in text:
        shown.dispatch(TextInput(letter))
    shown.dispatch(EditCommand("enter"))


def test_a_card_says_how_far_somebody_has_come() -> None:
    text = " ".join(_lines(open_screen("readers"))).casefold()
    for said in ("plays now", "1 of 3 scenes played · 1 begun", "one ending seen", "last: a paper you were not meant to read",
                 "nothing played yet", "5 endings seen"):  # fmt: skip
        assert said in text, said


def _lines(shown: Navigator) -> list[str]:
    return [mark.text for box in shown.view.layout.boxes for mark in box.marks if isinstance(mark, TextRun)]


def test_a_nickname_that_cannot_be_is_refused_in_words_and_stays_to_be_mended() -> None:
    shown = open_screen("readers")
    write(shown, "and/or")
    assert isinstance(shown.screen, PlayersScreen)
    assert "cannot contain /" in read(shown)
    assert shown.screen.field.text == "and/or"
    assert shown.session.player == PLAYER
    shown.dispatch(TextInput("x"))
    assert "cannot contain" not in read(shown)


def test_a_known_reader_is_chosen_by_keyboard_and_mouse() -> None:
    for by in ("keyboard", "mouse"):
        shown = open_screen("readers")
        shown.dispatch(Cancel())
        shown.view.focus_and_reveal(Command("become", "blue fox"))
        if by == "keyboard":
            shown.dispatch(Confirm())
        else:
            place = next(p for p in shown.view.focusable_targets() if p.target.command == Command("become", "blue fox"))
            x, y = place.rects[0].center
            shown.dispatch(PointerDown(x, y + shown.view.layout.area.y - shown.view.scroll))
        assert shown.session.player == FOX
        assert isinstance(shown.screen, TitleScreen)


def test_nobody_is_forgotten_by_one_press() -> None:
    shown = open_screen("readers")
    forget = Command("forget", "blue fox")
    shown.view.focus_and_reveal(forget)
    shown.dispatch(Confirm())
    assert FOX in shown.session.list_player_names()
    assert "All that was played goes too" in read(shown)
    shown.view.focus_and_reveal(Command("forget", LONG_NAME))
    shown.dispatch(Confirm())
    assert LONG_NAME in shown.session.list_player_names(), "another name asks anew"
    shown.dispatch(Confirm())
    assert LONG_NAME not in shown.session.list_player_names()
    assert FOX in shown.session.list_player_names()
    assert LONG_NAME not in read(shown)


@pytest.mark.parametrize(
    ("nick", "wanted"),
    [("red heron", "red heron"), ("Сокол", "Сокол"), ("🦊", "‹fox face›"), ("红", "‹U+7EA2›"), ("❤️ ok", "‹heavy black heart› ok")],
)  # fmt: skip
def test_no_sign_of_a_nickname_is_dropped(nick: str, wanted: str) -> None:
    press = TextStyle(TextShaper(), 1280, 800, 1.0)
    said = player_badge.make_displayable(press, nick)
    assert said == wanted
    assert press.shaper.find_missing_characters(said, press.font("meta")) == ""


def test_every_nickname_has_an_emblem_of_its_own_that_can_be_drawn() -> None:
    press = TextStyle(TextShaper(), 1280, 800, 1.0)
    for nick in ("red heron", "🦊", "红", "Ödön", "Сокол", "7"):
        made = player_badge.layout_player_badge(press, nick, 76)
        assert made == player_badge.layout_player_badge(press, nick.upper(), 76) or nick in ("🦊", "红")
        for mark in made.marks:
            if isinstance(mark, TextRun):
                assert press.shaper.find_missing_characters(mark.text, mark.font) == ""


@pytest.mark.parametrize("name", ["readers", "title", "timeline"])
def test_a_fox_shows_on_every_screen_that_names_it(name: str) -> None:
    session = open_session("unopened", pack="thirteen scenes" if name == "timeline" else "three scenes")
    session.switch_player("🦊")
    shown = open_screen(name, session=session)
    said = " ".join(mark.text for box in list_boxes(shown) for mark in list_text_runs(box)).casefold()
    assert "‹fox face›" in said
    for box in list_boxes(shown):
        for mark in list_text_runs(box):
            assert shown.stack.shaper.find_missing_characters(mark.text, mark.font) == "", mark.text
