"""Builds the report on one scene from the replayed transcripts of its students.

Invariant: pure; the same transcripts in any order give the same report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median, quantiles

from party_card.content.edtf import format_date
from party_card.content.models import Debrief, Passage, PassageId, Scene
from party_card.content.models.record import RUBRIC_LEVELS
from party_card.content.prose import smart_quotes, strip_markup
from party_card.engine.compiled import CompiledScene
from party_card.engine.footnotes import FootnoteCollector
from party_card.frontends.shared.scene_map.route_layout import RouteLayout, layout_routes
from party_card.frontends.shared.scene_map.titles import first_words
from party_card.frontends.shared.transcript.transcript_data import question_id
from party_card.reports.class_report.model import (
    Answer,
    ChoiceCount,
    DecisionCount,
    EndingCount,
    QuestionAnswers,
    Routes,
    SceneReport,
    StudentPlaythrough,
    Topic,
)
from party_card.reports.class_report.replay import (
    ReplayedTranscript,
    find_unmet_facts,
    replay_transcript,
)
from party_card.reports.class_report.statements import count_statements
from party_card.reports.class_report.transcripts import HandedInTranscript
from party_card.reports.class_report.votes import ClassPlaythrough, ClassVote

MAX_TOPICS = 5


def build_scene_report(
    compiled: CompiledScene,
    by_student: Mapping[str, Sequence[ReplayedTranscript]],
    missing: tuple[str, ...] = (),
    together: ClassPlaythrough | None = None,
) -> SceneReport:
    """Builds the report on a scene from each student's playthroughs of it, and from what the class played together."""
    students = sorted(by_student, key=lambda name: (name.casefold(), name))
    counted = [_choose_counted(by_student[student]) for student in students]
    scene = compiled.scene
    class_play = replay_transcript(compiled, HandedInTranscript(together.data)) if together else None
    replayed = [item for group in by_student.values() for item in group] + ([class_play] if class_play else [])
    playthroughs = tuple(
        _summarize(student, item, by_student[student]) for student, item in zip(students, counted, strict=True)
    )
    notes = FootnoteCollector(compiled.evidence)
    notes.uses_ibid = False
    layout = layout_routes(scene)
    passages = [name for name in _sort_passages(layout) if scene.passages[name].choices]
    decisions = tuple(
        _count_decision(
            number, name, scene.passages[name], playthroughs, notes, together.find_votes(name) if together else ()
        )
        for number, name in enumerate(passages, 1)
    )
    visited = [item.passages for item in (playthroughs or replayed)]
    endings = Counter(item.ending for item in playthroughs)
    times = sorted(item.seconds for item in playthroughs if item.ending and item.seconds is not None)
    return SceneReport(
        scene=scene.scene,
        title=smart_quotes(scene.title),
        dates=format_date(scene.span) if scene.span else "",
        place=smart_quotes(scene.place),
        question=strip_markup(scene.question),
        playthroughs=playthroughs,
        decisions=decisions,
        topics=list_topics(decisions),
        endings=tuple(
            EndingCount(ending.id, smart_quotes(ending.written.title), endings[ending.id])
            for ending in compiled.endings
            if ending.number or endings[ending.id]
        ),
        unfinished_count=endings[""],
        questions=tuple(
            _collect_answers(number, question, playthroughs, by_student, notes)
            for number, question in enumerate(scene.debrief, 1)
        ),
        statements=count_statements({name: by_student[name] for name in students}, counted),
        routes=_count_routes(scene, layout, visited, decisions),
        unmet_facts=tuple(strip_markup(fact.text) for fact in find_unmet_facts(compiled, replayed).values()),
        time_quartiles=_find_quartiles(times),
        missing=missing,
        notes=notes.build_notes(),
        is_together=together is not None,
        class_ending=_find_ending_title(compiled, class_play),
    )


def _find_ending_title(compiled: CompiledScene, class_play: ReplayedTranscript | None) -> str:
    """Returns the title of the ending that the class reached together; empty if there is none."""
    reached = class_play.ending if class_play else None
    return next((smart_quotes(item.written.title) for item in compiled.endings if item.id == reached), "")


def _choose_counted(attempts: Sequence[ReplayedTranscript]) -> ReplayedTranscript:
    """Returns the playthrough that counts: the first that reached an ending, otherwise the longest."""

    def sort_key(item: ReplayedTranscript) -> tuple[bool, int, date, int, str]:
        data = item.transcript.data
        length = 0 if item.ending is not None else -len(item.choices)
        return item.ending is None, length, data.begun or date.max, data.attempt, data.attempt_id

    return min(attempts, key=sort_key)


