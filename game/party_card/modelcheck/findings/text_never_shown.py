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
from party_card.content.yaml_loader import NodeRef
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import path_help, read_by, values_here
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.texts import asked_texts, record_regions

CODE = "text-never-shown"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of every block of a reached passage that no position shows, and of every such part of the record."""
    for passage, condition, at in asked_texts(states):
        if not states.states_where(passage, condition):
            name = named(states.model.name(passage))
            message = f"this text is never shown: on no path is its condition true in {name}"
            yield _told(states, message, passage, condition, at)
    for told, regions in record_regions(states):
        if told.if_ is not None and not any(regions.values()):
            message = "this part of the record is never shown: on no path is its condition true at an ending"
            yield _told(states, message, next(iter(regions)), told.if_, told.location.value("if"))


def _told(states: ReachableStates, message: str, passage: int, condition: ConditionText, at: NodeRef) -> Diagnostic:
    name = named(states.model.name(passage))
    helps = []
    if values := values_here(states, passage, read_by(states, [condition])):
        helps.append(Help(f"in {name}, {values}"))
    helps.append(path_help(states, states.shortest_path({passage: states.reachable[passage]}), f"to {name}"))
    return Diagnostic(CODE, SEVERITY, message, at.label(), helps=tuple(helps))
