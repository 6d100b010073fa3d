"""A figure over time as a line: its points where their dates put them.

Law: the line joins only what follows at about even steps. Where years are left out, it is broken and says so by two
strokes on the base, and the width is not spent on the gap.
"""

from __future__ import annotations

from collections.abc import Sequence

from pygame import Rect

from party_card.engine.page import Bar
from party_card.frontends.shared.time_axis import layout_points
from party_card.frontends.window.toolkit.box import Box
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Line, Mark, Polygon, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour


def layout_line_chart(style: TextStyle, bars: Sequence[Bar], width: int, year: str) -> Box | None:
    """The line, or None where its numbers would stand over one another."""
    made = layout_points([bar.label for bar in bars])
    if made is None:
        return None
    at, broken = made
    base = style.font("meta")
    plain = base._replace(size=round(base.size * 1.1, 2))
    types = [plain._replace(weight=700) if bar.label in year else plain for bar in bars]
    wide = [
        max(style.shaper.measure(text, type_) for text in (bar.label, bar.text))
        for bar, type_ in zip(bars, types, strict=True)
    ]
    left, right = wide[0] / 2 + style.px(4), width - wide[-1] / 2 - style.px(4)
    xs = [left + (right - left) * one / at[-1] for one in at]
    near = [b - a - (w + v) / 2 for a, b, w, v in zip(xs, xs[1:], wide, wide[1:], strict=False)]
    if min(near) < style.px(8):
        return None
    line = style.line_height("meta")
    head, plot = line + style.px(12), style.px(132)
    floor = head + plot
    top = max(bar.value for bar in bars) or 1
    ys = [floor - plot * bar.value / top for bar in bars]
    marks: list[Mark] = [FillRect(Rect(0, floor, width, style.px(2)), "ink")]
    for a, b, away in zip(range(len(xs)), range(1, len(xs)), broken[1:], strict=False):
        if away:
            marks += _make_gap(style, (xs[a] + xs[b]) / 2, floor)
        else:
            marks.append(Line((xs[a], ys[a]), (xs[b], ys[b]), "ink", style.px(3)))
    for bar, x, y, type_ in zip(bars, xs, ys, types, strict=True):
        now = bar.label in year
        marks.append(Line((x, y), (x, floor), "rule", style.px(1)))
        marks += _make_point(style, bar, x, y, "poster" if now else "ink")
        for text, above in ((bar.text, y - line - style.px(9)), (bar.label, floor + style.px(6))):
            said = style.layout_spans([StyledSpan(text, type_, "ink")], width, "meta")
            marks += translate_marks(said.marks, x - said.extent / 2, above)
    name = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return Box(width, floor + style.px(6) + line, tuple(marks), name=name)


def _make_gap(style: TextStyle, x: float, floor: float) -> list[Mark]:
    """Two slanted strokes: years are left out here."""
    h, w, gap = style.px(8), style.px(5), style.px(6)
    paper = FillRect(Rect(round(x - gap / 2), round(floor - 1), gap, style.px(2) + 2), "paper")
    ends = (x - gap / 2, x + gap / 2)
    return [paper, *(Line((end - w, floor + h), (end + w, floor - h), "ink", style.px(2)) for end in ends)]


def _make_point(style: TextStyle, bar: Bar, x: float, y: float, colour: Colour) -> list[Mark]:
    """A disc; a ring where the number is about, a wedge up or down where it is over or under."""
    r = style.px(6)
    match bar.bound:
        case "over":
            return [Polygon(((x, y - r * 1.5), (x + r * 1.2, y + r * 0.7), (x - r * 1.2, y + r * 0.7)), colour)]
        case "under":
            return [Polygon(((x, y + r * 1.5), (x + r * 1.2, y - r * 0.7), (x - r * 1.2, y - r * 0.7)), colour)]
        case "about":
            return [Circle(x, y, r, colour), Circle(x, y, r - style.px(3), "paper")]
        case _:
            return [Circle(x, y, r, colour)]
