"""Where the parts of a YAML file truly begin and end, which the marks of its nodes do not say.

The end mark of a block lies at the next token, behind blank lines and comments. A comment belongs to what stands above
it if it is indented deeper.

Invariant: a comment is never taken for a part of a text, nor a `#` in a text for a comment.
"""

from __future__ import annotations

import re

from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode

_COMMENT = re.compile(r"(?m)(?:^|[ \t])(#.*)$")


def find_end(text: str, node: Node) -> int:
    """Returns the index behind the last character of a node; of a block, that of its last line without its line end."""
    end: int = node.end_mark.index
    if isinstance(node, ScalarNode):
        if node.style not in ("|", ">"):
            return end
        source = text[node.start_mark.index : end]
        if "+" in source.split("\n", 1)[0].split("#")[0]:
            return end - 1 if source.endswith("\n") else end
        return node.start_mark.index + len(source.rstrip(" \n"))
    if isinstance(node, MappingNode) and node.value and not node.flow_style:
        return find_end(text, node.value[-1][1])
    if isinstance(node, SequenceNode) and node.value and not node.flow_style:
        return find_end(text, node.value[-1])
    return end


def line_start(text: str, index: int) -> int:
    """Returns the index of the first character of a line."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Returns the index behind the line end of a line."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def column_of(text: str, index: int) -> int:
    """Returns the column of a character, counted from 0."""
    return index - line_start(text, index)


def find_stop(text: str, end: int, indent: int) -> int:
    """Returns the index of the line behind what ends at `end`, and behind the comments that are indented deeper."""
    index = stop = line_end(text, end)
    while index < len(text):
        following = line_end(text, index)
        line = text[index:following].strip()
        if line and not line.startswith("#"):
            break
        if line:
            if indent_of(text, index) <= indent:
                break
            stop = following
        index = following
    return stop


def find_lead(text: str, start: int, column: int) -> int:
    """Returns the index of the line at `start`, or of the first of the comments right above it in the same column."""
    while start:
        above = line_start(text, start - 1)
        if not text[above:start].lstrip(" ").startswith("#") or indent_of(text, above) != column:
            break
        start = above
    return start


def indent_of(text: str, start: int) -> int:
    """Returns how many blanks the line at `start` begins with."""
    line = text[start : line_end(text, start)]
    return len(line) - len(line.lstrip(" "))


def is_blank_line(text: str, start: int) -> bool:
    """Returns True if the line at `start` is empty, or if the text ends there."""
    return not text[start : line_end(text, start)].strip()


def find_dash(text: str, sequence: SequenceNode, index: int) -> int | None:
    """Returns the index of the dash of an item of a block sequence; None if it is not the first thing on its line."""
    column = column_of(text, sequence.start_mark.index)
    start = line_start(text, sequence.value[index].start_mark.index)
    first = line_start(text, sequence.start_mark.index)
    while start >= first:
        if text[start : start + column + 1] == " " * column + "-":
            return start + column
        if not start:
            break
        start = line_start(text, start - 1)
    return None


def list_comments(text: str, root: Node) -> list[tuple[int, str]]:
    """Returns the comments of a file, each with its index."""
    spans: list[tuple[int, int]] = []
    _collect_scalar_spans(text, root, spans)
    comments: list[tuple[int, str]] = []
    position = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        if text.find("#", position, start) >= 0:
            found = _COMMENT.finditer(text, position, start)
            comments += [(match.start(1), match[1].rstrip()) for match in found]
        position = max(position, end)
    return comments


def _collect_scalar_spans(text: str, node: Node, spans: list[tuple[int, int]]) -> None:
    if isinstance(node, ScalarNode):
        start, end = node.start_mark.index, find_end(text, node)
        if node.style in ("|", ">"):
            header_end = text.find("\n", start)
            start = header_end if 0 <= header_end < end else end
        spans.append((start, end))
    else:
        children = [part for pair in node.value for part in pair] if isinstance(node, MappingNode) else node.value
        for child in children:
            _collect_scalar_spans(text, child, spans)
