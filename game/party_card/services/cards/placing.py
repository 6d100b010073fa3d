"""Edits that put lines into a file, cut them out of it, or carry them elsewhere.

Invariant: a comment right above a key, or below it and indented deeper, belongs to it and goes where it goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from party_card.content.yaml_nodes import Node
from party_card.services.cards.errors import refuse_layout
from party_card.services.cards.layout import (
    column_of,
    find_end,
    find_lead,
    find_stop,
    is_blank_line,
    line_end,
    line_start,
)
from party_card.services.cards.text_edits import TextEdit
from party_card.services.cards.tree import FoundNode, YamlTree, list_children


def insert_lines(text: str, index: int, lines: str) -> TextEdit:
    """Returns the edit that puts whole lines before the line at `index`, or at the end of a text."""
    if index == len(text) and text and not text.endswith("\n"):
        return TextEdit(index, index, "\n" + lines.removesuffix("\n"))
    return TextEdit(index, index, lines)


def insert_in_brackets(text: str, owner: Node, position: int, line: str) -> TextEdit:
    """Returns the edit that puts a key or an item into brackets."""
    spans = _list_spans(text, owner)
    if position < len(spans):
        return TextEdit(spans[position][0], spans[position][0], f"{line}, ")
    if not spans:
        start = owner.start_mark.index + 1
        return TextEdit(start, start, line)
    return TextEdit(spans[-1][1], spans[-1][1], f", {line}")


def list_cuts(tree: YamlTree, found: FoundNode, owner: FoundNode) -> Iterator[list[TextEdit]]:
    """Yields the edits that can cut a node out of `owner`, which has others: with an empty line before it, without."""
    text, position = tree.text, found.position
    spans = _list_spans(text, owner.node)
    start, end = spans[position]
    is_last = position + 1 == len(spans)
    if found.is_flow:
        yield [TextEdit(spans[position - 1][1], end, "") if is_last else TextEdit(start, spans[position + 1][0], "")]
        return
    first = tree.find_line_of(found, owner)
    if first is None:  # the first key behind a dash: the next one takes its place
        if not is_last:
            yield [TextEdit(start, spans[position + 1][0], "")]
        return
    stop = find_stop(text, end, column_of(text, owner.node.start_mark.index))
    if first and is_blank_line(text, line_start(text, first - 1)) and is_blank_line(text, stop):
        yield [TextEdit(line_start(text, first - 1), stop, "")]
    yield [TextEdit(first, stop, "")]


def exchange_in_brackets(tree: YamlTree, found: FoundNode, owner: FoundNode, position: int) -> list[TextEdit]:
    """Returns the edits that write what stands within brackets in another order."""
    spans = _list_spans(tree.text, owner.node)
    order = list(range(len(spans)))
    order.insert(position, order.pop(found.position))
    sources = [tree.text[slice(*spans[number])] for number in order]
    return [TextEdit(*span, source) for span, source in zip(spans, sources, strict=True)]


def carry_lines(tree: YamlTree, found: FoundNode, owner: FoundNode, position: int) -> list[TextEdit]:
    """Returns the edits that carry the lines of a node to another position in its block."""
    text, column = tree.text, column_of(tree.text, owner.node.start_mark.index)
    spans: list[tuple[int, int]] = []
    for number, (key, node) in enumerate(list_children(owner.node)):
        first = tree.find_line_of(FoundNode(node, key, number, False), owner)
        if first is None:
            raise refuse_layout()
        spans.append((find_lead(text, first, column), find_stop(text, find_end(text, node), column)))
    start, stop = spans[found.position]
    lines = text[start:stop] if text[start:stop].endswith("\n") else text[start:stop] + "\n"
    gap = "\n" if tree.has_gaps(owner.node) else ""
    if gap and found.position and is_blank_line(text, line_start(text, start - 1)):
        start = line_start(text, start - 1)
    elif gap and not found.position and is_blank_line(text, stop):
        stop = line_end(text, stop)
    if position == 0:
        return [TextEdit(start, stop, ""), insert_lines(text, spans[0][0], lines + gap)]
    before = position if position > found.position else position - 1
    return [TextEdit(start, stop, ""), insert_lines(text, spans[before][1], gap + lines)]


def _list_spans(text: str, owner: Node) -> list[tuple[int, int]]:
    """Returns where each key with its value, or each item, begins and ends."""
    return [
        ((node if key is None else key).start_mark.index, find_end(text, node)) for key, node in list_children(owner)
    ]
