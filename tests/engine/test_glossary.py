"""Tests of the glossary: prose names people and terms by their forms, and two people with one name stay distinct."""

from __future__ import annotations

from party_card.content.models import (
    Cite,
    Dossier,
    DossierId,
    Fact,
    FactId,
    Person,
    PersonId,
    Prose,
    SourceId,
    Term,
    TermId,
)
from party_card.engine.glossary import Glossary

CITE = Cite(source=SourceId("book"), p=1)


def person(name: str, *named: str) -> Person:
    return Person(name=name, was=Prose("Somebody. [@fact]"), named=named)


def fact(*people: str) -> Fact:
    return Fact(text=Prose("A claim."), grade="documented", cite=CITE, people=tuple(map(PersonId, people)))


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


def names_in(text: str, glossary: Glossary = GLOSSARY) -> list[tuple[str, str]]:
    """Returns the id and the form of each person or term that a text names."""
    return [(mention.subject.id, mention.form) for mention in glossary.find_mentions(text)]


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


def test_a_scene_knows_the_people_whom_facts_of_its_dossiers_name_and_no_others() -> None:
    people = {PersonId("clara"): person("Clara Voss"), PersonId("dora"): person("Dora Lund")}
    dossier = Dossier(dossier=DossierId("mill"), facts={FactId("mill-shut"): fact("clara")})
    glossary = Glossary([dossier], people)
    assert names_in("Clara Voss met Dora Lund.", glossary) == [("clara", "Clara Voss")]


def test_of_two_people_with_one_form_the_one_of_the_nearer_dossier_is_meant() -> None:
    people = {PersonId("first"): person("First Lund", "Lund"), PersonId("second"): person("Second Lund", "Lund")}
    near = Dossier(dossier=DossierId("near"), facts={FactId("a"): fact("second")})
    far = Dossier(dossier=DossierId("far"), facts={FactId("b"): fact("first", "second")})
    assert names_in("Lund came.", Glossary([near, far], people)) == [("second", "Lund")]
    assert names_in("Lund came.", Glossary([far, near], people)) == [("first", "Lund")]
