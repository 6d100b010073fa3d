"""The points of a figure: a number, or one behind "over", "under" or "about"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

Bound = Literal["", "over", "under", "about"]

_AMOUNT = re.compile(r"(?:(over|under|about) +)?((?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d+)?)", re.ASCII)


class Amount(NamedTuple):
    """A number, and in which direction it is inexact."""

    value: float
    bound: Bound


def amount(text: str) -> Amount | None:
    """What a point says; None where it says no number that a bar could show."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        return None
    return Amount(float(found[2].replace(",", "")), cast(Bound, found[1] or ""))
