"""Editors count columns in units of UTF-16, and lines only at line feeds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from party_card.diagnostics.source import SourceFile
from party_card.language_server.positions import TextLines, count_utf16


@given(st.text(alphabet="ab\n\u2028\x85é🙂日", max_size=60), st.data())
def test_every_place_of_a_text_is_found_again(text: str, data: st.DataObject) -> None:
    lines = TextLines(text)
    index = data.draw(st.integers(0, len(text)))
    position = lines.position_at(index)
    assert lines.index_at(position) == index
    line = text.split("\n")[position.line]
    assert position.character == len(line[: index - text.rfind("\n", 0, index) - 1].encode("utf-16-le")) // 2


def test_a_place_behind_the_end_of_a_line_or_of_the_text_is_that_end() -> None:
    lines = TextLines("ab\ncd")
    assert lines.index_at(Position(0, 9)) == 2
    assert lines.index_at(Position(7, 0)) == 5


def test_a_span_is_a_range_of_the_same_characters() -> None:
    file = SourceFile("a", "x: 🙂🙂 word\n")
    span = file.span(file.text.index("word"), file.text.index("word") + 4)
    assert TextLines(file.text).range_of_span(span) == Range(Position(0, 8), Position(0, 12))
    assert count_utf16("🙂é") == 3
