"""An ending is reached only with something carried from an earlier scene.

What is carried may open an offer, or add a way to an ending, and is never the only way to one: whoever plays the scene
alone must be able to reach every ending that it counts. Let another path lead to the ending, or let a text differ in
place of the ending.

PASS:
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    passages:
      one:
        text: You see the ice move.
        ending: {id: done, title: Done}
    leaves:
      - {id: saw-the-ice, kind: witnessed, text: You saw the ice move.}
    ### scenes/summer.yaml
    scene: summer
    title: Summer
    variables:
      warned: {carried: saw-the-ice}
    passages:
      ferry:
        text: The water is high.
        choices:
          - {id: wait, text: Wait, goto: bank}
          - {id: walk, text: Walk to the bridge, goto: bridge}
          - {id: cross, text: Cross where the ice broke, if: warned, goto: bridge}
      bank:
        text: It is dark.
        ending: {id: stayed, title: You stayed}
      bridge:
        text: You are across.
        ending: {id: across, title: You are across}
FAIL REPLACES:
          - {id: walk, text: Walk to the bridge, goto: bridge}
WITH:
MESSAGE:
    warning[ending-needs-trace]: the ending `across` in `bridge` is reached only with what an earlier scene has left
      --> scenes/summer.yaml:14:3
       |
    14 |   bridge:
       |   ^^^^^^
    help: let a path lead to it on which nothing is carried, so that the scene is whole when it is played alone
    help: `party-card play summer --carried saw-the-ice --choices cross` leads to it
"""

from __future__ import annotations

from party_card.content.models import EndingId
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.findings.messages import make_passage_label, make_witness_help
from party_card.modelcheck.reachability import compute_reachable
from party_card.modelcheck.state_space import ReachableStates


def find(states: ReachableStates) -> Diagnostics:
    """Explores the scene again with nothing carried, and reports each ending that is then missing."""
    model, algebra = states.model, states.algebra
    if not model.compiled.system.trace_slots:
        return
    initial_states = algebra.singleton(model.initial_passage, model.initial_values[()])
    state_sets, _ = compute_reachable(algebra, initial=initial_states)
    passages_by_ending: dict[EndingId, list[int]] = {}
    for passage in states.endings:
        if (ending := model.passage(passage).ending) is not None:
            passages_by_ending.setdefault(ending.id, []).append(passage)
    for name, passages in passages_by_ending.items():
        if any(state_sets[passage] for passage in passages):
            continue
        witness = states.shortest_path({passage: states.state_sets[passage] for passage in passages})
        place = backquote(model.passage_id(witness.passage))
        message = f"the ending {backquote(name)} in {place} is reached only with what an earlier scene has left"
        help_text = (
            "let a path lead to it on which nothing is carried, so that the scene is whole when it is played alone"
        )
        label = make_passage_label(states, witness.passage)
        yield RULE.diagnose(message, label, help_text, make_witness_help(states, witness, "to it"))


RULE = Rule("ending-needs-trace", Severity.WARNING, __doc__, find)
