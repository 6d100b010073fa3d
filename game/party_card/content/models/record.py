"""The parts of a scene after its ending: the record, traces for later scenes, and questions for the class."""

from __future__ import annotations

from party_card.content.models.value_types import (
    EMPTY_PROSE,
    ConditionText,
    FactId,
    FigureId,
    Located,
    Prose,
    Skill,
    TraceId,
    TraceKind,
)
from party_card.frozen_dataclass import frozen_dataclass

RUBRIC_LEVELS = ("basic", "emergent", "proficient")
"""The levels of a rubric, lowest first, as in the assessments of the Stanford History Education Group."""


@frozen_dataclass(kw_only=True)
class RecordBlock(Located):
    """A part of the record, or of what came after: prose, a chart, two sources compared, or what remains unknown."""

    text: Prose | None = None
    """What happened; every sentence has a citation.

    Example: "Stalin was told the next day. [@stalin-told]"
    """
    label: str = ""
    """On a `text`: whose view it is or what it is about, set before it; several such texts make a table.

    Example: Two of the historians
    """
    heading: str | None = None
    """A heading above the parts that follow.

    Example: Was it meant? Historians disagree
    """
    chart: FigureId | None = None
    """A figure of a dossier, drawn with its sources beneath.

    Example: grain-exports
    """
    compare: FactId | None = None
    """A fact with several citations: what each source says of it, side by side, and what follows.

    Example: bell-at-nine
    """
    unknown: Prose | None = None
    """What the source leaves open.

    Example: "The two who wrote are not named. [@denunciation]"
    """
    if_: ConditionText | None = None
    """A condition; the part is there only where it holds.

    Example: chose(report)
    """


@frozen_dataclass(kw_only=True)
class Trace(Located):
    """What a scene leaves for later ones where `if_` holds at its ending: `text` tells it, "You ...", in the past."""

    id: TraceId
    """Unique in all scenes.

    Example: read-the-appeal
    """
    kind: TraceKind
    """`witnessed`, `said` or `silent`."""
    text: Prose
    """What the student did, "You ...", in the past tense; no citation, for it makes no claim.

    Example: You read an appeal.
    """
    if_: ConditionText | None = None
    """A condition, looked at when the scene ends; without it, it is always left.

    Example: read_it and not chose(report)
    """


@frozen_dataclass(kw_only=True)
class Rubric(Located):
    """What an answer of each of three levels contains, in a sentence or two each, without a citation."""

    basic: str
    """An answer that stays with what is told.

    Example: Says that the statement is true or false.
    """
    emergent: str
    """An answer that asks in the way of the skill and stops half-way.

    Example: Says who made the statement, and that he had something to lose.
    """
    proficient: str
    """An answer that shows the skill with what is in the sources.

    Example: Says who took it down, when and for what purpose, and what therefore cannot be relied on.
    """

    @property
    def texts(self) -> tuple[str, str, str]:
        """The text of each level, lowest first."""
        return self.basic, self.emergent, self.proficient


@frozen_dataclass(kw_only=True)
class Debrief(Located):
    """A question after the record, and what a good answer draws on."""

    ask: Prose
    """The question.

    Example: Who wrote that statement down, and where was he when he made it?
    """
    skill: Skill
    """What it trains."""
    draws_on: Prose = EMPTY_PROSE
    """What a good answer uses; shown to a student only when asked for, once an answer is written.

    Example: The note beneath the statement names who took it down.
    """
    rubric: Rubric | None = None
    """How an answer is judged: what one of each level contains; shown to a student only once an answer is written.

    Example: {basic: Says that it is true., emergent: Says who said it., proficient: Says who took it down and why.}
    """
