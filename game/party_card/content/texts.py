"""Visits every text of a scene or campaign that people read, and of the evidence that it cites, and replaces it.

Invariant: the texts that are listed for translators are those that are replaced, since one function visits both. Ids,
conditions, dates and everything else that has a meaning for the program are never visited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from party_card.content.models import (
    NOT_FOUND,
    Archive,
    Beat,
    Block,
    Campaign,
    CampaignBlock,
    Choice,
    Cite,
    Conclusion,
    ContextItem,
    Debrief,
    Document,
    Ending,
    Estimate,
    Fact,
    Figure,
    Paper,
    Passage,
    Person,
    PersonFile,
    Place,
    Prologue,
    PrologueChoice,
    Provenance,
    ProvenanceEntry,
    RecordBlock,
    Role,
    Scene,
    Source,
    Station,
    Term,
    Trace,
)
from party_card.content.models.person_file import PaperText
from party_card.content.models.record import Rubric
from party_card.content.models.value_types import Located, authored_fields, yaml_key
from party_card.content.node_ref import NodeRef, RawScalar
from party_card.content.prose import join_lines
from party_card.content.source_parts import is_known_part

TRANSLATED_KEYS: Mapping[type[Located], tuple[str, ...]] = {
    Scene: ("title", "place", "hook", "question", "content_notes", "summary", "alt"),
    Role: ("name", "text"),
    ContextItem: ("heading", "text"),
    Passage: ("text", "place", "alt", "record", "in_common"),
    Block: ("text", "document"),
    Choice: ("text", "did", "locked", "overlooks"),
    Ending: ("title", "cost"),
    RecordBlock: ("text", "label", "heading", "unknown"),
    Trace: ("text",),
    Debrief: ("ask", "draws_on"),
    Rubric: ("basic", "emergent", "proficient"),
    PersonFile: ("name", "office", "unrecorded"),
    Paper: ("title", "text", "kept", "gap"),
    PaperText: ("text",),
    Prologue: ("title",),
    Beat: ("text", "alt", "question"),
    PrologueChoice: ("text",),
    Campaign: ("title",),
    Station: ("fact", "alt"),
    Archive: ("title", "text"),
    Conclusion: ("can", "cannot"),
    Provenance: ("title", "text", "alt"),
    ProvenanceEntry: ("office", "text", "imprint"),
    CampaignBlock: ("text", "unknown"),
    Fact: ("text", "quote", "note", "conclusion"),
    Cite: ("value", "says", "section"),
    Document: (
        *(
            "title",
            "author",
            "kept",
            "translation",
            "translator",
            "description",
            "columns",
            "rows",
            "maker",
            "audience",
        ),
        *("purpose", "note"),
    ),
    Figure: ("title", "unit", "note"),
    Estimate: ("label", "by"),
    Person: ("name", "was", "later", "named"),
    Place: ("name", "now"),
    Source: ("ends", "audience", "interest"),
    Term: ("name", "text", "named"),
}
"""The keys of each model that hold texts for people. The texts of all other keys have a meaning for the program."""
_KEYS_WITH_LINES = ("document",)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")

ModelT = TypeVar("ModelT", bound=Located)


class TranslatableText(NamedTuple):
    """A text with its path, such as `passages/desk/choices/read/text`, and the models around it, outermost first."""

    path: str
    key: str
    """The key of the innermost model under which it stands."""
    text: str
    location: NodeRef
    owners: tuple[Located, ...]


Visitor = Callable[[TranslatableText], str]
"""Returns what stands in place of a text."""


def map_texts(model: ModelT, path: str, visit: Visitor, owners: tuple[Located, ...] = ()) -> ModelT:
    """Returns a model with the texts that `visit` returns; the model itself if they are the same."""
    owners = (*owners, model)
    translated_keys = TRANSLATED_KEYS.get(type(model), ())
    changes: dict[str, Any] = {}
    for field in authored_fields(type(model)):
        key, value = yaml_key(field), getattr(model, field.name)
        if isinstance(value, Located | tuple | Mapping) or key in translated_keys:
            walk = _Walk(key, owners, visit, key in translated_keys)
            new_value = walk.map(value, f"{path}/{key}" if path else key, model.location.value(key))
            if new_value is not value:
                changes[field.name] = new_value
    if isinstance(model, Figure) and model.points:
        changes["points"] = _map_labels(model, f"{path}/points", visit, owners)
    return replace(model, **changes) if changes else model


def list_model_texts(model: Located, path: str) -> list[TranslatableText]:
    """Returns the texts of a model."""
    texts: list[TranslatableText] = []

    def collect(text: TranslatableText) -> str:
        texts.append(text)
        return text.text

    map_texts(model, path, collect)
    return texts


def _map_labels(figure: Figure, path: str, visit: Visitor, owners: tuple[Located, ...]) -> Mapping[str, RawScalar]:
    """Returns the points of a figure with the labels that `visit` returns; with its own if two became the same."""
    location = figure.location.value("points")
    labels = [
        visit(TranslatableText(f"{path}/{label}", "points", label, location.value(label), owners))
        if has_letters(label)
        else label
        for label in figure.points
    ]
    return dict(zip(labels, figure.points.values(), strict=True)) if len({*labels}) == len(labels) else figure.points


class _Walk(NamedTuple):
    """Visits the texts in the value of one key; without `is_text`, only those of models in it."""

    key: str
    owners: tuple[Located, ...]
    visit: Visitor
    is_text: bool

    def map(self, value: Any, path: str, location: NodeRef) -> Any:
        """Returns a value with the new texts; the value itself if nothing in it is new."""
        if isinstance(value, Located):
            return map_texts(value, path, self.visit, self.owners)
        if isinstance(value, str):
            if not self.is_text or not has_letters(value) or self._is_translated_by_program(value):
                return value
            text = normalize_text(value, self.key)
            new_text = self.visit(TranslatableText(path, self.key, text, location, self.owners))
            return value if new_text == text else new_text
        if isinstance(value, tuple):
            items = [
                self.map(item, f"{path}/{_name_item(item, number)}", location.item(number - 1))
                for number, item in enumerate(value, 1)
            ]
            return tuple(items) if any(new is not old for new, old in zip(items, value, strict=True)) else value
        if isinstance(value, Mapping):
            values = {key: self.map(item, f"{path}/{key}", location.value(str(key))) for key, item in value.items()}
            return values if any(values[key] is not item for key, item in value.items()) else value
        return value

    def _is_translated_by_program(self, value: str) -> bool:
        """Returns True for what the program says in every language; a heading of a source stays in its own."""
        if self.key == "section":
            return not value[:1].islower() or is_known_part(value)
        return self.key == "later" and value == NOT_FOUND


def _name_item(item: Any, number: int) -> object:
    """Returns what an item of a list is called in paths: its id, or else its number."""
    return item.scene if isinstance(item, Station) else getattr(item, "id", number)


def normalize_text(text: str, key: str) -> str:
    """Returns a text with each paragraph on one line: only in a typed paper the ends of lines have a meaning.

    So a scene that is wrapped anew has the same translations.
    """
    if key in _KEYS_WITH_LINES:
        return text.strip("\n")
    return "\n\n".join(join_lines(part) for part in _PARAGRAPH_BREAK.split(text) if part.strip())


def has_letters(text: str) -> bool:
    """Returns True if there is anything in a text to translate: a number alone is the same in every language."""
    return any(character.isalpha() for character in text)
