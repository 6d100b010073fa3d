"""Draws display lists and views onto a surface.

Invariant: drawing decides nothing and changes nothing but pixels. It turns colour roles into the theme's colours and
draws marks in order, inside the clip only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot
from typing import TYPE_CHECKING

import pygame
from pygame import Rect, Surface

from party_card.frontends.window.toolkit import primitives
from party_card.frontends.window.toolkit.images import scale_to_cover
from party_card.frontends.window.toolkit.primitives import FillRect, Mark
from party_card.frontends.window.toolkit.theme import PALETTES, RGB, Colour

if TYPE_CHECKING:
    from party_card.frontends.window.toolkit.box import Box
    from party_card.frontends.window.toolkit.glyph_images import PositionedSurface
    from party_card.frontends.window.toolkit.shaping import TextShaper
    from party_card.frontends.window.toolkit.viewport import ScrollView
    from party_card.storage.settings import Theme

MIN_VISIBLE_BUTTON_UNITS = 20
"""A button of which less is in view at the lower edge is not drawn: it would be a mere line."""
OVERDRAW_UNITS = 12
"""How far above the upper edge a box may end and still be drawn, for marks that reach beyond their box."""


def render_view(view: ScrollView, surface: Surface, theme: Theme, focus_rect: Rect | None = None) -> None:
    """Draws the visible part of a screen, with focus, scrollbar and footer.

    `focus_rect` is the focus ring while it moves; if None, the ring is at the focused target.
    """
    layout, shaper = view.content.drawn, view.style.shaper
    if not layout.is_dialog:
        surface.fill(resolve_colour(theme, "paper"))
    for box in layout.fixed:
        draw_marks(surface, shaper, theme, _current_marks(view, box), box.x, box.y)
    surface.set_clip(layout.area)
    bottom = view.scroll + layout.area.h
    for box in layout.boxes:
        is_cut_off = (
            box.role == "button" and bottom - view.style.px(MIN_VISIBLE_BUTTON_UNITS) < box.y < bottom < box.y + box.h
        )
        if box.y + box.h >= view.scroll - view.style.px(OVERDRAW_UNITS) and box.y <= bottom and not is_cut_off:
            draw_marks(surface, shaper, theme, _current_marks(view, box), *view.to_window(box.rect).topleft)
    _draw_emphasis(view, surface, theme, focus_rect, scrolls=True)
    thumb = view.scrollbar_thumb_rect()
    if thumb is not None:
        draw_marks(surface, shaper, theme, (FillRect(thumb, "faint"),))
    surface.set_clip(None)
    footer = view.layout_footer()
    draw_marks(surface, shaper, theme, footer.marks, footer.x, footer.y)
    _draw_emphasis(view, surface, theme, focus_rect, scrolls=False)


def _current_marks(view: ScrollView, box: Box) -> tuple[Mark, ...]:
    if not box.active_marks or not box.targets:
        return box.marks
    target = box.targets[0]
    is_hovered = target.command == view.hovered_command and target.field is None  # only a focused field has a caret
    return box.active_marks if target.command == view.focused_command or is_hovered else box.marks


def _draw_emphasis(view: ScrollView, surface: Surface, theme: Theme, focus_rect: Rect | None, *, scrolls: bool) -> None:
    """Draws the focus ring, and a line under the link that the mouse is on."""
    rects, focus_scrolls = view.focus_rects()
    if rects and focus_scrolls == scrolls:
        is_link = any(t.key == view.focused_key and t.target.role == "link" for t in view.targets)
        for rect in rects if focus_rect is None else [focus_rect]:
            draw_focus_ring(surface, theme, rect, view.style.unit, inline=is_link)
    if view.hovered_command is None:
        return
    for target in view.targets:
        if target.scrolls != scrolls or target.target.command != view.hovered_command or target.target.role != "link":
            continue
        for rect in target.rects if target.key != view.focused_key else ():
            line = Rect(rect.left, rect.bottom, rect.w, view.style.px(2))
            mark = FillRect(view.to_window(line, scrolls=scrolls), "accent")
            draw_marks(surface, view.style.shaper, theme, (mark,))


def draw_marks(
    surface: Surface, shaper: TextShaper, theme: Theme, marks: Iterable[Mark], dx: int = 0, dy: int = 0
) -> None:
    """Draws marks, moved by (dx, dy). Glyphs are collected and drawn together, but before anything covers them."""
    palette = PALETTES[theme]
    glyphs: list[PositionedSurface] = []
    for mark in marks:
        match mark:
            case primitives.TextRun(x, y, text, font, colour):
                glyphs += shaper.draw_run(text, font, x + dx, y + dy, palette[colour])
            case primitives.FillRect(rect, colour):
                glyphs = _flush_glyphs(surface, glyphs)
                surface.fill(palette[colour], rect.move(dx, dy))
            case primitives.StrokeRect(rect, colour, width, dash):
                _draw_frame(surface, palette[colour], rect.move(dx, dy), width, dash)
            case primitives.Polygon(points, colour, outline):
                corners = [(x + dx, y + dy) for x, y in points]
                pygame.draw.polygon(surface, palette[colour], corners)
                pygame.draw.aalines(surface, palette[outline or colour], True, corners)
            case primitives.Line(a, b, colour, width):
                _draw_line(surface, palette[colour], (a[0] + dx, a[1] + dy), (b[0] + dx, b[1] + dy), width)
            case primitives.Circle(x, y, radius, colour, width):
                pygame.draw.aacircle(surface, palette[colour], (x + dx, y + dy), radius, width)
            case primitives.Image(path, rect, anchor, _, is_turned):
                glyphs = _flush_glyphs(surface, glyphs)
                picture, source_rect = scale_to_cover(path, theme, rect.w, rect.h, anchor)
                if is_turned:
                    picture = pygame.transform.flip(picture.subsurface(source_rect), True, False)
                    source_rect = picture.get_rect()
                surface.blit(picture, rect.move(dx, dy), source_rect)
    _flush_glyphs(surface, glyphs)


def _flush_glyphs(surface: Surface, glyphs: Sequence[PositionedSurface]) -> list[PositionedSurface]:
    if glyphs:
        surface.fblits(glyphs)
    return []


def _draw_line(surface: Surface, colour: RGB, a: tuple[float, float], b: tuple[float, float], width: float) -> None:
    """Draws a line of the given thickness; pygame counts width along an axis, so a slanted one must ask for more."""
    dx, dy = abs(b[0] - a[0]), abs(b[1] - a[1])
    slant = hypot(dx, dy) / (max(dx, dy) or 1.0)
    pygame.draw.aaline(surface, colour, a, b, max(1, round(width * slant)))


def _draw_frame(surface: Surface, colour: RGB, rect: Rect, width: int, dash: int) -> None:
    if not dash:
        pygame.draw.rect(surface, colour, rect, width)
        return
    for y in (rect.top, rect.bottom - width):
        for x in range(rect.left, rect.right, dash * 2):
            surface.fill(colour, Rect(x, y, min(dash, rect.right - x), width))
    for x in (rect.left, rect.right - width):
        for y in range(rect.top, rect.bottom, dash * 2):
            surface.fill(colour, Rect(x, y, width, min(dash, rect.bottom - y)))


def draw_focus_ring(surface: Surface, theme: Theme, rect: Rect, unit: float, *, inline: bool = False) -> None:
    """Draws the focus ring: a coloured frame between two of the paper's colour, visible on any ground.

    With `inline`, for a link among words on paper, it is narrower and covers no letters next to it.
    """
    palette, line = PALETTES[theme], max(2, round(3 * unit))
    edge = max(1, round(unit))
    if inline:
        pygame.draw.rect(surface, palette["focus"], rect.inflate(2 * edge, 2 * edge), max(2, round(2 * unit)))
        return
    outer = rect.inflate(2 * (line + 2 * edge), 2 * (line + 2 * edge))
    pygame.draw.rect(surface, palette["paper"], outer.inflate(2 * edge, 2 * edge), line + 3 * edge)
    pygame.draw.rect(surface, palette["focus"], outer, line)


def resolve_colour(theme: Theme, role: Colour) -> RGB:
    """Returns the colour of a role in a theme."""
    return PALETTES[theme][role]
