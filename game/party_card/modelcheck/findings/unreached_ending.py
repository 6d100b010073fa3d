"""An ending is never reached.

No choice leads to the passage in which it stands, or only from passages that are never reached themselves; a
student can never come to this ending. Let a choice lead to it, or delete it. Where every choice that leads
to it is never open, that choice is reported instead.

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
        ending: {id: gone, title: Gone}
MESSAGE:
    error[unreached-ending]: no path leads to the ending `gone` in `street`
      --> scenes/example.yaml:12:3
       |
    12 |   street:
       |   ^^^^^^
    help: let a choice lead to it with `goto`, or delete it
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import at_passage
from party_card.modelcheck.findings.unreached import unreachable_roots
from party_card.modelcheck.state_space import ReachableStates

CODE = "unreached-ending"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of every ending that nothing leads to."""
    for passage, _ in unreachable_roots(states):
        ending = states.model.passage(passage).ending
        if ending is not None:
            message = f"no path leads to the ending {named(ending.id)} in {named(states.model.name(passage))}"
            helps = (Help("let a choice lead to it with `goto`, or delete it"),)
            yield Diagnostic(CODE, SEVERITY, message, at_passage(states, passage), helps=helps)
