"""Reports a difference between exported data and engine."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.engine.phases import PHASE_TRIGGERS
from party_card.frontends.shared.scene_data import Json

MAX_VALUE_CHARS = 300
"""Longer values are cut off in a message."""


class MismatchError(Exception):
    """Raised if exported data and engine differ; its arguments are texts, so that a process can send it to another."""

    def __init__(self, scene: str, path: str, field: str, expected: object, actual: object) -> None:
        super().__init__(scene, path, field, _shorten(expected), _shorten(actual))

    def __str__(self) -> str:
        scene, path, field, expected, actual = self.args
        return f"{scene}, {path}: {field} differs; the game: {expected}; the page: {actual}"


def find_difference(expected: Json, actual: Json) -> tuple[str, object, object]:
    """Returns the name of the first field in which two pages differ, the expected value and the actual one."""
    key = next(key for key in (*expected, *actual) if expected.get(key) != actual.get(key))
    expected_value, actual_value = expected.get(key), actual.get(key)
    if isinstance(expected_value, list) and isinstance(actual_value, list) and len(expected_value) == len(actual_value):
        pairs = zip(expected_value, actual_value, strict=True)
        index = next(index for index, (expected_item, actual_item) in enumerate(pairs) if expected_item != actual_item)
        return f"{key} {index + 1}", expected_value[index], actual_value[index]
    return key, expected_value, actual_value


def describe_steps(steps: Sequence[str]) -> str:
    """Returns the choices among some steps, for a message."""
    choices = [step for step in steps if step not in PHASE_TRIGGERS]
    return f"after {', '.join(choices)}" if choices else "at the beginning"


def _shorten(value: object) -> str:
    text = str(value)
    return text if len(text) <= MAX_VALUE_CHARS else f"{text[:MAX_VALUE_CHARS]}..."
