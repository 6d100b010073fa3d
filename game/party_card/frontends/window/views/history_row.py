"""Lays out the history of a playthrough: its decisions, and the text read before each.

Invariant: a row depends only on its entry; the dialog knows which row asks and which entries match a search.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pygame import Rect

from party_card.content.search_text import fold_text
from party_card.engine.page import Block, Document, list_block_lines
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.mirroring import join_phrases
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.virtual_list import ListItem
from party_card.frontends.window.toolkit.widgets.dialog import max_content_height
from party_card.frontends.window.views import text_blocks
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, ngettext


@frozen_dataclass
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
        return Command("rollback", str(self.steps_back))

    @property
    def search_text(self) -> str:
        """All text of the page and the decision, folded for searching."""
        lines = ("".join(run.text for run in line) for block in self.blocks for line in list_block_lines(block))
        return fold_text(" ".join((self.date, self.place, self.excerpt, *lines, self.outcome_text)))

    @property
    def confirm_text(self) -> str:
        """The question before anything is taken back."""
        if not self.later_count:
            return gettext("Go back here? This choice will be taken back. Choose it once more to do so.")
        sentence = ngettext(
            "Go back here? This choice and the one after it will be taken back. Choose it once more to do so.",
            "Go back here? This choice and the {count} after it will be taken back. Choose it once more to do so.",
            self.later_count,
        )
        return sentence.format(count=self.later_count)


def iter_passage_items(style: TextStyle, entry: HistoryEntry, width: int) -> Iterator[ListItem]:
    """Yields the text read before a decision: date and place, then the blocks."""
    heading = join_phrases((entry.date, entry.place))
    if heading:
        yield ListItem(("head", entry.index), partial(_layout_heading, style, heading, width), heading, "meta")
    for index, block in enumerate(entry.blocks):
        text = " ".join("".join(run.text for run in line) for line in list_block_lines(block))
        yield ListItem(("read", entry.index, index), partial(_layout_block, style, block, width), text)


def _layout_heading(style: TextStyle, text: str, width: int) -> Box:
    label, top = style.layout_label(text, width, "meta", "soft"), style.px(10)
    return group_boxes([label.placed_at(0, top)], width, label.h + top, name=text)


def _layout_block(style: TextStyle, block: Block, width: int) -> Box:
    """Lays out a block without its note marks, because its notes are those of another page."""
    lines = tuple(tuple(run for run in line if run.note is None) for line in list_block_lines(block))
    if isinstance(block, Document):
        return text_blocks.layout_document(style, Document(lines), width)
    boxes = [style.layout_text(style.line_to_spans(line, "account"), width, "account") for line in lines]
    return vstack(boxes, style.px(6), width)


def layout_decision_row(style: TextStyle, entry: HistoryEntry, width: int, *, asks: bool, has_bar: bool = False) -> Box:
    """Lays out a decision: number, date, the beginning of its passage, and the choice.

    If it `asks`, it begins with the question before going back. `has_bar` sets it off from the text between decisions.
    """
    pad, indent = style.px(9), style.px(48)
    inner_width = width - indent - pad
    boxes = [style.layout_label(entry.confirm_text, inner_width, "note", bold=True)] if asks else []
    if entry.date:
        boxes.append(style.layout_label(entry.date, inner_width, "meta", "soft"))
    if entry.excerpt and not (asks and style.height_units <= 360):  # in a small window the question needs the room
        boxes.append(style.layout_label(entry.excerpt, inner_width, "note", "soft", italic=True))
    boxes.append(style.layout_label(entry.outcome_text, inner_width, "account"))
    body = vstack(boxes, style.px(3), inner_width)
    height = body.h + 2 * pad
    rect = Rect(0, 0, width, height)
    number_box = style.layout_label(str(entry.index), indent, "number", "accent", bold=True)
    content = group_boxes([number_box.placed_at(style.px(16), pad), body.placed_at(indent, pad)], width, height).marks
    bar = FillRect(Rect(0, 0, style.px(8), height), "red")
    rule = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    frame = StrokeRect(rect, "ink", style.px(2))
    active_marks: tuple[Mark, ...] = (FillRect(rect, "sand"), *((frame, bar) if asks else (rule,)), *content)
    marks = active_marks if asks else (*content, rule, *((bar,) if has_bar else ()))
    name = f"{entry.index}. {body.name}"
    # Large letters in a small window make a row higher than the panel: then the focus reveals its top.
    focus_rect = Rect(0, 0, width, min(height, max_content_height(style) - style.px(32)))
    targets = (
        HitTarget(entry.command, (focus_rect,), "button", name),
        HitTarget(entry.command, (rect,), "button", name, is_focusable=False),
    )
    return Box(width, height, marks, targets, active_marks, role="button", name=name)
