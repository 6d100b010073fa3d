"""Overlays as sheets: a panel over the page, with a bar of red above it.

Law: a panel is a column of boxes; it scrolls when the window is small, and its close button is the last in the order
of Tab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from party_card.frontends.window.toolkit.icons import arrow
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    HitTarget,
    Mark,
    ScreenLayout,
    StrokeRect,
    TextRun,
    group,
    translate_all,
)
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.widgets.chrome import button, footer_height

BACK = Command("close")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of a menu."""

    label: str
    command: Command
    remark: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Stepper:
    """A value to turn: `less` and `more` change it; where one is False it is at its end.

    A `remark` stands below it, marked where it tells of `trouble`.
    """

    label: str
    value: str
    name: str
    less: bool
    more: bool
    remark: str = ""
    trouble: bool = False


def dialog(
    style: TextStyle, title: str, parts: Sequence[Box], back: str = "Close", width: int = 560, *,
    gap: float = 12, beside: Sequence[Sequence[Box]] = (),
) -> ScreenLayout:  # fmt: skip
    """A panel in the middle of the window, as high as its content or the window allows.

    Below `parts` stand the columns of `beside`, read one after another.
    """
    wide, pad = panel_width(style, width), style.px(PAD)
    inner = wide - 2 * pad
    left = (style.width - wide) // 2
    head = style.label(title, inner, "heading", "on_red", even=True, as_="heading")
    bar = head.h + style.px(20)
    flow = VerticalFlow(pad, style.px(20 if gap else 8), inner)
    for part in parts:
        flow.add(part, style.px(gap))
    top, ends = flow.y, [flow.y]
    for n, column in enumerate(beside):
        flow.x, flow.y = pad + round(n * (inner + style.px(44)) / len(beside)), top
        for part in column:
            flow.add(part, style.px(gap))
        ends.append(flow.y)
    flow.x, flow.y = pad, max(ends)
    if back:
        flow.y += style.px(8)
        flow.add(button(style, back, BACK, inner), style.px(8))
    content = flow.y + style.px(16)
    room = style.height - footer_height(style)
    high = min(content + bar + style.px(2), room - 2 * _edge(style))
    top = (room - high) // 2
    rect = Rect(0, 0, wide, high)
    shadow = style.px(8)
    marks: tuple[Mark, ...] = (
        FillRect(rect.move(shadow, shadow), "ink"),
        FillRect(rect, "paper"),
        FillRect(Rect(0, 0, wide, bar), "red"),
        *translate_all(head.marks, pad, style.px(10)),
        StrokeRect(rect, "ink", style.px(2)),
    )
    frame = Box(wide, high, marks, role="heading", name=title).at(left, top)
    line = style.px(2)
    area = Rect(left + line, top + bar, wide - 2 * line, high - bar - line)
    boxes = tuple(box.at(box.x - line, box.y) for box in flow.boxes)
    return ScreenLayout(area, boxes, content, (frame,), panel=True)


PAD = 30


def _edge(style: TextStyle) -> int:
    return style.px(24 if style.height_units > 360 else 6)


def max_content_height(style: TextStyle) -> int:
    """How high the content of a panel with one line of title can be without scrolling."""
    return style.height - footer_height(style) - 2 * _edge(style) - style.line_height("heading") - style.px(22)


def panel_width(style: TextStyle, width: int = 560) -> int:
    """How wide a panel is."""
    return min(style.px(width), style.width - style.px(24))


def inner_width(style: TextStyle, width: int = 560) -> int:
    """How wide the content of a panel is."""
    return panel_width(style, width) - 2 * style.px(PAD)


