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
FAIL:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
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

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity
from party_card.diagnostics.rule import Rule
from party_card.diagnostics.suggest import suggest_names
from party_card.diagnostics.words import backquote
from party_card.rules._visitor import dossier_citations


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Checks every citation of every dossier, and the source of every index."""
    for dossier in pack.dossiers.values():
        for _, _, cite in dossier_citations(dossier):
            if cite.source and cite.source not in pack.sources:
                yield _diagnose(pack, cite.source, cite.location.value("source").label())
    for index in pack.indexes.values():
        if index.index and index.index not in pack.sources:
            yield _diagnose(pack, index.index, index.location.value("index").label())


def _diagnose(pack: Pack, name: str, label: Label) -> Diagnostic:
    helps = suggest_names(name, pack.sources, "add it to `seeds/sources.yaml`, under `references:`")
    return RULE.diagnose(f"this pack has no source {backquote(name)}", label, helps=helps)


RULE = Rule("unknown-source", Severity.ERROR, __doc__, check)
