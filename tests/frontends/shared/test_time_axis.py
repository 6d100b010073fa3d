"""The labels of a chart that are points on a line, and the breaks of the line."""

from __future__ import annotations

import pytest

from party_card.frontends.shared.time_axis import layout_points


@pytest.mark.parametrize(
    ("labels", "positions", "is_broken"),
    [
        (["1930", "1931", "1932"], [0, 1, 2], [False, False, False]),
        (["1913", "1930", "1931", "1932"], [0, 1.5, 2.5, 3.5], [False, True, False, False]),
        (["July 1932", "August 1932", "October 1932"], [0, 1, 3], [False, False, False]),
        (["2 BCE", "1 BCE", "1 CE", "3 CE"], [0, 1, 2, 4], [False, False, False, False]),
        (["-0062-10", "-0062-11", "-0061-01"], [0, 1, 3], [False, False, False]),
    ],
)
def test_dates_in_order_make_a_line(labels: list[str], positions: list[float], is_broken: list[bool]) -> None:
    layout = layout_points(labels)
    assert layout is not None
    assert layout[0] == pytest.approx(positions)
    assert layout[1] == is_broken


@pytest.mark.parametrize(
    "labels", [["July 1932", "November 1932"], ["1932", "1931", "1930"], ["1930", "plan", "1931"], ["Japan", "Poland", "Latvia"],
               ["193X", "194X", "195X"], ["about 1930", "1931", "1932"], ["winter 1930", "winter 1931", "winter 1932"]]
)  # fmt: skip
def test_what_is_no_series_stays_bars(labels: list[str]) -> None:
    assert layout_points(labels) is None
