"""Makes passages and choices of a draft.

Invariant: every word of the draft stands in the scene, or in what `plan_draft` could not place. Only what waits to be
written is written over: a passage without a text, with its choices, and endings that nothing leads to any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from party_card.content.words_of_names import find_words, make_name
from party_card.localization import gettext, gettext_noop
from party_card.services.cards.choice_targets import OPEN_TARGET, list_targets
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.draft_outline import find_key
from party_card.services.cards.draft_plan import (
    MAX_PASSAGES,
    DraftPlan,
    PlannedChoice,
    PlannedPassage,
    Unplaced,
    plan_draft,
)
from party_card.services.cards.edit_passages import OPEN_TEXT, add_passage, keep_meaning
from party_card.services.cards.errors import CardError
from party_card.services.cards.fields import CHOICE_ORDER, PASSAGE_ORDER
from party_card.services.cards.ids import RESERVED_CHOICES, make_ending_id, make_id, make_passage_id
from party_card.services.cards.operation import Operation, Outcome, scene_of
from party_card.services.cards.shown_values import find_start, list_of, mapping_of, text_of
from party_card.services.cards.values import Text, Value

MAX_DRAFT_CHARACTERS = 200_000


def make_plan(document: YamlDocument, text: str, typed_names: Mapping[str, str]) -> DraftPlan:
    """Returns what a draft makes of a scene. Raises CardError if it is too long."""
    if len(text) > MAX_DRAFT_CHARACTERS:
        raise CardError(gettext("This draft is longer than a book chapter. Paste it in parts."))
    names = mapping_of(scene_of(document).get("passages"))
    plan = plan_draft(text, {name: find_words(name, (), typed_names.get(name, "")) for name in names})
    if len(plan.passages) > MAX_PASSAGES:
        raise CardError(
            gettext("A draft has at most {limit} headings at a time. Paste it in parts.").format(limit=MAX_PASSAGES)
        )
    shortened = [Unplaced(passage.title, gettext(_SHORTENED)) for passage in plan.passages if _is_shortened(passage)]
    return plan._replace(unplaced=(*plan.unplaced, *shortened))


_SHORTENED = gettext_noop("The file has a shorter name for it; here you see it whole.")


def _is_shortened(passage: PlannedPassage) -> bool:
    """Returns True if the name of a passage in the file has not all words of its title."""
    words = find_words(make_name(passage.title) or "passage", ())
    title = passage.title.replace("'", "").replace("’", "")  # names have none
    return not passage.is_ending and bool(title) and find_key(words) != find_key(title)


def is_empty(document: YamlDocument, name: str) -> bool:
    """Returns True if nothing has been written in a passage yet."""
    return not any(_list_written(mapping_of(mapping_of(scene_of(document).get("passages")).get(name))))


def _list_written(value: Value) -> Iterator[str]:
    """Yields what somebody has written in a passage."""
    if isinstance(value, list):
        for item in value:
            yield from _list_written(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("id", "goto"):
                yield from _list_written(item)
    elif (text := text_of(value)) and text != OPEN_TEXT:
        yield text


def insert_draft(document: YamlDocument, operation: Operation) -> Outcome:
    """Makes passages of the draft `text`; the first becomes the passage `passage`, if that is given and is empty."""
    plan = make_plan(document, str(operation.raw("text")), {})
    name = operation.word("passage") if operation.has("passage") else None
    first = name if takes_first_passage(document, name) else None
    return Outcome(*_Draft(document, plan, first).insert())


def takes_first_passage(document: YamlDocument, name: str | None) -> bool:
    """Returns True if a passage is there, and empty: the first of a draft becomes this one."""
    return (
        name is not None
        and document.find(["passages", name]) is not None
        and is_empty(document, name)
        and "ending" not in _find(document, name)
    )


def _find(document: YamlDocument, name: str) -> dict[str, Value]:
    return mapping_of(mapping_of(scene_of(document).get("passages")).get(name))


class _Draft:
    """A plan on its way into a document."""

    def __init__(self, document: YamlDocument, plan: DraftPlan, first: str | None) -> None:
        self._document = document
        self._passages = plan.passages
        self._first = first
        self._placeholders = [name for name in _list_passages(document) if name != first and is_empty(document, name)]
        self._names = self._make_names()
        self._choice_ids = _list_choice_ids(document)

    def insert(self) -> tuple[YamlDocument, list[str | int] | None]:
        """Returns the document with the draft, and the path of its first passage."""
        if not self._passages:
            return self._document, None
        behind = self._first or self._find_end()
        for passage, name in zip(self._passages, self._names, strict=True):
            if name == self._first:
                continue
            self._document = add_passage(self._document, name, self._write(passage), behind)
            behind = name
        if self._first is not None:
            self._fill(self._first, self._passages[0])
            self._remove_placeholders()
        return self._document, ["passages", self._names[0]]

    def _make_names(self) -> list[str]:
        root = scene_of(self._document)
        taken = dict(mapping_of(root.get("passages")))
        names = []
        for index, passage in enumerate(self._passages):
            title = passage.title or " ".join(" ".join(passage.paragraphs).split()[:4])
            is_first = index == 0 and self._first is not None
            name = str(self._first) if is_first else make_passage_id({**root, "passages": taken}, title)
            taken[name] = {}
            names.append(name)
        return names

    def _find_end(self) -> str | None:
        """Returns the last passage that is no ending; None if the draft stands at the end."""
        passages = mapping_of(scene_of(self._document).get("passages"))
        return next((name for name in reversed(passages) if "ending" not in mapping_of(passages[name])), None)

    def _write(self, passage: PlannedPassage) -> dict[str, Value]:
        value: dict[str, Value] = {"text": _to_prose(passage)}
        if passage.is_ending:
            id_ = make_ending_id(scene_of(self._document), passage.title)
            value["ending"] = {"id": Text(id_), "title": Text(passage.title), "cost": Text(OPEN_TEXT, "prose")}
        if passage.choices:
            value["choices"] = [self._write_choice(choice) for choice in passage.choices]
        return value

    def _write_choice(self, choice: PlannedChoice) -> dict[str, Value]:
        id_ = make_id(choice.text, self._choice_ids, "choice")
        self._choice_ids.add(id_)
        text = Text(choice.text or OPEN_TEXT, "prose")
        return {"id": Text(id_), "text": text, "goto": Text(self._find_target(choice) or OPEN_TARGET)}

    def _find_target(self, choice: PlannedChoice) -> str:
        return choice.passage if choice.draft_index is None else self._names[choice.draft_index]

    def _fill(self, name: str, passage: PlannedPassage) -> None:
        """Writes the text and the choices of the first passage over those that wait to be written."""
        path: list[str | int] = ["passages", name]
        self._document = self._document.set([*path, "text"], _to_prose(passage), PASSAGE_ORDER)
        if not passage.choices:
            return
        count = self._document.count([*path, "choices"])
        for index, choice in enumerate(passage.choices):
            if index >= count:
                self._add_choice(name, self._write_choice(choice))
                continue
            choice_path = [*path, "choices", index]
            text = Text(choice.text or OPEN_TEXT, "prose")
            self._document = self._document.set([*choice_path, "text"], text, CHOICE_ORDER)
            if target := self._find_target(choice):
                self._document = self._document.set([*choice_path, "goto"], Text(target), CHOICE_ORDER)
        for index in range(count - 1, len(passage.choices) - 1, -1):
            self._document = self._document.remove([*path, "choices", index])

    def _add_choice(self, name: str, choice: dict[str, Value]) -> None:
        path: list[str | int] = ["passages", name, "choices"]
        if count := self._document.count(path):
            self._document = self._document.insert_item(path, choice, count)
        else:
            self._document = self._document.set(path, [choice], PASSAGE_ORDER)

    def _remove_placeholders(self) -> None:
        """Removes endings that nobody has written, and to which nothing leads any more, if the draft has its own."""
        if not any(passage.is_ending for passage in self._passages):
            return
        led_to = {*list_targets(self._document).values(), find_start(scene_of(self._document))}
        for name in self._placeholders:
            if name not in led_to and "ending" in _find(self._document, name):
                self._document = keep_meaning(self._document, self._document.remove(["passages", name]))


def _to_prose(passage: PlannedPassage) -> Text:
    return Text("\n\n".join(passage.paragraphs) or OPEN_TEXT, "prose")


def _list_passages(document: YamlDocument) -> list[str]:
    return list(mapping_of(scene_of(document).get("passages")))


def _list_choice_ids(document: YamlDocument) -> set[str]:
    passages = mapping_of(scene_of(document).get("passages")).values()
    choices = [choice for passage in passages for choice in list_of(mapping_of(passage).get("choices"))]
    return {*(text_of(mapping_of(choice).get("id")) or "" for choice in choices), *RESERVED_CHOICES}
