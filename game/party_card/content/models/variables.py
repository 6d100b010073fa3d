"""Declarations of the variables of a scene."""

from __future__ import annotations

from dataclasses import dataclass, field

from party_card.content.models.value_types import TraceId, unlocated
from party_card.content.yaml_nodes import NodeRef, RawScalar


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableForm:
    """A variable written out: a number `range`, a set of `values`, or a yes/no, with its `start` and a `label`.

    One that is `carried` is a yes/no: whether an earlier scene of the campaign left this trace.
    """

    range: tuple[int, ...] | None = None
    """For a number: the least and the greatest it can be. It stops at both ends.

    Example: [0, 3]
    """
    values: tuple[str, ...] | None = None
    """For a choice among words: all that it can be.

    Example: [nothing, page, copy]
    """
    start: RawScalar | None = None
    """What it is when the scene begins.

    Example: 0
    Example: nothing
    Example: false
    """
    carried: TraceId | None = None
    """For a yes/no that an earlier scene decides: the id of what that scene `leaves`.

    Example: read-the-appeal
    """
    label: str = ""
    """What it means, for people.

    Example: Attention you have drawn
    """
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)
