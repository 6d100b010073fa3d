"""Pseudo-languages: English messages made so that a test sees what was not looked up, is cut off, or glued together.

A message is accented, grows by two fifths and stands in brackets: `[Ṡèèť ťħè ķèẏšš]`. A text without brackets was not
looked up; a bracket within a sentence shows that it is glued; one that is missing, that the text is cut off.
The mirrored one puts each message between marks of right-to-left writing.
"""

from __future__ import annotations

import re
from typing import Final

from party_card.frozen_dataclass import frozen_dataclass

BEGIN: Final = "["
END: Final = "]"
GROWTH: Final = 0.4
"""By how much a message grows, as translations into longer languages do."""
_RIGHT_TO_LEFT: Final = "\u200f\u202e{text}\u202c\u200f"
"""The outer marks make a browser take the direction of a text from them, as from a letter of Arabic."""
_LETTERS: Final = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀƁÇÐÈƑĜĤÎĴĶĹṀŃÓṔǪŔŠŤÚṼŴẊÝŽàƀçðèƒĝĥîĵķĺṁńóṕǫŕšťúṽŵẋýž",
)
_VOWELS: Final = frozenset("aeiouyAEIOUY")
_KEPT: Final = re.compile(r"\{[^{}]*\}|<[^<>]*>|&[a-z]+;|`[^`]*`|https?://\S+")
"""What stays as it is: fields, marks of HTML, keys and names in backquotes, addresses."""


@frozen_dataclass
class PseudoMessages:
    """The messages of a pseudo-language."""

    is_mirrored: bool = False

    def gettext(self, message: str) -> str:
        """Returns a message of the pseudo-language."""
        text = make_pseudo(message)
        return _RIGHT_TO_LEFT.format(text=text) if self.is_mirrored and text != message else text

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Returns the form for the count, as in English."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  # the interface of gettext
        """Returns a message; the meaning makes no difference."""
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002  # the interface of gettext
        """Returns the form for the count, as in English."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def make_pseudo(message: str) -> str:
    """Returns a message in accented letters, longer by two fifths, in brackets; one without letters as it is."""
    if not any(character.isalpha() for character in _KEPT.sub("", message)):
        return message
    parts: list[str] = []
    end = 0
    for match in _KEPT.finditer(message):
        parts += [_accent(message[end : match.start()]), match[0]]
        end = match.end()
    parts.append(_accent(message[end:]))
    return f"{BEGIN}{''.join(parts)}{END}"


def _accent(text: str) -> str:
    """Returns accented letters; vowels are doubled until the text has grown enough, so that words stay words."""
    missing = round(sum(map(str.isalpha, text)) * GROWTH)
    letters: list[str] = []
    for character in text:
        letters.append(character.translate(_LETTERS))
        if missing and character in _VOWELS:
            letters.append(letters[-1].lower())
            missing -= 1
    return "".join(letters)
