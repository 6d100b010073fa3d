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
          - {id: give, text: Give it away, set: {keeper: friend}, add: {attention: 1}, goto: one}
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

from party_card.content.conditions import And, Condition, InSet, Or, compute_possible_outcomes
from party_card.content.file_conditions import iter_file_conditions
from party_card.content.logic_cache import get_scene_logic
from party_card.content.models import ConditionText, VariableId
from party_card.content.pack import Pack
from party_card.content.scene_logic import iter_guards
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._provenance import parse_entry_conditions, provenance_entries


def check(pack: Pack) -> Diagnostics:
    """Tries every condition with every combination of the values that make a difference to it."""
    entry_conditions, _ = parse_entry_conditions(pack)
    for scene in pack.scenes.values():
        logic, _ = get_scene_logic(pack, scene)
        located = [(*item, logic.conditions, logic.domains) for item in iter_guards(scene)]
        located += [(*item, logic.file_conditions, logic.file_domains) for item in iter_file_conditions(scene)]
        for entry in provenance_entries(pack):
            condition = entry_conditions.get((entry.scene, entry.if_)) if entry.if_ else None
            if entry.scene == scene.scene and entry.if_ and condition is not None:
                located.append((entry.if_, entry.location.value("if"), {entry.if_: condition}, logic.file_domains))
        for text, location, conditions, domains in located:
            condition = conditions.get(ConditionText(text))
            outcomes = None if condition is None else compute_possible_outcomes(condition, domains)
            if outcomes == {True}:
                message, help_text = "this condition is always true", "delete it, or ask for something that can change"
            elif outcomes == {False}:
                message = "this condition can never be true"
                help_text = "look whether `and` should be `or`: a variable has one value at a time"
                if impossible := _find_impossible(condition):
                    description = domains[VariableId(impossible.name)].describe()
                    help_text = f"`{impossible.name}` is {description}: ask for a value that it can have"
            else:
                continue
            yield RULE.diagnose(message, location.label(), help_text)


def _find_impossible(condition: Condition | None) -> InSet | None:
    """Returns a comparison of one variable that is never true, if a part of the condition is one."""
    if isinstance(condition, InSet):
        return None if condition.values else condition
    if isinstance(condition, And | Or):
        return next(filter(None, map(_find_impossible, condition.operands)), None)
    return None


RULE = Rule("condition-constant", Severity.WARNING, __doc__, check)
