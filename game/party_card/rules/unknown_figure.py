"""The record draws a figure that the scene's dossiers do not have.

The name after `chart:` stands for an entry under `figures:` in one of the scene's dossiers. Write it as it
stands there, or add the figure with its numbers and its source.

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
    figures:
      ice: {title: Thickness of the ice, unit: cm, points: {1930: 40, 1931: 52}, cite: {source: diary, p: 1}}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
    record:
      - chart: ice
FAIL REPLACES:
      - chart: ice
WITH:
      - chart: snow-and-ice
MESSAGE:
    error[unknown-figure]: the scene's dossiers have no figure `snow-and-ice`
     --> scenes/example.yaml:9:12
      |
    9 |   - chart: snow-and-ice
      |            ^^^^^^^^^^^^
    help: known here: `ice`
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.declarations import has_wrong_entries
from party_card.content.models import CampaignBlock, Prologue, RecordBlock, Scene, Station
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import citing_documents, find_dossiers


def check(pack: Pack) -> Diagnostics:
    """Checks every `chart` in a record, between the scenes of the campaign, and at its end."""
    for kind, document in citing_documents(pack):
        if any(name not in pack.dossiers for name in document.dossiers):
            continue  # the missing dossier has been reported, and the figure may stand in it
        if any(has_wrong_entries(pack.dossiers[name], "figures") for name in document.dossiers):
            continue  # one of the figures may have another name than is meant, and that has been reported
        figures = {name for dossier in document.dossiers for name in pack.dossiers[dossier].figures}
        if isinstance(document, Prologue):
            continue  # it shows none
        parts: Sequence[RecordBlock | CampaignBlock | Station]
        parts = document.closing_blocks if isinstance(document, Scene) else [*document.stations, *document.ending]
        for part in parts:
            if not part.chart or part.chart in figures:
                continue
            message, label = f"the {kind}'s dossiers have no figure", part.location.value("chart").label()
            if other_dossiers := find_dossiers(pack, "figures", part.chart):
                help_text = f"add `{other_dossiers[0]}` to the {kind}'s `dossiers:`"
                yield RULE.diagnose(f"{message} {backquote(part.chart)}", label, help_text)
            else:
                help_text = "add it under `figures:` in a dossier, with its source"
                yield RULE.diagnose_unknown(message, part.chart, label, figures, help_text)


RULE = Rule("unknown-figure", Severity.ERROR, __doc__, check, scope="document")
