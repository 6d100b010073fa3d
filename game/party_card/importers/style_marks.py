"""Makes emphasis of the marks of style in the texts of a passage, which may stand far from each other.

While a passage is read, each mark stands in its texts as a character that no text has (a sentinel).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from party_card.importers.story import Branch, If, Item, Text

STYLE_SENTINELS = {
    "//": "\ue000",
    "''": "\ue001",
    "__": "\ue002",
    "==": "\ue003",
    "~~": "\ue004",
    "^^": "\ue005",
    "@@": "\ue006",
}
"""Marks of style with the characters that stand for them."""


def resolve_styles(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Makes emphasis of marks that are closed within a line of one text; drops other pairs, keeps single marks."""
    merged = _merge_texts(items)
    texts = list(_iter_texts(merged))
    replacements: dict[tuple[int, int], str] = {}
    for mark, sentinel in STYLE_SENTINELS.items():
        found = [
            (number, match.start())
            for number, text in enumerate(texts)
            if sentinel in text
            for match in re.finditer(sentinel, text)
        ]
        if len(found) % 2:
            replacements[found.pop()] = mark
        emphasis = {"//": "*", "''": "**"}.get(mark, "")
        for opening, closing in zip(found[::2], found[1::2], strict=True):
            between = texts[opening[0]][opening[1] + 1 : closing[1]]
            is_emphasis = opening[0] == closing[0] and "\n" not in between and bool(between.strip())
            replacements[opening] = replacements[closing] = emphasis if is_emphasis else ""
    numbers = iter(range(len(texts)))
    return tuple(_replace_marks(merged, numbers, replacements))


def _merge_texts(items: Iterable[Item]) -> list[Item]:
    """Returns the items with texts that follow each other made one."""
    merged: list[Item] = []
    run: list[str] = []
    for item in items:
        if isinstance(item, Text):
            run.append(item.text)
            continue
        if run:
            merged.append(Text("".join(run)))
            run = []
        if isinstance(item, If):
            branches = tuple(Branch(branch.condition, tuple(_merge_texts(branch.items))) for branch in item.branches)
            merged.append(If(branches, item.place))
        else:
            merged.append(item)
    return [*merged, Text("".join(run))] if run else merged


def _iter_texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Text):
            yield item.text
        elif isinstance(item, If):
            for branch in item.branches:
                yield from _iter_texts(branch.items)


def _replace_marks(
    items: Iterable[Item], numbers: Iterator[int], replacements: dict[tuple[int, int], str]
) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Text):
            number = next(numbers)
            yield Text(
                "".join(
                    replacements.get((number, index), character) if "\ue000" <= character <= "\ue00f" else character
                    for index, character in enumerate(item.text)
                )
            )
        elif isinstance(item, If):
            branches = tuple(
                Branch(branch.condition, tuple(_replace_marks(branch.items, numbers, replacements)))
                for branch in item.branches
            )
            yield If(branches, item.place)
        else:
            yield item
