"""Composes the archive: a shelf with a folder for each scene, and a file opened there by a stranger.

A folder stands the higher, the more papers it holds; what became of the card is said by a word, a colour and a band.
Large letters or a narrow window have a list instead. Beside each paper of an open file is the statement to assess.

Invariant: boxes come in reading order; the place of a scene without a file is a dashed outline that does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pygame import Rect

from party_card.engine.archive_words import ASSESSED, OPEN_FILE, describe_folder
from party_card.engine.consequences import end_sentence
from party_card.engine.file_words import describe_office
from party_card.engine.page import (
    ArchivedThing,
    ArchiveFolder,
    Assessment,
    Block,
    FileCard,
    FileGap,
    FilePaper,
    Heading,
    Paragraph,
)
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.layout import VerticalFlow, make_filled_box, vstack
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.person_file import (
    layout_assessment,
    layout_file_card,
    layout_file_gap,
    layout_file_paper,
)
from party_card.frontends.window.views.provenance import BOARD_UNITS, layout_lowest_board, layout_thing
from party_card.frontends.window.views.text_blocks import layout_text_block
from party_card.localization import gettext

MIN_FOLDER_UNITS, FOLDER_GAP_UNITS = 148, 12
MAX_FOLDERS_IN_ROW = 7
MIN_FOLDERS_IN_ROW = 3
"""With fewer side by side the shelf is a list."""
PAPER_EDGE_UNITS, MAX_PAPER_EDGES = 6, 8
"""How far each paper stands above the one before it, and how many are drawn."""
INTRODUCTION_GAP_UNITS = 44
MIN_BESIDE_UNITS = 860
"""The least width of a paper with its statement beside it."""
PAPER_SHARE, BESIDE_GAP_UNITS = 0.54, 40
RULE_COLOURS: tuple[Colour, ...] = ("ink", "red")
"""The colours of the rules beside what can be concluded, and beside what cannot."""
IndexedBlocks = Sequence[tuple[int, Block]]


def make_open_command(number: int) -> Command:
    """Returns the command that opens a file by its number on the shelf."""
    return Command("folder", str(number))


# ------------------------------------------------------------------------------------------------------- the shelf


def layout_introduction(style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool) -> None:
    """Lays out the paragraphs above the shelf; two of them stand side by side if there is room."""
    gap = style.px(INTRODUCTION_GAP_UNITS)
    width = (flow.width - gap) // 2 if in_columns else min(flow.width, style.column_width)
    paragraphs = [
        (key, layout_text_block(style, block, width)) for key, block in blocks if isinstance(block, Paragraph)
    ]
    columns = 2 if in_columns else 1
    for start in range(0, len(paragraphs), columns):
        row = paragraphs[start : start + columns]
        for column, (key, box) in enumerate(row):
            flow.boxes.append(replace(box, x=flow.x + column * (width + gap), y=flow.y, key=key))
        flow.y += max(box.h for _, box in row) + style.paragraph_gap(13)


def layout_shelf(style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow) -> None:
    """Lays out the folders on boards, as many side by side as have room; or a list of them."""
    gap = style.px(FOLDER_GAP_UNITS)
    folders = [(key, block) for key, block in blocks if isinstance(block, ArchiveFolder)]
    things = [(key, block) for key, block in blocks if isinstance(block, ArchivedThing)]
    columns = min(MAX_FOLDERS_IN_ROW, (flow.width - gap) // (style.px(MIN_FOLDER_UNITS) + gap))
    if columns < MIN_FOLDERS_IN_ROW or not folders:
        for key, folder in folders:
            flow.add(_layout_row(style, folder, min(flow.width, style.column_width)), style.px(8), key=key)
        for key, thing in things:
            flow.add(layout_thing(style, thing, min(flow.width, style.column_width)), style.px(8), key=key)
        flow.y += style.px(22)
        return
    row_count = -(-len(folders) // columns)
    columns = min(columns, -(-len(folders) // row_count))  # as many on each board
    width = (flow.width - gap * (columns + 1)) // columns
    for start in range(0, len(folders), columns):
        row = folders[start : start + columns]
        label_height = max(_layout_label(style, folder, width).h for _, folder in row)
        boxes = [(key, _layout_folder(style, folder, width, label_height)) for key, folder in row]
        height = max(box.h for _, box in boxes) + style.px(16)
        board = Rect(0, height, style.width, style.px(BOARD_UNITS))
        back = (FillRect(Rect(0, 0, style.width, height), "sand"), FillRect(board, "ink"))
        flow.boxes.append(Box(style.width, board.bottom, back, y=flow.y, role="group"))
        for column, (key, box) in enumerate(boxes):
            x = flow.x + gap + column * (width + gap)
            flow.boxes.append(replace(box, x=x, y=flow.y + height - box.h, key=key))
        flow.y += board.bottom
    for key, thing in things:
        layout_lowest_board(style, thing, flow, gap, key)
    flow.y += style.px(30)


def layout_conclusions(style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool) -> None:
    """Lays out what can be concluded and what not, each part under its heading; side by side if there is room."""
    parts: list[list[tuple[int, Heading | Paragraph]]] = []
    for key, block in blocks:
        if isinstance(block, Heading) or not parts:
            parts.append([])
        if isinstance(block, Heading | Paragraph):
            parts[-1].append((key, block))
    gap, indent = style.px(INTRODUCTION_GAP_UNITS), style.px(20)
    is_double = in_columns and len(parts) == len(RULE_COLOURS)
    width = (flow.width - gap) // 2 if is_double else min(flow.width, style.column_width)
    top = bottom = flow.y
    for column, (part, colour) in enumerate(zip(parts, RULE_COLOURS, strict=False)):
        x = flow.x + column * (width + gap) if is_double else flow.x
        text = VerticalFlow(x + indent, top if is_double else bottom, width - indent)
        for key, block in part:
            text.add(layout_text_block(style, block, text.width), style.paragraph_gap(8), key=key)
        rule = make_filled_box(style.px(3), text.y - text.boxes[0].y - style.paragraph_gap(8), colour)
        flow.boxes += [replace(rule, x=x, y=text.boxes[0].y), *text.boxes]
        bottom = max(bottom, text.y + style.px(0 if is_double else 18))
    flow.y = bottom + style.px(30)


def _layout_label(style: TextStyle, folder: ArchiveFolder, width: int) -> Box:
    """Lays out the label of a folder: its number, whose file it is, who kept it, and what it holds."""
    inner_width = width - 2 * style.px(12) - 2 * style.px(10)
    is_open = not folder.closed
    texts = [
        style.layout_label(str(folder.number), inner_width, "number", "accent" if is_open else "soft", bold=True),
        style.layout_label(folder.name, inner_width, "label" if is_open else "note", "ink"),
    ]
    if folder.office:
        spans = style.line_to_spans(describe_office(folder), "meta", "soft")
        texts.append(style.layout_text(spans, inner_width, "meta"))
    texts.append(style.layout_label(describe_folder(folder), inner_width, "meta", "ink" if is_open else "soft"))
    if folder.is_assessed:
        texts.append(style.layout_label(gettext(ASSESSED), inner_width, "meta", "accent"))
    return vstack(texts, style.px(3), inner_width)


def _layout_folder(style: TextStyle, folder: ArchiveFolder, width: int, label_height: int) -> Box:
    """Lays out a folder that stands on the shelf, its papers above its edge; or the dashed outline of none."""
    label = _layout_label(style, folder, width)
    margin, pad = style.px(12), style.px(10)
    edges = min(folder.paper_count, MAX_PAPER_EDGES)
    top = 0 if folder.closed else style.px(PAPER_EDGE_UNITS) * edges + style.px(4)
    grown = 0 if folder.closed else style.px(4) * edges
    height = top + margin + 2 * pad + label_height + grown + style.px(40)
    body = Rect(0, top, width, height - top)
    plate = Rect(margin, top + margin, width - 2 * margin, label.h + 2 * pad)
    content = translate_marks(label.marks, plate.x + pad, plate.y + pad)
    if folder.closed:
        outline = StrokeRect(body, "soft", style.px(2), style.px(8))
        return Box(width, height, (outline, *content), role="text", name=_describe(folder))
    marks: list[Mark] = [*_make_paper_edges(style, width, edges, top), *_make_body(style, folder, body)]
    marks += [FillRect(plate, "sheet"), StrokeRect(plate, "ink", style.px(1.5)), *content]
    name, target = _describe(folder), _make_target(folder, Rect(0, 0, width, height))
    return Box(width, height, tuple(marks), (target,), name=name)


def _make_paper_edges(style: TextStyle, width: int, count: int, top: int) -> Iterator[Mark]:
    """Yields the upper edges of the papers in a folder, each a little aside of the one before it."""
    step, inset = style.px(PAPER_EDGE_UNITS), style.px(16)
    for index in range(count):
        y = top - step * (count - index)
        shift = style.px((0, 5, 2, 7)[index % 4])
        sheet = Rect(inset + shift, y, width - 2 * inset - style.px(7), step * (count - index) + style.px(4))
        yield FillRect(sheet, "sheet")
        yield StrokeRect(sheet, "ink", style.px(1))


def _make_body(style: TextStyle, folder: ArchiveFolder, body: Rect) -> Iterator[Mark]:
    """Yields the cover of a folder: its colour and band say what became of the card, as a word on the label does."""
    colours: dict[str | None, Colour] = {"taken-away": "red", "never-had-one": "sheet", None: "sand"}
    fill = colours.get(folder.stamp, "ink")
    yield FillRect(body, fill)
    yield StrokeRect(body, "ink", style.px(2.5))
    if folder.stamp == "never-had-one":
        yield StrokeRect(body.inflate(-style.px(10), -style.px(10)), "ink", style.px(1.2))
    if folder.stamp == "marked":
        band = Rect(body.x, body.bottom - style.px(38), body.w, style.px(8))
        yield FillRect(band, "red")
    centre = (body.centerx, body.bottom - style.px(19))
    yield Circle(*centre, style.px(9), "ink")
    yield Circle(*centre, style.px(7), "paper")


def _layout_row(style: TextStyle, folder: ArchiveFolder, width: int) -> Box:
    """Lays out a place of the shelf as a line of a list."""
    pad, band = style.px(12), style.px(12)
    label = _layout_label(style, folder, width - band)
    rect = Rect(0, 0, width, label.h + 2 * pad)
    content = translate_marks(label.marks, band + pad, pad)
    if folder.closed:
        outline = StrokeRect(rect, "soft", style.px(2), style.px(6))
        return Box(width, rect.h, (outline, *content), name=_describe(folder))
    fill: Colour = "red" if folder.stamp in ("taken-away", "marked") else "ink"
    marks = (FillRect(rect, "sheet"), FillRect(Rect(0, 0, band, rect.h), fill), StrokeRect(rect, "ink", style.px(2)))
    active = (FillRect(rect, "sand"), *marks[1:])
    name, target = _describe(folder), _make_target(folder, rect)
    return Box(width, rect.h, (*marks, *content), (target,), (*active, *content), name=name)


def _make_target(folder: ArchiveFolder, rect: Rect) -> HitTarget:
    name = _name_target(folder)
    return HitTarget(make_open_command(folder.number), (rect,), "button", name, text_range=(0, len(name)))


def _name_target(folder: ArchiveFolder) -> str:
    return end_sentence(gettext(OPEN_FILE).format(number=folder.number, name=folder.name))


def _describe(folder: ArchiveFolder) -> str:
    """Returns the whole label in words, for a screen reader."""
    text = "".join(run.text for run in describe_office(folder))
    office = f" {end_sentence(text)}" if text else ""
    assessed = f" {gettext(ASSESSED)}." if folder.is_assessed else ""
    name = f"{folder.number}. {end_sentence(folder.name)}" if folder.closed else _name_target(folder)
    return f"{name}{office} {describe_folder(folder)}.{assessed}"


# ---------------------------------------------------------------------------------------------------- a file opened


def layout_stranger_file(
    style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, answers: AnswerForm | None
) -> None:  # fmt: skip
    """Lays out a file as a stranger finds it: each paper and each gap with its statement beside or below it."""
    is_beside = flow.width >= style.px(MIN_BESIDE_UNITS)
    gap = style.px(BESIDE_GAP_UNITS)
    width = flow.width if is_beside else min(flow.width, style.column_width)
    paper_width = round(width * PAPER_SHARE) if is_beside else width
    side_width = width - paper_width - gap if is_beside else width
    chosen = answers.file_answers if answers is not None else ()
    number = 0
    statement: Box | None
    for (key, block), (next_key, following) in pairwise((*blocks, (-1, None))):
        if isinstance(block, Assessment):
            if _is_paired(blocks, key):
                continue
            number += 1
            flow.add(_layout_statement(style, block, number, chosen, width), style.px(26), key=key)
            continue
        match block:
            case FileCard():
                flow.add(layout_file_card(style, block, width), style.px(16), key=key)
                continue
            case Heading() | Paragraph():
                flow.add(layout_text_block(style, block, min(width, style.column_width)), style.px(16), key=key)
                continue
            case FilePaper():
                paper = layout_file_paper(style, block, paper_width)
            case FileGap():
                paper = layout_file_gap(style, block, paper_width)
            case _:
                raise TypeError(f"{type(block).__name__} is not laid out in a file of the archive")
        statement = None
        if isinstance(following, Assessment):
            number += 1
            statement = _layout_statement(style, following, number, chosen, side_width)
        flow.boxes.append(replace(paper, x=flow.x, y=flow.y, key=key))
        bottom = flow.y + paper.h
        if statement is not None:
            place = (flow.x + paper_width + gap, flow.y) if is_beside else (flow.x, bottom + style.px(14))
            flow.boxes.append(replace(statement, x=place[0], y=place[1], key=next_key))
            bottom = max(bottom, place[1] + statement.h)
        flow.y = bottom + style.px(30)
    flow.y += style.px(8)


def _is_paired(blocks: IndexedBlocks, key: int) -> bool:
    """Returns True if a statement stands beside the paper or the gap before it."""
    before = next((block for place, block in blocks if place == key - 1), None)
    return isinstance(before, FilePaper | FileGap)


def _layout_statement(
    style: TextStyle, block: Assessment, number: int, chosen: Sequence[str], width: int
) -> Box:  # fmt: skip
    answer = chosen[number - 1] if number <= len(chosen) else ""
    return layout_assessment(style, block, number, answer, width)
