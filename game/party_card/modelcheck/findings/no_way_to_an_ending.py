"""A student can come to where no path leads to an ending any more.

The passages from there on only lead to each other, so the scene could never be finished. Let one of them lead
on, or open a choice that does.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: hall, text: To the hall, goto: hall}
          - {id: go, text: Go home, goto: home}
      hall:
        text: It is empty.
        choices:
          - {id: back, text: Back, goto: one}
          - {id: leave, text: Leave, goto: home}
      home:
        text: It is light.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: hall, text: To the hall, goto: hall}
          - {id: go, text: Go home, goto: home}
      hall:
        text: It is empty.
        choices:
          - {id: up, text: Up the stairs, goto: stairs}
          - {id: listen, text: Listen, goto: hall}
      stairs:
        text: They creak.
        choices: [{id: down, text: Down again, goto: hall}]
      home:
        text: It is light.
        ending: {id: done, title: Done}
MESSAGE:
    error[no-way-to-an-ending]: from `hall` no path leads to an ending any more
     --> scenes/example.yaml:9:3
      |
    9 |   hall:
      |   ^^^^
    help: `hall` and `stairs` only lead to each other: let one of them lead on
    help: `party-card play a --choices hall` leads there
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import at_passage, passages_told, path_help
from party_card.modelcheck.state_space import ReachableStates

CODE = "no-way-to-an-ending"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Tells of each group of passages from which a path, once there, goes on for ever."""
    left = set(states.livelocks)
    while left:
        path = states.shortest_path({passage: states.livelocks[passage] for passage in left})
        group = sorted(_with(states, path.passage, left))
        left -= set(group)
        name = named(states.model.name(path.passage))
        message = f"from {name} no path leads to an ending any more"
        helps = [path_help(states, path)]
        others = [passage for passage in group if passage != path.passage]
        if others:
            joint = f"{name} and {passages_told(states, others)} only lead to each other"
            helps.insert(0, Help(f"{joint}: let one of them lead on"))
        else:
            helps.insert(0, Help(f"{name} only leads to itself: let it lead on"))
        yield Diagnostic(CODE, SEVERITY, message, at_passage(states, path.passage), helps=tuple(helps))


def _with(states: ReachableStates, passage: int, among: set[int]) -> set[int]:
    """The passages that ways join with one, all of them among these."""
    ways = [(way.source, way.goal) for way in states.used_transitions if way.source in among and way.goal in among]
    found = {passage}
    while True:
        more = {one for way in ways for one in way if way[0] in found or way[1] in found} - found
        if not more:
            return found
        found |= more
