"""Reads the values of a file as cards show them, whatever form they have."""

from __future__ import annotations

from typing import Any

from party_card.services.cards.clean_text import TextKind, show_text
from party_card.services.cards.values import Scalar, Value


def find_start(root: dict[str, Value]) -> str | None:
    """Returns the passage where a scene begins."""
    return text_of(root.get("start")) or next(iter(mapping_of(root.get("passages"))), None)


def mapping_of(value: Value | None) -> dict[str, Value]:
    """Returns a mapping; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Value | None) -> list[Value]:
    """Returns a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def text_of(value: Value | None, kind: TextKind = "line") -> str | None:
    """Returns the text of a scalar as a card shows it; None for anything else."""
    return show_text(value.text, kind) if isinstance(value, Scalar) else None


def words_of(value: Value | None) -> list[str]:
    """Returns the texts in a list, or the only one."""
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := text_of(item)) is not None]


def to_data(value: Value) -> Any:
    """Returns a value as JSON, with the texts of scalars."""
    if isinstance(value, dict):
        return {key: to_data(item) for key, item in value.items()}
    return [to_data(item) for item in value] if isinstance(value, list) else text_of(value)
