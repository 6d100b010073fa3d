"""A scene has too many positions to visit every one.

Every variable multiplies the positions by the number of its values, as long as something may still ask for it.
Make the ranges smaller, or set a variable back to one value once it no longer matters.

PASS:
    scene: a
    title: A
    variables:
      hours: {range: [0, 12], start: 0}
      steps: {range: [0, 12], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: sit, text: Sit, set: {hours: +1}, goto: one}
          - {id: walk, text: Walk, set: {steps: +1}, goto: one}
          - {id: go, text: Go, if: hours + steps > 20, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    variables:
      hours: {range: [0, 63], start: 0}
      steps: {range: [0, 60], start: 0}
    passages:
      one:
        text: You wait.
        choices:
          - {id: sit, text: Sit, set: {hours: +1}, goto: one}
          - {id: walk, text: Walk, set: {steps: +1}, goto: one}
          - {id: go, text: Go, if: hours + steps > 20, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
MESSAGE:
    error[too-many-positions]: more than 1,000 positions: `hours` (46 values) and `steps` (46 values) multiply them
     --> scenes/example.yaml:4:3
      |
    4 |   hours: {range: [0, 63], start: 0}
      |   ^^^^^
    help: most of them are in `one`
    help: make their ranges smaller, or set them back to one value once nothing asks for them any more
"""

from __future__ import annotations

from party_card.content.models import VariableId
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.modelcheck.explore import StateLimitError
from party_card.modelcheck.findings.messages import joined
from party_card.modelcheck.model import Model

CODE = "too-many-positions"
SEVERITY = Severity.ERROR


def tell(model: Model, found: StateLimitError) -> Diagnostic:
    """Names the variables and marks that had the most values where most positions were found."""
    space, scene = found.space, model.compiled.scene
    passage = max(range(len(found.reach)), key=lambda number: space.count(found.reach[number]))
    values = {
        name: len(space.slot_values(passage, found.reach[passage], slot))
        for slot, name in enumerate(model.compiled.system.slots)
    }
    largest = sorted((name for name in values if values[name] > 1), key=lambda name: -values[name])[:3]
    told = joined([f"{named(name)} ({values[name]:,} values)" for name in largest])
    message = f"more than {found.limit:,} positions: {told} multiply them"
    mend = "make their ranges smaller, or set them back to one value once nothing asks for them any more"
    helps = (Help(f"most of them are in {named(model.name(passage))}"), Help(mend))
    at = scene.location
    declared = [name for name in largest if VariableId(name) in scene.variables]
    span = at.value("variables").key_span(declared[0]) if declared else at.key_span("scene")
    return Diagnostic(CODE, SEVERITY, message, at.label(span), helps=helps)
