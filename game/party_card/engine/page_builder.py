"""Builds the page that front ends show for the present state of a playthrough.

Invariant: the same steps and the same `reveal` always give the same page, and a front end shows nothing that the page
does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from party_card.content.edtf import format_date
from party_card.content.models import EndingId, Passage, PassageId, RecordBlock, Scene
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine import page as pages
from party_card.engine.aftermath import build_aftermath_blocks, build_fates, find_people_met
from party_card.engine.block_builder import (
    build_briefing_blocks,
    build_comparison,
    build_passage_blocks,
    build_question,
    build_record_blocks,
)
from party_card.engine.compiled import CompiledScene
from party_card.engine.consequences import describe_causes
from party_card.engine.entries import find_page_entries
from party_card.engine.file_page import build_file_blocks
from party_card.engine.file_words import FILE_HEADING
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.opened_offers import explain_opening
from party_card.engine.page import Block, Line, Offer, Page, PageKind, Run
from party_card.engine.phases import BEGIN, BRIEFING, CLOSE, DEBRIEF, FILE, FINISHED, RECORD, REVEAL
from party_card.engine.places import build_briefing_map, build_passage_map, build_record_map
from party_card.engine.playthrough import Decision, Playthrough
from party_card.engine.record_words import WHAT_HAPPENED
from party_card.localization import gettext, gettext_noop, ngettext

_ROLE_LABELS = {
    "documented": gettext_noop("{name} (documented)"),
    "composite": gettext_noop("{name} (composite figure)"),
    "invented": gettext_noop("{name} (invented)"),
}
PHASE_OFFER_LABELS = {
    BEGIN: gettext_noop("Begin"),
    REVEAL: gettext_noop("See what really happened"),
    RECORD: gettext_noop("To the questions"),
    FILE: gettext_noop("See what remains of you on paper"),
    DEBRIEF: gettext_noop("Finish"),
}
"""The labels of the offers that are not choices; of `close` by the phase that it leaves."""
PHASE_HEADINGS = {
    RECORD: WHAT_HAPPENED,
    "file": FILE_HEADING,
    DEBRIEF: gettext_noop("Questions to think over"),
    FINISHED: gettext_noop("Finished"),
}
"""The headings of the pages after an ending."""
FULL_RECORD_HEADING = gettext_noop("The whole story")
"""The heading above the record if comparisons with the player's decisions come before it."""
LAYERED_RECORD_HEADING = gettext_noop("The record")
"""The heading of the page of a record in layers."""
ESSENTIALS_HEADING, DECISIONS_HEADING = WHAT_HAPPENED, gettext_noop("Your decisions and theirs")
"""The headings of its first two layers; then come the whole story and what came after."""


def build_page(playthrough: Playthrough) -> Page:
    """Builds the page of the present state of a playthrough."""
    builders = {
        BRIEFING: _briefing_page,
        RECORD: _record_page,
        FILE: _file_page,
        DEBRIEF: _debrief_page,
        FINISHED: _finished_page,
    }
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
        heading=gettext(PHASE_HEADINGS[kind]) if kind in PHASE_HEADINGS else title,
        dates=format_date(scene.span) if scene.span else "",
        place=smart_quotes(scene.place),
        role=_describe_role(scene),
        blocks=tuple(blocks),
        offers=offers,
        notes=notes.build_notes(),
        entries=find_page_entries(playthrough.compiled.evidence, blocks, kind),
        picture=scene.picture,
        alt=scene.alt,
        ending=smart_quotes(ending.title) if ending else "",
        cost=strip_markup(ending.cost) if ending else "",
    )


def _describe_role(scene: Scene) -> str:
    if scene.role is None:
        return ""
    return gettext(_ROLE_LABELS[scene.role.kind]).format(name=smart_quotes(scene.role.name))


def _briefing_page(playthrough: Playthrough) -> Page:
    compiled = playthrough.compiled
    notes = FootnoteCollector(playthrough.compiled.evidence)
    blocks = list(build_briefing_blocks(compiled.scene, notes, is_unreviewed=compiled.evidence.is_unreviewed))
    offers = (Offer(BEGIN, _plain_line(gettext(PHASE_OFFER_LABELS[BEGIN]))),)
    page = _base_page(playthrough, "briefing", blocks, offers, notes)
    places = build_briefing_map(playthrough.compiled.evidence.places, playthrough.compiled.scene)
    return replace(page, places=places, minutes=playthrough.compiled.scene.minutes or 0)


def _passage_page(playthrough: Playthrough) -> Page:
    compiled = playthrough.compiled
    name, passage = PassageId(playthrough.state), playthrough.passage
    assert passage is not None  # noqa: S101  # the state is not a phase
    notes = FootnoteCollector(compiled.evidence)
    blocks: list[Block] = []
    if playthrough.reveal == "each" and (decisions := playthrough.decisions()):
        decided = compiled.scene.passages[decisions[-1].passage]
        if decided.record is not None:
            comparison = build_comparison(decided, decisions[-1:], notes)
            blocks.append(replace(comparison, number=len(decisions)))
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
        causes=describe_causes(playthrough),
        places=build_passage_map(compiled.evidence.places, compiled.scene, passage),
    )


