"""Tests of effects: `set` gives a value, `add` takes a step, and the form of version 0.1 keeps its meaning."""

from __future__ import annotations

import pytest
import yaml

from party_card.content.domains import Effect
from party_card.content.file_reader import read_model
from party_card.content.logic_parser import parse_logic
from party_card.content.models import Scene
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile

VARIABLES = "{seen: false, n: {range: [-1, 2]}, m: {range: [0, 9]}, who: {values: [me, friend, -1]}}"


def read_effects(*changes: str) -> tuple[list[tuple[Effect, ...]], list[Diagnostic]]:
    """Returns the effects of choices with these keys, and all diagnostics of the scene."""
    choices = ", ".join(f"{{id: c{i}, text: Go, goto: one, {keys}}}" for i, keys in enumerate(changes))
    text = f"scene: a\ntitle: A\nvariables: {VARIABLES}\npassages:\n  one: {{text: T., choices: [{choices}]}}\n"
    scene, diagnostics = read_model(SourceFile("a.yaml", text))
    assert isinstance(scene, Scene)
    logic, errors = parse_logic(scene)
    return list(logic.effects.values()), [*diagnostics, *errors]


def effect(variable: str, kind: str, amount: int) -> Effect:
    return Effect(variable, kind, amount)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("set: {seen: true}", effect("seen", "set", 1)),
        ("set: {n: 2}", effect("n", "set", 3)),
        ("set: {n: -1}", effect("n", "set", 0)),
        ("set: {m: -0}", effect("m", "set", 0)),
        ("set: {m: 007}", effect("m", "set", 7)),
        ("set: {who: friend}", effect("who", "set", 1)),
        ("set: {who: -1}", effect("who", "set", 2)),  # a word that looks like a number
        ("add: {n: 1}", effect("n", "step", 1)),
        ("add: {m: -3}", effect("m", "step", -3)),
        ("add: {m: +3}", effect("m", "step", 3)),
        ("add: {m: 12}", effect("m", "step", 12)),  # it stops at the end of the range
    ],
)
def test_set_gives_a_value_and_add_takes_a_step(change: str, expected: Effect) -> None:
    effects, diagnostics = read_effects(change)
    assert not diagnostics
    assert effects == [(expected,)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # what can only be a step is one
        (["set: {m: +2}"], [effect("m", "step", 2)]),
        (["set: {m: -2}"], [effect("m", "step", -2)]),
        # a negative number is a step if the file has such steps and no `add`
        (["set: {n: -1}", "set: {m: +1}"], [effect("n", "step", -1), effect("m", "step", 1)]),
        (["set: {n: -3}", "set: {m: -1}"], [effect("n", "step", -3), effect("m", "step", -1)]),
        # and a value if it has none
        (["set: {n: -1}", "add: {m: 1}"], [effect("n", "set", 0), effect("m", "step", 1)]),
        (["set: {n: -1}", "set: {m: 1}"], [effect("n", "set", 0), effect("m", "set", 1)]),
        # in quotation marks it was a value in every file
        (['set: {n: "-1"}', "set: {m: +1}"], [effect("n", "set", 0), effect("m", "step", 1)]),
        (['set: {n: "-1"}', "add: {m: 1}"], [effect("n", "set", 0), effect("m", "step", 1)]),
    ],
)
def test_an_old_file_keeps_its_meaning(changes: list[str], expected: list[Effect]) -> None:
    effects, diagnostics = read_effects(*changes)
    assert not diagnostics
    assert [single for (single,) in effects] == expected


