"""Decoder of lists of CSL names, which people also write as plain text: `author: Kotkin, Stephen`."""

from __future__ import annotations

import re
from typing import Any

from party_card.content.decode.context import DecodeContext, Decoder
from party_card.content.decode.key_synonyms import find_key_for
from party_card.content.models.csl import Name
from party_card.content.models.value_types import yaml_keys
from party_card.content.node_ref import span_of
from party_card.content.quoting import quote_text
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Edit, Help
from party_card.diagnostics.words import list_names, shorten

_INVERTED = re.compile(r"([^\W\d_][^,;&]*), ([^\W\d_][^,;&]*)\Z")
_PERSON = re.compile(r"((?:[A-Z][\w’'.-]*\s+)+)((?:[a-z]+\s+)*[A-Z][\w’'-]+)\Z")
_INSTITUTION_WORDS = re.compile(r"\b(?:of|the|and|for|&)\b|\d", re.IGNORECASE)
_PLAIN_SCALAR = re.compile(r"[^\W\d_][\w ’.-]*\Z")
_BOOLEANS = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")


def name_list_decoder(names: Decoder) -> Decoder:
    """Returns a decoder of lists of names that says how a name in plain text is to be written."""

    def decode(node: Node, context: DecodeContext, key: str) -> tuple[Any, ...]:
        if type(node) is ScalarNode and type(node.tag) is not str and node.value:
            _report_text(node, [node.value], context, key, is_whole_list=True)
            return ()
        if type(node) is SequenceNode and any(_is_text(item) for item in node.value):
            texts = [item.value for item in node.value if _is_text(item)]
            if node.flow_style and len(texts) == len(node.value):
                if len(texts) == 2 and not any(" " in text for text in texts):
                    texts = [", ".join(texts)]  # [Kotkin, Stephen] is one name
                _report_text(node, texts, context, key, is_whole_list=True)
                return ()
            for item in filter(_is_text, node.value):
                _report_text(item, [item.value], context, key, is_whole_list=False)
            mappings = [item for item in node.value if type(item) is MappingNode]
            return tuple(name for item in mappings for name in names.decode(_as_list(item, node), context, key))
        if type(node) is SequenceNode and (items := [item for item in node.value if _find_other_keys(item)]):
            for item in items:
                _report_other_keys(item, context)
            others = SequenceNode(
                node.tag, [item for item in node.value if item not in items], node.start_mark, node.end_mark
            )
            return tuple(names.decode(others, context, key))
        decoded_names: tuple[Any, ...] = names.decode(node, context, key)
        return decoded_names

    return Decoder(decode, (), "a list, each of it a name")


def _find_other_keys(node: Node) -> dict[str, str]:
    """Returns the keys of a name that have another name in CSL, and what that is: `surname` for `family`."""
    known_keys = yaml_keys(Name)
    if type(node) is not MappingNode or any(type(part) is not ScalarNode for pair in node.value for part in pair):
        return {}
    keys = [key.value for key, _ in node.value if key.value not in known_keys]
    meant = {key: find_key_for(key, known_keys) for key in keys}
    return meant if all(meant.values()) else {}


def _report_other_keys(node: MappingNode, context: DecodeContext) -> None:
    """Reports a name with keys of another format."""
    meant_keys = _find_other_keys(node)
    parts = []
    for key, value in node.value:
        meant = meant_keys.get(key.value, key.value)
        whole_name, _ = _split_name(value.value)
        parts.append(whole_name if meant == "literal" else f"{meant}: {_quote(value.value)}")
    written = list_names(list(meant_keys))
    message = f"a name has no key {written}" if len(meant_keys) == 1 else f"a name has no keys {written}"
    replacement = f"{{{', '.join(parts)}}}"
    context.report("unknown-key", message, node.value[0][0], (Help(f"write `{shorten(replacement)}`", replacement),))


def _is_text(node: Node) -> bool:
    return type(node) is ScalarNode and type(node.tag) is not str and bool(node.value)


def _as_list(item: Node, node: Node) -> Node:
    return SequenceNode(node.tag, [item], node.start_mark, node.end_mark, flow_style=True)


def _report_text(node: Node, texts: list[str], context: DecodeContext, key: str, *, is_whole_list: bool) -> None:
    """Reports names in plain text; the fix is safe if it is certain which part of each is the family name."""
    texts = [part for text in texts for part in _split_people(text)]
    split_names = [_split_name(text) for text in texts]
    names = ", ".join(f"{{{name}}}" for name, _ in split_names)
    replacement = f"[{names}]" if is_whole_list else names
    is_certain = all(certain for _, certain in split_names) and node.start_mark.line == node.end_mark.line
    written = shorten(context.file.text[node.start_mark.index : node.end_mark.index])
    help_text = f"write `{shorten(replacement)}`" if len(texts) > 3 else f"write `{replacement}`"
    if not is_certain:
        help_text += "; an institution is `{literal: its name}`"
    fix = Help(help_text, edits=(Edit(span_of(node), replacement),) if is_certain else ())
    message = f"`{key}` wants names in which the family name is marked; here is `{written}`"
    context.report("wrong-type", message, node, (fix,))


def _split_people(text: str) -> list[str]:
    """Returns the names of several people in one text, joined by `and` or semicolons; the text itself if it is one."""
    parts = [part.strip() for part in re.split(r"(?<!\s)\s++(?:and|und|et|&)(?=\s)|;", text)]
    are_people = all(
        (_PERSON.match(part) or _INVERTED.match(part)) and not _INSTITUTION_WORDS.search(part) for part in parts
    )
    return parts if are_people else [text]


def _split_name(text: str) -> tuple[str, bool]:
    """Returns the keys of a name in plain text, and True if it is certain which part is the family name."""
    text = " ".join(text.split())
    if match := _INVERTED.match(text):
        return f"family: {_quote(match[1])}, given: {_quote(match[2])}", True
    if (match := _PERSON.match(text)) and not _INSTITUTION_WORDS.search(text):
        return f"family: {_quote(match[2])}, given: {_quote(match[1].strip())}", False
    return f"literal: {_quote(text)}", False


def _quote(text: str) -> str:
    """Returns a text as a YAML value inside braces."""
    if _PLAIN_SCALAR.match(text) and text.lower() not in _BOOLEANS:
        return text
    return quote_text(text)
