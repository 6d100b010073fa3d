"""Counts how students judged the statements about the file of the person whom they played.

Invariant: of each student the judgements of one playthrough count: the one that counts, or the latest with any if that
one has none. What is right follows from the papers in that playthrough's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from party_card.engine.file_words import CERTAINTIES
from party_card.frozen_dataclass import frozen_dataclass
from party_card.reports.class_report.replay import ReplayedTranscript


@frozen_dataclass
class Judgement:
    """How surely a student said that something can be said, and how surely the student's own papers allow it.

    `reason` is the sentence that says why the papers allow that.
    """

    student: str
    given: str
    allowed: str
    reason: str

    @property
    def is_right(self) -> bool:
        """True if the papers allow what the student said."""
        return self.given == self.allowed


@frozen_dataclass
class JudgementGroup:
    """The judgements of those students whose papers allow the same."""

    allowed: str
    judgements: tuple[Judgement, ...]

    @property
    def right_count(self) -> int:
        """How many said what their papers allow."""
        return sum(item.is_right for item in self.judgements)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the papers allow it, each reason once, those first that hold for most students."""
        return tuple(reason for reason, _ in Counter(item.reason for item in self.judgements).most_common())

    def find_students(self, certainty: str) -> tuple[str, ...]:
        """Returns the students who gave a certainty."""
        return tuple(item.student for item in self.judgements if item.given == certainty)


@frozen_dataclass
class StatementCount:
    """A statement about the file, with the judgement of each student who was asked about it."""

    text: str
    judgements: tuple[Judgement, ...]

    @property
    def total(self) -> int:
        """How many students judged it."""
        return len(self.judgements)

    @property
    def wrong(self) -> int:
        """How many students said otherwise than their papers allow."""
        return len(self.wrong_students)

    @property
    def wrong_students(self) -> tuple[str, ...]:
        """The students who said otherwise than their papers allow."""
        return tuple(item.student for item in self.judgements if not item.is_right)

    @property
    def groups(self) -> tuple[JudgementGroup, ...]:
        """The judgements by what the papers allow, the largest group first."""
        groups = (
            JudgementGroup(certainty, tuple(item for item in self.judgements if item.allowed == certainty))
            for certainty in CERTAINTIES
        )
        return tuple(sorted(filter(lambda group: group.judgements, groups), key=lambda group: -len(group.judgements)))


def count_statements(
    by_student: Mapping[str, Sequence[ReplayedTranscript]], counted: Iterable[ReplayedTranscript]
) -> tuple[StatementCount, ...]:
    """Returns the statements with their judgements, those first that most students misjudged.

    `counted` has the playthrough that counts of each student, in the order of `by_student`.
    """
    by_statement: dict[str, list[Judgement]] = {}
    for (student, attempts), item in zip(by_student.items(), counted, strict=True):
        for statement, judgement in _choose_judgements(student, attempts, item).items():
            by_statement.setdefault(statement, []).append(judgement)
    statements = [StatementCount(text, tuple(items)) for text, items in by_statement.items()]
    return tuple(sorted(statements, key=lambda item: (-item.wrong, -item.total, item.text)))


def _choose_judgements(
    student: str, attempts: Sequence[ReplayedTranscript], counted: ReplayedTranscript
) -> dict[str, Judgement]:
    latest_first = sorted(
        attempts, key=lambda item: (item.transcript.data.attempt, item.transcript.data.attempt_id), reverse=True
    )
    found = (_list_judgements(student, item) for item in (counted, *latest_first))
    return next(filter(None, found), {})


def _list_judgements(student: str, item: ReplayedTranscript) -> dict[str, Judgement]:
    """Returns the judgements of a playthrough, by statement; without those that its file does not ask for."""
    return {
        statement: Judgement(student, certainty, assessment.certainty, assessment.reason)
        for statement, certainty in item.transcript.data.file_answers.items()
        if certainty in CERTAINTIES and (assessment := item.assessments.get(statement)) is not None
    }
