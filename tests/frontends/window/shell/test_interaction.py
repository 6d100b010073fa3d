"""One-key shortcuts, hold to choose, switch scanning and touch, without a window."""

from __future__ import annotations

import pygame
import pytest

from party_card.app.session import Session
from party_card.frontends.window.input.events import (
    Action,
    Cancel,
    Confirm,
    Drag,
    Fling,
    Key,
    PageScroll,
    PointerDown,
    PointerUp,
    Tab,
    Tap,
    TouchStart,
)
from party_card.frontends.window.screens.dialogs.help import HelpDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.page_hints import list_page_hints
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.key_hints import adapt_hints
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.switch_access import list_scan_targets
from party_card.storage.settings import Settings

from ..open_screens import open_screen, target_center
from ..sample import PAGES, PASSAGE
from ..sample_pack import STEPS


class ManualClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def open_page(
    name: str, settings: Settings, size: tuple[int, int] = (1280, 800)
) -> tuple[Navigator, Session, ManualClock]:
    """Opens a page, with a clock for holds, scanning and flings."""
    navigator, clock = open_screen(name, size, settings), ManualClock()
    navigator.interaction.clock = clock
    return navigator, navigator.session, clock


def wait(navigator: Navigator, clock: ManualClock, seconds: float) -> None:
    for _ in range(20):
        clock.now += seconds / 20
        navigator.update()


# ---------------------------------------------------------------------------------------------------- single keys


def test_without_single_keys_no_letter_and_no_digit_does_anything() -> None:
    for name in PAGES:
        navigator, session, _ = open_page(name, Settings(single_keys=False))
        for key in "0123456789abcdefghijklmnopqrstuvwxyz?":
            navigator.dispatch(Key(key))
            assert isinstance(navigator.screen, PageScreen), (name, key)
        position = "briefing" if name == "hooked" else name
        assert session.playthrough.steps == STEPS.get(position, STEPS["passage"])  # type: ignore[call-overload]


def test_with_alt_they_do_and_the_other_keys_are_as_they_were() -> None:
    navigator, session, _ = open_page("passage", Settings(single_keys=False))
    for key, screen in (("alt+n", NoteDialog), ("f1", HelpDialog)):
        navigator.dispatch(Key(key))
        assert isinstance(navigator.screen, screen)
        navigator.dispatch(Cancel())
    navigator.dispatch(Key("alt+2"))
    assert session.playthrough.steps == ("begin", "ask")


def test_the_bottom_line_tells_keys_with_alt_buttons_or_words_to_touch() -> None:
    hints = list_page_hints(PASSAGE)
    assert {"N", "S", "1–3"} <= {h.cap for h in adapt_hints(hints, "keys")}
    assert {"Alt N", "Alt S", "Alt 1–3", "Tab", "F1"} <= {h.cap for h in adapt_hints(hints, "keys", single_keys=False)}
    navigator, _, _ = open_page("passage", Settings())
    navigator.view.focus_and_reveal(Command("choose", "ask"))
    pad = {h.label: h.cap for h in adapt_hints(navigator.view.key_hints(), "pad")}
    assert (pad["notes"], pad["choose"], pad["menu"]) == ("X", "A", "B")
    assert "settings" not in pad  # no button of its own: through the menu
    assert all(h.command.verb != "nothing" and not h.label for h in adapt_hints(hints, "touch"))
    assert "hold to choose" in {h.label for h in adapt_hints(hints, "keys", hold=True)}


def test_the_bottom_line_follows_what_was_used_last() -> None:
    navigator, _, _ = open_page("passage", Settings())
    assert "S settings" in navigator.view.layout_footer().name
    navigator.stack.set_device("pad")
    assert "X notes" in navigator.view.layout_footer().name
    navigator.stack.set_device("touch")
    names = {t.name for t in navigator.view.layout_footer().targets}
    assert {"Notes", "Menu"} <= names


# --------------------------------------------------------------------------------------------------- hold to choose


HELD = Settings(hold=1000)


