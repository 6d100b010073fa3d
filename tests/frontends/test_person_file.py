"""The file outside of the game: in transcripts, the gamebook and the teacher's guide, every paper is called invented."""

from __future__ import annotations

from typing import Any

from party_card.engine.playthrough import Playthrough
from party_card.frontends.gamebook.book import write_gamebook
from party_card.frontends.html.encode.page_data import encode_scenes
from party_card.frontends.print.guide import write_guide
from party_card.frontends.print.lesson import LessonData
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.modelcheck.proof import prove_scene
from tests.engine.test_person_file import SCENE
from tests.modelcheck.scenes import compile_scene_text

STEPS = ("begin", "enter", "tell", "wait", "report", "reveal", "close")
ANSWERS = ("documented", "", "reported", "")


def play_to_file() -> Playthrough:
    playthrough = Playthrough(compile_scene_text(SCENE))
    for step in STEPS:
        playthrough.choose(step)
    return playthrough


def test_a_transcript_in_markdown_has_papers_decisions_and_answers() -> None:
    text = to_markdown(play_to_file(), file_answers=ANSWERS)
    file = text[text.index("## What remains of you on paper") :]
    assert "**File: Berg, K.**" in file
    assert "**A. Line 113** (Register, invented)" in file
    assert "> One parcel." in file
    assert "2. You told her. *known to you and your sister*" in file
    assert "   > documented. Yes. “Line 113” shows it." in file
    assert "   > corroborated / documented / reported / not recorded" in file
    assert file.count(", invented)") == 3


def test_a_transcript_on_paper_marks_every_paper_and_leaves_boxes_where_nothing_was_answered() -> None:
    html = to_html(play_to_file(), file_answers=ANSWERS)
    assert html.count('class="file-paper"') == html.count('class="invented">Invented<') == 3
    assert "By these papers it is corroborated. “Line 113” and “A slip” show it." in html
    assert html.count("☐ not recorded") == 2


def test_a_transcript_as_data_has_the_file_and_the_answers() -> None:
    data: Any = to_json_data(play_to_file(), file_answers=ANSWERS)
    assert data["file_answers"] == list(ANSWERS)
    blocks = data["pages"][-1]["blocks"]
    assert [block["type"] for block in blocks if block["type"] != "heading"] == (
        ["file-card"] + ["file-paper"] * 3 + ["file-decision"] * 3 + ["assessment"] * 4
    )
    assert all(block["invented"] for block in blocks if block["type"] == "file-paper")
    assert blocks[0]["stamp"] == "kept"


def test_the_gamebook_lists_every_paper_that_can_remain_to_be_ticked() -> None:
    compiled = compile_scene_text(SCENE)
    book = write_gamebook(encode_scenes([compiled]), compiled.system).decode()
    assert book.count("☐ <b>") == 3
    assert book.count(">Invented<") == 3
    assert "<i>perhaps:</i> " in book


def test_the_guide_says_when_each_paper_remains_and_what_it_shows() -> None:
    proof = prove_scene(compile_scene_text(SCENE))
    assert proof.states is not None
    guide = write_guide(LessonData(proof, proof.states))
    assert guide.count(", invented)") == 3
    assert "<code>not (counter == leave-out)</code>" in guide
    assert "known to your sister" in guide
    assert "Never had one" in guide


def test_what_has_no_file_has_no_word_of_it() -> None:
    compiled = compile_scene_text(SCENE[: SCENE.index("\nfile:\n") + 1])
    assert "What remains of you" not in write_gamebook(encode_scenes([compiled]), compiled.system).decode()
    proof = prove_scene(compiled)
    assert proof.states is not None
    assert "What remains of you" not in write_guide(LessonData(proof, proof.states))
