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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.findings.messages import make_passage_helps
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every trace that is exported in no state of any reachable ending."""
    for trace in states.compiled.scene.leaves:
        if trace.if_ is None or not states.endings or True in states.find_results_at_endings(trace.if_):
            continue
        helps = make_passage_helps(states, states.endings[0], trace.if_)
        message = f"{backquote(trace.id)} is never left: its condition is false at every ending"
        yield RULE.diagnose(message, trace.location.value("if").label(), *helps)


RULE = Rule("trace-never-left", Severity.ERROR, __doc__, find)
