"""The parts of a scene after its ending: the record, traces for later scenes, and questions for the class."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
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
