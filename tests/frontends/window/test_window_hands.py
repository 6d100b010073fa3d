"""Single keys, a choice that is held, one switch, a finger: each to the end of a scene, without a window."""

from __future__ import annotations

import pygame
import pytest
from pygame.event import Event

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
    translate_event,
)
from party_card.frontends.window.input.touch import TouchInput
from party_card.frontends.window.screens.dialogs.base import HelpOverlay, NoteOverlay
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.key_hints import page_bindings, visible_hints
from party_card.frontends.window.toolkit.primitives import Command, FillRect
from party_card.frontends.window.toolkit.switch_access import scan_order
from party_card.storage.settings import Settings

from .sample import PAGES, PASSAGE, FakeSession


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def at(name: str, settings: Settings, size: tuple[int, int] = (1280, 800)) -> tuple[Navigator, FakeSession, Time]:
    session, time = FakeSession(settings), Time()
    session.at = list(PAGES).index(name)
    made = Navigator(session, size, screen=PageScreen(session, PAGES[name]))
    made.interaction.clock = time
    return made, session, time


def point(navigator: Navigator, command: Command) -> tuple[float, float]:
    place = next(p for p in navigator.view.targets if p.target.command == command)
    x, y = place.rects[0].center
    return x + navigator.view.layout.area.x, y + navigator.view.layout.area.y - navigator.view.scroll


def wait(navigator: Navigator, time: Time, seconds: float) -> None:
    for _ in range(20):
        time.now += seconds / 20
        navigator.update()


# ---------------------------------------------------------------------------------------------------- single keys


def test_without_single_keys_no_letter_and_no_digit_does_anything() -> None:
    for name in PAGES:
        stage, session, _ = at(name, Settings(single_keys=False))
        for key in "0123456789abcdefghijklmnopqrstuvwxyz?":
            stage.dispatch(Key(key))
            assert isinstance(stage.screen, PageScreen), (name, key)
        assert session.chosen == []


def test_with_alt_they_do_and_the_other_keys_are_as_they_were() -> None:
    stage, session, _ = at("passage", Settings(single_keys=False))
    for key, screen in (("alt+n", NoteOverlay), ("f1", HelpOverlay)):
        stage.dispatch(Key(key))
        assert isinstance(stage.screen, screen)
        stage.dispatch(Cancel())
    stage.dispatch(Key("alt+2"))
    assert session.chosen == ["ask"]


def test_alt_and_a_letter_arrive_as_such() -> None:
    def key(code: int, char: str, mod: int) -> object:
        return translate_event(Event(pygame.KEYDOWN, key=code, unicode=char, mod=mod))

    assert key(pygame.K_n, "n", pygame.KMOD_LALT) == Key("alt+n")
    assert key(pygame.K_n, "˜", pygame.KMOD_LALT) == Key("alt+n")  # Option on a Mac
    assert key(pygame.K_2, "", pygame.KMOD_LALT) == Key("alt+2")
    assert key(pygame.K_e, "€", pygame.KMOD_RALT) == Key("€")
    assert key(pygame.K_LALT, "", pygame.KMOD_LALT) is None


def test_the_bottom_line_tells_keys_with_alt_buttons_or_words_to_touch() -> None:
    hints = page_bindings(PASSAGE)
    assert {"N", "S", "1–3"} <= {h.cap for h in visible_hints(hints, "keys")}
    assert {"Alt N", "Alt S", "Alt 1–3", "Tab", "F1"} <= {
        h.cap for h in visible_hints(hints, "keys", single_keys=False)
    }
    pad = {h.label: h.cap for h in visible_hints(hints, "pad")}
    assert (pad["notes"], pad["choose"], pad["menu"]) == ("X", "A", "B")
    assert "settings" not in pad  # no button of its own: through the menu
    assert all(h.command.verb != "nothing" and not h.label for h in visible_hints(hints, "touch"))
    assert "hold to choose" in {h.label for h in visible_hints(hints, "keys", hold=True)}


def test_the_bottom_line_follows_what_was_used_last() -> None:
    stage, _, _ = at("passage", Settings())
    assert "S settings" in stage.view.footer().name
    stage.note_device("pad")
    assert "X notes" in stage.view.footer().name
    stage.note_device("touch")
    names = {t.name for t in stage.view.footer().targets}
    assert {"Notes", "Menu"} <= names


# --------------------------------------------------------------------------------------------------- hold to choose


HELD = Settings(hold=1000)


