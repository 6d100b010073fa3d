"""Changes of texts on a card: fields, conditions, blocks, and citations."""

from __future__ import annotations

import re

from party_card.content.identifiers import IDENTIFIER
from party_card.localization import gettext
from party_card.services.cards.clean_text import TextKind, offset_of_units, show_text
from party_card.services.cards.condition_rows import write_rows
from party_card.services.cards.date_text import read_date_words
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.fields import (
    BLOCK_ORDER,
    CHOICE_ORDER,
    ENDING_ORDER,
    PASSAGE_ORDER,
    REQUIRED_KEYS,
    ROLE_ORDER,
    RUBRIC_ORDER,
    SCENE_ORDER,
    SECTIONS,
    TEST_ORDER,
    TEXT_KINDS,
)
from party_card.services.cards.operation import (
    Operation,
    Outcome,
    keep_text,
    passage_of,
    require_number,
    scene_of,
    value_at,
)
from party_card.services.cards.shown_values import list_of, text_of
from party_card.services.cards.values import Path, Text, Value
from party_card.services.cards.variables import list_variables

_CITATION = re.compile(r" ?\[(@[^\[\]]*)\]")


def find_order(path: Path) -> tuple[str, ...]:
    """Returns the order of the keys of the mapping in which the last step of a path is one."""
    match path:
        case ["role", _]:
            return ROLE_ORDER
        case ["passages", _, "text", int(), _]:
            return BLOCK_ORDER
        case ["passages", _, "choices", int(), _]:
            return CHOICE_ORDER
        case ["passages", _, "ending", _]:
            return ENDING_ORDER
        case ["passages", _, _]:
            return PASSAGE_ORDER
        case ["tests", int(), _]:
            return TEST_ORDER
        case ["debrief", int(), "rubric", _]:
            return RUBRIC_ORDER
        case [str(section), int(), _] if section in SECTIONS:
            return SECTIONS[section]
        case [_]:
            return SCENE_ORDER
    raise CardError(gettext("A card cannot change this part of the scene. Change it in the text."))


def set_text(document: YamlDocument, operation: Operation) -> Outcome:
    """Sets the text below a key; an empty one removes the key, unless a card must have it."""
    path = operation.path()
    key = str(path[-1])
    order, kind = find_order(path), TEXT_KINDS.get(key)
    if kind is None or key not in order:
        raise CardError(gettext("A card cannot change this part of the scene. Change it in the text."))
    text = operation.optional_text("text", kind)
    if key in ("date", "span"):
        text = read_date_words(text)
    if kind == "plain" and key != "hypothesis" and text:
        text = require_number(text)
    if key == "hypothesis" and text != "true":
        text = ""
    if text and path[0] == "role" and document.count(["role"]) == 0:
        role: dict[str, Value] = {"name": Text(""), "kind": Text("composite"), key: Text(text, kind)}
        return Outcome(document.set(["role"], role, SCENE_ORDER))
    if text and path[2:3] == ["rubric"] and value_at(document, path[:3]) is None:
        rubric: dict[str, Value] = {level: Text(text if level == key else "", kind) for level in RUBRIC_ORDER}
        return Outcome(document.set(path[:3], rubric, SECTIONS["debrief"]))
    if text or (key in REQUIRED_KEYS and path[0] != "role"):
        return Outcome(document.set(path, Text(text, kind), order))
    if document.find(path) is None:
        return Outcome(document)
    limit = 1 if path[0] == "role" else 3 if path[2:3] == ["rubric"] else len(path)
    return Outcome(document.remove_with_empty(path, limit))


def set_condition(document: YamlDocument, operation: Operation) -> Outcome:
    """Sets the condition of a block or a choice, from a text or from rows; an empty one removes it."""
    path = operation.path()
    if operation.has("rows"):
        variables = list_variables(scene_of(document))
        yes_no_names = [name for name, variable in variables.items() if variable.kind == "yes-no"]
        condition = write_rows(operation.mappings("rows"), operation.optional_text("join") or "and", yes_no_names)
    else:
        condition = operation.optional_text("text")
    if len(path) == 3 and path[2] == "text":
        if not condition:
            return Outcome(document)
        document = _as_blocks(document, path)
        path = [*path, 0]
    key_path = [*path, "if"]
    order = find_order(key_path)
    if condition:
        return Outcome(document.set(key_path, Text(condition), order), path)
    return Outcome(document if document.find(key_path) is None else document.remove(key_path), path)


def _as_blocks(document: YamlDocument, path: Path) -> YamlDocument:
    """Returns the document with the only text of a passage as the first of a list."""
    if document.find(path) is None:
        raise CardError(gettext("This passage has no text yet. Write it first."))
    if isinstance(value_at(document, path), list):
        return document
    return document.set(path, [{"text": keep_text(document, path, "prose")}])


