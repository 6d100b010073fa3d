"""Edits of a text as stretches of characters that are replaced."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

MAX_COMPARISONS = 4_000_000
"""Of texts with more pairs of words, or of lines, is not worked out which of them stay: that would take seconds."""


class TextEdit(NamedTuple):
    """The characters from index `start` up to `end` become `text`."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Returns a text after edits that do not overlap and all count in the text as it was."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def list_edits(before: str, after: str) -> list[TextEdit]:
    """Returns the edits that make one text of another: whole lines, shortened to what differs in them."""
    old_lines, new_lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    old_starts = [0, *accumulate(map(len, old_lines))]
    first = _count_common(old_lines, new_lines)
    last = _count_common(old_lines[first:][::-1], new_lines[first:][::-1])
    old_middle = old_lines[first : len(old_lines) - last]
    new_middle = new_lines[first : len(new_lines) - last]
    if len(old_middle) * len(new_middle) > MAX_COMPARISONS:
        return [_shorten(before, old_starts[first], old_starts[len(old_lines) - last], "".join(new_middle))]
    matcher = difflib.SequenceMatcher(None, old_middle, new_middle, autojunk=False)
    return [
        _shorten(before, old_starts[first + old_start], old_starts[first + old_end], "".join(new_middle[start:end]))
        for tag, old_start, old_end, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _shorten(before: str, start: int, end: int, text: str) -> TextEdit:
    """Returns an edit without the characters that stay as they are at its beginning and end."""
    old = before[start:end]
    head = _count_common(old, text)
    tail = _count_common(old[head:][::-1], text[head:][::-1])
    return TextEdit(start + head, end - tail, text[head : len(text) - tail])


def _count_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Returns how many lines or characters two texts have in common from the beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (old, new) in pairs if old != new), min(len(one), len(other)))
