"""A note on a fact with several sources shows what each says and how it knows; "Ibid." never follows such a note."""

from __future__ import annotations

from pathlib import Path

from party_card.content.models import SceneId
from party_card.engine.compiled import compile_scene
from party_card.engine.page import Note, Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.engine.source_words import describe_knowledge, list_note_details, name_stance
from tests.two_sources import read_two_sources


def open_page(folder: Path, kind: str) -> Page:
    pack = read_two_sources(folder)
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("bell")]))
    while (page := build_page(playthrough)).kind != kind:
        playthrough.choose(page.offers[0].id)
    return page


def citation_of(note: Note) -> str:
    return "".join(run.text for run in note.citation)


def test_each_source_says_what_it_has_and_how_it_knows(tmp_path: Path) -> None:
    contested, corroborated, documented = open_page(tmp_path, "passage").notes
    assert [
        (name_stance(attestation), attestation.value, attestation.says, describe_knowledge(attestation))
        for attestation in contested.attestations
    ] == [
        (
            "The claim", "nine o’clock", "The bell was rung at nine.",
            ("Document of the time", "the same day", "for the next signalman"),
        ),
        (
            "Differs", "half past nine", "The paper has it half an hour later, from somebody who was at home.",
            ("Newspaper", "2 days later", "for readers of the town"),
        ),
        ("Adds", "", "A second bell answered from the mill.", ("Scholarship", "55 years later")),
    ]  # fmt: skip
    assert contested.attestations[1].interest == "The paper wants the bell to be kept."
    assert contested.conclusion == "They agree on the evening. The night book was written while the bell rang."
    assert [attestation.stance for attestation in corroborated.attestations] == [None, "agrees"]
    assert documented.attestations == ()


def test_a_note_after_one_on_several_sources_names_its_source_again(tmp_path: Path) -> None:
    citations = [citation_of(note) for note in open_page(tmp_path, "record").notes]
    assert citations == [
        "Lea Orrin, “The night book of the signal box,” November 14, 1932, 5.",
        "Ibid., 4.",
        "Orrin, “The night book of the signal box,” 4.",
        "E. Harding, A History of Lennbridge (1987), 91.",
    ]


def test_a_line_for_each_further_source_and_one_for_what_follows(tmp_path: Path) -> None:
    notes = open_page(tmp_path, "passage").notes
    lines = ["".join(run.text for run in line) for line in list_note_details(notes[0])]
    assert lines == [
        "Differs: half past nine. The paper has it half an hour later, from somebody who was at home."
        " “The bell at the river,” Lennbridge Evening Paper, November 16, 1932, col. 2.",
        "Adds. A second bell answered from the mill. E. Harding, A History of Lennbridge (1987), 88–89.",
        "What follows: They agree on the evening. The night book was written while the bell rang.",
    ]
    assert list_note_details(notes[2]) == ()
