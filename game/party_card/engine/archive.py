"""Builds the pages of the archive at the end of a campaign: the shelf with the files, and a file opened there.

Invariant: a file opened by a stranger shows what lies in it and nothing that only the player knows; what was lived
stands on the page only if it is asked for. Everything follows from finished playthroughs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from party_card.content.edtf import format_date
from party_card.content.models import Archive, Paper, PassageId
from party_card.content.prose import smart_quotes
from party_card.engine import page as pages
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.archive_words import (
    CAN_HEADING,
    CANNOT_HEADING,
    DAYS_GAP,
    FILE_HEADING,
    GAP_STATEMENT,
    HOW_TO_JUDGE,
    LIVED_HEADING,
    MOTIVE_STATEMENT,
    PAPER_STATEMENT,
    QUESTION_HEADING,
    REASONS,
    SHELF_HEADING,
    STRANGER_HEADING,
)
from party_card.engine.block_builder import build_question
from party_card.engine.campaign_pages import CompiledCampaign, format_date_range
from party_card.engine.entries import find_page_entries
from party_card.engine.file_blocks import ArchiveFolder, Assessment, FileCard, FileDecision, FileGap, FilePaper
from party_card.engine.file_page import (
    assess_certainty,
    build_card,
    build_file_blocks,
    build_paper,
    letter_of,
    read_file_state,
)
from party_card.engine.file_state import FileState, is_filed
from party_card.engine.file_words import MOTIVE_REASON
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Page
from party_card.engine.page_parts import Line, Run
from party_card.engine.playthrough import Playthrough
from party_card.engine.provenance import build_thing
from party_card.localization import gettext

# ------------------------------------------------------------------------------------------------------- the shelf


def build_archive_page(campaign: CompiledCampaign, archive: Archive, places: Sequence[ArchivePlace]) -> Page:
    """Builds the page of the shelf, with what can be concluded from the files and the question about them."""
    notes = FootnoteCollector(campaign.evidence)
    blocks: list[Block] = [pages.Paragraph(line) for line in notes.add_paragraphs(archive.text)]
    blocks.append(pages.Heading(gettext(SHELF_HEADING)))
    blocks += [_build_folder(number, place) for number, place in enumerate(places, 1)]
    if archive.provenance is not None:
        blocks.append(build_thing(campaign, archive.provenance, places))
    blocks += build_closing_blocks(archive, notes)
    return Page(
        kind="archive",
        scene="",
        title=smart_quotes(campaign.campaign.title),
        heading=smart_quotes(archive.title),
        dates=format_date_range(place.scene for place in places if place.is_open),
        place="",
        role="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.build_notes(),
        entries=find_page_entries(campaign.evidence, blocks, "archive"),
    )


def build_closing_blocks(archive: Archive, notes: FootnoteCollector) -> Iterator[Block]:
    """Builds the blocks below the shelf: what a stranger can conclude, what not, and the question."""
    for heading, texts in (
        (gettext(CAN_HEADING), [point.can for point in archive.conclusions if point.can]),
        (gettext(CANNOT_HEADING), [point.cannot for point in archive.conclusions if point.cannot]),
    ):
        if texts:
            yield pages.Heading(heading)
        for text in texts:
            yield from (pages.Paragraph(line) for line in notes.add_paragraphs(text))
    if archive.question is not None:
        yield pages.Heading(gettext(QUESTION_HEADING))
        yield build_question(archive.question, notes)


def _build_folder(number: int, place: ArchivePlace) -> ArchiveFolder:
    if place.scene.file is None or place.playthrough is None:
        closed: Literal["no file", "not played"] = "no file" if place.scene.file is None else "not played"
        return ArchiveFolder(number, smart_quotes(place.scene.title), closed)
    state = read_file_state(place.playthrough)
    card = build_card(state, 0, 0, FootnoteCollector(place.playthrough.compiled.evidence))
    return ArchiveFolder(
        number=number,
        name=card.name,
        office=tuple(run for run in card.office if run.note is None),
        is_office_invented=card.is_office_invented,
        stamp=card.stamp,
        paper_count=len(state.papers),
        is_assessed=place.is_assessed,
    )


# ---------------------------------------------------------------------------------------------------- a file opened


def build_folder_page(campaign_title: str, number: int, playthrough: Playthrough, *, shows_lived: bool) -> Page:
    """Builds the page of a file opened by a stranger; with `shows_lived` what was lived stands beside the papers.

    Only then the page has the title of the scene in place of that of the campaign.
    """
    scene, evidence = playthrough.compiled.scene, playthrough.compiled.evidence
    notes = FootnoteCollector(evidence)
    blocks = build_lived_blocks(playthrough, notes) if shows_lived else build_stranger_blocks(playthrough, notes)
    card = next(block for block in blocks if isinstance(block, FileCard))
    return Page(
        kind="folder",
        scene=str(scene.scene),
        title=smart_quotes(scene.title) if shows_lived else campaign_title,
        heading=gettext(FILE_HEADING).format(number=number, name=card.name),
        dates=format_date(scene.span) if scene.span else "",
        place=smart_quotes(scene.place),
        role="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.build_notes(),
        entries=find_page_entries(evidence, blocks, "folder"),
    )


def build_stranger_blocks(playthrough: Playthrough, notes: FootnoteCollector) -> list[Block]:
    """Builds the blocks of a file as a stranger finds it: each paper and each gap with a statement to assess."""
    state = read_file_state(playthrough)
    filed = [item.passage for item in playthrough.decisions() if is_filed(state.compiled.scene, item.passage)]
    blocks: list[Block] = [build_card(state, 0, 0, notes), pages.Heading(gettext(HOW_TO_JUDGE))]
    for paper in state.file.papers:
        if paper in state.papers:
            block = build_paper(state, paper, letter_of(state.papers.index(paper)), (), notes)
            blocks += [block, _assess_paper(block, paper, state.papers, filed)]
        elif paper.gap:
            blocks += _build_gap(notes.add_line(paper.gap))
    if days := list_days_without_paper(state, filed):
        blocks += _build_gap((Run(gettext(DAYS_GAP).format(days="; ".join(days))),))
    blocks.append(Assessment((Run(gettext(MOTIVE_STATEMENT)),), "not recorded", gettext(MOTIVE_REASON)))
    return blocks


def build_lived_blocks(playthrough: Playthrough, notes: FootnoteCollector) -> list[Block]:
    """Builds the blocks of a file with what was lived beside it: each decision, and who can know of it."""
    blocks = build_file_blocks(playthrough, notes)
    decisions = [block for block in blocks if isinstance(block, FileDecision)]
    papers = [block for block in blocks if isinstance(block, FilePaper)]
    heading = [pages.Heading(gettext(LIVED_HEADING))] if decisions else []
    return [blocks[0], *([pages.Heading(gettext(STRANGER_HEADING))] if papers else []), *papers, *heading, *decisions]


def list_days_without_paper(state: FileState, filed: Sequence[PassageId]) -> list[str]:
    """Returns in words the days on which something was decided and of which no paper is left, in order."""
    passages = state.compiled.scene.passages
    dates = {name: format_date(day) for name in filed if (day := passages[name].date)}
    shown_dates = {dates.get(name) for paper in state.papers for name in paper.shows}
    return [date for date in dict.fromkeys(dates.values()) if date not in shown_dates]


def _assess_paper(
    block: FilePaper, paper: Paper, papers: Sequence[Paper], filed: Sequence[PassageId]
) -> Assessment:  # fmt: skip
    """Builds the statement on what a paper shows; another paper that shows a decision of it corroborates it."""
    shown = {name for name in paper.shows if name in filed}
    others = [other for other in papers if other is not paper and shown & set(other.shows)]
    certainty = "corroborated" if others else assess_certainty([block])
    title = smart_quotes(others[0].title) if others else ""
    reason = gettext(REASONS[certainty]).format(other=title)
    return Assessment((Run(gettext(PAPER_STATEMENT).format(title=block.title)),), certainty, reason)


def _build_gap(line: Line) -> tuple[FileGap, Assessment]:
    statement = (Run(gettext(GAP_STATEMENT).format(gap="".join(run.text for run in line))),)
    return FileGap(line), Assessment(statement, "not recorded", gettext(REASONS["not recorded"]))
