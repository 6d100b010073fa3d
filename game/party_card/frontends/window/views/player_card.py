"""Lays out the card of a player, the button that deletes a player, and the warning about a nickname.

Invariant: progress is shown by discs and by the same in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, group_boxes
from party_card.frontends.window.toolkit.layout import vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Line, Mark, Polygon, StrokeRect
from party_card.frontends.window.toolkit.style import MIN_TOUCH_TARGET_UNITS, TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.toolkit.widgets.footer import footer_height
from party_card.frontends.window.views import episode_marker, player_badge
from party_card.frontends.window.views.next_steps import describe_played
from party_card.localization import gettext, ngettext

if TYPE_CHECKING:
    from party_card.app.scene_summary import PlayerProgress

BADGE_UNITS, SMALL_BADGE_UNITS = 76, 48


def format_progress(player: PlayerProgress) -> str:
    """Returns in words how many scenes and endings a player has seen."""
    played_count, begun_count = player.states.count("played"), player.states.count("begun")
    if not played_count and not begun_count:
        return gettext("nothing played yet")
    phrases = [describe_played(player.states)]
    if begun_count:
        phrases.append(ngettext("{count} begun", "{count} begun", begun_count).format(count=begun_count))
    if player.ending_count:
        endings = ngettext("one ending seen", "{count} endings seen", player.ending_count)
        phrases.append(endings.format(count=player.ending_count))
    return " · ".join(phrases)


def layout_player_card(style: TextStyle, player: PlayerProgress, width: int, *, is_current: bool) -> Box:
    """Lays out badge, nickname and progress of a player as a button that switches to them."""
    pad = style.px(14)
    badge_size = style.px(BADGE_UNITS if style.width_units > 400 else SMALL_BADGE_UNITS)
    text_x = pad + badge_size + style.px(18)
    inner_width = width - text_x - pad
    name = player.nickname
    boxes = [style.layout_label(gettext("plays now"), inner_width, "label", "accent")] if is_current else []
    boxes.append(style.layout_label(name, inner_width, "number"))
    progress = style.layout_label(format_progress(player), inner_width, "note", "soft")
    boxes.append(episode_marker.layout_progress_dots(style, player.states, progress, inner_width))
    if player.last_title:
        boxes.append(
            style.layout_label(gettext("Last: {title}").format(title=player.last_title), inner_width, "note", "soft")
        )
    body = vstack(boxes, style.px(3), inner_width)
    height = max(body.h, badge_size) + 2 * pad
    rect = Rect(0, 0, width, height)
    badge = player_badge.layout_player_badge(style, player.nickname, badge_size).placed_at(pad, pad)
    content = group_boxes([badge, body.placed_at(text_x, pad)], width, height).marks
    bar = (FillRect(Rect(0, 0, style.px(8), height), "red"),) if is_current else ()
    frame = StrokeRect(rect, "ink" if is_current else "rule", style.px(2 if is_current else 1.5))
    spoken = gettext("Play as {name}, who plays now") if is_current else gettext("Play as {name}")
    label = spoken.format(name=name)
    # A card may be higher than the window: then the focus reveals its top.
    focus_rect = Rect(0, 0, width, min(height, style.height - footer_height(style) - style.px(64)))
    command = Command("switch-player", player.nickname)
    targets = (
        HitTarget(command, (focus_rect,), "button", label),
        HitTarget(command, (rect,), "button", label, is_focusable=False),
    )
    marks = (FillRect(rect, "sheet"), *content, *bar, frame)
    active_marks = (FillRect(rect, "sand"), *content, *bar, StrokeRect(rect, "ink", style.px(2)))
    return Box(width, height, marks, targets, active_marks, role="button", name=name)


def layout_delete_button(style: TextStyle, nickname: str, width: int, *, asks: bool) -> Box:
    """Lays out the quiet button below a card; once it `asks`, it is highlighted and names the loss."""
    question = gettext("Delete {name} and all that was played? Press again to delete.")
    text = (question if asks else gettext("Delete this player: {name}")).format(name=nickname)
    pad, text_x = style.px(6), style.px(22)
    colour: Colour = "accent" if asks else "soft"
    label = style.layout_label(text, width - text_x - 2 * pad, "note" if asks else "meta", colour, bold=asks)
    height = max(label.h + pad, style.px(MIN_TOUCH_TARGET_UNITS))
    background: tuple[Mark, ...] = ()
    if asks:
        red_bar = FillRect(Rect(0, 0, style.px(8), height), "red")
        background = (FillRect(Rect(0, 0, width, height), "sand"), red_bar)
    x, y, radius = text_x / 2 + pad, height / 2, style.px(4)
    cross = tuple(
        Line((x - radius, y - radius * slope), (x + radius, y + radius * slope), colour, style.px(2))
        for slope in (1, -1)
    )
    text_marks = group_boxes([label.placed_at(text_x + pad, (height - label.h) // 2)], width, height).marks
    text_width = text_x + 2 * pad + round(style.measure_text(text, "meta")) + 2
    rect = Rect(0, 0, width if asks else min(width, text_width), height)
    target = HitTarget(Command("delete-player", nickname), (rect,), "button", text)
    marks = (*background, *cross, *text_marks)
    return Box(width, height, marks, (target,), (FillRect(rect, "sand"), *marks), role="button", name=text)


def layout_warning(style: TextStyle, text: str, width: int) -> Box:
    """Lays out a warning: a bar, a triangle and the words."""
    pad, text_x = style.px(10), style.px(46)
    text_box = style.layout_label(text, width - text_x - pad, "note", bold=True)
    height = max(text_box.h + 2 * pad, style.px(40))
    x, y, radius = style.px(8) + style.px(18), height / 2, style.px(11)
    corners = ((x, y - radius), (x + radius * 1.1, y + radius * 0.85), (x - radius * 1.1, y + radius * 0.85))
    bar = FillRect(Rect(0, 0, style.px(6), height), "red")
    frame = Box(width, height, (FillRect(Rect(0, 0, width, height), "sand"), bar, Polygon(corners, "accent")))
    label = text_box.placed_at(text_x, (height - text_box.h) // 2)
    return group_boxes([frame, label], width, height, "status", text_box.name)
