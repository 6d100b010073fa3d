"""A text is empty.

A student would see an empty line, and hear nothing. Write the text, or delete what it belongs to: the line
alone where the rest can be without it.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: You wait.
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: You wait.
WITH:
        text: ""
MESSAGE:
    error[empty-text]: this text is empty
     --> scenes/example.yaml:5:11
      |
    5 |     text: ""
      |           ^^
    help: write it, or delete what it belongs to
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

from party_card.content.models import Campaign, Scene, Station
from party_card.content.pack import Pack
from party_card.content.prose import strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import has_text, is_empty_list


def check(pack: Pack) -> Diagnostics:
    """Checks every text that a page shows."""
    for scene in pack.scenes.values():
        for owner, key in _scene_texts(scene):
            yield from _check(owner, key)
    if pack.campaign is not None:
        for owner, key in _campaign_texts(pack.campaign):
            yield from _check(owner, key)
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            yield from _check(fact, "text")
        for person in dossier.people.values():
            yield from _check(person, "name")
        for figure in dossier.figures.values():
            yield from _check(figure, "title")
    for source in pack.sources.values():
        yield from _check(source, "title")


def _scene_texts(scene: Scene) -> Iterator[tuple[Any, str]]:
    """Yields the owner and the key of each text of a scene."""
    yield scene, "title"
    for passage in scene.passages.values():
        if isinstance(passage.text, str) or not passage.text:
            yield passage, "text"
        else:
            for block in passage.text:
                yield block, "text"
                yield block, "document"
        for choice in passage.choices:
            yield choice, "text"
            yield choice, "locked"
        if passage.ending is not None:
            yield passage.ending, "title"
        yield passage, "record"
    for part in scene.record:
        yield part, "text"
        yield part, "unknown"
    for trace in scene.leaves:
        yield trace, "text"
    for question in scene.debrief:
        yield question, "ask"


def _campaign_texts(campaign: Campaign) -> Iterator[tuple[Any, str]]:
    """Yields the owner and the key of each text of a campaign."""
    yield campaign, "title"
    for entry in campaign.scenes:
        if isinstance(entry, Station):
            yield entry, "fact"
    for part in campaign.ending:
        yield part, "text"
        yield part, "unknown"


def _check(owner: Any, key: str) -> Diagnostics:
    text = getattr(owner, key)
    if text and text[0].isalnum():
        return  # neither emphasis nor a citation, as nearly all texts begin
    location = owner.location.value(key)
    node = location.node
    # `text:` with nothing behind it is reported while reading; these were meant: "", or only a citation.
    if has_text(location) and not strip_markup(node.value).strip():
        message = "this text holds nothing but citations" if node.value.strip() else "this text is empty"
    elif is_empty_list(location):
        message = "this list of texts is empty"
    else:
        return
    yield RULE.diagnose(message, location.label(), f"write it, or delete {_what_to_delete(owner, key)}")


def _what_to_delete(owner: Any, key: str) -> str:
    """Returns the line alone if its owner can be without it; a block, which requires nothing, is its text."""
    required = [field.name for field in fields(owner) if field.default is MISSING and field.default_factory is MISSING]
    return "the line" if required and key not in required else "what it belongs to"


RULE = Rule("empty-text", Severity.ERROR, __doc__, check)
