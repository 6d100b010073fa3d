"""Asks a condition before the changes after which it holds: what must be true now for it to be true then."""

from __future__ import annotations

from collections.abc import Mapping

from party_card.importers.conditions import (
    FALSE,
    TRUE,
    ComparePair,
    Condition,
    Constant,
    Leaf,
    SetTo,
    Step,
    Test,
    Update,
    conjoin,
    disjoin,
    fold,
    is_number,
    negate,
)


def substitute(condition: Condition, updates: Mapping[str, Update]) -> Condition:
    """Returns the condition as a question about the state before some updates."""
    if not updates or isinstance(condition, Constant):
        return condition
    return fold(condition, lambda part: _substitute_leaf(part, updates), negate, conjoin, disjoin)


def _substitute_leaf(part: Leaf, updates: Mapping[str, Update]) -> Condition:
    if isinstance(part, Test):
        update = updates.get(part.variable)
        if update is None:
            return part
        if isinstance(update, SetTo):
            return TRUE if part.accepts(update.value) else FALSE
        return _shift(part, update.amount)
    if isinstance(part, ComparePair):
        return _substitute_pair(part, updates.get(part.left), updates.get(part.right))
    return part


def _shift(test: Test, amount: int) -> Test:
    accepts = test.accepts
    return Test(
        test.variable,
        lambda value: accepts(value + amount if is_number(value) else value),
        tuple(value - amount if is_number(value) else value for value in test.values),
    )


def _substitute_pair(pair: ComparePair, left: Update | None, right: Update | None) -> Condition:
    offset = pair.offset
    if isinstance(left, Step):
        offset -= left.amount
    if isinstance(right, Step):
        offset += right.amount
    left_value = left.value if isinstance(left, SetTo) else None
    right_value = right.value if isinstance(right, SetTo) else None
    shifted = ComparePair(pair.left, pair.operator, pair.right, offset, pair.compare)
    if left_value is not None and right_value is not None:
        return TRUE if shifted.holds(left_value, right_value) else FALSE
    if right_value is not None:
        values = (right_value + offset,) if is_number(right_value) else (right_value,)
        return Test(pair.left, lambda value: shifted.holds(value, right_value), values)
    if left_value is not None:
        values = (left_value - offset,) if is_number(left_value) else (left_value,)
        return Test(pair.right, lambda value: shifted.holds(left_value, value), values)
    return shifted
