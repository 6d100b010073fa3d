"""A citation names a source that the pack does not have.

Every `cite:` names a source by the `id` it has in `seeds/sources.yaml`. Write that name, or add the source
there: author, title and year are enough.

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
FAIL REPLACES:
        cite: {source: diary, p: 1}
WITH:
        cite: {source: dairy, p: 1}
MESSAGE:
    error[unknown-source]: this pack has no source `dairy`
     --> seeds/demo.yaml:6:20
      |
    6 |     cite: {source: dairy, p: 1}
      |                    ^^^^^
    help: did you mean `diary`?
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import dossier_citations


def check(pack: Pack) -> Diagnostics:
    """Checks every citation of every dossier, and the source of every index."""
    references = [(cite.source, cite.location.value("source")) for _, _, cite in dossier_citations(pack)]
    references += [(index.index, index.location.value("index")) for index in pack.indexes.values()]
    for name, location in references:
        if name and name not in pack.sources:
            help_text = "add it to `seeds/sources.yaml`, under `references:`"
            yield RULE.diagnose_unknown("this pack has no source", name, location.label(), pack.sources, help_text)


RULE = Rule("unknown-source", Severity.ERROR, __doc__, check)
