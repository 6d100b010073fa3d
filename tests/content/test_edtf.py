"""Dates in EDTF: their meaning, their readable form, and the messages about invalid ones.

`SPECIFICATION` has every example of the levels 0 and 1 of the Library of Congress (4 February 2019) with what it means.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.calendar_day import CalendarDay
from party_card.content.edtf import EARLIEST_DAY, LATEST_DAY, EdtfDate, Instant, Qualifier, Unspecified, parse_date

DAY = CalendarDay
SPECIFICATION: dict[str, tuple[CalendarDay, CalendarDay] | None] = {
    # Level 0: date
    "1985-04-12": (DAY(1985, 4, 12), DAY(1985, 4, 12)),
    "1985-04": (DAY(1985, 4, 1), DAY(1985, 4, 30)),
    "1985": (DAY(1985, 1, 1), DAY(1985, 12, 31)),
    # Level 0: date and time, which is refused: no source of a scene is precise to the second, and no page has a clock
    "1985-04-12T23:20:30": None,
    "1985-04-12T23:20:30Z": None,
    "1985-04-12T23:20:30-04": None,
    "1985-04-12T23:20:30+04:30": None,
    # Level 0: time interval
    "1964/2008": (DAY(1964, 1, 1), DAY(2008, 12, 31)),
    "2004-06/2006-08": (DAY(2004, 6, 1), DAY(2006, 8, 31)),
    "2004-02-01/2005-02-08": (DAY(2004, 2, 1), DAY(2005, 2, 8)),
    "2004-02-01/2005-02": (DAY(2004, 2, 1), DAY(2005, 2, 28)),
    "2004-02-01/2005": (DAY(2004, 2, 1), DAY(2005, 12, 31)),
    "2005/2006-02": (DAY(2005, 1, 1), DAY(2006, 2, 28)),
    # Level 1: letter-prefixed calendar year
    "Y170000002": (DAY(170000002, 1, 1), DAY(170000002, 12, 31)),
    "Y-170000002": (DAY(-170000002, 1, 1), DAY(-170000002, 12, 31)),
    # Level 1: seasons
    "2001-21": (DAY(2001, 3, 1), DAY(2001, 5, 31)),
    "2001-22": (DAY(2001, 6, 1), DAY(2001, 8, 31)),
    "2001-23": (DAY(2001, 9, 1), DAY(2001, 11, 30)),
    "2001-24": (DAY(2001, 12, 1), DAY(2002, 2, 28)),
    # Level 1: qualification of a date (complete)
    "1984?": (DAY(1984, 1, 1), DAY(1984, 12, 31)),
    "2004-06~": (DAY(2004, 6, 1), DAY(2004, 6, 30)),
    "2004-06-11%": (DAY(2004, 6, 11), DAY(2004, 6, 11)),
    # Level 1: unspecified digit(s) from the right
    "201X": (DAY(2010, 1, 1), DAY(2019, 12, 31)),
    "20XX": (DAY(2000, 1, 1), DAY(2099, 12, 31)),
    "2004-XX": (DAY(2004, 1, 1), DAY(2004, 12, 31)),
    "1985-04-XX": (DAY(1985, 4, 1), DAY(1985, 4, 30)),
    "1985-XX-XX": (DAY(1985, 1, 1), DAY(1985, 12, 31)),
    # Level 1: extended interval
    "1985-04-12/..": (DAY(1985, 4, 12), LATEST_DAY),
    "1985-04/..": (DAY(1985, 4, 1), LATEST_DAY),
    "1985/..": (DAY(1985, 1, 1), LATEST_DAY),
    "../1985-04-12": (EARLIEST_DAY, DAY(1985, 4, 12)),
    "../1985-04": (EARLIEST_DAY, DAY(1985, 4, 30)),
    "../1985": (EARLIEST_DAY, DAY(1985, 12, 31)),
    "1985-04-12/": (DAY(1985, 4, 12), LATEST_DAY),
    "1985-04/": (DAY(1985, 4, 1), LATEST_DAY),
    "1985/": (DAY(1985, 1, 1), LATEST_DAY),
    "/1985-04-12": (EARLIEST_DAY, DAY(1985, 4, 12)),
    "/1985-04": (EARLIEST_DAY, DAY(1985, 4, 30)),
    "/1985": (EARLIEST_DAY, DAY(1985, 12, 31)),
    # Level 1: negative calendar year
    "-1985": (DAY(-1985, 1, 1), DAY(-1985, 12, 31)),
}  # fmt: skip
"""Each example of the specification with its first and its last day; None for what is refused."""


@pytest.mark.parametrize("edtf", SPECIFICATION)
def test_the_examples_of_the_specification_mean_what_it_says(edtf: str) -> None:
    expected = SPECIFICATION[edtf]
    if expected is None:
        with pytest.raises(ValueError, match=r"with its time of day; write 1985-04-12\Z"):
            parse_date(edtf)
        return
    parsed_date = parse_date(edtf)
    assert (parsed_date.earliest, parsed_date.latest) == expected
    assert parsed_date.to_edtf() == edtf


@pytest.mark.oracle
@pytest.mark.parametrize("edtf", [*SPECIFICATION, "-0043-03-15", "193X", "19XX", "1932-XX-XX", "1908-02/1908-03~"])
def test_another_program_reads_the_same_days(edtf: str) -> None:
    from edtf import parse_edtf

    # Level 1 does not say which months a season has; there winter is the last month of the year.
    if SPECIFICATION.get(edtf, ()) is None or edtf == "2001-24":
        return
    theirs, ours = parse_edtf(edtf), parse_date(edtf)
    for their_day, our_day in ((theirs.lower_strict(), ours.earliest), (theirs.upper_strict(), ours.latest)):
        if our_day in (EARLIEST_DAY, LATEST_DAY):
            assert not isinstance(their_day, tuple) or "/" in edtf
        else:
            assert tuple(their_day)[:3] == (our_day.year, our_day.month, our_day.day)


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
        ("1932-11-08/", "from 8 November 1932, end unknown"),
        ("/1933-01", "until January 1933, beginning unknown"),
        ("193X", "the 1930s"),
        ("193X~", "about the 1930s"),
        ("190X", "the years 1900–1909"),
        ("18XX", "the years 1800–1899"),
        ("007X", "the years 70–79 CE"),
        ("000X", "the years 1 BCE – 9 CE"),
        ("-004X", "the years 50–41 BCE"),
        ("1932-XX", "1932, month unknown"),
        ("1932-11-XX", "November 1932, day unknown"),
        ("1932-11-XX?", "perhaps November 1932, day unknown"),
        ("1932-XX-XX", "1932, month and day unknown"),
        ("1932-11-XX/1932-12", "November 1932, day unknown – December 1932"),
        ("192X/194X", "the 1920s – the 1940s"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("-0043-03", "March 44 BCE"),
        ("-0043-21", "spring 44 BCE"),
        ("0000", "1 BCE"),
        ("-0398", "399 BCE"),
        ("-0398/-0346", "399–347 BCE"),
        ("-0026/0014", "27 BCE – 14 CE"),
        ("0079-08-24", "24 August 79 CE"),
        ("0988/1054", "988 CE – 1054"),
        ("-0043-03-15/-0043-03-17", "15–17 March 44 BCE"),
        ("-0048-01-10/-0043-03-15", "10 January 49 BCE – 15 March 44 BCE"),
        ("Y12024", "12,024"),
        ("Y-170000002", "170,000,003 BCE"),
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
        ("1932", CalendarDay(1932, 1, 1), CalendarDay(1932, 12, 31)),
        ("1932-02", CalendarDay(1932, 2, 1), CalendarDay(1932, 2, 29)),
        ("1933-02", CalendarDay(1933, 2, 1), CalendarDay(1933, 2, 28)),
        ("1932-12", CalendarDay(1932, 12, 1), CalendarDay(1932, 12, 31)),
        ("1932-09-14?", CalendarDay(1932, 9, 14), CalendarDay(1932, 9, 14)),
        ("1932-21", CalendarDay(1932, 3, 1), CalendarDay(1932, 5, 31)),
        ("1932-23", CalendarDay(1932, 9, 1), CalendarDay(1932, 11, 30)),
        ("1932-24", CalendarDay(1932, 12, 1), CalendarDay(1933, 2, 28)),
        ("1932-08/1932-10-02", CalendarDay(1932, 8, 1), CalendarDay(1932, 10, 2)),
        ("1932-08/..", CalendarDay(1932, 8, 1), LATEST_DAY),
        ("../1932", EARLIEST_DAY, CalendarDay(1932, 12, 31)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(edtf: str, earliest: CalendarDay, latest: CalendarDay) -> None:
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
        ("-0000", "the year 0000, which is 1 BCE, has no minus sign; write 0000"),
        ("-44", "a year has four digits, and the year before 0001 is 0000; write -0043 for 44 BCE"),
        ("-44-03-15", "write -0043 for 44 BCE"),
        ("12024", "a year of more than four digits begins with Y; write Y12024"),
        ("Y1985", "`Y1985` cannot be read as a date"),
        ("Y" + "1" * 13, "a year has at most 12 digits"),
        ("193x", "what is not known is a capital X; write 193X"),
        ("1932-uu", "what is not known is a capital X; write 1932-XX"),
        ("1932-1X", "an X stands for the last one or two digits of a year, for a month, for a day, or for both"),
        ("1XXX", "an X stands for the last one or two digits of a year"),
        ("1932-XX-05", "an X stands for the last one or two digits of a year"),
        ("1932-09-14-XX", "an X stands for the last one or two digits of a year"),
        ("1932-21-XX", "a season (21) has no days; leave the day out"),
        ("-0043-02-30", "February 44 BCE has no day 30; it has 28"),
        ("1932-34", "there is no month 34"),
        ("?1932-09", "`?1932-09` cannot be read as a date"),
        ("15 March 44 BC", "`15 March 44 BC` cannot be read as a date; write -0043-03-15"),
        ("-0043/-0053", "this interval ends before it begins"),
        ("1932-09-14T10:00:00+02:00", "cannot be read as a date with its time of day; write 1932-09-14"),
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


@st.composite
def instants(draw: st.DrawFn) -> Instant:
    ordinal = draw(st.integers(CalendarDay(-9999, 1, 1).ordinal, CalendarDay(9999, 12, 31).ordinal))
    day = CalendarDay.from_ordinal(ordinal)
    qualifier: Qualifier = draw(st.sampled_from(["", "~", "?", "%"]))
    unspecified: Unspecified = draw(st.sampled_from(["", "", "", "", "X", "XX", "-XX", "-XX-XX"]))
    shape: str = unspecified or draw(st.sampled_from(["long year", "year", "month", "day", "season"]))
    if shape == "long year":
        return Instant(draw(st.sampled_from([-1, 1])) * draw(st.integers(10_000, 10**12 - 1)), 0, 0, qualifier)
    if shape == "season":
        return Instant(day.year, draw(st.integers(21, 24)), 0, qualifier)
    if shape in ("X", "XX"):
        span = 10 ** len(shape)
        earliest = day.year // span * span if day.year >= 0 else -(-day.year // span * span) - span + 1
        return Instant(earliest, 0, 0, qualifier, unspecified)
    has_month = shape in ("month", "day") or (shape == "-XX" and draw(st.booleans()))
    return Instant(day.year, day.month if has_month else 0, day.day if shape == "day" else 0, qualifier, unspecified)


@given(instants(), st.none() | instants())
def test_what_is_written_is_read_again(start_date: Instant, end_date: Instant | None) -> None:
    if end_date is not None and start_date.earliest > end_date.latest:
        start_date, end_date = end_date, start_date
    for edtf_date in (
        EdtfDate(start_date, start_date),
        EdtfDate(start_date, end_date, has_unknown_end=end_date is None),
        EdtfDate(None, start_date),
    ):
        assert parse_date(edtf_date.to_edtf()) == edtf_date
        assert edtf_date.earliest <= edtf_date.latest
        assert str(edtf_date)


@given(st.text(max_size=30) | st.from_regex(r"[0-9XY./~?% -]{1,20}", fullmatch=True))
def test_any_text_is_a_date_or_is_explained(text: str) -> None:
    try:
        edtf_date = parse_date(text)
    except ValueError as error:
        assert len(str(error)) > 20
    else:
        assert parse_date(edtf_date.to_edtf()) == edtf_date
