"""A transcript says who the people on its pages were, and what became of them once the scene has ended."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from party_card.content.models import SceneId
from party_card.engine.compiled import compile_scene
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.html import to_html
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.frontends.shared.transcript.markdown import to_markdown
from party_card.frontends.shared.transcript.transcript_data import MARKDOWN_HEADING
from tests.engine.test_entries import FILES, read_files


def play(folder: Path, steps: int) -> Playthrough:
    pack = read_files(folder, FILES)
    playthrough = Playthrough(compile_scene(pack, pack.scenes[SceneId("rope")]))
    for _ in range(steps):
        playthrough.choose(playthrough.enabled_triggers()[0])
    return playthrough


def test_a_transcript_of_a_finished_scene_says_what_became_of_the_people_met(tmp_path: Path) -> None:
    playthrough = play(tmp_path, 5)
    assert playthrough.state == "finished"
    assert (
        to_markdown(playthrough)
        .partition(f"\n## {MARKDOWN_HEADING}")[0]
        .endswith(
            "## Who’s who\n\n"
            "**Dora Lund** (1870–1931): She *ran* the ferry. [1]\n\n"
            "What became of them: She left the town, [2] and the ferry was sold. [2] [3]\n\n"
            "1. Documented. *The Log* (1911), para. 2.\n"
            "2. Contested. *The Register* (1950), para. 9.\n"
            "3. Reported. *The Log*, para. 1.\n"
        )
    )
    data: Any = to_json_data(playthrough)
    (person,) = data["people"]
    assert (person["id"], person["years"]) == ("lund", "1870–1931")
    assert person["later"] == "She left the town, [2] and the ferry was sold. [2] [3]"
    assert [note["fact"] for note in person["notes"]] == ["lund-ferryman", "lund-left", "rope-cut"]


def test_the_page_to_hand_in_numbers_the_notes_on_people_with_all_others(tmp_path: Path) -> None:
    html = to_html(play(tmp_path, 5))
    people = html[html.index("Who’s who") : html.index("Notes and sources")]
    assert "What became of them" in people
    marks = [int(number) for number in re.findall(r'href="#note-(\d+)"', people)]
    rows = dict(re.findall(r'<li id="note-(\d+)">.*?</span> (.*?) <cite>', html))
    assert [rows[str(mark)] for mark in marks] == [
        "Lund ran the ferry.", "Lund left in 1913.", "Lund left in 1913.", "The rope was cut.",
    ]  # fmt: skip


def test_before_the_ending_is_left_a_transcript_tells_nothing_of_it(tmp_path: Path) -> None:
    for steps in range(3):
        playthrough = play(tmp_path / str(steps), steps)
        for text in (to_markdown(playthrough), to_html(playthrough), str(to_json_data(playthrough))):
            assert "Dora Lund" in text
            assert not re.search("1931|left the town|became of", text)
