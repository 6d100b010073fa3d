"""Live-variable analysis: which slots can still be read from a passage on.

A slot is *live* at a passage if some path from there reads it before overwriting it. Reads come from conditions of
choices and texts, of the record and the exported traces (at endings), and invariants (everywhere). The value of a dead
slot cannot influence anything, so states that differ only there are merged: often thousands into one.

The analysis is the textbook one, backwards to a fixed point:

    live(passage) = read(passage)  |  union over transitions (live(target) & ~overwritten(transition))

A slot is overwritten if the update forgets the old value: a `set`, or a step at least as long as the range.

Invariant: no question about a passage has a different answer after dead slots are dropped.
"""

from __future__ import annotations

from party_card.content.conditions import collect_names
from party_card.modelcheck.model import Model


def compute_live_slots(model: Model) -> tuple[int, ...]:
    """Returns the live slots of each passage as a mask: bit `n` for slot `n`."""
    read_masks = {
        text: sum(1 << model.slot_indices[name] for name in collect_names(condition))
        for text, condition in model.compiled.logic.conditions.items()
    }
    live_masks = [0] * len(model.transitions)
    for passage, texts in enumerate(model.conditions_by_passage):
        for text in texts:
            live_masks[passage] |= read_masks[text]
    preserved_slots = [  # the slots that a transition does not overwrite
        (transition, ~sum(1 << update.slot for update in transition.updates if model.is_overwrite(update)))
        for passage in reversed(model.reverse_postorder)
        for transition in model.transitions[passage]
    ]
    is_changed = True
    while is_changed:
        is_changed = False
        for transition, mask in preserved_slots:
            wider_mask = live_masks[transition.source] | live_masks[transition.target] & mask
            if wider_mask != live_masks[transition.source]:
                live_masks[transition.source] = wider_mask
                is_changed = True
    return tuple(live_masks)
