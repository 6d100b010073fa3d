"""The tree of a Harlowe passage: words, links, macros, hooks, emphasis.

Invariant: every node knows its line and how it was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "bullet", "number"]
MarkKind = Literal["italic", "bold", "strike", "superscript"]


@dataclass(slots=True)
class Node:
    """A part of a passage; `line` counts from 0, `source` is how it was written."""

    line: int
    source: str


@dataclass(slots=True)
class Words(Node):
    """Plain text without line ends; verbatim text stands as it is."""

    text: str
    is_verbatim: bool = False


@dataclass(slots=True)
class LineEnd(Node):
    """A line end; a hard one (`<br>`) is kept even where white space is collapsed."""

    is_hard: bool = False


@dataclass(slots=True)
class PassageLink(Node):
    """A link between double brackets, its text and target as they were written."""

    text: str
    target: str


@dataclass(slots=True)
class Macro(Node):
    """A macro; its name is in lower case, without hyphens and underscores."""

    name: str
    arguments: str


@dataclass(slots=True)
class Variable(Node):
    """A variable in the prose, with its sigil."""

    name: str


@dataclass(slots=True)
class Hook(Node):
    """A hook; a hidden one is shown by nothing but another macro."""

    children: list[Node] = field(default_factory=list)
    name: str = ""
    is_hidden: bool = False
    is_unclosed: bool = False


@dataclass(slots=True)
class Marked(Node):
    """Emphasis, or other styling by marks."""

    kind: MarkKind
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Collapsed(Node):
    """A part in which white space collapses."""

    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Block(Node):
    """The beginning of a heading or list item: it lasts to the end of the line."""

    kind: BlockKind


@dataclass(slots=True)
class Aside(Node):
    """A comment, styling by lines, or HTML: nothing of it is read."""

    kind: Literal["comment", "style", "html", "program"]


def find_hook(nodes: Sequence[Node], position: int) -> tuple[bool, int]:
    """Returns if other macros are chained on with `+`, and where the hook stands that they act on."""
    is_chained = False
    while position < len(nodes):
        node = nodes[position]
        if isinstance(node, Hook):
            return is_chained, position
        if isinstance(node, Words) and not node.is_verbatim and node.text.strip() == "+":
            position += 1
            while position < len(nodes) and is_blank(nodes[position]):
                position += 1
            if position == len(nodes) or not isinstance(nodes[position], Macro | Variable):
                break
            is_chained = True
        elif not is_blank(node):
            break
        position += 1
    return False, len(nodes)


def is_blank(node: Node) -> bool:
    """Returns True for white space between the parts of a passage."""
    is_words = isinstance(node, Words) and not node.is_verbatim and not node.text.strip()
    return is_words or (isinstance(node, LineEnd) and not node.is_hard)


def iter_nodes(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yields nodes with those in hooks and marks, in order."""
    pending = list(nodes)[::-1]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, Hook | Marked | Collapsed):
            pending += node.children[::-1]
