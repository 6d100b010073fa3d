"""It is not said what became of a person.

Whoever meets somebody in a scene wants to know what became of them. Say it under `later`, with a citation; it is shown
only after the ending. If you have looked and found no source, write `later: not found`: students learn from that too.

PASS:
    ### seeds/sources.yaml
    references:
      - {id: diary, type: book, title: A Diary}
    ### seeds/demo.yaml
    dossier: demo
    facts:
      keeper-named: {text: A. Keeper looked after the bridge., grade: documented, cite: {source: diary, p: 1}}
      keeper-left: {text: The keeper left the town in 1909., grade: documented, cite: {source: diary, p: 9}}
    ### seeds/people.yaml
    people:
      keeper:
        name: A. Keeper
        was: Keeper of the bridge. [@keeper-named]
        later: He left the town a year later. [@keeper-left]
FAIL REPLACES:
        later: He left the town a year later. [@keeper-left]
WITH:
        born: 1861
MESSAGE:
    warning[no-later]: it is not said what became of `keeper`
     --> seeds/people.yaml:2:3
      |
    2 |   keeper:
      |   ^^^^^^
    help: write it under `later:`, with a citation, or `later: not found` if you have found no source
"""

from __future__ import annotations

from party_card.content.models import Dossier, People
from party_card.content.pack import Pack
from party_card.content.people import collect_own_people
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import has_key


def check(pack: Pack) -> Diagnostics:
    """Checks that every person has `later`."""
    own_people = collect_own_people(pack)
    files: list[Dossier | People] = [*pack.people_files, *pack.dossiers.values()]
    for file in files:
        for name, person in file.people.items():
            if (
                name not in own_people
                or own_people[name] is not person
                or person.later
                or has_key(person.location, "later")
            ):
                continue  # one that is empty or wrong has been reported
            message = f"it is not said what became of {backquote(name)}"
            help_text = "write it under `later:`, with a citation, or `later: not found` if you have found no source"
            yield RULE.diagnose(message, file.location.value("people").key_label(name), help_text)


RULE = Rule("no-later", Severity.WARNING, __doc__, check, scope="evidence")
