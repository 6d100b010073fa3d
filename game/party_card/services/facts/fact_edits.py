"""Makes, changes and removes facts in the text of a dossier.

Invariant: only the fact that an edit is about changes; comments and layout of the others stay as they are. What cannot
be written so raises CardError.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from party_card.content.yaml_nodes import MappingNode
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.ids import make_id
from party_card.services.cards.shown_values import mapping_of, text_of
from party_card.services.cards.values import Text, Value
from party_card.services.cards.writing import write_line
from party_card.services.facts.fact_values import LOCATOR_KEYS, Locator

FACT_ORDER = ("text", "date", "grade", "quote", "cite", "people", "places", "note", "conclusion")
_SCENE_ORDER = (
    "scene", "title", "span", "place", "at", "role", "hook", "know", "context", "question", "minutes", "content_notes",
    "summary", "dossiers",
)  # fmt: skip


@frozen_dataclass
class FactValues:
    """What a new fact says; empty texts are left out."""

    text: str
    grade: str
    locator: Locator
    date: str = ""
    quote: str = ""
    note: str = ""


def make_fact_id(claim: str, taken: Collection[str]) -> str:
    """Returns the id of a new fact, made from its claim, that no other has."""
    return make_id(claim, taken, "fact")


def insert_fact(text: str, fact_id: str, values: FactValues) -> str:
    """Returns the text of a dossier with one more fact, behind the others."""
    document = YamlDocument(text)
    fact = _build_fact(values, _read_default_source(document))
    found = document.find(["facts"])
    if document.find(["facts", fact_id]) is not None:
        raise CardError(gettext("There is a fact “{fact_id}” in this file already.").format(fact_id=fact_id))
    if found is None or not isinstance(found.node, MappingNode) or not found.node.value:
        return document.set(["facts"], {fact_id: fact}, ("dossier", "title", "source", "facts")).text
    return document.set(["facts", fact_id], fact).text


def change_fact(text: str, fact_id: str, changes: Mapping[str, str | Locator]) -> str:
    """Returns the text of a dossier in which keys of a fact have other values; an empty text removes its key."""
    document = YamlDocument(text)
    if document.find(["facts", fact_id]) is None:
        raise CardError(gettext("There is no fact “{fact_id}” in this file any more.").format(fact_id=fact_id))
    for key, value in changes.items():
        path = ["facts", fact_id, key]
        if isinstance(value, Locator):
            document = _change_cite(document, fact_id, value)
        elif value:
            document = document.set(path, Text(value, "plain" if key == "date" else "line"), FACT_ORDER)
        elif document.find(path) is not None:
            document = document.remove(path)
    return document.text


def remove_fact(text: str, fact_id: str) -> str:
    """Returns the text of a dossier without a fact, and without what would be empty then."""
    document = YamlDocument(text)
    if document.find(["facts", fact_id]) is None:
        raise CardError(gettext("There is no fact “{fact_id}” in this file any more.").format(fact_id=fact_id))
    return document.remove_with_empty(["facts", fact_id], 1).text


def add_dossier_to_scene(text: str, dossier: str) -> str:
    """Returns the text of a scene that rests on one more dossier."""
    document = YamlDocument(text)
    if count := document.count(["dossiers"]):
        return document.insert_item(["dossiers"], Text(dossier), count).text
    return document.set(["dossiers"], [Text(dossier)], _SCENE_ORDER).text


def write_dossier(dossier: str, title: str) -> str:
    """Returns the text of a dossier without facts."""
    return f"dossier: {write_line(dossier)}\ntitle: {write_line(title)}\n"


def _build_fact(values: FactValues, default_source: str) -> Value:
    fact: dict[str, Value] = {"text": Text(values.text)}
    if values.date:
        fact["date"] = Text(values.date, "plain")
    fact["grade"] = Text(values.grade)
    if values.quote:
        fact["quote"] = Text(values.quote)
    fact["cite"] = values.locator.to_value(default_source)
    if values.note:
        fact["note"] = Text(values.note)
    return fact


def _change_cite(document: YamlDocument, fact_id: str, locator: Locator) -> YamlDocument:
    """Gives the first citation of a fact another place; what else it says stays."""
    path: list[str | int] = ["facts", fact_id, "cite"]
    if document.find([*path, 0]) is not None:
        path.append(0)
    found = document.find(path)
    value = locator.to_value(_read_default_source(document))
    if found is None or not isinstance(found.node, MappingNode):
        return document.set(path, value, FACT_ORDER)
    for key, item in value.items():
        document = document.set([*path, key], item, LOCATOR_KEYS)
    for key in LOCATOR_KEYS:
        if key not in value and document.find([*path, key]) is not None:
            document = document.remove([*path, key])
    return document


def _read_default_source(document: YamlDocument) -> str:
    return text_of(mapping_of(document.value).get("source")) or ""
