"""The title page as a sheet.

Law: the words stand on the paper's own colour. Where the window is too small for words beside the poster, the poster
goes above them, and the words scroll.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout
from party_card.frontends.window.toolkit.primitives import FillRect, Image, Mark, TextRun, translate_marks
from party_card.frontends.window.toolkit.style import MIN_TOUCH_TARGET_UNITS, TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.notification import layout_notification
from party_card.frontends.window.views import episode_marker, player_badge

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary


def choose_offered_scene(shelf: Sequence[SceneSummary]) -> SceneSummary | None:
    """What the title offers: what comes next in the campaign, else the first."""
    shelf = [one for one in shelf if not one.pack] or shelf
    at = episode_marker.find_next_episode(shelf)
    return shelf[at or 0] if shelf else None


def layout_title(
    style: TextStyle, picture: Path | None, shelf: Sequence[SceneSummary], reader: str, notices: Sequence[str] = ()
) -> ScreenLayout:
    """The title page: words beside the poster if they stand clear of its red wedge, else below a band of it."""
    foot = _layout_menu(style, reader)
    area = Rect(0, 0, style.width, style.height - foot.h)
    edge = style.px(88 if style.width_units >= 1000 else 48) if style.width_units >= 700 else style.margin
    for share in (1.7, 1.4, 1.2, 1.0, 0.9, 0.8, 0.7, 0.6):
        top = style.px(84 * share)
        parts = [
            *_layout_name(style, round(100 * share * style.unit), share),
            *_layout_description(style, style.px(330), 18 * share),
        ]
        words, y = _place(parts, edge, top)
        if picture is not None and (style.width_units < 760 or not _is_clear_of_wedge(words, area)):
            continue
        more, end = _place(_layout_next_scene(style, shelf, style.px(480), notices), edge, y)
        if end > area.h:
            continue
        poster = [_layout_poster(picture, area, (1.0, 1.0))] if picture is not None else []
        return ScreenLayout(area, (*words, *more), end, (*poster, foot.placed_at(0, area.h)))
    width = style.width - 2 * edge
    size = min(style.px(80), round(width / 6.5))
    parts = [(_layout_poster_line(style, (("PARTY ", "ink"), ("CARD", "poster")), size), style.px(14))]
    what, begin = _layout_description(style, width, 10), _layout_next_scene(style, shelf, width, notices)
    _, high = _place([*parts, *what, *begin], edge, style.px(20))
    parts += [*what, *begin] if high <= area.h else [*begin, *what]  # what there is to do is never out of sight
    band = min(area.h - high, style.px(260))
    if picture is None or band < style.px(48):
        band = 0
    boxes, end = _place(parts, edge, band + style.px(20))
    fixed = (
        [_layout_poster(picture, Rect(0, 0, style.width, band), (0.9, 0.55))] if band and picture is not None else []
    )
    return ScreenLayout(area, tuple(boxes), end, (*fixed, foot.placed_at(0, area.h)))


SpacedBoxes = list[tuple[Box, int]]
"""Boxes, and the gap behind each."""


def _place(parts: SpacedBoxes, x: int, y: int) -> tuple[list[Box], int]:
    placed = []
    for box, gap in parts:
        placed.append(box.placed_at(x, y))
        y += box.h + gap
    return placed, y


def _is_clear_of_wedge(words: Sequence[Box], area: Rect) -> bool:
    """Whether words stand above the wedge of `title.svg`, whose upper edge goes from (-10, 812) to (1150, 424)."""
    scale = max(area.w / 1600, area.h / 1000)
    left, top = 1600 * scale - area.w, 1000 * scale - area.h
    for box in words:
        right = box.x + max(
            (m.x + m.font.size * 0.5 * len(m.text) for m in box.marks if isinstance(m, TextRun)), default=0
        )
        x, y = (right + left) / scale, (box.y + box.h + top) / scale
        if y > 812 - (x + 10) * 388 / 1160 - 14 or (x > 800 and y > 60):
            return False
    return True


def _layout_poster(picture: Path, rect: Rect, anchor: tuple[float, float]) -> Box:
    name = "A red wedge drives into a black disc with a walled tower; below it a crowd, one of them red; a party card"
    return Box(rect.w, rect.h, (Image(str(picture), rect, anchor),), role="image", name=name)


def _layout_name(style: TextStyle, size: int, share: float) -> SpacedBoxes:
    return [
        (_layout_poster_line(style, [("PARTY", "ink")], size), 0),
        (_layout_poster_line(style, [("CARD", "poster")], size), style.px(24 * share)),
    ]


def _layout_description(style: TextStyle, width: int, gap: float) -> SpacedBoxes:
    line = "You choose. Then you are shown what actually happened."
    return [
        (style.layout_label("Moscow and Berlin", width, "place"), 0),
        (style.layout_label("August 1932 – January 1933", width, "date"), style.px(gap)),
        (style.layout_label(line, width, "account"), style.px(20)),
    ]


def _layout_next_scene(
    style: TextStyle, shelf: Sequence[SceneSummary], width: int, notices: Sequence[str]
) -> SpacedBoxes:
    """What to go on with, and what must be told."""
    told: SpacedBoxes = [(layout_notification(style, n, min(width, style.px(420))), style.px(8)) for n in notices]
    one = choose_offered_scene(shelf)
    if one is None:
        return [(style.layout_label("There is no scene to play here.", width, "note"), style.px(14)), *told]
    verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
    return [
        (
            layout_button(style, f"{verb}: {one.title}", episode_marker.make_play_command(one), width, primary=True),
            style.px(14),
        ),
        *told,
    ]


def _layout_poster_line(style: TextStyle, parts: Sequence[tuple[str, Colour]], size: int) -> Box:
    type_, x = style.font("poster")._replace(size=float(size)), -size * 0.04
    marks: list[Mark] = []
    for text, colour in parts:
        marks.append(TextRun(x, round(size * 0.86), text, type_, colour))
        x += style.shaper.measure(text, type_)
    name = "".join(text for text, _ in parts)
    return Box(round(x), round(size * 0.99), tuple(marks), role="heading", name=name)


def _layout_menu(style: TextStyle, reader: str) -> Box:
    """The dark line of the title: what else there is. It takes as many lines as it needs."""
    reader = player_badge.make_displayable(style, reader)
    items = [
        ("Episodes", Command("episodes")),
        (f"Who is playing: {reader}", Command("readers")),
        ("Settings", Command("settings")),
        ("Keys", Command("help")),
        ("Leave", Command("leave")),
    ]
    edge = style.px(88 if style.width_units >= 1000 else 48 if style.width_units >= 700 else 16)
    gap, pad = style.px(30), style.px(16)
    high = max(style.line_height("meta") + 2, style.px(MIN_TOUCH_TARGET_UNITS))
    line = high + style.px(6)
    x, y = float(edge), pad
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    for text, does in items:
        wide = style.measure_text(text.upper(), "meta")
        if x > edge and x + wide > style.width - edge:
            x, y = float(edge), y + line
        said = style.layout_label(text.upper(), wide + 2, "meta", "on_bar")
        marks += translate_marks(said.marks, x, y)
        rect = Rect(round(x) - 2, y + (said.h - high) // 2, round(wide) + 4, max(high, said.h))
        targets.append(HitTarget(does, (rect,), "button", text))
        x += wide + gap
    height = y + style.line_height("meta") + pad
    ground = FillRect(Rect(0, 0, style.width, height), "bar")
    return Box(style.width, height, (ground, *marks), tuple(targets), name="Menu")
