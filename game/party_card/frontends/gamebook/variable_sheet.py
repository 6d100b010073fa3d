"""Writes the adventure sheet of a gamebook, and conditions and updates in its terms.

Each slot on the sheet has a letter. Invariant: a reader who follows conditions and updates to the letter has the
values that the game has.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from typing import NamedTuple

from party_card.engine.transition_system import TransitionSystem
from party_card.frontends.gamebook.projection import DnfCondition
from party_card.frontends.shared.html import Html, element
from party_card.localization import gettext, join_items, pgettext, pgettext_noop, quote

MAX_EXCLUDED_VALUES = 2
"""So many values are named with "is not" or "is neither"; otherwise the others are named with "is"."""


_OWN_VALUES = frozenset(
    (
        pgettext_noop("value on the sheet", "no"),
        pgettext_noop("value on the sheet", "yes"),
        pgettext_noop("value on the sheet", "false"),
        pgettext_noop("value on the sheet", "true"),
        pgettext_noop("value on the sheet", "no choice yet"),
    )
)
"""The values that the program names; all others are names that authors write, which are no words of a language."""


class SheetEntry(NamedTuple):
    """A slot on the sheet; `initial_value` is an index of `values`."""

    letter: str
    label: str
    values: tuple[str, ...]
    initial_value: int


class AdventureSheet:
    """The sheet of one scene, with these slots; a variable that is yes or no has these words as its values."""

    def __init__(self, system: TransitionSystem, slots: Sequence[int]) -> None:
        self._letters = {slot: _slot_letter(number) for number, slot in enumerate(slots)}
        self._values: dict[int, tuple[str, ...]] = {}
        self.entries: list[SheetEntry] = []
        for slot in slots:
            domain = system.domains.get(system.slots[slot])
            self._values[slot] = tuple(map(_name_value, domain.names if domain else ("no", "yes")))
            label = domain.label if domain else ""
            initial_value = system.initial_position[1 + slot]
            self.entries.append(SheetEntry(self._letters[slot], label, self._values[slot], initial_value))

    def format_condition(self, condition: DnfCondition) -> str:
        """Returns a condition in words: `A is “wait” or “fence”, and B is not “none”; or A is “left”`."""
        # TRANSLATORS: two conditions, such as “A is “wait”” and “B is not “none””.
        both, either = gettext("{first}, and {second}"), gettext("{first}; or {second}")
        clauses = [_join([self._format_literal(slot, values) for slot, values in clause], both) for clause in condition]
        return _join(clauses, either)

    def format_update(self, slot: int, new_values: Sequence[int]) -> str:
        """Returns an update in words: `A: “wait”`, or by the old value, `A: “1” if it is “0”, “2” if it is “1”`."""
        names = self._values[slot]
        if len(set(new_values)) == 1:
            return f"{self._letters[slot]}: {quote(names[new_values[0]])}"
        change = gettext("“{new}” if it is “{old}”")
        changes = [change.format(new=names[b], old=names[a]) for a, b in enumerate(new_values) if a != b]
        return f"{self._letters[slot]}: {join_items(changes)}"

    def _format_literal(self, slot: int, values: AbstractSet[int]) -> str:
        letter, names = self._letters[slot], list(map(quote, self._values[slot]))
        others = [name for value, name in enumerate(names) if value not in values]
        if len(others) <= MAX_EXCLUDED_VALUES and len(others) < len(values):
            if others[1:]:
                return gettext("{letter} is neither {first} nor {second}").format(
                    letter=letter, first=others[0], second=others[1]
                )
            return gettext("{letter} is not {value}").format(letter=letter, value=others[0])
        # TRANSLATORS: two values of which one can be; {first} can be several, with this between them.
        named = _join([name for value, name in enumerate(names) if value in values], gettext("{first} or {second}"))
        # TRANSLATORS: {letter} names a line of the sheet, {values} are what can stand there: “wait” or “fence”.
        return gettext("{letter} is {values}").format(letter=letter, values=named)

    def write_table(self) -> Html:
        """Returns the sheet with its initial values as a table; empty if it has no slots."""
        if not self.entries:
            return Html("")
        rows = [
            element(
                "tr",
                element("th", letter, scope="row"),
                element("td", label),
                element("td", " · ".join(values)),
                element("td", values[initial_value]),
            )
            for letter, label, values, initial_value in self.entries
        ]
        headings = (
            "",
            gettext("What it is about"),
            gettext("What it can be"),
            gettext("What it is (cross out, write anew)"),
        )
        header_row = element("tr", *(element("th", heading, scope="col") for heading in headings))
        return element("table", element("thead", header_row), element("tbody", *rows))


def _name_value(value: str) -> str:
    """Returns how a value is called on the sheet: the program's own in the present language, others as authors do.

    A value that stands for several has their names with "or" between them.
    """
    names = [pgettext("value on the sheet", name) if name in _OWN_VALUES else name for name in value.split(" or ")]
    return _join(names, gettext("{first} or {second}"))


def _join(phrases: Sequence[str], pattern: str) -> str:
    """Joins phrases from the first on, by a pattern for two."""
    return reduce(lambda first, second: pattern.format(first=first, second=second), phrases)


def _slot_letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"A{number - 25}"
