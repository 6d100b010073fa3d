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
FAIL REPLACES:
          - {id: sleep, text: Sleep, goto: three}
WITH:
          - {id: sleep, text: Sleep, if: not read_it, goto: three}
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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count
from party_card.modelcheck.findings.messages import make_passage_label, make_witness_help
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every passage of which several choices are open in some state, but never two in the same state."""
    algebra = states.algebra
    for passage in states.passages:
        passage_states = states.state_sets[passage]
        enabled_states = [state_set for state_set in states.enabled_states[passage] if state_set]
        if len(enabled_states) < 2 or any(state_set is passage_states for state_set in enabled_states):
            continue
        # If there are no more enabled choices than states with one, no state has two.
        deadlock = passage_states
        for state_set in enabled_states:
            deadlock = algebra.difference(deadlock, state_set)
        if sum(map(algebra.count, enabled_states)) > algebra.count(passage_states) - algebra.count(deadlock):
            continue
        name = backquote(states.model.passage_id(passage))
        choices = format_count(len(enabled_states), "choice")
        message = f"in {name} never more than one of {choices} is open: nothing is decided"
        helps = (
            "open a second one beside each, or join them to one choice",
            make_witness_help(states, states.shortest_path({passage: passage_states})),
        )
        yield RULE.diagnose(message, make_passage_label(states, passage), *helps)


RULE = Rule("only-one-choice", Severity.WARNING, __doc__, find)
