"""Deletes entries of mappings in a file: whole lines, or parts of braces.

Invariant: entries that stay keep their text; a key without entries goes, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from party_card.content.node_ref import NodeRef
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, has_braces
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.source import Span


def delete_entries(owner: NodeRef, key: str, names: Collection[str]) -> Iterator[Edit]:
    """Yields the edits that delete entries of the mapping under a key; the key itself if no entry is left."""
    mapping = owner.value(key)
    pairs = mapping.node.value
    kept = [(entry, value) for entry, value in pairs if entry.value not in names]
    file = owner.file
    if not kept:
        yield from _delete_key(owner, key)
    elif has_braces(mapping.node):
        entries = [file.text[entry.start_mark.index : value.end_mark.index] for entry, value in kept]
        span = file.span(mapping.node.start_mark.index, mapping.node.end_mark.index)
        yield Edit(span, "{" + ", ".join(entries) + "}")
    else:
        for entry, value in pairs:
            if entry.value in names:
                yield from _delete_lines(entry, value)


def _delete_key(owner: NodeRef, key: str) -> Iterator[Edit]:
    pairs = owner.node.value
    index = next(number for number, (entry, _) in enumerate(pairs) if entry.value == key)
    entry, value = pairs[index]
    if not has_braces(owner.node):
        yield from _delete_lines(entry, value)
    elif index:
        before = pairs[index - 1][1]
        yield Edit(owner.file.span(before.end_mark.index, value.end_mark.index), "")
    else:
        yield Edit(owner.file.span(entry.start_mark.index, pairs[1][0].start_mark.index), "")


def _delete_lines(entry: ScalarNode, value: Node) -> Iterator[Edit]:
    """Yields the edits that delete the lines of an entry, up to the last line that its value has something in."""
    last = _find_last_line(value)
    for line in range(entry.start_mark.line, last + 1):
        yield Edit(Span(line + 1, 1, 1), None)


def _find_last_line(node: Node) -> int:
    """Returns the line, from 0, of the last value in a node: a mapping in lines ends where the next key begins."""
    while isinstance(node, MappingNode) and not node.flow_style and node.value:
        node = node.value[-1][1]
    return int(node.end_mark.line)
