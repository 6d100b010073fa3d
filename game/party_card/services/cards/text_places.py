"""Where a character of a text that a card shows stands in the file, and which one stands at a place of the file.

A card shows a text without its line breaks, indentation, quotation marks and escapes. What it shows and what stands in
the file are the same characters in the same order, but for blanks; so a place is known by how many come before it.

Offsets count units of UTF-16, as browsers do.

Invariant: a character that is no blank is found again when its place is looked up in the other direction.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from party_card.content.yaml_nodes import Node, ScalarNode, has_tag
from party_card.services.cards.clean_text import count_units, offset_of_units, show_text
from party_card.services.cards.fields import TEXT_KINDS
from party_card.services.cards.layout import find_end
from party_card.services.cards.tree import YamlTree, list_children
from party_card.services.cards.values import Path

_TOKENS = {
    '"': re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
}
_ANY = re.compile(".", re.DOTALL)
_BLANK_ESCAPES = frozenset("\\" + character for character in "\n\t tnvfrNLP_")


def find_index(tree: YamlTree, path: Path, offset: int) -> int:
    """Returns the index in the file of the character at an offset of the text at a path; of its end, if it is there.

    Raises CardError if nothing is at the path.
    """
    found = tree.require(path)
    if not isinstance(found.node, ScalarNode):
        return int((found.key or found.node).start_mark.index)
    indices, shown = _list_indices(tree.text, found.node), _show(found.node, path)
    offset = offset_of_units(shown, offset)
    count = _count_marks(shown[:offset])
    if count and (count >= len(indices) or not shown[offset : offset + 1].strip()):
        return indices[min(count, len(indices)) - 1] + 1
    return indices[count] if count < len(indices) else int(found.node.start_mark.index)


def find_field(tree: YamlTree, index: int) -> tuple[list[str | int], int] | None:
    """Returns the path of the value at an index of the file, and the offset in its text; None outside of all."""
    path: list[str | int] = []
    node: Node = tree.root
    while not isinstance(node, ScalarNode):
        children = list_children(node)
        starts = [(value if key is None else key).start_mark.index for key, value in children]
        position = bisect_right(starts, index) - 1
        if position < 0 or index > find_end(tree.text, children[position][1]):
            break
        key, node = children[position]
        path.append(position if key is None else str(key.value))
    if not isinstance(node, ScalarNode):
        return (path, 0) if path else None
    count, shown = bisect_left(_list_indices(tree.text, node), index), _show(node, path)
    offsets = [offset for offset, character in enumerate(shown) if not character.isspace()]
    return path, count_units(shown[: offsets[count]] if count < len(offsets) else shown)


def _show(node: ScalarNode, path: Path) -> str:
    return show_text(node.value, TEXT_KINDS.get(str(path[-1]), "line"))


def _count_marks(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _list_indices(text: str, node: ScalarNode) -> list[int]:
    """Returns the indices in the file of the characters of a scalar, without blanks; of an escape, of its first one."""
    start, end = node.start_mark.index, find_end(text, node)
    if has_tag(node):
        return []
    if node.style in ("|", ">"):
        start = text.find("\n", start, end) if "\n" in text[start:end] else end
    elif node.style:
        start, end = start + 1, end - 1
    tokens = _TOKENS.get(node.style or "", _ANY).finditer(text, start, end)
    return [match.start() for match in tokens if not _is_blank(match[0])]


def _is_blank(token: str) -> bool:
    if len(token) > 3 and token[1] in "xuU":
        return chr(min(int(token[2:], 16), 0x10FFFF)).isspace()
    return token.isspace() or token in _BLANK_ESCAPES
