"""Charts: as a line if their labels are dates in order, else as bars; every value has its number."""

from __future__ import annotations

import pytest

from party_card.engine.page import Bar, Chart
from party_card.frontends.window.toolkit.primitives import Line, Polygon
from party_card.frontends.window.toolkit.shaping import TextShaper
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.bar_chart import layout_chart
from tests.frontends.window.open_screens import read_marks


@pytest.fixture
def style() -> TextStyle:
    return TextStyle(TextShaper(), 1280, 800, 1.0)


def make_chart(*bars: Bar) -> Chart:
    return Chart("Grain sent abroad", "million tons", bars, 5, "Calendar years.")


def test_a_line_says_every_number_and_is_broken_where_years_are_left_out(style: TextStyle) -> None:
    bars = (Bar("1913", 9, "over 9", "over"), Bar("1930", 4.76, "4.76", ""), Bar("1931", 5.06, "about 5", "about"), Bar("1932", 1.73, "1.73", ""))  # fmt: skip
    for width in (300, 560):
        chart_box = layout_chart(style, make_chart(*bars), width, "1932")
        for text in ("1913", "over 9", "4.76", "about 5", "1.73", "million tons"):
            assert text in read_marks(chart_box)
        lines = [m for m in chart_box.marks if isinstance(m, Line) and m.colour == "ink" and m.width == style.px(3)]
        assert len(lines) == 2, "from 1930 to 1931 to 1932, and none from 1913"
        assert "1913: over 9; 1930: 4.76" in chart_box.name


def test_a_line_without_room_for_its_numbers_becomes_bars(style: TextStyle) -> None:
    bars = tuple(
        Bar(f"1 {month} 1932", 1.0, "about 1,234,567", "about") for month in ("August", "September", "October")
    )
    chart_box = layout_chart(style, make_chart(*bars), 300, "1932")
    assert sum(isinstance(mark, Polygon) for mark in chart_box.marks) == 3
    assert not any(isinstance(mark, Line) for mark in chart_box.marks)


def test_a_bar_is_as_long_as_its_number_and_never_leaves_its_column(style: TextStyle) -> None:
    for width in (200, 300, 600):
        bars = (Bar("Harvest of 1930, as it was announced", 10, "over 1,234,567 tons", "over"), Bar("plan", 5, "5", ""))
        chart_box = layout_chart(style, make_chart(*bars), width, "")
        assert all(0 <= x <= width for m in chart_box.marks if isinstance(m, Polygon) for x, _ in m.points)
