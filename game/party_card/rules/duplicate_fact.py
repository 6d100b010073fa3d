"""Two facts that a scene could cite have the same name.

A citation `[@name]` must say which fact it stands for. Rename one of the two facts, and the citations of it. A
document is cited like a fact, so it cannot have the name of one either. What is said of people can cite every dossier.

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
    ### seeds/more.yaml
    dossier: more
    facts:
      frozen-canal:
        text: The river froze.
        grade: documented
        cite: {source: diary, p: 1}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo, more]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
FAIL REPLACES:
      frozen-canal:
WITH:
      frozen-river:
MESSAGE:
    error[duplicate-fact]: scene `a` uses two dossiers with a fact `frozen-river`
     --> seeds/more.yaml:3:3
      |
    3 |   frozen-river:
      |   ^^^^^^^^^^^^
     ::: seeds/demo.yaml:3:3
      |
    3 |   frozen-river:
      |   ------------ the first one
    help: rename one of the two, and the citations of it
"""

from __future__ import annotations

from party_card.content.models import Dossier
from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import people_citations


def check(pack: Pack) -> Diagnostics:
    """Checks the facts and documents of each dossier, those that a scene names together, and what people cite."""
    for own in pack.dossiers.values():
        for name in own.documents:
            if name in own.facts:
                message = f"a fact and a document of this dossier are both called {backquote(name)}"
                primary = own.location.value("documents").key_label(name)
                secondary = own.location.value("facts").key_label(name, "the fact")
                help_text = "rename one of the two, and its citations"
                yield RULE.diagnose(message, primary, help_text, secondary=(secondary,))
    reported: set[tuple[str, str, str]] = set()
    for scene in pack.scenes.values():
        first_by_fact: dict[str, Dossier] = {}
        for dossier_id in scene.dossiers:
            if (dossier := pack.dossiers.get(dossier_id)) is None:
                continue
            for fact in dossier.citable_items:
                first = first_by_fact.setdefault(fact, dossier)
                key = (fact, first.dossier, dossier.dossier)
                if first is dossier or key in reported:
                    continue
                reported.add(key)
                if dossier.location.file not in pack.files and first.location.file in pack.files:
                    first, dossier = dossier, first  # the author can mend only the file of the pack
                kind = "fact" if fact in dossier.facts else "document"
                message = f"scene {backquote(scene.scene)} uses two dossiers with a {kind} {backquote(fact)}"
                primary = _fact_label(dossier, fact)
                secondary = _fact_label(first, fact, "the first one")
                help_text = "rename one of the two, and the citations of it"
                yield RULE.diagnose(message, primary, help_text, secondary=(secondary,))
    yield from _check_people(pack, reported)


def _check_people(pack: Pack, reported: set[tuple[str, str, str]]) -> Diagnostics:
    """Checks the facts that are cited about people: they may stand in any dossier, but in one alone."""
    cited = {citation.fact for citation in people_citations(pack)}
    first_by_fact: dict[str, Dossier] = {}
    for dossier in pack.dossiers.values():
        for fact in dossier.citable_items if dossier.location.file in pack.files else ():
            first = first_by_fact.setdefault(fact, dossier)
            names = (first.dossier, dossier.dossier)
            if fact not in cited or first is dossier or {(fact, *names), (fact, *reversed(names))} & reported:
                continue
            kind = "fact" if fact in dossier.facts else "document"
            message = f"what is said of a person cites {backquote(fact)}, and two dossiers have a {kind} of that name"
            secondary = _fact_label(first, fact, "the first one")
            help_text = "rename one of the two, and the citations of it"
            yield RULE.diagnose(message, _fact_label(dossier, fact), help_text, secondary=(secondary,))


def _fact_label(dossier: Dossier, fact: str, message: str = "") -> Label:
    section = "facts" if fact in dossier.facts else "documents"
    return dossier.location.value(section).key_label(fact, message)


RULE = Rule("duplicate-fact", Severity.ERROR, __doc__, check, scope="evidence")
