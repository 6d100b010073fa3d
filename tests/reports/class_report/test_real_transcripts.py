"""Transcripts as the program writes them are read, and their answers stand under their questions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest

from party_card.app.answers import set_answer
from party_card.app.open_playthrough import OpenPlaythrough
from party_card.engine.phases import DEBRIEF
from party_card.engine.playthrough import Playthrough
from party_card.frontends.shared.transcript.files import write_transcript
from party_card.frontends.shared.transcript.json import to_json_data
from party_card.reports.class_report.build import build_class_report
from party_card.reports.class_report.reading import read_handed_in_files
from party_card.storage.saved_playthrough import SavedPlaythrough
from tests.reports.class_report.students import SCENES
from tests.shipped import load_shipped_pack, load_shipped_scene

SCENE = SCENES[2]


def play_to_the_questions(seed: int) -> Playthrough:
    """Plays a scene at random, up to its questions."""
    random, playthrough = Random(seed), Playthrough(load_shipped_scene(SCENE))
    while playthrough.state != DEBRIEF:
        playthrough.choose(random.choice(playthrough.enabled_triggers()))
    return playthrough


def test_what_the_program_writes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTY_CARD_HOME", str(tmp_path))
    for number, nickname in enumerate(("heron", "lark")):
        save = SavedPlaythrough(nickname, SCENE, 1, attempt_id=f"{number:032x}", begun="2026-11-30", revision=4)
        entry = OpenPlaythrough(save, play_to_the_questions(number), {})
        set_answer(entry, 1, f"{nickname} </script> ``` answers")
        write_transcript(entry, date(2026, 11, 30))
    (tmp_path / "transcripts" / "a.json").write_text(json.dumps(to_json_data(play_to_the_questions(3), ["By nobody."])))
    handed_in = read_handed_in_files(tmp_path / "transcripts")
    assert (len(handed_in.transcripts), handed_in.uncounted, handed_in.file_count) == (3, (), 5)
    report = build_class_report(load_shipped_pack(), handed_in.transcripts)
    assert report.students == ("heron", "lark", "No nickname (a.json)")
    assert report.uncounted == ()
    (scene,) = report.scenes
    assert (scene.finished_count, scene.other_versions) == (3, ())
    answers = {answer.student: answer.text for answer in scene.questions[0].answers}
    assert answers == {
        "heron": "heron </script> ``` answers", "lark": "lark </script> ``` answers", "No nickname (a.json)": "By nobody.",
    }  # fmt: skip
