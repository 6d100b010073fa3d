"""The record: date and certainty stand together, figures over time are lines, notes of one place share a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from party_card.engine.campaign_pages import TRACE_HEADINGS
from party_card.engine.grades import GRADES
from party_card.engine.page import Bar, Chart, Comparison, RecordParagraph
from party_card.frontends.shared.time_axis import layout_points
from party_card.frontends.window.screens.page import PageScreen
from party_card.frontends.window.shell.navigator import Navigator
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.primitives import Line, Polygon, StrokeRect, TextRun
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import date_rail, intermission, source_list
from party_card.frontends.window.views.bar_chart import layout_chart

from .open_screens import open_screen
from .sample import NOTES, RECORD, parse_line
from .sample_pack import open_session


@pytest.fixture
def style() -> TextStyle:
    return TextStyle(TextShaper(), 1280, 800, 1.0)


def read_marks(box: Box) -> str:
    return " ".join(mark.text for mark in box.marks if isinstance(mark, TextRun)).replace("\u00a0", " ")


@pytest.mark.parametrize("grade", list(GRADES))
def test_a_grade_stands_on_the_line_as_word_sign_and_frame(style: TextStyle, grade: str) -> None:
    plate = date_rail.layout_grade_badge(style, grade, 178)  # type: ignore[arg-type]
    assert GRADES[grade].word.upper() in read_marks(plate)  # type: ignore[index]
    assert any(isinstance(mark, StrokeRect) for mark in plate.marks)
    others = [date_rail.layout_grade_badge(style, other, 178) for other in GRADES if other != grade]
    signs = [tuple(m for m in p.marks if not isinstance(m, TextRun)) for p in (plate, *others)]
    assert signs[0] not in signs[1:]


def test_wide_and_narrow_say_the_same() -> None:
    for block in RECORD.blocks:
        if isinstance(block, Comparison | RecordParagraph):
            for size in ((1280, 800), (640, 480)):
                boxes = open_screen("record", size).view.layout.boxes
                whole = " ".join(read_marks(box) for box in boxes)
                words = "".join(
                    run.text for run in (block.record_line if isinstance(block, Comparison) else block.line)
                )
                assert words.split()[0] in whole
                assert block.date in whole


def test_figures_stand_beside_the_story_where_there_is_room() -> None:
    wide, small = open_screen("record").view.layout.boxes, open_screen("record", (640, 480)).view.layout.boxes
    for boxes, beside in ((wide, True), (small, False)):
        make_chart = next(box for box in boxes if "GRAIN SENT ABROAD" in box.name)
        account = next(box for box in boxes if "two tallies" in box.name)
        assert (make_chart.x > account.x + account.w and make_chart.y < account.y + account.h) == beside


@pytest.mark.parametrize(
    ("labels", "at", "broken"),
    [
        (["1930", "1931", "1932"], [0, 1, 2], [False, False, False]),
        (["1913", "1930", "1931", "1932"], [0, 1.5, 2.5, 3.5], [False, True, False, False]),
        (["July 1932", "August 1932", "October 1932"], [0, 1, 3], [False, False, False]),
    ],
)
def test_dates_in_order_make_a_line(labels: list[str], at: list[float], broken: list[bool]) -> None:
    found = layout_points(labels)
    assert found is not None
    assert found[0] == pytest.approx(at)
    assert found[1] == broken


@pytest.mark.parametrize(
    "labels", [["July 1932", "November 1932"], ["1932", "1931", "1930"], ["1930", "plan", "1931"], ["Japan", "Poland", "Latvia"]]
)  # fmt: skip
def test_what_is_no_series_stays_bars(labels: list[str]) -> None:
    assert layout_points(labels) is None


def make_chart(*bars: Bar) -> Chart:
    return Chart("Grain sent abroad", "million tons", bars, 5, "Calendar years.")


def test_a_line_says_every_number_and_is_broken_where_years_are_left_out(style: TextStyle) -> None:
    bars = (Bar("1913", 9, "over 9", "over"), Bar("1930", 4.76, "4.76", ""), Bar("1931", 5.06, "about 5", "about"), Bar("1932", 1.73, "1.73", ""))  # fmt: skip
    for width in (300, 560):
        drawn = layout_chart(style, make_chart(*bars), width, "1932")
        assert [
            word in read_marks(drawn) for word in ("1913", "over 9", "4.76", "about 5", "1.73", "million tons")
        ] == [True] * 6
        lines = [m for m in drawn.marks if isinstance(m, Line) and m.colour == "ink" and m.width == style.px(3)]
        assert len(lines) == 2, "from 1930 to 1931 to 1932, and none from 1913"
        assert "1913: over 9; 1930: 4.76" in drawn.name


def test_a_line_without_room_for_its_numbers_becomes_bars(style: TextStyle) -> None:
    bars = tuple(
        Bar(f"1 {month} 1932", 1.0, "about 1,234,567", "about") for month in ("August", "September", "October")
    )
    drawn = layout_chart(style, make_chart(*bars), 300, "1932")
    assert sum(isinstance(mark, Polygon) for mark in drawn.marks) == 3
    assert not any(isinstance(mark, Line) for mark in drawn.marks)


def test_a_bar_is_as_long_as_its_number_and_never_leaves_its_column(style: TextStyle) -> None:
    for width in (200, 300, 600):
        bars = (Bar("Harvest of 1930, as it was announced", 10, "over 1,234,567 tons", "over"), Bar("plan", 5, "5", ""))
        drawn = layout_chart(style, make_chart(*bars), width, "")
        assert all(0 <= x <= width for m in drawn.marks if isinstance(m, Polygon) for x, _ in m.points)


def test_every_note_of_a_record_can_be_reached_in_the_list(style: TextStyle) -> None:
    notes = (
        *NOTES,
        replace(NOTES[5], number=7, citation=parse_line("Ibid.")),
        replace(NOTES[4], number=8, citation=parse_line("Ibid.")),
    )
    for width in (300, 620, 1160):
        found = [t.command for box in source_list.layout_sources(style, notes, width) for t in box.targets]
        assert found == [Command("note", str(note.number)) for note in notes]


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
    assert "Documented, where no other grade is named." in boxes[0].name


def test_what_is_taken_along_has_the_headings_of_the_campaign() -> None:
    assert {kind: heading for heading, kind in intermission.KIND_OF_HEADING.items()} == dict(TRACE_HEADINGS)


def test_stated_and_only_later_never_look_alike() -> None:
    for size in ((1280, 800), (640, 480)):
        text = " ".join(read_marks(box) for box in open_screen("winter", size).view.layout.boxes)
        assert "LINKED BY THE SOURCE" in text
        assert "ONLY LATER IN TIME" in text


def test_figures_end_with_the_story_beside_them_and_leave_no_hole_below_a_short_one() -> None:
    def last_and_figure(accounts: int, words: int) -> tuple[Box, Box]:
        told = tuple(
            RecordParagraph("1932", parse_line("It was told. " * words), ("documented",)) for _ in range(accounts)
        )
        page = replace(RECORD, blocks=(*told, RECORD.blocks[7]))
        boxes = Navigator(
            session := open_session("record"), (1280, 800), screen=PageScreen(session, page)
        ).view.layout.boxes
        last, make_chart = (next(b for b in boxes if b.key == key) for key in (accounts - 1, accounts))
        return last, make_chart

    last, make_chart = last_and_figure(4, 25)
    assert make_chart.x > last.x + last.w
    assert abs(make_chart.y + make_chart.h - last.y - last.h) <= 2
    last, make_chart = last_and_figure(1, 1)
    assert make_chart.y >= last.y + last.h