@pytest.mark.parametrize("way", ["key", "enter", "mouse", "finger"])
def test_a_choice_is_taken_when_it_has_been_held_so_long_and_not_before(way: str) -> None:
    stage, session, time = at("passage", HELD)
    x, y = point(stage, Command("choose", "ask"))
    stage.view.focus_and_reveal(Command("choose", "ask"))
    ways: dict[str, Action] = {
        "key": Key("2"),
        "enter": Confirm(),
        "mouse": PointerDown(x, y),
        "finger": TouchStart(x, y),
    }
    down = ways[way]
    for held, taken in ((0.9, []), (1.05, ["ask"])):
        stage.dispatch(down)
        wait(stage, time, held)
        assert session.chosen == taken
        if way == "finger":
            stage.dispatch(Tap(x, y))
        stage.dispatch(PointerUp())
        wait(stage, time, 3.0)
        assert session.chosen == taken
        assert not stage.is_animating


def test_a_bar_fills_while_a_choice_is_held_and_goes_when_it_is_let_go() -> None:
    stage, _, time = at("passage", HELD)
    stage.dispatch(Key("2"))
    widths = []
    for _ in range(3):
        wait(stage, time, 0.3)
        assert stage.needs_redraw
        track, bar = stage.interaction.hold.progress_bar(stage.view, time.now, 1.0)
        assert isinstance(track, FillRect) and isinstance(bar, FillRect)
        widths.append(bar.rect.w / track.rect.w)
    assert widths == pytest.approx([0.3, 0.6, 0.9], abs=0.02)
    stage.dispatch(PointerUp())
    assert stage.interaction.hold.progress_bar(stage.view, time.now, 1.0) == ()
    stage.draw(pygame.Surface((1280, 800)))
    assert not stage.needs_redraw


def test_a_finger_that_is_lifted_over_the_next_page_touches_nothing_on_it() -> None:
    stage, session, time = at("briefing", HELD)
    x, y = point(stage, Command("choose", "begin"))
    stage.dispatch(TouchStart(x, y))
    wait(stage, time, 1.1)
    assert session.chosen == ["begin"]
    for place in stage.view.focusable():
        stage.dispatch(Tap(*point(stage, place.target.command)))
        stage.dispatch(PointerUp())
    assert isinstance(stage.screen, PageScreen)
    assert session.chosen == ["begin"]


def test_nothing_but_choices_must_be_held() -> None:
    stage, session, _ = at("passage", HELD)
    stage.dispatch(PointerDown(*point(stage, Command("note", "1"))))
    assert isinstance(stage.screen, NoteOverlay)
    assert session.chosen == []


def test_a_key_held_for_one_choice_takes_no_other() -> None:
    stage, session, time = at("passage", HELD)
    stage.dispatch(Key("2"))
    wait(stage, time, 0.8)
    stage.dispatch(PointerUp())
    stage.dispatch(Key("3"))
    wait(stage, time, 0.8)
    assert session.chosen == []
    wait(stage, time, 0.3)
    assert session.chosen == ["report"]


# ------------------------------------------------------------------------------------------------------- one switch


SWITCH = Settings(scan=1000)


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_a_whole_scene_with_one_switch(size: tuple[int, int]) -> None:
    stage, session, time = at("briefing", SWITCH, size)
    stage.update()
    for _ in range(600):
        if session.page().kind == "finished":
            break
        wait(stage, time, 1.001)
        marked = stage.interaction.scan.marked
        # as a reader would: go on where there is more to read, else take the first thing that leads on
        if marked is not None and marked.target.command.verb in ("choose", "down"):
            stage.dispatch(Confirm())
            stage.dispatch(PointerUp())
    assert session.page().kind == "finished"


def test_everything_in_view_and_the_bottom_line_is_marked_in_turn_and_it_comes_around() -> None:
    stage, _, time = at("passage", SWITCH)
    stage.update()
    assert not stage.interaction.scan.marked
    seen = []
    for _ in range(len(scan_order(stage.view)) + 1):
        wait(stage, time, 1.001)
        marked = stage.interaction.scan.marked
        assert marked is not None
        seen.append(marked.key)
    assert seen[-1] == seen[0]
    assert {p.key for p in scan_order(stage.view)} == set(seen)
    verbs = {does.verb for does, _ in seen}
    assert {"choose", "note", "menu", "settings", "help"} <= verbs


def test_reading_on_comes_first_and_back_up_can_be_reached() -> None:
    stage, _, time = at("long", SWITCH, (800, 600))
    stage.update()
    wait(stage, time, 1.001)
    assert stage.interaction.scan.marked is not None
    assert stage.interaction.scan.marked.target.command == Command("down")
    stage.dispatch(Confirm())
    assert stage.view.scroll > 0
    assert Command("up") in {p.target.command for p in scan_order(stage.view)}


def test_a_press_before_anything_is_marked_takes_nothing() -> None:
    stage, session, time = at("passage", SWITCH)
    stage.update()
    stage.dispatch(Confirm())
    stage.dispatch(PointerDown(3, 300))
    assert session.chosen == []
    wait(stage, time, 3.0)
    assert stage.interaction.scan.marked is not None
    stage.dispatch(PointerDown(3, 300))  # a switch that comes as a click, wherever the mouse is
    wait(stage, time, 0.1)
    assert session.chosen or stage.screen.is_modal


