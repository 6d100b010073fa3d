"""Formats names in Chicago style: for a note, for a shortened note, and for a bibliography."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.models import Name
from party_card.evidence.name_parts import has_no_blanks, join_parts, split_name
from party_card.localization import pgettext


def format_names(names: Sequence[Name]) -> str:
    """Formats names for a note; of four or more only the first."""
    return _join_names_short([_format_name(name) for name in names])


def format_all_names(names: Sequence[Name]) -> str:
    """Formats names in full, as many as there are."""
    return join_names([_format_name(name) for name in names])


def format_family_names(names: Sequence[Name]) -> str:
    """Formats names for a shortened note."""
    return _join_names_short([_format_family_name(name) for name in names])


def format_inverted_names(names: Sequence[Name]) -> str:
    """Formats names for a bibliography: the first inverted; of more than ten the first seven."""
    entries = [_invert_name(name) if index == 0 else _format_name(name) for index, name in enumerate(names)]
    if len(entries) > 10:
        return pgettext("citation", "{names}, et al.").format(names=", ".join(entries[:7]))
    if len(entries) == 2 and names[0].family:
        # TRANSLATORS: Two authors in a bibliography, the first as “Lund, Karin”; Chicago sets a comma after her name.
        pattern = pgettext("citation", "{inverted_name}, and {last}")
        return pattern.format(inverted_name=entries[0], last=entries[1])
    return join_names(entries)


def join_names(names: Sequence[str]) -> str:
    """Joins names that are formatted, the last one with "and"."""
    if len(names) < 2:
        return "".join(names)
    # TRANSLATORS: Two authors, and three or more, for example “Ivanova, Petrov, and Sidorov”.
    pattern = (
        pgettext("citation", "{names} and {last}") if len(names) == 2 else pgettext("citation", "{names}, and {last}")
    )
    return pattern.format(names=", ".join(names[:-1]), last=names[-1])


def _join_names_short(names: list[str]) -> str:
    return pgettext("citation", "{name} et al.").format(name=names[0]) if len(names) > 3 else join_names(names)


def _format_name(name: Name) -> str:
    parts = split_name(name)
    if parts.literal:
        return parts.literal
    if has_no_blanks(parts):
        return parts.family + parts.given
    family = join_parts(parts.particle, parts.family)
    if parts.is_family_first:
        text = join_parts(family, parts.given)
    else:
        text = join_parts(parts.given, parts.dropping_particle, family)
    return f"{text}{',' if parts.has_comma_before_suffix else ''} {parts.suffix}" if parts.suffix else text


def _format_family_name(name: Name) -> str:
    parts = split_name(name)
    return join_parts(parts.particle, parts.family) or parts.given or parts.literal


def _invert_name(name: Name) -> str:
    """Puts the family name first; a particle in lower case ("von") follows the given name."""
    parts = split_name(name)
    if not parts.family or not parts.given or parts.is_family_first or has_no_blanks(parts):
        return _format_name(name)
    given = " ".join(part for part in (parts.given, parts.dropping_particle, parts.particle) if part)
    return ", ".join(part for part in (parts.family, given, parts.suffix) if part)
