"""Lays out the notes next to a passage.

Invariant: a note is placed at the line of its mark, or below the note before it; without room next to the passage,
notes open from their marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.page import Page
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.layout import ColumnLayout, VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import text_blocks

BASIS_LABELS = {
    "documented": "A documented moment.",
    "composite": "A composite moment: nobody recorded it so.",
    "invented": "An invented moment.",
}


def layout_margin_notes(
    style: TextStyle, page: Page, flow: VerticalFlow, columns: ColumnLayout, first_index: int
) -> int:  # fmt: skip
    """Adds the notes of the boxes from `first_index` on, and the basis of a passage. Returns the bottom y."""
    basis = BASIS_LABELS.get(page.basis, "") if page.kind == "passage" else ""
    if not columns.notes_width:
        flow.y += style.px(16)
        if basis:
            flow.add(style.layout_label(basis, columns.width, "meta", "soft"))
        return flow.y
    boxes = flow.boxes[first_index:]
    note_flow = VerticalFlow(columns.notes_x, boxes[0].y + style.px(6) if boxes else flow.y, columns.notes_width)
    mark_ys = _find_mark_ys(boxes)
    for note in page.notes:
        # A note is placed a little above the line of its mark.
        note_flow.y = max(note_flow.y, mark_ys.get(note.number, note_flow.y) - style.px(4))
        note_flow.add(text_blocks.layout_margin_note(style, note, columns.notes_width), style.px(20))
    if basis:
        note_flow.add(style.layout_label(basis, columns.notes_width, "meta", "soft"))
    flow.boxes += note_flow.boxes
    return note_flow.y


def _find_mark_ys(boxes: Sequence[Box]) -> dict[int, int]:
    """Returns the y of the first mark of each note, by its number."""
    mark_ys: dict[int, int] = {}
    for box in boxes:
        for target in box.targets:
            if target.command.verb == "note":
                mark_ys.setdefault(int(target.command.argument), box.y + target.rects[0].top)
    return mark_ys
