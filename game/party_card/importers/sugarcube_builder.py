"""Makes items of what a passage of SugarCube shows: texts, links, variables, tags, and the macros that are open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape
from typing import Protocol

from party_card.importers.conditions import TRUE, UNSET, Condition, SetTo, Value
from party_card.importers.javascript_values import to_text
from party_card.importers.story import (
    Assign,
    Branch,
    If,
    Item,
    Link,
    LossKind,
    Lost,
    Place,
    Print,
    Remark,
    Text,
    escape_prose,
)
from party_card.importers.style_marks import STYLE_SENTINELS, resolve_styles
from party_card.importers.sugarcube_expressions import parse_assignments, parse_operand
from party_card.importers.sugarcube_operands import Literal, Truth, Variable
from party_card.importers.sugarcube_scanner import Token, scan
from party_card.importers.sugarcube_tokens import UnknownExpressionError, find_variables, unquote, variable_name
from party_card.importers.twine_source import SourcePassage

QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)'")
_LINES = {"br": "\n", "p": "\n", "/p": "\n", "div": "\n", "/div": "\n", "hr": "\n", "li": "\n", "/li": "\n", "ul": "\n",
          "/ul": "\n", "ol": "\n", "/ol": "\n", "tr": "\n", "blockquote": "\n", "/blockquote": "\n",
          **{f"{slash}h{level}": "\n" for slash in ("", "/") for level in range(1, 7)}}  # fmt: skip
_EMPHASIS_TAGS = {"i": "//", "em": "//", "b": "''", "strong": "''"}
_MEDIA_TAGS = frozenset({"img", "audio", "video", "source", "iframe", "svg", "canvas", "object", "embed", "picture"})
_INPUT_TAGS = frozenset({"input", "select", "textarea", "button", "form"})


@dataclass(slots=True)
class Frame:
    """A container macro that is open: its branches so far, and the items of the one that is open."""

    name: str
    token: Token | None
    items: list[Item] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    condition: Condition | Lost = TRUE
    subject: str = ""
    has_case: bool = False


class PassageFinder(Protocol):
    """Knows the passages and the temporary variables of a story."""

    temporaries: Collection[str]

    def find_passage(self, name: str) -> SourcePassage | None:
        """Returns the passage with a name."""


class PassageBuilder:
    """Makes items of texts, links, variables and tags; what macros mean is for a subclass."""

    def __init__(self, passage: SourcePassage, owner: str, reader: PassageFinder) -> None:
        self._passage = passage
        self._owner = owner
        self._reader = reader
        self._body = re.sub("[\ue000-\ue00f]", "", passage.body)
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", self._body))]
        self._frames = [Frame("", None)]
        self._nobr = 1 if "nobr" in passage.tags else 0
        self._style_counts: dict[str, int] = {}
        self._closing_names = set(re.findall(r"<</([\w-]+)", self._body))
        self._raw_end = ""

    def read(self) -> tuple[Item, ...]:
        """Returns the items of the passage."""
        for token in scan(self._body):
            self._read_token(token)
        while len(self._frames) > 1:
            self._close_unclosed()
        return resolve_styles(tuple(self._frames[0].items))

    def _place(self, token: Token) -> Place:
        first = self._passage.place
        return Place(first.file, first.line + bisect_right(self._line_starts, token.start) - 1)

    def _add(self, item: Item) -> None:
        self._frames[-1].items.append(item)

    def _lose(self, token: Token, kind: LossKind, reason: str, variables: tuple[str, ...] = ()) -> None:
        self._add(Lost(kind, self._place(token), token.source, reason, variables))

    def _remark(self, token: Token, reason: str) -> None:
        self._add(Remark(self._place(token), token.source, reason))

    def _add_text(self, text: str) -> None:
        if self._nobr:
            text = re.sub(r"(?<![^\S\n])[^\S\n]*+\n\s*+", " ", text)
        if text:
            self._add(Text(escape_prose(text)))

    def _read_token(self, token: Token) -> None:
        if self._raw_end:
            if token.kind == "macro" and token.name == self._raw_end:
                self._raw_end = ""
            return
        if token.kind == "text":
            self._add_text(unescape(token.text) if token.text == token.source else token.text)
        elif token.kind == "macro":
            self._read_macro(token)
        elif token.kind == "link":
            self._read_link(token)
        elif token.kind == "image":
            self._read_image(token)
        elif token.kind == "variable":
            self._read_variable(token)
        elif token.kind == "style":
            self._add(Text(STYLE_SENTINELS[token.name]))
        elif token.kind == "tag":
            self._read_tag(token)
        elif token.kind == "comment":
            self._remark(token, "it is a comment")
        else:
            self._lose(token, "text", "this macro is not closed with `>>`")

    # ------------------------------------------------------------------------------------------------------ links

    def _read_link(self, token: Token) -> None:
        link = self._make_link(token, token.text, token.target)
        if link is None:
            return
        if token.setter:
            items = self._parse_assignments(token, token.setter)
            link = Link(link.text, link.target, link.place, tuple(items))
        self._add(link)

    def _make_link(self, token: Token, text: str, target: str) -> Link | None:
        """Returns the link with a text and a target; None, with a loss, if one of them is computed."""
        if match := QUOTED.fullmatch(text):
            text = unquote(match[0])
        if target and self._reader.find_passage(target) is None:
            if match := QUOTED.fullmatch(target):
                target = unquote(match[0]).strip()
            elif re.match(r"[a-z]+://", target):
                self._lose(token, "choice", "it leads out of the story")
                return None
            elif re.match(r"[$_`(]", target):
                self._lose(token, "choice", "where it leads is computed")
                return None
        if re.search(r"\$[A-Za-z_]|<<|`", text):
            self._lose(token, "choice", "its text is computed")
            return None
        plain = re.sub(r"''|//(?!\S{0,300}\.)|__|~~|\^\^|</?[A-Za-z][^<>]*>", "", text)
        return Link(" ".join(plain.split()), target, self._place(token))

    def _read_image(self, token: Token) -> None:
        if "][" in token.text:
            self._lose(token, "choice", "it is a picture")
        else:
            self._remark(token, "pictures are not imported")

    def _read_variable(self, token: Token) -> None:
        if token.text:
            self._lose(token, "text", "a scene remembers no lists and no objects, nor parts of them")
            return
        source = token.source
        if source.startswith("_") and source not in self._reader.temporaries:
            self._add_text(source)
            return
        self._add(
            Print(
                variable_name(source),
                self._place(token),
                lambda value: source if value is UNSET else to_text(value),
            )
        )

    def _read_tag(self, token: Token) -> None:
        name = token.name
        if "data-passage" in token.text and name in ("a", "button", "area"):
            self._lose(token, "choice", "links of HTML are not imported")
        elif name in _LINES:
            self._add_text("\n")
        elif name.removeprefix("/") in _EMPHASIS_TAGS:
            self._add(Text(STYLE_SENTINELS[_EMPHASIS_TAGS[name.removeprefix("/")]]))
        elif name == "script":
            self._lose(token, "change", "it is JavaScript", find_variables(token.source))
        elif name in _INPUT_TAGS:
            self._lose(token, "change", "nothing can be typed into a scene", find_variables(token.source))
        elif name in _MEDIA_TAGS or name == "style":
            self._remark(token, "a page of a scene has no HTML")

    def _read_macro(self, token: Token) -> None:
        raise NotImplementedError

    def _close_unclosed(self) -> None:
        raise NotImplementedError

    def _parse_assignments(self, token: Token, text: str) -> list[Item]:
        place = self._place(token)
        try:
            assignments = parse_assignments(text, self._owner)
        except UnknownExpressionError as reason:
            return [Lost("change", place, token.source, str(reason), find_variables(text))]
        items: list[Item] = []
        for assignment in assignments:
            if assignment.update is not None:
                items.append(Assign(assignment.variable, assignment.update, place))
                continue
            branches = tuple(
                Branch(condition, (Assign(assignment.variable, SetTo(truth), place),))
                for condition, truth in ((assignment.condition, True), (TRUE, False))
            )
            items.append(If(branches, place))
        return items

    def _read_print(self, token: Token) -> None:
        try:
            operand = parse_operand(token.text, self._owner)
        except UnknownExpressionError as reason:
            self._lose(token, "text", str(reason))
            return
        if isinstance(operand, Variable):
            self._add(Print(operand.name, self._place(token), _print_value))
        elif isinstance(operand, Literal):
            self._add_text(str(operand.value) if isinstance(operand.value, float) else to_text(operand.value))
        elif isinstance(operand, Truth) and operand.is_boolean:
            branches = (Branch(operand.condition, (Text("true"),)), Branch(TRUE, (Text("false"),)))
            self._add(If(branches, self._place(token)))
        else:
            self._lose(token, "text", "what it shows is computed")


def _print_value(value: Value) -> str:
    return "[undefined]" if value is UNSET else to_text(value)
