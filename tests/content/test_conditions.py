"""Tests of the condition language: every text gets its meaning, or a diagnostic with its span; none becomes False."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.content.condition_names import ConditionScope
from party_card.content.condition_syntax import MAX_DEPTH
from party_card.content.conditions import COMPARISONS, And, Compare, Condition, Const, InSet, Not, Or, collect_names
from party_card.content.domains import YES_NO, Domain
from party_card.content.file_reader import read_model
from party_card.content.logic_parser import parse_logic
from party_card.content.models import VariableId
from party_card.content.node_ref import NodeRef
from party_card.content.parse_condition import parse_condition
from party_card.content.yaml_loader import compose_yaml
from party_card.diagnostics.source import SourceFile

DOMAINS = {
    VariableId("read_it"): YES_NO,
    VariableId("keeper"): Domain("values", ("me", "friend", "in-the-stove")),
    VariableId("attention"): Domain("range", ("0", "1", "2", "3")),
    VariableId("cold"): Domain("range", ("-2", "-1", "0", "1"), low=-2),
}
SCOPE = ConditionScope(DOMAINS, {"reading", "in-the-hut"}, {"burn", "pass-on"}, {"broken"})
YES = InSet("read_it", frozenset({1}))


def locate_condition(text: str) -> NodeRef:
    file = SourceFile("a.yaml", "if: |-\n  " + text)
    root, diagnostics = compose_yaml(file)
    assert root is not None, diagnostics
    return NodeRef(file, root).value("if")


def parse(text: str) -> Condition:
    condition, diagnostics = parse_condition(text, SCOPE, locate_condition(text))
    assert not diagnostics
    assert condition is not None
    return condition


def diagnose(text: str) -> list[tuple[str, str, str, list[str]]]:
    """Returns code, message, underlined text and helps of every diagnostic."""
    location = locate_condition(text)
    condition, diagnostics = parse_condition(text, SCOPE, location)
    assert condition is None
    lines = [location.file.line(diagnostic.primary.span.line) for diagnostic in diagnostics]
    return [
        (
            diagnostic.code,
            diagnostic.message,
            line[diagnostic.primary.span.column - 1 : diagnostic.primary.span.end - 1],
            [help_.message for help_ in diagnostic.helps],
        )
        for diagnostic, line in zip(diagnostics, lines, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("read_it", YES),
        ("not read_it", Not(YES)),
        ("read_it == false", InSet("read_it", frozenset({0}))),
        ("true", Const(True)),
        ("read_it and attention >= 2", And((YES, InSet("attention", frozenset({2, 3}))))),
        ("2 <= attention", InSet("attention", frozenset({2, 3}))),
        ("1 <= attention < 3", And((InSet("attention", frozenset({1, 2, 3})), InSet("attention", frozenset({0, 1, 2}))))),
        ("cold < 0", InSet("cold", frozenset({0, 1}))),
        ("cold == -2", InSet("cold", frozenset({0}))),
        ("keeper == me", InSet("keeper", frozenset({0}))),
        ("friend != keeper", Not(InSet("keeper", frozenset({1})))),
        ("keeper == in-the-stove", InSet("keeper", frozenset({2}))),
        ('keeper == "friend"', InSet("keeper", frozenset({1}))),
        ("keeper in (me, friend)", InSet("keeper", frozenset({0, 1}))),
        ("keeper not in (me)", Not(InSet("keeper", frozenset({0})))),
        ("attention in (0, 3)", InSet("attention", frozenset({0, 3}))),
        ("visited(in-the-hut)", InSet("visited(in-the-hut)", frozenset({1}))),
        ("chose(burn) or chose( pass-on )", Or((InSet("chose(burn)", frozenset({1})), InSet("chose(pass-on)", frozenset({1}))))),
        ("attention > cold", Compare((("attention", 1), ("cold", -1)), ">", 0)),
        ("attention + cold - 1 >= 2", Compare((("attention", 1), ("cold", 1)), ">=", 3)),
        ("attention + 1 >= 2", InSet("attention", frozenset({1, 2, 3}))),
        ("attention - attention == 0", Const(True)),
        ("read_it and\n  not (attention == 0)", And((YES, Not(InSet("attention", frozenset({0})))))),
    ],
)  # fmt: skip
def test_what_a_condition_means(text: str, expected: Condition) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("red_it", ("unknown-variable", "this scene has no variable `red_it`", "red_it", ["did you mean `read_it`?"])),
        ("friend", ("unknown-variable", "this scene has no variable `friend`", "friend",
                    ["`friend` is a value of `keeper`: write `keeper == friend`"])),
        ("read_it or keeper == freind", ("unknown-value", "`keeper` has no value `freind`", "freind",
                                         ["did you mean `friend`?"])),
        ("keeper in (me, nobody)", ("unknown-value", "`keeper` has no value `nobody`", "nobody",
                                    ["known here: `friend`, `in-the-stove` and `me`"])),
        ("keeper == 2", ("condition-type", "`keeper` is one of `me`, `friend`, `in-the-stove`; here is `2`", "2",
                         ["compare it with one of its values"])),
        ("keeper > me", ("condition-type", "`keeper` is one of `me`, `friend`, `in-the-stove`; it has no larger and smaller",
                         "keeper", ["compare it with `==`, `!=` or `in (…)`"])),
        ("attention > 7", ("out-of-range", "`attention` is a whole number from 0 to 3; 7 is outside", "attention > 7",
                           ["use a number from 0 to 3"])),
        ("attention in (1, 4)", ("out-of-range", "`attention` is a whole number from 0 to 3; 4 is outside", "4",
                                 ["use a number from 0 to 3"])),
        ("attention", ("condition-type", "`attention` is a whole number from 0 to 3, not a yes/no", "attention",
                       ["compare it: `attention >= 1`"])),
        ("attention == me", ("unknown-variable", "this scene has no variable `me`", "me",
                             ["`me` is a value of `keeper`: write `keeper == me`"])),
        ("read_it == 1", ("condition-type", "`read_it` is `true` or `false`; here is `1`", "1",
                          ["compare it with one of its values"])),
        ("read_it + 1 == 2", ("condition-type", "`read_it` is `true` or `false`, not a number", "read_it",
                              ["compare it with one of its values"])),
        ("visited(hut)", ("unknown-passage", "this scene has no passage `hut`", "hut",
                          ["known here: `in-the-hut` and `reading`"])),
        ("chose(brun)", ("unknown-choice", "this scene has no choice `brun`", "brun", ["did you mean `burn`?"])),
        ("attention = 2", ("condition-syntax", "`=` has no meaning in a condition", "=", ["to compare, write `==`"])),
        ("!read_it", ("condition-syntax", "`!` has no meaning in a condition", "!", ["write `not`"])),
        ("read_it && true", ("condition-syntax", "`&&` has no meaning in a condition", "&&", ["write `and`"])),
        ("read_it is true", ("condition-syntax", "`is` has no meaning in a condition", "read_it is true", ["write `==`"])),
        ("3read_it", ("condition-syntax", "a number runs into a word here", "3r", ["put a space between"])),
        ("attention == 1.5", ("condition-type", "`1.5` is no whole number", "1.5", ["compare with a whole number"])),
    ],
)  # fmt: skip
def test_what_it_cannot_mean_is_told_with_place_and_mend(text: str, expected: tuple[str, str, str, list[str]]) -> None:
    assert diagnose(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')", "read_it.__class__", "keeper[0]", "attention ** 9 > 1", "attention * 2 > 1",
        "1 << 9", "lambda: 1", "[x for x in keeper]", "open('a')", "(read_it := 1)", "f'{read_it}'", "visited()",
        "visited(reading, reading)", "visited(*reading)", "visited(x=reading)", "await read_it", "yield", "read_it if 1 else 2",
        "attention // 2", "-read_it", "~attention", "...", "None", "'me'", "b'x'", "not", "(", "read_it read_it", "and", "0",
        "keeper in friend in me", "()", "{1: 2}", "read_it;1", "#", "read_it # x", "é", "`x`", "@read_it",
    ],
)  # fmt: skip
def test_nothing_outside_the_language_is_admitted(text: str) -> None:
    assert {code for code, *_ in diagnose(text)} <= {
        "condition-syntax", "condition-type", "unknown-variable", "unknown-passage", "out-of-range", "unknown-value",
    }  # fmt: skip


def test_every_mistake_of_a_condition_is_told_at_once() -> None:
    assert [code for code, *_ in diagnose("red_it and keeper == freind and attention > 9")] == [
        "unknown-variable",
        "unknown-value",
        "out-of-range",
    ]


def test_a_variable_with_a_broken_declaration_is_not_complained_of_again() -> None:
    condition, diagnostics = parse_condition("broken == 3", SCOPE, locate_condition("broken == 3"))
    assert condition is None
    assert diagnostics == []


@pytest.mark.parametrize("text", ["not " * 3_000 + "read_it", "(" * 3_000 + "read_it" + ")" * 3_000, "not " * 200 + "read_it",
                                  "(" * 300 + "read_it" + ")" * 300])  # fmt: skip
def test_depth_and_length_end_in_a_message(text: str) -> None:
    assert next(code for code, *_ in diagnose(text)) in ("condition-too-deep", "condition-syntax")


def test_a_condition_of_allowed_depth_is_read() -> None:
    assert isinstance(parse("not " * (MAX_DEPTH - 1) + "read_it"), Not)


@given(st.text(alphabet="reading_it attention()<>=!+-0123,andornotvisd\"'", max_size=60) | st.text(max_size=30))
def test_no_text_makes_the_parser_stumble(text: str) -> None:
    condition, diagnostics = parse_condition(text, SCOPE, NodeRef.UNLOCATED)
    assert (condition is None) == bool(diagnostics) or "broken" in text


# ------------------------------------------------------------------------------------------ compared with Python's eval


def comparisons(name: str) -> st.SearchStrategy[str]:
    operators = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    return st.builds(lambda operator, number: f"{name} {operator} {number}", operators, st.integers(0, 1))


LEAVES = st.one_of(
    st.just("read_it"),
    comparisons("attention"),
    comparisons("cold"),
    st.just("attention + cold > 1"),
    st.just("attention in (0, 2)"),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda operand: st.one_of(
        st.builds("not ({})".format, operand),
        st.builds("({}) and ({})".format, operand, operand),
        st.builds("({}) or ({})".format, operand, operand),
    ),
    max_leaves=6,
)


def evaluate(condition: Condition, values: dict[str, int]) -> bool:
    match condition:
        case Const(value):
            return value
        case InSet(name, indices):
            return values[name] in indices
        case Compare(terms, operator, constant):
            lows = {name: DOMAINS[VariableId(name)].low for name, _ in terms}
            total = sum(factor * (values[name] + lows[name]) for name, factor in terms)
            return COMPARISONS[operator](total, constant)
        case Not(operand):
            return not evaluate(operand, values)
        case And(operands):
            return all(evaluate(operand, values) for operand in operands)
        case Or(operands):
            return any(evaluate(operand, values) for operand in operands)


@given(CONDITIONS)
def test_a_condition_means_what_python_would_mean_by_it(text: str) -> None:
    condition = parse(text)
    assert collect_names(condition) <= {"read_it", "attention", "cold"}
    for read_it, attention, cold in product(range(2), range(4), range(4)):
        expected = eval(text, {"read_it": bool(read_it), "attention": attention, "cold": cold - 2})
        assert evaluate(condition, {"read_it": read_it, "attention": attention, "cold": cold}) == bool(expected)


# ------------------------------------------------------------------------------------------- the choice of a passage

DECISIONS = """\
scene: a
title: A
variables: {tea: false, low: {range: [0, 2], start: 0}, end: {range: [0, 2], start: 0}}
passages:
  tea: {text: T., choices: [{id: sip, text: Sip}]}
  long-walk: {text: T., choices: [{id: turn-back, text: Back}, {id: return, text: Return}, {id: go-on, text: On}]}
  class:
    text: [{text: T., if: CONDITION}]
    choices: [{id: pass, text: Pass}, {id: low-end, text: End}]
  end: {text: T., ending: {id: e, title: E}}
