"""The parts of a path: what was read before a decision, and the decision itself.

Law: one function a part, from a width to a box; nothing here knows what is asked or found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.engine.page import Block, Document, Line, lines_of
from party_card.frontends.window.toolkit.primitives import Box, FillRect, HitTarget, Mark, StrokeRect, group
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.virtual_list import ListItem
from party_card.frontends.window.toolkit.widgets import panels
from party_card.frontends.window.views import text_blocks
from party_card.frontends.window.views.text_blocks import vstack

if TYPE_CHECKING:
    from party_card.frontends.window.screens.dialogs.history import HistoryEntry


def passage_items(style: TextStyle, one: HistoryEntry, width: int) -> Iterator[ListItem]:
    """What was read before a decision: where and when, and the text."""
    head = " · ".join(filter(None, (one.date, one.place)))
    if head:
        yield ListItem(("head", one.index), partial(_head, style, head, width), head, "meta")
    for n, block in enumerate(one.blocks):
        said = " ".join("".join(run.text for run in line) for line in lines_of(block))
        yield ListItem(("read", one.index, n), partial(_set, style, block, width), said)


def _head(style: TextStyle, text: str, width: int) -> Box:
    said, above = style.label(text, width, "meta", "soft"), style.px(10)
    return group([said.at(0, above)], width, said.h + above, name=text)


def _set(style: TextStyle, block: Block, width: int) -> Box:
    """A block without the marks of its notes, whose numbers are those of another page."""
    if isinstance(block, Document):
        lines = tuple(_unmarked(line) for line in block.lines)
        return text_blocks.document(style, Document(lines), width)
    said = [style.text_box(style.to_spans(_unmarked(line), "account"), width, "account") for line in lines_of(block)]
    return vstack(said, style.px(6), width)


def _unmarked(line: Line) -> Line:
    return tuple(run for run in line if run.note is None)


def decision_row(style: TextStyle, one: HistoryEntry, width: int, *, asked: bool, barred: bool = False) -> Box:
    """A decision: its number and date, how the passage began, what was chosen; above all that the question.

    It is `barred` where it stands among what was read.
    """
    pad, indent = style.px(9), style.px(48)
    column = width - indent - pad
    parts = [style.label(one.confirm_text, column, "note", bold=True)] if asked else []
    if one.date:
        parts.append(style.label(one.date, column, "meta", "soft"))
    if one.excerpt and not (asked and style.height_units <= 360):  # in a small window the question needs its room
        parts.append(style.label(one.excerpt, column, "note", "soft", italic=True))
    parts.append(style.label(one.outcome_text, column, "account"))
    body = vstack(parts, style.px(3), column)
    height = body.h + 2 * pad
    rect = Rect(0, 0, width, height)
    figure = style.label(str(one.index), indent, "number", "accent", bold=True)
    inner = group([figure.at(style.px(16), pad), body.at(indent, pad)], width, height).marks
    bar = FillRect(Rect(0, 0, style.px(8), height), "red")
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    frame = StrokeRect(rect, "ink", style.px(2))
    hot: tuple[Mark, ...] = (FillRect(rect, "sand"), *((frame, bar) if asked else (rule,)), *inner)
    name = f"{one.index}. {body.name}"
    # Large letters in a small window make a row higher than the panel: then the focus shows its beginning.
    shown = Rect(0, 0, width, min(height, panels.max_content_height(style) - style.px(32)))
    targets = (
        HitTarget(one.command, (shown,), "button", name),
        HitTarget(one.command, (rect,), "button", name, focus=False),
    )
    plain = (*inner, rule, *((bar,) if barred else ()))
    return Box(width, height, hot if asked else plain, targets, hot, role="button", name=name)
