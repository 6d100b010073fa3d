"""A citation names a fact that the scene's dossiers do not have.

A citation `[@name]` stands for a fact in one of the dossiers that the scene lists under `dossiers:`. Without
the fact the sentence has no source. Write the fact's name as it stands in the dossier, or add the dossier to
the scene. The same holds for a fact whose sources a record compares, and for that of an estimate, which stands in the
same file. What is said of people may cite the facts of any dossier.

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
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: The river is frozen. [@frozen-river]
WITH:
        text: The river is frozen. [@frozen-rivr]
MESSAGE:
    error[unknown-fact]: the scene's dossiers have no fact `frozen-rivr`
     --> scenes/example.yaml:6:33
      |
    6 |     text: The river is frozen. [@frozen-rivr]
      |                                 ^^^^^^^^^^^^
    help: did you mean `frozen-river`?
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.declarations import has_wrong_entries
from party_card.content.models import Document, Fact, FactId, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import Citation, citing_documents, find_dossiers, list_citations, people_citations


def check(pack: Pack) -> Diagnostics:
    """Checks every citation in the texts of a scene, a campaign or people, and those that tests expect."""
    for kind, document in citing_documents(pack):
        if any(name not in pack.dossiers for name in document.dossiers):
            continue  # the missing dossier has been reported, and the facts may stand in it
        dossiers = [pack.dossiers[name] for name in document.dossiers]
        if any(has_wrong_entries(dossier, kind) for dossier in dossiers for kind in ("facts", "documents")):
            continue  # one of the facts may have another name than is meant, and that has been reported
        facts = pack.collect_facts(document)
        cited = [*list_citations(document)]
        for test in document.tests if isinstance(document, Scene) else ():
            location = test.expect.location.value("cites")
            cited += [Citation(fact, location.item(number)) for number, fact in enumerate(test.expect.cites or ())]
        for citation in cited:
            if citation.fact and citation.fact not in facts:
                yield _diagnose(pack, kind, citation, facts)
    for dossier in pack.dossiers.values():
        if has_wrong_entries(dossier, "facts") or has_wrong_entries(dossier, "documents"):
            continue
        for figure in dossier.figures.values():
            for estimate in figure.estimates:
                if estimate.fact and estimate.fact not in dossier.citable_items:
                    label, known = estimate.location.value("fact").label(), dossier.citable_items
                    help_text = "add it to this file, with its source"
                    yield RULE.diagnose_unknown("this dossier has no fact", estimate.fact, label, known, help_text)
    all_dossiers = list(pack.dossiers.values())
    if any(has_wrong_entries(dossier, kind) for dossier in all_dossiers for kind in ("facts", "documents")):
        return
    all_facts = {name for dossier in all_dossiers for name in dossier.citable_items}
    for citation in people_citations(pack):
        if citation.fact and citation.fact not in all_facts and not pack.may_be_unread(citation.fact):
            help_text = "add it to a dossier, with its source"
            yield RULE.diagnose_unknown("no dossier has a fact", citation.fact, citation.label, all_facts, help_text)


def _diagnose(pack: Pack, kind: str, citation: Citation, facts: Mapping[FactId, Fact | Document]) -> Diagnostic:
    fact, label = citation.fact, citation.label
    if other_dossiers := find_dossiers(pack, "citable_items", fact):
        message = f"the fact {backquote(fact)} stands in a dossier that this {kind} does not name"
        return RULE.diagnose(message, label, f"add `{other_dossiers[0]}` to the {kind}'s `dossiers:`")
    if not facts:
        message = f"this {kind} names no dossier with facts, so there is no fact {backquote(fact)}"
        return RULE.diagnose(message, label, f"add a line `dossiers: [its-name]` to the {kind}")
    help_text = "add it to a dossier, with its source"
    return RULE.diagnose_unknown(f"the {kind}'s dossiers have no fact", fact, label, facts, help_text)


RULE = Rule("unknown-fact", Severity.ERROR, __doc__, check, scope="document")
