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
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: ""
        ending: {id: done, title: Done}
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
from party_card.content.prose import plain
from party_card.diagnostics.diagnostic import Diagnostic, Help, Severity
from party_card.rules._visitor import empty_list, has_text

CODE = "empty-text"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every text that a page shows."""
    for scene in pack.scenes.values():
        for whole, key in _shown(scene):
            yield from _check(whole, key)
    if pack.campaign is not None:
        for whole, key in _told(pack.campaign):
            yield from _check(whole, key)
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            yield from _check(fact, "text")
        for person in dossier.people.values():
            yield from _check(person, "name")
        for figure in dossier.figures.values():
            yield from _check(figure, "title")
    for source in pack.sources.values():
        yield from _check(source, "title")


def _shown(scene: Scene) -> Iterator[tuple[Any, str]]:
    """What each text belongs to, and its key there."""
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


def _told(campaign: Campaign) -> Iterator[tuple[Any, str]]:
    """The same for a campaign."""
    yield campaign, "title"
    for one in campaign.scenes:
        if isinstance(one, Station):
            yield one, "fact"
    for part in campaign.ending:
        yield part, "text"
        yield part, "unknown"


def _check(whole: Any, key: str) -> Iterator[Diagnostic]:
    text = getattr(whole, key)
    if text and text[0].isalnum():
        return  # as nearly all begin: neither emphasis nor a citation
    at = whole.location.value(key)
    node = at.node
    # `text:` with nothing at all behind it is reported while reading; here it was meant: "", or only a citation.
    if has_text(at) and not plain(node.value).strip():
        message = "this text holds nothing but citations" if node.value.strip() else "this text is empty"
    elif empty_list(at):
        message = "this list of texts is empty"
    else:
        return
    yield Diagnostic(
        CODE, SEVERITY, message, at.label(), helps=(Help(f"write it, or delete {_to_delete(whole, key)}"),)
    )


def _to_delete(whole: Any, key: str) -> str:
    """The line alone where what it belongs to can be without it: a block, of which nothing is needed, is its text."""
    needed = [one.name for one in fields(whole) if one.default is MISSING and one.default_factory is MISSING]
    return "the line" if needed and key not in needed else "what it belongs to"
