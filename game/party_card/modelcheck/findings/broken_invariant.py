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
          - {id: read, text: Read it, set: {read_it: true, attention: +1}, goto: two}
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
          - {id: go, text: Go on, set: {attention: +1}, goto: two}
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

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.findings.messages import path_help, read_by, values_there
from party_card.modelcheck.state_space import ReachableStates

CODE = "broken-invariant"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Looks for a counterexample to every invariant, the nearest one."""
    scene = states.compiled.scene
    for key, texts in (("always", scene.always), ("never", scene.never)):
        for number, text in enumerate(texts):
            ask = states.states_where_not if key == "always" else states.states_where
            wrong = {passage: region for passage in states.passages if (region := ask(passage, text))}
            if not wrong:
                continue
            path = states.shortest_path(wrong)
            name = named(states.model.name(path.passage))
            said = "this must always hold, but it is false" if key == "always" else "this must never be, but it is so"
            message = f"{said} in {name}"
            helps = []
            if values := values_there(states, path, read_by(states, [text])):
                helps.append(Help(f"there {values}"))
            helps.append(path_help(states, path))
            label = scene.location.value(key).item(number).label()
            yield Diagnostic(CODE, SEVERITY, message, label, helps=tuple(helps))
