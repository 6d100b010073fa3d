"""Changes of variables and of story tests."""

from __future__ import annotations

import re
from collections.abc import Mapping

from party_card.localization import gettext
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.fields import EXPECT_ORDER, SCENE_ORDER, TEST_ORDER, VARIABLE_ORDER
from party_card.services.cards.ids import make_variable_id
from party_card.services.cards.operation import Operation, Outcome, require_number, scene_of, value_at
from party_card.services.cards.values import FlowMapping, Path, Text, Value
from party_card.services.cards.variables import list_variables


def set_variable(document: YamlDocument, operation: Operation) -> Outcome:
    """Declares a variable, or changes the one with the id `id`."""
    root = scene_of(document)
    label = operation.optional_text("label")
    name = operation.word("id") if operation.has("id") else make_variable_id(root, label)
    path = ["variables", name]
    known = list_variables(root).get(name)
    if operation.has("id") and known is None:
        raise CardError(gettext("This scene has no variable “{name}”.").format(name=name))
    form = _make_form(operation, label)
    if known is not None and known.carried is not None:
        form = FlowMapping({"carried": Text(known.carried), **({"label": Text(label)} if label else {})})
    value: Value = form["start"] if list(form) == ["start"] else form
    if document.count(["variables"]) == 0:
        return Outcome(document.set(["variables"], {name: value}, SCENE_ORDER), path)
    if not isinstance(value_at(document, path), dict) or not isinstance(value, dict):
        return Outcome(document.set(path, value), path)
    for key in VARIABLE_ORDER:
        if key in form:
            document = document.set([*path, key], form[key], VARIABLE_ORDER)
    for key in VARIABLE_ORDER:
        if key not in form and document.find([*path, key]) is not None:
            document = document.remove([*path, key])
    return Outcome(document, path)


def _make_form(operation: Operation, label: str) -> FlowMapping:
    kind, form = operation.optional_text("variableKind") or "yes-no", FlowMapping()
    start = operation.optional_text("start")
    if kind == "number":
        numbers = operation.numbers("range")
        if len(numbers) != 2 or numbers[0] >= numbers[1]:
            raise CardError(gettext("A number has a least and a greatest value, and the greatest is larger."))
        number = require_number(start or str(numbers[0]))
        if not numbers[0] <= int(number) <= numbers[1]:
            raise CardError(
                gettext("It cannot begin with {number}, which lies outside its range.").format(number=number)
            )
        form["range"] = [Text(str(number), "plain") for number in numbers]
        form["start"] = Text(number, "plain")
    elif kind == "words":
        values = list(dict.fromkeys(operation.words("values")))
        if len(values) < 2:
            raise CardError(gettext("Write at least two words that it can be."))
        if start and start not in values:
            raise CardError(gettext("It cannot begin with “{start}”, which is none of its words.").format(start=start))
        form["values"] = [Text(value) for value in values]
        form["start"] = Text(start or values[0])
    else:
        form["start"] = Text("true" if start == "true" else "false", "plain")
    if label:
        form["label"] = Text(label)
    return form


def remove_variable(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes a variable. What names it stays as it is, and the sentence says so."""
    name = operation.word("id")
    changed = document.remove_with_empty(["variables", name], 1)
    is_named = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", _text_without_declarations(changed))
    message = gettext("“{name}” is still named in the scene; the problems list says where.").format(name=name)
    return Outcome(changed, message=message if is_named else "")


def _text_without_declarations(document: YamlDocument) -> str:
    found = document.find(["passages"])
    return "" if found is None else document.text[found.node.start_mark.index : found.node.end_mark.index]


def set_test(document: YamlDocument, operation: Operation) -> Outcome:
    """Adds a story test, or changes the one at `path`: its name, its choices, and the end that it expects."""
    name = Text(operation.optional_text("name") or "New test")
    play: list[Value] = [Text(choice) for choice in operation.words("play")]
    expected = {key: operation.optional_text(key) for key in EXPECT_ORDER if operation.names(key)}
    if operation.has("path"):
        path = _require_test(document, operation)
        document = document.set([*path, "name"], name, TEST_ORDER).set([*path, "play"], play, TEST_ORDER)
        return Outcome(_set_expected(document, [*path, "expect"], expected), path)
    expect = FlowMapping({key: Text(text) for key, text in expected.items() if text})
    if not expect:
        raise CardError(gettext("Choose the ending or the passage that the test expects."))
    test: dict[str, Value] = {"name": name, "play": play, "expect": expect}
    count = document.count(["tests"])
    if count == 0:
        return Outcome(document.set(["tests"], [test], SCENE_ORDER), ["tests", 0])
    return Outcome(document.insert_item(["tests"], test, count), ["tests", count])


def _set_expected(document: YamlDocument, path: Path, expected: Mapping[str, str]) -> YamlDocument:
    """Returns the document with what a test expects; an empty text is not asked any more."""
    for key, text in expected.items():
        if text and document.count(path) == 0:
            document = document.set(path, FlowMapping({key: Text(text)}), TEST_ORDER)
        elif text:
            document = document.set([*path, key], Text(text), EXPECT_ORDER)
    for key, text in expected.items():
        if not text and document.find([*path, key]) is not None:
            if document.count(path) == 1:
                raise CardError(gettext("Choose the ending or the passage that the test expects."))
            document = document.remove([*path, key])
    return document


def remove_test(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes a story test."""
    return Outcome(document.remove_with_empty(_require_test(document, operation), 1))


def _require_test(document: YamlDocument, operation: Operation) -> list[str | int]:
    path = operation.path()
    if len(path) != 2 or path[0] != "tests" or not isinstance(value_at(document, path), dict):
        raise CardError(gettext("This test is not there any more."))
    return path
