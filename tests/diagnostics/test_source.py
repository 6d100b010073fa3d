"""Lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.diagnostics.source import SourceFile, Span

TEXTS = st.text(st.sampled_from("ab\n\r\x85\u2028日 "), max_size=30)


def test_lines_are_those_of_editors() -> None:
    file = SourceFile("a", "one\ntwo\r\nthree\rfour\u2028five\n")
    assert file.lines == ("one", "two", "three", "four\u2028five", "")
    assert [file.line(number) for number in range(7)] == ["", "one", "two", "three", "four\u2028five", "", ""]


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(0, 3, (1, 1, 4)), (2, 9, (1, 3, 4)), (3, 3, (1, 4, 5)), (4, 6, (2, 1, 3)), (7, 7, (2, 4, 5)), (9, 9, (3, 1, 2))],
)
def test_spans(start: int, end: int, span: tuple[int, int, int]) -> None:
    assert SourceFile("a", "one\ntwo\r\n").span(start, end) == Span(*span)


@given(text=TEXTS, data=st.data())
def test_a_span_is_what_it_covers(text: str, data: st.DataObject) -> None:
    file = SourceFile("a", text)
    start = data.draw(st.integers(0, len(text)))
    span = file.span(start, start + data.draw(st.integers(0, 5)))
    assert 1 <= span.line <= len(file.lines)
    covered = file.line(span.line)[span.column - 1 : span.end - 1]
    assert text[start:].startswith(covered)
