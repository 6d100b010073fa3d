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
FAIL REPLACES:
          - {id: back, text: Back, goto: one}
          - {id: leave, text: Leave, goto: home}
WITH:
          - {id: up, text: Up the stairs, goto: stairs}
          - {id: listen, text: Listen, goto: hall}
      stairs:
        text: They creak.
        choices: [{id: down, text: Down again, goto: hall}]
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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.findings.messages import describe_passages, make_passage_label, make_witness_help
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports each connected group of passages with a livelock."""
    remaining_passages = set(states.livelocks)
    while remaining_passages:
        witness = states.shortest_path({passage: states.livelocks[passage] for passage in remaining_passages})
        group = sorted(_find_connected(states, witness.passage, remaining_passages))
        remaining_passages -= set(group)
        name = backquote(states.model.passage_id(witness.passage))
        message = f"from {name} no path leads to an ending any more"
        other_passages = [passage for passage in group if passage != witness.passage]
        if other_passages:
            passages = f"{name} and {describe_passages(states, other_passages)}"
            fix = f"{passages} only lead to each other: let one of them lead on"
        else:
            fix = f"{name} only leads to itself: let it lead on"
        label = make_passage_label(states, witness.passage)
        yield RULE.diagnose(message, label, fix, make_witness_help(states, witness))


def _find_connected(states: ReachableStates, passage: int, candidates: set[int]) -> set[int]:
    """Returns the candidates that transitions connect with a passage, in either direction, and the passage itself."""
    edges = [
        (transition.source, transition.target)
        for transition in states.enabled_transitions
        if transition.source in candidates and transition.target in candidates
    ]
    members = {passage}
    while True:
        neighbours = {
            node for source, target in edges if source in members or target in members for node in (source, target)
        } - members
        if not neighbours:
            return members
        members |= neighbours


RULE = Rule("no-way-to-an-ending", Severity.ERROR, __doc__, find)
