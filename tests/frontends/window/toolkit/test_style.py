"""Spacing and line length: what WCAG 2.2 asks for (1.4.12) can be set, and nothing breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from party_card.engine.page import Paragraph
from party_card.frontends.window.toolkit.paragraph import layout_paragraph
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.storage.settings import SETTING_VALUES, FontFace, Settings

from ..open_screens import NAMES, list_boxes, list_text_runs, open_screen
from ..sample import LONG

WCAG = Settings(line_spacing=150, letter_spacing=12, word_spacing=16, paragraph_spacing=200)
WIDEST = Settings(line_spacing=200, letter_spacing=20, word_spacing=32, paragraph_spacing=250, measure=90)
SHAPER = TextShaper()


def make_style(settings: Settings, size: tuple[int, int] = (1280, 800)) -> TextStyle:
    return TextStyle.from_settings(SHAPER, size, 1.0, settings)


def test_letters_and_words_stand_as_far_apart_as_was_asked() -> None:
    plain_font, wide = make_style(Settings()).font("prose"), make_style(WCAG).font("prose")
    text = "Seven pages, typed"
    more = SHAPER.measure(text, wide) - SHAPER.measure(text, plain_font)
    assert more == pytest.approx((len(text) * 0.12 + text.count(" ") * 0.16) * plain_font.size, abs=0.5)


@pytest.mark.parametrize("role", ["prose", "choice", "note", "document", "label", "heading", "title"])
def test_lines_stand_at_least_as_far_apart_as_was_asked(role: str) -> None:
    for percent in (0, 150, 200):
        style = make_style(Settings(line_spacing=percent))
        size = style.font(role).size  # type: ignore[arg-type]
        assert style.line_height(role) >= size * percent / 100 - 0.5  # type: ignore[arg-type]
    assert make_style(Settings(line_spacing=150)).line_height("document") == make_style(Settings()).line_height(
        "document"
    )


def test_paragraphs_stand_twice_the_size_of_the_letters_apart() -> None:
    navigator = open_screen("long", (1280, 800), WCAG)
    paragraphs = [b for b in navigator.view.layout.boxes if 0 <= b.key < 4]
    assert [b.y - a.y - a.h for a, b in pairwise(paragraphs)] == [40, 40, 40]


@pytest.mark.parametrize("face", ["serif", "legible"])
@pytest.mark.parametrize("measure", SETTING_VALUES["measure"])
def test_a_line_has_about_as_many_characters_as_was_asked(measure: int, face: FontFace) -> None:
    for spacing in ({}, {"letter_spacing": 12, "word_spacing": 16}):
        style = make_style(Settings(measure=measure, face=face, **spacing))  # type: ignore[arg-type]
        paragraphs = [block for block in LONG.blocks if isinstance(block, Paragraph)][4:]
        lines: list[str] = []
        for block in paragraphs:
            spans = tuple(style.line_to_spans(block.line, "prose"))
            lines += layout_paragraph(style.shaper, spans, style.column_width, style.line_height("prose")).lines[:-1]
        assert measure * 0.86 <= sum(map(len, lines)) / len(lines) <= measure * 1.04


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_or_covered_at_the_widest_spacing(name: str, text_size: int) -> None:
    for size in ((1280, 800), (640, 480)):
        settings = Settings(
            text_size, line_spacing=200, letter_spacing=20, word_spacing=32, paragraph_spacing=250, measure=90
        )
        navigator = open_screen(name, size, settings)
        for box in list_boxes(navigator):
            for mark in list_text_runs(box):
                right = (
                    mark.x + navigator.stack.shaper.measure(mark.text, mark.font) - mark.font.tracking * mark.font.size
                )
                assert right <= box.w + 2, (size, mark.text, right, box.w)
        visible = [b for b in navigator.view.layout.boxes if b.w and b.h and (b.name or b.role != "group")]
        for n, box in enumerate(visible):
            assert box.x >= 0 and box.x + box.w <= navigator.view.layout.area.w, (size, box.name)
            for other in visible[n + 1 :]:
                assert not box.rect.colliderect(other.rect), (size, box.name, other.name)


def test_a_narrow_measure_leaves_the_column_in_the_middle() -> None:
    navigator = open_screen("debrief", (1280, 800), Settings(measure=40))
    box = next(b for b in navigator.view.layout.boxes if b.key == 0)
    assert abs((box.x + box.x + box.w) / 2 - 640) <= 2
    assert box.w < 400


def test_the_figure_of_a_note_is_not_spaced_out() -> None:
    navigator = open_screen("passage", (1280, 800), WIDEST)
    superscripts = [
        m for b in navigator.view.layout.boxes for m in b.marks if isinstance(m, TextRun) and m.font.superscript
    ]
    assert superscripts
    assert {(m.font.tracking, m.font.word_spacing) for m in superscripts} == {(0.0, 0.0)}
