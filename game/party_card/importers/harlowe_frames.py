"""What is open while the markup of a Harlowe passage is read: hooks, marks of style, and the passage itself.

Invariant: the nodes of whatever is open keep their order, also if it is never closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from party_card.importers.harlowe_nodes import Collapsed, Hook, Node, Words
from party_card.importers.story import ImportRefusedError
from party_card.localization import gettext

MAX_DEPTH = 60
"""Hooks and marks that stand deeper in each other are refused: the reader recurses into them."""


@dataclass(slots=True)
class Frame:
    """Something that is open: a hook, a mark, or the passage itself (`opener` is empty)."""

    kind: str
    opener: str
    line: int
    start: int
    children: list[Node] = field(default_factory=list)
    name: str = ""
    is_hidden: bool = False


class FrameStack:
    """The open parts of a passage, the innermost last."""

    def __init__(self, body: str) -> None:
        self._body = body
        self.frames = [Frame("passage", "", 0, 0)]

    @property
    def innermost(self) -> Frame:
        """The part that nodes are added to."""
        return self.frames[-1]

    def add(self, node: Node) -> None:
        """Adds a node to the innermost part."""
        self.frames[-1].children.append(node)

    def push(self, frame: Frame) -> None:
        """Opens a part. Raises ImportRefusedError if too many are open."""
        if len(self.frames) > MAX_DEPTH:
            raise ImportRefusedError(
                gettext("hooks or marks stand more than {limit} levels deep in each other").format(limit=MAX_DEPTH)
            )
        self.frames.append(frame)

    def abandon(self, position: int) -> None:
        """Takes the innermost open thing for what it is without an end: words, or a hook that lasts until here."""
        frame = self.frames.pop()
        source = self._body[frame.start : position]
        if frame.kind == "unclosed":
            self.add(Hook(frame.line, source, frame.children, frame.name, frame.is_hidden))
        elif frame.kind == "unclosed_collapsed":
            self.add(Collapsed(frame.line, source, frame.children))
        elif frame.kind == "hook":
            self.add(Hook(frame.line, source, frame.children, frame.name, frame.is_hidden, is_unclosed=True))
        else:
            if not frame.opener.startswith("<"):
                self.add(Words(frame.line, frame.opener, frame.opener))
            self.frames[-1].children += frame.children

    def open_marks(self) -> Iterator[Frame]:
        """Yields the marks that are open within the innermost hook, from the outermost on."""
        first = len(self.frames)
        while first and self.frames[first - 1].kind == "mark":
            first -= 1
        yield from self.frames[first:]
