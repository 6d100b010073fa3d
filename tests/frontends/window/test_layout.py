"""Layout as data: nothing is cut, everything can be reached, the reader's place is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import get_args

import pytest

from party_card.frontends.window.input.events import Arrow, PageScroll, Tab
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Command
from party_card.frontends.window.toolkit.paragraph import layout_paragraph
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.storage.settings import FontFace, Settings
from tests.random_examples import thin_out_pairs

from .open_screens import NAMES, SIZES, TEXT_SIZES, list_boxes, list_text_runs, open_screen
from .sample import LONG, PASSAGE
from .sample_pack import open_session

pytestmark = pytest.mark.long  # every screen at every size; every scene from end to end

FACES: tuple[FontFace, ...] = get_args(FontFace)


@pytest.mark.parametrize(("name", "text"), thin_out_pairs(NAMES, TEXT_SIZES, every=4))
def test_nothing_is_cut_or_overlaps_and_what_can_be_acted_on_is_large_enough(name: str, text: int) -> None:
    for size, face in product(SIZES, FACES):
        navigator = open_screen(name, size, Settings(text_size=text, face=face))
        check_nothing_is_cut(navigator, size)
        check_boxes_do_not_overlap(navigator, (size, face))
        check_targets(navigator, (size, face))


def check_nothing_is_cut(navigator: Navigator, size: tuple[int, int]) -> None:
    """Checks that words and targets lie within their boxes, and boxes within the page or the window."""
    area = navigator.view.layout.area
    for box in list_boxes(navigator):
        for mark in list_text_runs(box):
            right = mark.x + navigator.stack.shaper.measure(mark.text, mark.font)
            ascent, descent = navigator.stack.shaper.font_metrics(mark.font)
            assert mark.x >= -mark.font.size * 0.1, (size, mark.text)
            assert right <= box.w + 2, (size, mark.text, right, box.w)
            assert mark.y - ascent * 0.66 >= -1, (size, mark.text)
            descent_share = 0.02 if mark.text == mark.text.upper() else 0.5
            assert mark.y + descent * descent_share <= box.h + 1, (size, mark.text)
        for target in box.targets:
            for rect in target.rects:
                assert rect.left >= -4, (size, target)
                assert rect.right <= box.w + 4, (size, target)
    for box in navigator.view.layout.boxes:
        assert box.x >= 0 and box.x + box.w <= area.w, (size, box.name)
        assert box.y >= 0 and box.y + box.h <= navigator.view.layout.content_height + 1, (size, box.name)
    for box in navigator.view.layout.fixed:
        assert box.x >= 0 and box.x + box.w <= size[0] and box.y >= 0 and box.y + box.h <= size[1], (size, box.name)


def check_boxes_do_not_overlap(navigator: Navigator, case: object) -> None:
    """Checks the boxes of one page against each other; a background is below others."""
    placed = [b for b in navigator.view.layout.boxes if b.w and b.h and (b.name or b.role != "group")]
    for index, box in enumerate(placed):
        for other in placed[index + 1 :]:
            assert not box.rect.colliderect(other.rect), (case, box.name, other.name)


def check_targets(navigator: Navigator, case: object) -> None:
    """Checks WCAG 2.2, 2.5.8: 24 by 24 of the window's units; a link in a line of text is as high as its line."""
    for box in list_boxes(navigator):
        for target in box.targets:
            for rect in target.rects:
                if target.role != "link":
                    assert min(rect.size) >= 24, (case, target.name, rect)
                elif target.command.verb in ("note", "entry") and box.role != "button":
                    under = [m for m in list_text_runs(box) if rect.inflate(4, 6).collidepoint(m.x + 1, m.y - 2)]
                    assert under, (case, target.name, rect)
        links = [rect for target in box.targets if target.role == "link" for rect in target.rects]
        for index, link in enumerate(links):
            assert not any(link.colliderect(other) for other in links[index + 1 :]), (case, box.name, link)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("timeline", "episodes")])  # in order of time
def test_tab_goes_down_the_column_and_along_the_line(name: str) -> None:
    for size, text in product(((1280, 800), (640, 480)), (100, 200)):
        navigator = open_screen(name, size, Settings(text_size=text))
        for box in list_boxes(navigator):
            rects = [t.rects[0] for t in box.targets if t.is_focusable and t.role == "link"]
            for first, second in pairwise(rects):
                is_same_line = abs(second.centery - first.centery) < 12
                is_later = second.left > first.left if is_same_line else second.top > first.top
                assert is_later or box.role == "group", (size, text, box.name, first, second)
        order = {key: n for n, key in enumerate(dict.fromkeys(p.key for p in navigator.view.focusable_targets()))}
        column = [b for b in navigator.view.layout.boxes if any(t.is_focusable for t in b.targets) and b.w and b.h]
        for above, below in pairwise(sorted(column, key=lambda b: (b.x, b.y))):
            if above.x == below.x:
                upper, lower = ([p for p in navigator.view.focusable_targets() if p.box is b] for b in (above, below))
                assert order[upper[-1].key] < order[lower[0].key], (size, text, above.name, below.name)


