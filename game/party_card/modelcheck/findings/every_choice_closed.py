"""A student can come to where every choice is closed.

Then the scene is stuck: nothing can be chosen and it has not ended. Leave one choice without `if`, or write
conditions of which one always holds: `read_it` and `not read_it`.

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
FAIL:
    scene: a
    title: A
    variables:
      read_it: false
      attention: {range: [0, 3], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, set: {read_it: true, attention: +1}, goto: two}
          - {id: go, text: Go on, goto: two}
      two:
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: read_it, goto: three}
          - {id: hide, text: Hide it, if: attention >= 1, goto: three}
      three:
        text: It is light.
        ending: {id: done, title: Done}
MESSAGE:
    error[every-choice-closed]: in `two` every choice is closed, at 1 of its 2 positions: there is no way on
      --> scenes/example.yaml:12:3
       |
    12 |   two:
       |   ^^^
    help: there `read_it` is false and `attention` is 0
    help: `party-card play a --choices go` leads there
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import counted, named
from party_card.modelcheck.findings.messages import at_passage, path_help, read_by, values_there
from party_card.modelcheck.state_space import ReachableStates

CODE = "every-choice-closed"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of every passage in which some position has no way on."""
    for passage, region in states.deadlocks.items():
        name = named(states.model.name(passage))
        here, all_ = states.space.count(region), states.space.count(states.reachable[passage])
        share = f"at {here:,} of its {counted(all_, 'position')}" if here < all_ else "always"
        message = f"in {name} every choice is closed, {share}: there is no way on"
        path = states.shortest_path({passage: region})
        helps = []
        if values := values_there(states, path, read_by(states, [c.choice.if_ for c in states.model.ways[passage]])):
            helps.append(Help(f"there {values}"))
        helps.append(path_help(states, path))
        yield Diagnostic(CODE, SEVERITY, message, at_passage(states, passage), helps=tuple(helps))
