"""Chooses among options with two buttons, and counts hands for them with digits.

Next marks one option after another, round and round. Back asks whether to go on with the one that is marked; then Next
takes it, and Back takes the question away. So neither button alone takes anything, however often it is pressed. Digits
count hands; Enter asks about the option with most votes.

Invariant: hands decide nothing by themselves. Where several options have most votes, one must be marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from party_card.app.hands import NO_HANDS, HandCount
from party_card.frontends.window.views.projector.options import Option
from party_card.localization import gettext, gettext_noop

Outcome = Literal["changed", "unchanged", "leave", "take"]
"""What an input led to: another picture, none, back to the slide before, or that the option `asked` is taken."""
MENU_LABELS = (
    gettext_noop("Go on"), gettext_noop("Episodes"), gettext_noop("Settings"), gettext_noop("End the lesson"),
)  # fmt: skip
"""What can be chosen in a pause."""


@dataclass(eq=False)
class Chooser:
    """Some options, the one that is marked, and the one that is asked about.

    With `counts_hands` digits count; else they mark, and Enter takes what is marked without a question. A list with
    more than `page_size` options is shown in pages. `question` is asked before an option is taken, and `yes` and `no`
    are its answers.
    """

    options: Sequence[Option]
    heading: str
    counts_hands: bool = False
    hands: HandCount = NO_HANDS
    page_size: int = 9
    marked: str = ""
    asked: str = ""
    is_marked_by_count: bool = False
    question: str = ""
    yes: str = ""
    no: str = ""

    def __post_init__(self) -> None:
        self.question = self.question or gettext("Go on with this?")
        self.yes, self.no = self.yes or gettext("Yes"), self.no or gettext("No, go back")

    @property
    def open_ids(self) -> tuple[str, ...]:
        """The ids of the options that are open."""
        return tuple(option.id for option in self.options if option.is_open)

    @property
    def page(self) -> int:
        """The index of the page that is shown."""
        ids = [option.id for option in self.options]
        return ids.index(self.marked) // self.page_size if self.marked in ids else 0

    @property
    def page_count(self) -> int:
        """The number of pages."""
        return -(-len(self.options) // self.page_size)

    @property
    def position(self) -> str:
        """Which page is shown, and of how many; empty if there is one."""
        if self.page_count < 2:
            return ""
        return gettext("{number} of {count}").format(number=self.page + 1, count=self.page_count)

    @property
    def shown_options(self) -> tuple[Option, ...]:
        """The options of the page that is shown."""
        start = self.page * self.page_size
        return tuple(self.options[start : start + self.page_size])

    def find(self, name: str) -> Option:
        """Returns an option by its id."""
        return next(option for option in self.options if option.id == name)

    def next(self) -> Outcome:
        """Marks the next option, or takes the one that is asked about, or the only one."""
        if self.asked:
            return "take"
        ids = self.open_ids
        if len(ids) == 1 and self.marked:
            self.asked = self.marked
            return "take"
        if self.marked not in ids:
            leaders = self.hands.leaders
            self.marked = leaders[0] if len(leaders) == 1 else ids[0]
        else:
            self.marked = ids[(ids.index(self.marked) + 1) % len(ids)]
        self.is_marked_by_count = False
        return "changed"

    def back(self) -> Outcome:
        """Asks about the option that is marked; takes the question away; without a mark, leaves."""
        if self.asked:
            self.asked = self.marked = ""
            return "changed"
        if not self.marked or len(self.open_ids) == 1:
            self.marked = ""
            return "leave"
        return self.ask()

    def enter(self) -> Outcome:
        """Takes the option that is asked about, or asks about the one that is marked or has most votes."""
        if self.asked:
            return "take"
        if not self.marked and not self.hands.total:
            return "unchanged"
        if not self.counts_hands:
            self.asked = self.marked
            return "take"
        return self.ask()

    def ask(self) -> Outcome:
        """Asks about the option with most votes if hands were counted last, else about the one that is marked.

        Of several that have most votes it marks the first, and the next time asks about it.
        """
        leaders = self.hands.leaders
        if leaders and (self.is_marked_by_count or not self.marked):
            self.is_marked_by_count = False
            self.marked = leaders[0]
            if len(leaders) > 1:
                return "changed"
        self.asked = self.marked
        return "changed"

    def accept(self) -> Outcome:
        """Takes what is asked about."""
        return "take"

    def reject(self) -> Outcome:
        """Takes the question away."""
        return self.back()

    def mark(self, name: str) -> Outcome:
        """Marks an option, as a click does; asks about it, or takes it, if it is marked already."""
        if name not in self.open_ids:
            return "unchanged"
        if name == self.marked and not self.is_marked_by_count:
            return self.enter()
        self.marked, self.asked, self.is_marked_by_count = name, "", False
        return "changed"

    def mark_number(self, number: int) -> Outcome:
        """Marks an open option of the page that is shown by its number, counted from 1."""
        ids = [option.id for option in self.shown_options if option.is_open]
        return self.mark(ids[number - 1]) if 0 < number <= len(ids) and not self.asked else "unchanged"

    def find_counted(self, number: int = 0) -> str:
        """Returns the option whose hands are counted: that with a number, or the marked one; empty if there is none."""
        if not self.counts_hands or self.asked:
            return ""
        ids = self.open_ids
        name = self.marked if not number else ids[number - 1] if number <= len(ids) else ""
        if name:
            self.marked, self.is_marked_by_count = name, True
        return name


class UndoQuestion(Chooser):
    """The question before a decision is taken back: Back does it, and Next leaves everything as it is."""

    def __init__(self, option: Option) -> None:
        super().__init__(
            (option,),
            "",
            asked=option.id,
            question=gettext("Take this decision back?"),
            yes=gettext("Take it back"),
            no=gettext("No, stay here"),
        )

    def next(self) -> Outcome:
        """Leaves everything as it is."""
        return "leave"

    def back(self) -> Outcome:
        """Takes the decision back."""
        return "take"

    def enter(self) -> Outcome:
        """Leaves everything as it is."""
        return "leave"

    def reject(self) -> Outcome:
        """Leaves everything as it is."""
        return "leave"
