"""Builds the page that front ends show for the present state of a playthrough.

Invariant: the same steps and the same `reveal` always give the same page, and a front end shows nothing that the page
does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from party_card.content.models import Passage, PassageId, Scene
from party_card.content.prose import smart_quotes
from party_card.engine import page as pages
from party_card.engine.block_builder import (
    build_briefing_blocks,
    build_comparison,
    build_passage_blocks,
    build_question,
    build_record_blocks,
    find_glossary_entries,
)
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Line, Offer, Page, PageKind, Run
from party_card.engine.phases import BEGIN, BRIEFING, CLOSE, DEBRIEF, FINISHED, RECORD, REVEAL
from party_card.engine.playthrough import Decision, Playthrough
from party_card.evidence.dates import format_date

_ROLE_KIND_LABELS = {"documented": "documented", "composite": "composite figure", "invented": "invented"}
PHASE_OFFER_LABELS = {
    BEGIN: "Begin",
    REVEAL: "See what actually happened",
    RECORD: "To the questions",
    DEBRIEF: "Finish",
}
"""The labels of the offers that are not choices; of `close` by the phase that it leaves."""
PHASE_HEADINGS = {RECORD: "What actually happened", DEBRIEF: "Questions to think over", FINISHED: "Finished"}
"""The headings of the pages after an ending."""
FULL_RECORD_HEADING = "The whole story"
"""The heading above the record if comparisons with the player's decisions come before it."""


def build_page(playthrough: Playthrough) -> Page:
    """Builds the page of the present state of a playthrough."""
    builders = {BRIEFING: _briefing_page, RECORD: _record_page, DEBRIEF: _debrief_page, FINISHED: _finished_page}
    return builders.get(playthrough.state, _passage_page)(playthrough)


def _plain_line(text: str) -> Line:
    return (Run(text),)


def _base_page(
    playthrough: Playthrough,
    kind: PageKind,
    blocks: Sequence[Block],
    offers: tuple[Offer, ...],
    notes: FootnoteCollector,
) -> Page:
    """Builds a page with the header that all pages of a scene share."""
    scene = playthrough.compiled.scene
    title = smart_quotes(scene.title)
    ending = playthrough.ending_passage.ending if playthrough.ending_passage is not None else None
    return Page(
        kind=kind,
        scene=str(scene.scene),
        title=title,
        heading=PHASE_HEADINGS.get(kind, title),
        dates=format_date(scene.span) if scene.span else "",
        place=smart_quotes(scene.place),
        role=f"{smart_quotes(scene.role.name)} ({_ROLE_KIND_LABELS[scene.role.kind]})" if scene.role else "",
        blocks=tuple(blocks),
        offers=offers,
        notes=notes.build_notes(),
        entries=find_glossary_entries(playthrough.compiled.evidence, blocks),
        picture=scene.picture,
        alt=scene.alt,
        ending=smart_quotes(ending.title) if ending else "",
    )


def _briefing_page(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled.evidence)
    blocks = list(build_briefing_blocks(playthrough.compiled.scene, notes))
    offers = (Offer(BEGIN, _plain_line(PHASE_OFFER_LABELS[BEGIN])),)
    return _base_page(playthrough, "briefing", blocks, offers, notes)


def _passage_page(playthrough: Playthrough) -> Page:
    compiled = playthrough.compiled
    name, passage = PassageId(playthrough.state), playthrough.passage
    assert passage is not None  # noqa: S101  # the state is not a phase
    notes = FootnoteCollector(compiled.evidence)
    blocks: list[Block] = []
    if playthrough.reveal == "each" and (decisions := playthrough.decisions()):
        decided = compiled.scene.passages[decisions[-1].passage]
        if decided.record is not None:
            blocks.append(build_comparison(decided, decisions[-1:], notes))
    for part in passage.blocks:
        if compiled.system.evaluate(part.if_, playthrough.position):
            blocks += build_passage_blocks(part, notes)
    page = _base_page(playthrough, "passage", blocks, tuple(_passage_offers(playthrough, passage, notes)), notes)
    step = len(playthrough.passages)
    return replace(
        page,
        dates=format_date(passage.date) if passage.date else page.dates,
        place=smart_quotes(passage.place) if passage.place else page.place,
        picture=passage.picture or page.picture,
        alt=passage.alt if passage.picture else page.alt,
        basis=passage.basis,
        passage=str(name),
        step=step,
        steps=step + compiled.min_passages_left.get(name, 0),
    )


def _passage_offers(playthrough: Playthrough, passage: Passage, notes: FootnoteCollector) -> Iterator[Offer]:
    enabled = playthrough.enabled_triggers()
    for choice in passage.choices:
        is_open = choice.id in enabled
        if is_open or choice.locked is not None:  # a hidden choice must not leave a note
            line = notes.add_line(choice.text)
            reason = () if is_open else notes.add_line(choice.locked or "")
            yield Offer(choice.id, line, is_open, reason, choice.hypothesis)
    if REVEAL in enabled:
        yield Offer(REVEAL, _plain_line(PHASE_OFFER_LABELS[REVEAL]))


def _record_page(playthrough: Playthrough) -> Page:
    compiled = playthrough.compiled
    scene = compiled.scene
    notes = FootnoteCollector(compiled.evidence)
    decisions_by_passage: dict[PassageId, list[Decision]] = {}
    for decision in playthrough.decisions():
        decisions_by_passage.setdefault(decision.passage, []).append(decision)
    blocks: list[Block] = [
        build_comparison(scene.passages[name], decisions, notes)
        for name, decisions in decisions_by_passage.items()
        if scene.passages[name].record is not None
    ]
    record = [block for block in scene.record if compiled.system.evaluate(block.if_, playthrough.position)]
    if blocks and record:
        blocks.append(pages.Heading(FULL_RECORD_HEADING))
    for block in record:
        blocks += build_record_blocks(block, compiled.evidence, notes)
    label = PHASE_OFFER_LABELS[RECORD if scene.debrief else DEBRIEF]
    return _base_page(playthrough, "record", blocks, (Offer(CLOSE, _plain_line(label)),), notes)


def _debrief_page(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled.evidence)
    blocks = [build_question(question, notes) for question in playthrough.compiled.scene.debrief]
    offers = (Offer(CLOSE, _plain_line(PHASE_OFFER_LABELS[DEBRIEF])),)
    return _base_page(playthrough, "debrief", blocks, offers, notes)


def _finished_page(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled.evidence)
    text = format_closing_text(playthrough.compiled.scene, len(playthrough.decisions()))
    return _base_page(playthrough, "finished", [pages.Paragraph(_plain_line(text))], (), notes)


def format_closing_text(scene: Scene, decision_count: int) -> str:
    """Returns the sentence of the last page."""
    decisions = f"{decision_count} decision" + ("" if decision_count == 1 else "s")
    return f"You have finished “{smart_quotes(scene.title)}”, after {decisions}. Others were open to you."
