"""An entry of the way of a thing does not fit into its place: into the order of time, or into its scene.

The way is read from above to below, so its entries stand in the order of time, and the day of each lies within the days
of the scene that it names. An entry of a scene that is not part of the campaign would never be shown.

PASS:
    ### scenes/campaign.yaml
    campaign: year
    title: A year
    scenes: [spring]
    archive:
      title: The archive
      text: They left papers.
      provenance:
        title: A sheet of carbon paper
        text: It was lent.
        entries:
          - {scene: spring, date: 1932-04-02, office: A kitchen, text: It was burnt here.}
          - {scene: spring, date: 1932-04-09, office: An office, text: A list was typed., if: chose(type)}
    ### scenes/spring.yaml
    scene: spring
    title: Spring
    span: 1932-04
    passages:
      one:
        text: You wait.
        choices:
          - {id: type, text: Type the list, goto: two}
          - {id: go, text: Go home, goto: two}
      two:
        text: It is dark.
        ending: {id: done, title: Done}
    file:
      name: Berg, K.
      card: [{stamp: kept}]
      unrecorded: {one: ""}
FAIL REPLACES:
          - {scene: spring, date: 1932-04-02, office: A kitchen, text: It was burnt here.}
          - {scene: spring, date: 1932-04-09, office: An office, text: A list was typed., if: chose(type)}
WITH:
          - {scene: spring, date: 1932-04-09, office: An office, text: A list was typed., if: chose(type)}
          - {scene: spring, date: 1932-04-02, office: A kitchen, text: It was burnt here.}
MESSAGE:
    warning[provenance-order]: 2 April 1932 comes before the day of the entry above, 9 April 1932
      --> scenes/campaign.yaml:12:31
       |
    12 |       - {scene: spring, date: 1932-04-02, office: A kitchen, text: It was burnt here.}
       |                               ^^^^^^^^^^
    help: put the entries in the order of time
"""

from __future__ import annotations

from party_card.content.edtf import EdtfDate, parse_date
from party_card.content.models import ProvenanceEntry, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._provenance import provenance_entries


def check(pack: Pack) -> Diagnostics:
    """Checks the entries of the way of a thing in the archive of the campaign."""
    order = [station.scene for station in pack.campaign.stations] if pack.campaign is not None else []
    above: EdtfDate | None = None
    for entry in provenance_entries(pack):
        scene = pack.scenes.get(entry.scene)
        if scene is None:
            continue  # reported by `unknown-scene`
        if entry.scene not in order:
            message = f"{backquote(entry.scene)} is not part of the campaign, so this entry is never shown"
            help_text = "name a scene that stands under `scenes:`, or delete the entry"
            yield RULE.diagnose(message, entry.location.value("scene").label(), help_text)
        date = _read_date(entry.date)
        if date is None:
            continue  # there is none, or `bad-date` has reported it
        if above is not None and date.earliest < above.earliest:
            message = f"{date} comes before the day of the entry above, {above}"
            label = entry.location.value("date").label()
            yield RULE.diagnose(message, label, "put the entries in the order of time")
        elif (outside := _check_span(entry, date, scene)) is not None:
            yield outside
        above = date


def _check_span(entry: ProvenanceEntry, date: EdtfDate, scene: Scene) -> Diagnostic | None:
    span = _read_date(scene.span)
    if span is None or (span.earliest <= date.earliest and date.latest <= span.latest):
        return None
    message = f"{date} is not within the days of {backquote(entry.scene)}, {span}"
    help_text = "name the scene in which it is there that day, or change the day"
    return RULE.diagnose(message, entry.location.value("date").label(), help_text)


def _read_date(text: str | None) -> EdtfDate | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


RULE = Rule("provenance-order", Severity.WARNING, __doc__, check, scope="pack")
