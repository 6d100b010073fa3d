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
    press: TextStyle, picture: Path | None, shelf: Sequence[Shelved], reader: str, notices: Sequence[str] = ()
) -> ScreenLayout:
    """The title page: words beside the poster if they stand clear of its red wedge, else below a band of it."""
    foot = _menu(press, reader)
    area = Rect(0, 0, press.width, press.height - foot.h)
    edge = press.px(88 if press.width_units >= 1000 else 48) if press.width_units >= 700 else press.margin
    for share in (1.7, 1.4, 1.2, 1.0, 0.9, 0.8, 0.7, 0.6):
        top = press.px(84 * share)
        parts = [*_name(press, round(100 * share * press.unit), share), *_what(press, press.px(330), 18 * share)]
        words, y = _placed(parts, edge, top)
        if picture is not None and (press.width_units < 760 or not _clear(words, area)):
            continue
        more, end = _placed(_next(press, shelf, press.px(480), notices), edge, y)
        if end > area.h:
            continue
        poster = [_poster(picture, area, (1.0, 1.0))] if picture is not None else []
        return ScreenLayout(area, (*words, *more), end, (*poster, foot.at(0, area.h)))
    width = press.width - 2 * edge
    size = min(press.px(80), round(width / 6.5))
    parts = [(_line(press, (("PARTY ", "ink"), ("CARD", "poster")), size), press.px(14))]
    what, begin = _what(press, width, 10), _next(press, shelf, width, notices)
    _, high = _placed([*parts, *what, *begin], edge, press.px(20))
    parts += [*what, *begin] if high <= area.h else [*begin, *what]  # what there is to do is never out of sight
    band = min(area.h - high, press.px(260))
    if picture is None or band < press.px(48):
        band = 0
    boxes, end = _placed(parts, edge, band + press.px(20))
    fixed = [_poster(picture, Rect(0, 0, press.width, band), (0.9, 0.55))] if band and picture is not None else []
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


def _name(press: TextStyle, size: int, share: float) -> Parts:
    return [
        (_line(press, [("PARTY", "ink")], size), 0),
        (_line(press, [("CARD", "poster")], size), press.px(24 * share)),
    ]


def _what(press: TextStyle, width: int, gap: float) -> Parts:
    line = "You choose. Then you are shown what actually happened."
    return [
        (press.label("Moscow and Berlin", width, "place"), 0),
        (press.label("August 1932 – January 1933", width, "date"), press.px(gap)),
        (press.label(line, width, "account"), press.px(20)),
    ]


def _next(press: TextStyle, shelf: Sequence[Shelved], width: int, notices: Sequence[str]) -> Parts:
    """What to go on with, and what must be told."""
    told: Parts = [(chrome.notification(press, n, min(width, press.px(420))), press.px(8)) for n in notices]
    one = next_scene(shelf)
    if one is None:
        return [(press.label("There is no scene to play here.", width, "note"), press.px(14)), *told]
    verb = {"begun": "Continue", "open": "Begin", "played": "Play again"}[one.state]
    return [
        (
            chrome.button(press, f"{verb}: {one.title}", episode_marker.primary_command(one), width, primary=True),
            press.px(14),
        ),
        *told,
    ]


def _line(press: TextStyle, parts: Sequence[tuple[str, Colour]], size: int) -> Box:
    type_, x = press.font("poster")._replace(size=float(size)), -size * 0.04
    marks: list[Mark] = []
    for text, colour in parts:
        marks.append(TextRun(x, round(size * 0.86), text, type_, colour))
        x += press.engine.measure(text, type_)
    name = "".join(text for text, _ in parts)
    return Box(round(x), round(size * 0.99), tuple(marks), role="heading", name=name)


def _menu(press: TextStyle, reader: str) -> Box:
    """The dark line of the title: what else there is. It takes as many lines as it needs."""
    reader = player_badge.displayable_name(press, reader)
    items = [
        ("Episodes", Command("episodes")),
        (f"Who is playing: {reader}", Command("readers")),
        ("Settings", Command("settings")),
        ("Keys", Command("help")),
        ("Leave", Command("leave")),
    ]
    edge = press.px(88 if press.width_units >= 1000 else 48 if press.width_units >= 700 else 16)
    gap, pad = press.px(30), press.px(16)
    high = max(press.line_height("meta") + 2, press.px(FINGER))
    line = high + press.px(6)
    x, y = float(edge), pad
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    for text, does in items:
        wide = press.text_width(text.upper(), "meta")
        if x > edge and x + wide > press.width - edge:
            x, y = float(edge), y + line
        said = press.label(text.upper(), wide + 2, "meta", "on_bar")
        marks += translate_all(said.marks, x, y)
        rect = Rect(round(x) - 2, y + (said.h - high) // 2, round(wide) + 4, max(high, said.h))
        targets.append(HitTarget(does, (rect,), "button", text))
        x += wide + gap
    height = y + press.line_height("meta") + pad
    ground = FillRect(Rect(0, 0, press.width, height), "bar")
    return Box(press.width, height, (ground, *marks), tuple(targets), name="Menu")
