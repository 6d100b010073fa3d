"""What is known of a story while its expressions are read: its passages, and the values that it gives to variables.

Invariant: a variable has known values only if every change of it is understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.conditions import TRUE, Condition, SetTo, Update, Value, ask_equal, is_number, typed
from party_card.importers.reveals import AnyItem, iter_all
from party_card.importers.story import Assign, Lost

_MAX_KNOWN_VALUES = 12


class UnsupportedExpressionError(Exception):
    """The reader does not understand an expression; the message says why, for the author."""


@frozen_dataclass
class Choose:
    """Sets a variable to one of several values: the first whose condition holds."""

    options: tuple[tuple[Condition, Value], ...]

    @classmethod
    def copy(cls, variable: str, values: Sequence[Value]) -> Choose:
        """Returns the choice that copies a variable, which has no other values than these."""
        *first, last = values
        return cls((*((ask_equal(variable, value), value) for value in first), (TRUE, last)))


@frozen_dataclass
class Assignment:
    """A variable, what it is changed to, and the variables that are read for that."""

    variable: str
    update: Update | Choose
    reads: frozenset[str] = frozenset()


@frozen_dataclass
class Knowledge:
    """The names of the passages, and every value that a variable is set to; `stepped` are numbers that are counted.

    A variable is missing from `values` if a change of it is computed.
    """

    passages: frozenset[str]
    unset: Value
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    stepped: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    """Every variable that something changes, also in ways that are not understood."""

    def values_of(self, variable: str) -> tuple[Value, ...] | None:
        """Returns every value that a variable can have, that before it is set included; None if they are not known."""
        values = self.values.get(variable)
        if variable in self.stepped or values is None or len(values) > _MAX_KNOWN_VALUES:
            return None
        return values if any(typed(value) == typed(self.unset) for value in values) else (self.unset, *values)

    def is_number(self, variable: str) -> bool:
        """Returns True if a variable is never set to anything but numbers."""
        values = self.values.get(variable)
        return values is not None and all(is_number(value) for value in values)

    def is_yes_no(self, variable: str) -> bool:
        """Returns True if a variable is set, and never to anything but yes or no."""
        values = self.values.get(variable)
        return bool(values) and all(isinstance(value, bool) for value in values or ())

    def learn(self, item_lists: Iterable[Sequence[AnyItem]]) -> Knowledge:
        """Returns what the items of all passages tell of the values of variables."""
        values: dict[str, dict[object, Value]] = {}
        lost: set[str] = set()
        stepped: set[str] = set()
        for items in item_lists:
            for item in iter_all(items):
                if isinstance(item, Lost):
                    lost.update(item.variables)
                elif isinstance(item, Assign):
                    known = values.setdefault(item.variable, {})
                    if isinstance(item.update, SetTo):
                        known.setdefault(typed(item.update.value), item.update.value)
                    else:
                        stepped.add(item.variable)
        kept = {name: tuple(known.values()) for name, known in values.items() if name not in lost}
        return Knowledge(self.passages, self.unset, kept, frozenset(stepped), frozenset(lost.union(values)))
