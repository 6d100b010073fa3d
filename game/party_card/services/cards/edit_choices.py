"""Changes of choices: new ones, their order, where they lead, and what they change."""

from __future__ import annotations

from party_card.localization import gettext
from party_card.services.cards.choice_targets import find_default_target, find_last_target
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.edit_passages import OPEN_TEXT, add_passage
from party_card.services.cards.errors import CardError
from party_card.services.cards.fields import CHOICE_ORDER, PASSAGE_ORDER
from party_card.services.cards.ids import make_choice_id, make_passage_id
from party_card.services.cards.operation import Operation, Outcome, passage_of, require_number, scene_of, value_at
from party_card.services.cards.shown_values import list_of, mapping_of, text_of, words_of
from party_card.services.cards.values import FlowMapping, Path, Text, Value
from party_card.services.cards.variables import list_variables


def insert_choice(document: YamlDocument, operation: Operation) -> Outcome:
    """Puts a new choice into a passage; its id is made of its words.

    It leads to `goto`, or to a new passage with the title `newPassage`, or to a passage that no path reaches; if there
    is none, nowhere yet.
    """
    name = operation.word("passage")
    passage = passage_of(document, name)
    if "ending" in passage:
        raise CardError(
            gettext("This passage is an ending, which has no choices. Turn it into a passage that goes on first.")
        )
    text = operation.optional_text("text", "prose") or "New choice"
    choice: dict[str, Value] = {"id": Text(make_choice_id(scene_of(document), text)), "text": Text(text, "prose")}
    if did := operation.optional_text("did", "prose"):
        choice["did"] = Text(did, "prose")
    if operation.has("newPassage"):
        target = make_passage_id(scene_of(document), operation.word("newPassage") or "New passage")
        document = add_passage(document, target, {"text": Text(OPEN_TEXT, "prose")}, find_last_target(document, name))
        choice["goto"] = Text(target)
    else:
        choice["goto"] = Text(operation.word("goto") if operation.has("goto") else find_default_target(document, name))
    path = ["passages", name, "choices"]
    if document.count(path) == 0:
        return Outcome(document.set(path, [choice], PASSAGE_ORDER), [*path, 0])
    index = max(0, min(operation.number("index", document.count(path)), document.count(path)))
    return Outcome(document.insert_item(path, choice, index), [*path, index])


def lead_to_new_passage(document: YamlDocument, operation: Operation) -> Outcome:
    """Lets a choice lead to a new passage, which stands behind its own and those before it."""
    path = _require_choice(document, operation)
    target = make_passage_id(scene_of(document), operation.optional_text("title") or "New passage")
    last = find_last_target(document, str(path[1]), int(path[3]))
    document = add_passage(document, target, {"text": Text(OPEN_TEXT, "prose")}, last)
    return Outcome(document.set([*path, "goto"], Text(target), CHOICE_ORDER), ["passages", target])


def remove_choice(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes a choice, and its name from `history`."""
    path = _require_choice(document, operation)
    name = str(path[1])
    id_ = text_of(value_at(document, [*path, "id"]))
    document = document.remove_with_empty(path, 3)
    history = words_of(passage_of(document, name).get("history"))
    if id_ in history:
        history_path = ["passages", name, "history"]
        kept = [Text(choice) for choice in history if choice != id_]
        document = document.set(history_path, [*kept]) if kept else document.remove(history_path)
    return Outcome(document)


def move_choice(document: YamlDocument, operation: Operation) -> Outcome:
    """Moves a choice to another index in its passage."""
    path = _require_choice(document, operation)
    index = max(0, min(operation.number("index", 0), document.count(path[:-1]) - 1))
    return Outcome(document.move(path, index), [*path[:-1], index])


def set_change(document: YamlDocument, operation: Operation) -> Outcome:
    """Lets a choice set a variable, or add to a number."""
    path, variable = _require_choice(document, operation), operation.word("variable")
    known = list_variables(scene_of(document)).get(variable)
    if known is None:
        raise CardError(gettext("This scene has no variable “{variable}”.").format(variable=variable))
    key, other = ("add", "set") if operation.word("operation") == "add" else ("set", "add")
    text = operation.word("value")
    if key == "add" and known.kind != "number":
        raise CardError(gettext("Only a number can be added to, and “{variable}” is none.").format(variable=variable))
    value = (
        Text(text) if known.kind == "words" else Text(require_number(text) if known.kind == "number" else text, "plain")
    )
    if known.kind == "yes-no" and text not in ("true", "false"):
        raise CardError(gettext("“{variable}” can be yes or no only.").format(variable=variable))
    if document.find([*path, other, variable]) is not None:
        document = document.remove_with_empty([*path, other, variable], len(path) + 1)
    return Outcome(_set_entry(document, [*path, key], variable, value), path)


def _set_entry(document: YamlDocument, path: Path, variable: str, value: Value) -> YamlDocument:
    if document.count(path) == 0:
        return document.set(path, FlowMapping({variable: value}), CHOICE_ORDER)
    return document.set([*path, variable], value)


def remove_change(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes what a choice does to a variable."""
    path, variable = _require_choice(document, operation), operation.word("variable")
    for key in ("set", "add"):
        if document.find([*path, key, variable]) is not None:
            document = document.remove_with_empty([*path, key, variable], len(path) + 1)
    return Outcome(document, path)


def _require_choice(document: YamlDocument, operation: Operation) -> list[str | int]:
    path = operation.path()
    choices = list_of(mapping_of(value_at(document, path[:2])).get("choices"))
    if len(path) != 4 or path[2] != "choices" or not isinstance(path[3], int) or not 0 <= path[3] < len(choices):
        raise CardError(gettext("This choice is not there any more."))
    return path
