"""The list of a page's sources.

Law: every note can be reached by its own number. Notes that cite the same place stand in one line, and a grade is named
where it is not the common one, so the list is as short as what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pygame import Rect

from party_card.engine.page import Note
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle

MIN_COLUMN_UNITS = 266
"""How narrow a column may be."""
SAME_SOURCE = "Ibid."


def layout_sources(style: TextStyle, notes: Sequence[Note], width: int) -> list[Box]:
    """All notes: the first in full, the others in as many columns as find room."""
    rule = Box(width, style.px(3), (FillRect(Rect(0, 0, width, style.px(3)), "ink"),))
    head = style.layout_label("Sources", width, "heading", box_role="heading")
    remark = style.layout_label("Documented, where no other grade is named.", width, "note", "soft", italic=True)
    top = [rule, head, *([remark] if any(n.grade != "documented" for n in notes) else [])]
    made = list(_group_by_citation(notes))
    widest = max(style.measure_text(" ".join(str(note.number) for note in group), "note", bold=True) for group in made)
    indent = min(round(widest) + style.px(12), style.px(76))
    first = _layout_group(style, made[0], min(width, style.column_width + style.px(120)), indent)
    gap = style.px(36)
    many = max(1, min(4, (width + gap) // (style.px(MIN_COLUMN_UNITS) + gap), len(made) - 1))
    column = (width - (many - 1) * gap) // many
    rest = [_layout_group(style, group, column, indent) for group in made[1:]]
    boxes = [vstack(top, style.px(8), width), first]
    if many == 1:
        return [*boxes, *rest]
    columns = [vstack(part, style.px(7), column) for part in _split_into_columns(rest, many)]
    placed = [box.placed_at(n * (column + gap), 0) for n, box in enumerate(columns)]
    return [*boxes, group_boxes(placed, width, max(box.h for box in columns))]


def _group_by_citation(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """Notes that follow one another and cite the same place."""
    group: list[Note] = []
    for note in notes:
        said = "".join(run.text for run in note.citation)
        if group and said != SAME_SOURCE:
            yield group
            group = []
        group.append(note)
    if group:
        yield group


def _split_into_columns(boxes: Sequence[Box], count: int) -> list[list[Box]]:
    """Boxes in columns of about the same height, in their order."""
    whole = sum(box.h for box in boxes)
    made: list[list[Box]] = [[] for _ in range(count)]
    used = 0
    for box in boxes:
        made[min(count - 1, int((used + box.h / 2) * count / max(whole, 1)))].append(box)
        used += box.h
    return [part for part in made if part]


def _layout_group(style: TextStyle, notes: Sequence[Note], width: int, indent: int) -> Box:
    """The numbers of some notes, where they stand in the source, and the grades of those that are not documented."""
    bold = style.font("note", bold=True)
    numbers: list[StyledSpan] = []
    for note in notes:
        numbers += [StyledSpan(" ", bold, "ink")] if numbers else []
        numbers.append(_number_span(style, note))
    spans = style.line_to_spans(notes[0].citation, "note", "ink")
    for grade, alike in groupby(notes, lambda note: note.grade):
        those = [str(note.number) for note in alike]
        if grade != "documented":
            spans += [StyledSpan(f" {' '.join(those)}", bold, "soft")] if len(those) < len(notes) else []
            spans += style.grades_to_spans((grade,))
    figure = style.layout_text(numbers, indent - style.px(10), "note")
    body = style.layout_text(spans, width - indent, "note")
    return group_boxes([figure, body.placed_at(indent, 0)], width, max(figure.h, body.h), "note")


def _number_span(style: TextStyle, note: Note) -> StyledSpan:
    number = str(note.number)
    return StyledSpan(number, style.font("note", bold=True), "accent", Command("note", number), f"Note {number}")
