"""Story graph that every importer produces: nodes, edges, variables, and unsupported features.

Invariant: the graph does not depend on the program that the story was written with. Names are the author's; `naming`
makes identifiers of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from party_card.importers.effects import Effect
from party_card.importers.expressions import Expression, Value


@dataclass(frozen=True, slots=True)
class UnsupportedFeature:
    """Part of a story that a scene cannot express: its line (from 1), its text, and the reason."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class TextFragment:
    """Prose that is shown if `condition` holds."""

    text: str
    condition: Expression | None = None


@dataclass(slots=True)
class Edge:
    """Choice that leads to the node `target`; if `once_only`, it can be taken only the first time."""

    text: str
    target: str
    line: int
    condition: Expression | None = None
    effects: list[Effect] = field(default_factory=list)
    once_only: bool = False


@dataclass(slots=True)
class Node:
    """Passage or knot of a story; entering it has the `effects`."""

    name: str
    line: int
    title: str = ""
    fragments: list[TextFragment] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    unsupported: list[UnsupportedFeature] = field(default_factory=list)

    def conditions(self) -> Iterator[Expression | None]:
        """Yields the condition of each fragment and edge."""
        yield from (fragment.condition for fragment in self.fragments)
        yield from (edge.condition for edge in self.edges)


@dataclass(slots=True)
class Story:
    """Nodes by name, and the first values of variables; `unsupported` holds features that belong to no node."""

    title: str
    start: str
    nodes: dict[str, Node] = field(default_factory=dict)
    initial_values: dict[str, Value] = field(default_factory=dict)
    unsupported: list[UnsupportedFeature] = field(default_factory=list)
