"""Diagnostics about keys: unknown, missing, duplicate, misplaced, or written as `name = value`."""

from __future__ import annotations

import re
from collections.abc import Collection

from party_card.content import models
from party_card.content.decode.context import DecodeContext, shorten
from party_card.content.models.value_types import yaml_keys
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, describe_node, is_empty_scalar, span_of
from party_card.diagnostics.diagnostic import Edit, Help
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import suggest_names

_ASSIGNMENT = re.compile(r"(\w+)\s*([-+]?)=+\s*([-+]?\w+)\Z")
"""`name = value` or `name += value`, as in programming languages, instead of `name: value`."""
_KEY_OWNERS = (models.Scene, models.Passage, models.Choice, models.Block, models.Dossier, models.Fact)
"""Models whose keys are often put in the wrong place."""


def is_usable_key(key: Node, nodes_by_key: dict[str, Node], mapping: Node, context: DecodeContext) -> bool:
    """Returns True if `key` is a plain word not in `nodes_by_key`, and adds it there; else reports the reason."""
    if type(key) is not ScalarNode or type(key.tag) is str:
        fix = Help("put the whole text in double quotes")
        context.report("wrong-type", "a name or key must be a simple word", key, (fix,))
        return False
    original = nodes_by_key.setdefault(key.value, key)
    if original is key:
        return True
    message = f"`{shorten(key.value)}` stands here a second time"
    fix = Help("keep one of the two, or rename one", edits=_deletion_of_duplicate(key, original, mapping, context.file))
    secondary = (context.label(original, "the first time"),)
    context.report("duplicate-key", message, context.label(key, "the second time"), (fix,), secondary)
    return False


def _deletion_of_duplicate(key: Node, first_node: Node, mapping: Node, file: SourceFile) -> tuple[Edit, ...]:
    """Returns the edit that deletes a duplicate if it is on a separate line and equal to the first."""
    values = {id(key_node): value for key_node, value in mapping.value}
    source = file.text[key.start_mark.index : values[id(key)].end_mark.index].strip()
    first_source = file.text[first_node.start_mark.index : values[id(first_node)].end_mark.index].strip()
    line = span_of(key).line
    return (Edit(Span(line, 1, 1), None),) if source == first_source == file.line(line).strip() else ()


def report_unusable_key(
    key: Node, mapping: MappingNode, known_keys: Collection[str], owner: str, context: DecodeContext
) -> None:
    """Reports a key that a model does not have, or has already."""
    if type(key) is not ScalarNode or key.value in known_keys:
        nodes: dict[str, Node] = {node.value: node for node, _ in reversed(mapping.value) if type(node) is ScalarNode}
        is_usable_key(key, nodes, mapping, context)
    elif mapping.flow_style and " " in key.value and _has_no_value(key, mapping):
        message = f"`{shorten(key.value)}` stands alone: inside braces a comma ends a text"
        fix = Help("put the whole text before it in double quotes, with the comma and these words")
        context.report("unknown-key", message, key, (fix,))
    else:
        helps = _suggest_owner(key.value) or suggest_names(
            key.value, known_keys, "the handbook lists the keys of the format"
        )
        context.report("unknown-key", f"a {owner} has no key `{shorten(key.value)}`", key, helps)


def _has_no_value(key: Node, mapping: MappingNode) -> bool:
    return any(is_empty_scalar(value) for key_node, value in mapping.value if key_node is key)


def _suggest_owner(key: str) -> tuple[Help, ...]:
    owner = next((model for model in _KEY_OWNERS if key in yaml_keys(model)), None)
    return (Help(f"`{key}` belongs to a {owner.__name__.lower()}"),) if owner else ()


def report_missing_key(key: str, node: MappingNode, owner: str, context: DecodeContext) -> None:
    """Reports that a required key is missing."""
    primary = node.value[0][0] if node.value else node
    context.report("missing-key", f"this {owner} has no `{key}`", primary, (Help(f"add a line `{key}: …`"),))


def report_missing_dash(
    key: Node, description: str, ordinal: str, context: DecodeContext, first_node: Node | None = None
) -> None:
    """Reports that a list item begins at `key` without `- `; `first` is the item before it, if there is one."""
    span = span_of(key)
    indent = context.file.line(span.line)[: span.column - 1]
    is_safe = indent.isspace() and len(indent) > 2
    edits = (Edit(Span(span.line, span.column - 2, span.column), "- "),) if is_safe else ()
    fix = Help(f"write `- {shorten(describe_node(key))}:`, with the `-` two columns to the left", edits=edits)
    message = f"{ordinal} {description.removeprefix('a ')} begins here without its `- `"
    secondary = (context.label(first_node, "the first one"),) if first_node else ()
    context.report("missing-dash", message, key, (fix,), secondary)


def recover_assignment(name: Node, value: Node | None, key: str, context: DecodeContext) -> str:
    """Returns the name in `name = value` and reports it; returns an empty string for anything else."""
    is_alone = value is None or is_empty_scalar(value)
    match = _ASSIGNMENT.match(name.value) if is_alone and type(name) is ScalarNode and not name.style else None
    if match is None:
        return ""
    entry = f"{match[1]}: {match[2]}{match[3]}"
    replacement = f"{{{entry}}}" if value is None else entry
    message = f"`{key}` wants `{entry}`; here is `{shorten(name.value)}`"
    context.report(
        "wrong-type", message, name, (Help(f"write `{replacement}`", replacement, replaced_word=name.value),)
    )
    return match[1]
