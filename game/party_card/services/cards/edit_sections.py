"""Changes of the lists around the passages of a scene: what is known before, the record, questions, and names."""

from __future__ import annotations

from party_card.localization import gettext, gettext_noop
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.fields import PASSAGE_ORDER, SCENE_ORDER, SECTIONS, TEXT_KINDS, WORD_LISTS
from party_card.services.cards.operation import Operation, Outcome, value_at
from party_card.services.cards.values import Text, Value

_NO_SECTION = gettext_noop("A card cannot change this part of the scene. Change it in the text.")


def insert_item(document: YamlDocument, operation: Operation) -> Outcome:
    """Puts an item into a section, at an index or at the end; `values` are the texts below its keys."""
    section = operation.word("section")
    values = Operation(operation.mapping("values"))
    keys = [key for key in SECTIONS.get(section, ()) if key in TEXT_KINDS and values.has(key)]
    if not keys:
        raise CardError(gettext(_NO_SECTION))
    item: dict[str, Value] = {key: Text(values.text(key, TEXT_KINDS[key]), TEXT_KINDS[key]) for key in keys}
    count = document.count([section])
    if count == 0:
        return Outcome(document.set([section], [item], SCENE_ORDER), [section, 0])
    index = max(0, min(operation.number("index", count), count))
    return Outcome(document.insert_item([section], item, index), [section, index])


def remove_item(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes an item of a section."""
    return Outcome(document.remove_with_empty(_require_item(document, operation), 1))


def move_item(document: YamlDocument, operation: Operation) -> Outcome:
    """Moves an item to another index in its section."""
    path = _require_item(document, operation)
    index = max(0, min(operation.number("index", 0), document.count(path[:1]) - 1))
    return Outcome(document.move(path, index), [path[0], index])


def set_words(document: YamlDocument, operation: Operation) -> Outcome:
    """Sets a list of names or short texts; an empty one removes the key."""
    path, words = operation.path(), operation.words("words")
    is_of_passage = len(path) == 3 and path[0] == "passages" and path[2] == "places"
    if path[-1] not in WORD_LISTS or not (len(path) == 1 or is_of_passage):
        raise CardError(gettext(_NO_SECTION))
    if words:
        values: list[Value] = [Text(word) for word in dict.fromkeys(words)]
        return Outcome(document.set(path, values, PASSAGE_ORDER if is_of_passage else SCENE_ORDER), path)
    return Outcome(document if document.find(path) is None else document.remove(path))


def _require_item(document: YamlDocument, operation: Operation) -> list[str | int]:
    path = operation.path()
    if len(path) != 2 or path[0] not in SECTIONS or value_at(document, path) is None:
        raise CardError(gettext("This part of the scene is not there any more."))
    return path
