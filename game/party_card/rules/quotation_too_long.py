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
FAIL REPLACES:
        quote: and it was cold
WITH:
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

from party_card.content.models import FactId, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import count_words, list_citations

MAX_WORDS_PER_QUOTATION = 25
MAX_WORDS_PER_SCENE = 120


def check(pack: Pack) -> Diagnostics:
    """Counts the words of every quotation, and of all that the facts of a scene quote."""
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            for number, quote in enumerate(fact.quotes):
                if (words := count_words(quote)) > MAX_WORDS_PER_QUOTATION:
                    location = fact.location.value("quote")
                    quote_location = location if isinstance(fact.quote, str) else location.item(number)
                    limit = f"at most {MAX_WORDS_PER_QUOTATION} are quoted at a time"
                    message = f"this quotation has {words} words; {limit}"
                    help_text = "keep the words that matter, and tell the rest in your own"
                    yield RULE.diagnose(message, quote_location.label(), help_text)
    for scene in pack.scenes.values():
        yield from _check_total(pack, scene)


def _check_total(pack: Pack, scene: Scene) -> Diagnostics:
    facts = pack.collect_facts(scene)
    counted: set[FactId] = set()
    total = 0
    for citation in list_citations(scene):
        fact = citation.fact
        if fact in counted or fact not in facts:
            continue
        counted.add(fact)
        before, total = total, total + sum(map(count_words, facts[fact].quotes))
        if before <= MAX_WORDS_PER_SCENE < total:
            limit = f"at most {MAX_WORDS_PER_SCENE} are quoted in a scene"
            message = f"with this fact the scene quotes {total} words; {limit}"
            help_text = "cite fewer facts that quote, or shorten their quotations"
            yield RULE.diagnose(message, citation.label, help_text)


RULE = Rule("quotation-too-long", Severity.ERROR, __doc__, check, scope="document")
