"""Turns lines of pages into styled text of the terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from party_card.content.models import Grade
from party_card.engine.page import Line
from party_card.localization import gettext


def to_text(runs: Line) -> Text:
    """Returns a line with its emphasis as text styles and its note marks as [1]."""
    text = Text()
    for run in runs:
        if run.note is not None:
            gap = "" if not text.plain or text.plain[-1].isspace() else " "
            text.append(f"{gap}[{run.note}]")
        else:
            styles = (style for style, is_set in (("bold", run.bold), ("italic", run.italic)) if is_set)
            text.append(run.text, " ".join(styles) or None)
    return text


def with_label(label: str, *texts: Text) -> Text:
    """Puts `label` in bold before the rest."""
    return Text.assemble((label, "bold"), *texts)


def format_grades(grades: Iterable[Grade]) -> Text:
    """Returns grades in brackets; nothing without any."""
    names = ", ".join(map(gettext, grades))
    return Text(f" ({names})" if names else "")


def full_stop(runs: Line) -> Text:
    """Returns a full stop for a line that does not end with a mark of its own."""
    return Text("" if to_text(runs).plain.endswith((".", "!", "?", "…")) else ".")
