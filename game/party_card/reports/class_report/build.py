"""Builds the report on a class from transcripts.

Invariant: of each student and scene one playthrough counts: the first that reached an ending, otherwise the longest.
A student is a nickname, in capitals or not; without one, each playthrough is a student of its own. Lessons on a
projector are no students'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from party_card.app.nickname_forms import find_appearance, fold_nickname
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.diagnostics.suggest import find_closest
from party_card.engine.compiled import CompiledScene, InvalidSceneError, compile_scene
from party_card.localization import gettext
from party_card.reports.class_report import reasons
from party_card.reports.class_report.lessons import (
    build_lesson_reports,
    has_unknown_hands,
    is_lesson,
    number_classes,
)
from party_card.reports.class_report.model import ClassReport, SceneReport
from party_card.reports.class_report.replay import ReplayedTranscript, replay_transcript
from party_card.reports.class_report.scene_report import build_scene_report
from party_card.reports.class_report.transcripts import HandedInTranscript, UncountedFile
from party_card.reports.class_report.votes import ClassPlaythrough

NO_NICKNAME = "No nickname"
NUMBERED_STUDENT = "Student {number}"
"""What a student is called where no names are shown."""


def build_class_report(
    pack: Pack,
    transcripts: Iterable[HandedInTranscript],
    class_list: Sequence[str] = (),
    uncounted: Sequence[UncountedFile] = (),
    together: ClassPlaythrough | None = None,
) -> ClassReport:
    """Builds the report; each playthrough is there once. `class_list` are the nicknames that are awaited.

    `uncounted` are files that were sorted out before; transcripts that cannot be replayed are added to them. `together`
    is what the class played by vote, if it did.
    """
    compiled: dict[str, CompiledScene | None] = {}
    replayed, refused = _replay_all(pack, transcripts, compiled)
    by_scene: dict[SceneId, dict[str, list[ReplayedTranscript]]] = {}
    nicknames: dict[str, str] = {}
    unnamed: list[str] = []
    lessons = build_lesson_reports(filter(is_lesson, replayed))
    for item in (item for item in replayed if not is_lesson(item)):
        data = item.transcript.data
        if data.nickname:
            student = nicknames.setdefault(fold_nickname(data.nickname), data.nickname)
        else:
            student = f"{NO_NICKNAME} ({item.transcript.file or len(unnamed) + 1})"
            unnamed.append(student)
        by_scene.setdefault(item.compiled.scene.scene, {}).setdefault(student, []).append(item)
    if together is not None and _find_scene(pack, together.data.scene, compiled) is not None:
        by_scene.setdefault(SceneId(together.data.scene), {})
    listed = {fold_nickname(name): name for name in class_list}
    missing = _find_missing(listed, nicknames)
    days = [day for item in replayed if (day := item.transcript.data.begun) is not None]
    return ClassReport(
        scenes=tuple(
            report
            for scene in pack.scene_ids()
            for report in (
                *_report_students(compiled.get(scene), by_scene.get(scene), listed, together),
                *lessons.get(scene, ()),
            )
        ),
        students=tuple(sorted((*nicknames.values(), *unnamed), key=str.casefold)),
        begun=(min(days), max(days)) if days else None,
        listed_count=len(listed),
        missing=missing,
        unlisted=tuple(
            (name, find_closest(name, missing) or "")
            for folded, name in sorted(nicknames.items())
            if listed and folded not in listed
        ),
        look_alikes=_find_look_alikes(nicknames.values()),
        uncounted=tuple(sorted((*uncounted, *refused), key=lambda file: file.name)),
    )


def _report_students(
    compiled: CompiledScene | None,
    by_student: Mapping[str, Sequence[ReplayedTranscript]] | None,
    listed: Mapping[str, str],
    together: ClassPlaythrough | None,
) -> tuple[SceneReport, ...]:
    """Returns the report on a scene as students played it, alone or together; none if there is nothing of them."""
    if compiled is None or by_student is None:
        return ()
    missing = _find_missing(listed, map(fold_nickname, by_student))
    is_together = together is not None and together.data.scene == compiled.scene.scene
    return (build_scene_report(compiled, by_student, missing, together if is_together else None),)


def _replay_all(
    pack: Pack, transcripts: Iterable[HandedInTranscript], compiled: dict[str, CompiledScene | None]
) -> tuple[list[ReplayedTranscript], list[UncountedFile]]:
    replayed, refused = [], []
    for transcript in transcripts:
        data = transcript.data
        scene = _find_scene(pack, data.scene, compiled)
        if scene is None:
            reason = reasons.INVALID_SCENE if data.scene in pack.scenes else reasons.UNKNOWN_SCENE
            refused.append(_refuse(transcript, gettext(reason).format(title=data.title or data.scene)))
            continue
        item = replay_transcript(scene, transcript)
        if item.unmatched_count and not item.is_other_version:
            refused.append(_refuse(transcript, gettext(reasons.EDITED)))
        elif data.steps and not item.choices:
            refused.append(_refuse(transcript, gettext(reasons.NOTHING_MATCHES)))
        elif has_unknown_hands(item):
            refused.append(_refuse(transcript, gettext(reasons.UNKNOWN_HANDS)))
        else:
            replayed.append(item)
    return replayed, refused


def _find_scene(pack: Pack, scene: str, compiled: dict[str, CompiledScene | None]) -> CompiledScene | None:
    """Returns a scene of the pack, compiled once; None if it cannot be."""
    if scene not in compiled:
        compiled[scene] = _compile(pack, scene)
    return compiled[scene]


def _compile(pack: Pack, scene: str) -> CompiledScene | None:
    try:
        return compile_scene(pack, pack.scenes[SceneId(scene)])
    except (KeyError, InvalidSceneError):
        return None


def _refuse(transcript: HandedInTranscript, reason: str) -> UncountedFile:
    return UncountedFile(transcript.name or transcript.data.nickname or NO_NICKNAME, reason)


def _find_missing(listed: Mapping[str, str], folded_names: Iterable[str]) -> tuple[str, ...]:
    present = set(folded_names)
    return tuple(sorted((name for folded, name in listed.items() if folded not in present), key=str.casefold))


def _find_look_alikes(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(find_appearance(name), []).append(name)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def without_names(report: ClassReport) -> ClassReport:
    """Returns the report with numbered students, in no order of their nicknames, and without what could name one."""
    ids = sorted({(item.attempt_id, item.student) for scene in report.scenes for item in scene.playthroughs})
    numbers: dict[str, str] = {}
    for _, student in ids:
        numbers.setdefault(student, NUMBERED_STUDENT.format(number=len(numbers) + 1))
    return replace(
        report,
        scenes=number_classes([_hide_names(scene, numbers) for scene in report.scenes]),
        students=tuple(numbers.values()),
        unlisted=(),
        listed_count=0,
        missing=(),
        look_alikes=(),
        uncounted=(),
        has_names=False,
    )


def _hide_names(scene: SceneReport, numbers: Mapping[str, str]) -> SceneReport:
    playthroughs = (replace(item, student=numbers[item.student], attempt_id="") for item in scene.playthroughs)
    questions = (
        replace(
            question,
            answers=tuple(replace(item, student=numbers[item.student], attempt_id="") for item in question.answers),
        )
        for question in scene.questions
    )
    return replace(
        scene,
        playthroughs=tuple(sorted(playthroughs, key=lambda item: list(numbers.values()).index(item.student))),
        questions=tuple(questions),
        statements=tuple(
            replace(
                statement,
                judgements=tuple(
                    sorted(
                        (replace(item, student=numbers[item.student]) for item in statement.judgements),
                        key=lambda item: list(numbers.values()).index(item.student),
                    )
                ),
            )
            for statement in scene.statements
        ),
        missing=(),
    )
