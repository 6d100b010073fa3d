"""Runs of text, upright or italic, and the punctuation between them.

Law: American punctuation, once, here: a comma or a full stop goes inside closing quotation marks, and none
is doubled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_CLOSING = "”’"
_ENDS = (".", "?", "!")


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of text of one style."""

    text: str
    italic: bool = False


Runs = tuple[Styled, ...]
"""A note or an entry: its runs in reading order."""


def roman(text: str) -> Runs:
    """One upright run; nothing for no text."""
    return (Styled(text),) if text else ()


def italic(text: str) -> Runs:
    """One italic run; nothing for no text."""
    return (Styled(text, True),) if text else ()


def quoted(text: str) -> Runs:
    """A title in quotation marks; quotations inside it get single ones."""
    return roman(f"“{text.replace('“', '‘').replace('”', '’')}”") if text else ()


def plain(runs: Runs) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


def markdown(runs: Runs) -> str:
    """The words with `*` around what is italic."""
    return "".join(f"*{run.text}*" if run.italic else run.text for run in runs)


def join(parts: Iterable[Runs], mark: str) -> Runs:
    """The parts that there are, each closed by `mark` (a comma or a full stop) and parted by a space."""
    joined: Runs = ()
    for part in parts:
        if part:
            joined = (*closed(joined, mark), Styled(" "), *part) if joined else part
    return merged(joined)


def closed(runs: Runs, mark: str) -> Runs:
    """The runs with `mark` at their end, inside closing quotation marks; no full stop after another end of sentence."""
    if not runs:
        return runs
    *before, last = runs
    inner = last.text.rstrip(_CLOSING) if not last.italic and last.text.endswith("”") else last.text
    outer = last.text[len(inner) :]
    if (mark == "." and inner.endswith(_ENDS)) or inner.endswith(mark):
        return runs
    if outer:
        return (*before, Styled(inner + mark + outer))
    return merged((*runs, Styled(mark)))


def merged(runs: Iterable[Styled]) -> Runs:
    """The same words in as few runs as can be."""
    out: list[Styled] = []
    for run in runs:
        if out and out[-1].italic == run.italic:
            out[-1] = Styled(out[-1].text + run.text, run.italic)
        elif run.text:
            out.append(run)
    return tuple(out)
