"""What is wrong with a scene while it is written: a strip above its page, or a page of its own.

Law: the strip never scrolls away and never takes more than a third of the window; what it has no room for is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from pygame import Rect

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.frontends.window.toolkit.box import Box, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour

STALE_SCENE_TEXT = "You see the scene as it was before."


def add_diagnostics_strip(style: TextStyle, diagnostics: Sequence[Diagnostic], layout: ScreenLayout) -> ScreenLayout:
    """A sheet below the strip."""
    top = layout.area.y
    strip = _layout_strip(style, diagnostics, round(style.height * 0.33)).placed_at(0, top)
    area = Rect(0, top + strip.h, layout.area.w, layout.area.h - strip.h)
    return replace(layout, area=area, fixed=(*layout.fixed, strip))


def _layout_strip(style: TextStyle, diagnostics: Sequence[Diagnostic], max_height: int) -> Box:
    """As many remarks as there is room for, mistakes first, on the colour of a document with a red bar."""
    wrong = any(one.severity is Severity.ERROR for one in diagnostics)
    bar, edge, pad = style.px(8), style.margin, style.px(9)
    width = style.width - 2 * edge
    made: list[Box] = []
    high = 2 * pad + (style.line_height("meta") if wrong else 0)
    for n, one in enumerate(diagnostics):
        box = layout_diagnostic(style, one, width)
        last = n == len(diagnostics) - 1
        if made and high + box.h + (0 if last else style.line_height("meta")) > max_height:
            rest = len(diagnostics) - n
            made.append(style.layout_label(f"and {rest} more, named in the terminal", width, "meta", "soft"))
            break
        made.append(box)
        high += box.h + style.px(3)
    if wrong:
        made.append(style.layout_label(STALE_SCENE_TEXT, width, "meta", "accent"))
    y, placed = pad, []
    for box in made:
        placed.append(box.placed_at(edge, y))
        y += box.h + style.px(3)
    height = y + pad - style.px(3)
    marks = (
        FillRect(Rect(0, 0, style.width, height), "sheet"),
        FillRect(Rect(0, 0, bar, height), "poster" if wrong else "ink"),
        FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink"),
    )
    return group_boxes([Box(style.width, height, marks), *placed], style.width, height, "status")


def layout_diagnostic(style: TextStyle, diagnostic: Diagnostic, width: int) -> Box:
    """Where, what, and how to mend it."""
    place = f"{PurePath(diagnostic.primary.source.name).name}, line {diagnostic.primary.span.line}"
    colour: Colour = "accent" if diagnostic.severity is Severity.ERROR else "ink"
    spans = [StyledSpan(f"{place}\u2002", style.font("meta")._replace(weight=600), colour)]
    spans += [StyledSpan(diagnostic.message, style.font("note"), "ink")]
    if diagnostic.helps:
        spans.append(StyledSpan(f"; {diagnostic.helps[0].message}", style.font("note"), "soft"))
    return style.layout_text(spans, width, "note")
