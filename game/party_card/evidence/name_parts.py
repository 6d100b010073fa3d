"""Splits names of sources into the parts that citations and exports order: particles, suffix, family and given name.

Invariant: particles and suffixes that a record does not mark are found as citeproc finds them: lower-case words at the
beginning of the family name or at the end of the given names, and what follows a comma in the given names.
"""

from __future__ import annotations

import unicodedata

from party_card.content.models import Name, Source
from party_card.content.models.csl import NAME_VARIABLES
from party_card.content.models.value_types import authored_fields, yaml_key
from party_card.evidence.source_dates import is_true
from party_card.frozen_dataclass import frozen_dataclass

_JOINING_ENDS = ("'", "’", "-")
_SCRIPTS_WITHOUT_BLANKS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


@frozen_dataclass
class NameParts:
    """The parts of a name, each empty if there is none; an institution has only a `literal`."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    has_comma_before_suffix: bool = False
    is_family_first: bool = False


def has_letters(name: Name) -> bool:
    """Returns True if a name has a letter of any script."""
    return any(letter.isalpha() for letter in name.family + name.given + name.literal)


def list_names(source: Source) -> tuple[tuple[str, Name], ...]:
    """Returns the names in a source, each with its key."""
    names = [
        (yaml_key(field), getattr(source, field.name))
        for field in authored_fields(Source)
        if yaml_key(field) in NAME_VARIABLES
    ]
    names += [(key, value) for key, value in source.other.items() if key in NAME_VARIABLES]
    return tuple((key, name) for key, group in names for name in group)


def split_name(name: Name) -> NameParts:
    """Splits a name into its parts."""
    family, given, literal = (" ".join(part.split()) for part in (name.family, name.given, name.literal))
    dropping, particle, suffix = name.dropping_particle.strip(), name.non_dropping_particle.strip(), name.suffix.strip()
    has_comma = is_true(name.comma_suffix)
    if not family and not given:
        return NameParts(literal=literal)
    if is_true(name.parse_names or "true"):
        if not suffix and "," in given:
            given, _, suffix = (part.strip() for part in given.partition(","))
            has_comma = suffix.startswith("!") or has_comma
            suffix = suffix.removeprefix("!").strip()
        if not particle and not dropping:
            particle, family = _split_particles(family)
            given, dropping = _split_trailing_particles(given)
    return NameParts(family, given, dropping, particle, suffix, "", has_comma, is_true(name.static_ordering))


def _split_particles(family: str) -> tuple[str, str]:
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and words[count].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _split_trailing_particles(given: str) -> tuple[str, str]:
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1].islower() and words[count - 1].isalpha():
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def join_parts(*parts: str) -> str:
    """Joins the parts of a name with blanks; none follows an apostrophe or a hyphen: d’Artagnan."""
    text = ""
    for part in parts:
        if part:
            text += part if not text or text.endswith(_JOINING_ENDS) else f" {part}"
    return text


def has_no_blanks(parts: NameParts) -> bool:
    """Returns True if a name is in a script that writes family and given name as one word."""
    letters = [letter for letter in parts.family + parts.given if letter.isalpha()]
    return bool(letters) and all(unicodedata.name(letter, "").startswith(_SCRIPTS_WITHOUT_BLANKS) for letter in letters)
