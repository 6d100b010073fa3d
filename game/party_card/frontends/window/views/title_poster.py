"""Lays out the title screen: the poster, the name of the game, the scene to play next, and the menu.

Invariant: text is on paper, never on the poster. In a small window the poster goes above the text, and the text
scrolls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.app.scene_summary import find_next_scene
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout
from party_card.frontends.window.toolkit.mirroring import keep_direction
from party_card.frontends.window.toolkit.primitives import FillRect, Image, Mark, TextRun, translate_marks
from party_card.frontends.window.toolkit.style import MAX_NARROW_WIDTH_UNITS, MIN_TOUCH_TARGET_UNITS, TextStyle
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.toolkit.widgets.notification import layout_notification
from party_card.frontends.window.views import episode_marker
from party_card.localization import gettext, gettext_noop

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary
    from party_card.frontends.window.toolkit.theme import Colour

SIZE_SHARES = (1.7, 1.4, 1.2, 1.0, 0.9, 0.8)
"""The sizes of the name of the game that are tried beside the poster, relative to the design.

Where larger text leaves no room for the name as it is at first, the poster goes above: it never becomes smaller."""
MAX_MENU_SHARE = 0.3
"""The share of the window's height that the menu may have below the words; a larger one scrolls with them."""
NAME_WIDTH_EM = 7.3
"""The width of the name on one line, with margins, relative to its size."""
POSTER_ALT = gettext_noop(
    "A red wedge drives into a black disc with a walled tower; below it a crowd, one of them red; a party card"
)
OFFER_LABELS = {
    "begun": gettext_noop("Continue: {title}"),
    "open": gettext_noop("Begin: {title}"),
    "played": gettext_noop("Play again: {title}"),
}
"""The button that plays the next scene, by its state."""
SpacedBoxes = list[tuple[Box, int]]
"""Boxes, each with the gap below it."""


def choose_offered_scene(scenes: Sequence[SceneSummary]) -> SceneSummary | None:
    """Returns the next scene of the game's own campaign, or else the first scene."""
    scenes = [scene for scene in scenes if not scene.pack] or scenes
    return scenes[find_next_scene(scenes) or 0] if scenes else None


def layout_title(
    style: TextStyle, picture: Path | None, scenes: Sequence[SceneSummary], player: str, notices: Sequence[str] = (),
    has_prologue: bool = False,
) -> ScreenLayout:  # fmt: skip
    """Lays out the words next to the poster if they are clear of its red wedge, else below a band of it."""
    menu = _layout_menu(style, player, has_prologue=has_prologue)
    area = Rect(0, 0, style.width, style.height - menu.h)
    menu = menu.placed_at(0, area.h)
    beside = _layout_beside(style, area, picture, scenes, notices)
    name_size, boxes = beside or (0, [])
    plain = replace(style, unit=style.plain_unit) if style.plain_unit else style
    plain_area = Rect(0, 0, style.width, style.height - _layout_menu(plain, player, has_prologue=has_prologue).h)
    min_size, _ = _layout_beside(plain, plain_area, picture, scenes, notices) or (0, [])
    if beside and name_size >= min_size:
        poster = [_layout_poster(picture, area, (1.0, 1.0))] if picture is not None else []
        return ScreenLayout(area, tuple(boxes), boxes[-1].y + boxes[-1].h, (*poster, menu))
    has_fixed_menu = menu.h <= style.height * MAX_MENU_SHARE
    if not has_fixed_menu:
        area = Rect(0, 0, style.width, style.height)
    x = _left_edge(style, style.margin)
    width, top = style.width - 2 * x, style.px(20)
    size = min(max(style.px(80), min_size), round(style.width / NAME_WIDTH_EM))
    spaced_boxes = [(_layout_poster_line(style, [("PARTY ", "ink"), ("CARD", "poster")], size), style.px(14))]
    description, offer_parts = _layout_description(style, width, 10), _layout_offer(style, scenes, width, notices)
    _, height = _stack([*spaced_boxes, *description, *offer_parts], x, top)
    # If not everything has room, the offer comes first, because it must always be in sight.
    spaced_boxes += [*description, *offer_parts] if height <= area.h else [*offer_parts, *description]
    band_height = min(area.h - height, style.px(260))
    if picture is None or not has_fixed_menu or band_height < style.px(48):
        boxes, bottom = _stack(spaced_boxes, x, top)
        if has_fixed_menu:
            return ScreenLayout(area, tuple(boxes), bottom, (menu,))
        menu = menu.placed_at(0, max(bottom, area.h - menu.h))
        return ScreenLayout(area, (*boxes, menu), menu.y + menu.h)
    boxes, bottom = _stack(spaced_boxes, x, band_height + top)
    poster_band = _layout_poster(picture, Rect(0, 0, style.width, band_height), (0.9, 0.55))
    return ScreenLayout(area, tuple(boxes), bottom, (poster_band, menu))


def _layout_beside(
    style: TextStyle, area: Rect, picture: Path | None, scenes: Sequence[SceneSummary], notices: Sequence[str]
) -> tuple[int, list[Box]] | None:  # fmt: skip
    """Lays out the words next to the poster, with the size of the name in pixels; None if they have no room there."""
    x = _left_edge(style, style.margin)
    for share in SIZE_SHARES:
        size = round(100 * share * style.unit)
        name = [
            (_layout_poster_line(style, [("PARTY", "ink")], size), 0),
            (_layout_poster_line(style, [("CARD", "poster")], size), style.px(24 * share)),
        ]
        text_boxes, y = _stack([*name, *_layout_description(style, style.px(330), 18 * share)], x, style.px(84 * share))
        if picture is not None and (style.width_units < 760 or not _is_clear_of_wedge(text_boxes, area)):
            continue
        offer, bottom = _stack(_layout_offer(style, scenes, style.px(480), notices), x, y)
        if bottom <= area.h:
            return size, [*text_boxes, *offer]
    return None


