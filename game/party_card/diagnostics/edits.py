"""Edits put into a text: what a diagnostic would have changed, and a text with it.

Law: whatever ends a line stays as it is, and so does a mark at the beginning of the file; only what stands in a span is
replaced.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from party_card.diagnostics.diagnostic import Diagnostic, Edit
from party_card.diagnostics.source import Span

_LINE_END = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits; whatever ends its lines is kept."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    parts = _LINE_END.split(text.removeprefix("\ufeff"))
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        at = 2 * (edit.span.line - 1)
        if edit.text is None:
            parts[at] = ""
            parts[at + 1 : at + 2] = [""]  # with its end, where it has one
        else:
            line = parts[at]
            parts[at] = line[: edit.span.column - 1] + edit.text + line[edit.span.end - 1 :]
    return mark + "".join(parts)


def edits_of(problem: Diagnostic) -> tuple[Edit, ...]:
    """What mends a diagnostic without a doubt; nothing where only its author can."""
    span = problem.primary.span
    under = problem.primary.source.line(span.line)[span.column - 1 : span.end - 1]
    for help_ in problem.helps:
        if help_.edits:
            return help_.edits
        if help_.word and help_.replacement is not None and under.count(help_.word) == 1:
            start = span.column + under.index(help_.word)
            return (Edit(Span(span.line, start, start + len(help_.word)), help_.replacement),)
    return ()


def repeat_edit(edit: Edit, width: int) -> Edit:
    """The edit with its text so many times over."""
    return Edit(edit.span, edit.text * width if edit.text else edit.text)


def overlap(edits: Sequence[Edit]) -> bool:
    """Whether two edits are about the same letters, so that they cannot both be made."""
    spans = sorted(edit.span for edit in edits)
    whole = Counter(edit.span.line for edit in edits if edit.text is None)
    lines = Counter(span.line for span in spans)
    if any(lines[line] > 1 for line in whole):
        return True
    return any(one.line == other.line and one.end > other.column for one, other in pairwise(spans))


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with one and the same end: to be compared with those of another."""
    parts = _LINE_END.split(text)
    return [line + "\n" for line in parts[::2]][: None if parts[-1] else -1]
