"""A fact names a person that no dossier has.

The names under a fact's `people:` stand for entries under `people:` in a dossier. Write the name as it stands
there, or add the person; where the source does not name anyone, leave the list empty.

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
        people: [keeper]
    people:
      keeper: {name: A. Keeper, role: keeper of the bridge, cite: {source: diary, p: 1}}
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
        people: [keper]
    people:
      keeper: {name: A. Keeper, role: keeper of the bridge, cite: {source: diary, p: 1}}
    ### scenes/example.yaml
    scene: a
    title: A
    dossiers: [demo]
    passages:
      one:
        text: The river is frozen. [@frozen-river]
        ending: {id: done, title: Done}
MESSAGE:
    error[unknown-person]: no dossier has a person `keper`
     --> seeds/demo.yaml:7:14
      |
    7 |     people: [keper]
      |              ^^^^^
    help: did you mean `keeper`?
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.suggest import nearest, suggest
from party_card.diagnostics.words import named

CODE = "unknown-person"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at the `people` of every fact; they may stand in any dossier of the pack."""
    everyone = {name for dossier in pack.dossiers.values() for name in dossier.people}
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            for number, name in enumerate(fact.people):
                if name and name not in everyone:
                    label = fact.location.value("people").item(number).label()
                    message = f"no dossier has a person {named(name)}"
                    near = nearest(name, dossier.people)
                    helps = suggest(name, dossier.people if near else everyone, "add the person under `people:`")
                    yield Diagnostic(CODE, SEVERITY, message, label, helps=helps)
