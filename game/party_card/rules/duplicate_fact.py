"""Two dossiers of a scene have a fact of the same name.

A citation `[@name]` must say which fact it stands for. Rename one of the two facts, and the citations of it.

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


def check(pack: Pack) -> Diagnostics:
    """Checks the dossiers that a scene names together."""
    reported: set[tuple[str, str, str]] = set()
    for scene in pack.scenes.values():
        first_by_fact: dict[str, Dossier] = {}
        for name in scene.dossiers:
            if (dossier := pack.dossiers.get(name)) is None:
                continue
            for fact in dossier.facts:
                first = first_by_fact.setdefault(fact, dossier)
                key = (fact, first.dossier, dossier.dossier)
                if first is dossier or key in reported:
                    continue
                reported.add(key)
                message = f"scene {backquote(scene.scene)} uses two dossiers with a fact {backquote(fact)}"
                primary = _fact_label(dossier, fact)
                secondary = _fact_label(first, fact, "the first one")
                help_text = "rename one of the two, and the citations of it"
                yield RULE.diagnose(message, primary, help_text, secondary=(secondary,))


def _fact_label(dossier: Dossier, fact: str, message: str = "") -> Label:
    return dossier.location.value("facts").key_label(fact, message)


RULE = Rule("duplicate-fact", Severity.ERROR, __doc__, check)
