"""Keeps what items do and drops what they show."""

from __future__ import annotations

from collections.abc import Iterable

from party_card.importers.story import Assign, Branch, Goto, If, Item, Lost, Remark


def only_effects(items: Iterable[Item]) -> list[Item]:
    """Returns the items without what they would show."""
    result: list[Item] = []
    for item in items:
        if isinstance(item, If):
            branches = tuple(Branch(branch.condition, tuple(only_effects(branch.items))) for branch in item.branches)
            result.append(If(branches, item.place))
        elif isinstance(item, Assign | Goto | Remark) or (isinstance(item, Lost) and item.kind != "text"):
            result.append(item)
    return result
