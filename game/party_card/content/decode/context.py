"""Decode context and decoders: the state of one pass over a file, and how one type is decoded."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from party_card.content.misleading_characters import describe_character, find_misleading, latinize
from party_card.content.node_ref import span_of
from party_card.content.quoting import quote_text
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, describe_node, has_tag
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import shorten

_COMMENT = re.compile(r"[ \t]+(#[^\n]*[^\s])")
_SIMPLE_WORDS = re.compile(r"\[?[\w -]+\]?")


class DecodeContext:
    """The file being decoded, and the diagnostics found so far."""

    __slots__ = ("_misleading_words", "diagnostics", "file")

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self._misleading_words: dict[str, int] = {}
        """Words that hold a misleading character, with the index of their diagnostic."""

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

    def report_misleading(self, node: Node, written: str, meant: str) -> None:
        """Reports a character in the word `written` that only looks like one of `meant`; once for all its places."""
        edits = (Edit(span_of(node), meant),) if len(written) == span_of(node).end - span_of(node).column else ()
        if (index := self._misleading_words.get(written)) is not None:
            first = self.diagnostics[index]
            help_ = first.helps[0]
            self.diagnostics[index] = replace(first, helps=(replace(help_, edits=(*help_.edits, *edits)),))
            return
        self._misleading_words[written] = len(self.diagnostics)
        character = find_misleading(written)
        message = f"`{shorten(written)}` holds {describe_character(character)}"
        fix = f"write `{meant}` without it"
        if latin := latinize(character):
            message += f", which looks like `{latin}`"
            kind = "with hyphens" if latin == "-" else "in Latin letters, here and wherever it is named"
            fix = f"write `{meant}` {kind}"
        self.report("misleading-character", message, node, (Help(fix, edits=edits),))

    def report_dash(self, node: Node, dash: str) -> None:
        """Reports a list whose items begin with `dash` instead of a hyphen."""
        start, end = node.start_mark.index, node.end_mark.index
        places = re.finditer(rf"(?m)(?:\A|^[ ]*){dash}", self.file.text[start:end])
        edits = tuple(Edit(self.file.span(start + place.end() - 1, start + place.end()), "-") for place in places)
        message = f"{describe_character(dash)} stands where YAML wants a hyphen"
        label = Label(self.file, self.file.span(start, start + 1))
        self.report("misleading-character", message, label, (Help("write a hyphen and a space", edits=edits),))

    def type_mismatch(self, node: Node, key: str, description: str, *helps: Help) -> None:
        """Reports that the value under `key` is not `description`, the expected type in words."""
        if has_tag(node):
            self._report_tag(node, description)
            return
        actual = describe_node(node)
        if isinstance(node, ScalarNode):
            actual = f"`{shorten(actual)}`" if actual or node.style else "nothing"
            if description == "a text" and (comment := _COMMENT.match(self.file.text, node.end_mark.index)):
                label = Label(self.file, self.file.span(*comment.span(1)))
                edits = (Edit(label.span, quote_text(comment[1])),)
                message = f"`{key}` wants a text; here is only a comment, for the text begins with `#`"
                self.report("wrong-type", message, label, (Help("put the whole text in quotation marks", edits=edits),))
                return
        here = f"here is {actual}"
        if description == "a list" and isinstance(node, MappingNode):
            here = "here are `key: value` lines"
        message = f"`{key}` wants {description}; {here}"
        self.report("wrong-type", message, node, helps or (Help(f"write {description}"),))

    def _report_tag(self, node: Node, description: str) -> None:
        """Reports a value that begins with `!`."""
        source = self.file.text[node.start_mark.index : node.end_mark.index].strip()
        if description == "a condition":
            name = source.lstrip("! ")
            fix = Help(f"write `not {shorten(name)}`" if name else "write `not`")
            self.report("condition-syntax", "`!` has no meaning in a condition", node, (fix,))
            return
        span = self.file.span(node.start_mark.index, node.start_mark.index + len(source))
        is_text = isinstance(node, ScalarNode) and not node.style and "\n" not in source
        edits = (Edit(span, quote_text(source)),) if is_text else ()
        message = "a word that begins with `!` means something else in YAML"
        fix = Help("put the whole text in quotation marks" if is_text else "delete it", edits=edits)
        self.report("yaml-tag", message, Label(self.file, span), (fix,))


Decode = Callable[[Node, DecodeContext, str], Any]
"""Decodes a node; the string is the key above it, for messages."""


class OtherKeys(NamedTuple):
    """The field of a model that collects keys beside its own: their decoders, and older names of its own keys."""

    field_name: str
    decoders: Mapping[str, Decoder]
    aliases: Mapping[str, str]


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