def menu_item(style: TextStyle, what: MenuItem, width: int) -> Box:
    """A line of a menu: a wedge, words, and a remark in smaller type."""
    pad, indent = style.px(9), style.px(26)
    words = style.label(what.label, width - indent, "number")
    height = words.h + 2 * pad
    parts = list(translate_all(words.marks, indent, pad))
    if what.remark:
        remark = style.label(what.remark, width - indent, "note", "soft")
        parts += translate_all(remark.marks, indent, height - pad)
        height += remark.h
    if what.more:
        more = style.label(what.more, width - indent, "account")
        parts += translate_all(more.marks, indent, height - pad + style.px(3))
        height += more.h + style.px(6)
    rect = Rect(0, 0, width, height)
    line = FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule")
    wedge = arrow(style.px(4), pad + words.h / 2 - style.px(6), style.px(11), style.px(12), "accent")
    target = HitTarget(what.command, (rect,), "button", what.label)
    marks = (*parts, line, wedge)
    return Box(width, height, marks, (target,), (FillRect(rect, "sand"), *marks), role="button", name=what.label)


def stepper(style: TextStyle, what: Stepper, width: int) -> Box:
    """A value with an arrow on either side: left and right change it, and so does the mouse on the arrows."""
    pad, hand = style.px(7), style.px(30)
    narrow = style.width_units < 460
    label = style.label(what.label, width if narrow else width * 0.42, "number")
    side = style.px(10)
    value_width = (width if narrow else round(width * 0.56)) - 2 * hand - 2 * side
    value = style.label(what.value, value_width, "prose")
    top = pad + (label.h if narrow else 0)
    left = side if narrow else width - value_width - 2 * hand - side
    row = max(value.h, label.h if not narrow else 0)
    remark = style.label(what.remark, width - 2 * side, "note", "accent" if what.trouble else "soft")
    below = top + row + style.px(1)
    height = below + (remark.h if what.remark else 0) + pad
    words = [m for m in value.marks if isinstance(m, TextRun)]
    ends: dict[float, float] = {}  # of its lines, each of which stands in the middle
    for m in words:
        ends[m.y] = max(ends.get(m.y, 0), m.x + style.engine.measure(m.text, m.type))
    middled = [m._replace(x=m.x + (value_width - ends[m.y]) / 2) for m in words]
    marks: list[Mark] = [
        *translate_all(label.marks, side, pad + (0 if narrow else (row - label.h) / 2)),
        *translate_all(middled, left + hand, top + (row - value.h) / 2),
        *(translate_all(remark.marks, side, below) if what.remark else ()),
        FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),
    ]
    mid, rect = top + row / 2, Rect(0, 0, width, height)
    targets = [HitTarget(Command("change", what.name), (rect,), "slider", f"{what.label}: {what.value}")]
    for right, able in ((False, what.less), (True, what.more)):
        x = left + (hand + value_width if right else 0)
        marks.append(
            arrow(x + style.px(9), mid - style.px(8), style.px(13), style.px(16), "accent" if able else "rule", right)
        )
        hit = Rect(x, round(mid - hand / 2), hand, hand)
        change = Command("change", f"{what.name}{'+' if right else '-'}")
        targets.append(HitTarget(change, (hit,), "button", f"{what.label} {'more' if right else 'less'}", focus=False))
    made = tuple(marks)
    return Box(
        width,
        height,
        made,
        tuple(targets),
        (FillRect(rect, "sand"), *made),
        role="button",
        name=f"{what.label}: {what.value}",
    )


def key_table(style: TextStyle, rows: Sequence[tuple[str, str]], width: int) -> Box:
    """A table of keys and what they do."""
    left = max(style.text_width(cap, "key") for cap, _ in rows) + style.px(34)
    if left > width * 0.5:
        left = width * 0.42
    y, parts = 0, []
    for cap, label in rows:
        key = style.label(cap, min(style.text_width(cap, "key") + 2, left - style.px(20)), "key")
        words = style.label(label, width - left, "note")
        high = max(key.h, words.h) + style.px(8)
        box = Rect(
            0,
            style.px(1),
            round(min(style.text_width(cap, "key"), left - style.px(20))) + style.px(13),
            key.h + style.px(4),
        )
        marks = (StrokeRect(box, "ink", style.px(1)), *translate_all(key.marks, style.px(6), style.px(3)))
        parts += [Box(width, high, marks, name=cap).at(0, y), words.at(round(left), y + style.px(2))]
        y += high
    return group(parts, width, y)
