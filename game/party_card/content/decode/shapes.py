"""Says how a value of another shape is to be written: a list as a mapping, a mapping as a list, a text as either."""

from __future__ import annotations

import re
from collections.abc import Set

from party_card.content.identifiers import IDENTIFIER
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, has_braces
from party_card.diagnostics.words import shorten

_NAMED_NUMBERS = re.compile(r"(?:[^\s,;:]{1,40} +[0-9.]{1,12}(?:[,;] *|\Z)){1,40}\Z")
"""Names and numbers in a row, as `Monday 6, Tuesday 41`."""


def bracket(text: str, key: str) -> str:
    """Returns a text as the list that was meant: `0 to 3` and `3` as the two ends of a range."""
    numbers = re.findall(r"[0-9]{1,9}", text) if key == "range" else []
    if 0 < len(numbers) < 3 and "," not in text:
        return f"[{numbers[0] if len(numbers) == 2 else 0}, {numbers[-1]}]"
    return f"[{text}]"


def explain_named_items(node: MappingNode, item_keys: Set[str]) -> str:
    """Returns how mappings under names of their own are written as the items of a list; empty if they are no items."""
    id_key = next((name for name in ("id", "name", "scene") if name in item_keys), "")
    names = [key.value for key, value in node.value if type(key) is ScalarNode and type(value) is MappingNode]
    if not id_key or not names or len(names) < len(node.value):
        return ""
    is_in_braces = has_braces(node.value[0][1])
    replacement = f"- {{{id_key}: {shorten(names[0])}, …}}" if is_in_braces else f"- {id_key}: {shorten(names[0])}"
    return f"write `{replacement}` in place of `{shorten(names[0])}:`" + (", and so on" if len(names) > 1 else "")


def explain_dashes(node: Node) -> str:
    """Returns how a list of pairs, or of things with an id, is written as a mapping; empty if it cannot be one."""
    if type(node) is not SequenceNode or not node.value or any(type(item) is not MappingNode for item in node.value):
        return ""
    first_key, first_value = node.value[0].value[0] if node.value[0].value else (None, None)
    if type(first_key) is ScalarNode and first_key.value in ("id", "name") and type(first_value) is ScalarNode:
        name = shorten(first_value.value)
        return f"write `{name}:` in place of `- {first_key.value}: {name}`" + (", and so on" if node.value[1:] else "")
    if node.flow_style:
        return "write braces in place of the brackets"
    return "delete the `- ` before each line" if node.value[1:] else "delete the `- `"


def explain_text(node: Node) -> str:
    """Returns how names and values in a text are written as a mapping; empty if none are to be seen."""
    if type(node) is not ScalarNode or node.style or not node.value:
        return ""
    if _NAMED_NUMBERS.match(node.value):
        pairs = [part.split() for part in re.split(r"[,;] *", node.value) if part]
        return f"write `{{{', '.join(f'{name}: {number}' for name, number in pairs)}}}`"
    return f"write `{{{node.value}: …}}`, with its value" if IDENTIFIER.match(node.value) else ""


def explain_superfluous_list(node: SequenceNode) -> str:
    """Returns how a list of mappings is written as one mapping."""
    mark = "brackets" if node.flow_style else "`- `"
    keys = [key.value for item in node.value for key, _ in item.value]
    if any(keys.count(key) > 1 for key in keys):
        return f"keep one of them, without the {mark}"
    return f"delete the {mark}" if node.flow_style or len(node.value) == 1 else "delete the `- ` before each line"


def has_first_key_in(node: MappingNode, keys: Set[str]) -> bool:
    """Returns True if a mapping begins with one of `keys`."""
    first_key = node.value[0][0] if node.value else None
    return type(first_key) is ScalarNode and first_key.value in keys
