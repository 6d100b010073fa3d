"""Writes another text in place of a scalar, in the way in which it was written.

Invariant: a block of lines keeps its header, its indentation, and every line of which no word changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.content.yaml_nodes import ScalarNode
from party_card.services.cards.layout import find_end, line_end
from party_card.services.cards.values import Text
from party_card.services.cards.writing import (
    MAX_LINE_CHARACTERS,
    break_lines,
    rewrap,
    write_block,
    write_double_quoted,
    write_line,
)

_HEADER = re.compile(r"\A[|>](?:([1-9])[-+]?|[-+]([1-9])?)?")


def list_scalar_writings(text: str, node: ScalarNode, value: Text, indent: int, is_flow: bool) -> Iterator[str]:
    """Yields what can stand in place of a scalar, the nearest to its present form first.

    `indent` is the column of its key. The scalar ends where `find_end` says.
    """
    gap = "" if text[node.start_mark.index - 1 : node.start_mark.index] in ("", " ", "\n", "[", "{", ",") else " "
    if value.kind == "plain":
        yield gap + value.text
        return
    if not value.text:
        header = text[node.start_mark.index : node.end_mark.index].split("\n", 1)[0] if node.style in ("|", ">") else ""
        yield gap + '""' + _HEADER.sub("", header)
        return
    style, is_block_kind = node.style, value.kind in ("prose", "document")
    if style in ("|", ">") and is_block_kind and (style == "|" or value.kind == "prose"):
        yield from _rewrite_block(text, node, value, indent)
    is_long = "\n" in value.text or (len(value.text) > MAX_LINE_CHARACTERS and not style)
    if is_block_kind and is_long and not is_flow:
        end = find_end(text, node)
        comment = text[end : line_end(text, end)].rstrip("\n") if style not in ("|", ">") else ""
        if not comment.strip():
            yield gap + write_block(break_lines(value, indent + 2), indent + 2)
    if style not in ("|", ">"):
        yield gap + write_line(value.text, is_flow, style)
    yield gap + write_line(value.text, is_flow)
    yield gap + write_double_quoted(value.text)


def _rewrite_block(text: str, node: ScalarNode, value: Text, indent: int) -> Iterator[str]:
    header, *lines = text[node.start_mark.index : find_end(text, node)].split("\n")
    match = _HEADER.match(header)
    digit = match and (match[1] or match[2])
    column = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=indent + 2)
    if digit:
        column = min(column, indent + int(digit))
    old_lines = [line[column:] if line.strip() else "" for line in lines]
    if value.kind == "document":
        new_lines = value.text.split("\n")
    else:
        new_lines = rewrap(old_lines, value.text, column, is_folded=node.style == ">")
    while new_lines and not new_lines[-1].strip():
        new_lines.pop()
    if new_lines and new_lines[0].startswith(" ") and not digit:
        header = header[0] + str(column - indent) + header[1:]
    padding = " " * column
    yield "\n".join([header, *(padding + line if line.strip() else "" for line in new_lines)])
