"""Reports the lessons on a projector: each transcript with hands is one playthrough of a class, by votes.

Invariant: such a transcript is no student's. Each stands in a section of its own, beside that of the students who
played the same scene, and counts nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from party_card.app.nickname_forms import fold_nickname
from party_card.content.models import PassageId, SceneId
from party_card.content.prose import smart_quotes
from party_card.localization import pgettext, pgettext_noop
from party_card.reports.class_report.model import SceneReport
from party_card.reports.class_report.replay import ReplayedTranscript
from party_card.reports.class_report.scene_report import build_scene_report
from party_card.reports.class_report.votes import ClassPlaythrough, ClassVote, ProjectorLesson

NUMBERED_CLASS = pgettext_noop("of a school", "Class {number}")
"""What a class is called where no names are shown."""


def is_lesson(item: ReplayedTranscript) -> bool:
    """Returns True if a class played together on a projector."""
    return item.transcript.data.hands is not None


def has_unknown_hands(item: ReplayedTranscript) -> bool:
    """Returns True if hands were counted for a choice that its passage does not have, in this version of the scene."""
    data = item.transcript.data
    return not item.is_other_version and any(
        not counts.keys() <= _list_choices(item, step.passage)
        for step, counts in zip(data.steps, data.hands or (), strict=False)
    )


def build_lesson_reports(items: Iterable[ReplayedTranscript]) -> dict[SceneId, list[SceneReport]]:
    """Returns a report on each lesson, by scene, in the order in which the lessons were held."""
    ordered = sorted(items, key=_sort_key)
    totals = Counter(map(_identify, ordered))
    counts: Counter[tuple[SceneId, str]] = Counter()
    reports: dict[SceneId, list[SceneReport]] = {}
    for item in ordered:
        name = _identify(item)
        counts[name] += 1
        lesson = ProjectorLesson(
            smart_quotes(item.compiled.scene.title),
            item.transcript.data.nickname,
            item.transcript.file,
            counts[name] if totals[name] > 1 else 0,
            item.unmatched_count,
            item.is_other_version,
        )
        report = build_scene_report(item.compiled, {}, together=ClassPlaythrough(item.transcript.data, _vote(item)))
        reports.setdefault(report.scene, []).append(replace(report, title=lesson.title, lesson=lesson))
    return reports


def number_classes(scenes: Sequence[SceneReport]) -> tuple[SceneReport, ...]:
    """Returns the reports with numbered classes, and without the names of the files of lessons."""
    numbers: dict[str, int] = {}
    for scene in scenes:
        if scene.lesson and scene.lesson.class_name:
            numbers.setdefault(fold_nickname(scene.lesson.class_name), len(numbers) + 1)
    return tuple(_hide_class(scene, numbers) for scene in scenes)


def _hide_class(scene: SceneReport, numbers: Mapping[str, int]) -> SceneReport:
    if scene.lesson is None:
        return scene
    name = scene.lesson.class_name
    number = pgettext("of a school", NUMBERED_CLASS).format(number=numbers[fold_nickname(name)]) if name else ""
    lesson = replace(scene.lesson, class_name=number, file="")
    return replace(scene, title=lesson.title, lesson=lesson)


def _vote(item: ReplayedTranscript) -> tuple[ClassVote, ...]:
    """Returns the vote at each decision; of another version of the scene, for the choices that are still there."""
    hands = item.transcript.data.hands or ()
    votes = []
    for number, made in enumerate(item.choices):
        counts = hands[number] if number < len(hands) else {}
        known = _list_choices(item, made.passage)
        by_hand = {choice: count for choice, count in counts.items() if count and choice in known}
        votes.append(ClassVote(made.passage, {}, by_hand, made.choice, is_on_projector=True))
    return tuple(votes)


def _list_choices(item: ReplayedTranscript, passage: str) -> set[str]:
    found = item.compiled.scene.passages.get(PassageId(passage))
    return {str(choice.id) for choice in found.choices} if found else set()


def _identify(item: ReplayedTranscript) -> tuple[SceneId, str]:
    return item.compiled.scene.scene, fold_nickname(item.transcript.data.nickname)


def _sort_key(item: ReplayedTranscript) -> tuple[str, date, int, str, str]:
    data = item.transcript.data
    return fold_nickname(data.nickname), data.begun or date.max, data.attempt, data.attempt_id, item.transcript.file
