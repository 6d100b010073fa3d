"""What must hold everywhere does not hold.

A condition under `always` is false somewhere, or one under `never` is true. The path shows where. Mend the
scene, or change what you promise.

PASS:
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
        ending: {id: done, title: Done}
    always: [read_it or attention == 0]
    never: [read_it and attention == 0]
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
          - {id: read, text: Read it, set: {read_it: true}, goto: two}
          - {id: go, text: Go on, add: {attention: 1}, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    always: [read_it or attention == 0]
MESSAGE:
    error[broken-invariant]: this must always hold, but it is false in `two`
      --> scenes/example.yaml:15:10
       |
    15 | always: [read_it or attention == 0]
       |          ^^^^^^^^^^^^^^^^^^^^^^^^^
    help: there `read_it` is false and `attention` is 1
    help: `party-card play a --choices go` leads there
"""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.findings.messages import make_deadlock_helps
from party_card.modelcheck.state_space import ReachableStates


def format_violation(key: str, passage_name: str) -> str:
    """Returns the message for a violated invariant under `key` (`always` or `never`) at a passage."""
    if key == "always":
        return f"this must always hold, but it is false in {passage_name}"
    return f"this must never be, but it is so in {passage_name}"


def find(states: ReachableStates) -> Diagnostics:
    """Reports every invariant that is violated, with a shortest counterexample."""
    scene = states.compiled.scene
    for key, texts in (("always", scene.always), ("never", scene.never)):
        for index, text in enumerate(texts):
            is_violation, find_violations = (
                (False, states.states_violating) if key == "always" else (True, states.states_satisfying)
            )
            violations = {
                passage: find_violations(passage, text)
                for passage in states.passages
                if is_violation in states.find_results(passage, text)
            }
            if not violations:
                continue
            witness = states.shortest_path(violations)
            name = backquote(states.model.passage_id(witness.passage))
            helps = make_deadlock_helps(states, witness, [text])
            label = scene.location.value(key).item(index).label()
            yield RULE.diagnose(format_violation(key, name), label, *helps)


RULE = Rule("broken-invariant", Severity.ERROR, __doc__, find)
