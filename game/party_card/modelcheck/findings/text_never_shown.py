"""A text is never shown.

Whatever a student does, its condition is false whenever its passage is read; for a part of the record, at
every ending. Change the condition, or delete the text.

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
        text:
          - text: It is dark.
          - {text: You know what it says., if: read_it}
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    variables:
      read_it: false
    passages:
      one:
        text:
          - text: You wait.
          - {text: You know what it says., if: read_it}
        choices:
          - {id: read, text: Read it, set: {read_it: true}, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text:
          - text: It is dark.
          - {text: You know what it says., if: read_it}
        ending: {id: done, title: Done}
MESSAGE:
    error[text-never-shown]: this text is never shown: on no path is its condition true in `one`
     --> scenes/example.yaml:9:44
      |
    9 |       - {text: You know what it says., if: read_it}
      |                                            ^^^^^^^
    help: in `one`, `read_it` is always false
    help: `party-card play a` leads to `one`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import ConditionText
from party_card.content.yaml_nodes import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.conditional_texts import iter_conditional_blocks, iter_record_states
from party_card.modelcheck.findings.messages import describe_values_at, list_names_read, make_passage_help
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Reports every conditional block of a reachable passage or of the record that no state shows."""
    for passage, condition, location in iter_conditional_blocks(states):
        if not states.states_where(passage, condition):
            name = backquote(states.model.passage_id(passage))
            message = f"this text is never shown: on no path is its condition true in {name}"
            yield _diagnose_hidden_text(states, message, passage, condition, location)
    for block, shown_at in iter_record_states(states):
        if block.if_ is not None and not any(shown_at.values()):
            message = "this part of the record is never shown: on no path is its condition true at an ending"
            ending = next(iter(shown_at))
            yield _diagnose_hidden_text(states, message, ending, block.if_, block.location.value("if"))


def _diagnose_hidden_text(
    states: ReachableStates, message: str, passage: int, condition: ConditionText, location: NodeRef
) -> Diagnostic:
    helps = []
    if values := describe_values_at(states, passage, list_names_read(states, [condition])):
        helps.append(Help(f"in {backquote(states.model.passage_id(passage))}, {values}"))
    helps.append(make_passage_help(states, passage))
    return RULE.diagnose(message, location.label(), helps=tuple(helps))


RULE = Rule("text-never-shown", Severity.ERROR, __doc__, find)
