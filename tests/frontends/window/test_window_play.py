"""What keys and the mouse do, without a window; and that nothing is drawn when nothing happens."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pygame
import pytest

from party_card.engine.autolink import with_glossary_links
from party_card.engine.page import Page
from party_card.frontends.window.input.events import (
    Action,
    Arrow,
    Cancel,
    Closed,
    Confirm,
    EditCommand,
    Key,
    KeyRepeatFilter,
    PageScroll,
    PointerDown,
    PointerMove,
    PointerUp,
    Resized,
    Tab,
    TextInput,
    Wheel,
    translate_event,
)  # fmt: skip
from party_card.frontends.window.screens.dialogs.base import (
    GlossaryDialog,
    HelpOverlay,
    MenuOverlay,
    MessageOverlay,
    NoteOverlay,
    SummaryOverlay,
)
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.pages import PageScreen, TitleScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.shell.navigator import Navigator, render
from party_card.frontends.window.toolkit.draw import render_view
from party_card.frontends.window.toolkit.primitives import Command
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.storage.errors import KeepError
from party_card.storage.settings import Settings
from tests import ROOT

from .open_screens import NAMES, stage
from .sample import PASSAGE, FakeSession


def point(shown: Navigator, command: Command) -> tuple[float, float]:
    """Where to click for something."""
    place = next(p for p in shown.view.targets if p.target.command == command)
    x, y = place.rects[0].center
    area = shown.view.layout.area
    return (x + area.x, y + area.y - shown.view.scroll) if place.scrolls else (x, y)


def text(shown: Navigator) -> str:
    return " ".join(b.name for b in shown.view.layout.boxes)


def test_a_whole_scene_by_keyboard() -> None:
    session = FakeSession()
    shown = Navigator(session, (1280, 800))
    assert isinstance(shown.screen, TitleScreen)
    shown.dispatch(Confirm())
    for _ in range(30):
        if session.page().kind in ("passage", "finished"):
            break
        shown.dispatch(Confirm())
    shown.dispatch(Key("1"))
    shown.dispatch(Key("2"))
    for _ in range(30):
        if session.page().kind != "finished":
            shown.dispatch(Confirm())
    assert session.page().kind == "finished"
    assert session.chosen == ["begin", "back", "ask", "reveal", "close", "close"]
    shown.dispatch(Tab())
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, TimelineScreen)


def test_a_whole_scene_by_mouse() -> None:
    session = FakeSession()
    shown = Navigator(session, (1280, 800))
    shown.dispatch(PointerDown(*point(shown, Command("open", "forbidden-paper"))))
    for offer in ("begin", "back", "report", "reveal", "close", "close"):
        shown.view.focus_and_reveal(Command("choose", offer))
        shown.dispatch(PointerDown(*point(shown, Command("choose", offer))))
        shown.dispatch(PointerUp())
    assert session.page().kind == "finished"


@pytest.mark.parametrize("digit", ["0", "4", "9", "²", "٣"])
def test_a_digit_without_an_open_offer_does_nothing(digit: str) -> None:
    shown = stage("passage")
    shown.dispatch(Key(digit))
    assert shown.session.chosen == []  # type: ignore[attr-defined]


def test_a_note_opens_from_its_mark_by_mouse_and_keyboard() -> None:
    for size in ((1280, 800), (640, 480)):
        shown = stage("passage", size)
        shown.view.focus_and_reveal(Command("note", "2"))
        shown.view.focused = None
        shown.dispatch(PointerDown(*point(shown, Command("note", "2"))))
        assert isinstance(shown.screen, NoteOverlay)
        assert "gravedigger of the revolution in Russia" in text(shown)
        shown.dispatch(Cancel())
        assert isinstance(shown.screen, PageScreen)
        shown.view.focus_and_reveal(Command("note", "1"))
        shown.dispatch(Confirm())
        assert isinstance(shown.screen, NoteOverlay)
        shown.dispatch(Arrow(x=1))
        assert "gravedigger" in text(shown)
        shown.dispatch(Key("n"))
        assert isinstance(shown.screen, PageScreen)


@pytest.mark.parametrize(
    ("key", "screen"),
    [("n", NoteOverlay), ("w", GlossaryDialog), ("s", SettingsDialog), ("f1", HelpOverlay), ("?", HelpOverlay)],
)
def test_keys_open_what_the_bottom_line_says(key: str, screen: type) -> None:
    shown = stage("passage")
    shown.dispatch(Key(key))
    assert isinstance(shown.screen, screen)
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, PageScreen)


@pytest.mark.parametrize("name", NAMES)
def test_every_hint_with_a_key_does_something(name: str) -> None:
    for hint in stage(name).view.key_hints():
        for key in hint.keys:
            shown = stage(name)
            before = (shown.screen, shown.view.layout)
            shown.dispatch(Cancel() if key == "escape" else Key(key))
            assert (shown.screen, shown.view.layout) != before or shown.is_closed, hint


def test_escape_closes_or_opens_the_menu() -> None:
    shown = stage("passage")
    shown.dispatch(Cancel())
    assert type(shown.screen) is MenuOverlay
    assert shown.view.focus == Command("close")
    shown.dispatch(Confirm())
    assert not shown.screen.is_modal


def test_menu_leads_on_and_leaves() -> None:
    for does, screen in (
        (Command("episodes"), TimelineScreen),
        (Command("title"), TitleScreen),
        (Command("settings"), SettingsDialog),
    ):
        shown = stage("menu")
        shown.view.focus_and_reveal(does)
        shown.dispatch(Confirm())
        assert isinstance(shown.screen, screen)
    shown = stage("menu")
    shown.view.focus_and_reveal(Command("leave"))
    shown.dispatch(Confirm())
    assert shown.is_closed


def test_back_takes_the_choice_back() -> None:
    session = FakeSession()
    shown = stage("long", session=session)
    shown.dispatch(Key("b"))
    assert session.page().passage == "envelope"
    shown.dispatch(Key("b"))
    shown.dispatch(Key("b"))
    assert session.page().kind == "briefing"


def test_pages_turn() -> None:
    shown = stage("long", (800, 600))
    shown.dispatch(PageScroll(0.9))
    first = shown.view.scroll
    assert first == round(shown.view.layout.area.h * 0.9)
    shown.dispatch(PageScroll(1, whole=True))
    assert shown.view.scroll == shown.view.max_scroll
    shown.dispatch(PageScroll(-1, whole=True))
    assert shown.view.scroll == 0
    shown.dispatch(Wheel(-2))
    assert shown.view.scroll == 116


def test_the_bar_of_the_scroll_can_be_dragged() -> None:
    shown = stage("long", (800, 600))
    thumb = shown.view.scrollbar_thumb()
    assert thumb is not None
    shown.dispatch(PointerDown(*thumb.center))
    shown.dispatch(PointerMove(thumb.centerx, thumb.centery + 100, held=True))
    assert shown.view.scroll > 200
    shown.dispatch(PointerUp())
    scroll = shown.view.scroll
    shown.dispatch(PointerMove(thumb.centerx, 10))
    assert shown.view.scroll == scroll


def test_skipping_the_scene_shows_its_summary() -> None:
    shown = stage("briefing")
    shown.dispatch(PointerDown(*point(shown, Command("summary"))))
    assert isinstance(shown.screen, SummaryOverlay)
    assert "Two readers denounced it" in text(shown)


def test_settings_change_at_once() -> None:
    shown = stage("passage")
    shown.dispatch(Key("s"))
    shown.dispatch(Arrow(x=1))
    assert shown.session.settings.text_size == 110
    shown.dispatch(Tab())
    shown.dispatch(Confirm())
    assert shown.session.settings.face == "legible"
    shown.view.focus_and_reveal(Command("change", "theme"))
    shown.dispatch(Arrow(x=1))
    assert shown.session.settings.theme == "dark"
    shown.dispatch(Cancel())
    for _ in range(20):
        shown.dispatch(Key("ctrl+"))
    assert shown.session.settings.text_size == 200
    shown.dispatch(Key("ctrl0"))
    assert shown.session.settings.text_size == 100


def test_a_new_reader_can_be_named() -> None:
    shown = stage("readers")
    for letter in "grey owls":
        shown.dispatch(TextInput(letter))
    shown.dispatch(EditCommand("backspace"))
    shown.dispatch(EditCommand("enter"))
    assert shown.session.player == "grey owl"
    assert isinstance(shown.screen, TitleScreen)


class Failing(FakeSession):
    def choose(self, offer: str, /) -> Page:
        super().choose(offer)
        raise KeepError("This scene was played on in another window.")


def test_what_cannot_be_kept_is_told_and_the_page_is_right() -> None:
    session = Failing()
    shown = stage("passage", session=session)
    shown.dispatch(Key("1"))
    assert isinstance(shown.screen, MessageOverlay)
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, PageScreen)
    assert shown.screen.page == session.page()


def test_notices_are_told_once() -> None:
    session = FakeSession()
    session.notices.append("This scene was changed since you played it.")
    shown = Navigator(session, (1280, 800), screen=PageScreen(session, PASSAGE))
    assert "was changed" in text(shown)
    assert session.notices == []
    shown.dispatch(Key("1"))
    assert "was changed" not in text(shown)


def test_nothing_is_drawn_when_nothing_happens() -> None:
    for name in NAMES:
        shown = stage(name)
        surface = pygame.Surface((1280, 800))
        shown.draw(surface)
        frames = shown.frames
        idle: list[Action] = [
            PointerMove(3, 3),
            PointerMove(4, 3),
            PointerUp(),
            Wheel(5),
            PageScroll(-1),
            Key("§"),
            TextInput(""),
        ]
        if name in ("readers", "unwelcome", "forgetting"):
            idle.remove(TextInput(""))
        for action in idle:
            shown.dispatch(action)
            shown.resize((1280, 800), 1.0)
            if shown.needs_redraw:
                shown.draw(surface)
        assert shown.frames == frames, name


def test_a_frame_is_the_same_every_time() -> None:
    one, two = (pygame.image.tobytes(render(FakeSession(), (800, 600), page=PASSAGE), "RGB") for _ in range(2))
    assert one == two
    dark = render(FakeSession(), (800, 600), page=PASSAGE, settings=Settings(theme="dark"))
    assert pygame.image.tobytes(dark, "RGB") != one


def test_events_become_actions() -> None:
    def key(code: int, mod: int = 0, char: str = "") -> Action | None:
        return translate_event(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode=char))

    assert key(pygame.K_TAB) == Tab()
    assert key(pygame.K_TAB, pygame.KMOD_LSHIFT) == Tab(back=True)
    assert key(pygame.K_b, 0, "b") == Key("b")
    assert key(pygame.K_b, pygame.KMOD_LSHIFT, "B") == Key("b")
    assert key(pygame.K_KP_ENTER) == Confirm()
    assert key(pygame.K_EQUALS, pygame.KMOD_LCTRL) == Key("ctrl+")
    assert key(pygame.K_q, pygame.KMOD_LCTRL, "\x11") == Key("ctrl+q")
    assert key(pygame.K_LSHIFT) is None
    assert translate_event(pygame.event.Event(pygame.MOUSEWHEEL, y=1, precise_y=0.5, flipped=False)) == Wheel(0.5)
    assert translate_event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(10, 20)), 2.0) == PointerDown(
        20, 40
    )
    assert translate_event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=3, pos=(10, 20))) is None
    assert translate_event(pygame.event.Event(pygame.WINDOWEXPOSED)) == Resized()
    assert translate_event(pygame.event.Event(pygame.QUIT)) == Closed()


def test_slow_imports_stay_out() -> None:
    code = (
        "import sys, party_card.frontends.window.app as a;"
        "print([m for m in ('rich', 'pydantic', 'importlib.metadata', 'asyncio', 'numpy', 'yaml') if m in sys.modules])"
    )
    root = ROOT
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert set(eval(done.stdout.strip().splitlines()[-1])) <= {"yaml"}


def test_a_click_beside_a_panel_closes_it() -> None:
    shown = stage("note")
    shown.dispatch(PointerDown(640, 400))
    assert shown.screen.is_modal
    shown.dispatch(PointerDown(20, 400))
    assert not shown.screen.is_modal


def test_a_key_that_is_held_chooses_once_and_scrolls_on() -> None:
    held = KeyRepeatFilter()

    def event(kind: int, key: int) -> pygame.event.Event:
        return pygame.event.Event(kind, key=key, mod=0, unicode="")

    for key, again in ((pygame.K_1, True), (pygame.K_b, True), (pygame.K_RETURN, True), (pygame.K_DOWN, False)):
        assert not held.again(event(pygame.KEYDOWN, key))
        assert held.again(event(pygame.KEYDOWN, key)) is again
        assert not held.again(event(pygame.KEYUP, key))
        assert not held.again(event(pygame.KEYDOWN, key))
    assert held.again(event(pygame.KEYDOWN, pygame.K_1))
    assert not held.again(pygame.event.Event(pygame.WINDOWFOCUSLOST))  # the release may have gone elsewhere
    assert not held.again(event(pygame.KEYDOWN, pygame.K_1))


def test_an_ending_is_named_where_it_is_reached() -> None:
    assert "ENDING: YOU SAID NOTHING" in text(stage("ending"))


def test_a_number_shows_a_choice_out_of_sight_before_it_takes_it() -> None:
    shown = stage("passage", (640, 480), Settings(text_size=200))
    before = shown.view.scroll
    shown.dispatch(Key("2"))
    assert shown.screen.page.passage == PASSAGE.passage  # type: ignore[attr-defined]
    assert shown.view.scroll > before
    chosen = shown.view.focus
    assert chosen is not None
    assert shown.view.is_visible(chosen)
    shown.dispatch(Key("2"))
    assert shown.session.chosen == [chosen.argument]  # type: ignore[attr-defined]


def test_what_happens_to_progress_on_the_way_is_told_on_the_next_page() -> None:
    class Full(FakeSession):
        def choose(self, offer: str, /) -> Page:
            self.storage_error = "the disk is full"
            self.notices.append("Progress is not being kept: the disk is full.")
            return super().choose(offer)

    shown = stage("passage", session=Full())
    assert shown.view.layout.status == "saved"
    shown.dispatch(Key("1"))
    assert "the disk is full" in text(shown)
    assert shown.view.layout.status == "not saved"


def test_control_q_leaves_from_anywhere() -> None:
    for name in ("title", "passage", "settings", "readers"):
        shown = stage(name)
        shown.dispatch(Key("ctrl+q"))
        assert shown.is_closed, name


def test_enter_reads_on_and_an_arrow_skips_no_line_before_it_takes_or_marks_a_choice() -> None:
    for action in (Confirm(), Arrow(y=1)):
        shown = stage("briefing", (640, 480), Settings(text_size=200))
        shown.dispatch(action)
        assert shown.view.focus is None
        assert shown.view.scroll > 0
        assert shown.session.chosen == []  # type: ignore[attr-defined]


def test_links_are_made_once_a_page_and_anew_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def linking(page: Page) -> Page:
        made.append(page.kind)
        return with_glossary_links(page)

    monkeypatch.setattr("party_card.frontends.window.screens.pages.with_glossary_links", linking)
    session = FakeSession()
    shown = Navigator(session, (1280, 800), screen=PageScreen(session, session.page()))
    for size in ((900, 700), (640, 480), (1280, 800)):
        shown.resize(size, 1.0)
    assert made == ["briefing"]
    shown.dispatch(Confirm())
    shown.relayout()
    assert made == ["briefing", "passage"]


def test_the_page_behind_a_panel_is_drawn_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bool] = []

    def drawing(view: ScrollView, *more: Any) -> None:
        drawn.append(view.layout.panel)
        render_view(view, *more)

    monkeypatch.setattr("party_card.frontends.window.shell.compositor.render_view", drawing)
    shown = stage("note")
    surface = pygame.Surface((1280, 800))

    def seen() -> list[bool]:
        drawn.clear()
        shown.draw(surface)
        return drawn

    assert seen() == [False, True]
    first = surface.get_buffer().raw
    shown.dispatch(Wheel(-1))
    assert seen() == [True]
    shown.dispatch(Wheel(1))
    assert seen() == [True]
    assert surface.get_buffer().raw == first
    shown.session.update_settings(theme="dark")
    shown.relayout()
    assert seen() == [False, True]
    shown.dispatch(Cancel())
    assert seen() == [False]
    assert shown.backdrop is None
