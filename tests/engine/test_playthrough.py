"""A playthrough is its steps: it can be taken back, and gone on with as far as they still exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_card.engine.compiled import InvalidSceneError, compile_scene
from party_card.engine.page_builder import build_page
from party_card.engine.phases import ChoiceUnavailableError
from party_card.engine.playthrough import Playthrough
from tests.engine.sample import FILES, sample_pack, sample_scene
from tests.modelcheck.scenes import compile_scene_text

SCENE = sample_scene()
ALL_STEPS = ("begin", "stare", "read", "report", "reveal", "close", "close")


def playthrough_after(*steps: str) -> Playthrough:
    """Returns a playthrough of the sample scene after some steps."""
    playthrough = Playthrough(SCENE)
    for step in steps:
        playthrough.choose(step)
    return playthrough


def test_the_stages_follow_each_other() -> None:
    states = [playthrough_after(*ALL_STEPS[:number]).state for number in range(len(ALL_STEPS) + 1)]
    assert states == ["briefing", "desk", "desk", "later", "reported", "record", "debrief", "finished"]


def test_the_record_stands_behind_an_ending() -> None:
    with pytest.raises(ChoiceUnavailableError) as refusal:
        playthrough_after("begin", "reveal")
    assert refusal.value.offers == ("read", "leave", "stare")


@pytest.mark.parametrize(
    "trigger", ["hide", "burn", "nonsense", "begin", "close", "report", "to_later", "trigger", "state", ""]
)
def test_what_is_not_on_offer_is_refused_and_changes_nothing(trigger: str) -> None:
    playthrough = playthrough_after("begin")
    steps_before = (playthrough.steps, playthrough.position, playthrough.state)
    with pytest.raises(ChoiceUnavailableError, match="on offer: read, leave, stare"):
        playthrough.choose(trigger)
    assert (playthrough.steps, playthrough.position, playthrough.state) == steps_before


def test_one_step_or_several_can_be_taken_back() -> None:
    playthrough = playthrough_after(*ALL_STEPS)
    playthrough.undo()
    assert playthrough.state == "debrief"
    playthrough.undo(4)
    assert playthrough.steps == ALL_STEPS[:2]
    playthrough.undo(99)
    assert playthrough.state == "briefing"
    assert not playthrough.steps


def test_a_walk_goes_on_where_it_was_left() -> None:
    playthrough, count = Playthrough.resume(SCENE, ALL_STEPS[:3])
    assert (playthrough.state, count) == ("later", 3)
    assert playthrough.position == playthrough_after(*ALL_STEPS[:3]).position


def test_a_walk_through_a_changed_scene_goes_on_as_far_as_it_can() -> None:
    playthrough, count = Playthrough.resume(SCENE, ("begin", "stare", "gone", "report"))
    assert (playthrough.state, count) == ("desk", 2)


def test_decisions_say_where_and_what() -> None:
    decisions = playthrough_after(*ALL_STEPS).decisions()
    assert [(decision.step, decision.passage, decision.choice.id) for decision in decisions] == [
        (1, "desk", "stare"),
        (2, "desk", "read"),
        (3, "later", "report"),
    ]


def test_two_readers_of_one_scene_do_not_meet() -> None:
    first_playthrough, second = playthrough_after("begin", "read"), playthrough_after("begin", "leave")
    assert first_playthrough.position != second.position


@given(st.lists(st.integers(0, 4), max_size=30), st.integers(0, 30))
def test_undo_leads_exactly_to_where_one_was(picks: list[int], back: int) -> None:
    playthrough = Playthrough(SCENE)
    states = [(playthrough.state, playthrough.position, build_page(playthrough))]
    for pick in picks:
        triggers = playthrough.enabled_triggers()
        if not triggers:
            break
        playthrough.choose(triggers[pick % len(triggers)])
        states.append((playthrough.state, playthrough.position, build_page(playthrough)))
    back = min(back, len(states) - 1)
    playthrough.undo(back)
    assert (playthrough.state, playthrough.position, build_page(playthrough)) == states[len(states) - 1 - back]


LEAVES = """\
leaves:
  - {id: went-round, kind: witnessed, text: You saw the paper.}
  - {id: read-it, kind: said, text: You said that you had read it., if: read_it and chose(report)}
"""


def test_what_is_left_is_known_at_the_ending_and_goes_with_it() -> None:
    scene = sample_scene(leaves=LEAVES)
    playthrough, _ = Playthrough.resume(scene, ("begin", "read"))
    assert playthrough.exported_traces() == ()
    playthrough.choose("report")
    assert [trace.id for trace in playthrough.exported_traces()] == ["went-round", "read-it"]
    for step in ("reveal", "close"):
        playthrough.choose(step)
        assert len(playthrough.exported_traces()) == 2
    playthrough.undo(3)
    playthrough.choose("wait")
    assert [trace.id for trace in playthrough.exported_traces()] == ["went-round"]


def test_what_is_carried_stays_when_steps_are_taken_back() -> None:
    text = FILES["scenes/paper.yaml"].replace("  read_it: false\n", "  read_it: {carried: read-before}\n")
    scene = compile_scene_text(text.replace("dossiers: [affair]\n", "").replace("  - {chart: grain}\n", ""))
    playthrough = Playthrough(scene, ["read-before", "unheard-of"])
    assert playthrough.imported_traces == ("read-before",)
    for step in ("begin", "hide"):
        playthrough.choose(step)
    playthrough.undo()
    assert "hide" in playthrough.enabled_triggers()
    assert "hide" not in Playthrough.resume(scene, ["begin"])[0].enabled_triggers()


def test_a_scene_with_mistakes_is_refused_with_all_of_them() -> None:
    pack = sample_pack(broken="never: [red_it]\nalways: [attention > 9]\n")
    with pytest.raises(InvalidSceneError) as refusal:
        compile_scene(pack, pack.scenes["paper"])  # type: ignore[index]
    assert [diagnostic.code for diagnostic in refusal.value.diagnostics] == ["unknown-variable", "out-of-range"]
