"""Rich text: runs of roman or italic text, and the punctuation between them.

Invariant: quotation marks are those of the present language. American punctuation lives here alone: in English a comma
or a full stop goes inside closing quotation marks, in other languages behind them; none is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import current_language
from party_card.localization.languages import ENGLISH_MARKS, find_quotation_marks

_STRAIGHT_QUOTATION = re.compile(r'"([^"]*+)"')
_SENTENCE_ENDS = (".", "?", "!")


@frozen_dataclass
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
    """Returns a title in quotation marks; quotations inside it get those of a quotation in another."""
    if not text:
        return ()
    marks = find_quotation_marks(current_language())
    opening, closing, inner_opening, inner_closing = tuple(marks)
    if marks != ENGLISH_MARKS:
        text = _STRAIGHT_QUOTATION.sub(r"“\1”", text)
    return to_roman(f"{opening}{text.replace('“', inner_opening).replace('”', inner_closing)}{closing}")


def to_plain(runs: RichText) -> str:
    """Returns the text without styles."""
    return "".join(run.text for run in runs)


def to_markdown(runs: RichText) -> str:
    """Returns the text with `*` around italic runs."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


def weave(pattern: str, field: str, runs: RichText) -> RichText:
    """Returns a message in which the field of this name is replaced by text that has styles."""
    before, _, after = pattern.partition(f"{{{field}}}")
    return merge_runs((*to_roman(before), *runs, *to_roman(after)))


def join_with(parts: Iterable[RichText], mark: str) -> RichText:
    """Joins the non-empty parts: each is closed by `mark` (a comma or a full stop) and followed by a space."""
    joined_text: RichText = ()
    for part in parts:
        if part:
            joined_text = (*close_with(joined_text, mark), StyledText(" "), *part) if joined_text else part
    return merge_runs(joined_text)


def close_with(runs: RichText, mark: str) -> RichText:
    """Ends text with `mark`, in English inside closing quotation marks; adds none after another end of sentence."""
    if not runs:
        return runs
    *head, run = runs
    marks = find_quotation_marks(current_language())
    has_marks = not run.italic and run.text.endswith(marks[1])
    text = run.text.rstrip(marks[1] + marks[3]) if has_marks else run.text
    closing_marks = run.text[len(text) :]
    if (mark == "." and text.endswith(_SENTENCE_ENDS)) or text.endswith(mark):
        return runs
    if closing_marks and marks == ENGLISH_MARKS:
        return (*head, StyledText(text + mark + closing_marks))
    return merge_runs((*runs, StyledText(mark)))


def capitalize(runs: RichText) -> RichText:
    """Returns text that begins a sentence."""
    if not runs:
        return runs
    first, *others = runs
    return (StyledText(first.text[:1].upper() + first.text[1:], first.italic), *others)


def merge_runs(runs: Iterable[StyledText]) -> RichText:
    """Merges neighbouring runs of the same style."""
    merged_runs: list[StyledText] = []
    for run in runs:
        if merged_runs and merged_runs[-1].italic == run.italic:
            merged_runs[-1] = StyledText(merged_runs[-1].text + run.text, run.italic)
        elif run.text:
            merged_runs.append(run)
    return tuple(merged_runs)