"""


def read_decision(condition: str) -> tuple[object, list[tuple[str, str, list[str]]]]:
    """Returns the meaning of a condition in a scene, and its diagnostics with code, message and helps."""
    scene, found = read_model(SourceFile("scenes/a.yaml", DECISIONS.replace("CONDITION", f"'{condition}'")))
    assert not found
    logic, diagnostics = parse_logic(scene)
    meaning = next(iter(logic.conditions.values()), None)
    return meaning, [(item.code, item.message, [help_.message for help_ in item.helps]) for item in diagnostics]


@pytest.mark.parametrize(
    ("condition", "meaning"),
    [
        ("long-walk == turn-back", InSet("long-walk", frozenset({0}))),
        ("return == long-walk", InSet("long-walk", frozenset({1}))),
        # Values that no condition tells apart are one.
        ('long-walk != "go-on"', Not(InSet("long-walk", frozenset({1})))),
        ("long-walk in (turn-back, return)", InSet("long-walk", frozenset({0}))),
        ("long-walk not in (return, go-on)", Not(InSet("long-walk", frozenset({1})))),
        (
            "long-walk == go-on or long-walk in (return, go-on)",
            Or((InSet("long-walk", frozenset({2})), InSet("long-walk", frozenset({1, 2})))),
        ),
        ("class == pass", InSet("class", frozenset({0}))),
        ("class == low-end", InSet("class", frozenset({1}))),
        ("low-end > 0", Compare((("low", 1), ("end", -1)), ">", 0)),
        ("tea", InSet("tea", frozenset({1}))),
    ],
)
def test_a_condition_asks_for_the_choice_made_in_a_passage(condition: str, meaning: Condition) -> None:
    if condition == "class == low-end":
        condition = 'class == "low-end"'  # as numbers can be subtracted, it wants quotation marks here
    assert read_decision(condition) == (meaning, [])


@pytest.mark.parametrize(
    ("condition", "code", "message", "help_text"),
    [
        (
            "long-walk == turn-bck",
            "unknown-choice",
            "the passage `long-walk` has no choice `turn-bck`",
            "did you mean `turn-back`?",
        ),
        (
            "long-walk == pass",
            "unknown-choice",
            "the passage `long-walk` has no choice `pass`",
            "`pass` is a choice of `class`: write `class == pass`",
        ),
        (
            "long-walk",
            "condition-type",
            "`long-walk` is a passage, which is neither true nor false",
            "write `visited(long-walk)`, or ask for a choice made there: `long-walk == turn-back`",
        ),
        (
            "long-walk > return",
            "condition-type",
            "`long-walk` is the choice made in this passage: `turn-back`, `return`, `go-on`; it has no larger and smaller",
            "compare it with `==`, `!=` or `in (…)`",
        ),
        (
            "lng-walk == return",
            "unknown-passage",
            "this scene has no passage `lng-walk`",
            "did you mean `long-walk`?",
        ),
        ('long-walk == "no choice yet"', "unknown-choice", "the passage `long-walk` has no choice `no choice yet`", ""),
    ],
)
def test_what_is_wrong_with_it_is_said_in_its_words(condition: str, code: str, message: str, help_text: str) -> None:
    _, diagnostics = read_decision(condition)
    assert len(diagnostics) == 1
    assert diagnostics[0][:2] == (code, message)
    assert not help_text or diagnostics[0][2] == [help_text]


def test_a_passage_without_choices_is_asked_for_by_visited() -> None:
    text = DECISIONS.replace(", end: {range: [0, 2], start: 0}", "").replace("CONDITION", "end == sip")
    _, diagnostics = parse_logic(read_model(SourceFile("scenes/a.yaml", text))[0])
    assert [item.message for item in diagnostics] == ["`end` is a passage without choices"]
    assert diagnostics[0].helps[0].message == "write `visited(end)` to ask whether it was reached"
