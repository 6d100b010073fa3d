"""Something is said of a person without a source.

Who somebody was (`was`) and what became of them (`later`) is history like the record, so every claim in it has a
citation. A citation covers the sentences before it, back to the citation before. If you have looked for what became of
somebody and have found no source, write `later: not found`.

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
        later: He left the town a year later. [@keeper-left] He died in Riga.
MESSAGE:
    error[uncited-person]: this sentence about `keeper` has no source
     --> seeds/people.yaml:5:58
      |
    5 |     later: He left the town a year later. [@keeper-left] He died in Riga.
      |                                                          ^^^^^^^^^^^^^^^^
    help: add `[@fact]` behind it
"""

from __future__ import annotations

from party_card.content.pack import Pack
from party_card.content.people import collect_own_people
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import person_texts
from party_card.rules._uncited import find_uncited_sentences


def check(pack: Pack) -> Diagnostics:
    """Checks the texts of every person."""
    facts = {name for dossier in pack.dossiers.values() for name in dossier.citable_items}
    for name, person in collect_own_people(pack).items():
        for prose in person_texts(person):
            for span in find_uncited_sentences(prose.text, prose.location, facts):
                message = f"this sentence about {backquote(name)} has no source"
                yield RULE.diagnose(message, prose.location.label(span), "add `[@fact]` behind it")


RULE = Rule("uncited-person", Severity.ERROR, __doc__, check, scope="evidence")
