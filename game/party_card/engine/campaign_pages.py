"""What is told between the scenes of a campaign and at its end, as pages.

Law: nothing here changes what any scene shows. What a student did is told in the words of the scenes; what was so, with
a note. At the end a link that the source states and one that is only later in time never look alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from party_card.content.models import (
    Campaign,
    CampaignBlock,
    Fact,
    FactId,
    Figure,
    FigureId,
    Index,
    LinkKind,
    Scene,
    Source,
    SourceId,
    Station,
    Trace,
    Witness,
)
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine import page as pages
from party_card.engine.compiled import evidence_for
from party_card.engine.date_format import format_date
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Glossary
from party_card.engine.page import Block, Line, Page, Run
from party_card.engine.page_builder import glossary_entries, record_blocks
from party_card.evidence.dates import EdtfDate, parse_date

LEFT: Mapping[Witness, str] = {
    "witnessed": "What you witnessed",
    "said": "What you said",
    "silent": "What you kept silent about",
}
"""Above the traces of each kind, in this order."""
_WORDS: Mapping[LinkKind, Literal["stated", "later in time"]] = {"stated": "stated", "sequence": "later in time"}
WINTER = "The winter in the record"
PATH = "Your path through it"
NONE_YET = "You have not finished a scene yet."
DAY = "A fact of the day"
_LINKED = (
    "A link that is stated is one that the source itself makes. What is only later in time came after, and the source "
    "does not say that it came of it."
)


@dataclass(frozen=True, slots=True)
class FinishedScene:
    """A scene of the campaign that a student has finished: how it ended, and the traces it left."""

    scene: Scene
    ending: str
    left: tuple[Trace, ...]


@dataclass(frozen=True)
class CompiledCampaign:
    """All that telling a campaign needs; see `Evidence`."""

    campaign: Campaign
    facts: Mapping[FactId, Fact]
    figures: Mapping[FigureId, Figure]
    glossary: Glossary
    sources: Mapping[SourceId, Source]
    indexes: Mapping[SourceId, Index]


def compile_campaign(pack: Pack, campaign: Campaign) -> CompiledCampaign:
    """The campaign made ready. What cannot be found is left out of its pages; checking tells of it."""
    return CompiledCampaign(campaign=campaign, **evidence_for(pack, campaign))


def write_intermission(
    compiled: CompiledCampaign, station: Station, scene: Scene, before: FinishedScene | None
) -> Page:
    """What is shown before a scene, after the one that was finished before it, if any: the date line moves on."""
    notes = FootnoteCollector(compiled)
    since, when = date_interval(before.scene if before else None, scene)
    blocks = list(fact_of_the_day(station, notes))
    for kind, heading in LEFT.items():
        lines = [line for trace in (before.left if before else ()) if trace.kind == kind for line in trace_lines(trace)]
        if lines:
            blocks += [pages.Heading(heading), *map(pages.Paragraph, lines)]
    return Page(
        kind="between",
        scene=str(scene.scene),
        title=smart_quotes(compiled.campaign.title),
        heading=smart_quotes(scene.title),
        when=when,
        where=smart_quotes(scene.place),
        who="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.notes(),
        entries=glossary_entries(compiled, blocks),
        picture=scene.picture,
        alt=scene.alt,
        since=since,
    )


def fact_of_the_day(station: Station, notes: FootnoteCollector) -> Iterator[Block]:
    """The fact that is told before a scene."""
    lines = notes.add_paragraphs(station.fact)
    if lines:
        yield pages.Heading(DAY)
    for line in lines:
        yield pages.RecordParagraph(notes.date_of(line), line, notes.grades_of(line))


def write_campaign_end(compiled: CompiledCampaign, walked: Sequence[FinishedScene], unplayed: Iterable[Scene]) -> Page:
    """The end of the campaign: the chain of causes as the source draws it, and the student's path through it."""
    notes = FootnoteCollector(compiled)
    blocks = list(causal_chain(compiled, notes))
    blocks.append(pages.Heading(PATH))
    for one in walked:
        when = format_date(one.scene.span) if one.scene.span else ""
        blocks.append(pages.RecordParagraph(when, player_path_line(one), ()))
    if not walked:
        blocks.append(pages.Paragraph((Run(NONE_YET),)))
    elif left := [f"“{smart_quotes(scene.title)}”" for scene in unplayed]:
        blocks.append(pages.Paragraph((Run(not_played(left)),)))
    return Page(
        kind="winter",
        scene="",
        title=smart_quotes(compiled.campaign.title),
        heading=WINTER,
        when=span(one.scene for one in walked),
        where="",
        who="",
        blocks=tuple(blocks),
        offers=(),
        notes=notes.notes(),
        entries=glossary_entries(compiled, blocks),
    )


def causal_chain(compiled: CompiledCampaign, notes: FootnoteCollector) -> Iterator[Block]:
    """The chain of causes as the source draws it."""
    if any(part.link is not None for part in compiled.campaign.ending):
        yield pages.Paragraph((Run(_LINKED),))
    for part in compiled.campaign.ending:
        yield from _linked(part, notes) if part.link is not None else record_blocks(part, compiled, notes)


def not_played(titles: Sequence[str]) -> str:
    """Which scenes were not finished."""
    return f"Not played to the end: {', '.join(titles)}."


def _linked(part: CampaignBlock, notes: FootnoteCollector) -> Iterator[pages.Link]:
    for line in notes.add_paragraphs(part.text or ""):
        yield pages.Link(_WORDS[part.link or "sequence"], notes.date_of(line), line, notes.grades_of(line))


def trace_lines(trace: Trace) -> list[Line]:
    """A trace as it is told; its words cite nothing."""
    return FootnoteCollector(_NOTHING).add_paragraphs(trace.text)


def player_path_line(one: FinishedScene) -> Line:
    """A scene on the student's path: its title, how it ended, and what the student has left in it."""
    title, ending = smart_quotes(one.scene.title), smart_quotes(one.ending)
    runs = [Run(title, bold=True), Run(f"{_stop(title)} {ending}{_stop(ending)}")]
    for trace in one.left:
        for line in trace_lines(trace):
            runs += [Run(" "), *line]
    return tuple(runs)


def _stop(text: str) -> str:
    """The full stop that a title wants behind it, if any."""
    return "" if text.endswith((".", "!", "?", "…")) else "."


def date_interval(before: Scene | None, scene: Scene) -> tuple[str, str]:
    """From when to when the date line moves; nothing for a date that is not known, or would move back."""
    first, last = _when(scene), _when(before)
    if first is None or first.start is None:
        return "", ""
    earlier = [end for end in (last.end, last.start) if end is not None] if last is not None else []
    since = next((one.words() for one in earlier if one.earliest <= first.start.earliest), "")
    return (since if since != first.start.words() else ""), first.start.words()


def span(scenes: Iterable[Scene]) -> str:
    """From the first day of some scenes to their last, readable."""
    whens = [when for scene in scenes if (when := _when(scene)) is not None and when.start and when.end]
    if not whens:
        return ""
    first, last = min(whens, key=lambda when: when.earliest), max(whens, key=lambda when: when.latest)
    return str(EdtfDate(first.start, last.end))


def _when(scene: Scene | None) -> EdtfDate | None:
    try:
        return parse_date(scene.span) if scene is not None and scene.span else None
    except ValueError:
        return None  # a page is shown even while its scene has mistakes


_NOTHING = CompiledCampaign(Campaign(campaign="", title="", scenes=()), {}, {}, Glossary(()), {}, {})
"""What the words of a trace may cite."""
