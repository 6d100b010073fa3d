"""The blocks of a page down its sheet: prose, decisions beside the record, the story with its figures, what is unknown.

Law: boxes come in reading order, and each carries the number of its block. On a wide window a figure stands beside the
account that it follows; on a narrow one, beneath it. Nothing else differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pygame import Rect

from party_card.engine.page import (
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    Heading,
    Link,
    Page,
    Paragraph,
    Question,
    RecordParagraph,
    Unknown,
)  # fmt: skip
from party_card.frontends.window.toolkit.box import Box, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import comparison, text_blocks
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.bar_chart import layout_chart
from party_card.frontends.window.views.date_rail import RAIL_WIDTH_UNITS

MIN_CHARTS_WIDTH_UNITS = 300
"""How narrow the figures beside a story may be."""
MAX_CHART_OVERHANG_UNITS = 160
"""How far figures may reach below the story that they stand beside: beyond that, the page has a hole."""
MIN_STORY_WIDTH_UNITS = 500
"""How narrow the story itself may be beside them."""
NumberedBlocks = Sequence[tuple[int, Block]]


def layout_blocks(
    style: TextStyle, page: Page, flow: VerticalFlow, in_columns: bool, answers: AnswerForm | None
) -> None:
    """All blocks of a page; `wide` where there is room for columns."""
    question = 0
    for kind, numbered in groupby(enumerate(page.blocks), lambda item: _group_name(item[1])):
        made = list(numbered)
        match kind:
            case "decisions":
                _layout_decisions(style, made, flow, in_columns)
            case "story":
                _layout_story(style, page, made, flow, in_columns)
            case "unknown":
                _layout_grid(style, page, made, flow, in_columns)
            case _:
                question = _layout_text(style, page, made, flow, answers, question)


def _group_name(block: Block) -> str:
    match block:
        case Comparison():
            return "decisions"
        case RecordParagraph() | Link() | Chart():
            return "story"
        case Unknown():
            return "unknown"
        case _:
            return "read"


def _layout_decisions(style: TextStyle, made: NumberedBlocks, flow: VerticalFlow, wide: bool) -> None:
    if wide:
        flow.add(comparison.layout_column_headers(style, flow.width))
    for n, (k, block) in enumerate(made, 1):
        if isinstance(block, Comparison):
            row = comparison.layout_decision if wide else comparison.layout_stacked_row
            flow.add(row(style, block, n, flow.width, last=n == len(made)), key=k)
    flow.y += style.px(18)


def _layout_story(style: TextStyle, page: Page, made: NumberedBlocks, flow: VerticalFlow, wide: bool) -> None:
    """Accounts along their line; figures beside them where they end with them, else between them."""
    start, y = len(flow.boxes), flow.y
    if _layout_accounts(style, page, made, flow, wide, apart=True) > style.px(MAX_CHART_OVERHANG_UNITS):
        del flow.boxes[start:]
        flow.y = y
        _layout_accounts(style, page, made, flow, wide, apart=False)


def _layout_accounts(
    style: TextStyle, page: Page, made: NumberedBlocks, flow: VerticalFlow, wide: bool, *, apart: bool
) -> int:
    """The same, with the figures `apart` if there is room; returns how far they reach below the last account."""
    told = [k for k, block in made if isinstance(block, RecordParagraph | Link)]
    if not told:
        _layout_grid(style, page, made, flow, wide)
        return 0
    indent = style.px(RAIL_WIDTH_UNITS + comparison.COLUMN_GAP_UNITS)
    side = max(flow.width - indent - style.column_width - style.px(44), style.px(MIN_CHARTS_WIDTH_UNITS))
    beside = apart and wide and flow.width - indent - side - style.px(44) >= style.px(MIN_STORY_WIDTH_UNITS)
    figures = beside and any(isinstance(block, Chart) for _, block in made)
    width = min(flow.width - (side + style.px(44) if figures else 0), indent + style.column_width)
    start = top = flow.y  # where the story began, and its last account
    aside: list[tuple[int, int]] = []  # the figures beside it: which box, and where the account began that it follows
    for k, block in made:
        if isinstance(block, Chart):
            drawn = layout_chart(style, block, side if beside else width - (indent if wide else 0), page.when)
            if beside:
                aside.append((len(flow.boxes), top + style.px(13)))
                flow.boxes.append(_numbered(drawn.placed_at(flow.x + flow.width - side, 0), k))
            else:
                between = drawn if not wide else comparison.layout_chart_on_rail(style, drawn, width, last=k > told[-1])
                flow.y += style.px(0 if wide else 12)
                flow.add(between, style.px(0 if wide else 24), key=k)
        elif isinstance(block, RecordParagraph | Link):
            top = flow.y
            last = k == told[-1]
            row = comparison.layout_record_paragraph(style, block, width, last=last) if wide else comparison.layout_stacked_row(
                style, block, 0, flow.width, last=last
            )  # fmt: skip
            flow.add(row, key=k)
    end = _align_charts(flow, aside, start + style.px(13), style.px(36))
    hole, flow.y = end - flow.y, max(flow.y, end) + style.px(18)
    return hole


def _align_charts(flow: VerticalFlow, aside: Sequence[tuple[int, int]], start: int, gap: int) -> int:
    """Put figures at their accounts, or higher where they would reach below the story; returns where they end."""
    tops: list[int] = []
    end = flow.y
    for n, wanted in reversed(aside):
        tops.insert(0, min(wanted, end - flow.boxes[n].h))
        end = tops[0] - gap
    free = start
    for (n, _), top in zip(aside, tops, strict=True):
        box = flow.boxes[n]
        flow.boxes[n] = box.placed_at(box.x, max(top, free))
        free = flow.boxes[n].y + box.h + gap
    return free - gap


def _numbered(box: Box, key: int) -> Box:
    return Box(box.w, box.h, box.marks, box.targets, box.active_marks, box.role, box.name, key, box.x, box.y)


def _layout_grid(style: TextStyle, page: Page, made: NumberedBlocks, flow: VerticalFlow, wide: bool) -> None:
    """Figures without a story, and what is unknown: two or three beside each other where there is room."""
    gap = style.px(32)
    many = min(len(made), 3 if flow.width >= style.px(1050) else 2) if wide else 1
    if many == 1:
        for k, block in made:
            flow.add(_layout_cell(style, page, block, min(flow.width, style.column_width)), style.px(20), key=k)
        return
    column = (flow.width - (many - 1) * gap) // many
    for at in range(0, len(made), many):
        row = [_layout_cell(style, page, block, column) for _, block in made[at : at + many]]
        placed = [box.placed_at(n * (column + gap), 0) for n, box in enumerate(row)]
        flow.add(group_boxes(placed, flow.width, max(box.h for box in row)), style.px(26), key=made[at][0])


def _layout_cell(style: TextStyle, page: Page, block: Block, width: int) -> Box:
    if isinstance(block, Chart):
        return layout_chart(style, block, width, page.when)
    return comparison.layout_unknown(style, block, width) if isinstance(block, Unknown) else Box(width, 0)


def _layout_text(
    style: TextStyle, page: Page, made: NumberedBlocks, flow: VerticalFlow, answers: AnswerForm | None, question: int
) -> int:
    """Prose, one under another; returns how many questions there were so far."""
    width = min(flow.width, style.column_width)
    for k, block in made:
        gap = style.paragraph_gap({Heading: 10, Document: 18, ContentNote: 20, Question: 26}.get(type(block), 13))
        match block:
            case Heading() if page.kind in ("record", "winter"):
                flow.add(_layout_section_heading(style, block, flow.width), style.px(6), key=k)
            case Heading():
                flow.add(text_blocks.layout_heading(style, block, width), gap, key=k)
            case Paragraph():
                flow.add(text_blocks.layout_prose(style, block, width), gap, key=k)
            case Document():
                flow.add(text_blocks.layout_document(style, block, width), gap, key=k)
            case ContentNote():
                flow.add(text_blocks.layout_content_note(style, block, width), gap, key=k)
            case Question():
                question += 1
                gap = gap if answers is None else style.paragraph_gap(12)
                flow.add(text_blocks.layout_question(style, block, question, width), gap, key=k)
                if answers is not None:
                    answers.layout_answer(style, block, question, flow, width)
            case _:
                pass
    return question


def _layout_section_heading(style: TextStyle, block: Heading, width: int) -> Box:
    """A heading of the record, under a line across the page."""
    rule = Box(width, style.px(3), (FillRect(Rect(0, style.px(8), width, style.px(3)), "ink"),))
    said = style.layout_label(
        block.text, width, "place" if style.width_units >= 700 else "heading", balanced=True, box_role="heading"
    )
    return vstack([rule, said], style.px(16), width)
