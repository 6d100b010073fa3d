"""Quantities in figures: a number or a range, perhaps after "over", "under" or "about"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from party_card.localization import gettext, gettext_noop, rewrite_number

Bound = Literal["", "over", "under", "about"]

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?"
_QUANTITY = re.compile(rf"(?:(over|under|about) +)?({_NUMBER})(?:(?: *[-–] *| +to +)({_NUMBER}))?", re.ASCII)

_BOUNDS = {
    "over": gettext_noop("over {number}"),
    "under": gettext_noop("under {number}"),
    "about": gettext_noop("about {number}"),
}


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
    """Returns a quantity as pages print it: as written, with the signs of the present language, a range with a dash."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return text
    bound, number, end = match.groups()
    number = rewrite_number(number)
    if end is not None:
        number = f"{number}–{rewrite_number(end)}"
    elif not bound and number == match[2]:
        return text
    return gettext(_BOUNDS[bound]).format(number=number) if bound else number
