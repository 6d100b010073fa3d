"""The event loop, on SDL's dummy display: events in, pictures out, and nothing while nothing happens."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest
from pygame.event import Event

from party_card.app.page_clock import PageClock
from party_card.app.session import Session
from party_card.cli import main
from party_card.content.models import SceneId
from party_card.frontends.window import app
from party_card.frontends.window.accessibility.accesskit_bridge import AccessKitBridge
from party_card.frontends.window.input.events import Arrow, Confirm
from party_card.frontends.window.navigation import Quit, Replace, Route
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.storage.errors import StorageError
from party_card.storage.paths import HOME_VARIABLE
from party_card.storage.settings import Settings

from .sample import LONG, PASSAGE
from .sample_pack import open_session

Run = Callable[..., "RecordingWindow"]


class RecordingWindow(pygame.Window):
    """A window that records the calls of its methods."""

    frames: list[RecordingWindow] = []  # noqa: RUF012  # emptied for each test

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self.asked: list[str] = []
        self.flips = 0
        self.minimum_size_while_open: tuple[int, ...] = ()
        self.frames.append(self)

    def set_fullscreen(self, desktop: bool = False) -> None:
        self.asked.append(f"full {desktop}")

    def set_windowed(self) -> None:
        self.asked.append("windowed")

    def flip(self) -> None:
        self.flips += 1
        super().flip()


def make_key_event(code: int, char: str = "", down: bool = True) -> Event:
    return Event(pygame.KEYDOWN if down else pygame.KEYUP, key=code, unicode=char, mod=0)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Returns a function that runs the window with a list of events for each turn of the loop, then closes it."""
    monkeypatch.setattr(pygame, "Window", RecordingWindow)
    monkeypatch.setenv("PARTY_CARD_ACCESS", "0")
    monkeypatch.setattr(app, "IDLE_POLLS_PER_S", 1000)
    monkeypatch.setattr(app, "ACTIVE_POLLS_PER_S", 1000)
    RecordingWindow.frames.clear()

    def run_window(session: Session, *event_batches: list[Event]) -> RecordingWindow:
        batches = iter([*event_batches, [Event(pygame.QUIT)]])

        def get() -> list[Event]:
            window = RecordingWindow.frames[-1]
            window.minimum_size_while_open = tuple(window.minimum_size)
            return next(batches)

        monkeypatch.setattr(pygame.event, "get", get)
        app.run(session)
        return RecordingWindow.frames[-1]

    yield run_window
    pygame.quit()


REDUCED_MOTION = Settings(motion="reduced")


def test_f11_fills_the_screen_and_gives_it_back(run: Run) -> None:
    press, lift = make_key_event(pygame.K_F11), make_key_event(pygame.K_F11, down=False)
    window = run(open_session("unopened", REDUCED_MOTION), [press], [lift], [press, press], [lift])
    assert window.asked == ["full True", "windowed"]  # held down, it does not flicker


def test_in_full_screen_the_pointer_hides_while_keys_are_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(pygame.mouse, "set_visible", shown.append)
    f11, down = make_key_event(pygame.K_F11), make_key_event(pygame.K_PAGEDOWN)
    move = Event(pygame.MOUSEMOTION, pos=(9, 9), buttons=(0, 0, 0))
    run(open_session("unopened", REDUCED_MOTION), [down], [f11], [down], [move], [down])
    assert shown == [True, True, False, True, False]


def test_the_window_cannot_be_made_smaller_than_what_is_designed_for(run: Run) -> None:
    window = run(open_session("unopened", REDUCED_MOTION), [])
    assert window.minimum_size_while_open == app.MIN_SIZE == (640, 480)


def test_a_key_that_is_held_down_chooses_once(run: Run) -> None:
    session = open_session("unopened", REDUCED_MOTION)
    one_key = make_key_event(pygame.K_1, "1")
    run(
        session,
        [make_key_event(pygame.K_RETURN)],
        [make_key_event(pygame.K_RETURN, down=False)],
        [make_key_event(pygame.K_RETURN)],
        [one_key, one_key],
        [one_key],
    )
    assert session.playthrough.steps == ("begin", "back")


