"""Composes the page of a person's file: a desk with card and papers, the decisions beside it, the question below.

In a wide window a red thread joins the decision that has the focus with the papers that show it. Large letters or a
narrow window have the same parts one below another.

Invariant: boxes come in reading order: card, papers, decisions, statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from pygame import Rect

from party_card.engine.page import Assessment, Block, FileCard, FileDecision, FileGap, FilePaper, Heading
from party_card.frontends.window.toolkit.box import Box, Command
from party_card.frontends.window.toolkit.layout import VerticalFlow, make_filled_box
from party_card.frontends.window.toolkit.primitives import Circle, Line, Mark, Polygon, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.person_file import (
    FILED_VERB,
    layout_assessment,
    layout_file_card,
    layout_file_decision,
    layout_file_gap,
    layout_file_paper,
)
from party_card.frontends.window.views.text_blocks import layout_text_block

MIN_DESK_WIDTH_UNITS = 940
"""The least width of the desk with the decisions beside it."""
DESK_SHARE = 0.55
COLUMN_GAP_UNITS = 40
DESK_PAD_UNITS = 24
MIN_PAPERS_WIDTH_UNITS = 500
"""The least width of papers in two columns."""
MIN_QUESTION_WIDTH_UNITS = 900
THREAD_STEPS = 14
"""So many short lines draw the curve of a thread."""
IndexedBlocks = Sequence[tuple[int, Block]]


class _Parts(NamedTuple):
    """The blocks of a file by their part of the page, each with its index."""

    desk: IndexedBlocks
    decisions: IndexedBlocks
    question: IndexedBlocks


def layout_file(
    style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool, answers: AnswerForm | None
) -> None:  # fmt: skip
    """Lays out the blocks of a file."""
    parts = _split(blocks)
    has_columns = in_columns and flow.width >= style.px(MIN_DESK_WIDTH_UNITS)
    gap = style.px(COLUMN_GAP_UNITS)
    desk_width = round(flow.width * DESK_SHARE) if has_columns else min(flow.width, style.column_width)
    list_width = flow.width - desk_width - gap if has_columns else desk_width
    top = flow.y
    desk = _layout_desk(style, parts.desk, VerticalFlow(flow.x, top, desk_width))
    column = VerticalFlow(flow.x + desk_width + gap, top, list_width)
    if not has_columns:
        column = VerticalFlow(flow.x, desk.y + style.px(26), list_width)
    for key, block in parts.decisions:
        if isinstance(block, FileDecision):
            column.add(layout_file_decision(style, block, list_width), key=key)
        else:
            column.add(_layout_heading(style, block, list_width), style.px(8), key=key)
    boxes = [*desk.boxes, *column.boxes]
    flow.boxes += _add_threads(style, boxes, dict(blocks)) if has_columns else boxes
    flow.y = (max(desk.y, column.y) if has_columns else column.y) + style.px(30)
    _layout_question(style, parts.question, flow, answers)


def _split(blocks: IndexedBlocks) -> _Parts:
    """Splits the blocks of a file before the first decision and the first statement, each with the heading above."""
    kinds: list[type[Block]] = [type(block) for _, block in blocks]

    def find(kind: type[Block], end: int) -> int:
        index = kinds.index(kind) if kind in kinds else end
        return index - 1 if 0 < index < len(kinds) and kinds[index - 1] is Heading else index

    question = find(Assessment, len(blocks))
    decisions = find(FileDecision, question)
    return _Parts(blocks[:decisions], blocks[decisions:question], blocks[question:])


def _layout_heading(style: TextStyle, block: Block, width: int) -> Box:
    return layout_text_block(style, block, width) if isinstance(block, Heading) else Box(width, 0)


# --------------------------------------------------------------------------------------------------------- desk


def _layout_desk(style: TextStyle, blocks: IndexedBlocks, desk: VerticalFlow) -> VerticalFlow:
    """Lays out the folder with the card and the papers; of these two columns, if there is room."""
    pad, tab, shadow = style.px(DESK_PAD_UNITS), style.px(16), style.px(8)
    if desk.width < style.px(420):
        pad = style.px(14)
    inner = VerticalFlow(desk.x + pad, desk.y + tab + pad, desk.width - 2 * pad - shadow)
    papers: list[tuple[int, FilePaper]] = []
    for key, block in blocks:
        match block:
            case FileCard():
                inner.add(layout_file_card(style, block, inner.width), style.px(16), key=key)
            case FilePaper():
                papers.append((key, block))
            case FileGap():
                inner.add(layout_file_gap(style, block, inner.width), style.px(16), key=key)
            case Heading():
                inner.add(_layout_heading(style, block, inner.width), style.px(10), key=key)
    _layout_papers(style, papers, inner)
    folder = _make_folder(Rect(0, tab, desk.width - shadow, inner.y + pad - desk.y - tab), tab, shadow, style)
    height = inner.y + pad + shadow - desk.y
    if blocks:
        desk.boxes = [Box(desk.width, height, folder, x=desk.x, y=desk.y, role="group"), *inner.boxes]
        desk.y += height
    return desk


def _layout_papers(style: TextStyle, papers: Sequence[tuple[int, FilePaper]], flow: VerticalFlow) -> None:
    """Lays out papers one below another, or in two columns, each paper where there is more room."""
    gap = style.px(16)
    is_double = flow.width >= style.px(MIN_PAPERS_WIDTH_UNITS) and len(papers) > 1
    width = (flow.width - gap) // 2 if is_double else flow.width
    bottoms = [flow.y, flow.y] if is_double else [flow.y]
    for key, paper in papers:
        column = bottoms.index(min(bottoms))
        box = layout_file_paper(style, paper, width)
        flow.boxes.append(replace(box, x=flow.x + column * (width + gap), y=bottoms[column], key=key))
        bottoms[column] += box.h + gap
    flow.y = max(bottoms) - (gap if papers else 0)


def _make_folder(rect: Rect, tab: int, shadow: int, style: TextStyle) -> tuple[Mark, ...]:
    """Returns the drawing of an open folder with its tab, in a hard shadow."""
    line = style.px(2)
    slope, tab_width = style.px(14), min(style.px(200), rect.w // 2)
    outline = (
        (rect.left, rect.top), (rect.left + slope, rect.top - tab), (rect.left + tab_width, rect.top - tab),
        (rect.left + tab_width + slope, rect.top), (rect.right, rect.top), (rect.right, rect.bottom),
        (rect.left, rect.bottom),
    )  # fmt: skip
    edges = zip(outline, (*outline[1:], outline[0]), strict=True)
    return (
        Polygon(tuple((x + shadow, y + shadow) for x, y in outline), "ink"),
        Polygon(outline, "sand"),
        *(Line(a, b, "ink", line) for a, b in edges),
    )


# ------------------------------------------------------------------------------------------------------ threads


def _add_threads(style: TextStyle, boxes: Iterable[Box], blocks: dict[int, Block]) -> list[Box]:
    """Gives each decision the threads to its papers, which are drawn while it has the focus."""
    boxes = list(boxes)
    papers = {block.letter: box.rect for box in boxes if isinstance(block := blocks.get(box.key), FilePaper)}
    threaded = []
    for box in boxes:
        block = blocks.get(box.key)
        letters = block.papers if isinstance(block, FileDecision) else ()
        rects = [papers[letter] for letter in letters if letter in papers]
        marks = [mark for rect in rects for mark in _make_thread(style, rect, box.rect, box.x, box.y)]
        threaded.append(replace(box, active_marks=(*(box.active_marks or box.marks), *marks)) if marks else box)
    return threaded


def _make_thread(style: TextStyle, paper: Rect, row: Rect, x: int, y: int) -> Iterable[Mark]:
    """Yields a frame around a paper and a curve to the row of a decision; `x` and `y` are the corner of their box."""
    frame = paper.inflate(style.px(8), style.px(8)).move(-x, -y)
    yield StrokeRect(frame, "red", style.px(3))
    start = (frame.right, frame.centery)
    end = (row.left - x - style.px(8), row.centery - y)
    middle = (start[0] + end[0]) / 2
    points = []
    for step in range(THREAD_STEPS + 1):
        t = step / THREAD_STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        xs, ys = (start[0], middle, middle, end[0]), (start[1], start[1], end[1], end[1])
        points.append(
            (sum(w * v for w, v in zip(weights, xs, strict=True)), sum(w * v for w, v in zip(weights, ys, strict=True)))
        )
    for a, b in pairwise(points):
        yield Line(a, b, "red", style.px(3))
    for point in (start, end):
        yield Circle(*point, style.px(5), "red")


# ----------------------------------------------------------------------------------------------------- question


def _layout_question(style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, answers: AnswerForm | None) -> None:
    """Lays out the statements below a rule, in two columns if there is room."""
    gap = style.px(44)
    is_double = flow.width >= style.px(MIN_QUESTION_WIDTH_UNITS)
    width = (flow.width - gap) // 2 if is_double else min(flow.width, style.column_width)
    chosen = answers.file_answers if answers is not None else ()
    statements: list[tuple[int, Box]] = []
    if blocks:
        flow.add(make_filled_box(flow.width if is_double else width, style.px(3), "ink"), style.px(4))
    for key, block in blocks:
        if isinstance(block, Assessment):
            number = len(statements) + 1
            answer = chosen[number - 1] if number <= len(chosen) else ""
            statements.append((key, layout_assessment(style, block, number, answer, width)))
        else:
            flow.add(_layout_heading(style, block, width), style.px(12), key=key)
    columns = 2 if is_double else 1
    for start in range(0, len(statements), columns):
        row = statements[start : start + columns]
        for column, (key, box) in enumerate(row):
            flow.boxes.append(replace(box, x=flow.x + column * (width + gap), y=flow.y, key=key))
        flow.y += max(box.h for _, box in row) + style.px(22)


def find_counterpart(blocks: Sequence[Block], argument: str) -> Command | None:
    """Returns the command of the paper that shows a decision, or of the first decision that a paper shows.

    `argument` is that of the command of one of them.
    """
    kind, _, name = argument.partition(" ")
    for block in blocks:
        if kind == "decision" and isinstance(block, FileDecision) and str(block.number) == name and block.papers:
            return Command(FILED_VERB, f"paper {block.papers[0]}")
        if kind == "paper" and isinstance(block, FilePaper) and block.letter == name and block.decisions:
            return Command(FILED_VERB, f"decision {block.decisions[0]}")
    return None
