"""The record: dates and grades on the rail, charts beside the accounts, notes of one place on one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from party_card.content.models import Grade
from party_card.engine.grades import GRADES
from party_card.engine.page import Comparison, Heading, Paragraph, RecordParagraph, Run
from party_card.engine.record_layers import split_layers
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import StrokeRect, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import date_rail, source_list
from party_card.frontends.window.views.page import layout_page
from party_card.frontends.window.views.record_layers import RecordReading
from party_card.storage.settings import Settings
from tests.frontends.window.open_screens import open_screen, read_marks
from tests.frontends.window.sample import NOTES, RECORD, parse_line
from tests.frontends.window.sample_pack import open_session
from tests.shipped import load_shipped_pack


@pytest.fixture
def style() -> TextStyle:
    return TextStyle(TextShaper(), 1280, 800, 1.0)


@pytest.mark.parametrize("grade", GRADES)
def test_a_grade_stands_on_the_line_as_word_sign_and_frame(style: TextStyle, grade: Grade) -> None:
    badge = date_rail.layout_grade_badge(style, grade, 178)
    assert GRADES[grade].word.upper() in read_marks(badge)
    assert any(isinstance(mark, StrokeRect) for mark in badge.marks)
    other_badges = [date_rail.layout_grade_badge(style, other, 178) for other in GRADES if other != grade]
    icons = [tuple(m for m in box.marks if not isinstance(m, TextRun)) for box in (badge, *other_badges)]
    assert icons[0] not in icons[1:]


@pytest.mark.parametrize("size", [(1280, 800), (640, 480)])
def test_wide_and_narrow_say_the_same(size: tuple[int, int]) -> None:
    text = " ".join(read_marks(box) for box in open_screen("record", size).view.layout.boxes)
    for block in RECORD.blocks:
        if isinstance(block, Comparison | RecordParagraph):
            line = block.record_line if isinstance(block, Comparison) else block.line
            assert "".join(run.text for run in line).split()[0] in text
            assert block.date in text


@pytest.mark.parametrize(("size", "is_beside"), [((1280, 800), True), ((640, 480), False)])
def test_figures_stand_beside_the_story_where_there_is_room(size: tuple[int, int], is_beside: bool) -> None:
    boxes = open_screen("record", size).view.layout.boxes
    chart = next(box for box in boxes if "GRAIN SENT ABROAD" in box.name)
    account = next(box for box in boxes if "two tallies" in box.name)
    assert (chart.x > account.x + account.w and chart.y < account.y + account.h) == is_beside


def test_every_note_of_a_record_can_be_reached_in_the_list(style: TextStyle) -> None:
    notes = (
        *NOTES,
        replace(NOTES[5], number=7, citation=parse_line("Ibid.")),
        replace(NOTES[4], number=8, citation=parse_line("Ibid.")),
    )
    for width in (300, 620, 1160):
        commands = [t.command for box in source_list.layout_sources(style, notes, width) for t in box.targets]
        assert commands == [Command("note", str(note.number)) for note in notes]


def test_notes_of_one_place_share_a_line_and_keep_their_grades(style: TextStyle) -> None:
    notes = (
        NOTES[0],
        *(replace(NOTES[1], number=n, citation=parse_line("Ibid.")) for n in (2, 3)),
        replace(NOTES[4], number=4, citation=parse_line("Ibid.")),
    )
    boxes = source_list.layout_sources(style, notes, 620)
    assert len(boxes) == 2, "the head, and one line"
    assert read_marks(boxes[1]).startswith("1 2 3 4 Stephen Kotkin")
    assert read_marks(boxes[1]).endswith("4 REPORTED")
    assert "Documented unless marked" in boxes[0].name


def test_stated_and_only_later_never_look_alike() -> None:
    for size in ((1280, 800), (640, 480)):
        text = " ".join(read_marks(box) for box in open_screen("winter", size).view.layout.boxes)
        assert "LINKED BY THE SOURCE" in text
        assert "ONLY LATER IN TIME" in text


def test_figures_end_with_the_story_beside_them_and_leave_no_hole_below_a_short_one() -> None:
    def layout_last_account_and_chart(account_count: int, sentence_count: int) -> tuple[Box, Box]:
        account = RecordParagraph("1932", parse_line("It was told. " * sentence_count), ("documented",))
        page = replace(RECORD, blocks=(*[account] * account_count, RECORD.blocks[7]))
        session = open_session("record")
        layout = Navigator(session, (1280, 800), screen=PageScreen(session, page)).view.layout
        last, chart = (next(b for b in layout.boxes if b.key == key) for key in (account_count - 1, account_count))
        return last, chart

    last, chart = layout_last_account_and_chart(4, 25)
    assert chart.x > last.x + last.w
    assert abs(chart.y + chart.h - last.y - last.h) <= 2
    last, chart = layout_last_account_and_chart(1, 1)
    assert chart.y >= last.y + last.h


# ---------------------------------------------------------------------------------------------- essentials without a chart


def lay_out_essentials(ending: str, picture: Path | None = None) -> list[Box]:
    """Returns the boxes of the first layer of a record that has no chart."""
    sentence = RecordParagraph("", (Run("The bridge was closed at noon."),), ())
    later = (Heading("What came after", 0), Paragraph((Run("It was opened again."),)))
    page = replace(RECORD, blocks=(Heading("What really happened", 0), sentence, *later), ending=ending, offers=())
    style = TextStyle.from_settings(TextShaper(), (1280, 800), 1.0, Settings())
    reading = RecordReading(split_layers(page), picture=picture)
    return list(layout_page(style, page, picture, reading=reading).boxes)


def find_box(boxes: list[Box], text: str) -> Box:
    return next(box for box in boxes if text in box.name)


def test_the_ending_stands_beside_essentials_without_chart_and_picture() -> None:
    boxes = lay_out_essentials("You crossed early")
    sentence, ending = find_box(boxes, "The bridge"), find_box(boxes, "You crossed early")
    assert ending.x >= sentence.x + sentence.w
    assert abs(ending.y - sentence.y) < 20


def test_essentials_read_without_playing_stand_in_the_middle_if_there_is_nothing_beside_them() -> None:
    sentence = find_box(lay_out_essentials(""), "The bridge")
    assert abs(sentence.x + sentence.w / 2 - 640) < 60


def test_a_picture_stands_beside_essentials_and_the_ending_below_both() -> None:
    picture = load_shipped_pack().pictures["forbidden-paper"]
    boxes = lay_out_essentials("You crossed early", picture)
    sentence, ending = find_box(boxes, "The bridge"), find_box(boxes, "You crossed early")
    image = next(box for box in boxes if box.role == "image")
    assert image.x >= sentence.x + sentence.w
    assert ending.y >= image.y + image.h
