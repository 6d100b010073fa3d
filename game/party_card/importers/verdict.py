"""Says in a sentence how faithful an imported scene is to its story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from party_card.diagnostics.words import format_count
from party_card.importers.story import LossKind, Lost

_KINDS: tuple[LossKind, ...] = ("choice", "condition", "change", "text")
FAITHFUL = "The scene does what the story does, styling and comments apart."


def describe_verdict(losses: Iterable[Lost]) -> str:
    """Returns the verdict: faithful, or how many choices, conditions, changes and texts are lost."""
    counts = Counter(lost.kind for lost in losses)
    parts = [format_count(counts[kind], kind) for kind in _KINDS if counts[kind]]
    if not parts:
        return FAITHFUL
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    is_one = len(parts) == 1 and counts.total() == 1
    if is_one:
        return f"Not the whole story: {listed} is lost, and a `todo` stands at its place."
    return f"Not the whole story: {listed} are lost, and a `todo` stands at each place."
