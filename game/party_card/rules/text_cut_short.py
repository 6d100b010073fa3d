"""A text ends at a `#`: YAML takes what stands behind it for a comment.

A blank and a `#` begin a comment, in the middle of a sentence too, and what follows is silently left out. Put the text
in double quotes, or write it below a `|`. If a comment is meant, put two blanks before the `#` and one behind it.

PASS:
    scene: a
    title: A  # a comment
    passages:
      one:
        text: "You open file #7."
        ending: {id: done, title: Done}
FAIL:
    scene: a
    title: A
    passages:
      one:
        text: You open file #7.
        ending: {id: done, title: Done}
MESSAGE:
    warning[text-cut-short]: this text ends before `#7.`: the rest is taken for a comment
     --> scenes/example.yaml:5:25
      |
    5 |     text: You open file #7.
      |                         ^^^
    help: put the whole text in double quotes
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.content.pack import Pack
from party_card.content.yaml_errors import in_quotes
from party_card.content.yaml_loader import MappingNode, Node, NodeRef, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Severity
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import named

CODE = "text-cut-short"
SEVERITY = Severity.WARNING

_CUT = re.compile(r"( +)(#[^\n]*?)[ \t]*(?:\n|\Z)")
_WORD = re.compile(r"[^\W\d_]")


def check(pack: Pack) -> Iterator[Diagnostic]:
    """Looks behind every plain text of every scene and dossier."""
    places = [
        *(scene.location for scene in pack.scenes.values()),
        *(dossier.location for dossier in pack.dossiers.values()),
    ]
    for place in places:
        if " #" in place.file.text:
            for node in _plain(place.node):
                if found := _cut(place.file, node):
                    yield found


def _plain(node: Node) -> Iterator[ScalarNode]:
    """Every text without quotation marks that is a value."""
    if isinstance(node, ScalarNode):
        if not node.style and " " in node.value.strip():
            yield node
    else:
        parts = [value for _, value in node.value] if isinstance(node, MappingNode) else node.value
        assert isinstance(node, MappingNode | SequenceNode)  # noqa: S101  # there is no fourth kind
        for part in parts:
            yield from _plain(part)


def _cut(file: SourceFile, node: ScalarNode) -> Diagnostic | None:
    """The comment behind a text of several words, unless it is set apart as comments are."""
    end = node.end_mark.index
    found = _CUT.match(file.text, end)
    if found is None or (len(found[1]) > 1 and found[2].startswith("# ")) or not _WORD.search(node.value):
        return None
    place = NodeRef(file, node)
    message = f"this text ends before {named(found[2])}: the rest is taken for a comment"
    label = place.label(file.span(found.start(2), found.end(2)))
    start = node.start_mark.index
    edits: tuple[Edit, ...] = ()
    if not re.match("# ", found[2]) and node.start_mark.line == node.end_mark.line:
        edits = (Edit(file.span(start, found.end(2)), in_quotes(file.text[start : found.end(2)])),)
    return Diagnostic(CODE, SEVERITY, message, label, helps=(Help("put the whole text in double quotes", edits=edits),))
