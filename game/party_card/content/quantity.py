"""Quantities in figures: a number or a range, perhaps after "over", "under" or "about"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

Bound = Literal["", "over", "under", "about"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?"
_QUANTITY = re.compile(rf"(?:(over|under|about) +)?({_NUMBER})(?:(?: *[-–] *| +to +)({_NUMBER}))?", re.ASCII)


class Quantity(NamedTuple):
    """A number, and the direction in which it is inexact; `low` is the lower end if it is a range up to `value`."""

    value: float
    bound: Bound
    low: float | None = None


def parse_quantity(text: str) -> Quantity | None:
    """Returns the quantity in a text; None if the text is no number, or no range from less to more."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    numbers = [float(number.replace(",", "")) for number in match.groups()[1:] if number]
    if len(numbers) == 2 and numbers[0] >= numbers[1]:
        return None
    return Quantity(numbers[-1], cast(Bound, match[1] or ""), numbers[0] if len(numbers) == 2 else None)


def format_quantity(text: str) -> str:
    """Returns a quantity as pages print it: as written, a range with a dash between its ends."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None or match[3] is None:
        return text
    prefix = f"{match[1]} " if match[1] else ""
    return f"{prefix}{match[2]}–{match[3]}"
