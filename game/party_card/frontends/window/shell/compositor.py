"""A stage as pixels: what is open, from the lowest full screen upwards, and what moves on its way there.

Law: what is drawn when nothing moves any more is the same as if nothing had moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect, Surface

from party_card.frontends.window.screens.pages import PageScreen
from party_card.frontends.window.toolkit.animation import EDGE
from party_card.frontends.window.toolkit.draw import render_view
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.renderer import colour_of
from party_card.frontends.window.toolkit.viewport import ScrollView

if TYPE_CHECKING:
    from party_card.frontends.window.shell.navigator import Navigator
    from party_card.storage.settings import Theme


def compose(navigator: Navigator, surface: Surface) -> None:
    """Draw a stage, or a frame of what moves on it."""
    motion = navigator.motion
    edge, red = navigator.view.style.px(EDGE), colour_of(navigator.session.settings.theme, "poster")
    if motion is None or not motion.draw(surface, lambda: _paint(navigator, surface), _stamped(navigator), edge, red):
        _paint(navigator, surface)


def _paint(navigator: Navigator, surface: Surface) -> None:
    theme, view = navigator.session.settings.theme, navigator.view
    _behind(navigator, surface, theme)
    at = None
    if navigator.motion is not None and navigator.animations_enabled:
        rects = view.focus_rects()[0]
        at = navigator.motion.animate_focus(view, rects[0] if len(rects) == 1 else None)
    render_view(view, surface, theme, at)
    view.dirty = False
    navigator.interaction.draw_overlay(navigator, surface)


def _behind(navigator: Navigator, surface: Surface, theme: Theme) -> None:
    """What lies below the uppermost screen, dimmed; it is kept, for it changes seldom while the panel is read."""
    below = navigator.views[:-1]
    if not below:
        navigator.backdrop = None
        return
    kept = navigator.backdrop
    if kept is None or kept[:2] != (below, theme) or any(view.dirty for view in below):
        for view in below:
            render_view(view, surface, theme)
            view.dirty = False
            _dim(surface)
        kept = navigator.backdrop = (below, theme, surface.copy())
    else:
        surface.blit(kept[2], (0, 0))


def _stamped(navigator: Navigator) -> Rect | None:
    """Where the heading of the record is, when it is new."""
    if navigator.is_backwards or not isinstance(navigator.screen, PageScreen) or navigator.screen.page.kind != "record":
        return None
    return find_title_rect(navigator.view)


def find_title_rect(view: ScrollView) -> Rect | None:
    """Where in the window the largest words of a page are, if they are in view."""
    area = view.layout.area
    words = [(m, box) for box in view.layout.boxes for m in box.marks if isinstance(m, TextRun)]
    first = max(words, key=lambda pair: pair[0].type.size, default=None)
    rects = []
    for mark, box in words:
        if first and box is first[1] and mark.type == first[0].type:
            left, top = area.x + box.x + mark.x, area.y + box.y + mark.y - view.scroll - mark.type.size * 0.95
            rects.append(Rect(left, top, view.style.engine.measure(mark.text, mark.type) + 2, mark.type.size * 1.15))
    whole = rects[0].unionall(rects[1:]) if rects else None
    return whole if whole is not None and area.contains(whole) else None


def _dim(surface: Surface) -> None:
    """The page behind a panel steps back."""
    veil = Surface(surface.get_size())
    veil.fill((0, 0, 0))
    veil.set_alpha(110)
    surface.blit(veil, Rect(0, 0, *surface.get_size()))