@pytest.mark.parametrize(
    ("change", "code", "message", "help_"),
    [
        ("set: {seen: maybe}", "unknown-value", "`seen` is `true` or `false`; here is `maybe`", "use one of its values"),
        ("set: {seen: yes}", "boolean-trap", "`yes` is read as text by some programs and as true by others", "write `true`"),
        ("set: {seen: +1}", "unknown-value", "`seen` is `true` or `false`; only numbers take steps", "use one of its values"),
        ("set: {n: 9}", "out-of-range", "`n` is a whole number from -1 to 2; here is `9`", "use a number from -1 to 2"),
        (
            "set: {n: -2}", "out-of-range", "`n` is a whole number from -1 to 2; here is `-2`",
            "use a number from -1 to 2; for a step write `add: {n: -2}`",
        ),
        ("set: {who: freind}", "unknown-value", "`who` is one of `me`, `friend`, `-1`; here is `freind`", "did you mean `friend`?"),
        ("set: {m: '5'}", "wrong-type", "`m` is a whole number from 0 to 9; here is `\"5\"` in quotation marks", "delete the quotation marks: `5`"),
        ("add: {seen: true}", "unknown-value", "`seen` is `true` or `false`; only numbers take steps", "give it a value: `set: {seen: true}`"),
        ("add: {seen: 1}", "unknown-value", "`seen` is `true` or `false`; only numbers take steps", "give it a value: `set: {seen: true}`"),
        ("add: {who: me}", "unknown-value", "`who` is one of `me`, `friend`, `-1`; only numbers take steps", "give it a value: `set: {who: me}`"),
        ("add: {m: '2'}", "wrong-type", "`add` wants a whole number for `m`; here is `\"2\"` in quotation marks", "delete the quotation marks: `2`"),
        ("add: {m: much}", "wrong-type", "`add` wants a whole number for `m`; here is `much`", "write how much is added, such as `1` or `-1`"),
        ("add: {m: }", "wrong-type", "`add` wants a whole number for `m`; here is nothing", "write how much is added, such as `1` or `-1`"),
        ("add: {m: 0x10}", "wrong-type", "`add` wants a whole number for `m`; here is `0x10`", "write `16`"),
        ("add: {m: 5000000}", "out-of-range", "`m` is a whole number from 0 to 9; a step of `5000000` is too wide", "a step of 9 goes from one end to the other"),
        ("add: {m: [1]}", "wrong-type", "`m` wants a single value; here is a list", "write a single value"),
        ("add: {m += 1}", "wrong-type", "`add` wants `m: 1`; here is `m += 1`", "write `m: 1`"),
        ("add: {m -= 1}", "wrong-type", "`add` wants `m: -1`; here is `m -= 1`", "write `m: -1`"),
        ("set: {m -= 2}", "wrong-type", "`set` wants values; `m -= 2` is a step", "write it under `add`: `add: {m: -2}`"),
        ("set: {m: 1}, add: {m: 1}", "set-and-add", "`m` stands in `set` and in `add` of one choice", "keep one of the two"),
        ("set: {m: +1}, add: {m: 1}", "set-and-add", "`m` stands in `set` and in `add` of one choice", "keep one of the two"),
    ],
)  # fmt: skip
def test_one_mistake_gives_one_message(change: str, code: str, message: str, help_: str) -> None:
    _, diagnostics = read_effects(change)
    assert [(diagnostic.code, diagnostic.message) for diagnostic in diagnostics] == [(code, message)]
    assert [help_object.message for help_object in diagnostics[0].helps] == [help_]


def test_what_can_be_a_step_or_a_value_is_an_error() -> None:
    _, diagnostics = read_effects("set: {n: -1}", "set: {m: +1}", "add: {m: 2}")
    assert [(diagnostic.code, diagnostic.primary.span.line) for diagnostic in diagnostics] == [("step-or-value", 5)]


@pytest.mark.parametrize(
    "change", ["set: {n: -1, m: 4, who: friend}", "add: {n: -1, m: +2}", "set: {n: 0}, add: {m: -12}"]
)
def test_a_program_that_rewrites_yaml_does_not_change_the_meaning(change: str) -> None:
    effects, _ = read_effects(change)
    rewritten = yaml.safe_dump(yaml.safe_load(f"{{{change}}}"), default_flow_style=True, sort_keys=False).strip()
    assert read_effects(rewritten[1:-1]) == (effects, [])
