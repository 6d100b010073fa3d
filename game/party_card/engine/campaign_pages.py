"""Builds the pages between the scenes of a campaign and at its end.

Invariant: these pages change no page of a scene. The player's actions are described in the words of the scenes;
historical events carry a note. A link that the source states never looks like one that is only later in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from party_card.content.edtf import EdtfDate, format_date, parse_date
from party_card.content.models import Campaign, CampaignBlock, LinkKind, Scene, Station, Trace, TraceKind
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.content.provenance_conditions import ProvenanceConditions, parse_provenance_conditions
from party_card.engine import page as pages
from party_card.engine.block_builder import build_chart, build_record_blocks, build_unreviewed_line
from party_card.engine.compiled import Evidence, collect_evidence
from party_card.engine.entries import find_page_entries
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Glossary
from party_card.engine.page import Block, Line, Page, Run
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop, quote

TRACE_HEADINGS: Mapping[TraceKind, str] = {
    "witnessed": gettext_noop("What you witnessed"),
    "said": gettext_noop("What you said"),
    "silent": gettext_noop("What you kept silent about"),
}
"""The heading above the traces of each kind, in the order of the page."""
CAMPAIGN_END_HEADING = gettext_noop("The winter in the record")
CAMPAIGN_END_WARNING = gettext_noop("It tells how all scenes end, and you have not played them all yet.")
"""What a player is told before reading the page of the campaign's end early."""
CAMPAIGN_END_WARNING_AFTER_HEADING = gettext_noop("it tells how all scenes end, and you have not played them all yet.")
"""The same behind a heading and a colon."""
READ_END_LABEL, LEAVE_END_LABEL = gettext_noop("Read it now"), gettext_noop("Go back")
PLAYER_PATH_HEADING = gettext_noop("Your path through it")
NOTHING_FINISHED_TEXT = gettext_noop("You have not finished a scene yet.")
FACT_OF_THE_DAY_HEADING = gettext_noop("Meanwhile")
_LINK_LABELS: Mapping[LinkKind, Literal["stated", "later in time"]] = {"stated": "stated", "sequence": "later in time"}
_LINK_EXPLANATION = gettext_noop(
    "A link that is stated is one that the source itself makes. What is only later in time came after, and the source "
    "does not say that it came of it."
)
_NO_EVIDENCE = Evidence({}, {}, Glossary(()), {}, {})
"""The text of a trace cites nothing."""


@frozen_dataclass
class FinishedScene:
    """A scene of the campaign that the player has finished: the title of its ending, and the traces it left."""

    scene: Scene
    ending: str
    traces: tuple[Trace, ...]


@dataclass(frozen=True)
class CompiledCampaign:
    """A campaign and the evidence that its pages can cite."""

    campaign: Campaign
    evidence: Evidence

    @cached_property
    def provenance_conditions(self) -> ProvenanceConditions:
        """The conditions of the provenance in the archive; those with a mistake, which is reported, are left out."""
        archive, pack = self.campaign.archive, self.evidence.pack
        if archive is None or archive.provenance is None or pack is None:
            return {}
        return parse_provenance_conditions(pack, archive.provenance, is_partial=True)[0]


def compile_campaign(pack: Pack, campaign: Campaign) -> CompiledCampaign:
    """Compiles a campaign. Evidence that cannot be found is left out of its pages; the rules report it."""
    return CompiledCampaign(campaign, collect_evidence(pack, campaign))


# ------------------------------------------------------------------------------------------------- the intermission


def build_intermission_page(
    compiled: CompiledCampaign, station: Station, scene: Scene, previous_scene: FinishedScene | None
) -> Page:
    """Builds the page shown before a scene; `previous_scene` is the scene finished before it, if any."""
    notes = FootnoteCollector(compiled.evidence)
    since, dates = format_date_interval(previous_scene.scene if previous_scene else None, scene)
    blocks = list(build_fact_blocks(compiled, station, notes))
    traces = previous_scene.traces if previous_scene else ()
    for kind, heading in TRACE_HEADINGS.items():
        lines = [line for trace in traces if trace.kind == kind for line in build_trace_lines(trace)]
        if lines:
            blocks += [pages.Heading(gettext(heading)), *map(pages.Paragraph, lines)]
    return Page(
        kind="between",
        scene=str(scene.scene),
        title=smart_quotes(compiled.campaign.title),
        heading=smart_quotes(scene.title),
        dates=dates,
        place=smart_quotes(scene.place),
        role="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.build_notes(),
        entries=find_page_entries(compiled.evidence, blocks, "between"),
        picture=station.picture or scene.picture,
        alt=station.alt if station.picture else scene.alt,
        is_picture_of_fact=bool(station.picture),
        since=since,
    )


def build_fact_blocks(compiled: CompiledCampaign, station: Station, notes: FootnoteCollector) -> Iterator[Block]:
    """Builds the blocks of the fact shown before a scene, and of its chart; none if it has neither."""
    blocks: list[Block] = [
        *(pages.RecordParagraph(notes.date_of(line), line, notes.grades_of(line))
          for line in notes.add_paragraphs(station.fact)),
        *build_chart(station.chart, compiled.evidence, notes),
    ]  # fmt: skip
    if blocks:
        yield pages.Heading(gettext(FACT_OF_THE_DAY_HEADING))
    yield from blocks


