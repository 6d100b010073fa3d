"""A passage cites a fact from after its time.

In a passage a student may know only what could be known there and then; what came later belongs in the
`record:`. Move the sentence there, or cite an earlier fact. A passage's own `date:` counts before the scene's
`span:`. The fact and the figure that the campaign shows before a scene are held to its first day.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        date: 1932-01-20
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    span: 1932-01/1932-03
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
FAIL REPLACES:
        date: 1932-01-20
WITH:
        date: 1933-01-20
MESSAGE:
    warning[anachronism]: the fact `frozen-river` is from 20 January 1933; this moment is January – March 1932
     --> scenes/example.yaml:7:33
      |
    7 |     text: The river is frozen. [@frozen-river]
      |                                 ^^^^^^^^^^^^^
     ::: seeds/demo.yaml:5:11
      |
    5 |     date: 1933-01-20
      |           ---------- its date
    help: tell it in the `record:`, where everything may be said, or cite an earlier fact
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from party_card.content.calendar_day import CalendarDay
from party_card.content.edtf import EdtfDate, parse_date
from party_card.content.models import Campaign, Date, Document, Fact, FactId, Passage, Scene, Station
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import Citation, ProseRef, citations_by_text, find_citations


def check(pack: Pack) -> Diagnostics:
    """Checks the citations of what is read before the record, and the campaign's facts and figures between scenes."""
    for scene in pack.scenes.values():
        facts = pack.collect_facts(scene)
        for prose, citations in citations_by_text(scene):
            if not prose.is_narration:
                continue
            passage = scene.passages[prose.passage] if prose.passage is not None else None
            if (moment := _latest_known_date(scene, passage)) is not None:
                help_text = "tell it in the `record:`, where everything may be said, or cite an earlier fact"
                yield from _check_citations(citations, facts, moment.latest, f"this moment is {moment}", help_text)
    if pack.campaign is None:
        return
    facts = pack.collect_facts(pack.campaign)
    for station in pack.campaign.stations:
        scene_span = _parse(pack.scenes[station.scene].span) if station.scene in pack.scenes else None
        if scene_span is not None and scene_span.start is not None:
            prose = ProseRef(station.fact, station.location.value("fact"))
            limit, moment_text = scene_span.start.latest, f"this scene begins {scene_span.start.format()}"
            help_text = "choose a fact from before the scene"
            yield from _check_citations(find_citations(prose), facts, limit, moment_text, help_text)
            yield from _check_chart(pack, pack.campaign, station, limit, moment_text)


def _check_chart(pack: Pack, campaign: Campaign, station: Station, limit: CalendarDay, limit_text: str) -> Diagnostics:
    """Reports the first year or estimate in the figure of a station that is from after a date."""
    for dossier in (pack.dossiers[name] for name in campaign.dossiers if name in pack.dossiers):
        figure = dossier.figures.get(station.chart) if station.chart is not None else None
        if figure is None:
            continue
        dates = {label: _parse(Date(label)) for label in figure.points}
        dates |= {
            item.fact: _parse(dossier.facts[item.fact].date) for item in figure.estimates if item.fact in dossier.facts
        }
        for name, date in dates.items():
            if date is not None and date.earliest > limit:
                message = f"the figure {backquote(str(station.chart))} has {backquote(name)}, from {date}; {limit_text}"
                help_text = "choose a figure from before the scene"
                yield RULE.diagnose(message, station.location.value("chart").label(), help_text)
                return


def _check_citations(
    citations: Iterable[Citation],
    facts: Mapping[FactId, Fact | Document],
    limit: CalendarDay,
    limit_text: str,
    help_text: str,
) -> Diagnostics:
    """Reports the facts that are cited from after a date."""
    for citation in citations:
        fact = facts.get(citation.fact)
        fact_date = _parse(fact.date) if fact else None
        if fact is not None and fact_date is not None and fact_date.earliest > limit:
            kind = "document" if isinstance(fact, Document) else "fact"
            message = f"the {kind} {backquote(citation.fact)} is from {fact_date}; {limit_text}"
            secondary = fact.location.value("date").label(message="its date")
            yield RULE.diagnose(message, citation.label, help_text, secondary=(secondary,))


def _latest_known_date(scene: Scene, passage: Passage | None) -> EdtfDate | None:
    """Returns the passage's own date if that is exact, else the end of the scene's span, as for the briefing."""
    own_date, span = _parse(passage.date) if passage is not None else None, _parse(scene.span)
    if own_date is None or span is None:
        return own_date or span
    is_exact = own_date.end is not None and not own_date.end.qualifier and not own_date.end.unspecified
    return own_date if is_exact or own_date.latest >= span.latest else span


def _parse(text: Date | None) -> EdtfDate | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None  # reported as a bad date


RULE = Rule("anachronism", Severity.WARNING, __doc__, check, scope="document")
