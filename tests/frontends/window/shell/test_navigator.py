"""Keys and mouse without a window; and that nothing is drawn when nothing happens."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pygame
import pytest

from party_card.app.session import Session
from party_card.engine.autolink import add_glossary_links
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
from party_card.frontends.window.screens.projector.base import SlideScreen
from party_card.frontends.window.screens.timeline import TimelineScreen
from party_card.frontends.window.screens.title import TitleScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.renderer import render_view
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.storage.settings import Settings
from tests import ROOT

from ..open_screens import NAMES, open_screen, read_text, target_center
from ..sample import PASSAGE
from ..sample_pack import PAPER, break_storage, load_pack, new_folder, open_session


def test_a_whole_scene_by_keyboard() -> None:
    session = open_session("briefing")
    navigator = Navigator(session, (1280, 800))
    assert isinstance(navigator.screen, TitleScreen)
    navigator.dispatch(Confirm())
    for _ in range(30):
        if session.page().kind in ("passage", "finished"):
            break
        navigator.dispatch(Confirm())
    navigator.dispatch(Key("1"))
    navigator.dispatch(Key("2"))
    for _ in range(30):
        if session.page().kind != "finished":
            navigator.dispatch(Confirm())
    assert session.page().kind == "finished"
    assert session.playthrough.steps == ("begin", "back", "show", "reveal", "close", "close")
    navigator.dispatch(Tab())
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, TimelineScreen)


def test_a_whole_scene_by_mouse() -> None:
    session = open_session("briefing")
    navigator = Navigator(session, (1280, 800))
    navigator.dispatch(PointerDown(*target_center(navigator, Command("open", "forbidden-paper"))))
    for offer in ("begin", "back", "hand-in", "reveal", "close", "close"):
        navigator.view.focus_and_reveal(Command("choose", offer))
        navigator.dispatch(PointerDown(*target_center(navigator, Command("choose", offer))))
        navigator.dispatch(PointerUp())
    assert session.page().kind == "finished"


@pytest.mark.parametrize("digit", ["0", "4", "9", "²", "٣"])
def test_a_digit_without_an_open_offer_does_nothing(digit: str) -> None:
    navigator = open_screen("passage")
    navigator.dispatch(Key(digit))
    assert navigator.session.playthrough.steps == ("begin",)


def test_a_note_opens_from_its_mark_by_mouse_and_keyboard() -> None:
    for size in ((1280, 800), (640, 480)):
        navigator = open_screen("passage", size)
        navigator.view.focus_and_reveal(Command("note", "2"))
        navigator.view.focused_key = None
        navigator.dispatch(PointerDown(*target_center(navigator, Command("note", "2"))))
        assert isinstance(navigator.screen, NoteDialog)
        assert "gravedigger of the revolution in Russia" in read_text(navigator)
        navigator.dispatch(Cancel())
        assert isinstance(navigator.screen, PageScreen)
        navigator.view.focus_and_reveal(Command("note", "1"))
        navigator.dispatch(Confirm())
        assert isinstance(navigator.screen, NoteDialog)
        navigator.dispatch(Arrow(x=1))
        assert "gravedigger" in read_text(navigator)
        navigator.dispatch(Key("n"))
        assert isinstance(navigator.screen, PageScreen)


@pytest.mark.parametrize(
    ("key", "screen"),
    [("n", NoteDialog), ("w", GlossaryDialog), ("s", SettingsDialog), ("f1", HelpDialog), ("?", HelpDialog)],
)
def test_keys_open_what_the_bottom_line_says(key: str, screen: type) -> None:
    navigator = open_screen("passage")
    navigator.dispatch(Key(key))
    assert isinstance(navigator.screen, screen)
    navigator.dispatch(Cancel())
    assert isinstance(navigator.screen, PageScreen)


@pytest.mark.parametrize("name", NAMES)
def test_every_hint_with_a_key_does_something(name: str) -> None:
    for hint in open_screen(name).view.key_hints():
        for key in hint.keys:
            navigator = open_screen(name)
            initial = (navigator.screen, navigator.view.layout)
            navigator.dispatch(Cancel() if key == "escape" else Key(key))
            assert (navigator.screen, navigator.view.layout) != initial or navigator.is_closed, hint


def test_escape_closes_or_opens_the_menu() -> None:
    navigator = open_screen("passage")
    navigator.dispatch(Cancel())
    assert type(navigator.screen) is MenuDialog
    assert navigator.view.focused_command == Command("close")
    navigator.dispatch(Confirm())
    assert not navigator.screen.is_modal


def test_menu_leads_on_and_leaves() -> None:
    for command, screen in (
        (Command("episodes"), TimelineScreen),
        (Command("title"), TitleScreen),
        (Command("settings"), SettingsDialog),
    ):
        navigator = open_screen("menu")
        navigator.view.focus_and_reveal(command)
        navigator.dispatch(Confirm())
        assert isinstance(navigator.screen, screen)
    navigator = open_screen("menu")
    navigator.view.focus_and_reveal(Command("leave"))
    navigator.dispatch(Confirm())
    assert navigator.is_closed


def test_back_takes_the_choice_back() -> None:
    navigator = open_screen("long")
    session = navigator.session
    navigator.dispatch(Key("b"))
    assert session.page().passage == "envelope"
    navigator.dispatch(Key("b"))
    navigator.dispatch(Key("b"))
    assert session.page().kind == "briefing"


def test_pages_turn() -> None:
    navigator = open_screen("long", (800, 600))
    navigator.dispatch(PageScroll(0.9))
    first = navigator.view.scroll
    assert first == round(navigator.view.layout.area.h * 0.9)
    navigator.dispatch(PageScroll(1, to_end=True))
    assert navigator.view.scroll == navigator.view.max_scroll
    navigator.dispatch(PageScroll(-1, to_end=True))
    assert navigator.view.scroll == 0
    navigator.dispatch(Wheel(-2))
    assert navigator.view.scroll == 116


def test_the_bar_of_the_scroll_can_be_dragged() -> None:
    navigator = open_screen("long", (800, 600))
    thumb = navigator.view.scrollbar_thumb_rect()
    assert thumb is not None
    navigator.dispatch(PointerDown(*thumb.center))
    navigator.dispatch(PointerMove(thumb.centerx, thumb.centery + 100, is_button_down=True))
    assert navigator.view.scroll > 200
    navigator.dispatch(PointerUp())
    scroll = navigator.view.scroll
    navigator.dispatch(PointerMove(thumb.centerx, 10))
    assert navigator.view.scroll == scroll


def test_skipping_the_scene_shows_its_summary() -> None:
    navigator = open_screen("briefing")
    navigator.dispatch(PointerDown(*target_center(navigator, Command("summary"))))
    assert isinstance(navigator.screen, SummaryDialog)
    assert "Two readers denounced it" in read_text(navigator)


def test_settings_change_at_once() -> None:
    navigator = open_screen("passage")
    navigator.dispatch(Key("s"))
    navigator.dispatch(Arrow(x=1))
    assert navigator.session.settings.text_size == 110
    navigator.dispatch(Tab())
    navigator.dispatch(Confirm())
    assert navigator.session.settings.face == "legible"
    navigator.view.focus_and_reveal(Command("change", "theme"))
    navigator.dispatch(Arrow(x=1))
    assert navigator.session.settings.theme == "dark"
    navigator.dispatch(Cancel())
    for _ in range(20):
        navigator.dispatch(Key("ctrl+"))
    assert navigator.session.settings.text_size == 200
    navigator.dispatch(Key("ctrl0"))
    assert navigator.session.settings.text_size == 100


def test_a_new_reader_can_be_named() -> None:
    navigator = open_screen("players")
    for letter in "grey owls":
        navigator.dispatch(TextInput(letter))
    navigator.dispatch(EditCommand("backspace"))
    navigator.dispatch(EditCommand("enter"))
    assert navigator.session.player == "grey owl"
    assert isinstance(navigator.screen, TitleScreen)


def test_what_cannot_be_kept_is_told_and_the_page_is_right() -> None:
    folder = new_folder()
    navigator = open_screen("passage", session=open_session("passage", folder=folder))
    other_window = Session(load_pack(), folder=folder)
    other_window.open(PAPER)
    other_window.choose("ask")
    navigator.dispatch(Key("1"))
    assert isinstance(navigator.screen, MessageDialog)
    assert "another window" in navigator.screen.text
    navigator.dispatch(Confirm())
    assert isinstance(navigator.screen, PageScreen)
    assert navigator.screen.page == navigator.session.page()
    assert navigator.session.playthrough.steps == ("begin", "ask")


def test_notices_are_told_once() -> None:
    session = open_session("passage")
    session.notices.append("This scene was changed since you played it.")
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, PASSAGE))
    assert "was changed" in read_text(navigator)
    assert session.notices == []
    navigator.dispatch(Key("1"))
    assert "was changed" not in read_text(navigator)


def test_nothing_is_drawn_when_nothing_happens() -> None:
    for name in NAMES:
        navigator = open_screen(name)
        surface = pygame.Surface((1280, 800))
        if isinstance(navigator.screen, SlideScreen):
            navigator.dispatch(PointerMove(3, 3))  # a click anywhere turns the slide: the pointer is over something
        navigator.draw(surface)
        frames = navigator.frame_count
        idle: list[Action] = [
            PointerMove(3, 3),
            PointerMove(4, 3),
            PointerUp(),
            Wheel(5),
            PageScroll(-1),
            Key("§"),
            TextInput(""),
        ]
        if name in ("players", "unwelcome", "forgetting"):
            idle.remove(TextInput(""))
        if isinstance(navigator.screen, SlideScreen):
            idle.remove(PageScroll(-1))  # the way back of a clicker
        for action in idle:
            navigator.dispatch(action)
            navigator.resize((1280, 800), 1.0)
            if navigator.needs_redraw:
                navigator.draw(surface)
        assert navigator.frame_count == frames, name


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
    assert key(pygame.K_TAB, pygame.KMOD_LSHIFT) == Tab(backwards=True)
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
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert set(eval(process.stdout.strip().splitlines()[-1])) <= {"yaml"}


def test_a_click_beside_a_panel_closes_it() -> None:
    navigator = open_screen("note")
    navigator.dispatch(PointerDown(640, 400))
    assert navigator.screen.is_modal
    navigator.dispatch(PointerDown(20, 400))
    assert not navigator.screen.is_modal


def test_a_key_that_is_held_chooses_once_and_scrolls_on() -> None:
    repeat_filter = KeyRepeatFilter()

    def event(kind: int, key: int) -> pygame.event.Event:
        return pygame.event.Event(kind, key=key, mod=0, unicode="")

    for key, is_repeat in ((pygame.K_1, True), (pygame.K_b, True), (pygame.K_RETURN, True), (pygame.K_DOWN, False)):
        assert not repeat_filter.is_unwanted_repeat(event(pygame.KEYDOWN, key))
        assert repeat_filter.is_unwanted_repeat(event(pygame.KEYDOWN, key)) is is_repeat
        assert not repeat_filter.is_unwanted_repeat(event(pygame.KEYUP, key))
        assert not repeat_filter.is_unwanted_repeat(event(pygame.KEYDOWN, key))
    assert repeat_filter.is_unwanted_repeat(event(pygame.KEYDOWN, pygame.K_1))
    assert not repeat_filter.is_unwanted_repeat(
        pygame.event.Event(pygame.WINDOWFOCUSLOST)
    )  # the release may have gone elsewhere
    assert not repeat_filter.is_unwanted_repeat(event(pygame.KEYDOWN, pygame.K_1))


def test_the_key_that_skips_acts_again_while_it_is_held_but_slowly() -> None:
    now = [100.0]
    repeat_filter = KeyRepeatFilter(lambda: now[0])
    press = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_k, mod=0, unicode="k", scancode=pygame.KSCAN_K)
    acted = []
    for _ in range(40):  # as often as the window repeats a key that is held
        acted.append(not repeat_filter.is_unwanted_repeat(press))
        now[0] += 0.05
    assert sum(acted) == 5
    assert not repeat_filter.is_unwanted_repeat(pygame.event.Event(pygame.KEYUP, key=pygame.K_k, mod=0))
    now[0] += 0.01
    assert not repeat_filter.is_unwanted_repeat(press), "pressed anew, it acts at once"


def test_an_ending_is_named_where_it_is_reached() -> None:
    assert "ENDING: YOU SAID NOTHING" in read_text(open_screen("ending"))


def test_a_number_shows_a_choice_out_of_sight_before_it_takes_it() -> None:
    navigator = open_screen("passage", (640, 480), Settings(text_size=200))
    initial = navigator.view.scroll
    navigator.dispatch(Key("2"))
    assert navigator.screen.page == PASSAGE
    assert navigator.view.scroll > initial
    chosen = navigator.view.focused_command
    assert chosen is not None
    assert navigator.view.is_visible(chosen)
    navigator.dispatch(Key("2"))
    assert navigator.session.playthrough.steps == ("begin", chosen.argument)


def test_what_happens_to_progress_on_the_way_is_told_on_the_next_page() -> None:
    folder = new_folder()
    navigator = open_screen("passage", session=open_session("passage", folder=folder))
    assert navigator.view.layout.status == "saved"
    break_storage(folder)
    navigator.dispatch(Key("1"))
    assert "Progress is not being kept" in read_text(navigator)
    assert navigator.view.layout.status == "not saved"


def test_control_q_leaves_from_anywhere() -> None:
    for name in ("title", "passage", "settings", "players"):
        navigator = open_screen(name)
        navigator.dispatch(Key("ctrl+q"))
        assert navigator.is_closed, name


def test_enter_reads_on_and_an_arrow_skips_no_line_before_it_takes_or_marks_a_choice() -> None:
    for action in (Confirm(), Arrow(y=1)):
        navigator = open_screen("briefing", (640, 480), Settings(text_size=200))
        navigator.dispatch(action)
        assert navigator.view.focused_command is None
        assert navigator.view.scroll > 0
        assert navigator.session.playthrough.steps == ()


def test_links_are_made_once_a_page_and_anew_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    linked_kinds: list[str] = []

    def record_and_link(page: Page) -> Page:
        linked_kinds.append(page.kind)
        return add_glossary_links(page)

    monkeypatch.setattr("party_card.frontends.window.screens.page.add_glossary_links", record_and_link)
    session = open_session("briefing")
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, session.page()))
    for size in ((900, 700), (640, 480), (1280, 800)):
        navigator.resize(size, 1.0)
    assert linked_kinds == ["briefing"]
    navigator.dispatch(Confirm())
    navigator.stack.relayout()
    assert linked_kinds == ["briefing", "passage"]


def test_the_page_behind_a_panel_is_drawn_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_text: list[bool] = []

    def record_and_draw(view: ScrollView, *more: Any) -> None:
        drawn_text.append(view.layout.is_dialog)
        render_view(view, *more)

    monkeypatch.setattr("party_card.frontends.window.shell.compositor.render_view", record_and_draw)
    navigator = open_screen("note")
    surface = pygame.Surface((1280, 800))

    def draw_and_list() -> list[bool]:
        drawn_text.clear()
        navigator.draw(surface)
        return drawn_text

    assert draw_and_list() == [False, True]
    first = surface.get_buffer().raw
    navigator.dispatch(Wheel(-1))
    assert draw_and_list() == [True]
    navigator.dispatch(Wheel(1))
    assert draw_and_list() == [True]
    assert surface.get_buffer().raw == first
    navigator.session.update_settings(theme="dark")
    navigator.stack.relayout()
    assert draw_and_list() == [False, True]
    navigator.dispatch(Cancel())
    assert draw_and_list() == [False]
    assert navigator.compositor.backdrop is None
