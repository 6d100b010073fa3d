"""YAML becomes a located tree, and nothing that a file holds can harm the reader."""

from __future__ import annotations

import time

import pytest

from party_card.content.yaml_loader import MAX_CHARACTERS, MappingNode, NodeRef, ScalarNode, compose
from party_card.diagnostics.source import SourceFile, Span


def composed(text: str) -> NodeRef:
    file = SourceFile("scenes/a.yaml", text)
    root, problems = compose(file)
    assert root is not None, problems
    return NodeRef(file, root)


def refused(text: str) -> tuple[str, int, int]:
    root, problems = compose(SourceFile("scenes/a.yaml", text))
    assert root is None
    span = problems[0].primary.span
    return problems[0].code, span.line, span.column


@pytest.mark.parametrize(
    "written", ["no", "on", "yes", "true", "012", "0x1F", "12:30", "1_000", "1e3", "2024-01-01", "~"]
)
def test_a_plain_scalar_stays_the_text_that_was_written(written: str) -> None:
    node = composed(f"key: {written}").value("key").node
    assert isinstance(node, ScalarNode)
    assert node.value == written


def test_places_count_lines_and_columns_from_one() -> None:
    place = composed("scene: a\npassages:\n  one:\n    goto: two\n").value("passages").value("one")
    assert place.key_span("goto") == Span(4, 5, 9)
    assert place.value("goto").span == Span(4, 11, 14)


def test_a_word_inside_a_block_of_text_has_its_own_place() -> None:
    place = composed("text: |\n  Grey carbon. [@copies]\n  And again [@copies].\n").value("text")
    assert place.find("[@copies]", 1) == Span(3, 13, 22)


def test_columns_count_characters_not_bytes() -> None:
    assert composed("{Jānis: 1, Piłsudski: two}").value("Piłsudski").span == Span(1, 23, 26)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("empty-file", 1, 1)),
        ("# nothing but a remark\n", ("empty-file", 1, 1)),
        ("a: b: c\n", ("yaml-syntax", 1, 5)),
        ("a:\n\tb: c\n", ("tab-indent", 2, 1)),
        ("a: [1, 2\nb: 3\n", ("yaml-syntax", 2, 2)),
        ('a: "open\nb: c\n', ("yaml-syntax", 2, 5)),
        ('a: "open\nb: "c"\n', ("yaml-syntax", 1, 4)),
        ('a: "b" c\n', ("yaml-syntax", 1, 8)),
        ("a: 1\nb 2\nc: 3\n", ("yaml-syntax", 2, 1)),
        ("a: 1\n---\nb: 2\n", ("yaml-syntax", 2, 1)),
        ("a: &x one\nb: *x\n", ("yaml-alias", 2, 4)),
        ("a: one\x07two\n", ("yaml-syntax", 1, 7)),
        ("a: \ud800\n", ("yaml-syntax", 1, 4)),
    ],
)
def test_what_cannot_be_read_says_where(text: str, expected: tuple[str, int, int]) -> None:
    assert refused(text) == expected


def test_all_tabs_are_told_at_once() -> None:
    _, problems = compose(SourceFile("a", "a:\n\tb: c\n\td: e\n"))
    assert [problem.primary.span.line for problem in problems] == [2, 3]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [100, 1_000, 50_000])
def test_nesting_without_end_is_refused_and_not_crashed_on(opening: str, depth: int) -> None:
    root, problems = compose(SourceFile("a", opening * depth))
    assert (root is None) == bool(problems)
    assert depth < 1_000 or problems


def test_an_alias_that_doubles_twenty_times_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 20))]
    started = time.monotonic()
    assert refused("\n".join(lines))[0] == "yaml-alias"
    assert time.monotonic() - started < 5


def test_an_ampersand_in_prose_is_no_alias() -> None:
    assert isinstance(composed("text: Black & white &c. at Marks &Spencer\nb: R&D\n").node, MappingNode)


def test_a_file_without_measure_is_refused() -> None:
    assert refused("a: " + "x" * MAX_CHARACTERS)[0] == "file-too-large"


def test_one_line_of_a_message_is_shown_even_past_the_end_of_the_file() -> None:
    root, problems = compose(SourceFile("a", "a: [1,\n\n\n"))
    assert root is None
    assert problems[0].primary.span.line == 1
