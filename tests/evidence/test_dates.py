"""Tests of dates: their meaning, their readable form, and the messages about invalid ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.evidence.dates import EdtfDate, Instant, Qualifier, parse_date


@pytest.mark.parametrize(
    ("edtf", "reads"),
    [
        ("1932", "1932"),
        ("1932-09", "September 1932"),
        ("1932-09-14", "14 September 1932"),
        ("1932-08-21~", "about 21 August 1932"),
        ("1932-11-19?", "perhaps 19 November 1932"),
        ("1932-08%", "perhaps about August 1932"),
        ("1932-21", "spring 1932"),
        ("1932-24~", "about winter 1932"),
        ("1932-09-28/1932-10-02", "28 September – 2 October 1932"),
        ("1932-08/1932-10", "August – October 1932"),
        ("1932-08-21/1932-08-24", "21–24 August 1932"),
        ("1932-08-21~/1932-08-24", "about 21 August – 24 August 1932"),
        ("1932-11-08/1933-01-30", "8 November 1932 – 30 January 1933"),
        ("1929/1941", "1929–1941"),
        ("1929~/1941", "about 1929 – 1941"),
        ("1932/1932-10", "1932 – October 1932"),
        ("1932-11-08/..", "from 8 November 1932"),
        ("1932-11-08/", "from 8 November 1932"),
        ("../1933-01", "until January 1933"),
        ("1932-09-14/1932-09-14", "14 September 1932"),
        (" 1932-09 ", "September 1932"),
    ],
)
def test_a_date_reads_as_one_would_say_it(edtf: str, reads: str) -> None:
    assert str(parse_date(edtf)) == reads


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("1932", date(1932, 1, 1), date(1932, 12, 31)),
        ("1932-02", date(1932, 2, 1), date(1932, 2, 29)),
        ("1933-02", date(1933, 2, 1), date(1933, 2, 28)),
        ("1932-12", date(1932, 12, 1), date(1932, 12, 31)),
        ("1932-09-14?", date(1932, 9, 14), date(1932, 9, 14)),
        ("1932-21", date(1932, 3, 1), date(1932, 5, 31)),
        ("1932-23", date(1932, 9, 1), date(1932, 11, 30)),
        ("1932-24", date(1932, 12, 1), date(1933, 2, 28)),
        ("1932-08/1932-10-02", date(1932, 8, 1), date(1932, 10, 2)),
        ("1932-08/..", date(1932, 8, 1), date.max),
        ("../1932", date.min, date(1932, 12, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf: str, earliest: date, latest: date) -> None:
    parsed_date = parse_date(edtf)
    assert (parsed_date.earliest, parsed_date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "message"),
    [
        ("", "there is no date here; write year-month-day, for example 1932-09-14, or less: 1932-09, 1932"),
        ("22 September 1932", "`22 September 1932` cannot be read as a date; write 1932-09-22"),
        ("14.9.1932", "`14.9.1932` cannot be read as a date"),
        ("1932-9-4~", "a month and a day have two digits each; write 1932-09-04~"),
        ("1932-13", "there is no month 13; months are 01 to 12, and 21 to 24 are the seasons"),
        ("1932-00", "there is no month or day 00; leave out what is not known"),
        ("1933-02-29", "February 1933 has no day 29; it has 28"),
        ("1932-22-03", "a season (22) has no days; leave the day out"),
        ("0000", "the year 0000 is not one that can be reckoned with"),
        ("1932-10/1932-08", "this interval ends before it begins; write the earlier date first"),
        ("../..", "an interval open at both ends says nothing"),
        ("/", "an interval open at both ends says nothing"),
        ("1/2/3", "an interval has two ends and one slash"),
        ("1932-09-14T10:00", "cannot be read as a date"),
        ("١٩٣٢", "cannot be read as a date"),
        ("19" * 60, "…` cannot be read as a date"),
    ],
)
def test_a_date_that_means_nothing_is_explained(edtf: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_date(edtf)
    assert message in str(caught.value)


def write_edtf(edtf_date: EdtfDate) -> str:
    """Returns a date in EDTF."""
    start, end = (write_instant(instant) if instant else ".." for instant in (edtf_date.start, edtf_date.end))
    return start if edtf_date.start == edtf_date.end else f"{start}/{end}"


def write_instant(instant: Instant) -> str:
    parts = [f"{part:02}" for part in (instant.month, instant.day) if part]
    return "-".join([f"{instant.year:04}", *parts]) + instant.qualifier


@st.composite
def instants(draw: st.DrawFn) -> Instant:
    day = draw(st.dates(min_value=date(1, 1, 1), max_value=date(9998, 12, 31)))
    qualifier: Qualifier = draw(st.sampled_from(["", "~", "?", "%"]))
    shape = draw(st.sampled_from(["year", "month", "day", "season"]))
    if shape == "season":
        return Instant(day.year, draw(st.integers(21, 24)), 0, qualifier)
    return Instant(day.year, day.month if shape != "year" else 0, day.day if shape == "day" else 0, qualifier)


@given(instants(), st.none() | instants())
def test_what_is_written_is_read_again(start_date: Instant, end_date: Instant | None) -> None:
    if end_date is not None and start_date.earliest > end_date.latest:
        start_date, end_date = end_date, start_date
    for edtf_date in (EdtfDate(start_date, start_date), EdtfDate(start_date, end_date), EdtfDate(None, start_date)):
        assert parse_date(write_edtf(edtf_date)) == edtf_date
        assert edtf_date.earliest <= edtf_date.latest
        assert str(edtf_date)


@given(st.text(max_size=30) | st.from_regex(r"[0-9./~?% -]{1,20}", fullmatch=True))
def test_any_text_is_a_date_or_is_explained(text: str) -> None:
    try:
        edtf_date = parse_date(text)
    except ValueError as error:
        assert len(str(error)) > 20
    else:
        assert parse_date(write_edtf(edtf_date)) == edtf_date
