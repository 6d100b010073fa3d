"""A quotation has more than 25 words, or the facts that a scene cites quote more than 120 words.

We quote people where their words matter, and tell the rest in our own. Shorten the quotation to the words
that matter, or cite fewer facts that quote.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
        quote: and it was cold
FAIL:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
        quote: {times 7 and it was cold }
MESSAGE:
    error[quotation-too-long]: this quotation has 28 words; at most 25 are quoted at a time
     --> seeds/demo.yaml:7:12
      |
    7 | ...and it was cold and it was cold and it was cold and it was cold and it was cold and it was cold and ...
      |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: keep the words that matter, and tell the rest in your own
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.models import FactId, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.rules._visitor import citations, texts_with_citations, words_in

CODE = "quotation-too-long"
SEVERITY = Severity.ERROR


MOST_EACH = 25
MOST_IN_ALL = 120


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Counts the words of every quotation, and of all that the facts of a scene quote."""
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            at = fact.location.value("quote")
            for number, quote in enumerate(fact.quotes):
                if (words := words_in(quote)) > MOST_EACH:
                    place = at if isinstance(fact.quote, str) else at.item(number)
                    message = f"this quotation has {words} words; at most {MOST_EACH} are quoted at a time"
                    helps = (Help("keep the words that matter, and tell the rest in your own"),)
                    yield Diagnostic(CODE, SEVERITY, message, place.label(), helps=helps)
    for scene in pack.scenes.values():
        yield from _in_all(pack, scene)


def _in_all(pack: Pack, scene: Scene) -> Iterator[Diagnostic]:
    known = pack.facts(scene)
    seen: set[FactId] = set()
    total = 0
    for said in texts_with_citations(scene):
        for citation in citations(said):
            fact = citation.fact
            if fact in seen or fact not in known:
                continue
            seen.add(fact)
            before, total = total, total + sum(map(words_in, known[fact].quotes))
            if before <= MOST_IN_ALL < total:
                message = f"with this fact the scene quotes {total} words; at most {MOST_IN_ALL} are quoted in a scene"
                helps = (Help("cite fewer facts that quote, or shorten their quotations"),)
                yield Diagnostic(CODE, SEVERITY, message, citation.label, helps=helps)
