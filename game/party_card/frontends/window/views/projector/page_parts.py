"""Turns the blocks of a page into the parts of slides.

Invariant: everything that a page says is on a slide, in its order; only its offers are not, and the ending is not said
again on the pages after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import assert_never

from party_card.engine import page as pages
from party_card.engine.aftermath import HEADING as AFTERMATH
from party_card.engine.block_builder import ABOUT_HEADING
from party_card.engine.ending_reach import CAUSES_HEADING
from party_card.engine.page import Block, Page, Run
from party_card.engine.source_words import COMPARISON, list_comparison_lines
from party_card.frontends.window.toolkit.letter_case import begin_upper_case
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.views.date_rail import LINK_LABELS
from party_card.frontends.window.views.projector.file_parts import list_file_parts
from party_card.frontends.window.views.projector.parts import Part, make_label, make_text
from party_card.frontends.window.views.text_blocks import SKILL_LABELS, list_topics
from party_card.localization import gettext, gettext_noop

YOUR_ENDING = gettext_noop("Your ending")
_BLOCKS_BY_THEMSELVES = (
    pages.Heading, pages.Chart, pages.Comparison, pages.Question, pages.SourceComparison, pages.Assessment, pages.About,
    pages.FileCard, pages.FilePaper, pages.FileGap,
)  # fmt: skip
"""The blocks that begin a slide."""


def list_page_parts(
    page: Page, picture: Path | None = None, votes: Mapping[int, str] | None = None, notices: Sequence[str] = ()
) -> tuple[Part, ...]:
    """Returns the parts of a page; `votes` are sentences on the hands for each decision, by its number."""
    section = "" if page.kind in ("briefing", "passage", "between") else page.heading
    parts = [make_text(notice, "account", colour="soft") for notice in notices]
    parts += _list_opening_parts(page, picture)
    question_count = 0
    for block in page.blocks:
        if isinstance(block, pages.Heading) and (block.level == 0 or block.text == gettext(AFTERMATH)):
            section = block.text
            continue
        question_count += isinstance(block, pages.Question | pages.Assessment)
        block_parts = list(_list_block_parts(block, question_count, votes or {}))
        if block_parts and isinstance(block, _BLOCKS_BY_THEMSELVES):
            block_parts[0] = replace(block_parts[0], begins_slide=True)
        if parts and block_parts and parts[-1].section != section:
            block_parts[0] = replace(block_parts[0], begins_slide=True)
        parts += [replace(part, section=section) for part in block_parts]
    if page.kind == "passage" and page.ending:
        parts += _list_ending_parts(page)
    return tuple(parts)


def _list_opening_parts(page: Page, picture: Path | None) -> list[Part]:
    """Returns what stands on the first slide of a briefing or an intermission."""
    parts: list[Part] = []
    if page.kind not in ("briefing", "between"):
        return parts
    if picture is not None:
        parts.append(Part((Run(page.alt),), picture=picture, keeps_with_next=True))
    heading = page.heading if page.kind == "between" else page.title
    parts.append(Part((Run(heading),), "title", box_role="heading", keeps_with_next=True))
    dates = gettext("From {start} to {end}").format(start=page.since, end=page.dates) if page.since else page.dates
    if meta := join_phrases((dates, page.place)):
        parts.append(make_text(meta, "account", colour="soft"))
    return parts


def _list_ending_parts(page: Page) -> list[Part]:
    """Returns the title of the ending, what it means, and what led to it."""
    parts = [
        make_label(gettext(YOUR_ENDING), begins_slide=True, colour="soft"),
        Part((Run(page.ending),), "title", box_role="heading"),
    ]
    if page.cost:
        parts.append(replace(make_text(page.cost), frame="bar"))
    if page.causes:
        parts.append(make_label(gettext(CAUSES_HEADING)))
        parts += [replace(make_text(cause, "account"), frame="bullet") for cause in page.causes]
    return parts


def _list_block_parts(block: Block, number: int, votes: Mapping[int, str]) -> Iterator[Part]:
    match block:
        case pages.Heading(text):
            yield replace(make_label(text), role="place", colour="ink")
        case pages.Paragraph(line):
            yield Part(line)
        case pages.Hook(line):
            yield Part(line, "lead")
        case pages.About(lines):
            yield make_label(gettext(ABOUT_HEADING))
            for line in lines:
                yield Part(line)
        case pages.Document(lines):
            for line in lines:
                yield Part(line or (Run(" "),), "document", frame="sheet")
        case pages.ContentNote(topics):
            yield make_label(gettext("Content note"))
            yield make_text(gettext("This scene touches on {topics}.").format(topics=list_topics(topics)), "account")
        case pages.Comparison():
            yield Part(comparison=block, vote=votes.get(block.number, ""))
        case pages.RecordParagraph(date, line, grades):
            if date:
                yield make_label(begin_upper_case(date))
            yield Part(line, grades=tuple(grade for grade in grades if grade != "documented"), frame="bar")
        case pages.Link(label, date, line, grades):
            yield make_label(" · ".join(filter(None, (date, gettext(LINK_LABELS[label])))))
            yield Part(line, grades=grades, frame="bar")
        case pages.Unknown(line):
            yield make_label(gettext("What remains unknown"))
            yield Part(line, frame="bar")
        case pages.Chart():
            yield Part(chart=block)
        case pages.Statement(label, line, grades):
            yield make_label(label)
            yield Part(line, grades=grades)
        case pages.SourceComparison(line, grades):
            yield make_label(gettext(COMPARISON))
            yield Part(line, "lead", grades=grades)
            for detail in list_comparison_lines(block):
                yield Part(detail, "account", frame="bullet")
        case pages.Question(line, skill):
            yield make_label(f"{number} · {gettext(SKILL_LABELS[skill])}")
            yield Part(line, "lead")
        case (
            pages.FileCard()
            | pages.FilePaper()
            | pages.FileDecision()
            | pages.FileGap()
            | pages.ArchiveFolder()
            | pages.ArchivedThing()
            | pages.ProvenanceStep()
            | pages.Assessment()
        ):
            yield from list_file_parts(block, number)
        case _:
            assert_never(block)
