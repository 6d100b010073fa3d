"""Dates of sources in every form that CSL and its programs have, what they print, and the messages about wrong ones."""

from __future__ import annotations

import json

import pytest
from hypothesis import strategies as st

from party_card.content.edtf import EdtfDate, Instant
from party_card.content.models import Bibliography, Source
from party_card.evidence.chicago_dates import format_american_date, format_publication_year
from party_card.evidence.export_csl import to_csl_json
from party_card.evidence.source_dates import SourceDateError, find_source_date, read_source_date
from tests.evidence.invented import read
from tests.random_examples import random_examples


def read_source(issued: str) -> Source:
    """Returns a source with this date, in YAML."""
    (source,) = read(Bibliography, f"references:\n- {{id: a, type: book, title: A, issued: {issued}}}\n").references
    return source


@pytest.mark.parametrize(
    ("issued", "full", "year"),
    [
        ("1911", "1911", "1911"),
        ("1911-05", "May 1911", "1911"),
        ('"1911-05-04"', "May 4, 1911", "1911"),
        ("1911-05-04/1911-05-09", "May 4–9, 1911", "1911"),
        ("1911-05/1912-02", "May 1911–February 1912", "1911–1912"),
        ("1911-22", "Summer 1911", "1911"),
        ("1911~", "[ca. 1911]", "[ca. 1911]"),
        ("1911?", "[1911?]", "[1911?]"),
        ("1911/..", "1911–", "1911–"),
        ("../1911", "until 1911", "until 1911"),
        ("191X", "1910s", "1910s"),
        ("18XX", "1800–1899", "1800–1899"),
        ('"-0043-03-15"', "March 15, 44 BCE", "44 BCE"),
        ("{date-parts: [[1911]]}", "1911", "1911"),
        ('{date-parts: [["1911", "5"]]}', "May 1911", "1911"),
        ("{date-parts: [[1911, 5, 4]]}", "May 4, 1911", "1911"),
        ("{date-parts: [[1911, 5, 4], [1911, 6, 1]]}", "May 4–June 1, 1911", "1911"),
        ("{date-parts: [[1911], [0]]}", "1911–", "1911–"),
        ("{date-parts: [[-399], [-347]]}", "399–347 BCE", "399–347 BCE"),
        ("{date-parts: [[-27], [14]]}", "27 BCE – 14 CE", "27 BCE – 14 CE"),
        ("{date-parts: [[1911]], circa: true}", "[ca. 1911]", "[ca. 1911]"),
        ("{date-parts: [[1911]], circa: 1}", "[ca. 1911]", "[ca. 1911]"),
        ("{date-parts: [[1911]], circa: false}", "1911", "1911"),
        ("{date-parts: [[1911]], season: 3}", "Autumn 1911", "1911"),
        ("{date-parts: [[1911]], season: Winter}", "Winter 1911", "1911"),
        ("{date-parts: [[1911]], season: Hilary Term}", "Hilary Term 1911", "1911"),
        ("{date-parts: [[1911, 5]], season: 1}", "May 1911", "1911"),
        ("{literal: after the flood}", "after the flood", "after the flood"),
        ("{raw: 4 May 1911}", "May 4, 1911", "1911"),
        ("{raw: 1911-05/1911-06}", "May–June 1911", "1911"),
        ("{raw: the year of the comet}", "the year of the comet", "the year of the comet"),
        ("{raw: 1911, circa: true}", "[ca. 1911]", "[ca. 1911]"),
        ("[{year: 1911, month: 5}]", "May 1911", "1911"),
        ("[{year: 1911}, {year: 1913}]", "1911–1913", "1911–1913"),
        ("[{year: 1911, season: 1}]", "Spring 1911", "1911"),
    ],
)
def test_a_date_of_a_source_is_printed_as_chicago_prints_it(issued: str, full: str, year: str) -> None:
    source = read_source(issued)
    assert format_american_date(source.issued) == full
    assert format_publication_year(source.issued) == year


