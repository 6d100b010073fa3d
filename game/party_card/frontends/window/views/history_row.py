"""The parts of a path: what was read before a decision, and the decision itself.

Law: one function a part, from a width to a box; nothing here knows what is asked or found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from pygame import Rect

from party_card.engine.page import Block, Document, Line, block_lines
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.virtual_list import ListItem
from party_card.frontends.window.toolkit.widgets.dialog import max_content_height
from party_card.frontends.window.views import text_blocks


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A decision of a playthrough, with the page it was made on.

    `steps_back` is how many steps lead back to before it; `later_count` is how many decisions followed it.
    """

    index: int
    date: str
    excerpt: str
    outcome_text: str
    later_count: int
    steps_back: int
    place: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def command(self) -> Command:
        """The command that goes back to before the decision."""
        return Command("back", str(self.steps_back))

    @property
    def search_text(self) -> str:
        """All text of the page and the decision, case-folded."""
        read = ("".join(run.text for run in line) for block in self.blocks for line in block_lines(block))
        return " ".join((self.date, self.place, self.excerpt, *read, self.outcome_text)).casefold()

    @property
    def confirm_text(self) -> str:
        """The question before anything is taken back."""
        after = {0: "", 1: " and the one after it"}.get(self.later_count, f" and the {self.later_count} after it")
        return f"Go back here? This choice{after} will be taken back. Choose it once more to do so."


def list_passage_items(style: TextStyle, entry: HistoryEntry, width: int) -> Iterator[ListItem]:
    """What was read before a decision: where and when, and the text."""
    head = " · ".join(filter(None, (entry.date, entry.place)))
    if head:
        yield ListItem(("head", entry.index), partial(_layout_head, style, head, width), head, "meta")
    for n, block in enumerate(entry.blocks):
        said = " ".join("".join(run.text for run in line) for line in block_lines(block))
        yield ListItem(("read", entry.index, n), partial(_layout_block, style, block, width), said)


def _layout_head(style: TextStyle, text: str, width: int) -> Box:
    said, above = style.layout_label(text, width, "meta", "soft"), style.px(10)
    return group_boxes([said.placed_at(0, above)], width, said.h + above, name=text)


def _layout_block(style: TextStyle, block: Block, width: int) -> Box:
    """A block without the marks of its notes, whose numbers are those of another page."""
    if isinstance(block, Document):
        lines = tuple(_remove_note_marks(line) for line in block.lines)
        return text_blocks.layout_document(style, Document(lines), width)
    said = [
        style.layout_text(style.line_to_spans(_remove_note_marks(line), "account"), width, "account")
        for line in block_lines(block)
    ]
    return vstack(said, style.px(6), width)


def _remove_note_marks(line: Line) -> Line:
    return tuple(run for run in line if run.note is None)


def layout_decision_row(style: TextStyle, entry: HistoryEntry, width: int, *, asks: bool, has_bar: bool = False) -> Box:
    """A decision: its number and date, how the passage began, what was chosen; above all that the question.

    It is `barred` where it stands among what was read.
    """
    pad, indent = style.px(9), style.px(48)
    column = width - indent - pad
    parts = [style.layout_label(entry.confirm_text, column, "note", bold=True)] if asks else []
    if entry.date:
        parts.append(style.layout_label(entry.date, column, "meta", "soft"))
    if entry.excerpt and not (asks and style.height_units <= 360):  # in a small window the question needs its room
        parts.append(style.layout_label(entry.excerpt, column, "note", "soft", italic=True))
    parts.append(style.layout_label(entry.outcome_text, column, "account"))
    body = vstack(parts, style.px(3), column)
    height = body.h + 2 * pad
    rect = Rect(0, 0, width, height)
    figure = style.layout_label(str(entry.index), indent, "number", "accent", bold=True)
    inner = group_boxes([figure.placed_at(style.px(16), pad), body.placed_at(indent, pad)], width, height).marks
    bar = FillRect(Rect(0, 0, style.px(8), height), "red")
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    frame = StrokeRect(rect, "ink", style.px(2))
    hot: tuple[Mark, ...] = (FillRect(rect, "sand"), *((frame, bar) if asks else (rule,)), *inner)
    name = f"{entry.index}. {body.name}"
    # Large letters in a small window make a row higher than the panel: then the focus shows its beginning.
    shown = Rect(0, 0, width, min(height, max_content_height(style) - style.px(32)))
    targets = (
        HitTarget(entry.command, (shown,), "button", name),
        HitTarget(entry.command, (rect,), "button", name, is_focusable=False),
    )
    plain = (*inner, rule, *((bar,) if has_bar else ()))
    return Box(width, height, hot if asks else plain, targets, hot, role="button", name=name)
