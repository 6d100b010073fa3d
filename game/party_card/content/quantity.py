"""Quantities in figures: a number, perhaps after "over", "under" or "about"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

Bound = Literal["", "over", "under", "about"]

_QUANTITY = re.compile(r"(?:(over|under|about) +)?((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?)", re.ASCII)


class Quantity(NamedTuple):
    """A number, and the direction in which it is inexact."""

    value: float
    bound: Bound


def parse_quantity(text: str) -> Quantity | None:
    """Returns the quantity in a text; None if the text is no number that a bar could show."""
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    return Quantity(float(match[2].replace(",", "")), cast(Bound, match[1] or ""))
