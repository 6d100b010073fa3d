"""How far a source is from an event is said as finely as both dates allow."""

from __future__ import annotations

import pytest

from party_card.content.models import CslDateValue, Date, Source, SourceId
from party_card.evidence.distance import describe_distance


@pytest.mark.parametrize(
    ("event", "made", "distance"),
    [
        ("1932-11-14", "1932-11-14", "the same day"),
        ("1932-11-14", "1932-11-15", "1 day later"),
        ("1932-11-14", "1933-01-13", "60 days later"),
        ("1932-11-14", "1933-01-14", "2 months later"),
        ("1932-11-14", "1932-11-01", "13 days before"),
        ("1932-11", "1932-11-20", "the same month"),
        ("1932-11", "1934-11", "24 months later"),
        ("1932-11", "1935-01", "3 years later"),
        ("1932-11-14", "1932", "the same year"),
        ("1932-11-14", "2017", "85 years later"),
        ("1932-09-28/1932-10-02", "1932-09-30", "2 days later"),
        ("1932", "1931", "1 year before"),
        ("-0043-03-15", "0100", "143 years later"),
        ("", "1932", ""),
        ("../1932-11-14", "1932", ""),
        ("no date", "1932", ""),
        ("1932-11-14", "no date", ""),
        ("1932-11-14", None, ""),
    ],
)
def test_a_distance_is_as_fine_as_the_coarser_of_both_dates(event: str, made: str | None, distance: str) -> None:
    issued: CslDateValue | None = Date(made) if made else None
    source = Source(id=SourceId("s"), type="book", title="S", issued=issued)
    assert describe_distance(source, Date(event) if event else None) == distance


def test_the_day_of_the_first_edition_counts_where_it_is_known() -> None:
    source = Source(id=SourceId("s"), type="book", title="S", issued=Date("1954"), original_date=Date("1932-12-20"))
    assert describe_distance(source, Date("1932-12-19")) == "1 day later"