def _left_edge(style: TextStyle, narrow_x: int) -> int:
    """Returns the left edge of words in pixels; `narrow_x` in a narrow window."""
    return style.px(88 if style.width_units >= 1000 else 48) if style.width_units >= 700 else narrow_x


def _stack(spaced_boxes: SpacedBoxes, x: int, y: int) -> tuple[list[Box], int]:
    """Places boxes one below another. Returns them and their bottom y."""
    boxes = []
    for box, gap in spaced_boxes:
        boxes.append(box.placed_at(x, y))
        y += box.h + gap
    return boxes, y


def _is_clear_of_wedge(boxes: Sequence[Box], area: Rect) -> bool:
    """Returns True if words are above the wedge of `title.svg`, whose top edge goes from (-10, 812) to (1150, 424)."""
    scale = max(area.w / 1600, area.h / 1000)
    crop_x, crop_y = 1600 * scale - area.w, 1000 * scale - area.h
    for box in boxes:
        ends = (m.x + m.font.size * 0.5 * len(m.text) for m in box.marks if isinstance(m, TextRun))
        x = (box.x + max(ends, default=0) + crop_x) / scale
        y = (box.y + box.h + crop_y) / scale
        if y > 812 - (x + 10) * 388 / 1160 - 14 or (x > 800 and y > 60):
            return False
    return True


def _layout_poster(picture: Path, rect: Rect, anchor: tuple[float, float]) -> Box:
    return Box(
        rect.w, rect.h, (Image(str(picture), rect, anchor, can_turn=True),), role="image", name=gettext(POSTER_ALT)
    )


def _layout_description(style: TextStyle, width: int, gap: float) -> SpacedBoxes:
    return [
        (style.layout_label(gettext("Moscow and Berlin"), width, "place"), 0),
        (style.layout_label(gettext("August 1932 – January 1933"), width, "date"), style.px(gap)),
        (
            style.layout_label(gettext("You choose. Then you are shown what really happened."), width, "account"),
            style.px(20),
        ),
    ]


def _layout_offer(
    style: TextStyle, scenes: Sequence[SceneSummary], width: int, notices: Sequence[str]
) -> SpacedBoxes:  # fmt: skip
    """Lays out the button of the scene to play next, and the notices."""
    boxes = [(layout_notification(style, notice, min(width, style.px(420))), style.px(8)) for notice in notices]
    scene = choose_offered_scene(scenes)
    if scene is None:
        return [(style.layout_label(gettext("There is no scene to play here."), width, "note"), style.px(14)), *boxes]
    label = gettext(OFFER_LABELS[scene.state]).format(title=scene.title)
    command = episode_marker.make_play_command(scene)
    button = layout_button(style, label, command, width, primary=True)
    return [(button, style.px(14)), *boxes]


@keep_direction
def _layout_poster_line(style: TextStyle, coloured_texts: Sequence[tuple[str, Colour]], size: int) -> Box:
    font, x = style.font("poster")._replace(size=float(size)), -size * 0.04
    marks: list[Mark] = []
    for text, colour in coloured_texts:
        marks.append(TextRun(x, round(size * 0.86), text, font, colour))
        x += style.shaper.measure(text, font)
    name = "".join(text for text, _ in coloured_texts)
    return Box(round(x), round(size * 0.99), tuple(marks), role="heading", name=name)


def _layout_menu(style: TextStyle, player: str, *, has_prologue: bool) -> Box:
    """Lays out the dark menu at the bottom, in as many lines as it needs."""
    items = [
        *([(gettext("Prologue"), Command("prologue"))] if has_prologue else []),
        (gettext("Episodes"), Command("episodes")),
        (gettext("Who is playing: {name}").format(name=player), Command("players")),
        (gettext("Who’s who"), Command("glossary")),
        (gettext("Settings"), Command("settings")),
        (gettext("Keys"), Command("help")),
        (gettext("Quit"), Command("leave")),
    ]
    min_x = _left_edge(style, style.px(16))
    gap, pad = style.px(30 if style.width_units > MAX_NARROW_WIDTH_UNITS else 18), style.px(16)
    target_height = max(style.line_height("meta") + 2, style.px(MIN_TOUCH_TARGET_UNITS))
    x, y = float(min_x), pad
    marks: list[Mark] = []
    targets: list[HitTarget] = []
    for text, command in items:
        text_width = style.measure_text(text.upper(), "meta")
        if x > min_x and x + text_width > style.width - min_x:
            x, y = float(min_x), y + target_height + style.px(6)
        label = style.layout_label(text.upper(), text_width + 2, "meta", "on_bar")
        marks += translate_marks(label.marks, x, y)
        top = y + (label.h - target_height) // 2
        rect = Rect(round(x) - 2, top, round(text_width) + 4, max(target_height, label.h))
        targets.append(HitTarget(command, (rect,), "button", text))
        x += text_width + gap
    height = y + style.line_height("meta") + pad
    background = FillRect(Rect(0, 0, style.width, height), "bar")
    return Box(style.width, height, (background, *marks), tuple(targets), name=gettext("Menu"))
