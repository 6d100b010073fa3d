"""A figure has a point that is not a number, or no points, or no source.

Every point of a figure becomes a bar, and the bar is as long as its number. Where the source gives a bound, a guess or
a range, write `over 9`, `under 60`, `about 50` or `40-52`, from less to more. A decimal has a point, not a comma;
commas may part thousands. What is less than nothing, or no number at all, is better told in a sentence of the record.

A figure has either `points`, all from the source that it cites, or `estimates` of several sources, each with the fact
that states it.

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
        points: {1930: 40.5, 1931: about 52, 1932: "1,200", 1933: 40-52}
        cite: {source: diary, p: 1}
FAIL REPLACES:
        points: {1930: 40.5, 1931: about 52, 1932: "1,200", 1933: 40-52}
WITH:
        points: {1930: 40.5, 1931: nearly 52}
MESSAGE:
    error[bad-figure]: the point `1931` of the figure `ice` is not a number
     --> seeds/demo.yaml:7:32
      |
    7 |     points: {1930: 40.5, 1931: nearly 52}
      |                                ^^^^^^^^^
    help: write a number such as 4.5 or 1,200 or a range such as 40-52, alone or behind `over`, `under` or `about`
"""

from __future__ import annotations

from party_card.content.models import Figure
from party_card.content.pack import Pack
from party_card.content.quantity import parse_quantity
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key, is_mapping

_NUMBER_HELP = (
    "write a number such as 4.5 or 1,200 or a range such as 40-52, alone or behind `over`, `under` or `about`"
)


def check(pack: Pack) -> Diagnostics:
    """Checks every figure: its numbers, and that it has a source for them."""
    for dossier in pack.dossiers.values():
        for name, figure in dossier.figures.items():
            yield from _check_keys(name, figure)
            for label, value in figure.points.items():
                if parse_quantity(value.text) is None:
                    message = f"the point {backquote(label)} of the figure {backquote(name)} is not a number"
                    yield RULE.diagnose(message, value.location.label(), _NUMBER_HELP)
            for estimate in figure.estimates:
                if has_key(estimate.location, "number") and parse_quantity(estimate.number.text) is None:
                    message = f"an estimate of the figure {backquote(name)} is not a number"
                    yield RULE.diagnose(message, estimate.location.value("number").label(), _NUMBER_HELP)


def _check_keys(name: str, figure: Figure) -> Diagnostics:
    location = figure.location
    has_points, has_estimates = has_key(location, "points"), has_key(location, "estimates")
    if not is_mapping(location):
        return  # reported while reading
    if has_points and has_estimates:
        message = f"the figure {backquote(name)} has both `points` and `estimates`"
        help_text = "keep the `points` of one source or the `estimates` of several, or make two figures"
        yield RULE.diagnose(message, location.key_label("estimates"), help_text)
    elif not has_points and not has_estimates:
        message = f"the figure {backquote(name)} has no numbers"
        help_text = "add `points:` with a label and a number each, or `estimates:` of several sources"
        yield RULE.diagnose(message, location.label(), help_text)
    elif has_points and not has_key(location, "cite"):
        message = f"the figure {backquote(name)} says nowhere where its numbers stand"
        yield RULE.diagnose(message, location.label(), "add `cite:` with the source and the place in it")
    elif has_estimates and has_key(location, "cite"):
        message = f"the estimates of the figure {backquote(name)} have their sources in their facts"
        yield RULE.diagnose(message, location.key_label("cite"), "delete `cite`")


RULE = Rule("bad-figure", Severity.ERROR, __doc__, check)
