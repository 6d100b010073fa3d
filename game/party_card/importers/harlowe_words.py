"""Words of Harlowe: what markup reads like without its styling, and how values are printed.

Invariant: words that are computed are never guessed.
"""

from __future__ import annotations

import html
import re

from party_card.importers.conditions import Value
from party_card.importers.harlowe_markup import parse_markup
from party_card.importers.harlowe_nodes import Aside, Block, Collapsed, LineEnd, Marked, Words, iter_nodes

HARLOWE_MARKUP = re.compile(r"[\[\]{}<>`&\\]|''|//|~~|\^\^|\*|[$_]\w|\([\w-]+:|\n")
"""Finds what would be markup in a value that is printed."""


def plain_text(markup: str) -> str | None:
    """Returns the words of markup without its styling; None if they are computed."""
    words: list[str] = []
    for node in iter_nodes(parse_markup(markup)):
        if isinstance(node, Words):
            words.append(node.text if node.is_verbatim else html.unescape(node.text))
        elif isinstance(node, LineEnd):
            words.append("\n")
        elif not isinstance(node, Marked | Collapsed | Aside | Block):
            return None
    return "".join(words).strip("\n")


def format_value(value: Value) -> str:
    """Returns a value as Harlowe prints it; one that was never set is 0."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else str(value if isinstance(value, int) else 0)