@pytest.mark.parametrize(
    ("issued", "message", "place"),
    [
        ("1911-02-29", "February 1911 has no day 29; it has 28", "1911-02-29"),
        ("May 1911", "`May 1911` cannot be read as a date; write 1911-05", "May 1911"),
        ("{date-parts: [[1911, 2, 29]]}", "February 1911 has no day 29; it has 28", "[1911, 2, 29]"),
        ("{date-parts: [[1911, 14]]}", "there is no month 14", "[1911, 14]"),
        ("{date-parts: [[0]]}", "there is no year 0; write 1 for 1 CE and -1 for 1 BCE", "[0]"),
        ("{date-parts: [[0], [1911]]}", "there is no year 0", "[0]"),
        ("{date-parts: [[]]}", "there is no date here", "[]"),
        ("{date-parts: []}", "there is no date here", "[]"),
        ("{date-parts: [[1911, 5, 4, 7]]}", "a year, a month and a day; here are 4 numbers", "[1911, 5, 4, 7]"),
        ("{date-parts: [[1911], [1912], [1913]]}", "a range has two dates, its first and its last; here are 3", "[["),
        ("{date-parts: [[1912], [1911]]}", "this interval ends before it begins", "[[1912], [1911]]"),
        ("{date-parts: [[1911, 0]]}", "there is no month or day 0; leave out what is not known", "[1911, 0]"),
        ("{date-parts: [[1911, May]]}", "`May` is no month; write it as a number", "[1911, May]"),
        ("{date-parts: [[1911], [1912, 2, 31]]}", "February 1912 has no day 31", "[1912, 2, 31]"),
        ("{date-parts: [[1911]], season: 9}", "there is no season 9; 1 is spring", "9"),
        ("{circa: true}", "there is no date here", "{circa"),
        ("[{month: 5}]", "the year of this date is missing; write it too", "{month"),
        ("[{year: 1911, day: 31}]", "the month of this date is missing", "{year"),
        ("[{year: 1911, month: 31}]", "there is no month 31", "{year"),
        ("[{year: 1911}, {year: 1912}, {year: 1913}]", "a date is a list of one, and a range of two; here are 3", "[{"),
    ],
)
def test_a_wrong_date_of_a_source_is_explained_at_its_place(issued: str, message: str, place: str) -> None:
    source = read_source(issued)
    assert source.issued is not None
    location = source.location.value("issued")
    with pytest.raises(SourceDateError) as caught:
        read_source_date(source.issued, location)
    assert message in str(caught.value)
    start = caught.value.location.node.start_mark.index
    assert location.file.text[start:].startswith(place)
    assert find_source_date(source.issued) is None
    assert format_american_date(source.issued) == ""


@st.composite
def dates(draw: st.DrawFn) -> EdtfDate:
    """Draws a date that CSL has parts for: an exact or approximate one, a season, a range."""

    def draw_instant() -> Instant:
        year, month = draw(st.integers(-3000, 9999)), draw(st.integers(0, 12))
        return Instant(year, month, draw(st.integers(0, 28)) if month else 0, "")

    start = draw_instant()
    match draw(st.sampled_from(["date", "approximate", "season", "range", "open"])):
        case "approximate":
            start = Instant(start.year, start.month, start.day, "~")
        case "season":
            start = Instant(start.year, draw(st.integers(21, 24)))
        case "range":
            end = draw_instant()
            return EdtfDate(start, end) if start.earliest <= end.latest else EdtfDate(end, start)
        case "open":
            return EdtfDate(start, None)
    return EdtfDate(start, start)


@random_examples(dates(), everyday=50, long=800)
def test_a_date_is_the_same_after_it_has_been_exported_and_read(date: EdtfDate) -> None:
    (record,) = json.loads(to_csl_json([read_source(json.dumps(date.to_edtf()))]))
    read_again = find_source_date(read_source(json.dumps(record["issued"])).issued)
    assert read_again is not None
    assert read_again.date == date


@random_examples(
    st.recursive(
        st.integers(-30, 3000) | st.text("1932-09/~X abc", max_size=12) | st.booleans() | st.none(),
        lambda values: (
            st.lists(values, max_size=4)
            | st.dictionaries(
                st.sampled_from(["date-parts", "season", "circa", "literal", "raw", "year", "month"]), values
            )
        ),
        max_leaves=8,
    ),
    everyday=100,
    long=1500,
)
def test_anything_in_place_of_a_date_is_a_date_or_is_reported(value: object) -> None:
    from party_card.content.decode import DecodeContext, decode_model
    from party_card.content.yaml_loader import compose_yaml
    from party_card.diagnostics.source import SourceFile

    file = SourceFile("a.yaml", f"references:\n- {{id: a, type: book, title: A, issued: {json.dumps(value)}}}\n")
    node, _ = compose_yaml(file)
    assert node is not None
    context = DecodeContext(file)
    (source,) = decode_model(Bibliography, node, context).references
    if context.diagnostics or source.issued is None:
        return
    try:
        read_source_date(source.issued, source.location.value("issued"))
    except SourceDateError as error:
        assert len(str(error)) > 15
        assert error.location.file is file
    else:
        assert format_american_date(source.issued)
