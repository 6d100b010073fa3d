"""Tests of the YAML loader: located nodes, and no file can crash or stall it."""

from __future__ import annotations

import time

import pytest

from party_card.content.file_text import MAX_CHARACTERS
from party_card.content.node_ref import NodeRef
from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, ScalarNode
from party_card.diagnostics.source import SourceFile, Span


def locate_root(text: str) -> NodeRef:
    file = SourceFile("scenes/a.yaml", text)
    root, diagnostics = compose_yaml(file)
    assert root is not None, diagnostics
    return NodeRef(file, root)


def diagnose(text: str) -> tuple[str, int, int]:
    root, diagnostics = compose_yaml(SourceFile("scenes/a.yaml", text))
    assert root is None
    span = diagnostics[0].primary.span
    return diagnostics[0].code, span.line, span.column


@pytest.mark.parametrize(
    "scalar", ["no", "on", "yes", "true", "012", "0x1F", "12:30", "1_000", "1e3", "2024-01-01", "~"]
)
def test_a_plain_scalar_stays_the_text_that_was_written(scalar: str) -> None:
    node = locate_root(f"key: {scalar}").value("key").node
    assert isinstance(node, ScalarNode)
    assert node.value == scalar


def test_places_count_lines_and_columns_from_one() -> None:
    location = locate_root("scene: a\npassages:\n  one:\n    goto: two\n").value("passages").value("one")
    assert location.key_span("goto") == Span(4, 5, 9)
    assert location.value("goto").span == Span(4, 11, 14)


def test_a_word_inside_a_block_of_text_has_its_own_place() -> None:
    location = locate_root("text: |\n  Grey carbon. [@copies]\n  And again [@copies].\n").value("text")
    assert location.find("[@copies]", 1) == Span(3, 13, 22)


def test_columns_count_characters_not_bytes() -> None:
    assert locate_root("{Jānis: 1, Piłsudski: two}").value("Piłsudski").span == Span(1, 23, 26)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("empty-file", 1, 1)),
        ("# nothing but a remark\n", ("empty-file", 1, 1)),
        ("a: b: c\n", ("yaml-syntax", 1, 5)),
        ("a:\n\tb: c\n", ("tab-indent", 2, 1)),
        ("a: [1, 2\nb: 3\n", ("yaml-syntax", 1, 4)),
        ('a: "open\nb: c\n', ("yaml-syntax", 1, 4)),
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
    assert diagnose(text) == expected


def test_all_tabs_are_told_at_once() -> None:
    _, diagnostics = compose_yaml(SourceFile("a", "a:\n\tb: c\n\td: e\n"))
    assert [diagnostic.primary.span.line for diagnostic in diagnostics] == [2, 3]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [100, 1_000, 50_000])
def test_nesting_without_end_is_refused_and_not_crashed_on(opening: str, depth: int) -> None:
    root, diagnostics = compose_yaml(SourceFile("a", opening * depth))
    assert (root is None) == bool(diagnostics)
    assert depth < 1_000 or diagnostics


def test_an_alias_that_doubles_twenty_times_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 20))]
    start_time = time.monotonic()
    assert diagnose("\n".join(lines))[0] == "yaml-alias"
    assert time.monotonic() - start_time < 5


def test_an_ampersand_in_prose_is_no_alias() -> None:
    assert isinstance(locate_root("text: Black & white &c. at Marks &Spencer\nb: R&D\n").node, MappingNode)


def test_a_file_without_measure_is_refused() -> None:
    assert diagnose("a: " + "x" * MAX_CHARACTERS)[0] == "file-too-large"


def test_one_line_of_a_message_is_shown_even_past_the_end_of_the_file() -> None:
    root, diagnostics = compose_yaml(SourceFile("a", "a: [1,\n\n\n"))
    assert root is None
    assert diagnostics[0].primary.span.line == 1


@pytest.mark.parametrize("before", ["Zoë ", "„Ja“ ", "a\u2028b\u0085", "\U0001f4dc"])
def test_a_character_that_cannot_stand_in_a_file_is_placed_where_it_is_behind_any_letters(before: str) -> None:
    assert diagnose(f"scene: a\ntitle: {before}\x07 b\n") == ("yaml-syntax", 2, 8 + len(before))


@pytest.mark.parametrize("citations", ["[@fact] " * 2_000, "[@" * 2_000])
def test_citations_hide_no_brackets_that_nest_deeply(citations: str) -> None:
    assert diagnose(f"a: '{citations}'\nb: {'[' * 100_000}")[0] == "yaml-syntax"
    assert diagnose(f"b: {'[' * 30}{'[@' * 100_000}")[0] == "yaml-syntax"
