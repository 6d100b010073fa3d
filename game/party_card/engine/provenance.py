"""Builds the way of one thing through the scenes of a campaign, for its page in the archive.

A step is an entry of the author whose scene has been played to its end and whose condition holds. Of scenes that have
not been played one step says that nothing is known. After a break, what comes later is shown with its day and office
alone; only a copy with the mark is still joined.

Invariant: the way follows from finished playthroughs alone; of an unplayed scene it gives nothing but the title.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from party_card.content.edtf import format_date
from party_card.content.models import Provenance, ProvenanceEntry, SceneId
from party_card.content.prose import smart_quotes
from party_card.content.provenance_conditions import ProvenanceConditions
from party_card.engine.archive_place import ArchivePlace
from party_card.engine.archive_words import UNJOINED, UNKNOWN_STEP
from party_card.engine.campaign_pages import CompiledCampaign
from party_card.engine.entries import find_page_entries
from party_card.engine.file_blocks import ArchivedThing, ProvenanceStep, StepKind
from party_card.engine.file_page import read_file_state
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Block, Page, Paragraph, Run
from party_card.localization import gettext, quote

JOINED_KINDS: frozenset[StepKind] = frozenset({"use", "copy", "last"})
"""Steps that are a paper with the mark."""


def build_provenance_page(
    campaign: CompiledCampaign,
    provenance: Provenance,
    places: Sequence[ArchivePlace],
) -> Page:
    """Builds the page of the way of a thing."""
    notes = FootnoteCollector(campaign.evidence)
    blocks: list[Block] = [Paragraph(line) for line in notes.add_paragraphs(provenance.text)]
    blocks += build_steps(campaign, provenance, places, notes)
    return Page(
        kind="provenance",
        scene="",
        title=smart_quotes(campaign.campaign.title),
        heading=smart_quotes(provenance.title),
        dates="",
        place="",
        role="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.build_notes(),
        entries=find_page_entries(campaign.evidence, blocks, "provenance"),
        picture=provenance.picture,
        alt=provenance.alt,
    )


def build_thing(
    campaign: CompiledCampaign,
    provenance: Provenance,
    places: Sequence[ArchivePlace],
) -> ArchivedThing:
    """Builds the thing as it lies on the shelf, after all files."""
    steps = build_steps(campaign, provenance, places, FootnoteCollector(campaign.evidence))
    count = sum(isinstance(step, ProvenanceStep) and step.kind in JOINED_KINDS for step in steps)
    return ArchivedThing(len(places) + 1, smart_quotes(provenance.title), count)


def build_steps(
    campaign: CompiledCampaign,
    provenance: Provenance,
    places: Sequence[ArchivePlace],
    notes: FootnoteCollector,
) -> Iterator[Block]:
    """Builds the steps in the order of time, and behind a break the sentence that no mark joins what follows."""
    places_by_scene = {place.scene.scene: place for place in places}
    unplayed: list[str] = []
    is_broken = False
    for entry in list_entries(provenance, campaign.provenance_conditions, places_by_scene):
        place = places_by_scene[entry.scene]
        if place.playthrough is None:
            title = smart_quotes(place.scene.title)
            unplayed += [title] if title not in unplayed else []
            continue
        if unplayed and not is_broken:
            yield _build_unknown(unplayed)
        unplayed = []
        if is_broken and entry.kind != "copy":
            yield _build_step(entry, "unjoined", notes)
            continue
        yield _build_step(entry, entry.kind, notes)
        if entry.kind == "break":
            is_broken = True
            yield Paragraph((Run(gettext(UNJOINED)),))
    if unplayed and not is_broken:
        yield _build_unknown(unplayed)


def list_entries(
    provenance: Provenance, conditions: ProvenanceConditions, places: Mapping[SceneId, ArchivePlace]
) -> list[ProvenanceEntry]:
    """Returns the entries whose condition holds, and those of scenes that have not been played."""
    playthroughs = {scene: place.playthrough for scene, place in places.items()}
    finished = [playthrough for playthrough in playthroughs.values() if playthrough is not None]
    traces = {str(trace.id) for playthrough in finished for trace in playthrough.exported_traces()}
    states = {
        scene: read_file_state(playthrough, traces)
        for scene, playthrough in playthroughs.items()
        if playthrough is not None
    }
    entries = []
    for entry in provenance.entries:
        condition = conditions.get((entry.scene, entry.if_)) if entry.if_ else None
        is_unreadable = bool(entry.if_) and condition is None
        if entry.scene not in places or (is_unreadable and entry.scene in states):
            continue
        if condition is None or entry.scene not in states or states[entry.scene].evaluate(condition):
            entries.append(entry)
    return entries


def format_day(entry: ProvenanceEntry) -> str:
    """Returns the day of an entry in words, as a line begins; empty if it has none."""
    date = format_date(entry.date) if entry.date else ""
    return date[:1].upper() + date[1:]


def _build_step(entry: ProvenanceEntry, kind: StepKind, notes: FootnoteCollector) -> ProvenanceStep:
    line = () if kind == "unjoined" else notes.add_line(entry.text)
    imprint = "" if kind == "unjoined" else smart_quotes(entry.imprint)
    return ProvenanceStep(kind, format_day(entry), smart_quotes(entry.office), line, imprint)


def _build_unknown(titles: Sequence[str]) -> ProvenanceStep:
    names = ", ".join(map(quote, titles))
    text = gettext(UNKNOWN_STEP).format(titles=names)
    return ProvenanceStep("unknown", "", "", (Run(text),), "")