def build_trace_lines(trace: Trace) -> list[Line]:
    """Returns the text of a trace as lines."""
    return FootnoteCollector(_NO_EVIDENCE).add_paragraphs(trace.text)


# --------------------------------------------------------------------------------------------- the campaign's end


def build_campaign_end_page(
    compiled: CompiledCampaign, finished_scenes: Sequence[FinishedScene], unplayed_scenes: Iterable[Scene]
) -> Page:
    """Builds the page of the campaign's end: the chain of causes as the source gives it, and the player's path."""
    notes = FootnoteCollector(compiled.evidence)
    blocks = list(build_causal_chain(compiled, notes))
    blocks.append(pages.Heading(gettext(PLAYER_PATH_HEADING)))
    for finished_scene in finished_scenes:
        dates = format_date(finished_scene.scene.span) if finished_scene.scene.span else ""
        blocks.append(pages.RecordParagraph(dates, build_player_path_line(finished_scene), ()))
    if not finished_scenes:
        blocks.append(pages.Paragraph((Run(gettext(NOTHING_FINISHED_TEXT)),)))
    elif titles := [quote(smart_quotes(scene.title)) for scene in unplayed_scenes]:
        blocks.append(pages.Paragraph((Run(format_unplayed_scenes(titles)),)))
    return Page(
        kind="winter",
        scene="",
        title=smart_quotes(compiled.campaign.title),
        heading=gettext(CAMPAIGN_END_HEADING),
        dates=format_date_range(finished_scene.scene for finished_scene in finished_scenes),
        place="",
        role="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.build_notes(),
        entries=find_page_entries(compiled.evidence, blocks, "winter"),
    )


def build_causal_chain(compiled: CompiledCampaign, notes: FootnoteCollector) -> Iterator[Block]:
    """Builds the blocks of the chain of causes."""
    parts = compiled.campaign.ending
    if compiled.evidence.is_unreviewed:
        yield pages.Paragraph(build_unreviewed_line())
    if any(part.link is not None for part in parts):
        yield pages.Paragraph((Run(gettext(_LINK_EXPLANATION)),))
    for part in parts:
        is_link = part.link is not None
        yield from _link_blocks(part, notes) if is_link else build_record_blocks(part, compiled.evidence, notes)


def _link_blocks(part: CampaignBlock, notes: FootnoteCollector) -> Iterator[pages.Link]:
    for line in notes.add_paragraphs(part.text or ""):
        label = _LINK_LABELS[part.link or "sequence"]
        yield pages.Link(label, notes.date_of(line), line, notes.grades_of(line))


def format_unplayed_scenes(titles: Sequence[str]) -> str:
    """Returns the sentence that names the scenes not finished."""
    return gettext("Not played to the end: {titles}.").format(titles=", ".join(titles))


def build_player_path_line(finished_scene: FinishedScene) -> Line:
    """Returns a finished scene as one line: its title, how it ended, and the traces it left."""
    title, ending = smart_quotes(finished_scene.scene.title), smart_quotes(finished_scene.ending)
    runs = [Run(title, bold=True), Run(f"{_full_stop(title)} {ending}{_full_stop(ending)}")]
    for trace in finished_scene.traces:
        for line in build_trace_lines(trace):
            runs += [Run(" "), *line]
    return tuple(runs)


def _full_stop(text: str) -> str:
    """Returns a full stop, or nothing if the text ends with a punctuation mark."""
    return "" if text.endswith((".", "!", "?", "…")) else "."


# ------------------------------------------------------------------------------------------------------------ dates


def format_date_interval(previous_scene: Scene | None, scene: Scene) -> tuple[str, str]:
    """Returns from when to when the date line moves; empty for a date that is unknown or would move back."""
    date, previous_date = _scene_dates(scene), _scene_dates(previous_scene)
    if date is None or date.start is None:
        return "", ""
    ends = (previous_date.end, previous_date.start) if previous_date is not None else ()
    ends_before = (end for end in ends if end is not None and end.earliest <= date.start.earliest)
    since = next((end.format() for end in ends_before), "")
    dates = date.start.format()
    return (since if since != dates else ""), dates


def format_date_range(scenes: Iterable[Scene]) -> str:
    """Returns the time from the first day of some scenes to their last, in words; empty if none has dates."""
    dates = [date for scene in scenes if (date := _scene_dates(scene)) is not None and date.start and date.end]
    if not dates:
        return ""
    first_date, last_date = min(dates, key=lambda date: date.earliest), max(dates, key=lambda date: date.latest)
    return str(EdtfDate(first_date.start, last_date.end))


def _scene_dates(scene: Scene | None) -> EdtfDate | None:
    try:
        return parse_date(scene.span) if scene is not None and scene.span else None
    except ValueError:
        return None  # a page is shown even while its scene has mistakes
