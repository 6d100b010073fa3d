"""Reads the messages of a gettext catalogue (`.po`) that somebody else wrote.

Babel is not asked: it is slow to import, reads what is broken without a word, and makes as many empty forms of a plural
as the header says.

Invariant: whatever the text, the time is in proportion to its length, and it gives messages or PoSyntaxError.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

MAX_MESSAGES: Final = 20_000
MAX_PLURAL_FORMS: Final = 6
"""Arabic has so many; no language has more."""
_LINE: Final = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[(\d)\])?[ \t]+)?"((?:[^"\\]|\\.)*+)"')
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r"}


class PoMessage(NamedTuple):
    """A message: its meaning, its text or singular and plural, and its translation or the forms of it.

    `lines` has the number of the line of each translation. A message that is not translated has empty ones.
    """

    context: str | None
    ids: tuple[str, ...]
    strings: tuple[str, ...]
    is_fuzzy: bool
    lines: tuple[int, ...]


class PoSyntaxError(Exception):
    """A line that no catalogue has; `line` is its number."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def parse_po(text: str) -> list[PoMessage]:
    """Returns the messages of a catalogue; the first one without an id is its header. Raises PoSyntaxError."""
    reader = _Reader()
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        reader.read(number, line.strip(" \t\r"))
    reader.finish(len(lines))
    return reader.messages


class _Reader:
    """Collects messages line by line."""

    def __init__(self) -> None:
        self.messages: list[PoMessage] = []
        self._texts: dict[str, list[str]] = {}
        """The parts of each text of the present message, by the words before it, in their order."""
        self._lines: list[int] = []
        self._key = ""
        self._is_fuzzy = self._is_next_fuzzy = False

    def read(self, number: int, line: str) -> None:
        """Reads one line."""
        if not line or line.startswith("#"):
            self._is_next_fuzzy |= line.startswith("#,") and "fuzzy" in line
            return
        match = _LINE.fullmatch(line)
        if match is None:
            raise PoSyntaxError(number, "this line is none of a gettext catalogue")
        keyword, index, string = match.groups()
        if keyword is not None:
            self._begin(number, keyword, index)
        elif not self._key:
            raise PoSyntaxError(number, "here a `msgid` should stand before the text")
        self._texts[self._key].append(_ESCAPE.sub(_unescape, string))

    def finish(self, number: int) -> None:
        """Ends the last message."""
        if not self._texts:
            return
        if not self._lines:
            raise PoSyntaxError(number, "here the file ends, and a `msgstr` should follow")
        ids = tuple("".join(self._texts[key]) for key in ("msgid", "msgid_plural") if key in self._texts)
        strings = tuple("".join(parts) for key, parts in self._texts.items() if key.startswith("msgstr"))
        context = "".join(self._texts["msgctxt"]) if "msgctxt" in self._texts else None
        self.messages.append(PoMessage(context, ids, strings, self._is_fuzzy, tuple(self._lines)))
        if len(self.messages) > MAX_MESSAGES:
            raise PoSyntaxError(number, f"this file has more than {MAX_MESSAGES:,} messages")
        self._texts, self._lines, self._key = {}, [], ""

    def _begin(self, number: int, keyword: str, index: str | None) -> None:
        if self._lines and keyword in ("msgctxt", "msgid"):
            self.finish(number)
        key = keyword if index is None else f"{keyword}[{index}]"
        if key not in self._list_next():
            names = " or ".join(f"`{name}`" for name in self._list_next())
            raise PoSyntaxError(number, f"here a {names} should stand, and no `{key}`")
        if not self._texts:
            self._is_fuzzy, self._is_next_fuzzy = self._is_next_fuzzy, False
        if keyword == "msgstr":
            self._lines.append(number)
        self._key = key
        self._texts[key] = []

    def _list_next(self) -> tuple[str, ...]:
        """Returns what may stand after the text that was read last."""
        match self._key:
            case "":
                return ("msgid", "msgctxt")
            case "msgctxt":
                return ("msgid",)
            case "msgid":
                return ("msgstr", "msgid_plural")
            case "msgid_plural":
                return ("msgstr[0]",)
            case "msgstr":
                return ("msgid", "msgctxt")
        count = len(self._lines)
        return (f"msgstr[{count}]",) if count < MAX_PLURAL_FORMS else ("msgid", "msgctxt")


def _unescape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])
