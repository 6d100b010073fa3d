"""The rule `beyond-the-page` reports what a page cannot hold."""

from __future__ import annotations

import pytest

from party_card.content.file_reader import read_model
from party_card.content.logic_parser import parse_logic
from party_card.content.models import Scene
from party_card.diagnostics.source import SourceFile
from party_card.rules.beyond_the_page import check_scene

START = "scene: a\ntitle: A\nvariables:\n  far: {range: [0, 4999], start: 0}\n"
REST = "  two:\n    text: It is dark.\n    ending: {id: done, title: Done}\n"


def list_diagnostics(text: str) -> list[str]:
    scene, problems = read_model(SourceFile("scenes/a.yaml", text))
    assert not problems
    assert isinstance(scene, Scene)
    diagnostics = check_scene(scene, parse_logic(scene)[0])
    return [f"{diagnostic.primary.span.line}: {diagnostic.message}" for diagnostic in diagnostics]


def test_a_step_of_a_wide_range() -> None:
    passage = "passages:\n  one:\n    text: You wait.\n    choices:\n      - {id: go, text: Go, SET, goto: two}\n"
    stepped = START + passage.replace("SET", "add: {far: 1}") + REST
    assert list_diagnostics(stepped) == ["9: this step moves `far`, which has 5,000 values; a page looks up 4,096"]
    assert list_diagnostics(START + passage.replace("SET", "set: {far: 7}") + REST) == []


@pytest.mark.parametrize(
    ("count", "expected"), [(36, []), (37, ["42: `one` has 37 choices; in a page it has 36 at most"])]
)
def test_many_choices_in_one_passage(count: int, expected: list[str]) -> None:
    choices = "".join(f"      - {{id: c{number}, text: Go, goto: two}}\n" for number in range(count))
    assert (
        list_diagnostics(f"scene: a\ntitle: A\npassages:\n  one:\n    choices:\n{choices}    text: x\n{REST}")
        == expected
    )


@pytest.mark.parametrize(
    ("count", "expected"), [(5, []), (6, ["9: this scene asks for 6 traces; a page carries 5 at most"])]
)
def test_many_traces(count: int, expected: list[str]) -> None:
    variables = "".join(f"  v{number}: {{carried: t{number}}}\n" for number in range(count))
    assert list_diagnostics(f"scene: a\ntitle: A\nvariables:\n{variables}passages:\n{REST}") == expected


def test_a_condition_that_stands_twice_is_told_once() -> None:
    row = "      - {id: ID, text: Go, if: far > 2 and far < 4000, goto: two}\n"
    text = (
        START
        + "passages:\n  one:\n    text: x\n    choices:\n"
        + row.replace("ID", "go")
        + row.replace("ID", "run")
        + REST
    )
    assert list_diagnostics(text) == ["9: this condition reads `far`, 5,000 combinations; a page looks up 4,096"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(12, []), (13, ["this condition reads `visited(p0)`", "8,192 combinations; a page looks up 4,096"])],
)
def test_a_condition_of_the_file_over_many_passages(count: int, expected: list[str]) -> None:
    passages = "".join(
        f"  p{number}:\n    text: You wait.\n    choices: [{{id: c{number}, text: Go}}]\n" for number in range(count)
    )
    condition = " or ".join(f"visited(p{number})" for number in range(count))
    file = f"file:\n  name: Berg, K.\n  card: [{{stamp: kept, if: {condition}}}, {{stamp: marked}}]\n"
    found = list_diagnostics(f"scene: a\ntitle: A\npassages:\n{passages}{REST}{file}")
    assert len(found) == bool(expected)
    assert all(words in found[0] for words in expected)
