"""An input method in the middle of a word, and a click, Escape or Tab: no letter is lost or doubled."""

from __future__ import annotations

import pytest

from party_card.frontends.window.input.events import Cancel, ImeComposition, PointerDown, PointerUp, Tab, TextInput
from party_card.frontends.window.screens.players import PlayersScreen
from party_card.frontends.window.shell.navigator import Navigator

from ..open_screens import open_screen, target_center


@pytest.fixture
def navigator() -> Navigator:
    navigator = open_screen("players")
    navigator.dispatch(TextInput("ab"))
    navigator.dispatch(ImeComposition("にほ"))
    return navigator


def read_field(navigator: Navigator) -> tuple[str, str, int]:
    """Returns text, composition and caret."""
    assert isinstance(navigator.screen, PlayersScreen)
    field = navigator.screen.field
    return field.text, field.composing, field.selection[1]


def click_field(navigator: Navigator, *, at_start: bool) -> None:
    assert isinstance(navigator.screen, PlayersScreen)
    x, y = target_center(navigator, navigator.screen.field.command)
    field_target = next(t for t in navigator.view.targets if t.target.field is not None)
    left = navigator.view.to_window(field_target.rects[0], scrolls=field_target.scrolls).left
    navigator.dispatch(PointerDown(left + 3 if at_start else x, y))
    navigator.dispatch(PointerUp())


@pytest.mark.parametrize("sends_again", [True, False])
@pytest.mark.parametrize("at_start", [True, False])
def test_a_click_keeps_what_was_composed_and_places_the_caret(
    navigator: Navigator, at_start: bool, sends_again: bool
) -> None:
    click_field(navigator, at_start=at_start)
    if sends_again:  # an input method that is reset may give its text, or not
        navigator.dispatch(ImeComposition(""))
        navigator.dispatch(TextInput("にほ"))
    assert read_field(navigator) == ("abにほ", "", 0 if at_start else 4)
    navigator.dispatch(TextInput("に"))
    assert read_field(navigator)[0] == ("にabにほ" if at_start else "abにほに")


def test_the_same_word_can_be_typed_after_the_click(navigator: Navigator) -> None:
    click_field(navigator, at_start=False)
    navigator.dispatch(ImeComposition("にほ"))
    navigator.dispatch(TextInput("にほ"))
    assert read_field(navigator) == ("abにほにほ", "", 6)


def test_escape_ends_the_composition_and_stays_in_the_field(navigator: Navigator) -> None:
    navigator.dispatch(Cancel())
    assert read_field(navigator) == ("ab", "", 2)
    navigator.dispatch(TextInput("c"))
    assert read_field(navigator) == ("abc", "", 3)


def test_leaving_the_field_keeps_what_was_composed(navigator: Navigator) -> None:
    navigator.dispatch(Tab())
    assert read_field(navigator)[:2] == ("abにほ", "")
    navigator.dispatch(TextInput("にほ"))
    assert read_field(navigator)[0] == "abにほ"
