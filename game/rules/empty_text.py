"""A text is empty.

A student would see an empty line, and hear nothing. Write the text, or delete what it belongs to.

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

from game.content.models import Campaign, Scene, Station
from game.content.pack import Pack
from game.content.prose import plain
from game.content.tree import Place
from game.diagnostics.diagnostic import Diagnostic, Help, Severity
from game.rules.walk import empty_list, said

CODE = "empty-text"
SEVERITY = Severity.ERROR


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks at every text that a page shows."""
    for scene in pack.scenes.values():
        for text, at, key in _shown(scene):
            yield from _check(text, at, key)
    if pack.campaign is not None:
        for text, at, key in _told(pack.campaign):
            yield from _check(text, at, key)
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            yield from _check(fact.text, fact.at, "text")
        for person in dossier.people.values():
            yield from _check(person.name, person.at, "name")
        for figure in dossier.figures.values():
            yield from _check(figure.title, figure.at, "title")
    for source in pack.sources.values():
        yield from _check(source.title, source.at, "title")


def _shown(scene: Scene) -> Iterator[tuple[str | None, Place, str]]:
    """Each text as it was read, what it belongs to, and its key there."""
    yield scene.title, scene.at, "title"
    for passage in scene.passages.values():
        if isinstance(passage.text, str):
            yield passage.text, passage.at, "text"
        elif not passage.text:
            yield None, passage.at, "text"
        else:
            for block in passage.text:
                yield block.text, block.at, "text"
                yield block.document, block.at, "document"
        for choice in passage.choices:
            yield choice.text, choice.at, "text"
            yield choice.locked, choice.at, "locked"
        if passage.ending is not None:
            yield passage.ending.title, passage.ending.at, "title"
        yield passage.record, passage.at, "record"
    for part in scene.record:
        yield part.text, part.at, "text"
        yield part.unknown, part.at, "unknown"
    for trace in scene.leaves:
        yield trace.text, trace.at, "text"
    for question in scene.debrief:
        yield question.ask, question.at, "ask"


def _told(campaign: Campaign) -> Iterator[tuple[str | None, Place, str]]:
    """The same for a campaign."""
    yield campaign.title, campaign.at, "title"
    for one in campaign.scenes:
        if isinstance(one, Station):
            yield one.fact, one.at, "fact"
    for part in campaign.ending:
        yield part.text, part.at, "text"
        yield part.unknown, part.at, "unknown"


def _check(text: str | None, whole: Place, key: str) -> Iterator[Diagnostic]:
    if text and text[0].isalnum():
        return  # as nearly all begin: neither emphasis nor a citation
    at = whole.of(key)
    node = at.node
    # `text:` with nothing at all behind it is reported while reading; here it was meant: "", or only a citation.
    if said(at) and not plain(node.value).strip():
        message = "this text holds nothing but citations" if node.value.strip() else "this text is empty"
    elif empty_list(at):
        message = "this list of texts is empty"
    else:
        return
    yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=(Help("write it, or delete what it belongs to"),))