@pytest.mark.parametrize(("name", "text"), thin_out_pairs(NAMES, (80, 100, 200), every=6))
def test_tab_reaches_everything_and_comes_around(name: str, text: int) -> None:
    for size, face in product(((1280, 800), (640, 480), (1920, 1080), (3840, 2160)), FACES):
        if face == "legible" and size[0] > 640:
            continue  # where it is narrowest the other face makes most difference
        navigator = open_screen(name, size, Settings(text_size=text, face=face))
        view = navigator.view
        view.set_focus(None)
        visited: list[object] = []
        if name == "unread":  # there is nothing to do but to mend the file
            assert not view.focusable_targets()
            continue
        while True:
            navigator.dispatch(Tab())
            assert view.focused_command is not None and view.is_visible(view.focused_command), (
                size,
                view.focused_command,
            )
            if visited and view.focused_key == visited[0]:
                break
            visited.append(view.focused_key)
            assert len(visited) < 500
        assert {p.key for p in view.focusable_targets()} <= set(
            visited
        )  # on its way Tab may change what there is to do
        navigator.dispatch(Tab(backwards=True))
        assert view.focused_key in (visited[-1], view.focusable_targets()[-1].key) or name in ("episodes", "timeline")


def test_reading_order_is_the_order_of_tab() -> None:
    navigator = open_screen("passage")
    commands = [p.target.command for p in navigator.view.focusable_targets()]
    assert commands[:5] == [
        Command("note", "1"),
        Command("note", "2"),
        Command("choose", "back"),
        Command("choose", "ask"),
        Command("choose", "report"),
    ]
    assert commands[5:] == []


def test_notes_stand_beside_a_passage_only_where_there_is_room() -> None:
    for size, text, is_beside in (((1280, 800), 100, True), ((800, 600), 100, False), ((1280, 800), 150, False)):
        navigator = open_screen("passage", size, Settings(text_size=text))
        assert any(b.role == "note" for b in navigator.view.layout.boxes) == is_beside, (size, text)


def test_a_note_in_the_margin_stands_at_the_line_of_its_mark() -> None:
    session = open_screen("passage").session
    navigator = Navigator(session, (1280, 800), screen=PageScreen(session, replace(PASSAGE, picture="")))
    mark = next(p for p in navigator.view.focusable_targets() if p.target.command == Command("note", "1"))
    note = next(b for b in navigator.view.layout.boxes if b.role == "note")
    assert abs(note.y - mark.rects[0].top) < 12


@pytest.mark.parametrize("name", ["long", "record"])
def test_the_place_is_kept_when_the_text_is_set_anew(name: str) -> None:
    navigator = open_screen(name, (900, 600))
    navigator.dispatch(PageScroll(1.7))
    former_key = find_top_key(navigator)
    assert former_key > 0
    for text, size in ((200, (900, 600)), (80, (1280, 700)), (100, (640, 480)), (100, (900, 600))):
        navigator.session.update_settings(text_size=text)
        navigator.resize(size, 1.0)
        navigator.stack.relayout()
        # a heading that stands beside the first row on a wide window has no box of its own there
        assert (
            abs(find_top_key(navigator) - former_key) <= (name == "record")
            or navigator.view.scroll == navigator.view.max_scroll
        ), (
            text,
            size,
        )


def find_top_key(navigator: Navigator) -> int:
    """Returns the key of the block at the top edge."""
    return next((b.key for b in navigator.view.layout.boxes if b.key >= 0 and b.y + b.h > navigator.view.scroll), -1)


def test_a_line_has_about_66_characters() -> None:
    style = TextStyle(TextShaper(), 1280, 800, 1.0)
    for block in LONG.blocks[6:8]:
        spans = style.line_to_spans(block.line, "prose")  # type: ignore[union-attr]
        lines = layout_paragraph(style.shaper, tuple(spans), style.px(620), style.line_height("prose")).lines[:-1]
        assert 58 <= sum(map(len, lines)) / len(lines) <= 72


def test_arrows_do_not_skip_what_is_unread() -> None:
    navigator = open_screen("long", (800, 600))
    navigator.dispatch(Arrow(y=1))
    assert navigator.view.focused_command is None
    assert 0 < navigator.view.scroll < 200


def test_a_fine_screen_shows_the_same_twice_as_fine() -> None:
    session = open_session("passage")
    plain_navigator = Navigator(session, (1280, 800), screen=PageScreen(session, PASSAGE))
    fine = Navigator(session, (2560, 1600), 2.0, screen=PageScreen(session, PASSAGE))
    assert len(plain_navigator.view.layout.boxes) == len(fine.view.layout.boxes)
    for box, fine_box in zip(plain_navigator.view.layout.boxes, fine.view.layout.boxes, strict=True):
        assert box.name == fine_box.name
        assert abs(box.x * 2 - fine_box.x) <= 4
        assert abs(box.h * 2 - fine_box.h) <= 12, box.name


def test_large_letters_in_a_small_window_leave_the_room_to_the_text() -> None:
    for size, text, pictures in (
        ((640, 480), 200, 0),
        ((800, 600), 200, 0),
        ((1280, 800), 200, 1),
        ((640, 480), 100, 1),
    ):
        navigator = open_screen("passage", size, Settings(text_size=text))
        assert [box.role for box in navigator.view.layout.boxes].count("image") == pictures, size


@pytest.mark.parametrize("text", TEXT_SIZES)
def test_the_title_shows_what_there_is_to_do_at_every_size(text: int) -> None:
    for size, face in product(SIZES, FACES):
        navigator = open_screen("title", size, Settings(text_size=text, face=face))
        assert navigator.view.is_visible(Command("open", "forbidden-paper")), (size, face)
