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

from party_card.content.models import Campaign, Debrief, Prologue, Scene, Station
from party_card.content.models.record import RUBRIC_LEVELS
from party_card.content.pack import Pack
from party_card.content.people import collect_people
from party_card.content.prose import strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.rules._traversal import has_text, is_empty_list


def check(pack: Pack) -> Diagnostics:
    """Checks every text that a page shows."""
    for scene in pack.scenes.values():
        for owner, key in _scene_texts(scene):
            yield from _check(owner, key)
    for prologue in pack.prologues.values():
        for owner, key in _prologue_texts(prologue):
            yield from _check(owner, key)
    if pack.campaign is not None:
        for owner, key in _campaign_texts(pack.campaign):
            yield from _check(owner, key)
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            yield from _check(fact, "text")
        for document in dossier.documents.values():
            yield from _check(document, "title")
        for figure in dossier.figures.values():
            yield from _check(figure, "title")
    for gazetteer in pack.gazetteers:
        for place in gazetteer.places.values():
            yield from _check(place, "name")
    for person in collect_people(pack).values():
        for key in ("name", "was", "later"):
            yield from _check(person, key)
    for source in pack.sources.values():
        yield from _check(source, "title")


def _scene_texts(scene: Scene) -> Iterator[tuple[Any, str]]:
    """Yields the owner and the key of each text of a scene."""
    yield scene, "title"
    yield scene, "hook"
    for item in scene.context:
        yield item, "heading"
        yield item, "text"
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
            yield choice, "overlooks"
        if passage.ending is not None:
            yield passage.ending, "title"
            yield passage.ending, "cost"
        yield passage, "record"
        yield passage, "in_common"
    for part in scene.closing_blocks:
        yield part, "text"
        yield part, "unknown"
        yield part, "heading"
    for trace in scene.leaves:
        yield trace, "text"
    for question in scene.debrief:
        yield from _question_texts(question)


def _prologue_texts(prologue: Prologue) -> Iterator[tuple[Any, str]]:
    """Yields the owner and the key of each text of a prologue."""
    yield prologue, "title"
    for beat in prologue.beats:
        yield beat, "text"
        yield beat, "question"
        for choice in beat.choices:
            yield choice, "text"


def _campaign_texts(campaign: Campaign) -> Iterator[tuple[Any, str]]:
    """Yields the owner and the key of each text of a campaign."""
    yield campaign, "title"
    for entry in campaign.scenes:
        if isinstance(entry, Station):
            yield entry, "fact"
    for part in campaign.ending:
        yield part, "text"
        yield part, "unknown"
    if (archive := campaign.archive) is not None:
        yield archive, "title"
        yield archive, "text"
        for point in archive.conclusions:
            yield point, "can"
            yield point, "cannot"
        if archive.provenance is not None:
            yield archive.provenance, "title"
            yield archive.provenance, "text"
            for step in archive.provenance.entries:
                yield step, "office"
                yield step, "text"
        if archive.question is not None:
            yield from _question_texts(archive.question)


def _question_texts(question: Debrief) -> Iterator[tuple[Any, str]]:
    """Yields the owner and the key of each text of a question of the debrief."""
    yield question, "ask"
    if question.rubric is not None:
        for level in RUBRIC_LEVELS:
            yield question.rubric, level


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
