"""A date cannot be read.

Dates are written from the year to the day: `1932-09-22`, `1932-09` or `1932`; a stretch of time has a slash
between its ends: `1932-08/1932-10`; `~` behind a date means about, `?` means uncertain. (This way of writing
is called EDTF.) Dates of sources can be written so too, or as CSL has them: `{date-parts: [[1932, 9, 22]]}`.

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

import re

from party_card.content.edtf import parse_date
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.evidence.source_dates import SourceDateError, list_dates, read_source_date
from party_card.rules._provenance import provenance_entries
from party_card.rules._traversal import has_text

_ADVICE = re.compile(r"; (?=(?:write|leave|give) )")


def check(pack: Pack) -> Diagnostics:
    """Checks the dates of scenes, passages, facts, documents and steps of a thing's way, and those of sources."""
    dates = [(scene.span, scene.location.value("span")) for scene in pack.scenes.values()]
    for scene in pack.scenes.values():
        dates += [
            (passage.date, passage.location.value("date"))
            for passage in scene.passages.values()
            if not passage.location.lacks_key("date")
        ]
    for dossier in pack.dossiers.values():
        dates += [(item.date, item.location.value("date")) for item in dossier.citable_items.values()]
    dates += [(entry.date, entry.location.value("date")) for entry in provenance_entries(pack)]
    for date, location in dates:
        if date is None or not (date or has_text(location)):
            continue
        try:
            parse_date(date)
        except ValueError as error:
            yield _diagnose(error, location)
    for source in pack.sources.values():
        for key, value in list_dates(source):
            location = source.location.value(key)
            if isinstance(value, str) and not (value or has_text(location)):
                continue  # reported while reading
            try:
                read_source_date(value, location)
            except SourceDateError as error:
                yield _diagnose(error, error.location)


def _diagnose(error: ValueError, location: NodeRef) -> Diagnostic:
    message, *advice = _ADVICE.split(" ".join(str(error).split()), maxsplit=1)
    help_text = advice[0] if advice else "write it like 1932-09-22, 1932-09 or 1932-08/1932-10"
    return RULE.diagnose(message, location.label(), help_text)


RULE = Rule("bad-date", Severity.ERROR, __doc__, check)
