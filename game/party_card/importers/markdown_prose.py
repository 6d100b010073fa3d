"""Turns the Markdown that Chapbook shows into the prose of scenes.

Links and inserts are one character each in the text (`make_mark`), and stay where they are.
Emphasis is kept; headings become strong lines, list items lines with a bullet or number; all else of looks is named.

Invariant: every word of the text is in the prose, and every input takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from party_card.importers.markdown_inline import InlineParser, Span
from party_card.importers.story import escape_prose

_FIRST_MARK = 0xF0000
_LAST_MARK = 0xFFFFD
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*\Z")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|\Z)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*\Z")
_BULLET = re.compile(r" {0,8}[-*+][ \t]+")
_NUMBER = re.compile(r" {0,8}(\d{1,9})[.)][ \t]+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FORK = re.compile(r" {0,3}> ?")


PRIVATE_CHARACTER = re.compile(f"[{chr(_FIRST_MARK)}-{chr(_LAST_MARK)}]")
"""A character that an author's text must not have, for it would count as a mark."""


def make_mark(number: int) -> str:
    """Returns the character that stands for a link or insert."""
    return chr(_FIRST_MARK + number)


def split_at_marks(prose: str) -> list[str | int]:
    """Returns the parts of prose with the numbers of the links and inserts between them."""
    parts: list[str | int] = []
    start = 0
    for match in PRIVATE_CHARACTER.finditer(prose):
        parts += [prose[start : match.start()], ord(match[0]) - _FIRST_MARK]
        start = match.end()
    return [part for part in (*parts, prose[start:]) if part != ""]


@dataclass(slots=True)
class _Line:
    """A line of prose before its inline markup is read."""

    prefix: str
    parts: list[str] = field(default_factory=list)
    is_strong: bool = False
    is_literal: bool = False


def format_markdown(
    text: str, remark: Callable[[str], None], lose: Callable[[str], None], unstyled: frozenset[str] = frozenset()
) -> str:
    """Returns Markdown as prose; `remark` is told of looks that are left out, `lose` of what cannot be shown.

    `unstyled` are marks of what may be several paragraphs: no style reaches across them.
    """
    lines = _split_lines(text, remark)
    return "\n".join(_format_line(line, remark, lose, unstyled) for line in lines)


def _split_lines(text: str, remark: Callable[[str], None]) -> list[_Line]:
    """Returns the paragraphs, list items, headings and hard line breaks of a text."""
    lines: list[_Line] = []
    current: _Line | None = None
    number = 0
    in_fence = False

    def begin(prefix: str = "") -> _Line:
        lines.append(_Line(prefix))
        return lines[-1]

    for raw in text.split("\n"):
        if _FENCE.match(raw):
            remark(raw.strip())
            in_fence, current = not in_fence, None
            continue
        if in_fence:
            line = begin()
            line.parts.append(raw)
            line.is_literal = True
            continue
        if not raw.strip():
            current = None
            continue
        if current is not None and current.parts and not current.prefix and _UNDERLINE.match(raw):
            current.is_strong, current = True, None
            continue
        if _RULE.match(raw):
            remark(raw.strip())
            current, number = None, 0
            continue
        if heading := _HEADING.match(raw):
            line = begin()
            line.is_strong = True
            line.parts.append(raw[heading.end() :].rstrip().rstrip("#").rstrip())
            current = None
            continue
        if fork := _FORK.match(raw):
            line = begin()
            line.parts.append(raw[fork.end() :])
            current = None
            continue
        if bullet := _BULLET.match(raw):
            current = begin("• ")
            raw = raw[bullet.end() :]  # noqa: PLW2901
        elif (item := _NUMBER.match(raw)) and (number or current is None):
            number = number + 1 if number else int(item[1])
            current = begin(f"{number}. ")
            raw = raw[item.end() :]  # noqa: PLW2901
        elif current is None:
            current, number = begin(), 0
        is_hard = raw.endswith(("  ", "\\"))
        current.parts.append(raw.removesuffix("\\").strip() if is_hard else raw.strip())
        if is_hard:
            current = begin()
    return [line for line in lines if line.parts]


def _format_line(
    line: _Line, remark: Callable[[str], None], lose: Callable[[str], None], unstyled: frozenset[str]
) -> str:
    text = " ".join(line.parts)
    spans = [Span(text)] if line.is_literal else InlineParser(text, remark, lose).parse()
    for span in spans:
        span.is_strong = span.is_strong or line.is_strong
    styled = "".join(span.text for span in spans if span.is_emphasised or span.is_strong)
    has_words = any(not _is_mark(character) for character in styled)
    if styled and (not has_words or not unstyled.isdisjoint(styled)):
        remark(text)
        spans = [Span(span.text) for span in spans]
    return line.prefix + _format_spans(spans)


def _is_mark(character: str) -> bool:
    return _FIRST_MARK <= ord(character) <= _LAST_MARK


def _format_spans(spans: list[Span]) -> str:
    """Returns spans as prose: marks stand only where the style changes."""
    prose: list[str] = []
    is_emphasised = is_strong = False
    for span in [*(span for span in spans if span.text), Span("")]:
        if span.is_emphasised != is_emphasised:
            prose.append("*")
        if span.is_strong != is_strong:
            prose.append("**")
        is_emphasised, is_strong = span.is_emphasised, span.is_strong
        prose.append(escape_prose(span.text))
    return "".join(prose)
