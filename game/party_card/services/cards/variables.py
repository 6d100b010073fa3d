"""The variables of a scene as cards show them, also those whose declaration has a mistake."""

from __future__ import annotations

from typing import Literal

from party_card.content.domains import parse_whole_number
from party_card.frozen_dataclass import frozen_dataclass
from party_card.services.cards.shown_values import mapping_of, text_of, words_of
from party_card.services.cards.values import Scalar, Value

VariableKind = Literal["yes-no", "number", "words"]
MAX_LISTED_NUMBERS = 100
"""The values of a number with a wider range are not listed in menus."""


@frozen_dataclass
class Variable:
    """A variable: for a number its `range`, for words their `values`; `carried` is the trace that sets a yes/no."""

    id: str
    kind: VariableKind
    label: str
    start: str
    range: tuple[int, int] | None
    values: tuple[str, ...]
    carried: str | None


def list_variables(root: dict[str, Value]) -> dict[str, Variable]:
    """Returns the variables that a scene declares."""
    return {name: _read_variable(name, value) for name, value in mapping_of(root.get("variables")).items()}


def _read_variable(name: str, value: Value) -> Variable:
    if isinstance(value, Scalar):
        return Variable(name, "yes-no", "", value.text or "false", None, ("false", "true"), None)
    form = mapping_of(value)
    label, start = text_of(form.get("label")) or "", text_of(form.get("start"))
    carried = text_of(form.get("carried"))
    if "range" in form:
        numbers = [number for word in words_of(form["range"]) if (number := parse_whole_number(word)) is not None]
        low, high = (numbers[0], numbers[-1]) if numbers else (0, 0)
        is_listed = 0 <= high - low < MAX_LISTED_NUMBERS
        values = tuple(str(number) for number in range(low, high + 1)) if is_listed else ()
        return Variable(name, "number", label, start or str(low), (low, high), values, carried)
    if "values" in form:
        words = tuple(words_of(form["values"]))
        return Variable(name, "words", label, start or next(iter(words), ""), None, words, carried)
    return Variable(name, "yes-no", label, start or "false", None, ("false", "true"), carried)
