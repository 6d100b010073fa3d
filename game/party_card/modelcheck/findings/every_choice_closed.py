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
          - {id: read, text: Read it, set: {read_it: true}, add: {attention: 1}, goto: two}
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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, format_count
from party_card.modelcheck.findings.messages import make_deadlock_helps, make_passage_label
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Reports every passage with a deadlock."""
    for passage, deadlock in states.deadlocks.items():
        name = backquote(states.model.passage_id(passage))
        count, total = states.algebra.count(deadlock), states.algebra.count(states.state_sets[passage])
        share = f"at {count:,} of its {format_count(total, 'position')}" if count < total else "always"
        message = f"in {name} every choice is closed, {share}: there is no way on"
        witness = states.shortest_path({passage: deadlock})
        conditions = [transition.choice.if_ for transition in states.model.transitions[passage]]
        helps = make_deadlock_helps(states, witness, conditions)
        yield RULE.diagnose(message, make_passage_label(states, passage), *helps)


RULE = Rule("every-choice-closed", Severity.ERROR, __doc__, find)
