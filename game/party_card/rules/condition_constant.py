"""A condition is true whatever happened, or can never be true.

Then the choice or text is always there, or never. Often `and` was written where `or` was meant. This looks at
each condition alone; whether its variables ever come to these values is for `party-card prove` to find out.

PASS:
    scene: a
    title: A
    variables:
      keeper: {values: [me, friend, nobody], start: nobody}
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: give, text: Give it away, set: {keeper: friend, attention: +1}, goto: one}
          - {id: go, text: Go on, if: keeper == friend and attention > 0, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: go, text: Go on, if: keeper == friend and attention > 0, goto: two}
WITH:
          - {id: go, text: Go on, if: keeper == friend and keeper == me and attention > 0, goto: two}
MESSAGE:
    warning[condition-constant]: this condition can never be true
      --> scenes/example.yaml:11:35
       |
    11 |       - {id: go, text: Go on, if: keeper == friend and keeper == me and attention > 0, goto: two}
       |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: look whether `and` should be `or`: a variable has one value at a time
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import prod

from party_card.content.conditions import COMPARISONS, And, Compare, Condition, Const, InSet, Not, Or, collect_names
from party_card.content.models import ConditionText, VariableId
from party_card.content.pack import Pack
from party_card.content.scene_logic import get_scene_logic, iter_guards
from party_card.content.variables import YES_NO, Domain
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule

MAX_COMBINATIONS = 20_000
"""A condition with more combinations of values is left to the proof."""


def check(pack: Pack) -> Diagnostics:
    """Tries every condition with every combination of the values that make a difference to it."""
    for scene in pack.scenes.values():
        logic, _ = get_scene_logic(pack, scene)
        for text, location in iter_guards(scene):
            condition = logic.conditions.get(ConditionText(text))
            outcomes = set() if condition is None else compute_possible_outcomes(condition, logic.domains)
            if outcomes == {True}:
                message, help_text = "this condition is always true", "delete it, or ask for something that can change"
            elif outcomes == {False}:
                message = "this condition can never be true"
                help_text = "look whether `and` should be `or`: a variable has one value at a time"
            else:
                continue
            yield RULE.diagnose(message, location.label(), help_text)


def compute_possible_outcomes(condition: Condition, domains: Mapping[VariableId, Domain]) -> set[bool]:
    """Returns the results that a condition can have; none if there are too many combinations to try."""
    if isinstance(condition, InSet):
        size = domains.get(VariableId(condition.name), YES_NO).size
        return {value in condition.values for value in range(size)}
    sets, compared = _compared_values(condition)
    choices: dict[str, list[int]] = {}
    for name in sorted(collect_names(condition)):
        values = range(domains.get(VariableId(name), YES_NO).size)
        if name in compared:
            choices[name] = list(values)
        else:  # of values that every part treats alike, one is enough
            choices[name] = list(
                {tuple(value in value_set for value_set in sets[name]): value for value in values}.values()
            )
    if prod(map(len, choices.values())) > MAX_COMBINATIONS:
        return set()
    lows = {name: domains[VariableId(name)].low for name in compared}
    outcomes: set[bool] = set()
    for combination in product(*choices.values()):
        outcomes.add(_evaluate(condition, dict(zip(choices, combination, strict=True)), lows))
        if len(outcomes) == 2:
            break
    return outcomes


def _compared_values(condition: Condition) -> tuple[dict[str, list[frozenset[int]]], set[str]]:
    """Returns the sets of values that each variable is compared with, and the variables compared as numbers."""
    sets: dict[str, list[frozenset[int]]] = {}
    compared: set[str] = set()
    parts = [condition]
    while parts:
        part = parts.pop()
        if isinstance(part, InSet):
            sets.setdefault(part.name, []).append(part.values)
        elif isinstance(part, Compare):
            compared.update(name for name, _ in part.terms)
        elif isinstance(part, Not):
            parts.append(part.operand)
        elif isinstance(part, And | Or):
            parts.extend(part.operands)
    return sets, compared


def _evaluate(condition: Condition, values: Mapping[str, int], lows: Mapping[str, int]) -> bool:
    if isinstance(condition, Const):
        return condition.value
    if isinstance(condition, InSet):
        return values[condition.name] in condition.values
    if isinstance(condition, Compare):
        total = sum(factor * (values[name] + lows[name]) for name, factor in condition.terms)
        return COMPARISONS[condition.operator](total, condition.constant)
    if isinstance(condition, Not):
        return not _evaluate(condition.operand, values, lows)
    if isinstance(condition, And):
        return all(_evaluate(part, values, lows) for part in condition.operands)
    return any(_evaluate(part, values, lows) for part in condition.operands)


RULE = Rule("condition-constant", Severity.WARNING, __doc__, check)
