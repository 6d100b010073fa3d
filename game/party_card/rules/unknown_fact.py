"""A citation names a fact that the scene's dossiers do not have.

A citation `[@name]` stands for a fact in one of the dossiers that the scene lists under `dossiers:`. Without
the fact the sentence has no source. Write the fact's name as it stands in the dossier, or add the dossier to
the scene.

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
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@frozen-rivr]
        ending: {id: done, title: Done}
MESSAGE:
    error[unknown-fact]: the scene's dossiers have no fact `frozen-rivr`
     --> scenes/example.yaml:6:33
      |
    6 |     text: The river is frozen. [@frozen-rivr]
      |                                 ^^^^^^^^^^^^
    help: did you mean `frozen-river`?
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from party_card.content.models import Fact, FactId, Scene
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.suggest import suggest
from party_card.diagnostics.words import named
from party_card.rules._visitor import Citation, citations, citing_documents, dossiers_with, texts_with_citations

CODE = "unknown-fact"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every citation in the texts of a scene or campaign, and at what tests expect."""
    for kind, teller in citing_documents(pack):
        if any(name not in pack.dossiers for name in teller.dossiers):
            continue  # the missing dossier has been reported, and the facts may stand in it
        known = pack.facts(teller)
        cited = [citation for said in texts_with_citations(teller) for citation in citations(said)]
        for test in teller.tests if isinstance(teller, Scene) else ():
            at = test.expect.location.value("cites")
            cited += [Citation(fact, at.item(number)) for number, fact in enumerate(test.expect.cites or ())]
        for citation in cited:
            if citation.fact and citation.fact not in known:
                yield _unknown(pack, kind, citation.fact, known, citation.label)


def _unknown(pack: Pack, kind: str, fact: FactId, known: Mapping[FactId, Fact], label: Label) -> Diagnostic:
    elsewhere = dossiers_with(pack, "facts", fact)
    if elsewhere:
        message = f"the fact {named(fact)} stands in a dossier that this {kind} does not name"
        helps: tuple[Help, ...] = (Help(f"add `{elsewhere[0]}` to the {kind}'s `dossiers:`"),)
    elif not known:
        message = f"this {kind} names no dossier with facts, so there is no fact {named(fact)}"
        helps = (Help(f"add a line `dossiers: [its-name]` to the {kind}"),)
    else:
        message = f"the {kind}'s dossiers have no fact {named(fact)}"
        helps = suggest(fact, known, "add it to a dossier, with its source")
    return Diagnostic(CODE, SEVERITY, message, label, helps=helps)
