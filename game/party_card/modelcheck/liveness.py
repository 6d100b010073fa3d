"""What still matters at a passage: the slots that something can read from there on.

Law: a slot is dropped only where no condition, text, record or invariant can see it before a choice sets it anew; so
whatever is asked of a passage has the same answer as without dropping.
"""

from __future__ import annotations

from party_card.content.conditions import names_read
from party_card.modelcheck.model import Model, Transition


def live_slots(model: Model) -> tuple[int, ...]:
    """For each passage the slots that matter there, as a mask: bit `n` for slot `n`."""
    read = {
        text: sum(1 << model.numbers[name] for name in names_read(condition))
        for text, condition in model.compiled.logic.conditions.items()
    }
    live = [0] * len(model.ways)
    for passage, texts in enumerate(model.asked):
        for text in texts:
            live[passage] |= read[text]
    steps = [(way, _told(model, way)) for passage in reversed(model.order) for way in model.ways[passage]]
    grown = True
    while grown:
        grown = False
        for way, told in steps:
            wider = live[way.source] | live[way.goal] & told
            if wider != live[way.source]:
                live[way.source] = wider
                grown = True
    return tuple(live)


def _told(model: Model, way: Transition) -> int:
    """The slots whose value after a choice says something of their value before it."""
    return ~sum(1 << change.slot for change in way.changes if model.forgets(change))
