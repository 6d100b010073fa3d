"""The settings in groups, with their labels and explanations; their values in words and in steps.

Invariant: every value that can be reached is one of `SETTING_VALUES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from party_card.storage.settings import SETTING_VALUES

if TYPE_CHECKING:
    from party_card.app.session import Session

GROUPS: Mapping[str, Mapping[str, str]] = {
    "Letters": {
        "text_size": "Text size", "face": "Typeface", "letter_spacing": "Letter spacing",
        "word_spacing": "Word spacing",
    },
    "Page": {
        "theme": "Colours", "measure": "Line length", "line_spacing": "Line spacing",
        "paragraph_spacing": "Between paragraphs", "motion": "Motion", "record": "The record",
    },
    "Choosing": {"single_keys": "One-key shortcuts", "hold": "Hold to choose", "scan": "One switch"},
    "Sound and speech": {"sound": "Sound", "speech": "Read aloud"},
}  # fmt: skip
"""The labels of the settings, by heading."""
EXPLANATIONS: Mapping[str, str] = {
    "single_keys": "1, 2, 3 choose; N, W, S and other letters open.",
    "hold": "Hold this long to choose.",
    "text_size": "Anywhere: Ctrl + and Ctrl –.",
    "scan": "Items highlight in turn; Space, Enter or A selects.",
    "sound": "Paper, type and a quiet room. Nothing depends on it.",
    "speech": "For when no screen reader runs. Any key stops it.",
}
_VALUE_NAMES: Mapping[str, Mapping[object, str]] = {
    "face": {"serif": "book face", "legible": "legible face"},
    "theme": {"light": "light", "dark": "dark", "contrast": "high contrast"},
    "motion": {"system": "as the system", "on": "on", "reduced": "reduced"},
    "record": {"scene": "Scene’s choice", "each": "after each choice", "end": "at the end"},
    "single_keys": {True: "on", False: "only with Alt"},
    "speech": {True: "on", False: "off"},
}


def is_cyclic(name: str) -> bool:
    """Returns True if a setting has named values, which have no first and last."""
    return name in _VALUE_NAMES


def format_value(name: str, value: object) -> str:
    """Returns a value of a setting in words."""
    if name in _VALUE_NAMES:
        return _VALUE_NAMES[name][value]
    if not isinstance(value, int):
        return str(value)
    match name:
        case "text_size":
            return f"{value} %"
        case "measure":
            return f"about {value}"
        case "hold" | "scan":
            return f"{value / 1000:g} s" if value else "off"
        case "line_spacing" | "paragraph_spacing":
            return f"{value / 100:g} ×" if value else "Default"
        case _:
            return f"+ {value} %" if value else "Default"


def step_setting(session: Session, name: str, step: int, *, wraps: bool = False) -> None:
    """Changes a setting by `step` values. Numbers stop at their ends unless `wraps` is True."""
    values, value = SETTING_VALUES[name], getattr(session.settings, name)
    index = (values.index(value) if value in values else _nearest_index(values, value)) + step
    if wraps or is_cyclic(name):
        index %= len(values)
    session.update_settings(**{name: values[max(0, min(index, len(values) - 1))]})


def _nearest_index(values: Sequence[object], value: object) -> int:
    return min(range(len(values)), key=lambda index: abs(int(str(values[index])) - int(str(value))))
