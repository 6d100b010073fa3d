"""What is wrong with a scene while it is written: a strip above its page, or a page of its own.

Law: the strip never scrolls away and never takes more than a third of the window; what it has no room for is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from pygame import Rect

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.frontends.window.navigation import Sitting
from party_card.frontends.window.screens.base import BaseScreen
from party_card.frontends.window.toolkit.key_hints import KEYS, SETTINGS
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.paragraph import StyledSpan
from party_card.frontends.window.toolkit.primitives import Box, Command, FillRect, KeyHint, ScreenLayout, group
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.toolkit.widgets import chrome

STALE = "You see the scene as it was before."


def with_diagnostics(style: TextStyle, found: Sequence[Diagnostic], layout: ScreenLayout) -> ScreenLayout:
    """A sheet below the strip."""
    top = layout.area.y
    strip = _strip(style, found, round(style.height * 0.33)).at(0, top)
    area = Rect(0, top + strip.h, layout.area.w, layout.area.h - strip.h)
    return replace(layout, area=area, fixed=(*layout.fixed, strip))


def _strip(style: TextStyle, found: Sequence[Diagnostic], most: int) -> Box:
    """As many remarks as there is room for, mistakes first, on the colour of a document with a red bar."""
    wrong = any(one.severity is Severity.ERROR for one in found)
    bar, edge, pad = style.px(8), style.margin, style.px(9)
    width = style.width - 2 * edge
    made: list[Box] = []
    high = 2 * pad + (style.line_height("meta") if wrong else 0)
    for n, one in enumerate(found):
        box = diagnostic_row(style, one, width)
        last = n == len(found) - 1
        if made and high + box.h + (0 if last else style.line_height("meta")) > most:
            rest = len(found) - n
            made.append(style.label(f"and {rest} more, named in the terminal", width, "meta", "soft"))
            break
        made.append(box)
        high += box.h + style.px(3)
    if wrong:
        made.append(style.label(STALE, width, "meta", "accent"))
    y, placed = pad, []
    for box in made:
        placed.append(box.at(edge, y))
        y += box.h + style.px(3)
    height = y + pad - style.px(3)
    marks = (
        FillRect(Rect(0, 0, style.width, height), "sheet"),
        FillRect(Rect(0, 0, bar, height), "poster" if wrong else "ink"),
        FillRect(Rect(0, height - style.px(2), style.width, style.px(2)), "ink"),
    )
    return group([Box(style.width, height, marks), *placed], style.width, height, "status")


def diagnostic_row(style: TextStyle, one: Diagnostic, width: int) -> Box:
    """Where, what, and how to mend it."""
    place = f"{PurePath(one.primary.source.name).name}, line {one.primary.span.line}"
    colour: Colour = "accent" if one.severity is Severity.ERROR else "ink"
    spans = [StyledSpan(f"{place}\u2002", style.font("meta")._replace(weight=600), colour)]
    spans += [StyledSpan(one.message, style.font("note"), "ink")]
    if one.helps:
        spans.append(StyledSpan(f"; {one.helps[0].message}", style.font("note"), "soft"))
    return style.text_box(spans, width, "note")


class DiagnosticsScreen(BaseScreen):
    """A scene that has never been fit to play since it is watched: what is wrong with it, in place of a page."""

    def __init__(self, session: Sitting, name: str) -> None:
        super().__init__(session)
        self.name = name

    def layout(self, style: TextStyle) -> ScreenLayout:
        """The mistakes, one under another."""
        head, _ = chrome.header(style, PurePath(self.name).name, "mend this, save, and the scene is shown")
        flow = VerticalFlow(style.margin, style.px(24), min(style.width - 2 * style.margin, style.column_width))
        flow.add(style.label("This scene cannot be played yet", flow.width, "heading", as_="heading"), style.px(14))
        for one in self.session.remarks:
            flow.add(diagnostic_row(style, one, flow.width), style.px(12))
        area = Rect(0, head.h, style.width, style.height - head.h - chrome.footer_height(style))
        return ScreenLayout(area, tuple(flow.boxes), flow.y + style.px(18), (head,))

    def key_hints(self) -> tuple[KeyHint, ...]:
        """There is nothing to do but in the editor."""
        return (KeyHint("Ctrl+Q", "leave", Command("leave"), ("ctrl+q",)), SETTINGS, KEYS)
