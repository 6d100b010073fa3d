"""Finds the inserts in a text of Chapbook: what stands between braces, and its values.

Invariant: what Chapbook shows as it is typed is no insert, and braces are paired as Chapbook pairs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.sugarcube_tokens import unquote

InsertKind = Literal["variable", "embed", "reveal", "link", "lost choice", "lost text", "style"]
_PATTERNS: tuple[tuple[str, InsertKind], ...] = (
    (r"embed\s+passage(\s+named)?", "embed"),
    (r"reveal\s+link", "reveal"),
    (r"link\s+to", "link"),
    (r"(back|restart)\s+link", "lost choice"),
    (r"cycling\s+link(\s+for)?", "lost choice"),
    (r"dropdown menu(\s+for)?", "lost choice"),
    (r"text\s+input(\s+for)?", "lost choice"),
    (r"embed\s+(flickr\s+image|unsplash\s+image|youtube\s+video|image)", "lost text"),
    (r"(no\s+)?ambient\s+sound", "style"),
    (r"sound\s+effect", "style"),
    (r"theme\s+switcher", "style"),
)
_KINDS = [(re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _PATTERNS]
_VALUE = re.compile(r"""\s*(?:(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<other>[^,]*))\s*""", re.DOTALL)
_KEY = re.compile(r"\s*([\w$]+)\s*:")


@frozen_dataclass
class Insert:
    """An insert: what stands behind its name, and its other values by name; None for one that is computed."""

    kind: InsertKind
    source: str
    value: str | None = None
    values: tuple[tuple[str, str | None], ...] = ()

    def get(self, name: str) -> tuple[bool, str | None]:
        """Returns if a value is given, and the value."""
        found = dict(self.values)
        return name in found, found.get(name)


def split_inserts(text: str) -> Iterator[str | Insert]:
    """Yields the inserts of a text and the text between them."""
    start = 0
    for opening, closing in _find_braces(text):
        insert = _parse_insert(text[opening : closing + 1])
        if insert is not None:
            yield text[start:opening]
            yield insert
            start = closing + 1
    yield text[start:]


_BRACE_OR_QUOTE = re.compile(r"""[{}]|(?<!\\)["']""")


def _find_braces(text: str) -> Iterator[tuple[int, int]]:
    """Yields the places of braces that belong together; one in a quoted text does not count."""
    opening = text.find("{")
    quote = ""
    position = opening + 1
    while opening != -1:
        match = _BRACE_OR_QUOTE.search(text, position)
        if match is None:
            return
        position = match.end()
        mark = match[0]
        if mark in "\"'":
            quote = mark if not quote else "" if quote == mark else quote
        elif quote:
            continue
        elif mark == "{":
            opening = match.start()
        else:
            yield opening, match.start()
            opening = text.find("{", position)
            position = opening + 1


def _parse_insert(source: str) -> Insert | None:
    """Returns what an insert is, or None if Chapbook shows it as it is typed."""
    invocation = source[1:-1].strip()
    if not re.search(r"\s", invocation):
        return Insert("variable", source, invocation) if invocation else None
    keyword = re.match(r"[^:,]+", invocation)
    if keyword is None:
        return None
    kind = next((kind for pattern, kind in _KINDS if pattern.match(keyword[0])), None)
    if kind is None:
        return None
    rest = invocation[keyword.end() :]
    value: str | None = None
    position = 0
    if rest.startswith(":"):
        match = _VALUE.match(rest, 1)
        assert match is not None  # noqa: S101  # the pattern matches nothing as well
        value = unquote(match["text"]) if match["text"] else None
        position = match.end()
    return Insert(kind, source, value, tuple(_parse_values(rest, position)))


def _parse_values(text: str, position: int) -> Iterator[tuple[str, str | None]]:
    while position < len(text) and text[position] == ",":
        key = _KEY.match(text, position + 1)
        if key is None:
            return
        match = _VALUE.match(text, key.end())
        assert match is not None  # noqa: S101  # the pattern matches nothing as well
        yield key[1], unquote(match["text"]) if match["text"] else None
        position = match.end()
