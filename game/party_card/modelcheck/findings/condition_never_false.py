"""A condition is true on every path.

Whenever its passage is read it holds, so the choice is always open or the text always shown: it could be left
out. Often it is a remainder of an earlier version, or the choice that should make it false forgets to `set`
something.

PASS:
    scene: a
    title: A
    variables:
      read_it: false
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, set: {read_it: true}, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: read_it, goto: three}
          - {id: sleep, text: Sleep, goto: three}
      three:
        text: It is light.
        ending: {id: done, title: Done}
FAIL REPLACES:
          - {id: go, text: Go on, goto: two}
WITH:
          - {id: skim, text: Skim it, set: {read_it: true}, goto: two}
MESSAGE:
    warning[condition-never-false]: this condition is true on every path to `two`: `tell` is always open
      --> scenes/example.yaml:14:39
       |
    14 |       - {id: tell, text: Tell it, if: read_it, goto: three}
       |                                       ^^^^^^^
    help: in `two`, `read_it` is always true
    help: delete the condition, or let a choice before it make it false
    help: `party-card play a --choices read` leads to `two`
"""

from __future__ import annotations

from math import prod

from party_card.content.conditions import collect_names, compute_possible_outcomes
from party_card.content.models import ConditionText
from party_card.content.node_ref import NodeRef
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.bitset.bit_layout import BitLayout
from party_card.modelcheck.file_proof import get_file_proof
from party_card.modelcheck.findings.messages import make_passage_helps
from party_card.modelcheck.state_sets import DEAD_VALUE
from party_card.modelcheck.state_space import ReachableStates

MAX_TAUTOLOGY_COMBINATIONS = 1_000_000
"""A condition over more combinations of values is not checked for being a tautology."""


def find(states: ReachableStates) -> Diagnostics:
    """Reports conditions that are true in every state that observes them, except tautologies."""
    for passage in states.passages:
        for transition in states.model.transitions[passage]:
            choice = transition.choice
            if choice.if_ is not None:
                consequence = f"{backquote(choice.id)} is always open"
                yield from _check_in_passage(states, passage, choice.if_, choice.location.value("if"), consequence)
    for passage, condition, location in states.iter_conditional_blocks():
        yield from _check_in_passage(states, passage, condition, location, "this text is always shown")
    for block in states.compiled.scene.closing_blocks:
        yield from _check_at_endings(states, block.if_, block.location, "this part of the record is always shown")
    for trace in states.compiled.scene.leaves:
        yield from _check_at_endings(states, trace.if_, trace.location, f"{backquote(trace.id)} is always left")
    yield from _check_file(states)


def _check_file(states: ReachableStates) -> Diagnostics:
    """Reports conditions of papers that are true at the end of every path; for stamps, see `stamp_never_given`."""
    proof = get_file_proof(states)
    for paper in proof.file.papers if proof is not None else ():
        if proof is not None and paper.if_ is not None:
            location = paper.location.value("if")
            outcomes = compute_possible_outcomes(
                states.compiled.logic.file_conditions[paper.if_], states.compiled.logic.file_domains
            )
            if outcomes != {True} and not proof.can_differ(paper.if_, location):
                message = f"this condition is true at the end of every path: {backquote(paper.id)} always remains"
                yield RULE.diagnose(message, location.label(), "delete the condition, or let a choice make it false")


def _check_at_endings(
    states: ReachableStates, condition: ConditionText | None, location: NodeRef, consequence: str
) -> Diagnostics:
    if condition is None or not states.endings:
        return
    if False in states.find_results_at_endings(condition):
        return
    if not _is_tautology(states, condition):
        message = f"this condition is true at every ending: {consequence}"
        help_text = "delete the condition, or let a choice make it false"
        yield RULE.diagnose(message, location.value("if").label(), help_text)


def _check_in_passage(
    states: ReachableStates, passage: int, condition: ConditionText, location: NodeRef, consequence: str
) -> Diagnostics:
    if False in states.find_results(passage, condition) or _is_tautology(states, condition):
        return
    name = backquote(states.model.passage_id(passage))
    message = f"this condition is true on every path to {name}: {consequence}"
    advice = "delete the condition, or let a choice before it make it false"
    helps = make_passage_helps(states, passage, condition, advice)
    yield RULE.diagnose(message, location.label(), *helps)


def _is_tautology(states: ReachableStates, condition: ConditionText) -> bool:
    """Returns True if a condition is true for all values; a rule reports that without exploration."""
    model, parsed_condition = states.model, states.model.condition(condition)
    slots_read = {model.slot_indices[name] for name in collect_names(parsed_condition)}
    if prod(model.domain_sizes[slot] for slot in slots_read) > MAX_TAUTOLOGY_COMBINATIONS:
        return False
    values = tuple(
        tuple(range(size)) if slot in slots_read else (DEAD_VALUE,) for slot, size in enumerate(model.domain_sizes)
    )
    layout = BitLayout(model, values, tuple(range(len(values))))
    return layout.condition_mask(parsed_condition) == layout.full_mask


RULE = Rule("condition-never-false", Severity.WARNING, __doc__, find)