@pytest.mark.parametrize("way", ["key", "enter", "mouse", "finger"])
def test_a_choice_is_taken_when_it_has_been_held_so_long_and_not_before(way: str) -> None:
    navigator, session, clock = open_page("passage", HELD)
    x, y = target_center(navigator, Command("choose", "ask"))
    navigator.view.focus_and_reveal(Command("choose", "ask"))
    ways: dict[str, Action] = {
        "key": Key("2"),
        "enter": Confirm(),
        "mouse": PointerDown(x, y),
        "finger": TouchStart(x, y),
    }
    down = ways[way]
    for held, taken in ((0.9, []), (1.05, ["ask"])):
        navigator.dispatch(down)
        wait(navigator, clock, held)
        assert session.playthrough.steps == ("begin", *taken)
        if way == "finger":
            navigator.dispatch(Tap(x, y))
        navigator.dispatch(PointerUp())
        wait(navigator, clock, 3.0)
        assert session.playthrough.steps == ("begin", *taken)
        assert not navigator.is_animating


def test_a_bar_fills_while_a_choice_is_held_and_goes_when_it_is_let_go() -> None:
    navigator, _, clock = open_page("passage", HELD)
    navigator.dispatch(Key("2"))
    widths = []
    for _ in range(3):
        wait(navigator, clock, 0.3)
        assert navigator.needs_redraw
        track, bar = navigator.interaction.hold.progress_bar(navigator.view, clock.now, 1.0)
        assert isinstance(track, FillRect) and isinstance(bar, FillRect)
        widths.append(bar.rect.w / track.rect.w)
    assert widths == pytest.approx([0.3, 0.6, 0.9], abs=0.02)
    navigator.dispatch(PointerUp())
    assert navigator.interaction.hold.progress_bar(navigator.view, clock.now, 1.0) == ()
    navigator.draw(pygame.Surface((1280, 800)))
    assert not navigator.needs_redraw


def test_a_finger_that_is_lifted_over_the_next_page_touches_nothing_on_it() -> None:
    navigator, session, clock = open_page("briefing", HELD)
    x, y = target_center(navigator, Command("choose", "begin"))
    navigator.dispatch(TouchStart(x, y))
    wait(navigator, clock, 1.1)
    assert session.playthrough.steps == ("begin",)
    for place in navigator.view.focusable_targets():
        navigator.dispatch(Tap(*target_center(navigator, place.target.command)))
        navigator.dispatch(PointerUp())
    assert isinstance(navigator.screen, PageScreen)
    assert session.playthrough.steps == ("begin",)


def test_nothing_but_choices_must_be_held() -> None:
    navigator, session, _ = open_page("passage", HELD)
    navigator.dispatch(PointerDown(*target_center(navigator, Command("note", "1"))))
    assert isinstance(navigator.screen, NoteDialog)
    assert session.playthrough.steps == ("begin",)


def test_a_key_held_for_one_choice_takes_no_other() -> None:
    navigator, session, clock = open_page("passage", HELD)
    navigator.dispatch(Key("2"))
    wait(navigator, clock, 0.8)
    navigator.dispatch(PointerUp())
    navigator.dispatch(Key("3"))
    wait(navigator, clock, 0.8)
    assert session.page().passage == "envelope"
    wait(navigator, clock, 0.3)
    assert session.playthrough.steps == ("begin", "report")


# ------------------------------------------------------------------------------------------------------- one switch


SWITCH = Settings(scan=1000)


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_a_whole_scene_with_one_switch(size: tuple[int, int]) -> None:
    navigator, session, clock = open_page("briefing", SWITCH, size)
    navigator.update()
    for _ in range(600):
        if session.page().kind == "finished":
            break
        wait(navigator, clock, 1.001)
        highlighted = navigator.interaction.scanner.highlighted_target
        # as a reader would: go on where there is more to read, else take the first thing that leads on
        if highlighted is not None and highlighted.target.command.verb in ("choose", "down"):
            navigator.dispatch(Confirm())
            navigator.dispatch(PointerUp())
    assert session.page().kind == "finished"


def test_everything_in_view_and_the_bottom_line_is_marked_in_turn_and_it_comes_around() -> None:
    navigator, _, clock = open_page("passage", SWITCH)
    navigator.update()
    assert not navigator.interaction.scanner.highlighted_target
    visited = []
    for _ in range(len(list_scan_targets(navigator.view)) + 1):
        wait(navigator, clock, 1.001)
        highlighted = navigator.interaction.scanner.highlighted_target
        assert highlighted is not None
        visited.append(highlighted.key)
    assert visited[-1] == visited[0]
    assert {p.key for p in list_scan_targets(navigator.view)} == set(visited)
    verbs = {does.verb for does, _ in visited}
    assert {"choose", "note", "menu", "settings", "help"} <= verbs


