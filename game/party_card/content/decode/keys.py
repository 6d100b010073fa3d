"""Diagnostics about keys: unknown, missing, duplicate, misplaced, or written as `name = value`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from party_card.content import models
from party_card.content.decode.context import DecodeContext
from party_card.content.decode.key_synonyms import find_key_for
from party_card.content.misleading_characters import describe_character, find_misleading, latinize, remove_hidden
from party_card.content.models.value_types import yaml_keys
from party_card.content.node_ref import span_of
from party_card.content.quoting import quote_text
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, describe_node, is_empty_scalar
from party_card.diagnostics.diagnostic import Edit, Help, Label
from party_card.diagnostics.source import SourceFile, Span
from party_card.diagnostics.suggest import correct_typo, find_closest, suggest_names
from party_card.diagnostics.words import add_article, shorten

_ASSIGNMENT = re.compile(r"(\w+)(?:\s*([-+]?)=+\s*|():)([-+]?\w+)\Z")
"""`name = value` or `name += value`, as in programming languages, or `name:value`, instead of `name: value`."""
_NEGATED_IF = re.compile(r"unless|except|if[ _-]?not|not[ _-]?if")
_KEY_WITHOUT_BLANK = re.compile(r"(\w+):([^ \t\n].*)\Z", re.DOTALL)
_KEY_WITHOUT_COLON = re.compile(r"(\w+)\.?[ ](\S.*)\Z", re.DOTALL)
_KEY_OWNERS = (models.Scene, models.Passage, models.Choice, models.Block, models.Dossier, models.Fact)
"""Models whose keys are often put in the wrong place."""


OWNER_NAMES: Mapping[str, str] = {"CslDate": "date of CSL", "DateStep": "date of CSL", "VariableForm": "variable"}
"""What messages call a model if not by its name."""
_KEYS_OF_EXPORTS = frozenset({"created", "indexed", "link", "multi", "published", "reference", "subject"})
"""Keys that other programs write beside those of CSL, and that are near to one of CSL."""


def is_foreign_key(key: Node, value: Node, known_keys: Set[str]) -> bool:
    """Returns True if a key is no slip for one of `known_keys` and has a value: another program has written it."""
    if type(key) is not ScalarNode or type(key.tag) is str or key.value in known_keys or is_empty_scalar(value):
        return False
    if key.value in _KEYS_OF_EXPORTS:
        return True
    folded_key = latinize(key.value).casefold()
    return not correct_typo(key.value, known_keys) and all(folded_key != known.casefold() for known in known_keys)


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


def recover_key(
    key: Node, value: Node, mapping: MappingNode, known_keys: Set[str], required_keys: Set[str], context: DecodeContext,
    owner: str,
) -> tuple[str, Node] | None:  # fmt: skip
    """Reports a key that a model does not have, or has already. Returns the key that was meant, if any, and its value.

    What was meant is read as if it had been written, so that nothing else is reported because it is missing.
    """
    if type(key) is not ScalarNode or key.value in known_keys:
        nodes: dict[str, Node] = {node.value: node for node, _ in reversed(mapping.value) if type(node) is ScalarNode}
        is_usable_key(key, nodes, mapping, context)
        return None
    word: str = key.value
    names = [node.value for node, _ in mapping.value if type(node) is ScalarNode]
    free_keys = known_keys - set(names)
    if not word.isascii() and find_misleading(word) and latinize(word) in free_keys:
        context.report_misleading(key, word, latinize(word))
        return latinize(word), value
    if is_empty_scalar(value) and (match := _KEY_WITHOUT_BLANK.match(word)) and match[1] in free_keys:
        if not remove_hidden(match[2][0]):
            _report_odd_space(key, match.start(2), match[2][0], context)
            return match[1], ScalarNode(key.tag, remove_hidden(match[2]), key.start_mark, key.end_mark)
        message = f"behind the colon of `{match[1]}:` a space is missing"
        edits = (Edit(Span(span_of(key).line, column := span_of(key).column + len(match[1]) + 1, column), " "),)
        fix = Help(f"write `{match[1]}: …`, with a space behind the colon", edits=edits)
        context.report("unknown-key", message, key, (fix,))
        return match[1], ScalarNode(key.tag, match[2], key.start_mark, key.end_mark)
    closest = find_closest(word, known_keys)
    if is_empty_scalar(value) and (match := _KEY_WITHOUT_COLON.match(word)) and match[1] in free_keys:
        edits = (Edit(span_of(key), entry := f"{match[1]}: {match[2]}"),)
        message = f"behind `{match[1]}` a colon is missing"
        context.report("unknown-key", message, key, (Help(f"write `{shorten(entry)}`", edits=edits),))
        return match[1], ScalarNode(key.tag, match[2], key.start_mark, key.end_mark)
    if mapping.flow_style and is_empty_scalar(value) and not closest:
        _report_comma(key, mapping, context)
        return None
    if _NEGATED_IF.fullmatch(word.lower()) and "if" in free_keys and type(value) is ScalarNode and value.value:
        condition = f"not ({value.value})" if re.search(r"[ <>=]", value.value) else f"not {value.value}"
        fix = Help(f"write `if: {shorten(condition)}`")
        context.report("unknown-key", f"{add_article(owner)} has no key `{word}`", key, (fix,))
        return "if", ScalarNode(value.tag, condition, value.start_mark, value.end_mark)
    helps = () if correct_typo(word, free_keys) else _explain_invented_key(word, value, known_keys)
    if not helps and not correct_typo(word, free_keys) and (meant := find_key_for(word, free_keys)):
        closest, helps = meant, (Help(f"write `{meant}`", meant),)
    if not helps and not correct_typo(word, free_keys):
        helps = _suggest_owner(word)
    missing_keys = [name for name in required_keys if name in free_keys]
    if not helps and not closest and len(missing_keys) == 1 and sum(name not in known_keys for name in names) == 1:
        closest = missing_keys[0]
        helps = (Help(f"did you mean `{closest}`, which is missing?", closest),)
    helps = helps or suggest_names(word, known_keys, "the handbook lists the keys of the format")
    context.report("unknown-key", f"{add_article(owner)} has no key `{shorten(word)}`", key, helps)
    return (closest, value) if closest and closest in free_keys and helps[0].replacement else None


def _report_odd_space(key: Node, offset: int, character: str, context: DecodeContext) -> None:
    """Reports a blank behind the colon of a key that YAML does not take for one."""
    index = key.start_mark.index + offset
    label = Label(context.file, context.file.span(index, index + 1))
    message = f"{describe_character(character)} stands where YAML wants an ordinary space"
    fix = Help("write an ordinary space", edits=(Edit(label.span, " "),))
    context.report("misleading-character", message, label, (fix,))


def _report_comma(key: ScalarNode, mapping: MappingNode, context: DecodeContext) -> None:
    """Reports words that stand alone in braces, because a comma parts them from their text; once for all behind it."""
    pairs = mapping.value
    index = next(number for number, (node, _) in enumerate(pairs) if node is key)
    if index and is_empty_scalar(pairs[index - 1][1]):
        return  # reported with the words before
    text = pairs[index - 1][1] if index else None
    last = index
    while last + 1 < len(pairs) and is_empty_scalar(pairs[last + 1][1]):
        last += 1
    edits: tuple[Edit, ...] = ()
    if isinstance(text, ScalarNode) and not text.style and text.start_mark.line == pairs[last][0].end_mark.line:
        start, end = text.start_mark.index, pairs[last][0].end_mark.index
        span = context.file.span(start, end)
        edits = (Edit(span, quote_text(context.file.text[start:end])),)
    message = f"`{shorten(key.value)}` stands alone: inside braces a comma ends a text"
    fix = Help("put the whole text before it in double quotes, with the comma and these words", edits=edits)
    context.report("unknown-key", message, key, (fix,))


def _explain_invented_key(key: str, value: Node, known_keys: Set[str]) -> tuple[Help, ...]:
    """Returns what stands for a key that other programs have and the format has not."""
    if key in ("subtract", "remove", "decrease") and "add" in known_keys:
        return (Help("write a negative number under `add`, such as `add: {name: -1}`"),)
    if key in ("else", "otherwise") and "document" in known_keys:
        return (Help("write a second item with the opposite condition, `if: not …`"),)
    if key in ("coordinates", "coords", "position", "location", "latlon", "latlng", "gps") and "lat" in known_keys:
        return (Help("write the latitude under `lat:` and the longitude under `lon:`"),)
    written = value.value.strip() if type(value) is ScalarNode else ""
    if "variables" in known_keys and "offers" in known_keys and written and not find_closest(key, known_keys):
        return (Help(f"write `variables: {{{key}: {shorten(written)}}}`, if it is a variable"),)
    return ()


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
    message = f"{ordinal} {description.removeprefix('an ').removeprefix('a ')} begins here without its `- `"
    secondary = (context.label(first_node, "the first one"),) if first_node else ()
    context.report("missing-dash", message, key, (fix,), secondary)


def report_missing_first_key(key: Node, owner: str, first_node: Node, context: DecodeContext) -> None:
    """Reports that a second item begins at `key` without the line of its first key, `first_node` of the item before."""
    message = f"a second {owner} begins here, without a line `- {describe_node(first_node)}: …`"
    secondary = (context.label(first_node, "the first one"),)
    fix = Help(f"write `- {describe_node(first_node)}: …` above it, or delete what stands here twice")
    context.report("missing-dash", message, key, (fix,), secondary)


def recover_assignment(name: Node, value: Node | None, key: str, context: DecodeContext) -> str:
    """Returns the name in `name = value` and reports it; returns an empty string for anything else."""
    is_alone = value is None or is_empty_scalar(value)
    match = _ASSIGNMENT.match(name.value) if is_alone and type(name) is ScalarNode and not name.style else None
    if match is None:
        return ""
    if match[2] and key != "add":
        step = int(f"{match[2]}{match[4]}") if match[4].isdecimal() else match[4]
        message = f"`{key}` wants values; `{shorten(name.value)}` is a step"
        context.report("wrong-type", message, name, (Help(f"write it under `add`: `add: {{{match[1]}: {step}}}`"),))
        return match[1]
    entry = f"{match[1]}: {(match[2] or '').replace('+', '')}{match[4]}"
    replacement = f"{{{entry}}}" if value is None else entry
    message = f"`{key}` wants `{entry}`; here is `{shorten(name.value)}`"
    context.report(
        "wrong-type", message, name, (Help(f"write `{replacement}`", replacement, replaced_word=name.value),)
    )
    return match[1]
