"""A quotation of a fact has quotation marks of its own.

The game puts quotation marks around what `quote` says, so those of the author would stand there twice. Write the words
alone; marks that belong to the words themselves, within the quotation, may stay.

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
        quote: “and it was cold”
MESSAGE:
    warning[quotation-in-marks]: this quotation has quotation marks of its own
     --> seeds/demo.yaml:7:12
      |
    7 |     quote: “and it was cold”
      |            ^^^^^^^^^^^^^^^^^
    help: write the words without them: `and it was cold`
"""

from __future__ import annotations

import re

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote, shorten

_QUOTATION = re.compile(r"\s*[\"“”„«»‘‚']([^\"“”„«»]+)[\"“”«»’‘']\s*\Z")


def check(pack: Pack) -> Diagnostics:
    """Checks the quotations of every fact."""
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            location = fact.location.value("quote")
            for number, quote in enumerate(fact.quotes):
                if match := _QUOTATION.match(quote):
                    label = (location if isinstance(fact.quote, str) else location.item(number)).label()
                    help_text = f"write the words without them: {backquote(shorten(match[1].strip()))}"
                    yield RULE.diagnose("this quotation has quotation marks of its own", label, help_text)


RULE = Rule("quotation-in-marks", Severity.WARNING, __doc__, check)
