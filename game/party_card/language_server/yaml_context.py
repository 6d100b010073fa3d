"""Where in a file something is being typed: the keys above it, and the type that the models give to it.

Invariant: only lines and brackets are read, never a tree, since a file that is being written is seldom valid YAML.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any, Union, get_args, get_origin

from party_card.content.file_kinds import MODEL_BY_KEY, MODEL_BY_SHARED_KEY
from party_card.content.schema import list_keys
from party_card.frozen_dataclass import frozen_dataclass

_KEY = re.compile(r"""(?P<indent>\s*)(?P<dashes>(?:-\s+)*)(?P<key>[A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)""")
_DASHES = re.compile(r"\s*(?:-\s+)*")
_WORD = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{0,80}$")


@frozen_dataclass
class YamlContext:
    """A place in a file: the keys above it from the root on, and what the models expect there.

    `word` is what has been typed of the name or key so far. `is_key` is True where a key may stand; then `annotation`
    is the model whose keys these are, or a mapping. Else it is the type of the value; None if that is not known.
    """

    path: tuple[str, ...]
    word: str
    is_key: bool
    annotation: Any
    before: str
    """The text of the line before the word, back to the last bracket or key."""


def find_context(text: str, index: int) -> YamlContext:
    """Returns the context of the character at `index`."""
    line_start = text.rfind("\n", 0, index) + 1
    line = text[line_start:index]
    word_match = _WORD.search(line)
    word = word_match[0] if word_match else ""
    path, is_key, before = _read_line(line[: len(line) - len(word)])
    indent = _content_indent(line)
    outer = _find_outer_keys(text[:line_start].split("\n"), indent)
    whole_path = (*outer, *path)
    annotation = _find_annotation(_find_model(text), whole_path)
    if is_key and not _takes_keys(annotation):
        is_key = False
    return YamlContext(whole_path, word, is_key, annotation, before)


def _content_indent(line: str) -> int:
    match = _DASHES.match(line)
    return match.end() if match else 0


def _read_line(line: str) -> tuple[list[str], bool, str]:
    """Returns the keys that a line opens up to its end, if a key may follow, and the text since the last of them."""
    match = _KEY.match(line)
    keys = [match["key"].strip("\"'")] if match else []
    rest = line[match.end() :] if match else line[_content_indent(line) :]
    stack: list[tuple[str, int]] = []  # open brackets, and how many keys were open before each
    quotation, start = "", 0
    for position, character in enumerate(rest):
        if quotation:
            quotation = "" if character == quotation else quotation
        elif character in "\"'":
            quotation = character
        elif character in "[{":
            stack.append((character, len(keys)))
            start = position + 1
        elif character in "]}" and stack:
            del keys[stack.pop()[1] :]
            start = position + 1
        elif character == "," and stack:
            del keys[stack[-1][1] :]
            start = position + 1
        elif character == ":" and stack and stack[-1][0] == "{" and rest[position + 1 : position + 2] in ("", " "):
            keys.append(rest[start:position].strip().strip("\"'"))
            start = position + 1
    before = rest[start:]
    if quotation:
        return keys, False, before
    if stack:
        is_key = stack[-1][0] == "{" and len(keys) == stack[-1][1] and not before.strip()
        return keys, is_key, before
    return keys, match is None and not rest.strip(), before


def _find_outer_keys(lines: Sequence[str], indent: int) -> list[str]:
    """Returns the keys above a line, from the root on: each is indented less than what is below it."""
    keys: list[str] = []
    for line in reversed(lines):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _KEY.match(line)
        dash_indent = len(line) - len(line.lstrip())
        has_dash = line.lstrip().startswith("- ")
        key_indent = _content_indent(line)
        if match is not None and key_indent < indent:
            keys.append(match["key"].strip("\"'"))
            indent = key_indent
        if has_dash and dash_indent < indent:
            indent = dash_indent + 1  # the key of a list may stand as far left as its dashes
        if indent == 0:
            break
    return keys[::-1]


def _find_model(text: str) -> Any:
    for line in text.split("\n"):
        key = line.partition(":")[0]
        if key in MODEL_BY_KEY:
            return MODEL_BY_KEY[key]
        if key in MODEL_BY_SHARED_KEY:
            return MODEL_BY_SHARED_KEY[key]
    return None


def _find_annotation(model: Any, path: Sequence[str]) -> Any:
    annotation = model
    for key in path:
        annotation = _step(annotation, key)
    return annotation


def _step(annotation: Any, key: str) -> Any:
    """Returns the type of the value under a key of a value of some type; None if it is not known."""
    for member in _iter_members(annotation):
        if isinstance(member, type) and is_dataclass(member):
            for known_key in list_keys(member):
                if known_key.name == key:
                    return known_key.value_type
        elif _is_mapping(member):
            return get_args(member)[1]
    return None


def _iter_members(annotation: Any) -> list[Any]:
    """Returns the types that a value may have, those of the items of a list included."""
    if get_origin(annotation) in (Union, types.UnionType):
        return [member for argument in get_args(annotation) for member in _iter_members(argument)]
    if get_origin(annotation) is tuple:
        return _iter_members(get_args(annotation)[0])
    return [annotation]


def _is_mapping(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _takes_keys(annotation: Any) -> bool:
    return any(_is_mapping(member) or is_dataclass(member) for member in _iter_members(annotation))


def list_models(annotation: Any) -> list[Any]:
    """Returns the models that a value of a type may be."""
    return [member for member in _iter_members(annotation) if isinstance(member, type) and is_dataclass(member)]


def list_value_types(annotation: Any) -> list[Any]:
    """Returns the types that a scalar of some type may have, those of the items of a list included."""
    return [member for member in _iter_members(annotation) if not is_dataclass(member) and not _is_mapping(member)]
