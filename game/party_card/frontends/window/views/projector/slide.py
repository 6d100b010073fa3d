"""Lays out one slide: scene and date at the top, its parts, and how many slides there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import TextRole
from party_card.frontends.window.views.projector.part_layout import get_gap, layout_part
from party_card.frontends.window.views.projector.parts import Slide
from party_card.frontends.window.views.projector.slide_style import (
    HEADER_PADDING_UNITS,
    foot_height,
    header_height,
    measure_body,
    shrink_style,
)
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop

NEXT, BACK = Command("slide", "next"), Command("slide", "back")
BLACK_SCREEN = gettext_noop("The screen is black.")


@frozen_dataclass
class SlideFrame:
    """What is around all slides of a page: the `title` of its scene, day and place, and the dates of its scene."""

    title: str
    meta: str = ""
    scene_dates: str = ""


def layout_slide(style: TextStyle, frame: SlideFrame, slide: Slide, number: int, count: int) -> ScreenLayout:
    """Lays out slide `number` of `count`, counted from 1. `style` is that of slides."""
    part_style = shrink_style(style, slide.share)
    room = measure_body(style, has_section=bool(slide.section))
    flow = VerticalFlow(room.x, room.y, room.w)
    if slide.section:
        flow.y = measure_body(style).y
        flow.add(_layout_section(style, slide.section, room.w))
        flow.y = room.y
    for index, part in enumerate(slide.parts):
        gap = get_gap(part_style, part, slide.parts[index + 1]) if index + 1 < len(slide.parts) else 0
        flow.add(layout_part(part_style, part, room, frame.scene_dates), gap)
    position = gettext("{number} of {count}").format(number=number, count=count) if count > 1 else ""
    fixed = (layout_top(style, frame), layout_foot(style, position), make_next_target(style))
    return make_screen(style, flow.boxes, flow.y, fixed)


def make_screen(
    style: TextStyle, boxes: Sequence[Box], bottom: int, fixed: Sequence[Box], primary_command: Command | None = None
) -> ScreenLayout:  # fmt: skip
    """Returns the layout of boxes in window coordinates; if they are too high for the window after all, it scrolls."""
    area = Rect(0, 0, style.width, style.height)
    height = style.height if bottom <= style.height else bottom + foot_height(style)
    return ScreenLayout(area, tuple(boxes), height, tuple(fixed), primary_command=primary_command)


def layout_top(style: TextStyle, frame: SlideFrame) -> Box:
    """Lays out the line at the top: the title of the scene, and at the right day and place if there is room."""
    height, margin = header_height(style), measure_body(style).x
    room, gap = style.width - 2 * margin, style.px(24)
    y = style.px(HEADER_PADDING_UNITS)
    title_text = _shorten(style, frame.title, room, "meta")
    title = style.layout_label(title_text, room + 2, "meta", "on_bar", bold=True)
    title_width = style.measure_text(title_text, "meta", bold=True)
    marks: list[Mark] = [FillRect(Rect(0, 0, style.width, height), "bar")]
    marks.append(FillRect(Rect(0, height - style.px(3), style.width, style.px(3)), "red"))
    marks += translate_marks(title.marks, margin, y)
    for text in filter(None, (frame.meta, frame.meta.partition(" · ")[0])):
        meta_width = style.measure_text(text, "meta")
        if title_width + gap + meta_width <= room:
            meta = style.layout_label(text, meta_width + 2, "meta", "on_bar_soft")
            marks += translate_marks(meta.marks, style.width - margin - meta_width, y)
            break
    return Box(style.width, height, tuple(marks), role="heading", name=frame.title)


def _shorten(style: TextStyle, text: str, room: int, role: TextRole) -> str:
    """Returns a text that has room on one line: a title is known, so its end may be left out."""
    words = text.split(" ")
    if style.measure_text(text, role, bold=True) <= room:
        return text
    while len(words) > 1 and style.measure_text(" ".join((*words, "…")), role, bold=True) > room:
        words.pop()
    return " ".join((*words, "…"))


def layout_foot(style: TextStyle, text: str) -> Box:
    """Lays out the line at the bottom, at the right."""
    height, margin = foot_height(style), measure_body(style).x
    width = style.measure_text(text, "meta") if text else 0.0
    label = style.layout_label(text, width + 2, "meta", "soft") if text else Box(0, 0)
    marks = translate_marks(label.marks, style.width - margin - width, 0)
    return Box(
        style.width,
        height,
        marks,
        name=gettext("Slide {position}").format(position=text) if text else "",
        y=style.height - height,
    )


def make_next_target(style: TextStyle) -> Box:
    """Returns the whole window as a button that goes on; a word or a mark above it is smaller, and comes first."""
    rect = Rect(0, 0, style.width, style.height)
    target = HitTarget(NEXT, (rect,), "button", gettext("Next slide"))
    return Box(rect.w, rect.h, targets=(target,), role="button", name=gettext("Next slide"))


def layout_black(style: TextStyle) -> ScreenLayout:
    """Lays out the black screen."""
    rect = Rect(0, 0, style.width, style.height)
    box = Box(rect.w, rect.h, (FillRect(rect, "black"),), role="status", name=gettext(BLACK_SCREEN))
    return ScreenLayout(rect, (), rect.h, (box, make_next_target(style)))


def _layout_section(style: TextStyle, text: str, width: int) -> Box:
    label = style.layout_label(
        _shorten(style, text, width, "heading"), width + 2, "heading", "accent", box_role="heading"
    )
    return replace(label, name=text)
