"""A citation does not name its source.

Every `cite:` names a source by the `id` that it has in `seeds/sources.yaml`. If all citations of a dossier are of
the same source, it can be named once, with a line `source:` at the top of the file.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    source: diary
    facts:
      frozen-river:
        text: The river froze.
        grade: documented
        cite: {p: 1}
FAIL REPLACES:
    source: diary
WITH:
MESSAGE:
    error[citation-without-source]: the fact `frozen-river` has a citation without a source
     --> seeds/demo.yaml:6:11
      |
    6 |     cite: {p: 1}
      |           ^^^^^^
    help: add `source:` with the id of a source; or name it once for the file, in a line `source:` below `dossier:`
"""

from __future__ import annotations

from party_card.content.models import Document
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import dossier_citations, has_key, is_empty_list, is_mapping


def check(pack: Pack) -> Diagnostics:
    """Checks every citation of every dossier, and that no fact or document has an empty list of them."""
    for dossier in pack.dossiers.values():
        for item_id, item in dossier.citable_items.items():
            if is_empty_list(location := item.location.value("cite")):
                kind = "document" if isinstance(item, Document) else "fact"
                message = f"the {kind} {backquote(item_id)} cites nothing"
                yield RULE.diagnose(message, location.label(), "write where it stands: `{source: …, page: …}`")
    for kind, name, cite in dossier_citations(pack):
        if cite.source or not is_mapping(cite.location) or has_key(cite.location, "source"):
            continue
        message = f"the {kind} {backquote(name)} has a citation without a source"
        help_text = (
            "add `source:` with the id of a source; or name it once for the file, in a line `source:` below `dossier:`"
        )
        if kind == "place":
            help_text = (
                "add `source:` with the id of a source; or name it once for the file, in a line `source:` at its top"
            )
        yield RULE.diagnose(message, cite.location.label(), help_text)


RULE = Rule("citation-without-source", Severity.ERROR, __doc__, check, scope="evidence")
