"""Parser of assignments in Twee and ink, into effects on variables."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from party_card.importers.expressions import UnsupportedSyntaxError, Value, parse_literal

_SUM = re.compile(r"(?P<operand>[$\w]+)\s*(?P<sign>[+-])\s*(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Effect:
    """Sets a variable to a value, or changes it by a whole number (a step)."""

    variable: str
    kind: Literal["set", "step"]
    value: Value


def parse_effect(variable: str, operator: str, value: str, self_references: Collection[str]) -> Effect:
    """Parses an assignment; raises UnsupportedSyntaxError if it is more than a literal or a step.

    In `value`, `self_references` are the ways to write the variable itself.
    """
    if operator in ("++", "--"):
        return Effect(variable, "step", 1 if operator == "++" else -1)
    if operator in ("+=", "-="):
        number = parse_literal(value)
        if isinstance(number, bool) or not isinstance(number, int):
            raise UnsupportedSyntaxError("only whole numbers take steps")
        return Effect(variable, "step", number if operator == "+=" else -number)
    if (match := _SUM.fullmatch(value)) and match["operand"] in self_references:
        return Effect(variable, "step", int(match["sign"] + match["number"]))
    return Effect(variable, "set", parse_literal(value))