def test_the_time_of_a_page_stops_while_the_window_is_in_the_background(run: Run) -> None:
    session = open_session("unopened", REDUCED_MOTION)
    session.open(SceneId(PASSAGE.scene))
    seconds = 0.0
    session.open_playthrough.page_clock = clock = PageClock(lambda: seconds)
    app.follow_focus(session, Event(pygame.WINDOWFOCUSGAINED))
    seconds = 3
    run(session, [Event(pygame.WINDOWFOCUSLOST)])
    seconds = 60
    assert clock.restart() == 3
    app.follow_focus(session, Event(pygame.WINDOWFOCUSGAINED))
    seconds = 64
    assert clock.restart() == 4


def test_nothing_is_drawn_while_nothing_happens(run: Run) -> None:
    window = run(open_session("unopened", REDUCED_MOTION), [], *([[]] * 30))
    assert window.flips == 1


def test_screen_readers_are_told_at_once_and_only_once_of_what_glides_and_turns(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    invalidated_at: list[int] = []
    drawn_at: list[int] = []
    turn_count = [0]
    draw = Navigator.draw

    def draw_and_count(self: Navigator, surface: pygame.Surface) -> None:
        drawn_at.append(turn_count[0])
        draw(self, surface)

    monkeypatch.setattr(AccessKitBridge, "invalidate", lambda _: invalidated_at.append(turn_count[0]))
    monkeypatch.setattr(AccessKitBridge, "update", lambda *_: turn_count.__setitem__(0, turn_count[0] + 1))
    monkeypatch.setattr(Navigator, "draw", draw_and_count)
    clock = iter(n / 60 for n in range(10_000))
    monkeypatch.setattr(
        "party_card.frontends.window.toolkit.animation.Animator.__init__.__defaults__", (lambda: next(clock),)
    )
    tab, page = make_key_event(pygame.K_TAB, "\t"), make_key_event(pygame.K_RETURN, "\r")
    run(open_session("unopened", Settings(motion="on")), [], [tab], [], [tab], *[[]] * 20, [page], *[[]] * 40)
    assert invalidated_at == [0, 1, 3, 24]
    assert {4, 5, 6, 25, 26, 27, 28} <= set(drawn_at), "both were shown as motion"


@pytest.mark.usefixtures("run")
def test_a_page_that_turns_is_drawn_for_a_moment_and_then_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    flips: list[int] = []
    session = open_session("unopened", Settings(motion="on"))
    batches = iter([[], [make_key_event(pygame.K_RETURN)], *([[]] * 800)])

    def get() -> list[Event]:
        flips.append(RecordingWindow.frames[-1].flips)
        return next(batches, [Event(pygame.QUIT)])

    monkeypatch.setattr(pygame.event, "get", get)
    monkeypatch.setattr(app, "IDLE_POLLS_PER_S", 500)
    monkeypatch.setattr(app, "ACTIVE_POLLS_PER_S", 500)
    by_polls = (lambda: len(flips) / 500,)  # not by the clock, so that a slow frame ends no animation
    monkeypatch.setattr(Animator.__init__, "__defaults__", by_polls)
    app.run(session)
    assert flips[40] > 5
    assert len(set(flips[-200:])) == 1


def test_fingers_are_read_as_fingers_and_pads_are_looked_for_after_the_first_page(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    started: list[int] = []
    monkeypatch.setattr(
        "party_card.frontends.window.input.gamepad.GamepadInput.start",
        lambda _: started.append(RecordingWindow.frames[-1].flips),
    )
    monkeypatch.delenv("SDL_TOUCH_MOUSE_EVENTS", raising=False)
    run(open_session("unopened", REDUCED_MOTION), [], [])
    assert os.environ["SDL_TOUCH_MOUSE_EVENTS"] == "0"
    assert started == [1]


def test_what_cannot_be_kept_is_a_message_and_an_exit_status(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageError("Your progress cannot be read just now: the disk is asleep. Please try again.")

    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setattr(app, "run", fail)
    assert main(["play"]) == 2
    assert "the disk is asleep" in capsys.readouterr().err


# ---------------------------------------------------------------------------------------------------------- the view


def test_an_arrow_never_jumps_to_a_choice_that_is_out_of_sight() -> None:
    session = open_session("passage", Settings(text_size=200))
    navigator = Navigator(session, (640, 480), screen=PageScreen(session, PASSAGE))
    view: ScrollView = navigator.view
    choices = [p for p in view.focusable_targets() if p.target.command.verb == "choose"]
    view.focus_and_reveal(*choices[0].key)
    assert not view.is_target_visible(choices[2])
    for _ in range(60):
        initial, visited = view.focused_key, [p.key for p in view.focusable_targets() if view.is_target_visible(p)]
        navigator.dispatch(Arrow(y=1))
        assert view.focused_key in (initial, None, *visited)  # none, if it has left the view
        if view.focused_command == choices[-1].target.command:
            break
    assert view.focused_command == choices[-1].target.command


# ------------------------------------------------------------------------------------------------- fine and large screens


@pytest.mark.parametrize(("size", "scale"), [((3840, 2160), 1.0), ((3840, 2160), 2.0), ((2560, 1600), 2.0)])
def test_a_page_fits_a_large_and_a_fine_screen(size: tuple[int, int], scale: float) -> None:
    session = open_session("passage")
    navigator = Navigator(session, size, scale, screen=PageScreen(session, PASSAGE))
    surface = pygame.Surface(size)
    navigator.draw(surface)
    prose = next(box for box in navigator.view.layout.boxes if box.key == 0)
    unit = navigator.stack.make_text_style().unit
    assert unit >= scale
    assert prose.w == pytest.approx(620 * unit, rel=0.02)
    centre = (
        min(b.x for b in navigator.view.layout.boxes if b.key >= 0)
        + max(b.x + b.w for b in navigator.view.layout.boxes if b.role == "note")
    ) / 2
    assert centre == pytest.approx(size[0] / 2, abs=40 * unit)
    navigator.dispatch(Confirm())


def test_the_place_is_kept_while_the_window_is_dragged_to_another_size() -> None:
    session = open_session("passage")
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, LONG))
    navigator.dispatch(Arrow(y=1))
    navigator.view.scroll_by(700)

    def top() -> tuple[int, str]:
        box = next(b for b in navigator.view.layout.boxes if b.key >= 0 and b.y + b.h > navigator.view.scroll)
        return box.key, box.name[:20]

    initial = top()
    for index in range(60):  # as events come while a corner is dragged
        navigator.resize((1280 - index * 10, 800 - index * 5), 1.0)
    navigator.resize((3840, 2160), 2.0)
    navigator.resize((1280, 800), 1.0)
    assert abs(top()[0] - initial[0]) <= 1


@pytest.mark.usefixtures("run")
def test_the_garbage_collector_skips_a_scene_from_its_first_page_on(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[str] = []
    session = open_session("unopened", REDUCED_MOTION)
    first, second, *_ = (scene.scene for scene in session.list_scenes())
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(session.open_scene))

    def play_two_scenes() -> None:
        steps = iter(["title", "scene " + first, "scene " + first, "scene " + second, "title"])

        def go_on(navigator: Navigator) -> None:
            name, _, scene = next(steps, "leave").partition(" ")
            route = Route("scene", scene) if name == "scene" else Route("title")
            navigator.navigate(Quit() if name == "leave" else Replace(route))

        monkeypatch.setattr(pygame.event, "get", list)
        app.run(session, on_frame=go_on)

    play_two_scenes()
    assert frozen == [], "whoever runs the window with the collector on finds it as it was"
    session.suspend()
    gc.disable()
    try:
        play_two_scenes()
        assert gc.isenabled()
    finally:
        gc.enable()
    assert frozen[-2:] == [first, second] and len(frozen) <= 3