def _passage_offers(playthrough: Playthrough, passage: Passage, notes: FootnoteCollector) -> Iterator[Offer]:
    enabled = playthrough.enabled_triggers()
    for choice in passage.choices:
        is_open = choice.id in enabled
        if is_open or choice.locked is not None:  # a hidden choice must not leave a note
            line = notes.add_line(choice.text)
            if is_open:
                explanation = explain_opening(playthrough.compiled, choice, playthrough.position)
                reason = _plain_line(explanation) if explanation else ()
            else:
                reason = notes.add_line(choice.locked or "")
            yield Offer(choice.id, line, is_open, reason, choice.hypothesis)
    if REVEAL in enabled:
        yield Offer(REVEAL, _plain_line(gettext(PHASE_OFFER_LABELS[REVEAL])))


def _record_page(playthrough: Playthrough) -> Page:
    compiled = playthrough.compiled
    scene = compiled.scene
    notes = FootnoteCollector(compiled.evidence)

    def build_parts(parts: Sequence[RecordBlock]) -> list[Block]:
        return [
            block
            for part in parts
            if compiled.system.evaluate(part.if_, playthrough.position)
            for block in build_record_blocks(part, compiled.evidence, notes)
        ]

    essentials = build_parts(scene.essentials)
    is_layered = bool(essentials)
    notes.uses_ibid = not is_layered
    blocks: list[Block] = []

    def add_layer(heading: str, layer: Sequence[Block]) -> None:
        if layer and is_layered:
            blocks.append(pages.Heading(gettext(heading), level=0))
        blocks.extend(layer)

    add_layer(ESSENTIALS_HEADING, essentials)
    comparisons = list(_build_comparisons(playthrough, notes))
    add_layer(DECISIONS_HEADING, comparisons)
    record = build_parts(scene.record)
    if comparisons and record and not is_layered:
        blocks.append(pages.Heading(gettext(FULL_RECORD_HEADING)))
    add_layer(FULL_RECORD_HEADING, record)
    aftermath = build_parts(scene.aftermath)
    people = find_people_met(compiled, playthrough.passages or scene.passages)  # all of a scene that is skipped
    fates = list(build_fates(people, compiled.evidence, notes))
    blocks += build_aftermath_blocks(aftermath, fates, compiled.evidence, level=0 if is_layered else 1)
    next_phase = FILE if scene.file is not None else RECORD if scene.debrief else DEBRIEF
    offers = (Offer(CLOSE, _plain_line(gettext(PHASE_OFFER_LABELS[next_phase]))),)
    page = _base_page(playthrough, "record", blocks, offers, notes)
    heading = gettext(LAYERED_RECORD_HEADING) if is_layered else page.heading
    places = build_record_map(compiled.evidence, scene)
    return replace(page, heading=heading, causes=describe_causes(playthrough), places=places)


def _build_comparisons(playthrough: Playthrough, notes: FootnoteCollector) -> Iterator[pages.Comparison]:
    """Compares the player's decisions at each passage that has a record."""
    decisions_by_passage: dict[PassageId, list[Decision]] = {}
    numbers: dict[PassageId, int] = {}
    for number, decision in enumerate(playthrough.decisions(), 1):
        decisions_by_passage.setdefault(decision.passage, []).append(decision)
        numbers.setdefault(decision.passage, number)
    for name, decisions in decisions_by_passage.items():
        passage = playthrough.compiled.scene.passages[name]
        if passage.record is not None:
            yield replace(build_comparison(passage, decisions, notes), number=numbers[name])


def build_skipped_record(compiled: CompiledScene) -> Page:
    """Builds the record of a scene that a player skips: it is compared with no decisions, and has no offers."""
    return replace(_record_page(Playthrough(compiled)), offers=())


def _file_page(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled.evidence)
    blocks = build_file_blocks(playthrough, notes)
    label = PHASE_OFFER_LABELS[RECORD if playthrough.compiled.scene.debrief else DEBRIEF]
    return _base_page(playthrough, "file", blocks, (Offer(CLOSE, _plain_line(gettext(label))),), notes)


def _debrief_page(playthrough: Playthrough) -> Page:
    notes = FootnoteCollector(playthrough.compiled.evidence)
    blocks = [build_question(question, notes) for question in playthrough.compiled.scene.debrief]
    offers = (Offer(CLOSE, _plain_line(gettext(PHASE_OFFER_LABELS[DEBRIEF]))),)
    return _base_page(playthrough, "debrief", blocks, offers, notes)


def _finished_page(playthrough: Playthrough) -> Page:
    compiled, passage = playthrough.compiled, playthrough.ending_passage
    notes = FootnoteCollector(compiled.evidence)
    texts = [format_closing_text(compiled.scene, len(playthrough.decisions()))]
    if passage is not None and passage.ending is not None:
        texts.append(format_ending_number(compiled, passage.ending.id))
    return _base_page(playthrough, "finished", [pages.Paragraph(_plain_line(text)) for text in texts], (), notes)


def format_closing_text(scene: Scene, decision_count: int) -> str:
    """Returns the first sentence of the last page."""
    sentence = ngettext(
        "You have finished “{title}”, after {count} decision.",
        "You have finished “{title}”, after {count} decisions.",
        decision_count,
    )
    return sentence.format(title=smart_quotes(scene.title), count=decision_count)


def format_ending_number(compiled: CompiledScene, ending_id: EndingId) -> str:
    """Returns the sentence of the last page on the number of the ending reached."""
    numbers = {ending.id: ending.number for ending in compiled.endings}
    if not numbers[ending_id]:
        return gettext("This is an extra ending: only what an earlier scene left opens it.")
    sentence = gettext("This is ending {number} of {total}.")
    return sentence.format(number=numbers[ending_id], total=sum(map(bool, numbers.values())))
