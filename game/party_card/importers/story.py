"""A story as it was found: moments, links and variables, before it is a scene; and what could not be held.

Law: one story, whatever it was written with. Names are still those of its author; `naming.py` makes ids of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from party_card.importers.expressions import Expression


@dataclass(frozen=True, slots=True)
class UnsupportedFeature:
    """What cannot be held: the line in the story, counted from 1, what is written there, and why it cannot be."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a variable: `set` to a value, or a `step` by a whole number."""

    variable: str
    kind: Literal["set", "step"]
    value: bool | int | str


@dataclass(slots=True)
class TextFragment:
    """A stretch of prose, shown where `condition` holds."""

    text: str
    condition: Expression | None = None


@dataclass(slots=True)
class Edge:
    """A way on: what the reader sees, the moment that follows, what changes on the way. `once`: only the first time."""

    text: str
    target: str
    line: int
    condition: Expression | None = None
    changes: list[Change] = field(default_factory=list)
    once: bool = False


@dataclass(slots=True)
class Node:
    """A passage, knot or whatever it was called; `title` is its name for readers. Entering it makes the `changes`."""

    name: str
    line: int
    title: str = ""
    parts: list[TextFragment] = field(default_factory=list)
    links: list[Edge] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    lost: list[UnsupportedFeature] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """A whole story; `first` are the values that variables begin with, and `lost` what belongs to no moment."""

    title: str
    start: str
    moments: dict[str, Node] = field(default_factory=dict)
    first: dict[str, bool | int | str] = field(default_factory=dict)
    lost: list[UnsupportedFeature] = field(default_factory=list)

    def everything_lost(self) -> list[UnsupportedFeature]:
        """All that could not be held, by line."""
        found = [*self.lost, *(one for moment in self.moments.values() for one in moment.lost)]
        return sorted(found, key=lambda one: one.line)
