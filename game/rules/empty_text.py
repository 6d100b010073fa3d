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

from game.content.models import Scene
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
        for at in _shown(scene):
            yield from _check(at)
    for dossier in pack.dossiers.values():
        for fact in dossier.facts.values():
            yield from _check(fact.at.of("text"))
        for person in dossier.people.values():
            yield from _check(person.at.of("name"))
        for figure in dossier.figures.values():
            yield from _check(figure.at.of("title"))
    for source in pack.sources.values():
        yield from _check(source.at.of("title"))


def _shown(scene: Scene) -> Iterator[Place]:
    yield scene.at.of("title")
    for passage in scene.passages.values():
        at = passage.at.of("text")
        if isinstance(passage.text, str) or not passage.text:
            yield at
        else:
            for block in passage.text:
                yield block.at.of("text")
                yield block.at.of("document")
        for choice in passage.choices:
            yield choice.at.of("text")
            yield choice.at.of("locked")
        if passage.ending is not None:
            yield passage.ending.at.of("title")
        yield passage.at.of("record")
    for part in scene.record:
        yield part.at.of("text")
        yield part.at.of("unknown")
    for question in scene.debrief:
        yield question.at.of("ask")


def _check(at: Place) -> Iterator[Diagnostic]:
    node = at.node
    # `text:` with nothing at all behind it is reported while reading; here it was meant: "", or only a citation.
    if said(at) and not plain(node.value).strip():
        message = "this text holds nothing but citations" if node.value.strip() else "this text is empty"
    elif empty_list(at):
        message = "this list of texts is empty"
    else:
        return
    yield Diagnostic(CODE, SEVERITY, message, at.label(), helps=(Help("write it, or delete what it belongs to"),))
