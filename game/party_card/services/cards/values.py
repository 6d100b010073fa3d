"""Values as a card writes them and as a file holds them, and what a file should hold after a change.

Invariant: nothing here changes a value in place; a change returns a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Union

from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, has_tag
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.services.cards.clean_text import TextKind, show_text
from party_card.services.cards.errors import CardError

Path = Sequence[str | int]
"""The keys and indices that lead from the root of a file to a node."""


@frozen_dataclass
class Scalar:
    """A scalar as it stands in a file; `tag` is empty unless the author wrote one."""

    text: str
    is_plain: bool
    tag: str = ""


@frozen_dataclass
class Text:
    """A scalar that is to be written; `lines` are those that it had, if it was a text of several lines."""

    text: str
    kind: TextKind = "line"
    lines: tuple[str, ...] = ()

    def is_read_from(self, scalar: Scalar) -> bool:
        """Returns True if a reader of the file gets this text from a scalar."""
        if self.kind == "plain" and not scalar.is_plain:
            return False
        return not scalar.tag and show_text(scalar.text, self.kind) == self.text


class FlowMapping(dict[str, "Value"]):
    """A mapping that is written in braces if it fits on a line."""


Value = Union[Scalar, Text, list["Value"], dict[str, "Value"]]  # noqa: UP007  # the name of a type cannot be joined


def read_value(node: Node) -> Value:
    """Returns what a node holds. Raises CardError for a key that no card can show."""
    if isinstance(node, ScalarNode):
        return Scalar(node.value, not node.style, str(node.tag) if has_tag(node) else "")
    if isinstance(node, SequenceNode):
        return [read_value(item) for item in node.value]
    assert isinstance(node, MappingNode)  # noqa: S101  # there is no fourth kind of node
    mapping: dict[str, Value] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise CardError(gettext("A list stands in this file where a name belongs. Change it in the text."))
        name = str(key.value)
        if name in mapping:
            raise CardError(
                gettext(
                    "The key “{name}” stands twice in one part of this file. Delete one of them in the text."
                ).format(name=name)
            )
        mapping[name] = read_value(value)
    return mapping


def is_same(expected: Value, actual: Value) -> bool:
    """Returns True if a file holds what is expected, with all keys in the same order."""
    if isinstance(expected, Text):
        return isinstance(actual, Scalar) and expected.is_read_from(actual)
    if isinstance(expected, Mapping):
        return (
            isinstance(actual, Mapping)
            and list(expected) == list(actual)
            and all(is_same(value, actual[key]) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(actual, list)
            and len(expected) == len(actual)
            and all(is_same(*pair) for pair in zip(expected, actual, strict=True))
        )
    return expected == actual


def with_value(whole: Value, path: Path, value: Value, position: int | None = None) -> Value:
    """Returns `whole` with `value` at `path`.

    With a `position`, it is put there among the keys of its mapping or the items of its list, and replaces nothing.
    """
    if not path:
        return value
    key, *rest = path
    if isinstance(whole, list):
        assert isinstance(key, int)  # noqa: S101  # the path was found in a file
        if position is not None and not rest:
            return [*whole[:position], value, *whole[position:]]
        return [*whole[:key], with_value(whole[key], rest, value, position), *whole[key + 1 :]]
    assert isinstance(whole, dict)  # noqa: S101  # the path was found in a file
    if position is not None and not rest:
        pairs = list(whole.items())
        return dict([*pairs[:position], (str(key), value), *pairs[position:]])
    return {**whole, str(key): with_value(whole[str(key)] if rest else value, rest, value, position)}


def without_value(whole: Value, path: Path) -> Value:
    """Returns `whole` without what is at `path`."""
    key, *rest = path
    if isinstance(whole, list):
        assert isinstance(key, int)  # noqa: S101  # the path was found in a file
        changed = [without_value(whole[key], rest)] if rest else []
        return [*whole[:key], *changed, *whole[key + 1 :]]
    assert isinstance(whole, dict)  # noqa: S101  # the path was found in a file
    if rest:
        return {**whole, str(key): without_value(whole[str(key)], rest)}
    return {name: value for name, value in whole.items() if name != key}


def with_moved(whole: Value, path: Path, position: int) -> Value:
    """Returns `whole` with what is at `path` at another position among its neighbours."""
    moved = whole
    for key in path:
        moved = moved[key]  # type: ignore[index]  # the path was found in a file
    return with_value(without_value(whole, path), path, moved, position)
