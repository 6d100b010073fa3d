"""Parsers of arguments that several commands share."""

from __future__ import annotations


def parse_names(text: str) -> tuple[str, ...]:
    """Returns the names in a list separated by commas, without empty ones."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
