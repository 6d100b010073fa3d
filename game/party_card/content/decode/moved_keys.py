"""Keys that stand beside the key beneath which they belong: `source:` and `page:` of a fact without its `cite:`."""

from __future__ import annotations

from collections.abc import Mapping, Set

from party_card.content.decode.context import DecodeContext
from party_card.content.decode.whole_numbers import read_number
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import add_article, list_names, shorten


def move_keys(
    mapping: MappingNode,
    known_keys: Set[str],
    required_keys: Set[str],
    nested_keys: Mapping[str, tuple[Set[str], Set[str]]],
    owner: str,
    context: DecodeContext,
) -> MappingNode:
    """Returns a mapping in which keys stand beneath the key where they belong, if that is missing; reports them.

    `min` and `max` of a variable become its `range`.

    `nested_keys` has, for each key with keys of its own, those that it can have and those that it must have.
    """
    names = {name.value for name, _ in mapping.value if type(name) is ScalarNode}
    if "range" in known_keys and "range" not in names:
        return _merge_bounds(mapping, context)
    for nested_key, (keys, necessary_keys) in nested_keys.items():
        moved = [name for name in names if name in keys and name not in known_keys]
        is_usual = necessary_keys or nested_key in required_keys or nested_key == "cite"
        can_be_meant = nested_key not in names and is_usual
        if not moved or not can_be_meant or not necessary_keys <= set(moved):
            continue
        entries = [entry for entry in mapping.value if entry[0].value in moved]
        _report_moved(nested_key, entries, owner, context)
        first_key = entries[0][0]
        new_key = ScalarNode(first_key.tag, nested_key, first_key.start_mark, first_key.end_mark)
        others = [entry for entry in mapping.value if entry[0].value not in moved]
        return _with_entries(mapping, [*others, (new_key, _with_entries(mapping, entries))])
    return mapping


_LOWER = frozenset({"min", "minimum", "from", "low", "least", "lowest"})
_UPPER = frozenset({"max", "maximum", "to", "high", "most", "highest"})
_BOUNDS = _LOWER | _UPPER


def read_bounds(mapping: MappingNode) -> tuple[int, int] | None:
    """Returns the two ends of a range that are written under keys, such as `min` and `max`; None if they are not."""
    numbers = {key.value: read_number(value) for key, value in mapping.value if type(key) is ScalarNode}
    low = next((number for key, number in numbers.items() if key in _LOWER), None)
    high = next((number for key, number in numbers.items() if key in _UPPER), None)
    return None if low is None or high is None else (low, high)


def _merge_bounds(mapping: MappingNode, context: DecodeContext) -> MappingNode:
    """Returns the declaration of a variable with the `range` that its keys `min` and `max` mean; reports them."""
    entries = [entry for entry in mapping.value if type(entry[0]) is ScalarNode and entry[0].value in _BOUNDS]
    if len(entries) != 2 or (bounds := read_bounds(mapping)) is None:
        return mapping
    names = [key.value for key, _ in entries]
    replacement = f"range: [{bounds[0]}, {bounds[1]}]"
    context.report(
        "unknown-key", f"a variable has no keys {list_names(names)}", entries[0][0], (Help(f"write `{replacement}`"),)
    )
    start, end = entries[0][0].start_mark, entries[1][1].end_mark
    numbers = [ScalarNode(entries[0][0].tag, str(bound), start, end) for bound in bounds]
    new_key = ScalarNode(entries[0][0].tag, "range", start, entries[0][0].end_mark)
    sequence = SequenceNode(mapping.tag, numbers, start, end, flow_style=True)
    others = [entry for entry in mapping.value if entry not in entries]
    return _with_entries(mapping, [*others, (new_key, sequence)])


def _report_moved(key: str, entries: list[tuple[Node, Node]], owner: str, context: DecodeContext) -> None:
    """Reports entries that belong beneath `key` and stand beside it."""
    names = list_names([name.value for name, _ in entries])
    verb = "belongs" if len(entries) == 1 else "belong"
    written = [context.file.text[name.start_mark.index : value.end_mark.index].strip() for name, value in entries]
    if any("\n" in text for text in written):
        help_text = f"write them two columns further to the right, beneath a line `{key}:`"
    else:
        help_text = f"write `{key}: {{{shorten(', '.join(written))}}}`"
    message = f"{names} {verb} to the `{key}` of {add_article(owner)}"
    context.report("unknown-key", message, entries[0][0], (Help(help_text),))


def _with_entries(mapping: MappingNode, entries: list[tuple[Node, Node]]) -> MappingNode:
    return MappingNode(mapping.tag, entries, mapping.start_mark, mapping.end_mark, flow_style=mapping.flow_style)


def rename_keys(mapping: MappingNode, meant: Mapping[int, tuple[str, Node]]) -> MappingNode:
    """Returns a mapping as it was meant, so that rules find the keys that were reported; `meant` is by the key node."""
    entries = []
    for key, value in mapping.value:
        name, meant_value = meant.get(id(key), ("", value))
        new_key = ScalarNode(key.tag, name, key.start_mark, key.end_mark) if name else key
        entries.append((new_key, meant_value))
    return _with_entries(mapping, entries)
