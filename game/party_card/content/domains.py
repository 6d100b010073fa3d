"""Domains of variables, and what choices change in them.

Invariant: a variable is a yes/no, a named set of values, or a bounded whole number; at run time its value is an index
into its domain, counted from 0. Nothing else exists, so every scene is a finite state machine.
"""

from __future__ import annotations

import re
from typing import Literal

from party_card.content.models import PassageId, TraceId, VariableId
from party_card.content.node_ref import RawScalar
from party_card.frozen_dataclass import frozen_dataclass

MAX_DIGITS = 12
"""The most digits that a whole number has."""
_WHOLE_NUMBER = re.compile(rf"[-+]?[0-9]{{1,{MAX_DIGITS}}}\Z")


def parse_whole_number(text: str) -> int | None:
    """Returns the number that a plain scalar stands for; None if it is no whole number."""
    return int(text) if _WHOLE_NUMBER.match(text) else None


@frozen_dataclass
class Domain:
    """The values of a variable: `names` as authors write them, in order; `start` is the index of the initial value.

    `low` is the number of index 0 (ranges only). `imported_trace` makes a yes/no begin true. `decision` is the passage
    whose choices are the values, the last of which, NO_CHOICE, is the start and cannot be written.
    """

    kind: Literal["yes-no", "values", "range"]
    names: tuple[str, ...]
    start: int = 0
    low: int = 0
    label: str = ""
    imported_trace: TraceId | None = None
    decision: PassageId | None = None

    @property
    def size(self) -> int:
        """The number of values in the domain."""
        return len(self.names)

    @property
    def high(self) -> int:
        """The number of the last index (ranges only)."""
        return self.low + len(self.names) - 1

    def index(self, name: str) -> int | None:
        """Returns the index of the value written `name`; None if there is no such value."""
        if self.kind == "range" and (number := parse_whole_number(name)) is not None:
            return number - self.low if self.low <= number <= self.high else None
        if name == NO_CHOICE and self.decision is not None:
            return None
        return self.names.index(name) if name in self.names else None

    def find_index(self, value: RawScalar) -> int | None:
        """Returns the index of a value as it stands in a file; a number in quotation marks is none."""
        return None if self.kind == "range" and not value.is_plain else self.index(value.text)

    def describe(self) -> str:
        """Returns the values in words, for messages."""
        if self.kind == "range":
            return f"a whole number from {self.low} to {self.high}"
        if self.kind == "yes-no":
            return "`true` or `false`"
        names = ", ".join(f"`{name}`" for name in self.names if name != NO_CHOICE)
        return f"the choice made in this passage: {names}" if self.decision is not None else f"one of {names}"


NO_CHOICE = "no choice yet"
"""The value of a decision that has not been made."""
YES_NO = Domain("yes-no", ("false", "true"))
"""The domain of a yes/no, and of every `visited` and `chose` mark."""


@frozen_dataclass
class Effect:
    """The effect of a choice on a variable: `amount` is an index for "set", a signed step that saturates for "step"."""

    variable: VariableId
    kind: Literal["set", "step"]
    amount: int
