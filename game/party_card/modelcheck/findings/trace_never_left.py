"""A trace is never left.

Its condition is false at every ending, so no later scene will ever find it. Often the `if` asks for something
that is set back before the scene ends, or a choice forgets to `set` it. Mend the condition, or delete the trace.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: chose(read)}
FAIL:
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
          - {text: You know the hand., if: read_it}
        choices: [{id: sleep, text: Sleep, set: {read_it: false}, goto: three}]
      three:
        text: It is light.
        ending: {id: done, title: Done}
    leaves:
      - {id: read-the-letter, kind: witnessed, text: You read the letter., if: read_it}
MESSAGE:
    error[trace-never-left]: `read-the-letter` is never left: its condition is false at every ending
      --> scenes/example.yaml:20:76
       |
    20 |   - {id: read-the-letter, kind: witnessed, text: You read the letter., if: read_it}
       |                                                                            ^^^^^^^
    help: in `three`, `read_it` is always false
    help: `party-card play a --choices read,sleep` leads to `three`
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import path_help, read_by, values_here
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.texts import trace_regions

CODE = "trace-never-left"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Looks at every trace with a condition, at all endings that are reached."""
    for trace, regions in trace_regions(states):
        if trace.if_ is None or any(regions.values()):
            continue
        passage = next(iter(regions))
        name = named(states.model.name(passage))
        helps = []
        if values := values_here(states, passage, read_by(states, [trace.if_])):
            helps.append(Help(f"in {name}, {values}"))
        helps.append(path_help(states, states.shortest_path({passage: states.reachable[passage]}), f"to {name}"))
        message = f"{named(trace.id)} is never left: its condition is false at every ending"
        yield Diagnostic(CODE, SEVERITY, message, trace.location.value("if").label(), helps=tuple(helps))
