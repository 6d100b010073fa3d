"""Cleans what is typed or pasted into a card, and shows what a file holds as a card shows it.

Invariant: cleaning a text twice gives the same text as cleaning it once.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from party_card.content.misleading_characters import CONTROL_CHARACTERS, INVISIBLE, ODD_BLANKS

TextKind = Literal["prose", "document", "line", "plain"]
"""Prose has paragraphs; a document has lines; a line is one; what is plain, a number or a yes/no, has no quotes."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(f"[\t{ODD_BLANKS}]")
_JOINERS = "\u200c\u200d"
_REMOVED = re.compile(f"(?![{_JOINERS}\n])[{CONTROL_CHARACTERS}{INVISIBLE}\ud800-\udfff]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def clean_pasted(text: str) -> str:
    """Returns a text without characters that cannot be seen; the quotation marks and dashes of Word stay."""
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", _REMOVED.sub("", text))


def show_text(text: str, kind: TextKind) -> str:
    """Returns a text of a file as a card shows it: a break within a paragraph of prose is a blank."""
    if kind == "document":
        return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    if kind == "prose":
        paragraphs = (" ".join(part.split()) for part in _PARAGRAPH_END.split(text))
        return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return " ".join(text.split())


def clean_text(text: str, kind: TextKind) -> str:
    """Returns what was typed or pasted as a card shows it once it is in the file."""
    return show_text(clean_pasted(text), kind)


def offset_of_units(text: str, units: int) -> int:
    """Returns the offset of a character that is `units` units of UTF-16 behind the beginning, as browsers count."""
    return len(text.encode("utf-16-le", "surrogatepass")[: max(units, 0) * 2].decode("utf-16-le", "ignore"))


def count_units(text: str) -> int:
    """Returns the length of a text in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
