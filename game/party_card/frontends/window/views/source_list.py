"""Lays out the list of a page's sources.

Invariant: every note can be reached by its number. Notes that cite the same place share a line, and a grade is named
only if it is not the usual one, so the list is short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from party_card.engine.page import Note
from party_card.evidence.cite import format_same_place
from party_card.evidence.rich_text import to_plain
from party_card.frontends.window.toolkit.box import Box, Command, group_boxes
from party_card.frontends.window.toolkit.layout import make_filled_box, vstack
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.localization import gettext

MIN_COLUMN_UNITS, MAX_COLUMNS = 266, 4


def layout_sources(style: TextStyle, notes: Sequence[Note], width: int) -> list[Box]:
    """Lays out the first citation in full width, the others in as many columns as there is room for."""
    heading = style.layout_label(gettext("Sources"), width, "heading", box_role="heading")
    heading_boxes = [make_filled_box(width, style.px(3), "ink"), heading]
    if any(note.grade != "documented" for note in notes):
        text = gettext("Documented unless marked")
        heading_boxes.append(style.layout_label(text, width, "note", "soft", italic=True))
    groups = list(_group_by_citation(notes))
    numbers_width = max(
        style.measure_text(" ".join(str(note.number) for note in group), "note", bold=True) for group in groups
    )
    indent = min(round(numbers_width) + style.px(12), style.px(76))
    first_box = _layout_group(style, groups[0], min(width, style.column_width + style.px(120)), indent)
    gap = style.px(36)
    count = max(1, min(MAX_COLUMNS, (width + gap) // (style.px(MIN_COLUMN_UNITS) + gap), len(groups) - 1))
    column_width = (width - (count - 1) * gap) // count
    citation_boxes = [_layout_group(style, group, column_width, indent) for group in groups[1:]]
    boxes = [vstack(heading_boxes, style.px(8), width), first_box]
    if count == 1:
        return [*boxes, *citation_boxes]
    columns = [vstack(column, style.px(7), column_width) for column in _split_into_columns(citation_boxes, count)]
    column_boxes = [box.placed_at(n * (column_width + gap), 0) for n, box in enumerate(columns)]
    return [*boxes, group_boxes(column_boxes, width, max(box.h for box in columns))]


def _group_by_citation(notes: Sequence[Note]) -> Iterator[list[Note]]:
    """Yields the notes that follow one another and cite the same place."""
    group: list[Note] = []
    same_place = to_plain(format_same_place())
    for note in notes:
        if group and "".join(run.text for run in note.citation) != same_place:
            yield group
            group = []
        group.append(note)
    if group:
        yield group


def _split_into_columns(boxes: Sequence[Box], count: int) -> list[list[Box]]:
    """Returns the boxes in columns of about the same height, in their order."""
    total = max(sum(box.h for box in boxes), 1)
    columns: list[list[Box]] = [[] for _ in range(count)]
    height = 0
    for box in boxes:
        columns[min(count - 1, int((height + box.h / 2) * count / total))].append(box)
        height += box.h
    return [column for column in columns if column]


def _layout_group(style: TextStyle, notes: Sequence[Note], width: int, indent: int) -> Box:
    """Lays out the numbers of notes, their citation, and the grades of those that are not documented."""
    bold_font = style.font("note", bold=True)
    numbers: list[StyledSpan] = []
    for note in notes:
        numbers += [StyledSpan(" ", bold_font, "ink")] if numbers else []
        command = Command("note", str(note.number))
        name = gettext("Note {number}").format(number=note.number)
        numbers.append(StyledSpan(command.argument, bold_font, "accent", command, name, name))
    spans = style.line_to_spans(notes[0].citation, "note", "ink")
    for grade, grade_notes in groupby(notes, lambda note: note.grade):
        grade_numbers = [str(note.number) for note in grade_notes]
        if grade != "documented":
            if len(grade_numbers) < len(notes):
                spoken_text = ", ".join(gettext("note {number}").format(number=number) for number in grade_numbers)
                span = StyledSpan(f" {' '.join(grade_numbers)}", bold_font, "soft", spoken_text=f" {spoken_text}")
                spans.append(span)
            spans += style.grades_to_spans((grade,))
    numbers_box = style.layout_text(numbers, indent - style.px(10), "note")
    body = style.layout_text(spans, width - indent, "note")
    return group_boxes([numbers_box, body.placed_at(indent, 0)], width, max(numbers_box.h, body.h), "note")
