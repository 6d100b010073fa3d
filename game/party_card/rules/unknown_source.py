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

from party_card.content.identifiers import SOURCE_IDENTIFIER
from party_card.content.models.value_types import NO_SOURCE
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import dossier_citations, has_key


def check(pack: Pack) -> Diagnostics:
    """Checks every citation of every dossier that names a source, and the source of every dossier and index."""
    references = [
        (cite.source, cite.location.value("source"))
        for _, _, cite in dossier_citations(pack)
        if has_key(cite.location, "source")
    ]
    dossiers = (dossier for dossier in pack.dossiers.values() if dossier.source)
    references += [(dossier.source or NO_SOURCE, dossier.location.value("source")) for dossier in dossiers]
    references += [(index.index, index.location.value("index")) for index in pack.indexes.values()]
    has_wrong_ids = any(not SOURCE_IDENTIFIER.match(name) for name in pack.sources)
    for name, location in references if not has_wrong_ids else ():
        if name and name not in pack.sources and not pack.may_be_unread(name):
            help_text = "add it to `seeds/sources.yaml`, under `references:`"
            yield RULE.diagnose_unknown("this pack has no source", name, location.label(), pack.sources, help_text)


RULE = Rule("unknown-source", Severity.ERROR, __doc__, check, scope="evidence")
