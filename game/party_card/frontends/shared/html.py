"""Builds HTML elements from values.

Invariant: every string is escaped unless this module built it, so no text of a scene or a player becomes markup. Names
of elements and attributes come from our own code; scripts and event handlers are never written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LABELS = frozenset({"b", "i"})
_VOID_ELEMENTS = frozenset({"meta", "br", "input"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


BOLD = {"bold": Html("<b>"), "end": Html("</b>")}
"""Fields of a message that stand around what is printed in bold."""


def escape_text(text: str) -> Html:
    """Escapes text, without control characters and marks of direction; returns markup unchanged."""
    return text if isinstance(text, Html) else Html(html.escape(_UNPRINTABLE.sub("", text), quote=True))


def join_html(*parts: str) -> Html:
    """Joins markup and texts, which are escaped."""
    return Html("".join(escape_text(part) for part in parts))


def join_with_dots(texts: Iterable[str]) -> Html:
    """Joins what is not empty with dots. Beside letters from right to left every text keeps its own direction."""
    parts = [text for text in texts if text]
    if any(_RIGHT_TO_LEFT.search(text) for text in parts):
        parts = [element("bdi", text) for text in parts]
    return join_html(*(join_html(" · " if index else "", text) for index, text in enumerate(parts)))


def format_html(message: str, /, **values: str) -> Html:
    """Puts values into the fields of a message; the message and what is no markup of the values are escaped."""
    return Html(escape_text(message).format(**{name: escape_text(value) for name, value in values.items()}))


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """Builds an element; empty attributes are left out.

    A space at the end of a label is written behind it, so that it is between the label and a text from right to left.
    `class_` and `for_` are written without the underscore, `aria_label` with a hyphen.
    """
    attribute_text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape_text(value)}"' for key, value in attributes.items() if value
    )
    if name in _VOID_ELEMENTS:
        return Html(f"<{name}{attribute_text}>")
    content = join_html(*children)
    space = " " if name in _LABELS and content.endswith(" ") else ""
    return Html(f"<{name}{attribute_text}>{content.removesuffix(space)}</{name}>{space}")
