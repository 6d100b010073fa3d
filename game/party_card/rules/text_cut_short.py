"""A text ends at a `#`: YAML takes what stands behind it for a comment.

A blank and a `#` begin a comment, in the middle of a sentence too, at its start and behind a quotation, and what
follows is silently left out. Put the text in double quotes, or write it below a `|`. If a comment is meant, put two
blanks before the `#` and one behind it, or give it a line of its own.

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
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from party_card.content.model_keys import condition_keys, text_keys
from party_card.content.pack import Pack
from party_card.content.quoting import quote_text
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.source import SourceFile
from party_card.diagnostics.words import backquote
from party_card.rules._traversal import iter_file_roots

_COMMENT = re.compile(r"([ \t]++)(#(?:[^\n]*[^ \t\n])?)[ \t]*+(?:\n|\Z)")
_COMMENT_BELOW = re.compile(r"[ \t]*+\n( ++)(#[^\s#](?:[^\n]*[^ \t\n])?)[ \t]*+(?:\n|\Z)")
_COMMENT_FIRST = re.compile(r":[ \t]++(#[^\s#](?:[^\n]*[^ \t\n])?)[ \t]*+\n")
_CHARACTER_OF_WORD = re.compile(r"[^\W\d_]")


def check(pack: Pack) -> Diagnostics:
    """Checks what follows every text of every file, and what stands between its key and its beginning."""
    for root in iter_file_roots(pack):
        signs = [match.start() for match in re.finditer("#", root.file.text)]
        for key, node in _iter_scalars(root.node, None, signs) if signs else ():
            if diagnostic := _check_scalar(root.file, key, node):
                yield diagnostic


def _iter_scalars(node: Node, key: Node | None, signs: Sequence[int]) -> Iterator[tuple[ScalarNode, ScalarNode]]:
    """Yields every value with the key above it, if that is a word; none of a list or mapping without one of `signs`."""
    if isinstance(node, ScalarNode):
        if isinstance(key, ScalarNode):
            yield key, node
    elif bisect_left(signs, node.start_mark.index) == bisect_left(signs, node.end_mark.index):
        return  # a list or mapping ends where the next begins, behind the comments in between
    elif isinstance(node, MappingNode):
        for child_key, child in node.value:
            yield from _iter_scalars(child, child_key, signs)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _iter_scalars(item, key, signs)


def _check_scalar(file: SourceFile, key: ScalarNode, node: ScalarNode) -> Diagnostic | None:
    """Reports what is lost of a text because of a `#`; a comment that is set apart as comments are is none."""
    text, start, end = file.text, node.start_mark.index, node.end_mark.index
    is_text = key.value in text_keys()
    if node.style in ("|", ">") or (not is_text and (key.value in condition_keys() or " " not in node.value.strip())):
        return None
    if is_text and (match := _COMMENT_FIRST.match(text, key.end_mark.index, start)):
        message = f"this text begins behind {backquote(match[1])}, which is taken for a comment"
        return _diagnose(file, message, match.span(1), "put the whole text in double quotes")
    if not _CHARACTER_OF_WORD.search(node.value):
        return None
    match = _COMMENT.match(text, end)
    is_quoted = bool(node.style)
    if match and not (match[2].startswith("# ") and (is_quoted or len(match[1]) > 1)):
        message = f"this text ends before {backquote(match[2])}: the rest is taken for a comment"
        if is_quoted:
            return _diagnose(file, message, match.span(2), "put it before the closing quotation mark")
        edits: tuple[Edit, ...] = ()
        if not match[2].startswith("# ") and node.start_mark.line == node.end_mark.line:
            edits = (Edit(file.span(start, match.end(2)), quote_text(text[start : match.end(2)])),)
        return _diagnose(file, message, match.span(2), "put the whole text in double quotes", edits)
    below = _COMMENT_BELOW.match(text, end)
    if is_text and not is_quoted and below and len(below[1]) > key.start_mark.column:
        message = f"this text ends before {backquote(below[2])}: the rest is taken for a comment"
        return _diagnose(file, message, below.span(2), "put the whole text in double quotes")
    return None


def _diagnose(
    file: SourceFile, message: str, place: tuple[int, int], help_text: str, edits: tuple[Edit, ...] = ()
) -> Diagnostic:
    return RULE.diagnose(message, Label(file, file.span(*place)), Help(help_text, edits=edits))


RULE = Rule("text-cut-short", Severity.WARNING, __doc__, check)
