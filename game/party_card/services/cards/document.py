"""A YAML file that is changed one node at a time, as a person who writes it would.

Invariant: after a change the file, read back, holds exactly what it held before with that change, and every comment
that does not stand in what was deleted. A change that cannot be written so raises CardError, and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from party_card.content.yaml_nodes import MappingNode, ScalarNode, SequenceNode, has_tag, is_empty_scalar
from party_card.localization import gettext
from party_card.services.cards.errors import CardError, refuse_layout
from party_card.services.cards.layout import column_of, find_dash, find_end, find_stop, line_start
from party_card.services.cards.placing import (
    carry_lines,
    exchange_in_brackets,
    insert_in_brackets,
    insert_lines,
    list_cuts,
)
from party_card.services.cards.scalars import list_scalar_writings
from party_card.services.cards.text_edits import TextEdit, apply_edits
from party_card.services.cards.tree import FoundNode, YamlTree, is_in_brackets
from party_card.services.cards.values import Path, Text, Value, is_same, with_moved, with_value, without_value
from party_card.services.cards.writing import write_item, write_line, write_value

Writing = Callable[[bool], list[TextEdit]]
"""Returns the edits of a change, with texts as blocks of several lines or without."""


class YamlDocument(YamlTree):
    """The text of a file and its tree. Raises CardError if it cannot be read; a change returns a new document."""

    def __init__(self, text: str, lost_comments: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.lost_comments = lost_comments
        """The comments that stood in what was deleted."""

    def set(self, path: Path, value: Value, order: Sequence[str] = ()) -> YamlDocument:
        """Puts a value in place of another; or below a new key, behind those that come before it in `order`."""
        found = self.find(path)
        if found is None:
            return self._insert_key(path, value, order)
        expected, node = with_value(self.value, path, value), found.node
        if has_tag(node):
            raise CardError(gettext("This text begins with a mark of YAML (!). Change it in the text."))
        if isinstance(value, Text) and isinstance(node, ScalarNode) and not is_empty_scalar(node):
            indent = column_of(self.text, found.key.start_mark.index) if found.key is not None else 0
            start, end = node.start_mark.index, find_end(self.text, node)
            texts = list_scalar_writings(self.text, node, value, indent, found.is_flow)
            return self._change(expected, ([TextEdit(start, end, text)] for text in texts))
        return self._change(expected, _write_both(lambda uses_blocks: self._replace(found, value, uses_blocks)))

    def _replace(self, found: FoundNode, value: Value, uses_blocks: bool) -> list[TextEdit]:
        end = find_end(self.text, found.node)
        if found.key is None:
            start = found.node.start_mark.index
            return [TextEdit(start, end, write_value(value, 0, is_flow=True)[1:])]
        start = self.text.find(":", found.key.end_mark.index) + 1
        indent = column_of(self.text, found.key.start_mark.index)
        written = write_value(value, indent, is_flow=found.is_flow, uses_blocks=uses_blocks)
        return [TextEdit(start, max(start, end), written)]

    def _insert_key(self, path: Path, value: Value, order: Sequence[str]) -> YamlDocument:
        owner, name = self.require(path[:-1]).node, path[-1]
        if not isinstance(owner, MappingNode) or not isinstance(name, str):
            raise refuse_layout()
        keys = [str(key.value) for key, _ in owner.value]
        before = set(order[: order.index(name)]) if name in order else set(keys)
        position = max((index + 1 for index, key in enumerate(keys) if key in before), default=0)
        return self.insert_key(path, value, position)

    def insert_key(self, path: Path, value: Value, position: int) -> YamlDocument:
        """Puts a new key among those of its mapping, with an empty line between if the others have one."""
        owner, name = self.require(path[:-1]), str(path[-1])
        expected = with_value(self.value, path, value, position)
        if not isinstance(owner.node, MappingNode):
            raise refuse_layout()
        mapping: MappingNode = owner.node

        def write(uses_blocks: bool) -> list[TextEdit]:
            text, pairs = self.text, mapping.value
            if owner.is_flow or is_in_brackets(mapping):
                line = f"{write_line(name, True)}:{write_value(value, 0, is_flow=True)}"
                return [insert_in_brackets(text, mapping, position, line)]
            column = column_of(text, pairs[0][0].start_mark.index)
            line = f"{write_line(name)}:{write_value(value, column, uses_blocks=uses_blocks)}"
            gap = "\n" if self.has_gaps(mapping) else ""
            if position == 0:
                start = pairs[0][0].start_mark.index
                return [TextEdit(start, start, f"{line}\n{gap}{' ' * column}")]
            stop = find_stop(text, find_end(text, pairs[position - 1][1]), column)
            return [insert_lines(text, stop, f"{gap}{' ' * column}{line}\n")]

        return self._change(expected, _write_both(write))

    def insert_item(self, path: Path, value: Value, position: int) -> YamlDocument:
        """Puts a new item into the list at `path`."""
        owner = self.require(path)
        if not isinstance(owner.node, SequenceNode):
            raise refuse_layout()
        sequence: SequenceNode = owner.node
        position = max(0, min(position, len(sequence.value)))
        expected = with_value(self.value, [*path, position], value, position)

        def write(uses_blocks: bool) -> list[TextEdit]:
            text = self.text
            if owner.is_flow or is_in_brackets(sequence):
                return [insert_in_brackets(text, sequence, position, write_value(value, 0, is_flow=True)[1:])]
            column = column_of(text, sequence.start_mark.index)
            item = " " * column + write_item(value, column, uses_blocks=uses_blocks) + "\n"
            if position:
                stop = find_stop(text, find_end(text, sequence.value[position - 1]), column)
                return [insert_lines(text, stop, item)]
            dash = find_dash(text, sequence, 0)
            if dash is None:
                raise refuse_layout()
            return [insert_lines(text, line_start(text, dash), item)]

        return self._change(expected, _write_both(write))

    def remove(self, path: Path) -> YamlDocument:
        """Removes a key with its value, or an item of a list, with the comments that belong to it; not the last one."""
        found, owner = self.require(path), self.require(path[:-1])
        if len(owner.node.value) == 1:
            raise refuse_layout()
        expected = without_value(self.value, path)
        return self._change(expected, list_cuts(self, found, owner), may_lose_comments=True)

    def remove_with_empty(self, path: Path, limit: int) -> YamlDocument:
        """Removes what is at a path, and what would be empty then, down to a path of `limit` steps."""
        while len(path) > limit and self.count(path[:-1]) == 1:
            path = path[:-1]
        return self.remove(path)

    def move(self, path: Path, position: int) -> YamlDocument:
        """Moves a key or an item among its neighbours, with the comments that belong to it."""
        found, owner = self.require(path), self.require(path[:-1])
        position = max(0, min(position, len(owner.node.value) - 1))
        if position == found.position:
            return self
        move = exchange_in_brackets if found.is_flow else carry_lines
        return self._change(with_moved(self.value, path, position), [move(self, found, owner, position)])

    def _change(
        self, expected: Value, candidates: Iterable[list[TextEdit]], *, may_lose_comments: bool = False
    ) -> YamlDocument:
        """Returns the document after the first of several edits that changes what it should and nothing else."""
        all_comments = sorted(comment for _, comment in self.comments)
        for edits in candidates:
            lost = [
                comment
                for index, comment in self.comments
                if may_lose_comments and any(edit.start <= index < edit.end for edit in edits)
            ]
            try:
                changed = YamlDocument(apply_edits(self.text, edits), (*self.lost_comments, *lost))
            except CardError:
                continue
            found_comments = sorted([*lost, *(comment for _, comment in changed.comments)])
            if found_comments == all_comments and is_same(expected, changed.value):
                return changed
        raise refuse_layout()


def _write_both(write: Writing) -> Iterator[list[TextEdit]]:
    yield write(True)
    yield write(False)