def insert_block(document: YamlDocument, operation: Operation) -> Outcome:
    """Puts a text or a document into a passage, at an index among those that are there."""
    name = operation.word("passage")
    passage = passage_of(document, name)
    kind: TextKind = "document" if operation.optional_text("blockKind") == "document" else "prose"
    key = "document" if kind == "document" else "text"
    block: dict[str, Value] = {key: Text(operation.optional_text("text", kind), kind)}
    if condition := operation.optional_text("condition"):
        block = {"if": Text(condition), **block}
    path = ["passages", name, "text"]
    if "text" not in passage:
        return Outcome(document.set(path, [block], PASSAGE_ORDER), [*path, 0])
    document = _as_blocks(document, path)
    index = max(0, min(operation.number("index", document.count(path)), document.count(path)))
    return Outcome(document.insert_item(path, block, index), [*path, index])


def remove_block(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes a text or a document of a passage that has others."""
    path = operation.path()
    if len(path) != 4 or path[2] != "text" or document.count(path[:-1]) < 2:
        raise CardError(gettext("A passage has at least one text. Change this one, or delete the passage."))
    return Outcome(document.remove(path))


def move_block(document: YamlDocument, operation: Operation) -> Outcome:
    """Moves a text or a document to another index in its passage."""
    path = operation.path()
    if len(path) != 4 or path[2] != "text":
        raise CardError(gettext("This passage has one text only."))
    index = max(0, min(operation.number("index", 0), document.count(path[:-1]) - 1))
    return Outcome(document.move(path, index), [*path[:-1], index])


def set_history(document: YamlDocument, operation: Operation) -> Outcome:
    """Sets the choices of a passage that match the record; none removes the key."""
    name, choices = operation.word("passage"), operation.words("choices")
    passage = passage_of(document, name)
    known = [text_of(value_at(document, ["passages", name, "choices", index, "id"])) for index in _indices(passage)]
    for choice in choices:
        if choice not in known:
            raise CardError(gettext("This passage has no choice “{choice}”.").format(choice=choice))
    path = ["passages", name, "history"]
    if choices:
        return Outcome(document.set(path, [Text(choice) for choice in choices], PASSAGE_ORDER))
    return Outcome(document.remove(path) if "history" in passage else document)


def _indices(passage: dict[str, Value]) -> range:
    return range(len(list_of(passage.get("choices"))))


def insert_citation(document: YamlDocument, operation: Operation) -> Outcome:
    """Puts `[@fact]` behind the word, or the sentence that ends, at an offset of a text as its card shows it.

    The offset counts units of UTF-16, as browsers do.
    """
    path, fact = operation.path(), operation.word("fact")
    if not IDENTIFIER.match(fact):
        raise CardError(gettext("“{fact}” cannot be the name of a fact.").format(fact=fact))
    kind, text = _find_shown_text(document, path)
    offset = offset_of_units(text, operation.number("offset", 0))
    for group in _CITATION.finditer(text):
        if group.start() < offset < group.end():
            offset = group.end()
    is_between_words = offset > 0 and text[offset - 1 : offset].isspace() and text[:offset].strip() != ""
    offset = len(text[:offset].rstrip()) if is_between_words else offset
    while not is_between_words and offset < len(text) and not text[offset].isspace():
        offset += 1
    while (next_group := _CITATION.match(text, offset)) is not None:
        if f"@{fact}" in re.split(r"[;,\s]+", next_group[1]):
            return Outcome(document)
        offset = next_group.end()
    gap = " " if text[:offset].strip() and not text[:offset].endswith((" ", "\n")) else ""
    new_text = f"{text[:offset]}{gap}[@{fact}]{text[offset:]}"
    return Outcome(document.set(path, Text(show_text(new_text, kind), kind)))


def remove_citation(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes a fact from the citations of a text: the first that names it, or the one with the index `occurrence`."""
    path, fact = operation.path(), operation.word("fact")
    kind, text = _find_shown_text(document, path)
    groups = [group for group in _CITATION.finditer(text) if f"@{fact}" in re.split(r"[;,\s]+", group[1])]
    occurrence = operation.number("occurrence", 0)
    if not 0 <= occurrence < len(groups):
        raise CardError(gettext("This text does not cite the fact any more."))
    group = groups[occurrence]
    others = [name for name in re.split(r"[;,\s]+", group[1]) if name and name != f"@{fact}"]
    replacement = f"{group[0][: group[0].index('[')]}[{', '.join(others)}]" if others else ""
    new_text = text[: group.start()] + replacement + text[group.end() :]
    return Outcome(document.set(path, Text(show_text(new_text, kind), kind)))


def _find_shown_text(document: YamlDocument, path: Path) -> tuple[TextKind, str]:
    kind = TEXT_KINDS.get(str(path[-1]))
    if kind not in ("prose", "document"):
        raise CardError(gettext("A fact can be cited in a text only."))
    return kind, keep_text(document, path, kind).text
