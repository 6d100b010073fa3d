"""A passage is never reached.

Either no choice leads to it, or only passages that are never reached themselves. Often a `goto` names another
passage, or the choice that should lead here was deleted. Let a choice lead to it, or delete it. Where every
choice that leads to it is never open, that choice is reported instead.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay, goto: night}
          - {id: go, text: Go, goto: street}
      night:
        text: It is dark.
        ending: {id: done, title: Done}
      street:
        text: It rains.
        ending: {id: gone, title: Gone}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: stay, text: Stay, goto: night}
          - {id: go, text: Go, goto: night}
      night:
        text: It is dark.
        ending: {id: done, title: Done}
      street:
        text: It rains.
        choices:
          - {id: back, text: Go back, goto: one}
          - {id: on, text: Go on, goto: station}
      station:
        text: The hall is full.
        choices: [{id: leave, text: Leave, goto: night}]
MESSAGE:
    error[unreached-passage]: no path leads to the passage `street`
      --> scenes/example.yaml:12:3
       |
    12 |   street:
       |   ^^^^^^
    help: let a choice lead to it with `goto`, or delete it
    help: what lies behind it is not reached either: `station`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import at_passage, passages_told
from party_card.modelcheck.findings.unreached import unreachable_roots
from party_card.modelcheck.state_space import ReachableStates

CODE = "unreached-passage"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of every passage without an ending that nothing leads to, and of what lies behind it."""
    for passage, behind in unreachable_roots(states):
        if states.model.passage(passage).ending is None:
            message = f"no path leads to the passage {named(states.model.name(passage))}"
            helps = [Help("let a choice lead to it with `goto`, or delete it")]
            if behind:
                helps.append(Help(f"what lies behind it is not reached either: {passages_told(states, behind)}"))
            yield Diagnostic(CODE, SEVERITY, message, at_passage(states, passage), helps=tuple(helps))
