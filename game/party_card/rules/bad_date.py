"""A date cannot be read.

Dates are written from the year to the day: `1932-09-22`, `1932-09` or `1932`; a stretch of time has a slash
between its ends: `1932-08/1932-10`; `~` behind a date means about, `?` means uncertain. (This way of writing
is called EDTF.)

PASS:
    ### scenes/example.yaml
    scene: a
    title: A
    span: 1932-09-22
    dossiers: []
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
    span: 1932-09-22
WITH:
    span: 22 September 1932
MESSAGE:
    error[bad-date]: `22 September 1932` cannot be read as a date
     --> scenes/example.yaml:3:7
      |
    3 | span: 22 September 1932
      |       ^^^^^^^^^^^^^^^^^
    help: write 1932-09-22
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.evidence.dates import parse_date
from party_card.rules._traversal import has_text


def check(pack: Pack) -> Diagnostics:
    """Checks the dates of scenes, passages and facts."""
    dates = [(scene.span, scene.location.value("span")) for scene in pack.scenes.values()]
    for scene in pack.scenes.values():
        dates += [(passage.date, passage.location.value("date")) for passage in scene.passages.values()]
    for dossier in pack.dossiers.values():
        dates += [(fact.date, fact.location.value("date")) for fact in dossier.facts.values()]
    for date, location in dates:
        if date is None or not (date or has_text(location)):
            continue
        try:
            parse_date(date)
        except ValueError as error:
            message, _, help_text = " ".join(str(error).split()).partition("; write ")
            help_text = "write " + (help_text or "it like 1932-09-22, 1932-09 or 1932-08/1932-10")
            yield RULE.diagnose(message, location.label(), help_text)


RULE = Rule("bad-date", Severity.ERROR, __doc__, check)
