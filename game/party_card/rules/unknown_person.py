"""A fact names a person whom no file has.

The names under a fact's `people:` stand for entries under `people:`, in `seeds/people.yaml` or in a dossier. Write the
name as it stands there, or add the person; where the source does not name anyone, leave the list empty.

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
      keeper: {name: A. Keeper, was: "Keeper of the bridge. [@frozen-river]", later: not found}
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
    error[unknown-person]: there is no person `keper`
     --> seeds/demo.yaml:7:14
      |
    7 |     people: [keper]
      |              ^^^^^
    help: did you mean `keeper`?
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.declarations import has_wrong_entries
from party_card.content.models import Dossier, People, Person, PersonId
from party_card.content.pack import Pack
from party_card.content.people import collect_people
from party_card.diagnostics.diagnostic import Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.suggest import find_closest
from party_card.diagnostics.words import backquote


def check(pack: Pack) -> Diagnostics:
    """Checks the `people` of every fact and document; they may stand in any dossier of the pack."""
    all_people = collect_people(pack)
    files: list[Dossier | People] = [*pack.dossiers.values(), *pack.people_files]
    if any(has_wrong_entries(file, "people") for file in files):
        return
    for dossier in pack.dossiers.values():
        reported: set[str] = set()
        for fact in dossier.citable_items.values():
            for number, name in enumerate(fact.people):
                if name and name not in all_people and name not in reported and not pack.may_be_unread(name):
                    reported.add(name)
                    label = fact.location.value("people").item(number).label()
                    if id_ := _find_id(name, all_people):
                        message = f"there is no person {backquote(name)}"
                        yield RULE.diagnose(message, label, Help(f"write `{id_}`, the name under `people:`", id_))
                        continue
                    candidates = dossier.people if find_closest(name, dossier.people) else all_people
                    help_text = "add the person under `people:`"
                    yield RULE.diagnose_unknown("there is no person", name, label, candidates, help_text)


def _find_id(name: str, people: Mapping[PersonId, Person]) -> PersonId | None:
    """Returns the id of the one person whom prose calls by a name, whole or with the words of a title before it."""
    word = f" {name.casefold()} "
    ids = [
        id_
        for id_, person in people.items()
        if any(known and f" {known.casefold()} " in word for known in (person.name, *person.named))
    ]
    return ids[0] if len(ids) == 1 else None


RULE = Rule("unknown-person", Severity.ERROR, __doc__, check, scope="pack")