def test_reading_on_comes_first_and_back_up_can_be_reached() -> None:
    navigator, _, clock = open_page("long", SWITCH, (800, 600))
    navigator.update()
    wait(navigator, clock, 1.001)
    assert navigator.interaction.scanner.highlighted_target is not None
    assert navigator.interaction.scanner.highlighted_target.target.command == Command("down")
    navigator.dispatch(Confirm())
    assert navigator.view.scroll > 0
    assert Command("up") in {p.target.command for p in list_scan_targets(navigator.view)}


def test_a_press_before_anything_is_marked_takes_nothing() -> None:
    navigator, session, clock = open_page("passage", SWITCH)
    navigator.update()
    navigator.dispatch(Confirm())
    navigator.dispatch(PointerDown(3, 300))
    assert session.playthrough.steps == ("begin",)
    wait(navigator, clock, 3.0)
    assert navigator.interaction.scanner.highlighted_target is not None
    navigator.dispatch(PointerDown(3, 300))  # a switch that comes as a click, wherever the mouse is
    wait(navigator, clock, 0.1)
    assert session.playthrough.steps != ("begin",) or navigator.screen.is_modal


def test_another_key_moves_the_focus_and_marking_goes_on_from_there() -> None:
    navigator, session, clock = open_page("passage", SWITCH)
    navigator.update()
    wait(navigator, clock, 1.001)
    navigator.dispatch(Tab())
    focus = navigator.view.focused_key
    wait(navigator, clock, 0.5)
    assert navigator.view.focused_key == focus
    navigator.dispatch(Confirm())
    assert session.playthrough.steps != ("begin",) or navigator.screen.is_modal


def test_a_dial_can_be_turned_again_and_again_and_so_the_switch_off() -> None:
    navigator, _, clock = open_page("passage", SWITCH)
    navigator.update()
    navigator.dispatch(Key("s"))
    assert isinstance(navigator.screen, SettingsDialog)
    for _ in range(60):
        wait(navigator, clock, navigator.session.settings.scan / 1000 or 1.0)
        highlighted = navigator.interaction.scanner.highlighted_target
        if highlighted is not None and highlighted.target.command == Command("change", "scan"):
            break
    for _ in range(5):
        wait(navigator, clock, 0.3)
        navigator.dispatch(Confirm())
    assert navigator.session.settings.scan == 0
    navigator.update()
    assert navigator.interaction.scanner.highlighted_target is None


def test_without_a_switch_nothing_is_ever_marked_and_nothing_moves() -> None:
    navigator, _, clock = open_page("passage", Settings())
    navigator.draw(pygame.Surface((1280, 800)))
    wait(navigator, clock, 30.0)
    assert navigator.view.focused_key is None
    assert not navigator.needs_redraw


# ---------------------------------------------------------------------------------------------------------- fingers


def test_a_tap_takes_a_choice_once() -> None:
    navigator, session, _ = open_page("passage", Settings())
    x, y = target_center(navigator, Command("choose", "back"))
    for action in (TouchStart(x, y), Tap(x, y), PointerUp()):
        navigator.dispatch(action)
    assert session.playthrough.steps == ("begin", "back")


@pytest.mark.parametrize("wish", ["on", "reduced"])
def test_a_flick_runs_on_and_stops_by_itself_unless_motion_is_reduced(wish: str) -> None:
    navigator, _, clock = open_page("long", Settings(motion=wish), (800, 600))  # type: ignore[arg-type]
    navigator.animator = Animator(clock)
    navigator.dispatch(Drag(-50))
    navigator.dispatch(Fling(-1500))
    navigator.dispatch(PointerUp())
    assert navigator.is_animating == (wish == "on")
    wait(navigator, clock, 4.0)
    assert not navigator.is_animating
    assert (navigator.view.scroll > 150) == (wish == "on")
    navigator.dispatch(Fling(-1500))
    navigator.dispatch(PageScroll(-1, to_end=True))  # anything done stops it
    wait(navigator, clock, 2.0)
    assert navigator.view.scroll == 0
