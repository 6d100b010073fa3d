"""Variables and values whose name has a meaning of its own in conditions: `class`, `not`, `true`.

Python's parser reads conditions, so its words cannot be names there. A variable is renamed with all that refers to it,
or not at all.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator

from party_card.content.models import Scene, VariableForm, VariableId
from party_card.content.node_ref import NodeRef, span_of
from party_card.content.yaml_nodes import MappingNode, ScalarNode
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Fix, Help, Severity
from party_card.diagnostics.words import backquote

RESERVED_VALUES = frozenset(word for word in keyword.kwlist if word.islower())
"""Words that no value can be called."""
RESERVED_WORDS = RESERVED_VALUES | {"true", "false"}
"""Words that no variable can be called."""
_CONDITION_WORDS = frozenset({"and", "or", "not", "in", "true", "false"})
"""Reserved words that conditions use: where one stands, it need not be the name of a variable."""
_MARK_BEFORE = re.compile(r"(?:visited|chose)\s*\(\s*[\"']?\Z")


def contains_word(text: str, words: Iterable[str]) -> bool:
    """Returns True if one of the words stands in a condition."""
    return any(_find_word(text, word) for word in words)


def find_reserved_names(scene: Scene) -> list[str]:
    """Returns the names of variables and values that cannot stand in a condition."""
    names: list[str] = [name for name in scene.variables if name in RESERVED_WORDS]
    for form in scene.variables.values():
        if isinstance(form, VariableForm):
            names += [value for value in form.values or () if value in RESERVED_VALUES]
    return names


def report_reserved_names(scene: Scene, conditions: Iterable[NodeRef]) -> Iterator[Diagnostic]:
    """Reports every such name where it is declared."""
    locations = list(conditions)
    variables = scene.location.value("variables")
    for name, form in scene.variables.items():
        if name in RESERVED_WORDS:
            candidates = (f"the_{name}", *(f"the_{name}_{number}" for number in range(2, len(scene.variables) + 3)))
            new_name = next(candidate for candidate in candidates if candidate not in scene.variables)
            message = f"{backquote(name)} has a meaning of its own in conditions; no variable can be called so"
            help_text = f"call it by another name, such as `{new_name}`, here and wherever it is named"
            fix = Help(help_text, edits=_make_rename(scene, name, new_name, locations))
            yield Diagnostic("reserved-name", Severity.ERROR, message, variables.key_label(name), helps=(fix,))
        elif isinstance(form, VariableForm):
            for index, value in enumerate(form.values or ()):
                if value in RESERVED_VALUES:
                    message = f"{backquote(value)} has a meaning of its own in conditions; no value can be called so"
                    help_text = f"call it by another word, such as `the-{value}`, here and wherever it is named"
                    label = variables.value(name).value("values").item(index).label()
                    yield Diagnostic("reserved-name", Severity.ERROR, message, label, helps=(Help(help_text),))


def _make_rename(scene: Scene, name: VariableId, new_name: str, conditions: Iterable[NodeRef]) -> Fix:
    """Returns the edits that rename a variable wherever it is named; none if something else may be meant there."""
    if find_reserved_names(scene).count(name) > 1:
        return ()  # it is a value too
    edits: list[Edit] = []
    mappings = [scene.location.value("variables"), *(test.expect.location.value("variables") for test in scene.tests)]
    for passage in scene.passages.values():
        mappings += (choice.location.value(key) for choice in passage.choices for key in ("set", "add"))
    for mapping in mappings:
        if isinstance(mapping.node, MappingNode):
            keys = [key for key, _ in mapping.node.value if isinstance(key, ScalarNode) and key.value == name]
            edits += [Edit(span_of(key), new_name) for key in keys]
    for location in conditions:
        start, end = location.node.start_mark, location.node.end_mark
        source = location.file.text[start.index : end.index]
        matches = [match for match in _find_word(source, name) if not _MARK_BEFORE.search(source[: match.start()])]
        if matches and (start.line != end.line or name in _CONDITION_WORDS):
            return ()
        edits += [
            Edit(location.file.span(start.index + match.start(), start.index + match.end()), new_name)
            for match in matches
        ]
    return tuple(dict.fromkeys(edits))


def _find_word(text: str, word: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text))
