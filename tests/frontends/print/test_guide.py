"""The teacher's guide: all that a lesson needs is in it, each claim with its source, and nothing that could run."""

from __future__ import annotations

import base64
import hashlib
import re

from party_card.content.models import SceneId
from party_card.content.prose import smart_quotes, strip_markup
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.shared.scene_map.svg import to_svg
from tests.frontends.print.papers import proved, sample, shipped
from tests.frontends.shared.transcript.test_transcript_html import Reader
from tests.storage.campaign import write_campaign


def read_guide(lesson: LessonData) -> str:
    return Reader(write_guide(lesson)).text


def test_it_holds_what_a_lesson_needs() -> None:
    text = read_guide(sample())
    for part in (
        "The Paper",
        "August – September 1932 · Moscow · A clerk (a composite figure)",
        "What does reading cost?",
        "ask who says something, when, and what for",
        "Content notes: persecution.",
        "A clerk finds a paper.",
        "--without paper",
        "Anna Ozola (1890–1954): An archivist.",
        "What became of them: She kept the paper.",
        "dacha: A house in the country.",
        "What remains unknown. Who they were is not told.",
        "1 Who could know what?sourcing".replace("1 ", "1"),
        "A good answer draws on: the date of the paper",
    ):
        assert part in text, part


def test_a_decision_has_its_offers_where_they_lead_and_the_record() -> None:
    text = read_guide(sample())
    assert "bLeave it (✓ as in the record) → 2" in text
    assert "dBurn it (a hypothesis: no record of anyone doing this; closed to some: “Nobody looks yet”) → 2" in text
    assert "eHide it (open to some only) → 2" in text
    assert "What really happened. Two men read it and said nothing." in text


def test_a_choice_has_what_it_overlooks_with_its_source() -> None:
    text = read_guide(sample())
    assert "eHide it (open to some only) → 2Overlooks: Two men had read it." in text
    assert text.count("Overlooks: ") == 1


def test_a_question_has_its_rubric_in_a_table() -> None:
    text = read_guide(sample())
    levels = "BasicSays who.EmergentSays when.ProficientSays who and when."
    assert f"LevelHow answers are judged{levels}" in text


def test_every_ending_has_a_way_that_can_be_played() -> None:
    for lesson in (sample(), shipped("ten-cattle")):
        text = read_guide(lesson)
        kernel = lesson.proof.compiled.system
        assert lesson.endings
        for spot in lesson.endings:
            position = kernel.initial_state(lesson.shortest_path(spot).imported_traces)
            for choice in lesson.shortest_path(spot).choices:
                name = kernel.passages[position[0]]
                number = kernel.choice_index(name, choice)
                assert number is not None
                assert number in kernel.enabled_choices(position)
                assert strip_markup(lesson.scene.passages[name].choices[number].text) in text
                position = kernel.apply(position, number)
            assert kernel.passages[position[0]] == spot.passage
            assert spot.ending in text


def test_times_are_those_of_the_proof() -> None:
    lesson = shipped("ten-cattle")
    assert lesson.proof.shortest_reading is not None
    assert lesson.proof.longest_reading is not None
    few, many = lesson.proof.shortest_reading.word_count, lesson.proof.longest_reading.word_count
    assert f"{few:,} to {many:,} words" in read_guide(lesson)
    assert lesson.minute_range() == (-(-few // 200), -(-many // 200))


def test_where_paths_go_in_circles_the_least_time_and_the_fewest_words_are_told() -> None:
    words, minutes = sample().word_range, sample().minute_range()
    assert words is not None
    assert minutes == (1, 1)
    sentence = (
        f"Reading takes 1 minute or more with the record, for paths can go in circles ({words[0]} words on the "
        "shortest path, at 200 a minute); those who read slowly need 1 or more."
    )
    assert sentence in read_guide(sample())


def test_every_note_leads_to_its_source() -> None:
    for lesson in (sample(), shipped("ten-cattle")):
        page = write_guide(lesson)
        note_ids = set(re.findall(r'href="#(note-\d+)"', page))
        assert note_ids
        assert note_ids == set(re.findall(r'id="(note-\d+)"', page))


def test_the_whole_record_stands_in_it() -> None:
    lesson = shipped("ten-cattle")
    text = " ".join(read_guide(lesson).split())
    for block in lesson.scene.record:
        for sentence in strip_markup(block.text or block.unknown or "").split(". "):
            words = " ".join(sentence.split()[:5])
            assert smart_quotes(words) in text
    for question in lesson.scene.debrief:
        assert strip_markup(question.ask) in text


def test_it_says_what_it_remembers_and_what_it_leaves(tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    pack = write_campaign(tmp_path)
    text = read_guide(proved(pack, "summer"))
    assert "It remembers what students did in “Spring”" in text
    assert "Later scenes may remember: You crossed in the flood." in text
    assert SceneId("spring") in pack.scenes


def test_the_map_stands_in_it_with_the_numbers_of_the_decisions() -> None:
    lesson = shipped("ten-cattle")
    pictures = re.findall(r"<svg.*?</svg>", write_guide(lesson), re.DOTALL)
    assert to_svg(lesson.map, brief=True) in pictures


def proved_again() -> LessonData:
    """A lesson of which no picture has been kept."""
    return LessonData(sample().proof, sample().states)


def test_nothing_in_it_runs_or_is_fetched() -> None:
    page = write_guide(sample())
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src &#x27;none&#x27;; style-src &#x27;sha256-{digest}&#x27;" in page
    assert {name for name, _ in Reader(page).seen}.isdisjoint({"script", "iframe", "img", "link", "object", "form"})
    assert not re.search(r"https?:|url\(", style)


def test_what_an_author_wrote_stays_text() -> None:
    hostile = '</style></p><script>alert(1)</script>"\\'
    new_text = sample_with(hostile)
    page = write_guide(new_text)
    assert "<script" not in page
    assert page.count("</style>") == 1


def sample_with(title: str) -> LessonData:
    from dataclasses import replace

    lesson = proved_again()
    compiled = replace(lesson.proof.compiled, scene=replace(lesson.scene, title=title))
    return LessonData(replace(lesson.proof, compiled=compiled), lesson.states)


def test_the_same_lesson_gives_the_same_bytes() -> None:
    assert write_guide(sample()) == write_guide(proved_again())
    assert "size: Letter" in write_guide(sample(), "letter")
