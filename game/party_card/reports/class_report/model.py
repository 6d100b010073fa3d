"""Defines the report on a class as data; page and tables show the same.

Invariant: of each student one playthrough of a scene counts, so that the choices of a decision and the students who
stopped there add up to those who came to it. Texts are ready to be shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from party_card.content.models import Grade, PassageId, SceneId, Skill
from party_card.engine.page import Line, Note
from party_card.frontends.shared.scene_map.route_layout import RouteLayout, Way
from party_card.frozen_dataclass import frozen_dataclass
from party_card.reports.class_report.replay import MadeChoice
from party_card.reports.class_report.statements import StatementCount
from party_card.reports.class_report.transcripts import UncountedFile
from party_card.reports.class_report.votes import ClassVote, ProjectorLesson


@frozen_dataclass
class ChoiceCount:
    """A choice of a decision, and how many students made it, or voted for it if the class decided by vote.

    `overlooks` is what its author says it overlooks.
    """

    id: str
    text: str
    count: int
    is_in_record: bool
    is_hypothesis: bool
    overlooks: Line = ()


@frozen_dataclass
class DecisionCount:
    """A passage with choices; `reached_count` students came to it. A student's first choice there counts.

    `record` is what was really done there, with the words for its date and its grades. `median_seconds` is how long it
    was shown, None if unknown. `votes` are those of a class that played together; the first one is counted.
    `situation` has the paragraphs of the passage, each with True if only some students read it.
    """

    number: int
    passage: PassageId
    title: str
    date: str
    choices: tuple[ChoiceCount, ...]
    reached_count: int
    record: Line
    record_date: str
    grades: tuple[Grade, ...]
    median_seconds: float | None
    votes: tuple[ClassVote, ...] = ()
    situation: tuple[tuple[str, bool], ...] = ()

    @property
    def made_count(self) -> int:
        """How many students made a choice here, or voted."""
        return sum(choice.count for choice in self.choices)

    @property
    def largest_share(self) -> float:
        """The share of the choice that most students made, from 0 to 1; 1 if nobody made any."""
        return max((choice.count for choice in self.choices), default=0) / self.made_count if self.made_count else 1.0


@frozen_dataclass
class Topic:
    """What to talk about first: a decision, and the choices made there that overlook something."""

    decision: DecisionCount
    choices: tuple[ChoiceCount, ...]

    @property
    def count(self) -> int:
        """How many made one of these choices."""
        return sum(choice.count for choice in self.choices)

    @property
    def share(self) -> float:
        """The share of those who made one of these choices among those who decided there."""
        return self.count / self.decision.made_count


@frozen_dataclass
class EndingCount:
    """An ending and how many students reached it."""

    id: str
    title: str
    count: int


@frozen_dataclass
class Answer:
    """A student's answer to a question of the debrief; `mark` is from 0 to 3, or None."""

    student: str
    attempt_id: str
    text: str
    mark: int | None


@frozen_dataclass
class QuestionAnswers:
    """A question of the debrief with the answers, sorted by their words so that equal ones stand together.

    `rubric` are the levels of an answer, with what it contains; empty if the author wrote none.
    """

    id: str
    number: int
    text: str
    skill: Skill
    draws_on: str
    rubric: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]


@frozen_dataclass
class Routes:
    """How many students came to each passage, and went each way, with the places of passages on the map."""

    layout: RouteLayout
    visits: Mapping[PassageId, int]
    ways: Mapping[Way, int]
    labels: Mapping[PassageId, str]
    """The number of a decision, or the title of an ending."""


@frozen_dataclass
class StudentPlaythrough:
    """The playthrough of a student that counts; `ending` is its id, empty before one.

    `attempt_count` is how many playthroughs of the scene the student handed in.
    """

    student: str
    attempt_id: str
    begun: date | None
    choices: tuple[MadeChoice, ...]
    passages: tuple[PassageId, ...]
    ending: str
    seconds: int | None
    answers: Mapping[str, str]
    attempt_count: int
    unmatched_count: int
    is_other_version: bool

    def find_first_choice(self, passage: PassageId) -> MadeChoice | None:
        """Returns the first choice made in a passage; None if there is none."""
        return next((made for made in self.choices if made.passage == passage), None)


