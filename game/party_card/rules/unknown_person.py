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
FAIL REPLACES:
        people: [keeper]
WITH:
        people: [keper]
MESSAGE:
    error[unknown-person]: no dossier has a person `keper`
     --> seeds/demo.yaml:7:14
      |
    7 |     people: [keper]
      |              ^^^^^
    help: did you mean `keeper`?
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.suggest import find_closest


def check(pack: Pack) -> Diagnostics:
    """Checks the `people` of every fact; they may stand in any dossier of the pack."""
    all_people = {name for dossier in pack.dossiers.values() for name in dossier.people}
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            for number, name in enumerate(fact.people):
                if name and name not in all_people:
                    label = fact.location.value("people").item(number).label()
                    candidates = dossier.people if find_closest(name, dossier.people) else all_people
                    help_text = "add the person under `people:`"
                    yield RULE.diagnose_unknown("no dossier has a person", name, label, candidates, help_text)


RULE = Rule("unknown-person", Severity.ERROR, __doc__, check, scope="pack")
