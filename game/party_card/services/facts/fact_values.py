"""What a form or a row of a table says of a fact, checked and in the words of the file.

Invariant: what a teacher wrote is either understood or refused with a sentence; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from party_card.content.models import Cite
from party_card.content.models.value_types import Grade
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.services.cards.clean_text import clean_text
from party_card.services.cards.date_text import is_date, read_date_words
from party_card.services.cards.errors import CardError
from party_card.services.cards.values import FlowMapping, Text, Value

GRADES: tuple[str, ...] = get_args(Grade)
MAX_QUOTED_WORDS = 25
"""How many words of a source a pack may hold in one quotation."""
LOCATOR_KEYS = ("source", "p", "n", "page", "section", "column")


@frozen_dataclass
class Locator:
    """Where a claim stands: paragraphs and notes by number, or pages as printed."""

    source: str
    paragraphs: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    page: str = ""
    section: str = ""
    column: str = ""

    @classmethod
    def from_cite(cls, cite: Cite) -> Locator:
        """Returns the locator of a citation."""
        return cls(str(cite.source), cite.paragraphs, cite.notes, cite.page, cite.section, cite.column)

    def to_value(self, default_source: str) -> FlowMapping:
        """Returns the locator as a file has it; without its source if that is the one of the dossier."""
        value = FlowMapping()
        if self.source != default_source:
            value["source"] = Text(self.source)
        for key, numbers in (("p", self.paragraphs), ("n", self.notes)):
            if numbers:
                items: list[Value] = [Text(str(number), "plain") for number in numbers]
                value[key] = items[0] if len(items) == 1 else items
        for key, text in (("page", self.page), ("section", self.section), ("column", self.column)):
            if text:
                value[key] = Text(text)
        return value


def read_claim(text: Any) -> str:
    """Returns the claim of a fact. Raises CardError if there is none."""
    claim = clean_text(text, "line") if isinstance(text, str) else ""
    if not claim:
        raise CardError(gettext("Write the claim in your own words first."))
    return claim


def read_grade(text: Any) -> str:
    """Returns a grade. Raises CardError if there is no such grade."""
    grade = clean_text(text, "line").lower() if isinstance(text, str) else ""
    if grade not in GRADES:
        raise CardError(
            gettext("“{grade}” says nothing of how sure it is. Choose one of these: {grades}.").format(
                grade=grade, grades=", ".join(GRADES)
            )
        )
    return grade


def read_date(text: Any) -> str:
    """Returns a date as files have it, also from English words such as "about 25 August 1932"; empty if there is none.

    Raises CardError if it cannot be read.
    """
    date = clean_text(text, "line") if isinstance(text, str) else ""
    if date and not is_date(date := read_date_words(date)):
        sentence = gettext(
            "“{date}” is not understood as a date. Write it like 1932-08-25, August 1932 or about 25 August 1932."
        )
        raise CardError(sentence.format(date=date))
    return date


def read_quote(text: Any) -> str:
    """Returns words that the pack is to hold as a quotation. Raises CardError if there are too many."""
    quote = clean_text(text, "line") if isinstance(text, str) else ""
    if (count := len(quote.split())) > MAX_QUOTED_WORDS:
        raise CardError(
            gettext("A quotation has at most {limit} words, and this one has {count}. Keep those that matter.").format(
                limit=MAX_QUOTED_WORDS, count=count
            )
        )
    return quote.strip('“”"„ ')


def read_locator(data: Mapping[str, Any], *, has_index: bool) -> Locator:
    """Returns a locator from `source`, `paragraph`, `note`, `page`, `section` and `column`, if it names a place.

    A source with an index is cited by its paragraphs, and any other by its pages where those are known.
    Raises CardError.
    """
    source = clean_text(str(data.get("source") or ""), "line")
    if not source:
        raise CardError(gettext("Say first which source this is from."))
    paragraphs, notes = read_numbers(data.get("paragraph")), read_numbers(data.get("note"))
    page, section, column = (clean_text(str(data.get(key) or ""), "line") for key in ("page", "section", "column"))
    if has_index and paragraphs:
        page = ""
    elif page:
        paragraphs = ()
    if not (paragraphs or page or section or column):
        raise CardError(gettext("Say where in the source it stands: on which page, or in which paragraph."))
    return Locator(source, paragraphs, notes, page, section, column)


def read_numbers(value: Any) -> tuple[int, ...]:
    """Returns whole numbers from a number, a list of them, or a text such as "12, 14". Raises CardError."""
    items = value if isinstance(value, list) else [] if value is None else str(value).replace(";", ",").split(",")
    numbers: list[int] = []
    for item in items:
        word = str(item).strip()
        if not word:
            continue
        if not (word.isascii() and word.isdecimal() and len(word) <= 6 and int(word)):
            raise CardError(gettext("“{word}” is no number of a paragraph or note.").format(word=word))
        numbers.append(int(word))
    return tuple(numbers)
