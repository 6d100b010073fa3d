"""Collects the people of a pack, and finds what their texts cite.

Invariant: the texts of a person cite facts of any dossier of the person's own pack: of one that lies over another, its
own dossiers come first.
"""

from __future__ import annotations

from collections.abc import Mapping

from party_card.content.models import Document, Fact, FactId, Person, PersonId
from party_card.content.pack import Pack
from party_card.content.prose import iter_cited_fact_ids


def collect_people(pack: Pack) -> dict[PersonId, Person]:
    """Returns the people of a pack, those of its dossiers too; of two with one id, that of a file of people."""
    people = {name: person for dossier in pack.dossiers.values() for name, person in dossier.people.items()}
    return {**people, **pack.people}


def collect_own_people(pack: Pack) -> dict[PersonId, Person]:
    """Returns the people that stand in files of the pack itself, not of one below it."""
    own_files = set(pack.files)
    return {name: person for name, person in collect_people(pack).items() if person.location.file in own_files}


def find_item(pack: Pack, name: FactId) -> Fact | Document | None:
    """Returns the fact or document of that name in any dossier; loads no dossier without the name in its text."""
    base_ids = pack.base.dossiers if pack.base is not None else ()
    for dossier_id in sorted(pack.dossiers, key=base_ids.__contains__):
        file = pack.dossier_files.get(dossier_id)
        if file is not None and name not in file.text:
            continue
        dossier = pack.dossiers[dossier_id]
        item = dossier.facts.get(name) or dossier.documents.get(name)
        if item is not None:
            return item
    return None


def find_cited_items(pack: Pack, name: PersonId, person: Person) -> Mapping[FactId, Fact | Document]:
    """Returns the facts and documents that the texts of a person cite."""
    base = pack.base
    owner = base if base is not None and base.people.get(name) is person else pack
    names = map(FactId, iter_cited_fact_ids(f"{person.was} {person.later}"))
    return {fact: item for fact in names if (item := find_item(owner, fact)) is not None}
