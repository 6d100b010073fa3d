"""Lays out the diagnostics of a scene that is being written, as a strip above its page.

Invariant: the strip never scrolls and takes at most a third of the window; diagnostics without room are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from pygame import Rect

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.frontends.window.toolkit.box import Box, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import FillRect
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext, gettext_noop

STALE_SCENE_TEXT = gettext_noop("You see the scene as it was before.")
MAX_HEIGHT_SHARE = 0.33


def add_diagnostics_strip(style: TextStyle, diagnostics: Sequence[Diagnostic], layout: ScreenLayout) -> ScreenLayout:
    """Adds the strip to a layout, whose scrolling area moves below it."""
    top = layout.area.y
    strip = _layout_strip(style, diagnostics, round(style.height * MAX_HEIGHT_SHARE)).placed_at(0, top)
    area = Rect(0, top + strip.h, layout.area.w, layout.area.h - strip.h)
    return replace(layout, area=area, fixed=(*layout.fixed, strip))


def _layout_strip(style: TextStyle, diagnostics: Sequence[Diagnostic], max_height: int) -> Box:
    has_obstacles = any(diagnostic.is_obstacle for diagnostic in diagnostics)
    pad, gap, line_height = style.px(9), style.px(3), style.line_height("meta")
    flow = VerticalFlow(style.margin, pad, style.width - 2 * style.margin)
    height = 2 * pad + (line_height if has_obstacles else 0)
    for index, diagnostic in enumerate(diagnostics):
        row = layout_diagnostic(style, diagnostic, flow.width)
        remaining_count = len(diagnostics) - index
        if index and height + row.h + (0 if remaining_count == 1 else line_height) > max_height:
            text = gettext("and {count} more, named in the terminal").format(count=remaining_count)
            flow.add(style.layout_label(text, flow.width, "meta", "soft"), gap)
            break
        flow.add(row, gap)
        height += row.h + gap
    if has_obstacles:
        flow.add(style.layout_label(gettext(STALE_SCENE_TEXT), flow.width, "meta", "accent"), gap)
    height = flow.y + pad - gap
    marks = (
        FillRect(Rect(0, 0, style.width, height), "sheet"),
        FillRect(Rect(0, 0, style.px(8), height), "poster" if has_obstacles else "ink"),
        FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink"),
    )
    return group_boxes([Box(style.width, height, marks), *flow.boxes], style.width, height, "status")


def layout_diagnostic(style: TextStyle, diagnostic: Diagnostic, width: int) -> Box:
    """Lays out file and line, message and help."""
    name, line = PurePath(diagnostic.primary.source.name).name, diagnostic.primary.span.line
    location = gettext("{file}, line {number}").format(file=name, number=line)
    colour: Colour = "accent" if diagnostic.severity is Severity.ERROR else "ink"
    spans = [
        StyledSpan(f"{location}\u2002", style.font("meta")._replace(weight=600), colour),
        StyledSpan(diagnostic.message, style.font("note"), "ink"),
    ]
    if diagnostic.helps:
        spans.append(StyledSpan(f"; {diagnostic.helps[0].message}", style.font("note"), "soft"))
    return style.layout_text(spans, width, "note")
