"""What keys and the mouse do, without a window; and that nothing is drawn when nothing happens."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pygame
import pytest

from party_card.app.session import Session
from party_card.engine.autolink import with_glossary_links
from party_card.engine.page import Page
from party_card.frontends.window.input.devices import translate_event
from party_card.frontends.window.input.events import (
    Action,
    Arrow,
    Cancel,
    CloseRequest,
    Confirm,
    EditCommand,
    Key,
    PageScroll,
    PointerDown,
    PointerMove,
    PointerUp,
    RedrawRequest,
    Tab,
    TextInput,
    Wheel,
)
from party_card.frontends.window.input.keyboard import KeyRepeatFilter
from party_card.frontends.window.screens.dialogs.glossary import GlossaryDialog
from party_card.frontends.window.screens.dialogs.help import HelpDialog
from party_card.frontends.window.screens.dialogs.menu import MenuDialog
from party_card.frontends.window.screens.dialogs.message import MessageDialog
from party_card.frontends.window.screens.dialogs.note import NoteDialog
from party_card.frontends.window.screens.dialogs.settings import SettingsDialog
from party_card.frontends.window.screens.dialogs.summary import SummaryDialog
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.renderer import render_view
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.storage.settings import Settings
from tests import ROOT

from .open_screens import NAMES, open_screen, read_text, target_center
from .sample import PASSAGE
from .sample_pack import PAPER, break_storage, load_pack, new_folder, open_session


def test_a_whole_scene_by_keyboard() -> None:
    session = open_session("briefing")
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
    assert session.playthrough.steps == ("begin", "back", "show", "reveal", "close", "close")
    shown.dispatch(Tab())
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, TimelineScreen)


def test_a_whole_scene_by_mouse() -> None:
    session = open_session("briefing")
    shown = Navigator(session, (1280, 800))
    shown.dispatch(PointerDown(*target_center(shown, Command("open", "forbidden-paper"))))
    for offer in ("begin", "back", "hand-in", "reveal", "close", "close"):
        shown.view.focus_and_reveal(Command("choose", offer))
        shown.dispatch(PointerDown(*target_center(shown, Command("choose", offer))))
        shown.dispatch(PointerUp())
    assert session.page().kind == "finished"


@pytest.mark.parametrize("digit", ["0", "4", "9", "²", "٣"])
def test_a_digit_without_an_open_offer_does_nothing(digit: str) -> None:
    shown = open_screen("passage")
    shown.dispatch(Key(digit))
    assert shown.session.playthrough.steps == ("begin",)


def test_a_note_opens_from_its_mark_by_mouse_and_keyboard() -> None:
    for size in ((1280, 800), (640, 480)):
        shown = open_screen("passage", size)
        shown.view.focus_and_reveal(Command("note", "2"))
        shown.view.focused_key = None
        shown.dispatch(PointerDown(*target_center(shown, Command("note", "2"))))
        assert isinstance(shown.screen, NoteDialog)
        assert "gravedigger of the revolution in Russia" in read_text(shown)
        shown.dispatch(Cancel())
        assert isinstance(shown.screen, PageScreen)
        shown.view.focus_and_reveal(Command("note", "1"))
        shown.dispatch(Confirm())
        assert isinstance(shown.screen, NoteDialog)
        shown.dispatch(Arrow(x=1))
        assert "gravedigger" in read_text(shown)
        shown.dispatch(Key("n"))
        assert isinstance(shown.screen, PageScreen)


@pytest.mark.parametrize(
    ("key", "screen"),
    [("n", NoteDialog), ("w", GlossaryDialog), ("s", SettingsDialog), ("f1", HelpDialog), ("?", HelpDialog)],
)
def test_keys_open_what_the_bottom_line_says(key: str, screen: type) -> None:
    shown = open_screen("passage")
    shown.dispatch(Key(key))
    assert isinstance(shown.screen, screen)
    shown.dispatch(Cancel())
    assert isinstance(shown.screen, PageScreen)


@pytest.mark.parametrize("name", NAMES)
def test_every_hint_with_a_key_does_something(name: str) -> None:
    for hint in open_screen(name).view.key_hints():
        for key in hint.keys:
            shown = open_screen(name)
            before = (shown.screen, shown.view.layout)
            shown.dispatch(Cancel() if key == "escape" else Key(key))
            assert (shown.screen, shown.view.layout) != before or shown.is_closed, hint


def test_escape_closes_or_opens_the_menu() -> None:
    shown = open_screen("passage")
    shown.dispatch(Cancel())
    assert type(shown.screen) is MenuDialog
    assert shown.view.focused_command == Command("close")
    shown.dispatch(Confirm())
    assert not shown.screen.is_modal


def test_menu_leads_on_and_leaves() -> None:
    for does, screen in (
        (Command("episodes"), TimelineScreen),
        (Command("title"), TitleScreen),
        (Command("settings"), SettingsDialog),
    ):
        shown = open_screen("menu")
        shown.view.focus_and_reveal(does)
        shown.dispatch(Confirm())
        assert isinstance(shown.screen, screen)
    shown = open_screen("menu")
    shown.view.focus_and_reveal(Command("leave"))
    shown.dispatch(Confirm())
    assert shown.is_closed


def test_back_takes_the_choice_back() -> None:
    shown = open_screen("long")
    session = shown.session
    shown.dispatch(Key("b"))
    assert session.page().passage == "envelope"
    shown.dispatch(Key("b"))
    shown.dispatch(Key("b"))
    assert session.page().kind == "briefing"


def test_pages_turn() -> None:
    shown = open_screen("long", (800, 600))
    shown.dispatch(PageScroll(0.9))
    first = shown.view.scroll
    assert first == round(shown.view.layout.area.h * 0.9)
    shown.dispatch(PageScroll(1, to_end=True))
    assert shown.view.scroll == shown.view.max_scroll
    shown.dispatch(PageScroll(-1, to_end=True))
    assert shown.view.scroll == 0
    shown.dispatch(Wheel(-2))
    assert shown.view.scroll == 116


def test_the_bar_of_the_scroll_can_be_dragged() -> None:
    shown = open_screen("long", (800, 600))
    thumb = shown.view.scrollbar_thumb_rect()
    assert thumb is not None
    shown.dispatch(PointerDown(*thumb.center))
    shown.dispatch(PointerMove(thumb.centerx, thumb.centery + 100, button_down=True))
    assert shown.view.scroll > 200
    shown.dispatch(PointerUp())
    scroll = shown.view.scroll
    shown.dispatch(PointerMove(thumb.centerx, 10))
    assert shown.view.scroll == scroll


def test_skipping_the_scene_shows_its_summary() -> None:
    shown = open_screen("briefing")
    shown.dispatch(PointerDown(*target_center(shown, Command("summary"))))
    assert isinstance(shown.screen, SummaryDialog)
    assert "Two readers denounced it" in read_text(shown)


def test_settings_change_at_once() -> None:
    shown = open_screen("passage")
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
    shown = open_screen("readers")
    for letter in "grey owls":
        shown.dispatch(TextInput(letter))
    shown.dispatch(EditCommand("backspace"))
    shown.dispatch(EditCommand("enter"))
    assert shown.session.player == "grey owl"
    assert isinstance(shown.screen, TitleScreen)


def test_what_cannot_be_kept_is_told_and_the_page_is_right() -> None:
    folder = new_folder()
    shown = open_screen("passage", session=open_session("passage", folder=folder))
    other_window = Session(load_pack(), folder=folder)
    other_window.open(PAPER)
    other_window.choose("ask")
    shown.dispatch(Key("1"))
    assert isinstance(shown.screen, MessageDialog)
    assert "another window" in shown.screen.text
    shown.dispatch(Confirm())
    assert isinstance(shown.screen, PageScreen)
    assert shown.screen.page == shown.session.page()
    assert shown.session.playthrough.steps == ("begin", "ask")


def test_notices_are_told_once() -> None:
    session = open_session("passage")
    session.notices.append("This scene was changed since you played it.")
    shown = Navigator(session, (1280, 800), screen=PageScreen(session, PASSAGE))
    assert "was changed" in read_text(shown)
    assert session.notices == []
    shown.dispatch(Key("1"))
    assert "was changed" not in read_text(shown)


def test_nothing_is_drawn_when_nothing_happens() -> None:
    for name in NAMES:
        shown = open_screen(name)
        surface = pygame.Surface((1280, 800))
        shown.draw(surface)
        frames = shown.frame_count
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
        assert shown.frame_count == frames, name


def test_a_frame_is_the_same_every_time() -> None:
    def draw(settings: Settings | None = None) -> bytes:
        surface = pygame.Surface((800, 600))
        open_screen("passage", (800, 600), settings).draw(surface)
        return pygame.image.tobytes(surface, "RGB")

    assert draw() == draw()
    assert draw(Settings(theme="dark")) != draw()


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
    assert translate_event(pygame.event.Event(pygame.WINDOWEXPOSED)) == RedrawRequest()
    assert translate_event(pygame.event.Event(pygame.QUIT)) == CloseRequest()


def test_slow_imports_stay_out() -> None:
    code = (
        "import sys, party_card.frontends.window.app as a;"
        "print([m for m in ('rich', 'pydantic', 'importlib.metadata', 'asyncio', 'numpy', 'yaml') if m in sys.modules])"
    )
    root = ROOT
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert set(eval(done.stdout.strip().splitlines()[-1])) <= {"yaml"}


def test_a_click_beside_a_panel_closes_it() -> None:
    shown = open_screen("note")
    shown.dispatch(PointerDown(640, 400))
    assert shown.screen.is_modal
    shown.dispatch(PointerDown(20, 400))
    assert not shown.screen.is_modal


def test_a_key_that_is_held_chooses_once_and_scrolls_on() -> None:
    held = KeyRepeatFilter()

    def event(kind: int, key: int) -> pygame.event.Event:
        return pygame.event.Event(kind, key=key, mod=0, unicode="")

    for key, again in ((pygame.K_1, True), (pygame.K_b, True), (pygame.K_RETURN, True), (pygame.K_DOWN, False)):
        assert not held.is_unwanted_repeat(event(pygame.KEYDOWN, key))
        assert held.is_unwanted_repeat(event(pygame.KEYDOWN, key)) is again
        assert not held.is_unwanted_repeat(event(pygame.KEYUP, key))
        assert not held.is_unwanted_repeat(event(pygame.KEYDOWN, key))
    assert held.is_unwanted_repeat(event(pygame.KEYDOWN, pygame.K_1))
    assert not held.is_unwanted_repeat(
        pygame.event.Event(pygame.WINDOWFOCUSLOST)
    )  # the release may have gone elsewhere
    assert not held.is_unwanted_repeat(event(pygame.KEYDOWN, pygame.K_1))


def test_an_ending_is_named_where_it_is_reached() -> None:
    assert "ENDING: YOU SAID NOTHING" in read_text(open_screen("ending"))


def test_a_number_shows_a_choice_out_of_sight_before_it_takes_it() -> None:
    shown = open_screen("passage", (640, 480), Settings(text_size=200))
    before = shown.view.scroll
    shown.dispatch(Key("2"))
    assert shown.screen.page == PASSAGE
    assert shown.view.scroll > before
    chosen = shown.view.focused_command
    assert chosen is not None
    assert shown.view.is_visible(chosen)
    shown.dispatch(Key("2"))
    assert shown.session.playthrough.steps == ("begin", chosen.argument)


def test_what_happens_to_progress_on_the_way_is_told_on_the_next_page() -> None:
    folder = new_folder()
    shown = open_screen("passage", session=open_session("passage", folder=folder))
    assert shown.view.layout.status == "saved"
    break_storage(folder)
    shown.dispatch(Key("1"))
    assert "Progress is not being kept" in read_text(shown)
    assert shown.view.layout.status == "not saved"


def test_control_q_leaves_from_anywhere() -> None:
    for name in ("title", "passage", "settings", "readers"):
        shown = open_screen(name)
        shown.dispatch(Key("ctrl+q"))
        assert shown.is_closed, name


def test_enter_reads_on_and_an_arrow_skips_no_line_before_it_takes_or_marks_a_choice() -> None:
    for action in (Confirm(), Arrow(y=1)):
        shown = open_screen("briefing", (640, 480), Settings(text_size=200))
        shown.dispatch(action)
        assert shown.view.focused_command is None
        assert shown.view.scroll > 0
        assert shown.session.playthrough.steps == ()


def test_links_are_made_once_a_page_and_anew_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def linking(page: Page) -> Page:
        made.append(page.kind)
        return with_glossary_links(page)

    monkeypatch.setattr("party_card.frontends.window.screens.page.with_glossary_links", linking)
    session = open_session("briefing")
    shown = Navigator(session, (1280, 800), screen=PageScreen(session, session.page()))
    for size in ((900, 700), (640, 480), (1280, 800)):
        shown.resize(size, 1.0)
    assert made == ["briefing"]
    shown.dispatch(Confirm())
    shown.stack.relayout()
    assert made == ["briefing", "passage"]


def test_the_page_behind_a_panel_is_drawn_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bool] = []

    def drawing(view: ScrollView, *more: Any) -> None:
        drawn.append(view.layout.is_dialog)
        render_view(view, *more)

    monkeypatch.setattr("party_card.frontends.window.shell.compositor.render_view", drawing)
    shown = open_screen("note")
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
    shown.stack.relayout()
    assert seen() == [False, True]
    shown.dispatch(Cancel())
    assert seen() == [False]
    assert shown.compositor.backdrop is None
