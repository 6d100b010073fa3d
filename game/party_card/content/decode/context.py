"""Decode context and decoders: the state of one pass over a file, and how one type is decoded."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from party_card.content.yaml_nodes import Node, ScalarNode, describe_node, has_tag, span_of
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile

_MAX_EXCERPT_CHARACTERS = 40
_SIMPLE_WORDS = re.compile(r"\[?[\w -]+\]?")


class DecodeContext:
    """The file being decoded, and the diagnostics found so far."""

    __slots__ = ("diagnostics", "file")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []

    def label(self, node: Node, message: str = "") -> Label:
        """Returns a label for `node`."""
        return Label(self.file, span_of(node), message)

    def report(
        self,
        code: str,
        message: str,
        primary: Node | Label,
        helps: tuple[Help, ...] = (),
        secondary: tuple[Label, ...] = (),
    ) -> None:
        """Adds an error at `primary`."""
        label = primary if isinstance(primary, Label) else self.label(primary)
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, message, label, secondary, helps))

    def type_mismatch(self, node: Node, key: str, description: str, *helps: Help) -> None:
        """Reports that the value under `key` is not `description`, the expected type in words."""
        if has_tag(node):
            tag = re.match(r"!\S*", self.file.text[node.start_mark.index :])
            fix = Help(f"delete `{shorten(tag[0])}`" if tag else "delete it, or put the text in quotes")
            self.report("yaml-tag", "a word that begins with `!` means something else in YAML", node, (fix,))
            return
        actual = describe_node(node)
        if isinstance(node, ScalarNode):
            actual = f"`{shorten(actual)}`" if actual or node.style else "nothing"
        message = f"`{key}` wants {description}; here is {actual}"
        self.report("wrong-type", message, node, helps or (Help(f"write {description}"),))


Decode = Callable[[Node, DecodeContext, str], Any]
"""Decodes a node; the string is the key above it, for messages."""


class Decoder(NamedTuple):
    """How one type is decoded.

    `blank` replaces a missing or invalid value; `description` names the type in messages.
    """

    decode: Decode
    blank: Any
    description: str


def replacement_help(message: str, node: Node, replacement: str) -> Help:
    """Returns a fix that replaces `node`; it can be applied automatically if all is plain words on one line."""
    is_safe = node.start_mark.line == node.end_mark.line and _SIMPLE_WORDS.fullmatch(replacement)
    return Help(message, replacement, edits=(Edit(span_of(node), replacement),) if is_safe else ())


def shorten(text: str) -> str:
    """Returns a text on one line, cut for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_EXCERPT_CHARACTERS else line[: _MAX_EXCERPT_CHARACTERS - 1] + "…"
