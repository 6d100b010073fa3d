"""A view drawn: what is in view of its sheet, the focus, the bar of the scroll, the line of keys.

Law: drawing changes nothing but pixels.
"""

from __future__ import annotations

from pygame import Rect, Surface

from party_card.frontends.window.toolkit.primitives import Box, FillRect, Mark
from party_card.frontends.window.toolkit.renderer import colour_of, draw_focus_ring, paint
from party_card.frontends.window.toolkit.viewport import ScrollView
from party_card.storage.settings import Theme

SLIVER = 20
"""Of a button at the lower edge so many units are not drawn: less of it is a mere line."""


def render_view(view: ScrollView, surface: Surface, theme: Theme, at: Rect | None = None) -> None:
    """Draw everything that is in view; the ring of the focus is `at` a place on its way, where it moves."""
    sheet, engine = view.layout, view.style.engine
    if not sheet.panel:
        surface.fill(colour_of(theme, "paper"))
    for box in sheet.fixed:
        paint(surface, engine, theme, _marks(view, box), box.x, box.y)
    surface.set_clip(sheet.area)
    dx, dy = sheet.area.x, sheet.area.y - view.scroll
    low = view.scroll + sheet.area.h
    for box in sheet.boxes:
        sliver = box.role == "button" and low - view.style.px(SLIVER) < box.y < low < box.y + box.h
        if box.y + box.h >= view.scroll - view.style.px(12) and box.y <= low and not sliver:
            paint(surface, engine, theme, _marks(view, box), box.x + dx, box.y + dy)
    _emphasis(view, surface, theme, at, scrolls=True)
    thumb = view.scrollbar_thumb()
    if thumb is not None:
        paint(surface, engine, theme, (FillRect(thumb, "faint"),))
    surface.set_clip(None)
    foot = view.footer()
    paint(surface, engine, theme, foot.marks, foot.x, foot.y)
    _emphasis(view, surface, theme, at, scrolls=False)


def _marks(view: ScrollView, box: Box) -> tuple[Mark, ...]:
    first = box.targets[0] if box.hot and box.targets else None
    # a field shows its caret only where letters go
    hot = first and (first.command == view.focus or (first.command == view.hover and first.field is None))
    return box.hot if hot else box.marks


def _emphasis(view: ScrollView, surface: Surface, theme: Theme, at: Rect | None, *, scrolls: bool) -> None:
    """The ring of the focus, and a line under a link that the mouse is on."""
    rects, focus_scrolls = view.focus_rects()
    if rects and focus_scrolls == scrolls:
        inline = any(p.key == view.focused and p.target.role == "link" for p in view.targets)
        for rect in rects if at is None else [at]:
            draw_focus_ring(surface, theme, rect, view.style.unit, inline=inline)
    dx, dy = (view.layout.area.x, view.layout.area.y - view.scroll) if scrolls else (0, 0)
    for place in view.targets if view.hover is not None else ():
        if place.scrolls == scrolls and place.target.command == view.hover and place.target.role == "link":
            for rect in place.rects if place.key != view.focused else ():
                line = Rect(rect.left, rect.bottom, rect.w, view.style.px(2)).move(dx, dy)
                paint(surface, view.style.engine, theme, (FillRect(line, "accent"),))
