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
    does: Command
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
    press: TextStyle, title: str, parts: Sequence[Box], back: str = "Close", width: int = 560, *,
    gap: float = 12, beside: Sequence[Sequence[Box]] = (),
) -> ScreenLayout:  # fmt: skip
    """A panel in the middle of the window, as high as its content or the window allows.

    Below `parts` stand the columns of `beside`, read one after another.
    """
    wide, pad = panel_width(press, width), press.px(PAD)
    inner = wide - 2 * pad
    left = (press.width - wide) // 2
    head = press.label(title, inner, "heading", "on_red", even=True, as_="heading")
    bar = head.h + press.px(20)
    flow = VerticalFlow(pad, press.px(20 if gap else 8), inner)
    for part in parts:
        flow.add(part, press.px(gap))
    top, ends = flow.y, [flow.y]
    for n, column in enumerate(beside):
        flow.x, flow.y = pad + round(n * (inner + press.px(44)) / len(beside)), top
        for part in column:
            flow.add(part, press.px(gap))
        ends.append(flow.y)
    flow.x, flow.y = pad, max(ends)
    if back:
        flow.y += press.px(8)
        flow.add(button(press, back, BACK, inner), press.px(8))
    content = flow.y + press.px(16)
    room = press.height - footer_height(press)
    high = min(content + bar + press.px(2), room - 2 * _edge(press))
    top = (room - high) // 2
    rect = Rect(0, 0, wide, high)
    shadow = press.px(8)
    marks: tuple[Mark, ...] = (
        FillRect(rect.move(shadow, shadow), "ink"),
        FillRect(rect, "paper"),
        FillRect(Rect(0, 0, wide, bar), "red"),
        *translate_all(head.marks, pad, press.px(10)),
        StrokeRect(rect, "ink", press.px(2)),
    )
    frame = Box(wide, high, marks, role="heading", name=title).at(left, top)
    line = press.px(2)
    area = Rect(left + line, top + bar, wide - 2 * line, high - bar - line)
    boxes = tuple(box.at(box.x - line, box.y) for box in flow.boxes)
    return ScreenLayout(area, boxes, content, (frame,), panel=True)


PAD = 30


def _edge(press: TextStyle) -> int:
    return press.px(24 if press.height_units > 360 else 6)


def max_content_height(press: TextStyle) -> int:
    """How high the content of a panel with one line of title can be without scrolling."""
    return press.height - footer_height(press) - 2 * _edge(press) - press.line_height("heading") - press.px(22)


def panel_width(press: TextStyle, width: int = 560) -> int:
    """How wide a panel is."""
    return min(press.px(width), press.width - press.px(24))


def inner_width(press: TextStyle, width: int = 560) -> int:
    """How wide the content of a panel is."""
    return panel_width(press, width) - 2 * press.px(PAD)


def menu_item(press: TextStyle, what: MenuItem, width: int) -> Box:
    """A line of a menu: a wedge, words, and a remark in smaller type."""
    pad, indent = press.px(9), press.px(26)
    words = press.label(what.label, width - indent, "number")
    height = words.h + 2 * pad
    parts = list(translate_all(words.marks, indent, pad))
    if what.remark:
        remark = press.label(what.remark, width - indent, "note", "soft")
        parts += translate_all(remark.marks, indent, height - pad)
        height += remark.h
    if what.more:
        more = press.label(what.more, width - indent, "account")
        parts += translate_all(more.marks, indent, height - pad + press.px(3))
        height += more.h + press.px(6)
    rect = Rect(0, 0, width, height)
    line = FillRect(Rect(0, height - press.px(1), width, press.px(1)), "rule")
    wedge = arrow(press.px(4), pad + words.h / 2 - press.px(6), press.px(11), press.px(12), "accent")
    target = HitTarget(what.does, (rect,), "button", what.label)
    marks = (*parts, line, wedge)
    return Box(width, height, marks, (target,), (FillRect(rect, "sand"), *marks), role="button", name=what.label)


def stepper(press: TextStyle, what: Stepper, width: int) -> Box:
    """A value with an arrow on either side: left and right change it, and so does the mouse on the arrows."""
    pad, hand = press.px(7), press.px(30)
    narrow = press.width_units < 460
    label = press.label(what.label, width if narrow else width * 0.42, "number")
    side = press.px(10)
    value_width = (width if narrow else round(width * 0.56)) - 2 * hand - 2 * side
    value = press.label(what.value, value_width, "prose")
    top = pad + (label.h if narrow else 0)
    left = side if narrow else width - value_width - 2 * hand - side
    row = max(value.h, label.h if not narrow else 0)
    remark = press.label(what.remark, width - 2 * side, "note", "accent" if what.trouble else "soft")
    below = top + row + press.px(1)
    height = below + (remark.h if what.remark else 0) + pad
    words = [m for m in value.marks if isinstance(m, TextRun)]
    ends: dict[float, float] = {}  # of its lines, each of which stands in the middle
    for m in words:
        ends[m.y] = max(ends.get(m.y, 0), m.x + press.engine.measure(m.text, m.type))
    middled = [m._replace(x=m.x + (value_width - ends[m.y]) / 2) for m in words]
    marks: list[Mark] = [
        *translate_all(label.marks, side, pad + (0 if narrow else (row - label.h) / 2)),
        *translate_all(middled, left + hand, top + (row - value.h) / 2),
        *(translate_all(remark.marks, side, below) if what.remark else ()),
        FillRect(Rect(0, height - press.px(1), width, press.px(1)), "rule"),
    ]
    mid, rect = top + row / 2, Rect(0, 0, width, height)
    targets = [HitTarget(Command("change", what.name), (rect,), "slider", f"{what.label}: {what.value}")]
    for right, able in ((False, what.less), (True, what.more)):
        x = left + (hand + value_width if right else 0)
        marks.append(
            arrow(x + press.px(9), mid - press.px(8), press.px(13), press.px(16), "accent" if able else "rule", right)
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


def key_table(press: TextStyle, rows: Sequence[tuple[str, str]], width: int) -> Box:
    """A table of keys and what they do."""
    left = max(press.text_width(cap, "key") for cap, _ in rows) + press.px(34)
    if left > width * 0.5:
        left = width * 0.42
    y, parts = 0, []
    for cap, label in rows:
        key = press.label(cap, min(press.text_width(cap, "key") + 2, left - press.px(20)), "key")
        words = press.label(label, width - left, "note")
        high = max(key.h, words.h) + press.px(8)
        box = Rect(
            0,
            press.px(1),
            round(min(press.text_width(cap, "key"), left - press.px(20))) + press.px(13),
            key.h + press.px(4),
        )
        marks = (StrokeRect(box, "ink", press.px(1)), *translate_all(key.marks, press.px(6), press.px(3)))
        parts += [Box(width, high, marks, name=cap).at(0, y), words.at(round(left), y + press.px(2))]
        y += high
    return group(parts, width, y)
