"""A passage cites a fact from after its time.

In a passage a student may know only what could be known there and then; what came later belongs in the
`record:`. Move the sentence there, or cite an earlier fact. A passage's own `date:` counts before the scene's
`span:`. The campaign's fact of the day is held to the first day of its scene.

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
FAIL:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        date: 1933-01-20
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

from collections.abc import Iterator

from party_card.content.models import Campaign, Date, Passage, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.diagnostics.words import named
from party_card.evidence.dates import EdtfDate, parse_date
from party_card.rules._visitor import ProseRef, citations, texts_with_citations

CODE = "anachronism"
SEVERITY = Severity.WARNING


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the citations in passages and choices, not at those in the record."""
    for scene in pack.scenes.values():
        known = pack.facts(scene)
        for said in texts_with_citations(scene):
            if said.passage is None or not said.now:
                continue
            limit = _latest(scene, scene.passages[said.passage])
            for citation in citations(said):
                fact = known.get(citation.fact)
                when = _when(fact.date) if fact else None
                if fact is None or when is None or limit is None or when.earliest <= limit.latest:
                    continue
                message = f"the fact {named(citation.fact)} is from {when}; this moment is {limit}"
                others = (fact.location.value("date").label(message="its date"),)
                helps = (Help("tell it in the `record:`, where everything may be said, or cite an earlier fact"),)
                yield Diagnostic(CODE, SEVERITY, message, citation.label, others, helps)
    if pack.campaign is not None:
        yield from _days(pack, pack.campaign)


def _days(pack: Pack, campaign: Campaign) -> Iterator[Diagnostic]:
    """Looks at the facts of the day: each is known when its scene begins."""
    known = pack.facts(campaign)
    for station in campaign.stations:
        scene = pack.scenes.get(station.scene)
        first = _when(scene.span) if scene else None
        if first is None or first.start is None:
            continue
        for citation in citations(ProseRef(station.fact, station.location.value("fact"))):
            fact = known.get(citation.fact)
            when = _when(fact.date) if fact else None
            if fact is None or when is None or when.earliest <= first.start.latest:
                continue
            message = f"the fact {named(citation.fact)} is from {when}; this scene begins {first.start.words()}"
            others = (fact.location.value("date").label(message="its date"),)
            helps = (Help("choose a fact of the day from before the scene"),)
            yield Diagnostic(CODE, SEVERITY, message, citation.label, others, helps)


def _latest(scene: Scene, passage: Passage) -> EdtfDate | None:
    """What can be known: up to the passage's own date where that is exact, else up to the end of the scene's span."""
    own, span = _when(passage.date), _when(scene.span)
    if own is None or span is None:
        return own or span
    exact = own.end is not None and not own.end.qualifier
    return own if exact or own.latest >= span.latest else span


def _when(date: Date | None) -> EdtfDate | None:
    try:
        return parse_date(date) if date else None
    except ValueError:
        return None  # reported as a bad date
