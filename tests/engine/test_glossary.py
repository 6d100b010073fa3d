"""Tests of the glossary: prose names people and terms by their forms, and two people with one name stay distinct."""

from __future__ import annotations

from party_card.content.models import Cite, Dossier, DossierId, Person, PersonId, SourceId, Term, TermId
from party_card.engine.glossary import Glossary

CITE = Cite(source=SourceId("book"), p=1)


def person(name: str, *named: str) -> Person:
    return Person(name=name, role="a role", cite=CITE, named=named)


NEAR_DOSSIER = Dossier(
    dossier=DossierId("near"),
    people={
        PersonId("ivan"): person("Ivan Smirnov", "Ivan Smirnov", "Smirnov"),
        PersonId("stens"): person("Jānis Stens", "Stens"),
    },
    terms={
        TermId("plenum"): "A full meeting.",
        TermId("party-card"): Term(name="party card", text="It's proof."),
        TermId("class"): "A group.",
    },
)
FAR_DOSSIER = Dossier(
    dossier=DossierId("far"),
    people={PersonId("alexander"): person("Alexander Smirnov", "Alexander Smirnov", "Smirnov")},
    terms={TermId("plenum"): "Another explanation."},
)
GLOSSARY = Glossary([NEAR_DOSSIER, FAR_DOSSIER])


def names_in(text: str) -> list[tuple[str, str]]:
    """Returns the id and the form of each entry that a text names."""
    return [(entry.id, entry.form) for entry in GLOSSARY.find_entries(text)]


def test_people_come_first_and_each_once() -> None:
    assert names_in("The plenum heard Stens; the plenum heard Stens.") == [("stens", "Stens"), ("plenum", "plenum")]


def test_of_two_with_one_name_the_scenes_own_is_meant() -> None:
    assert names_in("Smirnov spoke. Alexander Smirnov did not.") == [
        ("ivan", "Smirnov"),
        ("alexander", "Alexander Smirnov"),
    ]


def test_a_longer_name_is_not_taken_for_the_shorter_one_in_it() -> None:
    assert names_in("Alexander Smirnov did not.") == [("alexander", "Alexander Smirnov")]


def test_a_term_is_found_in_any_case_and_number() -> None:
    assert names_in("Plenums. PARTY CARDS. Classes.") == [
        ("plenum", "Plenums"),
        ("party-card", "PARTY CARDS"),
        ("class", "Classes"),
    ]


def test_a_part_of_a_word_is_no_name() -> None:
    assert names_in("Stensen and the plenumlike Smirnova") == []


def test_a_persons_name_is_matched_to_the_letter() -> None:
    assert names_in("stens") == []


def test_the_nearest_explanation_is_given_as_a_printer_would_set_it() -> None:
    entries = {entry.id: entry.text for entry in GLOSSARY.find_entries("plenum, party card")}
    assert entries == {"plenum": "A full meeting.", "party-card": "It’s proof."}
