"""Badges in place of portraits: the same for the same person, and another for another of the same name."""

from __future__ import annotations

import re

import pytest

from party_card.content.pack import read_pack
from party_card.content.pack_folders import find_builtin_pack
from party_card.content.prose import strip_markup
from party_card.engine.page import Entry, Run
from party_card.frontends.window.toolkit.primitives import Circle, Polygon, TextRun
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.person_badge import choose_shape, layout_person_badge, make_initials
from party_card.frontends.window.views.text_blocks import layout_glossary_entry
from tests.frontends.window.open_screens import open_screen

STYLE: TextStyle = open_screen("glossary").view.style
PEOPLE = [
    Entry(str(person_id), "person", person.name, person.name, (Run(strip_markup(person.was)),))
    for person_id, person in read_pack(find_builtin_pack())[0].people.items()
]


def make_person(name: str, role: str = "") -> Entry:
    """Returns the glossary entry of a person."""
    return Entry(name.casefold().replace(" ", "-"), "person", name, name, (Run(role),))


def test_everybody_in_the_dossiers_looks_different() -> None:
    marks = {person: layout_person_badge(STYLE, person, 40).marks for person in PEOPLE}
    assert len(marks) > 50
    assert [(a.name, b.name) for a in marks for b in marks if a.id < b.id and marks[a] == marks[b]] == []


def test_nobody_is_told_from_another_by_colour_alone() -> None:
    def describe_shapes(person: Entry) -> str:
        marks = (str(mark) for mark in layout_person_badge(STYLE, person, 40).marks if not isinstance(mark, TextRun))
        return make_initials(person.name) + re.sub(r"colour='\w+'", "", " ".join(marks))

    id_by_shapes: dict[str, str] = {}
    for person in PEOPLE:
        assert id_by_shapes.setdefault(describe_shapes(person), person.id) == person.id


def test_an_emblem_stays_the_same() -> None:
    smirnov = make_person("Ivan Smirnov", "deputy head at the state planning commission")
    assert layout_person_badge(STYLE, smirnov, 40) == layout_person_badge(STYLE, smirnov, 40)
    other = make_person("Alexander Smirnov", "once agriculture commissar")
    assert layout_person_badge(STYLE, smirnov, 40) != layout_person_badge(STYLE, other, 40)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ivan Smirnov", "IS"), ("Paul von Hindenburg", "PH"), ("Stalin", "St"), ("Jānis Stens", "JS"), ("keke", "ke"),
     ("Chiang Kai-shek", "CK"), ("X", "X")],
)  # fmt: skip
def test_the_initials_of_a_name(name: str, letters: str) -> None:
    assert make_initials(name) == letters


@pytest.mark.parametrize(
    ("role", "shape"),
    [("Trotsky's son, in Berlin", "disc"), ("party boss of Moscow", "square"), ("an expert in farming", "wedge"),
     ("wife of an official", "disc"), ("a sonata was heard there", "wedge")],
)  # fmt: skip
def test_the_shape_says_how_the_dossier_tells_of_somebody(role: str, shape: str) -> None:
    assert choose_shape(make_person("A", role)) == shape


def test_letters_that_no_font_has_are_left_out() -> None:
    assert not [mark for mark in layout_person_badge(STYLE, make_person("红"), 40).marks if isinstance(mark, TextRun)]


def test_people_have_an_emblem_beside_them_and_words_do_not() -> None:
    person = make_person("Ivan Smirnov", "deputy head for transport equipment")
    term = Entry("ogpu", "term", "OGPU", "OGPU", (Run("The political police."),))
    box = layout_glossary_entry(STYLE, person, 500)
    side = STYLE.px(44)
    badge = layout_person_badge(STYLE, person, side)
    assert {type(mark) for mark in badge.marks} <= {type(mark) for mark in box.marks}
    texts = [mark for mark in box.marks if isinstance(mark, TextRun)]
    assert "IS" in [mark.text for mark in texts]
    assert all(mark.x >= side for mark in texts if mark.text != "IS")
    assert "IS" not in box.name.split()
    assert not any(isinstance(mark, Polygon | Circle) for mark in layout_glossary_entry(STYLE, term, 500).marks)
