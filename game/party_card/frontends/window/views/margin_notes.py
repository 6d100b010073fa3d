"""Lays out the notes next to a passage.

Invariant: a note is placed at the line of its mark, or below the note before it; without room next to the passage,
notes open from their marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.engine.page import Page
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.layout import ColumnLayout, VerticalFlow
from party_card.frontends.window.toolkit.primitives import Image, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import text_blocks
from party_card.frontends.window.views.place_map import MIN_HEIGHT_UNITS, layout_map_of_page, map_height
from party_card.localization import gettext, gettext_noop

PICTURE_HEIGHT_SHARE = 0.46
"""The height of a picture above the notes, as a share of its width."""
BASIS_LABELS = {
    "documented": gettext_noop("A documented moment."),
    "composite": gettext_noop("Invented scene, based on documented facts"),
    "invented": gettext_noop("An invented moment."),
}


def layout_margin_notes(
    style: TextStyle, page: Page, flow: VerticalFlow, columns: ColumnLayout, first_index: int,
    picture: Path | None = None, *, map_cut: int = 0,
) -> int:  # fmt: skip
    """Adds the notes of the boxes from `first_index` on, the basis and the map of a passage. Returns the bottom y.

    A `picture` is above the notes. The map is `map_cut` pixels lower than it might be; in one column a sentence stands
    alone.
    """
    has_basis = page.kind == "passage" and page.basis in BASIS_LABELS
    basis = gettext(BASIS_LABELS[page.basis]) if has_basis else ""
    if not columns.notes_width:
        flow.y += style.px(16)
        if page.kind == "passage" and page.places is not None:
            for box in layout_map_of_page(style, page.places, columns.width, 0):
                flow.add(box, style.px(6))
            flow.y += style.px(10)
        if basis:
            flow.add(style.layout_label(basis, columns.width, "meta", "soft"))
        return flow.y
    boxes = flow.boxes[first_index:]
    note_flow = VerticalFlow(columns.notes_x, boxes[0].y + style.px(6) if boxes else flow.y, columns.notes_width)
    if picture is not None:
        note_flow.add(_layout_picture(style, page, picture, columns.notes_width), style.px(20))
    mark_ys = _find_mark_ys(boxes)
    for note in page.notes:
        # A note is placed a little above the line of its mark.
        note_flow.y = max(note_flow.y, mark_ys.get(note.number, note_flow.y) - style.px(4))
        note_flow.add(text_blocks.layout_margin_note(style, note, columns.notes_width), style.px(20))
    max_height = map_height(columns.notes_width) - map_cut
    if page.kind == "passage" and page.places is not None and max_height >= style.px(MIN_HEIGHT_UNITS):
        for box in layout_map_of_page(style, page.places, columns.notes_width, max_height):
            note_flow.add(box, style.px(6))
        note_flow.y += style.px(14)
    if basis:
        note_flow.add(style.layout_label(basis, columns.notes_width, "meta", "soft"))
    flow.boxes += note_flow.boxes
    return note_flow.y


def _layout_picture(style: TextStyle, page: Page, path: Path, width: int) -> Box:
    """Lays out a picture in an ink frame."""
    rect = Rect(0, 0, width, round(width * PICTURE_HEIGHT_SHARE))
    marks = (Image(str(path), rect), StrokeRect(rect, "ink", style.px(2)))
    return Box(width, rect.h, marks, role="image", name=page.alt)


def _find_mark_ys(boxes: Sequence[Box]) -> dict[int, int]:
    """Returns the y of the first mark of each note, by its number."""
    mark_ys: dict[int, int] = {}
    for box in boxes:
        for target in box.targets:
            if target.command.verb == "note":
                mark_ys.setdefault(int(target.command.argument), box.y + target.rects[0].top)
    return mark_ys
