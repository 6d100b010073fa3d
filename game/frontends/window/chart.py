"""A figure as bars.

Law: no bar without its number, no bound without its own end: a wedge for "over", a notch for "under", a slope for
"about". The year of the scene is told by bold type as well as by red.
"""

from __future__ import annotations

from pygame import Rect

from game.frontends.window.boxes import Box, Do, Fill, Shape, shifted
from game.frontends.window.lines import Span
from game.frontends.window.press import Press
from game.frontends.window.prose import stacked
from game.frontends.window.text import Type
from game.frontends.window.theme import Colour
from game.play.page import Bar, Chart


def chart(press: Press, block: Chart, width: int, year: str) -> Box:
    """Bars with their numbers. The scene's year is red and bold; a bound has its own end: wedge, notch or slope."""
    number = str(block.note)
    mark = press.type("prose", bold=True, raised=True)
    title = [
        Span(f"{block.title}, {block.unit}".upper(), press.type("heading"), "ink"),
        Span(number, mark, "accent", Do("note", number), f"Note {number}"),
    ]
    head = press.box(title, width, "heading", even=True, as_="heading")
    rule = Box(width, press.px(3), (Fill(Rect(0, 0, width, press.px(3)), "ink"),))
    type_ = _bar_type(press, bold=True)
    label = max((press.engine.measure(b.label, type_) for b in block.bars), default=0.0) + press.px(18)
    label = min(label, width * 0.4)
    shown = max((press.engine.measure(b.shown, type_) for b in block.bars), default=0.0) + press.px(10 + TIP)
    room = max(press.px(24), width - label - shown)
    top = max((b.value for b in block.bars), default=1) or 1
    rows = [_bar(press, b, width, round(label), room * b.value / top, b.label in year) for b in block.bars]
    parts = [rule, head, stacked(rows, press.px(10), width)]
    if block.remark:
        parts.append(press.say(block.remark, width, "note", "soft", italic=True))
    return stacked(parts, press.px(10), width)


TIP = 12
"""How far the end of a bound reaches."""


def _bar_type(press: Press, bold: bool) -> Type:
    return press.type("meta", bold=bold)._replace(size=round(17 * press.unit, 2))


def _bar(press: Press, bar: Bar, width: int, left: int, length: float, now: bool) -> Box:
    tip, gap = press.px(TIP), press.px(12)
    type_ = _bar_type(press, now)
    name = press.set([Span(bar.label, type_, "ink")], left - gap, "meta")
    value = press.set([Span(bar.shown, type_, "ink")], width, "meta")
    thick = press.px(27)
    height = max(thick, name.height)
    x, end = left, round(left + max(length, press.px(3)))
    colour: Colour = "poster" if now else "ink"
    over, under = (height - thick) / 2, (height + thick) / 2
    ends: dict[str, tuple[tuple[float, float], ...]] = {
        "": ((end, over), (end, under)),
        "over": ((end, over), (end + tip, height / 2), (end, under)),
        "under": ((end, over), (end - tip, height / 2), (end, under)),
        "about": ((end + tip / 2, over), (end - tip / 2, under)),
    }
    points = ((x, over), *ends[bar.bound], (x, under))
    y = (height - name.height) / 2
    after = end + press.px(10) + (tip if bar.bound == "over" else tip // 2 if bar.bound == "about" else 0)
    marks = (
        *shifted(name.marks, 0, y),
        Shape(points, colour),
        *shifted(value.marks, after, (height - value.height) / 2),
    )  # fmt: skip
    return Box(width, height, marks, name=f"{bar.label}: {bar.shown}")
