"""The title page as a sheet.

Law: the words stand on the paper's own colour. Where the window is too small for words beside the poster, the poster
goes above them, and the words scroll.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pygame import Rect

from party_card.frontends.window.navigation import Shelved
from party_card.frontends.window.toolkit.primitives import (
    Box,
    Command,
    FillRect,
    HitTarget,
    Image,
    Mark,
    ScreenLayout,
    TextRun,
    translate_all,
)
from party_card.frontends.window.toolkit.style import FINGER, TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.toolkit.widgets import chrome
from party_card.frontends.window.views import episode_marker, player_badge


def next_scene(shelf: Sequence[Shelved]) -> Shelved | None:
    """What the title offers: what comes next in the campaign, else the first."""
    shelf = [one for one in shelf if not one.pack] or shelf
    at = episode_marker.next_episode(shelf)
    return shelf[at or 0] if shelf else None


def title_sheet(
    style: TextStyle, picture: Path | None, shelf: Sequence[Shelved], reader: str, notices: Sequence[str] = ()
) -> ScreenLayout:
    """The title page: words beside the poster if they stand clear of its red wedge, else below a band of it."""
    foot = _menu(style, reader)
    area = Rect(0, 0, style.width, style.height - foot.h)
    edge = style.px(88 if style.width_units >= 1000 else 48) if style.width_units >= 700 else style.margin
    for share in (1.7, 1.4, 1.2, 1.0, 0.9, 0.8, 0.7, 0.6):
        top = style.px(84 * share)
        parts = [*_name(style, round(100 * share * style.unit), share), *_what(style, style.px(330), 18 * share)]
        words, y = _placed(parts, edge, top)
        if picture is not None and (style.width_units < 760 or not _clear(words, area)):
            continue
        more, end = _placed(_next(style, shelf, style.px(480), notices), edge, y)
        if end > area.h:
            continue
        poster = [_poster(picture, area, (1.0, 1.0))] if picture is not None else []
        return ScreenLayout(area, (*words, *more), end, (*poster, foot.at(0, area.h)))
    width = style.width - 2 * edge
    size = min(style.px(80), round(width / 6.5))
    parts = [(_line(style, (("PARTY ", "ink"), ("CARD", "poster")), size), style.px(14))]
    what, begin = _what(style, width, 10), _next(style, shelf, width, notices)
    _, high = _placed([*parts, *what, *begin], edge, style.px(20))
    parts += [*what, *begin] if high <= area.h else [*begin, *what]  # what there is to do is never out of sight
    band = min(area.h - high, style.px(260))
    if picture is None or band < style.px(48):
        band = 0
    boxes, end = _placed(parts, edge, band + style.px(20))
    fixed = [_poster(picture, Rect(0, 0, style.width, band), (0.9, 0.55))] if band and picture is not None else []
    return ScreenLayout(area, tuple(boxes), end, (*fixed, foot.at(0, area.h)))


Parts = list[tuple[Box, int]]
"""Boxes, and the gap behind each."""


def _placed(parts: Parts, x: int, y: int) -> tuple[list[Box], int]:
    placed = []
    for box, gap in parts:
        placed.append(box.at(x, y))
        y += box.h + gap
    return placed, y


def _clear(words: Sequence[Box], area: Rect) -> bool:
    """Whether words stand above the wedge of `title.svg`, whose upper edge goes from (-10, 812) to (1150, 424)."""
    scale = max(area.w / 1600, area.h / 1000)
    left, top = 1600 * scale - area.w, 1000 * scale - area.h
    for box in words:
        right = box.x + max(
            (m.x + m.type.size * 0.5 * len(m.text) for m in box.marks if isinstance(m, TextRun)), default=0
        )
        x, y = (right + left) / scale, (box.y + box.h + top) / scale
        if y > 812 - (x + 10) * 388 / 1160 - 14 or (x > 800 and y > 60):
            return False
    return True


def _poster(picture: Path, rect: Rect, anchor: tuple[float, float]) -> Box:
    name = "A red wedge drives into a black disc with a walled tower; below it a crowd, one of them red; a party card"
    return Box(rect.w, rect.h, (Image(str(picture), rect, anchor),), role="image", name=name)


def _name(style: TextStyle, size: int, share: float) -> Parts:
    return [
        (_line(style, [("PARTY", "ink")], size), 0),
        (_line(style, [("CARD", "poster")], size), style.px(24 * share)),
    ]


def _what(style: TextStyle, width: int, gap: float) -> Parts:
    line = "You choose. Then you are shown what actually happened."
    return [
        (style.label("Moscow and Berlin", width, "place"), 0),
        (style.label("August 1932 – January 1933", width, "date"), style.px(gap)),
        (style.label(line, width, "account"), style.px(20)),
    ]


def _next(style: TextStyle, shelf: Sequence[Shelved], width: int, notices: Sequence[str]) -> Parts:
    """What to go on with, and what must be told."""
    told: Parts = [(chrome.notification(style, n, min(width, style.px(420))), style.px(8)) for n in notices]
    one = next_scene(shelf)
    if one is None:
        return [(style.label("There is no scene to play here.", width, "note"), style.px(14)), *told]
    verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
    return [
        (
            chrome.button(style, f"{verb}: {one.title}", episode_marker.primary_command(one), width, primary=True),
            style.px(14),
        ),
        *told,
    ]


def _line(style: TextStyle, parts: Sequence[tuple[str, Colour]], size: int) -> Box:
    type_, x = style.font("poster")._replace(size=float(size)), -size * 0.04
    marks: list[Mark] = []
    for text, colour in parts:
        marks.append(TextRun(x, round(size * 0.86), text, type_, colour))
        x += style.engine.measure(text, type_)
    name = "".join(text for text, _ in parts)
    return Box(round(x), round(size * 0.99), tuple(marks), role="heading", name=name)


def _menu(style: TextStyle, reader: str) -> Box:
    """The dark line of the title: what else there is. It takes as many lines as it needs."""
    reader = player_badge.displayable_name(style, reader)
    items = [
        ("Episodes", Command("episodes")),
        (f"Who is playing: {reader}", Command("readers")),
        ("Settings", Command("settings")),
        ("Keys", Command("help")),
        ("Leave", Command("leave")),
    ]
    edge = style.px(88 if style.width_units >= 1000 else 48 if style.width_units >= 700 else 16)
    gap, pad = style.px(30), style.px(16)
    high = max(style.line_height("meta") + 2, style.px(FINGER))
    line = high + style.px(6)
    x, y = float(edge), pad
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    for text, does in items:
        wide = style.text_width(text.upper(), "meta")
        if x > edge and x + wide > style.width - edge:
            x, y = float(edge), y + line
        said = style.label(text.upper(), wide + 2, "meta", "on_bar")
        marks += translate_all(said.marks, x, y)
        rect = Rect(round(x) - 2, y + (said.h - high) // 2, round(wide) + 4, max(high, said.h))
        targets.append(HitTarget(does, (rect,), "button", text))
        x += wide + gap
    height = y + style.line_height("meta") + pad
    ground = FillRect(Rect(0, 0, style.width, height), "bar")
    return Box(style.width, height, (ground, *marks), tuple(targets), name="Menu")