def test_another_key_moves_the_focus_and_marking_goes_on_from_there() -> None:
    stage, session, time = at("passage", SWITCH)
    stage.update()
    wait(stage, time, 1.001)
    stage.dispatch(Tab())
    focus = stage.view.focused
    wait(stage, time, 0.5)
    assert stage.view.focused == focus
    stage.dispatch(Confirm())
    assert session.chosen or stage.screen.is_modal


def test_a_dial_can_be_turned_again_and_again_and_so_the_switch_off() -> None:
    stage, _, time = at("passage", SWITCH)
    stage.update()
    stage.dispatch(Key("s"))
    assert isinstance(stage.screen, SettingsDialog)
    for _ in range(60):
        wait(stage, time, stage.session.settings.scan / 1000 or 1.0)
        marked = stage.interaction.scan.marked
        if marked is not None and marked.target.command == Command("change", "scan"):
            break
    for _ in range(5):
        wait(stage, time, 0.3)
        stage.dispatch(Confirm())
    assert stage.session.settings.scan == 0
    stage.update()
    assert stage.interaction.scan.marked is None


def test_without_a_switch_nothing_is_ever_marked_and_nothing_moves() -> None:
    stage, _, time = at("passage", Settings())
    stage.draw(pygame.Surface((1280, 800)))
    wait(stage, time, 30.0)
    assert stage.view.focused is None
    assert not stage.needs_redraw


# ---------------------------------------------------------------------------------------------------------- fingers


def finger(kind: int, x: float, y: float, number: int = 1) -> Event:
    return Event(kind, touch_id=7, finger_id=number, x=x, y=y, dx=0.0, dy=0.0, pressure=1.0)


def test_a_tap_is_one_tap_and_the_mouse_made_up_from_it_is_passed_over() -> None:
    fingers = TouchInput()
    down = list(fingers.read(finger(pygame.FINGERDOWN, 0.5, 0.25), (1280, 800), 1.0, 0.0))
    moved = list(fingers.read(finger(pygame.FINGERMOTION, 0.503, 0.252), (1280, 800), 1.0, 0.05))
    up = list(fingers.read(finger(pygame.FINGERUP, 0.503, 0.252), (1280, 800), 1.0, 0.1))
    assert (down, moved) == ([TouchStart(640, 200)], [])
    assert up == [Tap(0.503 * 1280, 0.252 * 800), PointerUp()]
    made_up = Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(640, 200), touch=True)
    assert fingers.knows(made_up)
    assert list(fingers.read(made_up, (1280, 800), 1.0, 0.1)) == []
    assert not fingers.knows(Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(640, 200), touch=False))


def test_a_drag_scrolls_with_the_finger_and_takes_nothing() -> None:
    stage, session, _ = at("long", Settings(), (800, 600))
    fingers = TouchInput()
    events = [finger(pygame.FINGERDOWN, 0.5, 0.9), finger(pygame.FINGERDOWN, 0.1, 0.1, number=2)]
    events += [finger(pygame.FINGERMOTION, 0.5, 0.9 - n / 20) for n in range(1, 9)]
    events += [finger(pygame.FINGERMOTION, 0.1, 0.9, number=2), finger(pygame.FINGERUP, 0.5, 0.5)]
    for n, event in enumerate(events):
        for action in fingers.read(event, (800, 600), 1.0, n / 10):
            assert not isinstance(action, Tap)
            stage.dispatch(action)
    assert stage.view.scroll == pytest.approx(0.4 * 600, abs=2)
    assert session.chosen == []


def test_a_tap_takes_a_choice_once() -> None:
    stage, session, _ = at("passage", Settings())
    x, y = point(stage, Command("choose", "back"))
    for action in (TouchStart(x, y), Tap(x, y), PointerUp()):
        stage.dispatch(action)
    assert session.chosen == ["back"]


@pytest.mark.parametrize("wish", ["on", "reduced"])
def test_a_flick_runs_on_and_stops_by_itself_unless_motion_is_reduced(wish: str) -> None:
    stage, _, time = at("long", Settings(motion=wish), (800, 600))  # type: ignore[arg-type]
    stage.motion = Animator(time)
    stage.dispatch(Drag(-50))
    stage.dispatch(Fling(-1500))
    stage.dispatch(PointerUp())
    assert stage.is_animating == (wish == "on")
    wait(stage, time, 4.0)
    assert not stage.is_animating
    assert (stage.view.scroll > 150) == (wish == "on")
    stage.dispatch(Fling(-1500))
    stage.dispatch(PageScroll(-1, whole=True))  # anything done stops it
    wait(stage, time, 2.0)
    assert stage.view.scroll == 0
