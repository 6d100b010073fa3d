"""A scene has too many positions to visit every one.

Every variable multiplies the positions by the number of its values, as long as something may still ask for it: twenty
variables of yes and no make a million. Make the ranges smaller, set a variable back to one value once it no longer
matters, or count instead of noting each thing for itself. By default a proof ends at what a computer does in about a
minute with a gigabyte: at fifty million positions, or at 500,000 if the variables could have more than 500 million
combinations of values. `--limit N` of `prove`, `export` and `pack add` sets another limit.

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
          - {id: sit, text: Sit, add: {hours: 1}, goto: one}
          - {id: walk, text: Walk, add: {steps: 1}, goto: one}
          - {id: go, text: Go, if: hours + steps > 20, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
FAIL REPLACES:
      hours: {range: [0, 12], start: 0}
      steps: {range: [0, 12], start: 0}
WITH:
      hours: {range: [0, 63], start: 0}
      steps: {range: [0, 60], start: 0}
MESSAGE:
    error[too-many-positions]: more than 1,000 positions: `hours` (45 values) and `steps` (44 values) multiply them
     --> scenes/example.yaml:4:3
      |
    4 |   hours: {range: [0, 63], start: 0}
      |   ^^^^^
    help: most of them are in `one`
    help: make their ranges smaller, or set them back to one value once nothing asks for them any more
    help: `--limit 2000` visits up to 2,000 positions all the same, which may take long and need much memory
"""

from __future__ import annotations

from party_card.content.models import VariableId
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.rule import make_unchecked_rule
from party_card.diagnostics.words import backquote
from party_card.modelcheck.file_proof import UnprovedPart
from party_card.modelcheck.findings.messages import MAX_LISTED, join_phrases
from party_card.modelcheck.model import Model
from party_card.modelcheck.reachability import StateLimitError


def report_state_limit(model: Model, error: StateLimitError) -> Diagnostic:
    """Returns a diagnostic that names the slots with the most values in the passage with the most states."""
    algebra, location = error.algebra, model.compiled.scene.location
    passage = max(range(len(error.state_sets)), key=lambda passage: algebra.count(error.state_sets[passage]))
    value_counts = {
        name: len(algebra.slot_values(passage, error.state_sets[passage], slot))
        for slot, name in enumerate(model.compiled.system.slots)
    }
    varying_slots = [name for name in value_counts if value_counts[name] > 1]
    largest_slots = sorted(varying_slots, key=lambda name: -value_counts[name])[:MAX_LISTED]
    phrases = [f"{backquote(name)} ({value_counts[name]:,} values)" for name in largest_slots]
    if other_count := len(varying_slots) - len(largest_slots):
        phrases = [*phrases[:-1], f"{other_count + 1} more variables"]
    message = f"more than {error.limit:,} positions: {join_phrases(phrases)} multiply them"
    fix = "make their ranges smaller, or set them back to one value once nothing asks for them any more"
    raised = 2 * error.limit
    way_out = (
        f"`--limit {raised}` visits up to {raised:,} positions all the same, which may take long and need much memory"
    )
    helps = (f"most of them are in {backquote(model.passage_id(passage))}", fix, way_out)
    declared_names = [name for name in largest_slots if VariableId(name) in model.compiled.scene.variables]
    span = location.value("variables").key_span(declared_names[0]) if declared_names else location.key_span("scene")
    return RULE.diagnose(message, location.label(span), *helps)


def report_unproved_part(part: UnprovedPart) -> Diagnostic:
    """Returns a diagnostic of a part of the file whose condition asks for too much at once."""
    message = f"more than {part.limit:,} positions: the condition of this part of the file asks for too much at once"
    help_text = "let it ask for fewer passages and choices, or remember in a variable what it asks for"
    return RULE.diagnose(message, part.location.label(), help_text)


RULE = make_unchecked_rule("too-many-positions", __doc__)
