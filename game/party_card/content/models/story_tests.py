"""Story tests: scripted playthroughs of a scene with the results they expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from party_card.content.models.value_types import (
    ChoiceId,
    FactId,
    Located,
    PaperId,
    PassageId,
    StampKind,
    TraceId,
    VariableId,
)
from party_card.content.node_ref import RawScalar
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Expectation(Located):
    """What a story test expects at the end of its choices; None is "not asked", `ending: null` is "no ending"."""

    USUAL_KEYS: ClassVar[tuple[str, ...]] = ("ending", "passage")
    """What a single word in place of the lines may have been meant for."""

    passage: PassageId | None = None
    """The passage that is reached.

    Example: night
    """
    variables: Mapping[VariableId, RawScalar] = field(default_factory=dict)
    """What is remembered there; variables that are not named are not asked.

    Example: {attention: 1}
    """
    offers: tuple[ChoiceId, ...] | None = None
    """The whole list of choices that are open there.

    Example: [burn, pass-on]
    """
    locked: tuple[ChoiceId, ...] | None = None
    """Some that are shown as closed, with a reason.

    Example: [burn]
    """
    absent: tuple[ChoiceId, ...] | None = None
    """Some that are not shown.

    Example: [pass-on]
    """
    ending: RawScalar | None = None
    """The id of the ending, or `null` for none.

    Example: handed-in
    """
    text: tuple[str, ...] | str | None = None
    """Words that are read there; one, or a list.

    Example: the drawer
    """
    cites: tuple[FactId, ...] | None = None
    """Facts that are cited there.

    Example: [copies]
    """
    record: tuple[str, ...] | str | None = None
    """Words that are read in the record; one, or a list.

    Example: told the next day
    """
    papers: tuple[PaperId, ...] | None = None
    """The whole list of papers that remain in the file.

    Example: [register-line]
    """
    stamp: StampKind | None = None
    """The stamp on the party card: `kept`, `marked`, `taken-away` or `never-had-one`."""
    left: tuple[TraceId, ...] | None = None
    """The whole list of what is left for later scenes.

    Example: [read-the-appeal]
    """


@frozen_dataclass(kw_only=True)
class StoryTest(Located):
    """A scripted walk through a scene and what must be true at its end; `carried` are the traces it begins with."""

    name: str
    """What it shows.

    Example: burning the page leaves nothing
    """
    play: tuple[ChoiceId, ...]
    """The choices in order.

    Example: [read, burn, stay]
    """
    expect: Expectation
    """What must be true then.

    Example: {passage: night, ending: silence}
    """
    carried: tuple[TraceId, ...] = ()
    """What earlier scenes have left.

    Example: [read-the-appeal]
    """
