"""Reports a difference between exported data and engine."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.shared.scene_data import Json

MAX_VALUE_CHARS = 300
"""Longer values are cut off in a message."""


class MismatchError(Exception):
    """The exported data shows or does something else than the engine."""

    def __init__(self, scene: str, path: str, what: str, ours: object, theirs: object) -> None:
        super().__init__(f"{scene}, {path}: {what} differs; the game: {_shorten(ours)}; the page: {_shorten(theirs)}")


def find_difference(ours: Json, theirs: Json) -> tuple[str, object, object]:
    """Returns the name of the first field in which two pages differ, and both values."""
    key = next(key for key in (*ours, *theirs) if ours.get(key) != theirs.get(key))
    our_value, their_value = ours.get(key), theirs.get(key)
    if isinstance(our_value, list) and isinstance(their_value, list) and len(our_value) == len(their_value):
        pairs = zip(our_value, their_value, strict=True)
        index = next(index for index, (our_item, their_item) in enumerate(pairs) if our_item != their_item)
        return f"{key} {index + 1}", our_value[index], their_value[index]
    return key, our_value, their_value


def describe_steps(steps: Sequence[str]) -> str:
    """Returns the choices among some steps, for a message."""
    choices = [step for step in steps if step not in PHASE_TRIGGERS]
    return f"after {', '.join(choices)}" if choices else "at the beginning"


def _shorten(value: object) -> str:
    text = str(value)
    return text if len(text) <= MAX_VALUE_CHARS else f"{text[:MAX_VALUE_CHARS]}..."
