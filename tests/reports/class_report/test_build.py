"""The report's numbers: they add up, whoever hands in what and in which order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from party_card.content.block_citations import iter_block_facts
from party_card.content.models import SceneId
from party_card.engine.compiled import compile_scene
from party_card.engine.file_words import CERTAINTIES
from party_card.reports.class_report import reasons
from party_card.reports.class_report.build import build_class_report, without_names
from party_card.reports.class_report.model import ClassReport, SceneReport
from party_card.reports.class_report.replay import find_unmet_facts, replay_transcript
from party_card.reports.class_report.transcripts import HandedInTranscript
from party_card.services.load import load_pack
from tests import ROOT
from tests.reports.class_report.students import FIRST_DAY, NICKNAMES, SCENES, Student, play_class, with_other_hash
from tests.shipped import load_shipped_pack, load_shipped_scene

SCENE = SCENES[2]


@cache
def transcripts() -> tuple[HandedInTranscript, ...]:
    """Returns the transcripts of ten students of one scene, some with several playthroughs."""
    return tuple(play_class(NICKNAMES[:10], (SCENE,)))


def report_on(items: Sequence[HandedInTranscript], class_list: Sequence[str] = ()) -> ClassReport:
    return build_class_report(load_shipped_pack(), items, class_list)


def change(item: HandedInTranscript, **changes: object) -> HandedInTranscript:
    return replace(item, data=replace(item.data, **changes))  # type: ignore[arg-type]


def scene_of(items: Sequence[HandedInTranscript]) -> SceneReport:
    (scene,) = report_on(items).scenes
    return scene


# ------------------------------------------------------------------------------------------------------------ counts


@settings(max_examples=6)
@given(
    st.lists(st.sampled_from(range(10)), min_size=1, unique=True).map(lambda chosen: [transcripts()[i] for i in chosen])
)
def test_counts_add_up(items: list[HandedInTranscript]) -> None:
    scene = scene_of(items)
    students = len({item.data.nickname for item in items})
    assert len(scene.playthroughs) == students == scene.finished_count + scene.unfinished_count
    stopped = 0
    for decision in scene.decisions:
        assert 0 <= decision.made_count <= decision.reached_count == scene.routes.visits.get(decision.passage, 0)
        stopped += decision.reached_count - decision.made_count
        leaving = sum(count for (source, _), count in scene.routes.ways.items() if source == decision.passage)
        assert leaving == decision.made_count
    assert stopped == scene.unfinished_count
    start = scene.decisions[0]
    assert start.reached_count == students


def test_the_order_of_files_does_not_matter() -> None:
    shuffled = Random(1).sample(transcripts(), len(transcripts()))
    assert report_on(shuffled) == report_on(transcripts()) == report_on(transcripts()[::-1])


def test_a_choice_without_students_is_counted_too() -> None:
    passages = load_shipped_scene(SCENE).scene.passages
    scene = scene_of(transcripts()[:1])
    assert sum(len(decision.choices) for decision in scene.decisions) == sum(len(p.choices) for p in passages.values())


def test_the_record_stands_beside_its_decision() -> None:
    scene = scene_of(transcripts())
    passages = load_shipped_scene(SCENE).scene.passages
    for decision in scene.decisions:
        passage = passages[decision.passage]
        assert bool(decision.record) == (passage.record is not None)
        assert {choice.id for choice in decision.choices if choice.is_in_record} == set(passage.history)


def test_what_a_choice_overlooks_and_the_levels_of_a_question_are_those_of_the_scene() -> None:
    pack = load_pack(ROOT / "scenes/examples/high-water")
    student = Student("heron", Random(1))
    data = student.play(compile_scene(pack, pack.scenes[SceneId("high-water")]), FIRST_DAY)
    (scene,) = build_class_report(pack, [HandedInTranscript(data)]).scenes
    overlooked = ["".join(run.text for run in choice.overlooks) for item in scene.decisions for choice in item.choices]
    assert "A refused order forbids the bell; the rules do not forbid a word at the doors." in "\n".join(overlooked)
    assert [level for level, _ in scene.questions[0].rubric] == ["basic", "emergent", "proficient"]
    assert all(text for question in scene.questions for _, text in question.rubric)


def test_reading_times_are_those_of_finished_playthroughs() -> None:
    finished = [item for item in transcripts() if item.data.ending]
    only = replace(finished[0].data, steps=tuple(replace(step, seconds=30) for step in finished[0].data.steps))
    scene = scene_of([HandedInTranscript(only)])
    assert list(scene.time_quartiles or ()) == [30 * len(only.steps)] * 3
    assert {item.median_seconds for item in scene.decisions} == {30, None}
    unknown = replace(only, steps=(replace(only.steps[0], seconds=None), *only.steps[1:]))
    assert scene_of([HandedInTranscript(unknown)]).time_quartiles is None


def test_facts_that_nobody_met_become_fewer_with_every_student() -> None:
    counts = [len(scene_of(transcripts()[:number]).unmet_facts) for number in (1, 4, 10)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]


def test_what_the_record_tells_is_met_by_whoever_reached_an_ending() -> None:
    compiled = load_shipped_scene(SCENE)
    told = {
        fact for block in compiled.scene.closing_blocks for fact in iter_block_facts(block, compiled.evidence.figures)
    }
    finished = replay_transcript(compiled, next(item for item in transcripts() if item.data.ending))
    stopped = replay_transcript(compiled, change(finished.transcript, steps=finished.transcript.data.steps[:1]))
    assert not told & set(find_unmet_facts(compiled, [finished]))
    assert told & set(find_unmet_facts(compiled, [stopped]))


# ---------------------------------------------------------------------------------------------------------- students


def test_the_first_finished_playthrough_of_a_student_counts() -> None:
    finished = [item for item in transcripts() if item.data.ending][:3]
    stopped = change(
        finished[0], steps=finished[0].data.steps[:2], ending="", attempt=1, nickname="Heron", attempt_id="f" * 32
    )
    again = [change(item, attempt=number, nickname="heron") for number, item in enumerate(finished, 2)]
    (playthrough,) = scene_of([again[1], again[2], stopped, again[0]]).playthroughs
    assert playthrough.attempt_id == again[0].data.attempt_id
    assert playthrough.attempt_count == 4


def test_an_answer_of_another_playthrough_stands_for_a_missing_one() -> None:
    first, second = [item for item in transcripts() if item.data.ending][:2]
    question = load_shipped_scene(SCENE).scene.debrief[0]
    items = [change(first, nickname="heron", attempt=1, answers={}), change(second, nickname="heron", attempt=2)]
    answered = next(key for key in second.data.answers)
    scene = scene_of(items)
    assert [answer.text for item in scene.questions if item.id == answered for answer in item.answers] == [
        second.data.answers[answered]
    ]
    assert len(scene.questions) == len(load_shipped_scene(SCENE).scene.debrief)
    assert scene.questions[0].skill == question.skill


def test_students_without_a_nickname_are_different_ones() -> None:
    first, second = (change(item, nickname="") for item in transcripts()[:2])
    report = report_on([replace(first, file="a.html"), replace(second, file="")], ["heron"])
    assert report.students == ("No nickname (2)", "No nickname (a.html)")
    assert report.unlisted == ()


def test_who_is_missing_comes_from_the_list() -> None:
    items = [change(item, nickname=name) for item, name in zip(transcripts(), ("Heron", "kestral"), strict=False)]
    report = report_on(items, ["heron", "kestrel", "olive"])
    assert report.missing == ("kestrel", "olive")
    assert report.unlisted == (("kestral", "kestrel"),)
    assert report.scenes[0].missing == ("kestrel", "olive")
    assert report_on(items).unlisted == ()


def test_nicknames_that_look_alike_are_told() -> None:
    items = [change(item, nickname=name) for item, name in zip(transcripts(), ("anna", "аnna", "otto"), strict=False)]
    assert report_on(items).look_alikes == (("anna", "аnna"),)


# ---------------------------------------------------------------------------------------------------------- versions


def test_a_transcript_of_another_version_counts_as_far_as_it_matches() -> None:
    item = with_other_hash(next(item for item in transcripts() if item.data.ending))
    steps = (*item.data.steps[:3], replace(item.data.steps[3], choice="no-such-choice"), *item.data.steps[4:])
    scene = scene_of([change(item, steps=steps)])
    assert [len(other.choices) for other in scene.other_versions] == [3]
    assert scene.other_versions[0].unmatched_count == len(steps) - 3
    assert scene.unfinished_count == 1


@pytest.mark.parametrize("place", [0, 2])
def test_a_transcript_that_cannot_be_played_was_changed(place: int) -> None:
    item = next(item for item in transcripts() if item.data.ending)
    steps = list(item.data.steps)
    steps[place] = replace(steps[place], passage="elsewhere")
    report = report_on([change(item, steps=tuple(steps)), *transcripts()[5:8]])
    assert [(file.name, file.reason) for file in report.uncounted] == [(item.file, reasons.EDITED)]


def test_scenes_that_are_not_here_are_named() -> None:
    item = change(transcripts()[0], scene="bread", title="Bread")
    report = report_on([item])
    assert (report.scenes, report.students) == ((), ())
    assert [file.reason for file in report.uncounted] == [reasons.UNKNOWN_SCENE.format(title="Bread")]


def test_another_version_of_which_nothing_matches_is_not_counted() -> None:
    item = with_other_hash(transcripts()[0])
    steps = tuple(replace(step, choice="x") for step in item.data.steps)
    assert [file.reason for file in report_on([change(item, steps=steps)]).uncounted] == [reasons.NOTHING_MATCHES]


def test_several_scenes_stand_in_the_order_of_the_campaign() -> None:
    report = report_on(list(play_class(NICKNAMES[:3], SCENES)))
    order = load_shipped_pack().scene_ids()
    assert [scene.scene for scene in report.scenes] == sorted(SCENES, key=order.index)


def test_without_names_nothing_names_a_student() -> None:
    report = without_names(report_on(transcripts(), ["heron", "olive"]))
    text = repr(report)
    assert not {item.data.nickname for item in transcripts()} & set(re.findall(r"\w+", text))
    assert all(item.data.attempt_id not in text for item in transcripts())
    assert len(report.students) == len({item.data.nickname for item in transcripts()})
    assert report.listed_count == 0
    assert [scene.decisions for scene in report.scenes] == [
        scene.decisions for scene in report_on(transcripts()).scenes
    ]


# ------------------------------------------------------------------------------------- statements about the file


def test_each_student_counts_once_for_a_statement_with_the_last_word() -> None:
    scene = scene_of(transcripts())
    students = {item.data.nickname for item in transcripts()}
    assert scene.statements
    assert all(0 < statement.total <= len(students) for statement in scene.statements)
    assert [item.wrong for item in scene.statements] == sorted((item.wrong for item in scene.statements), reverse=True)


def test_a_statement_is_right_as_the_papers_of_ones_own_file_allow() -> None:
    item = next(item for item in transcripts() if item.data.file_answers)
    assessments = replay_transcript(load_shipped_scene(SCENE), item).assessments
    statement, assessment = next(iter(assessments.items()))
    right = assessment.certainty
    other = next(word for word in CERTAINTIES if word != right)
    for word in (right, other):
        (counted,) = scene_of([change(item, file_answers={statement: word})]).statements
        (judgement,) = counted.judgements
        assert (judgement.given, judgement.allowed, judgement.reason) == (word, right, assessment.reason)
        assert (counted.total, counted.wrong) == (1, int(word == other))


def test_the_judgements_of_the_playthrough_that_counts_are_counted() -> None:
    item = next(item for item in transcripts() if item.data.file_answers)
    statement, assessment = next(iter(replay_transcript(load_shipped_scene(SCENE), item).assessments.items()))
    other = next(word for word in CERTAINTIES if word != assessment.certainty)
    first = change(item, attempt=1, attempt_id="1" * 32, file_answers={statement: other})
    second = change(item, attempt=2, attempt_id="2" * 32, file_answers={statement: assessment.certainty})
    (counted,) = scene_of([second, first]).statements
    assert (counted.total, counted.wrong) == (1, 1)
    (counted,) = scene_of([second, change(first, file_answers={})]).statements
    assert (counted.total, counted.wrong) == (1, 0)


def test_no_more_students_judge_a_decision_than_made_it() -> None:
    scene = scene_of(list(play_class(NICKNAMES, (SCENE,))))
    passages = load_shipped_scene(SCENE).scene.passages
    counts = {
        str(choice.did): scene.decisions[number].choices[place].count
        for number, decision in enumerate(scene.decisions)
        for place, choice in enumerate(passages[decision.passage].choices)
    }
    decided = [statement for statement in scene.statements if statement.text in counts]
    assert decided
    for statement in decided:
        assert statement.total <= counts[statement.text]
