"""The sections of a record: the first two are read by every class, the others if there is time.

Invariant: what was not read yet comes first in the list, so that a clicker needs the fewest presses.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from party_card.engine.page import Offer, Run
from party_card.engine.page_builder import PHASE_OFFER_LABELS
from party_card.engine.phases import RECORD
from party_card.frontends.window.views.projector.options import Option
from party_card.frontends.window.views.projector.parts import Part
from party_card.localization import gettext

SECTION, QUESTIONS = "section ", "questions"
"""The id of an option that leads to a section, before its index; and of that which leads past the file."""
LINEAR_SECTIONS = 2
"""How many sections are read without a question: what really happened, and the decisions beside it."""


class RecordSections:
    """The parts of a record by their sections; `index` is that of the one which is shown."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.sections = [tuple(group) for _, group in groupby(parts, lambda part: part.section)]
        self.last_linear = min(LINEAR_SECTIONS, len(self.sections)) - 1
        self.index = 0
        self._read: set[int] = set()

    def open(self, index: int) -> None:
        """Shows a section, which then counts as read."""
        self.index = index
        self._read.add(index)

    def has_choice(self, *, has_file: bool) -> bool:
        """Returns True if there is more than one way on from here."""
        return has_file or len(self.sections) > self.last_linear + 1

    def list_options(self, offer: Offer, *, has_file: bool) -> tuple[Option, ...]:
        """Returns the sections that were not read, what comes after the record, and the sections that were read."""
        indexes = range(self.last_linear + 1, len(self.sections))
        options = {index: Option(f"{SECTION}{index}", (Run(self.sections[index][0].section),)) for index in indexes}
        questions = (Option(QUESTIONS, (Run(gettext(PHASE_OFFER_LABELS[RECORD])),)),) if has_file else ()
        return (
            *(option for index, option in options.items() if index not in self._read),
            Option(offer.id, offer.line),
            *questions,
            *(option for index, option in options.items() if index in self._read and index != self.index),
        )
