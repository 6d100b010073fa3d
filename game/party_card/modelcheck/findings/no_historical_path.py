"""No path on which what was done is chosen leads to an ending.

At a passage with `history`, a student who wants to do what was done makes one of these choices. That must be
possible from the start to an ending on one path. Open the choice that matches the record, or correct `history`.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
        history: [read]
      two:
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: chose(read), goto: three}
          - {id: sleep, text: Sleep, goto: three}
        history: [tell]
      three:
        text: It is light.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        choices:
          - {id: read, text: Read it, goto: two}
          - {id: go, text: Go on, goto: two}
        history: [go]
      two:
        text: It is dark.
        choices:
          - {id: tell, text: Tell it, if: chose(read), goto: three}
          - {id: sleep, text: Sleep, goto: three}
        history: [tell]
      three:
        text: It is light.
        ending: {id: done, title: Done}
MESSAGE:
    error[no-historical-path]: no path that follows the record leads to an ending: in `two`, `tell` is closed by then
      --> scenes/example.yaml:15:5
       |
    15 |     history: [tell]
       |     ^^^^^^^
    help: let it be open to whoever chose what was done before it
    help: `party-card play a --choices go` leads there
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import listed, named
from party_card.modelcheck.bfs import BfsLayers
from party_card.modelcheck.explore import reachable
from party_card.modelcheck.findings.messages import path_help
from party_card.modelcheck.state_space import ReachableStates
from party_card.modelcheck.texts import endings

CODE = "no-historical-path"
SEVERITY = Severity.ERROR


def find(states: ReachableStates) -> Iterator[Diagnostic]:
    """Explores the scene once more with the choices that match the record alone."""
    model, space = states.model, states.space
    if not endings(states) or not any(passage.history for passage in states.compiled.scene.passages.values()):
        return
    moves = [
        [move for move in row if not (known := model.passage(n).history) or move.way.choice.id in known]
        for n, row in enumerate(space.moves)
    ]
    reach, _ = reachable(space, moves)
    if any(reach[passage] for passage in endings(states)):
        return
    ends = {}
    for number, region in enumerate(reach):
        if region and model.passage(number).history:
            left = region
            for move in moves[number]:
                left = space.difference(left, space.filter(number, move.way.condition, region))
            if left:
                ends[number] = left
    path = BfsLayers(space, moves).path(ends)
    message = "no path that follows the record leads to an ending: "
    if path is None:
        at = states.compiled.scene.location
        mend = (Help("look at each `history`: the choices that it names only lead to each other"),)
        yield Diagnostic(CODE, SEVERITY, message + "it goes on for ever", at.label(at.key_span("scene")), helps=mend)
        return
    passage = model.passage(path.passage)
    be = "is" if len(passage.history) == 1 else "are"
    message += f"in {named(model.name(path.passage))}, {listed(passage.history)} {be} closed by then"
    helps = (Help("let it be open to whoever chose what was done before it"), path_help(states, path))
    yield Diagnostic(CODE, SEVERITY, message, passage.location.label(passage.location.key_span("history")), helps=helps)
