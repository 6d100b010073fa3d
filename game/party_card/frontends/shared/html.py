"""A small writer of HTML: elements from values, never from a template.

Law: every string is escaped unless this module made it, so no text of a scene or a student can become markup. Names of
elements and attributes are those of our own code; what could run is never written.
"""

from __future__ import annotations

import html
import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_EMPTY = frozenset({"meta", "br"})


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Text as text; signs that cannot be seen, and those that turn its direction, are left out."""
    return text if isinstance(text, Html) else Html(html.escape(_CONTROLS.sub("", text), quote=True))


def joined(*parts: str) -> Html:
    """Parts one after another."""
    return Html("".join(escaped(part) for part in parts))


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """An element. `class_` and `for_` are written without the underscore, `aria_label` with a hyphen."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items() if value
    )
    if name in _EMPTY:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{joined(*children)}</{name}>")
