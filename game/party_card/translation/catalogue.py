"""Reads translations: gettext catalogues (`.po`), with the places of their messages for diagnostics.

Babel reads them; it takes much that is broken without a word, so every line is checked first. Babel is imported late,
since it is needed for translations alone.

Invariant: whatever is in a file, it gives a catalogue or diagnostics.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.content.file_text import read_file
from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import backquote
from party_card.localization import po_file
from party_card.localization.po_file import MAX_PLURAL_FORMS
from party_card.translation.findings import translation_syntax
from party_card.translation.messages import Catalogue, Message

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_STRING = r'"(?:[^"\\]|\\.)*+"'
_LINE = re.compile(rf"[ \t]*+(?:#.*|(?:(msgctxt|msgid|msgid_plural|msgstr)(?:\[\d\])?[ \t]+)?{_STRING})?[ \t]*+")
_PRECEDING_KEYWORDS = {
    "msgctxt": ("", "msgstr"),
    "msgid": ("", "msgctxt", "msgstr"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid", "msgid_plural"),
}
"""After which line of a message, or at the beginning, each other one stands."""
_FOLLOWING = {
    "": "`msgid`",
    "msgctxt": "`msgid`",
    "msgid": "`msgstr`",
    "msgid_plural": "`msgstr[0]`",
    "msgstr": "`msgid`",
}
UNREVIEWED = "not yet read by a native teacher"
"""What the header of a translation says in place of its last translator, as long as it is so."""
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
_CHARACTERS = {"utf-8", "utf8", "us-ascii", "ascii", "charset"}
"""Names of encodings, in small letters, that are read as UTF-8; the last one stands in templates."""
_BABEL_ERRORS = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)


def read_catalogue(path: Path, name: str) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    """Reads a translation, which messages call `name`. Returns None and the reasons if it cannot be read."""
    file, errors = read_file(path, name)
    return (None, tuple(errors)) if file is None else _parse_known(file.name, file.text)


@lru_cache(maxsize=32)
def _parse_known(name: str, text: str) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    """Parses a translation; one that was parsed before, to be compared with another, only once."""
    return parse_catalogue(SourceFile(name, text))


def parse_catalogue(file: SourceFile) -> tuple[Catalogue | None, tuple[Diagnostic, ...]]:
    """Parses a translation. Returns None and the reasons if it is broken."""
    if errors := tuple(_check_lines(file)):
        return None, errors[:1]
    catalog, errors = parse_po(file)
    if catalog is None:
        return None, errors
    messages = tuple(
        Message(
            message.context or "", str(message.id), str(message.string or ""), "fuzzy" in message.flags, message.lineno
        )
        for message in catalog
        if message.id and not isinstance(message.id, tuple) and message.lineno
    )
    is_unreviewed = UNREVIEWED in (catalog.last_translator or "")
    return Catalogue(file, messages, is_unreviewed=is_unreviewed), tuple(_check_characters(file, messages))


def parse_po(file: SourceFile) -> tuple[Catalog | None, tuple[Diagnostic, ...]]:
    """Parses a file whose lines are known to be sound with Babel."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415  # slow

    if (line := _find_plural_rule(file.text)) is not None:
        return None, (translation_syntax.report(file, line, f"`nplurals` is at most {MAX_PLURAL_FORMS}"),)
    try:
        return read_po(StringIO(file.text), abort_invalid=True), ()
    except PoFileError as error:
        reason, line = str(error).rpartition(" on ")[0], error.lineno + 1
    except _BABEL_ERRORS as error:
        reason, line = str(error) or type(error).__name__, 1
    return None, (translation_syntax.report(file, line, f"this file is no gettext catalogue: {reason}"),)


def _find_plural_rule(text: str) -> int | None:
    """Returns the line of a header that says that there are more plural forms than any language has.

    Babel makes so many forms of each message.
    """
    try:
        headers = [message for message in po_file.parse_po(text) if message.ids[0] == ""]
    except po_file.PoSyntaxError as error:
        return error.line if "nplurals" in text else None
    for header in headers:
        counts = re.findall(r"nplurals\s*=\s*(\d+)", "".join(header.strings))
        if any(len(count) > 1 or int(count) > MAX_PLURAL_FORMS for count in counts):
            return header.lines[0]
    return None


def _check_lines(file: SourceFile) -> Iterator[Diagnostic]:
    keyword = ""
    for number, line in enumerate(file.lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            yield translation_syntax.report(file, number, "this line is none of a gettext catalogue")
        elif match[1]:
            is_next_plural = keyword == match[1] == "msgstr" and "msgstr[" in line
            if keyword not in _PRECEDING_KEYWORDS[match[1]] and not is_next_plural:
                message = f"here a {_FOLLOWING[keyword]} should stand, and no {backquote(match[1])}"
                yield translation_syntax.report(file, number, message)
            keyword = match[1]
        elif _is_continuation(line) and not keyword:
            yield translation_syntax.report(file, number, "here a `msgid` should stand before the text")
    if keyword in ("msgctxt", "msgid", "msgid_plural"):
        number = len(file.text.rstrip().split("\n"))
        yield translation_syntax.report(file, number, f"here the file ends, and a {_FOLLOWING[keyword]} should follow")
    header = file.text.partition("\n\n")[0]
    if (charset := _CHARSET.search(header)) and charset[1].casefold() not in _CHARACTERS:
        number = header.count("\n", 0, charset.start()) + 1
        yield translation_syntax.report(
            file, number, f"this file says that it is written in {charset[1]}, not in UTF-8"
        )


def _check_characters(file: SourceFile, messages: tuple[Message, ...]) -> Iterator[Diagnostic]:
    for message in messages:
        if has_control_characters(message.translation):
            yield translation_syntax.report(file, message.line, "this translation has an invisible control character")


def has_control_characters(text: str) -> bool:
    """Returns True if a text has control characters beside ends of lines and tabs."""
    return any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text)


def _is_continuation(line: str) -> bool:
    return line.lstrip().startswith('"')
