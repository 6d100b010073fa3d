"""Rich text: runs of roman or italic text, and the punctuation between them.

Invariant: American punctuation lives here alone: a comma or a full stop goes inside closing quotation marks, and none
is doubled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_CLOSING = "”’"
_SENTENCE_ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class StyledText:
    """A run of text of one style."""

    text: str
    italic: bool = False


RichText = tuple[StyledText, ...]
"""A note or a bibliography entry: its runs in reading order."""


def to_roman(text: str) -> RichText:
    """Returns one roman run; empty for no text."""
    return (StyledText(text),) if text else ()


def to_italic(text: str) -> RichText:
    """Returns one italic run; empty for no text."""
    return (StyledText(text, True),) if text else ()


def to_quoted(text: str) -> RichText:
    """Returns a title in quotation marks; quotations inside it get single ones."""
    return to_roman(f"“{text.replace('“', '‘').replace('”', '’')}”") if text else ()


def to_plain(runs: RichText) -> str:
    """Returns the text without styles."""
    return "".join(run.text for run in runs)


def to_markdown(runs: RichText) -> str:
    """Returns the text with `*` around what is italic."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


def join_with(parts: Iterable[RichText], mark: str) -> RichText:
    """Joins the non-empty parts: each is closed by `mark` (a comma or a full stop) and followed by a space."""
    joined: RichText = ()
    for part in parts:
        if part:
            joined = (*close_with(joined, mark), StyledText(" "), *part) if joined else part
    return merge_runs(joined)


def close_with(runs: RichText, mark: str) -> RichText:
    """Ends text with `mark`, inside closing quotation marks; adds no full stop after another end of sentence."""
    if not runs:
        return runs
    *before, last = runs
    inner = last.text.rstrip(_CLOSING) if not last.italic and last.text.endswith("”") else last.text
    outer = last.text[len(inner) :]
    if (mark == "." and inner.endswith(_SENTENCE_ENDS)) or inner.endswith(mark):
        return runs
    if outer:
        return (*before, StyledText(inner + mark + outer))
    return merge_runs((*runs, StyledText(mark)))


def merge_runs(runs: Iterable[StyledText]) -> RichText:
    """Merges neighbouring runs of the same style."""
    merged: list[StyledText] = []
    for run in runs:
        if merged and merged[-1].italic == run.italic:
            merged[-1] = StyledText(merged[-1].text + run.text, run.italic)
        elif run.text:
            merged.append(run)
    return tuple(merged)
