"""Writes a text as YAML that is read as that text."""

from __future__ import annotations

import re


def quote_text(text: str) -> str:
    """Returns a one-line text in double quotes, or in single quotes if it contains a double quote or a backslash."""
    return f'"{text}"' if not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"
