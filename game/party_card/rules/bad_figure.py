"""A figure has a point that is not a number.

Every point of a figure becomes a bar, and the bar is as long as its number. Where the source gives a bound or a
guess, write `over 9`, `under 60` or `about 50`. A decimal has a point, not a comma; commas may part thousands. What
is less than nothing, or no number at all, is better told in a sentence of the record.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts: {}
    figures:
      ice:
        title: Thickness of the ice
        unit: cm
        points: {1930: 40.5, 1931: about 52, 1932: "1,200"}
        cite: {source: diary, p: 1}
FAIL REPLACES:
        points: {1930: 40.5, 1931: about 52, 1932: "1,200"}
WITH:
        points: {1930: 40.5, 1931: nearly 52}
MESSAGE:
    error[bad-figure]: the point `1931` of the figure `ice` is not a number
     --> seeds/demo.yaml:7:32
      |
    7 |     points: {1930: 40.5, 1931: nearly 52}
      |                                ^^^^^^^^^
    help: write a number such as 4.5 or 1,200, alone or behind `over`, `under` or `about`
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.quantity import parse_quantity
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks every point of every figure."""
    for dossier in pack.dossiers.values():
        for name, figure in dossier.figures.items():
            for label, value in figure.points.items():
                if parse_quantity(value.text) is None:
                    message = f"the point {backquote(label)} of the figure {backquote(name)} is not a number"
                    help_text = "write a number such as 4.5 or 1,200, alone or behind `over`, `under` or `about`"
                    yield RULE.diagnose(message, value.location.label(), help_text)


RULE = Rule("bad-figure", Severity.ERROR, __doc__, check)
