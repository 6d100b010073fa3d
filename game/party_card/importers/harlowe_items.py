"""Says what each part of a Harlowe passage means, in the order in which Harlowe runs it.

Invariant: every word of a passage is in its items; what is not understood is lost at its place, with its source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from party_card.importers.harlowe_builder import ItemBuilder
from party_card.importers.harlowe_commands import CommandReader, Display
from party_card.importers.harlowe_nodes import (
    Aside,
    Block,
    Collapsed,
    Hook,
    LineEnd,
    Macro,
    Marked,
    Node,
    PassageLink,
    Variable,
    Words,
    is_blank,
    iter_nodes,
)
from party_card.importers.knowledge import Knowledge
from party_card.importers.reveals import AnyItem
from party_card.importers.story import Place, escape_prose

_PROSE_MARKS = {"italic": "*", "bold": "**"}
_MEDIA = re.compile(r"<(?:img|audio|video|iframe|svg|input|button|a|select|table|td|object)\b", re.IGNORECASE)


class PassageReader:
    """Reads the passage `name`; `display` returns the nodes of another passage, or why it cannot be shown."""

    def __init__(self, name: str, knowledge: Knowledge, display: Display) -> None:
        self._builder = ItemBuilder()
        self._commands = CommandReader(name, knowledge, self._builder, self, display)
        self._marks: list[str] = []
        self._block = ""
        self._number = 0
        self._is_collapsing = False
        self._is_collapse_empty = False

    def read_passage(self, nodes: Sequence[Node], place: Place) -> list[AnyItem]:
        """Returns the items of a passage whose text begins at `place`."""
        is_collapsing, self._is_collapsing = self._is_collapsing, False
        self._builder.places.append(place)
        items = self.read_hook(nodes)
        self._builder.places.pop()
        self._is_collapsing = is_collapsing
        return items

    def read_hook(self, nodes: Sequence[Node]) -> list[AnyItem]:
        """Returns the items of a hook that may not be shown."""
        block, self._block = self._block, ""
        self._builder.open_scope()
        self._read_nodes(nodes)
        self._end_block()
        self._block = block
        return self._builder.close_scope()

    def read_inline(self, nodes: Sequence[Node]) -> None:
        """Adds the items of a hook that is always shown."""
        self._builder.open_scope()
        self._read_nodes(nodes)
        self._builder.emit_all(self._builder.close_scope())

    def read_collapsed(self, nodes: Sequence[Node]) -> None:
        """Adds the items of a part whose white space collapses, and falls away at both of its ends."""
        is_outermost = not self._is_collapsing
        end = len(nodes)
        while end and is_blank(nodes[end - 1]):
            end -= 1
        inner = list(nodes[:end])
        if inner and isinstance(inner[-1], Words) and not inner[-1].is_verbatim:
            inner[-1] = Words(inner[-1].line, inner[-1].source, inner[-1].text.rstrip())
        if is_outermost:
            self._is_collapsing = self._is_collapse_empty = True
        self._read_nodes(inner)
        if is_outermost:
            self._is_collapsing = False

    def emit_words(self, text: str, is_verbatim: bool = False) -> None:
        """Adds words."""
        if not is_verbatim:
            text = html.unescape(text)
            if self._is_collapsing:
                text = re.sub(r"\s+", " ", text)
                text = text.lstrip() if self._is_collapse_empty else text
        if text:
            self._is_collapse_empty = False
            self._builder.emit_prose(escape_prose(text))

    def _read_nodes(self, nodes: Sequence[Node]) -> None:
        position = 0
        while position < len(nodes):
            node = nodes[position]
            position += 1
            if isinstance(node, Macro | Variable):
                position = self._commands.read(node, nodes, position)
            else:
                self._read_node(node)

    def _read_node(self, node: Node) -> None:
        match node:
            case Words(text=text, is_verbatim=is_verbatim):
                self.emit_words(text, is_verbatim)
            case LineEnd():
                self._read_line_end(node)
            case PassageLink(text=text, target=target):
                self._commands.emit_link(node, text, target)
            case Hook():
                self._read_plain_hook(node)
            case Marked():
                self._read_marked(node)
            case Collapsed(children=children):
                self.read_collapsed(children)
            case Block(kind=kind):
                self._read_block(kind)
            case Aside():
                self._read_aside(node)

    def _read_line_end(self, node: LineEnd) -> None:
        if self._is_collapsing and not node.is_hard:
            self.emit_words(" ")
            return
        if self._block != "number":
            self._number = 0
        self._end_block()
        self._builder.emit_prose("\n")

    def _read_block(self, kind: str) -> None:
        self._end_block()
        if kind == "heading":
            self._builder.emit_prose("**")
        elif kind == "bullet":
            self._builder.emit_prose("• ")
        else:
            self._number += 1
            self._builder.emit_prose(f"{self._number}. ")
        self._block = kind

    def _end_block(self) -> None:
        if self._block == "heading":
            self._builder.emit_prose("**")
        self._block = ""

    def _read_aside(self, node: Aside) -> None:
        if node.kind == "program":
            self._builder.lose(node, "change", "a scene runs no program")
        elif node.kind == "comment":
            self._builder.remark(node, "a comment")
        elif _MEDIA.match(node.source):
            self._builder.lose(node, "text", "a scene shows nothing of this kind")
        else:
            self._builder.remark(node)
            if node.kind == "style":
                self._builder.emit_prose("\n")

    def _read_marked(self, node: Marked) -> None:
        mark = _PROSE_MARKS.get(node.kind, "")
        if not self._can_mark(node, mark):
            if not mark or mark not in self._marks:
                self._builder.remark(node)
            self._read_nodes(node.children)
            return
        self._builder.emit_prose(mark)
        self._marks.append(mark)
        self._read_nodes(node.children)
        self._marks.pop()
        self._builder.emit_prose(mark)

    def _can_mark(self, node: Marked, mark: str) -> bool:
        """Returns True if a mark around these parts is a pair on every line, whichever of them are shown."""
        if not mark or mark in self._marks or self._block == "heading" or not node.children:
            return False
        prose = self._builder.scope.prose
        if mark == "*" and prose and prose[-1].endswith("*"):
            return False
        parts = list(iter_nodes(node.children))
        if any(isinstance(part, LineEnd) for part in parts):
            return False
        if all(isinstance(part, Words | Marked) for part in parts):
            return any(isinstance(part, Words) and part.text.strip() for part in parts)
        return all(isinstance(end, Words) and end.text.strip() for end in (node.children[0], node.children[-1]))

    def _read_plain_hook(self, hook: Hook) -> None:
        if hook.is_hidden:
            reason = "when this is shown cannot be said in a scene"
            lost = self._builder.make_lost(hook, "condition", reason)
            self._builder.emit_branch(hook, lost, self.read_hook(hook.children))
            return
        if hook.is_unclosed:
            self.emit_words("[")
        self.read_inline(hook.children)
