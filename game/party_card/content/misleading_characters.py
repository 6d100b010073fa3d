"""Characters that cannot be seen, or that look like those that have a meaning in the formats.

Invariant: texts may hold any of them; names, keys and what YAML itself reads may hold none. A message names the
character, since the author cannot tell it from the one that was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.source import Span
from party_card.diagnostics.words import format_count

ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that YAML does not take for one, as a class of a regular expression."""
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters without width, as a class of a regular expression."""
CONTROL_CHARACTERS = (
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "\U000e0001"
)
"""Characters that control how text is shown, or are none, as a class of a regular expression."""
_DASHES = "\u2010-\u2015\u2212\u2043\u2022\u00b7"
_COLONS = "\uff1a\ufe55\u2236\ua789"
_HIDDEN = re.compile(f"[{ODD_BLANKS}{INVISIBLE}]")
_STRUCTURAL = re.compile(f"[{ODD_BLANKS}{INVISIBLE}{_DASHES}{_COLONS}“”„«»‘’‚]")
_NAMES = {"\t": "tab", "\u00a0": "no-break space", "\ufeff": "byte order mark", "\uff1a": "full-width colon"}
_LATIN = str.maketrans(
    "аеорсухіјѕһԁԛԝкАВЕЗКМНОРСТУХІЈЅ" "οανρυικτχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" "‐‑‒–—−",
    "aeopcyxijshdqwkABE3KMHOPCTYXIJS" "oavpuiktxABEZHIKMNOPTYX" "------",
)  # fmt: skip
"""Cyrillic and Greek letters, and dashes, with the Latin letters or hyphens that they look like."""


def describe_character(character: str) -> str:
    """Returns the name of a character with its article and number: `a no-break space (U+00A0)`."""
    name = _NAMES.get(character) or unicodedata.name(character, "").lower()
    if not name:
        name = "control character" if unicodedata.category(character) == "Cc" else "noncharacter"
    for script in ("cyrillic", "greek", "latin"):
        name = name.replace(script, script.capitalize())
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} (U+{ord(character):04X})"


def remove_hidden(word: str) -> str:
    """Returns a word without characters that cannot be seen; a blank within stays one."""
    return re.sub(f"[{ODD_BLANKS}]", " ", re.sub(f"[{INVISIBLE}]", "", word)).strip()


def latinize(word: str) -> str:
    """Returns a word without characters that cannot be seen, and with Latin letters for those that look like them."""
    return remove_hidden(unicodedata.normalize("NFKC", remove_hidden(word)).translate(_LATIN))


def find_misleading(word: str) -> str:
    """Returns the first character of `word` that is not what it seems; empty if there is none."""
    return next((character for character in word if not character.isascii() and latinize(character) != character), "")


class StructuralCharacter(NamedTuple):
    """Characters that stand where YAML wants others: message, place, help, and the edits that replace them."""

    message: str
    span: Span
    help: str
    edits: tuple[Edit, ...]


_Replacement = tuple[int, int, str]
"""Start and end of what is replaced on a line, from 0, and by what."""
_GAP = f"[ {ODD_BLANKS}{INVISIBLE}]"
_LEAD = re.compile(rf"{_GAP}*+(?:-{_GAP}++)*+")
_HIDDEN_AFTER_COLON = re.compile(rf"(?:\A{_GAP}*+(?:-{_GAP}++)*+|[{{,]{_GAP}*+)([\w-]++):({_GAP}++)")
_HIDDEN_IN_KEY = re.compile(rf"\A{_GAP}*+(?:-{_GAP}++)*+([\w{INVISIBLE}-]++):(?: |\Z)")
_ODD_COLON = re.compile(rf"\A *+(?:- ++)*+([\w-]++)( *+[{_COLONS}] *+)")
_ODD_DASH = re.compile(rf"\A *+([{_DASHES}] *+)([\w-]++):(?: |\Z)")
_ODD_QUOTATION = re.compile(r"\A *+(?:- ++)*+(?:[\w-]++: ++)?([“„«‘‚])[^\"\\]*([”“»’‘]) *\Z")


def find_structural_characters(
    lines: Sequence[str], near: Sequence[int], keys: frozenset[str]
) -> Iterator[StructuralCharacter]:
    """Yields what could be replaced, outside of texts, in the lines `near` (from 0), then in all lines.

    A word counts as a key if it is one of `keys`.
    """
    odd_lines = [number for number, line in enumerate(lines) if not line.isascii() and _STRUCTURAL.search(line)]
    near_lines = [number for number in odd_lines if number in near]
    for numbers in (near_lines, odd_lines) if len(odd_lines) > len(near_lines) else (near_lines,):
        for blank in (" ", ""):
            found = [(number, *edit) for number in numbers for edit in _find_hidden(lines[number], blank, keys)]
            is_blank = any(text for *_, text in found)
            place = "where YAML wants an ordinary space" if is_blank else "here"
            yield from _propose(lines, found, place, "write an ordinary space" if is_blank else "delete it")
        found = [(number, *edit) for number in numbers for edit in _find_colon(lines[number], keys)]
        yield from _propose(lines, found, "where YAML wants an ordinary colon", "write an ordinary colon and a space")
        found = [(number, *edit) for number in numbers for edit in _find_dash(lines[number], keys)]
        yield from _propose(lines, found, "where YAML wants a hyphen", "write a hyphen and a space")
    for number in near_lines:
        if match := _ODD_QUOTATION.match(lines[number]):
            spans = [Span(number + 1, start + 1, end + 1) for start, end in (match.span(1), match.span(2))]
            message = f"`{match[1]}` and `{match[2]}` are typographic quotation marks, which YAML takes for letters"
            help_ = (
                'write straight ones, `"`: in a plain-text editor they are on the key of the 2 or of the apostrophe, '
                "with Shift"
            )
            yield StructuralCharacter(message, spans[0], help_, tuple(Edit(span, '"') for span in spans))


def _propose(
    lines: Sequence[str], found: Sequence[tuple[int, int, int, str]], place: str, help_: str
) -> Iterator[StructuralCharacter]:
    """Yields one proposal that replaces all that was found: line, start, end (from 0) and replacement of each."""
    if not found:
        return
    line, start, end, _ = found[0]
    character = next((char for char in lines[line][start:end] if not char.isascii()), "")
    message = f"{describe_character(character)} stands {place}"
    if other_lines := len({number for number, *_ in found}) - 1:
        message += f", and on {format_count(other_lines, 'further line')}"
    edits = tuple(Edit(Span(number + 1, start + 1, end + 1), text) for number, start, end, text in found)
    yield StructuralCharacter(message, Span(line + 1, start + 1, end + 1), help_, edits)


def _find_hidden(line: str, blank: str, keys: frozenset[str]) -> Iterator[_Replacement]:
    """Yields the odd blanks and invisible characters before the key of a line, in it and behind colons."""
    lead = _LEAD.match(line)
    for match in _HIDDEN.finditer(line, 0, lead.end() if lead else 0):
        yield match.start(), match.end(), blank if remove_hidden(f"a{match[0]}a") == "a a" else ""
    if (key := _HIDDEN_IN_KEY.match(line)) and remove_hidden(key[1]) in keys and _HIDDEN.search(key[1]):
        yield key.start(1), key.end(1), remove_hidden(key[1])
    for match in _HIDDEN_AFTER_COLON.finditer(line):
        if match[1] in keys and not match[2].isascii():
            yield match.start(2), match.end(2), " "


def _find_colon(line: str, keys: frozenset[str]) -> Iterator[_Replacement]:
    if (match := _ODD_COLON.match(line)) and match[1] in keys:
        yield match.start(2), match.end(2), ": " if match.end() < len(line) else ":"


def find_dash(text: str) -> str:
    """Returns the dash or bullet with which a text begins like an item of a list; empty if there is none."""
    return text[0] if re.match(f"[{_DASHES}] ", text) else ""


def _find_dash(line: str, keys: frozenset[str]) -> Iterator[_Replacement]:
    if (match := _ODD_DASH.match(line)) and match[2] in keys:
        yield match.start(1), match.end(1), "- "
