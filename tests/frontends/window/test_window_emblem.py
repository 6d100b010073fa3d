"""Emblems in place of portraits: the same for the same person, and another for another of the same name."""

from __future__ import annotations

import re

import pytest

from party_card.content.pack import find_builtin_pack, read_pack
from party_card.engine.page import Entry
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views.person_badge import choose_shape, layout_person_badge, make_initials
from party_card.frontends.window.views.text_blocks import layout_glossary_entry

from .open_screens import open_screen

PRESS: TextStyle = open_screen("who").view.style
PEOPLE = [
    Entry(str(name), "person", one.name, one.name, one.role)
    for dossier in read_pack(find_builtin_pack())[0].dossiers.values()
    for name, one in dossier.people.items()
]


def person(name: str, role: str = "") -> Entry:
    """Somebody as a page names them."""
    return Entry(name.casefold().replace(" ", "-"), "person", name, name, role)


def test_everybody_in_the_dossiers_looks_different() -> None:
    drawn = {one: layout_person_badge(PRESS, one, 40).marks for one in PEOPLE}
    assert len(drawn) > 50
    same = [(a.name, b.name) for a in drawn for b in drawn if a.id < b.id and drawn[a] == drawn[b]]
    assert same == []


def test_nobody_is_told_from_another_by_colour_alone() -> None:
    def bare(one: Entry) -> str:
        marks = (str(mark) for mark in layout_person_badge(PRESS, one, 40).marks if not isinstance(mark, TextRun))
        return make_initials(one.name) + re.sub(r"colour='\w+'", "", " ".join(marks))

    alone: dict[str, str] = {}
    for one in PEOPLE:
        assert alone.setdefault(bare(one), one.id) == one.id


def test_an_emblem_stays_the_same() -> None:
    smirnov = person("Ivan Smirnov", "deputy head at the state planning commission")
    assert layout_person_badge(PRESS, smirnov, 40) == layout_person_badge(PRESS, smirnov, 40)
    other = person("Alexander Smirnov", "once agriculture commissar")
    assert layout_person_badge(PRESS, smirnov, 40) != layout_person_badge(PRESS, other, 40)


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
    assert choose_shape(person("A", role)) == shape


def test_letters_that_no_font_has_are_left_out() -> None:
    assert not [mark for mark in layout_person_badge(PRESS, person("红"), 40).marks if isinstance(mark, TextRun)]


def test_people_have_an_emblem_beside_them_and_words_do_not() -> None:
    someone = person("Ivan Smirnov", "deputy head for transport equipment")
    word = Entry("ogpu", "term", "OGPU", "OGPU", "The political police.")
    colours: set[Colour] = {"ink", "red"}
    shown = layout_glossary_entry(PRESS, someone, 500)
    side = PRESS.px(44)
    drawn = layout_person_badge(PRESS, someone, side)
    assert {type(mark) for mark in drawn.marks} <= {type(mark) for mark in shown.marks}
    letters = [mark for mark in shown.marks if isinstance(mark, TextRun)]
    assert "IS" in [mark.text for mark in letters]
    assert all(mark.x >= side for mark in letters if mark.text != "IS")
    assert not [
        mark
        for mark in layout_glossary_entry(PRESS, word, 500).marks
        if getattr(mark, "colour", "") in colours and hasattr(mark, "points")
    ]
    assert "IS" not in shown.name.split()
