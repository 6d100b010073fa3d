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
FAIL REPLACES:
        history: [read]
WITH:
        history: [go]
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

from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, list_names
from party_card.modelcheck.bfs import BfsLayers
from party_card.modelcheck.findings.messages import make_witness_help
from party_card.modelcheck.reachability import compute_reachable
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Explores the scene again along the choices of `history` only, and reports if no ending is reachable."""
    model, algebra, scene = states.model, states.algebra, states.compiled.scene
    if not states.endings or not any(passage.history for passage in scene.passages.values()):
        return
    relations = [
        [
            relation
            for relation in outgoing
            if not (history := model.passage(passage).history) or relation.transition.choice.id in history
        ]
        for passage, outgoing in enumerate(algebra.relations)
    ]
    state_sets, _ = compute_reachable(algebra, relations)
    if any(state_sets[passage] for passage in states.endings):
        return
    deadlocks = {}
    for passage, state_set in enumerate(state_sets):
        if state_set and model.passage(passage).history:
            blocked_states = state_set
            for relation in relations[passage]:
                enabled = algebra.filter(passage, relation.transition.condition, state_set)
                blocked_states = algebra.difference(blocked_states, enabled)
            if blocked_states:
                deadlocks[passage] = blocked_states
    witness = BfsLayers(algebra, relations).find_witness(deadlocks)
    message = "no path that follows the record leads to an ending: "
    if witness is None:
        label = scene.location.key_label("scene")
        fix = "look at each `history`: the choices that it names only lead to each other"
        yield RULE.diagnose(message + "it goes on for ever", label, fix)
        return
    content = model.passage(witness.passage)
    verb = "is" if len(content.history) == 1 else "are"
    message += f"in {backquote(model.passage_id(witness.passage))}, {list_names(content.history)} {verb} closed by then"
    helps = ("let it be open to whoever chose what was done before it", make_witness_help(states, witness))
    yield RULE.diagnose(message, content.location.key_label("history"), *helps)


RULE = Rule("no-historical-path", Severity.ERROR, __doc__, find)
