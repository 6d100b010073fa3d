"""Scenes are compared with the engine in several processes as in one."""

from __future__ import annotations

import json
import os
import signal
import sys

import pytest

from party_card.frontends.html.verify import several_scenes
from party_card.frontends.html.verify.mismatch import MismatchError
from party_card.frontends.html.verify.reference_player import ReferencePlayer
from party_card.frontends.html.verify.several_scenes import compare_scenes
from party_card.modelcheck.explore import explore_scene
from party_card.services.errors import UsageError
from tests.engine.sample import sample_scene
from tests.frontends.html.test_verify import encode
from tests.modelcheck.scenes import compile_scene_text

ROOM = """\
scene: room
title: A room
passages:
  room:
    text: You stand in a room.
    ending: {id: stay, title: You stay}
"""
STATES = dict(enumerate(map(explore_scene, [sample_scene(), compile_scene_text(ROOM), sample_scene()])))


def encode_all() -> str:
    return json.dumps(encode(*(states.compiled for states in STATES.values())))


def test_two_processes_compare_as_many_positions_in_the_same_order() -> None:
    reference = ReferencePlayer(json.loads(encode_all()))
    counts = [states.state_count for states in STATES.values()]
    assert list(compare_scenes(reference, STATES)) == counts
    assert list(compare_scenes(reference, STATES, jobs=2)) == counts
    assert list(compare_scenes(reference, {2: STATES[2], 1: STATES[1]}, jobs=2)) == [counts[2], counts[1]]


def test_a_disagreement_in_another_process_is_told_in_the_same_words() -> None:
    reference = ReferencePlayer(json.loads(encode_all().replace("You stand in a room.", "You stand in a hall.")))
    messages = []
    for jobs in (1, 2):
        compared = compare_scenes(reference, STATES, jobs=jobs)
        assert next(compared) == STATES[0].state_count
        with pytest.raises(MismatchError) as caught:
            next(compared)
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
    assert "You stand in a hall." in messages[0]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere scenes are compared one after the other")
def test_how_many_positions_another_process_has_compared_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(several_scenes, "SECONDS_BETWEEN_REPORTS", 0.0001)
    monkeypatch.setattr("party_card.frontends.html.verify.positions.POSITIONS_PER_REPORT", 1)
    reports: list[tuple[str, int]] = []
    reference = ReferencePlayer(json.loads(encode_all()))
    list(compare_scenes(reference, STATES, lambda scene, positions: reports.append((scene, positions)), jobs=2))
    assert {scene for scene, _ in reports} <= {"paper", "room"}
    assert any(positions for _, positions in reports)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere scenes are compared one after the other")
def test_a_process_that_is_ended_from_outside_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    reference = ReferencePlayer(json.loads(encode_all()))
    monkeypatch.setattr(several_scenes, "compare_scene", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(UsageError, match=r"^other processes that shared the work have ended, perhaps because memory"):
        list(compare_scenes(reference, STATES, jobs=2))
