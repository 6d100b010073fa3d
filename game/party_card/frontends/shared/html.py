"""Builds HTML elements from values.

Invariant: every string is escaped unless this module built it, so no text of a scene or a player becomes markup. Names
of elements and attributes come from our own code; scripts and event handlers are never written.
"""

from __future__ import annotations

import html
import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
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


def format_html(message: str, /, **values: str) -> Html:
    """Puts values into the fields of a message; the message and what is no markup of the values are escaped."""
    return Html(escape_text(message).format(**{name: escape_text(value) for name, value in values.items()}))


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """Builds an element; empty attributes are left out.

    `class_` and `for_` are written without the underscore, `aria_label` with a hyphen.
    """
    attribute_text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape_text(value)}"' for key, value in attributes.items() if value
    )
    if name in _VOID_ELEMENTS:
        return Html(f"<{name}{attribute_text}>")
    return Html(f"<{name}{attribute_text}>{join_html(*children)}</{name}>")
