"""Spacing and measure: what WCAG 2.2 asks for (1.4.12) can be had, in points of the letters, and nothing breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from party_card.engine.page import Paragraph
from party_card.frontends.window.toolkit.paragraph import layout_paragraph
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.storage.settings import CHOICES, Face, Settings

from .open_screens import NAMES, boxes, stage, words
from .sample import LONG

WCAG = Settings(line_spacing=150, letter_spacing=12, word_spacing=16, paragraph_spacing=200)
WIDEST = Settings(line_spacing=200, letter_spacing=20, word_spacing=32, paragraph_spacing=250, measure=90)
ENGINE = TextShaper()


def press(settings: Settings, size: tuple[int, int] = (1280, 800)) -> TextStyle:
    return TextStyle.from_settings(ENGINE, size, 1.0, settings)


def test_letters_and_words_stand_as_far_apart_as_was_asked() -> None:
    plain, wide = press(Settings()).font("prose"), press(WCAG).font("prose")
    text = "Seven pages, typed"
    more = ENGINE.measure(text, wide) - ENGINE.measure(text, plain)
    assert more == pytest.approx((len(text) * 0.12 + text.count(" ") * 0.16) * plain.size, abs=0.5)


@pytest.mark.parametrize("role", ["prose", "choice", "note", "document", "label", "heading", "title"])
def test_lines_stand_at_least_as_far_apart_as_was_asked(role: str) -> None:
    for least in (0, 150, 200):
        made = press(Settings(line_spacing=least))
        size = made.font(role).size  # type: ignore[arg-type]
        assert made.line_height(role) >= size * least / 100 - 0.5  # type: ignore[arg-type]
    assert press(Settings(line_spacing=150)).line_height("document") == press(Settings()).line_height("document")


def test_paragraphs_stand_twice_the_size_of_the_letters_apart() -> None:
    shown = stage("long", (1280, 800), WCAG)
    paragraphs = [b for b in shown.view.layout.boxes if 0 <= b.key < 4]
    assert [b.y - a.y - a.h for a, b in pairwise(paragraphs)] == [40, 40, 40]


@pytest.mark.parametrize("face", ["serif", "legible"])
@pytest.mark.parametrize("measure", CHOICES["measure"])
def test_a_line_has_about_as_many_characters_as_was_asked(measure: int, face: Face) -> None:
    for spacing in ({}, {"letter_spacing": 12, "word_spacing": 16}):
        made = press(Settings(measure=measure, face=face, **spacing))  # type: ignore[arg-type]
        long = [b for b in LONG.blocks if isinstance(b, Paragraph)][4:]
        lines: list[str] = []
        for block in long:
            spans = tuple(made.to_spans(block.line, "prose"))
            lines += layout_paragraph(made.engine, spans, made.column_width, made.line_height("prose")).lines[:-1]
        assert measure * 0.86 <= sum(map(len, lines)) / len(lines) <= measure * 1.04


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_or_covered_at_the_widest_spacing(name: str, text: int) -> None:
    for size in ((1280, 800), (640, 480)):
        settings = Settings(
            text, line_spacing=200, letter_spacing=20, word_spacing=32, paragraph_spacing=250, measure=90
        )
        shown = stage(name, size, settings)
        for box in boxes(shown):
            for mark in words(box):
                right = mark.x + shown.engine.measure(mark.text, mark.type) - mark.type.tracking * mark.type.size
                assert right <= box.w + 2, (size, mark.text, right, box.w)
        placed = [b for b in shown.view.layout.boxes if b.w and b.h]
        for n, one in enumerate(placed):
            assert one.x >= 0 and one.x + one.w <= shown.view.layout.area.w, (size, one.name)
            for other in placed[n + 1 :]:
                assert not one.rect.colliderect(other.rect), (size, one.name, other.name)


def test_a_narrow_measure_leaves_the_column_in_the_middle() -> None:
    shown = stage("debrief", (1280, 800), Settings(measure=40))
    box = next(b for b in shown.view.layout.boxes if b.key == 0)
    assert abs((box.x + box.x + box.w) / 2 - 640) <= 2
    assert box.w < 400


def test_the_figure_of_a_note_is_not_spaced_out() -> None:
    shown = stage("passage", (1280, 800), WIDEST)
    raised = [m for b in shown.view.layout.boxes for m in b.marks if isinstance(m, TextRun) and m.type.raised]
    assert raised
    assert {(m.type.tracking, m.type.spacing) for m in raised} == {(0.0, 0.0)}
