"""Values as JavaScript compares and prints them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from party_card.importers.conditions import UNSET, Value, typed


def is_truthy(value: Value | float) -> bool:
    """Returns True if a value counts as true in JavaScript."""
    return value is not UNSET and bool(value)


def to_text(value: Value) -> str:
    """Returns a value as JavaScript prints it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "undefined" if value is UNSET else str(value)


def js_compare(left: Value | float, operator: str, right: Value | float) -> bool:
    """Compares two values as JavaScript does."""
    if operator in ("===", "!=="):
        is_equal = _is_strictly_equal(left, right)
        return is_equal if operator == "===" else not is_equal
    if operator in ("==", "!="):
        is_equal = _is_loosely_equal(left, right)
        return is_equal if operator == "==" else not is_equal
    if isinstance(left, str) and isinstance(right, str):
        first: object = left.encode("utf-16-be", "surrogatepass")
        second: object = right.encode("utf-16-be", "surrogatepass")
    else:
        first, second = to_number(left), to_number(right)
    return _RELATIONS[operator](first, second)


_RELATIONS: dict[str, Callable[[object, object], bool]] = {
    "<": lambda left, right: left < right,  # type: ignore[operator]
    "<=": lambda left, right: left <= right,  # type: ignore[operator]
    ">": lambda left, right: left > right,  # type: ignore[operator]
    ">=": lambda left, right: left >= right,  # type: ignore[operator]
}


def _is_strictly_equal(left: Value | float, right: Value | float) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return not isinstance(left, bool | str) and not isinstance(right, bool | str) and left == right
    return typed(left) == typed(right)


def _is_loosely_equal(left: Value | float, right: Value | float) -> bool:
    if left is UNSET or right is UNSET:
        return left is right
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return to_number(left) == to_number(right)


def to_number(value: Value | float) -> float:
    """Returns a value as the number that JavaScript makes of it; NaN if it is none."""
    if value is UNSET:
        return math.nan
    if not isinstance(value, str):
        return float(value)
    text = value.strip()
    if not text:
        return 0.0
    return float(text) if re.fullmatch(r"[-+]?(?:\d++\.?\d*+|\.\d++)(?:[eE][-+]?\d{1,3})?", text) else math.nan