def _summarize(student: str, counted: ReplayedTranscript, attempts: Sequence[ReplayedTranscript]) -> StudentPlaythrough:
    data = counted.transcript.data
    answers: dict[str, str] = {}
    for item in (*sorted(attempts, key=lambda item: item.transcript.data.revision), counted):
        answers |= {question: text for question, text in item.transcript.data.answers.items() if text.strip()}
    return StudentPlaythrough(
        student=student,
        attempt_id=data.attempt_id or f"{student}/{counted.compiled.scene.scene}",
        begun=data.begun,
        choices=counted.choices,
        passages=counted.passages,
        ending=counted.ending or "",
        seconds=counted.seconds,
        answers=answers,
        attempt_count=len(attempts),
        unmatched_count=counted.unmatched_count,
        is_other_version=counted.is_other_version,
    )


# --------------------------------------------------------------------------------------------------------- decisions


def _sort_passages(layout: RouteLayout) -> list[PassageId]:
    """Returns the passages in the order in which they are reached."""
    return sorted(layout.places, key=lambda name: (layout.places[name].x, layout.places[name].y))


def _count_decision(
    number: int,
    name: PassageId,
    passage: Passage,
    playthroughs: Sequence[StudentPlaythrough],
    notes: FootnoteCollector,
    votes: tuple[ClassVote, ...],
) -> DecisionCount:
    made = [choice for item in playthroughs if (choice := item.find_first_choice(name)) is not None]
    counts = Counter(choice.choice for choice in made)
    times = [choice.seconds for choice in made if choice.seconds is not None]
    record = notes.add_line(passage.record or "")
    return DecisionCount(
        number=number,
        passage=name,
        title=first_words(passage),
        date=format_date(passage.date) if passage.date else "",
        choices=tuple(
            ChoiceCount(
                id=str(choice.id),
                text=strip_markup(choice.text),
                count=votes[0].count(choice.id) if votes else counts[choice.id],
                is_in_record=choice.id in passage.history,
                is_hypothesis=choice.hypothesis,
                overlooks=notes.add_line(choice.overlooks),
            )
            for choice in passage.choices
        ),
        situation=tuple(
            (text, block.if_ is not None) for block in passage.blocks if (text := strip_markup(block.text or ""))
        ),
        reached_count=votes[0].total if votes else sum(name in item.passages for item in playthroughs),
        record=record,
        record_date=notes.date_of(record),
        grades=notes.grades_of(record),
        median_seconds=median(times) if times else None,
        votes=votes,
    )


def list_topics(decisions: Sequence[DecisionCount]) -> tuple[Topic, ...]:
    """Returns the decisions with choices that overlook something, those first at which most students made such one."""
    topics = [
        Topic(decision, choices)
        for decision in decisions
        if (choices := tuple(choice for choice in decision.choices if choice.overlooks and choice.count))
    ]
    return tuple(sorted(topics, key=lambda topic: (-topic.count, -topic.share))[:MAX_TOPICS])


def _count_routes(
    scene: Scene, layout: RouteLayout, visited: Sequence[tuple[PassageId, ...]], decisions: Sequence[DecisionCount]
) -> Routes:
    """Counts who came where; `visited` are the passages of each playthrough."""
    labels = {decision.passage: str(decision.number) for decision in decisions}
    for name, passage in scene.passages.items():
        if passage.ending is not None:
            labels[name] = smart_quotes(passage.ending.title)
    return Routes(
        layout,
        Counter(name for passages in visited for name in set(passages)),
        Counter(way for passages in visited for way in set(pairwise(passages))),
        labels,
    )


# ----------------------------------------------------------------------------------------------------------- answers


def _collect_answers(
    number: int,
    question: Debrief,
    playthroughs: Sequence[StudentPlaythrough],
    by_student: Mapping[str, Sequence[ReplayedTranscript]],
    notes: FootnoteCollector,
) -> QuestionAnswers:
    line = notes.add_line(question.ask)
    name = question_id(line)
    answers = [
        Answer(item.student, item.attempt_id, text, _find_mark(by_student[item.student], name))
        for item in playthroughs
        if (text := item.answers.get(name, "").strip())
    ]
    rubric = question.rubric
    return QuestionAnswers(
        id=name,
        number=number,
        text=name,
        skill=question.skill,
        draws_on=strip_markup(question.draws_on),
        rubric=tuple(zip(RUBRIC_LEVELS, map(strip_markup, rubric.texts), strict=True)) if rubric else (),
        answers=tuple(sorted(answers, key=lambda answer: (answer.text.casefold(), answer.student))),
    )


def _find_mark(attempts: Sequence[ReplayedTranscript], question: str) -> int | None:
    marks = [mark for item in attempts if (mark := item.transcript.marks.get(question)) is not None]
    return marks[-1] if marks else None


def _find_quartiles(times: Sequence[int]) -> tuple[float, float, float] | None:
    if not times:
        return None
    lower, middle, upper = quantiles((*times, *times), n=4, method="inclusive")  # twice, since it takes two at least
    return lower, middle, upper
