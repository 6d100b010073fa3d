"""Changes of passages: new ones, their order, and endings."""

from __future__ import annotations

from party_card.content.passage_defaults import INHERITED_KEYS
from party_card.localization import gettext, gettext_noop, join_items, ngettext
from party_card.services.cards.choice_targets import OPEN_TARGET, list_targets
from party_card.services.cards.document import YamlDocument
from party_card.services.cards.errors import CardError
from party_card.services.cards.fields import CHOICE_ORDER, PASSAGE_ORDER, SCENE_ORDER
from party_card.services.cards.ids import make_ending_id, make_passage_id
from party_card.services.cards.operation import Operation, Outcome, passage_of, scene_of
from party_card.services.cards.shown_values import find_start, list_of, mapping_of, text_of
from party_card.services.cards.values import Text, Value

OPEN_TEXT = "…"
"""Stands in a new passage where something waits to be written."""
_INHERITED = {
    "date": gettext_noop("“{name}” named no day; it has that of the passage before it now, {value}."),
    "place": gettext_noop("“{name}” named no place; it has that of the passage before it now, {value}."),
    "basis": gettext_noop("“{name}” named no basis; it has that of the passage before it now, {value}."),
}


def insert_passage(document: YamlDocument, operation: Operation) -> Outcome:
    """Puts a new passage behind another, or at the end; its id is made of its title."""
    title = operation.optional_text("title") or gettext("New passage")
    name = make_passage_id(scene_of(document), title)
    passage: dict[str, Value] = {"text": Text(operation.optional_text("text", "prose") or OPEN_TEXT, "prose")}
    after = operation.word("after") if operation.has("after") else None
    return Outcome(add_passage(document, name, passage, after), ["passages", name])


def add_passage(document: YamlDocument, name: str, passage: dict[str, Value], after: str | None) -> YamlDocument:
    """Returns the document with a new passage behind `after`, or at the end."""
    if document.count(["passages"]) == 0:
        return document.set(["passages"], {name: passage}, SCENE_ORDER)
    position = document.count(["passages"]) if after is None else document.require(["passages", after]).position + 1
    return keep_meaning(document, document.insert_key(["passages", name], passage, position))


def remove_passage(document: YamlDocument, operation: Operation) -> Outcome:
    """Removes a passage. The choices that lead to it stay as they are, and the sentence names them."""
    name = operation.word("passage")
    document.require(["passages", name])
    if document.count(["passages"]) == 1:
        raise CardError(gettext("A scene has at least one passage. Change this one."))
    texts = [
        gettext("“{choice}” ({passage})").format(choice=_choice_text(document, passage, index), passage=passage)
        for (passage, index), target in list_targets(document).items()
        if target == name and passage != name
    ]
    changed = keep_meaning(document, document.remove(["passages", name]))
    sentence = ngettext(
        "The choice {choices} still leads to the passage that you deleted.",
        "These choices still lead to the passage that you deleted: {choices}.",
        len(texts),
    )
    return Outcome(changed, message=sentence.format(choices=join_items(texts)) if texts else "")


def _choice_text(document: YamlDocument, passage: str, index: int) -> str:
    choice = mapping_of(list_of(passage_of(document, passage).get("choices"))[index])
    return text_of(choice.get("text"), "prose") or text_of(choice.get("id")) or "…"


def move_passage(document: YamlDocument, operation: Operation) -> Outcome:
    """Moves a passage to another index in the file; every choice leads where it led. The first one is the start."""
    path = ["passages", operation.word("passage")]
    document.require(path)
    changed = keep_meaning(document, document.move(path, operation.number("index", 0)))
    start, old_values = find_start(scene_of(changed)), _list_inherited(document)
    sentences = (
        [gettext("The scene begins with “{passage}” now.").format(passage=start)]
        if start != find_start(scene_of(document))
        else []
    )
    sentences += [
        gettext(_INHERITED[key]).format(name=name, value=value)
        for name, values in _list_inherited(changed).items()
        for key, value in values.items()
        if value and not old_values[name].get(key)
    ]
    return Outcome(changed, path, " ".join(sentences))


def make_ending(document: YamlDocument, operation: Operation) -> Outcome:
    """Turns a passage into an ending; its choices go."""
    name = operation.word("passage")
    passage = passage_of(document, name)
    if "ending" in passage:
        raise CardError(gettext("This passage is an ending already."))
    title = operation.optional_text("title") or gettext("New ending")
    ending: dict[str, Value] = {"id": Text(make_ending_id(scene_of(document), title)), "title": Text(title)}
    if cost := operation.optional_text("cost", "prose"):
        ending["cost"] = Text(cost, "prose")
    count = len(list_of(passage.get("choices")))
    document = document.set(["passages", name, "ending"], ending, PASSAGE_ORDER)
    for key in ("choices", "history"):
        if key in passage:
            document = document.remove(["passages", name, key])
    sentence = ngettext("Its choice was deleted.", "Its {count} choices were deleted.", count)
    message = sentence.format(count=count) if count else ""
    return Outcome(document, ["passages", name, "ending"], message)


def remove_ending(document: YamlDocument, operation: Operation) -> Outcome:
    """Turns an ending into a passage that goes on."""
    name = operation.word("passage")
    if "ending" not in passage_of(document, name):
        raise CardError(gettext("This passage is no ending."))
    return Outcome(document.remove(["passages", name, "ending"]), ["passages", name])


def keep_meaning(before: YamlDocument, after: YamlDocument) -> YamlDocument:
    """Returns a document whose passages mean what they meant in another one, in whatever order they stand now.

    A choice that names no passage leads where it led, and one that led nowhere leads nowhere yet; a passage that names
    no day, place or basis has those it had.
    """
    old_targets = list_targets(before, are_implied=True)
    for (name, index), target in list_targets(after, are_implied=True).items():
        old_target = old_targets.get((name, index), target)
        if old_target != target:
            goto = Text(old_target or OPEN_TARGET)
            after = after.set(["passages", name, "choices", index, "goto"], goto, CHOICE_ORDER)
    old_values, values = _list_inherited(before), _list_inherited(after)
    for name in [name for name in values if name in old_values]:
        for key, old in old_values[name].items():
            if old and old != values[name].get(key):
                after = after.set(["passages", name, key], Text(old), PASSAGE_ORDER)
                values = _list_inherited(after)
    return after


def _list_inherited(document: YamlDocument) -> dict[str, dict[str, str]]:
    """Returns the day, the place and the basis of every passage, its own or that of the passage before."""
    root = scene_of(document)
    values = {"basis": "composite", "place": text_of(root.get("place")) or ""}
    inherited: dict[str, dict[str, str]] = {}
    for name, passage in mapping_of(root.get("passages")).items():
        own = {key: text_of(mapping_of(passage).get(key)) for key in INHERITED_KEYS}
        inherited[name] = values = values | {key: text for key, text in own.items() if text is not None}
    return inherited
