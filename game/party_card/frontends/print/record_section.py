"""Writes the part of the teacher's guide about the record: its layers, with every source.

Invariant: the text is the scene's own; what is shown after some choices only is marked.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import RecordBlock
from party_card.engine import page as pages
from party_card.engine.aftermath import HEADING as AFTERMATH
from party_card.engine.aftermath import build_source_end_blocks
from party_card.engine.block_builder import build_record_blocks
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block
from party_card.engine.page_builder import ESSENTIALS_HEADING
from party_card.engine.record_words import WHAT_HAPPENED
from party_card.frontends.print import sheet
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.print.sheet import inline_html, section
from party_card.frontends.shared.html import Html, element
from party_card.frontends.shared.printable import grade_tags
from party_card.localization import gettext


def write_record_sections(lesson: LessonData, notes: FootnoteCollector) -> Iterator[Html]:
    """Yields the essentials, the record and what came after, as far as a scene has them."""
    scene, evidence = lesson.scene, lesson.proof.compiled.evidence
    layers = ((ESSENTIALS_HEADING, scene.essentials), (WHAT_HAPPENED, scene.record), (AFTERMATH, scene.aftermath))
    for heading, parts in layers:
        elements = [element for part in parts for element in _write_part(part, lesson, notes)]
        if elements and heading == AFTERMATH:
            elements += [_write_block(block, "") for block in build_source_end_blocks(evidence)]
        if elements:
            yield section(gettext(heading), *elements, class_="record")


def _write_part(part: RecordBlock, lesson: LessonData, notes: FootnoteCollector) -> Iterator[Html]:
    remark = f" ({gettext('shown after some choices only')})"
    remark_html = element("span", remark, class_="about") if part.if_ else ""
    for block in build_record_blocks(part, lesson.proof.compiled.evidence, notes):
        yield _write_block(block, remark_html)


def _write_block(block: Block, remark: str) -> Html:
    match block:
        case pages.RecordParagraph(date, runs, grades):
            label = element("b", f"{date[:1].upper()}{date[1:]}. ") if date else ""
            return element("p", label, inline_html(runs), grade_tags(grades), remark)
        case pages.Statement(name, runs, grades):
            return element("p", element("b", f"{name}: "), inline_html(runs), grade_tags(grades), remark)
        case pages.Unknown(runs):
            label = element("b", gettext("What remains unknown."), " ")
            return element("p", label, inline_html(runs), remark, class_="open")
        case pages.Paragraph(runs):
            return element("p", inline_html(runs))
        case pages.Heading(text):
            return element("h3", text)
        case pages.Chart():
            return sheet.chart(block)
        case pages.SourceComparison():
            return sheet.comparison(block)
    raise TypeError(f"{type(block).__name__} is no block of a record")
