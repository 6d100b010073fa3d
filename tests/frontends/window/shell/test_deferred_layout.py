"""A record is laid out as far as the window reaches before it is shown, and the rest afterwards."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest
from pygame import Rect, Surface

from party_card.engine.compiled import compile_scene
from party_card.engine.page import Page, RecordParagraph
from party_card.engine.page_builder import build_skipped_record
from party_card.frontends.window.accessibility.tree import build_access_tree
from party_card.frontends.window.input.events import PageScroll, Tab
from party_card.frontends.window.navigation import Replace, Route
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.compositor import find_heading_rect
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.animation import Animator
from party_card.frontends.window.toolkit.box import Command

from ....shipped import load_shipped_pack
from ..sample import PASSAGE, RECORD, parse_line
from ..sample_pack import open_session

SIZES = [(1280, 800), (640, 480)]
ACCOUNT = RecordParagraph("1932", parse_line("It was told, and told again. " * 12), ("documented",))
LONG_RECORD = replace(RECORD, blocks=(*RECORD.blocks[:3], *[ACCOUNT] * 60))
THUMB_WIDTH = 20


def open_page(page: Page, size: tuple[int, int], *, defers: bool) -> Navigator:
    session = open_session("record")
    navigator = Navigator(session, size, screen=PageScreen(session, PASSAGE))
    navigator.stack.defers_layout = defers
    navigator.stack.replace(PageScreen(session, page))
    return navigator


def draw(navigator: Navigator, *, with_scrollbar: bool = True) -> bytes:
    surface = Surface(navigator.size)
    navigator.draw(surface)
    if not with_scrollbar:
        surface.fill("black", Rect(navigator.size[0] - THUMB_WIDTH, 0, THUMB_WIDTH, navigator.size[1]))
    return pygame.image.tobytes(surface, "RGB")


@pytest.mark.parametrize("size", SIZES)
def test_what_is_in_view_is_laid_out_before_the_frame_and_the_rest_after_it(size: tuple[int, int]) -> None:
    navigator, whole = (open_page(LONG_RECORD, size, defers=defers) for defers in (True, False))
    navigator.update()
    assert draw(navigator, with_scrollbar=False) == draw(whole, with_scrollbar=False)
    assert len(navigator.view.content.drawn.boxes) < len(whole.view.layout.boxes) / 3
    parts = 0
    while not navigator.view.content.is_complete:
        assert not navigator.needs_redraw
        navigator.update()
        parts += 1
    assert parts > 2, "not all at once"
    assert navigator.view.layout.boxes == whole.view.layout.boxes
    assert navigator.view.layout.content_height == whole.view.layout.content_height
    navigator.update()
    assert navigator.needs_redraw
    assert draw(navigator) == draw(whole)
    navigator.update()
    assert not navigator.needs_redraw


@pytest.mark.parametrize("size", SIZES)
def test_screen_readers_and_the_focus_know_the_whole_record_from_the_first_frame_on(size: tuple[int, int]) -> None:
    navigator, whole = (open_page(LONG_RECORD, size, defers=defers) for defers in (True, False))
    draw(navigator)
    assert [target.key for target in navigator.view.targets] == [target.key for target in whole.view.targets]
    navigator.stack.replace(PageScreen(navigator.session, LONG_RECORD))
    draw(navigator)
    assert build_access_tree(navigator) == build_access_tree(whole)
    navigator.update()
    assert draw(navigator) == draw(whole), "with its scrollbar"
    navigator = open_page(LONG_RECORD, size, defers=True)
    draw(navigator)
    for opened in (navigator, whole):
        opened.dispatch(Tab(backwards=True))
        opened.dispatch(Tab(backwards=True))
    assert navigator.view.focused_key == whole.view.focused_key
    assert draw(navigator) == draw(whole)


@pytest.mark.parametrize("size", SIZES)
def test_the_end_can_be_scrolled_to_at_once(size: tuple[int, int]) -> None:
    navigator, whole = (open_page(LONG_RECORD, size, defers=defers) for defers in (True, False))
    draw(navigator)
    for opened in (navigator, whole):
        opened.dispatch(PageScroll(1, to_end=True))
    assert navigator.view.scroll == whole.view.max_scroll
    assert draw(navigator) == draw(whole)


def test_nothing_is_laid_out_while_a_page_turns() -> None:
    navigator = open_page(LONG_RECORD, (1280, 800), defers=True)
    time_s = 0.0
    navigator.animator = Animator(lambda: time_s)
    navigator.animator.start_page_turn()
    draw(navigator)
    part = navigator.view.content.drawn
    for time_s in (0.05, 0.1, 0.3):  # noqa: B007  # the clock reads it
        navigator.update()
        draw(navigator)
    assert navigator.view.content.drawn is part
    time_s = 1.0
    draw(navigator)
    navigator.update()
    assert navigator.view.content.drawn is not part


def test_the_first_frame_of_each_shipped_record_is_its_final_picture_without_the_scrollbar() -> None:
    pack = load_shipped_pack()
    for scene in pack.scenes.values():
        page = build_skipped_record(compile_scene(pack, scene))
        navigator, whole = (open_page(page, (1280, 800), defers=defers) for defers in (True, False))
        assert find_heading_rect(navigator.view) == find_heading_rect(whole.view), scene.scene
        assert draw(navigator, with_scrollbar=False) == draw(whole, with_scrollbar=False), scene.scene
        navigator.view.advance_layout(to_end=True)
        assert navigator.view.layout.boxes == whole.view.layout.boxes, scene.scene


def test_a_page_that_a_dialog_covers_is_laid_out_as_a_whole() -> None:
    session = open_session("record")
    navigator = Navigator(session, (640, 480), screen=PageScreen(session, PASSAGE))
    navigator.stack.defers_layout = True
    navigator.navigate(Replace(Route("scene", session.open_scene or "")))
    assert not navigator.view.content.is_complete
    navigator.run_command(Command("settings"))
    assert navigator.stack.views[0].layout.is_complete
