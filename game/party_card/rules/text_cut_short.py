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
from party_card.content.yaml_errors import quote_text
from party_card.content.yaml_nodes import MappingNode, Node, NodeRef, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import backquote

_COMMENT = re.compile(r"( +)(#[^\n]*?)[ \t]*(?:\n|\Z)")
_WORD = re.compile(r"[^\W\d_]")


def check(pack: Pack) -> Diagnostics:
    """Checks what follows every plain scalar of every scene and dossier."""
    locations = [
        *(scene.location for scene in pack.scenes.values()),
        *(dossier.location for dossier in pack.dossiers.values()),
    ]
    for location in locations:
        if " #" in location.file.text:
            for node in _plain_scalars(location.node):
                if diagnostic := _check_scalar(location.file, node):
                    yield diagnostic


def _plain_scalars(node: Node) -> Iterator[ScalarNode]:
    """Yields every value that is a text of several words without quotation marks."""
    if isinstance(node, ScalarNode):
        if not node.style and " " in node.value.strip():
            yield node
    elif isinstance(node, MappingNode | SequenceNode):
        for child in node.value:
            yield from _plain_scalars(child[1] if isinstance(node, MappingNode) else child)


def _check_scalar(file: SourceFile, node: ScalarNode) -> Diagnostic | None:
    """Reports the comment after a plain scalar, unless it is set apart as comments are."""
    end = node.end_mark.index
    match = _COMMENT.match(file.text, end)
    if match is None or (len(match[1]) > 1 and match[2].startswith("# ")) or not _WORD.search(node.value):
        return None
    location = NodeRef(file, node)
    message = f"this text ends before {backquote(match[2])}: the rest is taken for a comment"
    label = location.label(file.span(match.start(2), match.end(2)))
    start = node.start_mark.index
    edits: tuple[Edit, ...] = ()
    if not re.match("# ", match[2]) and node.start_mark.line == node.end_mark.line:
        edits = (Edit(file.span(start, match.end(2)), quote_text(file.text[start : match.end(2)])),)
    return RULE.diagnose(message, label, Help("put the whole text in double quotes", edits=edits))


RULE = Rule("text-cut-short", Severity.WARNING, __doc__, check)