@frozen_dataclass
class SceneReport:
    """The report on one scene. `time_quartiles` are the seconds of reading of the finished playthroughs.

    `missing` are the nicknames of the list that handed in nothing of this scene. If the class played it together,
    `is_together` is True and `class_ending` the title of the ending that it reached, if any. `lesson` is the lesson on
    a projector in which it did, None if it was on devices.
    """

    scene: SceneId
    title: str
    dates: str
    place: str
    question: str
    playthroughs: tuple[StudentPlaythrough, ...]
    decisions: tuple[DecisionCount, ...]
    topics: tuple[Topic, ...]
    endings: tuple[EndingCount, ...]
    unfinished_count: int
    questions: tuple[QuestionAnswers, ...]
    statements: tuple[StatementCount, ...]
    routes: Routes
    unmet_facts: tuple[str, ...]
    time_quartiles: tuple[float, float, float] | None
    missing: tuple[str, ...]
    notes: tuple[Note, ...]
    is_together: bool = False
    class_ending: str = ""
    lesson: ProjectorLesson | None = None

    @property
    def finished_count(self) -> int:
        """How many students reached an ending."""
        return sum(ending.count for ending in self.endings)

    def find_students(self, decision: DecisionCount, choice: ChoiceCount) -> tuple[str, ...]:
        """Returns the students who made a choice when they first came to its decision; none if the class voted."""
        if decision.votes:
            return ()
        return tuple(
            item.student
            for item in self.playthroughs
            if (made := item.find_first_choice(decision.passage)) is not None and made.choice == choice.id
        )

    def find_overlooked(self, playthrough: StudentPlaythrough) -> tuple[tuple[DecisionCount, ChoiceCount], ...]:
        """Returns the decisions at which a student made a choice that overlooks something; none if the class voted."""
        return tuple(
            (decision, choice)
            for decision in self.decisions
            if not decision.votes and (made := playthrough.find_first_choice(decision.passage)) is not None
            for choice in decision.choices
            if choice.overlooks and choice.id == made.choice
        )

    def count_judgements(self, playthrough: StudentPlaythrough) -> tuple[int, int]:
        """Returns how many statements a student judged otherwise than the papers allow, and how many in all."""
        own = [
            judgement
            for statement in self.statements
            for judgement in statement.judgements
            if judgement.student == playthrough.student
        ]
        return sum(not judgement.is_right for judgement in own), len(own)

    def find_stopped(self, decision: DecisionCount) -> tuple[str, ...]:
        """Returns the students who came to a decision and made no choice there; none if the class voted."""
        if decision.votes:
            return ()
        return tuple(
            item.student
            for item in self.playthroughs
            if decision.passage in item.passages and item.find_first_choice(decision.passage) is None
        )

    def find_finishers(self, ending: str) -> tuple[str, ...]:
        """Returns the students who reached an ending, by its id; with an empty one those who reached none."""
        return tuple(item.student for item in self.playthroughs if item.ending == ending)

    def find_ending_title(self, playthrough: StudentPlaythrough) -> str:
        """Returns the title of the ending of a playthrough; empty if it reached none."""
        return next((ending.title for ending in self.endings if ending.id == playthrough.ending), "")

    def count_answers(self, playthrough: StudentPlaythrough) -> int:
        """Returns how many questions a student has answered."""
        return sum(question.id in playthrough.answers for question in self.questions)

    @property
    def other_versions(self) -> tuple[StudentPlaythrough, ...]:
        """The playthroughs of another version of the scene."""
        return tuple(item for item in self.playthroughs if item.is_other_version)


@frozen_dataclass
class ClassReport:
    """The report on a class. `students` are sorted by nickname; `begun` is the span of days on which they played.

    `missing` are the nicknames of the list that handed in nothing, `unlisted` those that are not on it, each with the
    most similar missing one or an empty text. `look_alikes` are groups of nicknames that look the same. Without names
    (`has_names` is False) students are numbered, and all that could name one is left out.
    """

    scenes: tuple[SceneReport, ...]
    students: tuple[str, ...]
    begun: tuple[date, date] | None = None
    listed_count: int = 0
    missing: tuple[str, ...] = ()
    unlisted: tuple[tuple[str, str], ...] = ()
    look_alikes: tuple[tuple[str, ...], ...] = ()
    uncounted: tuple[UncountedFile, ...] = field(default=())
    has_names: bool = True

    @property
    def student_scenes(self) -> tuple[SceneReport, ...]:
        """The scenes as students played them, without lessons on a projector."""
        return tuple(scene for scene in self.scenes if scene.lesson is None)

    @property
    def lesson_scenes(self) -> tuple[SceneReport, ...]:
        """The lessons on a projector."""
        return tuple(scene for scene in self.scenes if scene.lesson is not None)
