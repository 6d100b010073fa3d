"""Sentences on how surely something can be said by the papers of students: one for each certainty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from party_card.engine.file_words import CERTAINTIES
from party_card.localization import format_number, gettext, gettext_noop, ngettext

_BY_EACH: Final[Mapping[str, str]] = {
    "corroborated": gettext_noop("By the papers of each student it is corroborated."),
    "documented": gettext_noop("By the papers of each student it is documented."),
    "reported": gettext_noop("By the papers of each student it is reported."),
    "not recorded": gettext_noop("By the papers of each student it is not recorded."),
}


def describe_allowed_by(certainty: str, count: int, *, is_each: bool) -> str:
    """Returns how surely the papers of so many students, or of each, allow something to be said."""
    if is_each:
        return gettext(_BY_EACH[certainty])
    sentences = {
        "corroborated": ngettext(
            "By the papers of {count} student it is corroborated.",
            "By the papers of {count} students it is corroborated.",
            count,
        ),
        "documented": ngettext(
            "By the papers of {count} student it is documented.",
            "By the papers of {count} students it is documented.",
            count,
        ),
        "reported": ngettext(
            "By the papers of {count} student it is reported.",
            "By the papers of {count} students it is reported.",
            count,
        ),
        "not recorded": ngettext(
            "By the papers of {count} student it is not recorded.",
            "By the papers of {count} students it is not recorded.",
            count,
        ),
    }
    return sentences[certainty].format(count=format_number(count))


def name_certainty(certainty: str) -> str:
    """Returns the word of a certainty; a text that is none stays as it is."""
    return gettext(certainty) if certainty in CERTAINTIES else certainty
