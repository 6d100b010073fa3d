"""Applies the edits that diagnostics suggest to a text.

Invariant: line ends and a byte order mark stay as they are; only the characters of a span are replaced. New lines end
like the first line of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from party_card.diagnostics.diagnostic import Diagnostic, Edit, Fix
from party_card.diagnostics.source import Span

_LINE_END = re.compile("(\r\n|[\n\r])")


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Returns the text with these edits, which must not overlap."""
    byte_order_mark = "\ufeff" if text.startswith("\ufeff") else ""
    parts = _LINE_END.split(text.removeprefix("\ufeff"))  # lines at even indices, their ends at odd ones
    line_end = parts[1] if len(parts) > 1 else "\n"
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        index = 2 * (edit.span.line - 1)
        if edit.text is None:
            parts[index] = ""
            parts[index + 1 : index + 2] = [""]  # the last line may have no end
        else:
            line = parts[index]
            parts[index] = line[: edit.span.column - 1] + edit.text.replace("\n", line_end) + line[edit.span.end - 1 :]
    return byte_order_mark + "".join(parts)


def find_fix(diagnostic: Diagnostic) -> Fix:
    """Returns the edits that are safe to apply automatically; none if only the author can decide."""
    span = diagnostic.primary.span
    underlined_text = diagnostic.primary.source.line(span.line)[span.column - 1 : span.end - 1]
    for help_ in diagnostic.helps:
        if help_.edits:
            return help_.edits
        if help_.replaced_word and help_.replacement is not None and underlined_text.count(help_.replaced_word) == 1:
            start = span.column + underlined_text.index(help_.replaced_word)
            return (Edit(Span(span.line, start, start + len(help_.replaced_word)), help_.replacement),)
    return ()


def repeat_edit(edit: Edit, count: int) -> Edit:
    """Returns the edit with its text repeated `count` times."""
    return Edit(edit.span, edit.text * count if edit.text else edit.text)


def has_overlap(edits: Sequence[Edit]) -> bool:
    """Returns True if two edits concern the same characters, so that they cannot both be applied."""
    spans = sorted(edit.span for edit in edits)
    deleted_lines = {edit.span.line for edit in edits if edit.text is None}
    edits_per_line = Counter(span.line for span in spans)
    if any(edits_per_line[line] > 1 for line in deleted_lines):
        return True
    return any(span.line == next_span.line and span.end > next_span.column for span, next_span in pairwise(spans))


def split_lines(text: str) -> list[str]:
    """Splits a text into lines that all end in a line feed, for a diff."""
    parts = _LINE_END.split(text)
    return [line + "\n" for line in parts[::2]][: None if parts[-1] else -1]
