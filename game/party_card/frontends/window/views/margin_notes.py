"""The notes beside a passage.

Law: a note stands at the line of its mark, or below the note before it; where there is no room beside, its mark opens
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.page import Page
from party_card.frontends.window.toolkit.layout import Columns, VerticalFlow
from party_card.frontends.window.toolkit.primitives import Box
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import text_blocks

BASIS = {
    "documented": "A documented moment.",
    "composite": "A composite moment: nobody recorded it so.",
    "invented": "An invented moment.",
}


def margin_notes(style: TextStyle, page: Page, flow: VerticalFlow, place: Columns, first: int) -> int:
    """The notes in the margin; returns where they end."""
    basis = BASIS.get(page.basis, "") if page.kind == "passage" else ""
    if not place.notes:
        flow.y += style.px(16)
        if basis:
            flow.add(style.label(basis, place.width, "meta", "soft"))
        return flow.y
    y = flow.boxes[first].y + style.px(6) if len(flow.boxes) > first else flow.y
    lines = _marks(flow.boxes[first:])
    margin = VerticalFlow(place.notes_x, y, place.notes)
    for note in page.notes:
        # a rule stands a little above the line it belongs to
        margin.y = max(margin.y, lines.get(note.number, margin.y) - style.px(4))
        margin.add(text_blocks.margin_note(style, note, place.notes), style.px(20))
    if basis:
        margin.add(style.label(basis, place.notes, "meta", "soft"))
    flow.boxes += margin.boxes
    return margin.y


def _marks(boxes: Sequence[Box]) -> dict[int, int]:
    """At what height each note is first marked."""
    found: dict[int, int] = {}
    for box in boxes:
        for target in box.targets:
            if target.command.verb == "note":
                found.setdefault(int(target.command.argument), box.y + target.rects[0].top)
    return found
