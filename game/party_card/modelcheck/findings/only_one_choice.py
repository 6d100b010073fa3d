"""At a decision never more than one choice is open.

Several choices are written, but wherever a student comes from, only one of them can be made: nothing is
decided. Open a second one, or make it a passage with one choice.

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
          - {id: sleep, text: Sleep, if: not read_it, goto: three}
      three:
        text: It is light.
        ending: {id: done, title: Done}
MESSAGE:
    warning[only-one-choice]: in `two` never more than one of 2 choices is open: nothing is decided
      --> scenes/example.yaml:11:3
       |
    11 |   two:
       |   ^^^
    help: open a second one beside each, or join them to one choice
    help: `party-card play a --choices read` leads there
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import counted, named
from party_card.modelcheck.findings.messages import at_passage, path_help
from party_card.modelcheck.state_space import ReachableStates

CODE = "only-one-choice"
SEVERITY = Severity.WARNING


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Looks at every reached passage of which at least two choices are open somewhere."""
    space = states.space
    for passage in states.passages:
        offered = [region for region in states.enabled[passage] if region]
        if len(offered) < 2 or any(region is states.reachable[passage] for region in offered):
            continue
        # As many positions as offers: then no position has two.
        once = states.reachable[passage]
        for region in offered:
            once = space.difference(once, region)
        open_ = space.count(states.reachable[passage]) - space.count(once)
        if sum(map(space.count, offered)) > open_:
            continue
        name = named(states.model.name(passage))
        message = f"in {name} never more than one of {counted(len(offered), 'choice')} is open: nothing is decided"
        helps = (
            Help("open a second one beside each, or join them to one choice"),
            path_help(states, states.shortest_path({passage: states.reachable[passage]})),
        )
        yield Diagnostic(CODE, SEVERITY, message, at_passage(states, passage), helps=helps)
