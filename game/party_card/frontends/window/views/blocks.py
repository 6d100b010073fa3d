"""Lays out the blocks of a page: prose, decisions next to the record, the accounts with their charts, open questions.

Invariant: boxes come in reading order, each with the index of its block as key.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from party_card.engine.aftermath import HEADING as AFTERMATH
from party_card.engine.page import (
    About,
    ArchivedThing,
    ArchiveFolder,
    Assessment,
    Block,
    Chart,
    Comparison,
    ContentNote,
    Document,
    FileCard,
    FileDecision,
    FileGap,
    FilePaper,
    Heading,
    Hook,
    Link,
    Page,
    Paragraph,
    ProvenanceStep,
    Question,
    RecordParagraph,
    SourceComparison,
    Statement,
    Unknown,
)  # fmt: skip
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views import comparison, text_blocks
from party_card.frontends.window.views.accounts import IndexedBlocks, layout_grid, layout_story
from party_card.frontends.window.views.answer_form import AnswerForm
from party_card.frontends.window.views.archive import (
    layout_conclusions,
    layout_introduction,
    layout_shelf,
    layout_stranger_file,
)
from party_card.frontends.window.views.campaign_end import layout_campaign_end
from party_card.frontends.window.views.file_desk import layout_file
from party_card.frontends.window.views.fold_heading import layout_fold_heading
from party_card.frontends.window.views.provenance import layout_steps
from party_card.frontends.window.views.source_cards import layout_source_comparison
from party_card.frontends.window.views.statements import layout_statement, measure_labels
from party_card.localization import gettext

MIN_SECTIONS_WIDTH_UNITS, SECTIONS_GAP_UNITS = 1050, 56
"""The least width of what came after in two columns, and the gap between them."""


def layout_blocks(
    style: TextStyle, page: Page, flow: VerticalFlow, in_columns: bool, answers: AnswerForm | None,
    toggled_parts: Collection[int] = (),
) -> None:  # fmt: skip
    """Lays out all blocks of a page, in one column or several; of a record, the parts whose headings are open."""
    blocks = list(enumerate(page.blocks))
    start = next((key for key, block in blocks if block == Heading(gettext(AFTERMATH))), len(blocks))
    if page.kind == "record":
        _layout_parts(style, page, blocks[:start], flow, in_columns, toggled_parts)
        _layout_sequence(style, page, blocks[start : start + 1], flow, in_columns, answers)
    elif page.kind == "file":
        layout_file(style, blocks, flow, in_columns, answers)
    elif page.kind == "archive":
        _layout_archive(style, page, blocks, flow, in_columns, answers)
    elif page.kind == "winter":

        def layout_part(part: IndexedBlocks, part_flow: VerticalFlow, has_columns: bool) -> None:
            _layout_sequence(style, page, part, part_flow, has_columns, answers)

        layout_campaign_end(style, blocks, flow, in_columns, layout_part)
    elif page.kind == "folder":
        _layout_archived_file(style, blocks, flow, in_columns, answers)
    else:
        _layout_sequence(style, page, blocks[: start + 1], flow, in_columns, answers)
    layout_aftermath(style, page, blocks[start + 1 :], flow, in_columns)


def _layout_archive(
    style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool,
    answers: AnswerForm | None,
) -> None:  # fmt: skip
    """Lays out the archive: what stands above the shelf, the shelf, what can be concluded, and the question."""
    kinds: list[type[Block]] = [type(block) for _, block in blocks]
    start = next((index for index, kind in enumerate(kinds) if kind is not Paragraph), len(blocks))
    end = next((index for index in range(start + 1, len(blocks)) if kinds[index] is Heading), len(blocks))
    question = kinds.index(Question) - 1 if Question in kinds else len(blocks)
    layout_introduction(style, blocks[:start], flow, in_columns)
    _layout_sequence(style, page, blocks[start:end], flow, in_columns, answers)
    layout_conclusions(style, blocks[end:question], flow, in_columns)
    _layout_sequence(style, page, blocks[question:], flow, in_columns, answers)


def _layout_archived_file(
    style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool, answers: AnswerForm | None
) -> None:  # fmt: skip
    """Lays out a file of the archive as a stranger finds it or, once the decisions are shown, with them beside it."""
    if any(isinstance(block, FileDecision) for _, block in blocks):
        layout_file(style, blocks, flow, in_columns, answers)
    else:
        layout_stranger_file(style, blocks, flow, answers)


def layout_aftermath(
    style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool
) -> None:  # fmt: skip
    """Lays out what came after: its sections, in two columns if there is room."""
    sections = _split_sections(blocks)
    if in_columns and flow.width >= style.px(MIN_SECTIONS_WIDTH_UNITS):
        _layout_section_columns(style, page, sections, flow)
    else:
        for section in sections:
            _layout_section(style, page, section, flow, in_columns)


def _layout_parts(
    style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool,
    toggled_parts: Collection[int],
) -> None:  # fmt: skip
    """Lays out a record whose parts are folded under their headings of level 2, all but the first.

    `toggled_parts` are shown the other way round.
    """
    starts = [number for number, (_, block) in enumerate(blocks) if isinstance(block, Heading) and block.level == 2]
    _layout_sequence(style, page, blocks[: starts[0] if starts else len(blocks)], flow, in_columns, None)
    for start, end in pairwise((*starts, len(blocks))):
        key, heading = blocks[start]
        if isinstance(heading, Heading):
            is_open = (key in toggled_parts) != (start == starts[0])
            if flow.cut():
                return
            width = flow.width if in_columns else min(flow.width, style.column_width)
            flow.add(layout_fold_heading(style, heading, key, width, is_open=is_open), style.px(8), key=key)
            if is_open:
                _layout_sequence(style, page, blocks[start + 1 : end], flow, in_columns, None)


def _layout_sequence(
    style: TextStyle, page: Page, indexed_blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool,
    answers: AnswerForm | None,
) -> None:  # fmt: skip
    """Lays out blocks one group below another."""
    question_count = 0
    for group_name, group in groupby(indexed_blocks, lambda item: _group_name(item[1])):
        blocks = list(group)
        if flow.cut():
            return
        match group_name:
            case "decisions":
                _layout_decisions(style, blocks, flow, in_columns)
            case "story":
                layout_story(style, page, blocks, flow, in_columns)
            case "statements":
                _layout_statements(style, blocks, flow)
            case "sources":
                for key, block in blocks:
                    if isinstance(block, SourceComparison):
                        boxes, height = layout_source_comparison(style, block, flow.width)
                        flow.boxes += [replace(box, x=box.x + flow.x, y=box.y + flow.y, key=key) for box in boxes]
                        flow.y += height + style.px(30)
            case "shelf":
                layout_shelf(style, blocks, flow)
            case "steps":
                kinds = [block.kind for block in page.blocks[: blocks[0][0]] if isinstance(block, ProvenanceStep)]
                layout_steps(style, blocks, flow, is_broken="break" in kinds)
            case "file":
                layout_file(style, blocks, flow, in_columns, answers)
            case "unknown":
                layout_grid(style, page, blocks, flow, in_columns)
            case _:
                question_count = _layout_text(style, page, blocks, flow, answers, question_count)


def _group_name(block: Block) -> str:
    match block:
        case Comparison():
            return "decisions"
        case RecordParagraph() | Link() | Chart():
            return "story"
        case Statement():
            return "statements"
        case SourceComparison():
            return "sources"
        case Unknown():
            return "unknown"
        case FileCard() | FilePaper() | FileDecision() | FileGap() | Assessment():
            return "file"
        case ArchiveFolder() | ArchivedThing():
            return "shelf"
        case ProvenanceStep():
            return "steps"
        case Heading() | Paragraph() | Hook() | About() | Document() | ContentNote() | Question():
            return "text"


def _split_sections(blocks: IndexedBlocks) -> list[list[tuple[int, Block]]]:
    """Splits blocks before each heading of level 2, and before a chart that has none."""
    sections: list[list[tuple[int, Block]]] = []
    for key, block in blocks:
        is_after_heading = bool(sections) and isinstance(sections[-1][-1][1], Heading)
        if not sections or isinstance(block, Heading) or (isinstance(block, Chart) and not is_after_heading):
            sections.append([])
        sections[-1].append((key, block))
    return sections


def _layout_section(
    style: TextStyle, page: Page, section: IndexedBlocks, flow: VerticalFlow, in_columns: bool
) -> None:  # fmt: skip
    """Lays out one section; a chart that begins it stands as low as a heading does."""
    if isinstance(section[0][1], Chart):
        flow.y += style.px(14)
    _layout_sequence(style, page, section, flow, in_columns, None)


def _layout_section_columns(
    style: TextStyle, page: Page, sections: Sequence[IndexedBlocks], flow: VerticalFlow
) -> None:  # fmt: skip
    """Lays out sections in two columns, read one after the other; one that compares sources has the whole width."""
    gap = style.px(SECTIONS_GAP_UNITS)
    width = (flow.width - gap) // 2
    for is_wide, group in groupby(sections, lambda section: any(isinstance(b, SourceComparison) for _, b in section)):
        if flow.cut():
            return
        if is_wide:
            for section in group:
                _layout_section(style, page, section, flow, in_columns=True)
            continue
        columns: list[VerticalFlow] = []
        for section in group:
            columns.append(VerticalFlow(0, 0, width))
            _layout_section(style, page, section, columns[-1], in_columns=False)
        heights = [column.y for column in columns]
        split = min(range(1, len(columns) + 1), key=lambda n: max(sum(heights[:n]), sum(heights[n:])))
        top = bottom = flow.y
        for x, part in ((flow.x, columns[:split]), (flow.x + width + gap, columns[split:])):
            y = top
            for column in part:
                flow.boxes += [box.placed_at(box.x + x, box.y + y) for box in column.boxes]
                y += column.y
            bottom = max(bottom, y)
        flow.y = bottom


def _layout_statements(style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow) -> None:
    """Lays out neighbouring statements as a table."""
    statements = [(key, block) for key, block in blocks if isinstance(block, Statement)]
    width = min(flow.width, style.column_width)
    labels_width = measure_labels(style, [block for _, block in statements], width)
    for key, block in statements:
        flow.add(layout_statement(style, block, width, labels_width), key=key)
    flow.y += style.px(22)


def _layout_decisions(style: TextStyle, blocks: IndexedBlocks, flow: VerticalFlow, in_columns: bool) -> None:
    if in_columns:
        flow.add(comparison.layout_column_headers(style, flow.width))
    layout_row = comparison.layout_decision if in_columns else comparison.layout_stacked_decision
    for position, (key, block) in enumerate(blocks, 1):
        if flow.cut():
            return
        if isinstance(block, Comparison):
            is_last = position == len(blocks)
            flow.add(layout_row(style, block, block.number or position, flow.width, is_last=is_last), key=key)
    flow.y += style.px(18)


def _layout_text(
    style: TextStyle, page: Page, blocks: IndexedBlocks, flow: VerticalFlow, answers: AnswerForm | None,
    question_count: int,
) -> int:  # fmt: skip
    """Lays out prose, one block below another; returns the number of questions so far."""
    width = min(flow.width, style.column_width)
    for key, block in blocks:
        gap = style.paragraph_gap({Heading: 10, Document: 18, ContentNote: 20, Question: 26}.get(type(block), 13))
        match block:
            case Heading(level=1) if page.kind in ("record", "winter"):
                flow.add(text_blocks.layout_section_heading(style, block, flow.width), style.px(6), key=key)
            case Question():
                question_count += 1
                gap = gap if answers is None else style.paragraph_gap(12)
                flow.add(text_blocks.layout_question(style, block, question_count, width), gap, key=key)
                if answers is not None:
                    answers.layout_answer(style, block, question_count, flow, width)
            case Heading() | Paragraph() | Hook() | About() | Document() | ContentNote():
                flow.add(text_blocks.layout_text_block(style, block, width), gap, key=key)
            case _:
                raise TypeError(f"{type(block).__name__} is not laid out as text")
    return question_count
