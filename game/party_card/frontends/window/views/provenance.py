"""Composes the way of a thing in the archive: the black sheet as a strip beside the steps, and the thing on the shelf.

The strip is whole as long as the mark joins the papers; a copy lies beside it as a small sheet with its speck, and
where the way breaks off the strip is torn. Papers that no mark joins have a dashed outline and no strip.

Invariant: boxes come in reading order, and whatever the drawing shows a word beside it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pygame import Rect

from party_card.engine.archive_words import FOLLOW, IMPRINT, STEP_WORDS, describe_thing
from party_card.engine.consequences import end_sentence
from party_card.engine.page import ArchivedThing, Block, ProvenanceStep
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Mark, Polygon, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.localization import gettext

STRIP_UNITS, STRIP_GAP_UNITS = 34, 22
"""The width of the strip, and the gap between it and the text."""
MIN_STRIP_WIDTH_UNITS = 420
"""In a narrower column the strip is a thin line."""
TOP_UNITS, BOTTOM_UNITS = 6, 26
SPECK_UNITS, THING_HEIGHT_UNITS, BOARD_UNITS = 4.5, 48, 12
JOINED_BY_STRIP = ("use", "copy", "last", "unknown", "break")


def make_follow_command(number: int) -> Command:
    """Returns the command that opens the way of the thing by its number on the shelf."""
    return Command("provenance", str(number))


def layout_thing(style: TextStyle, thing: ArchivedThing, width: int) -> Box:
    """Lays out the thing on the shelf: a black sheet that lies flat, with what it is called and what it joins."""
    pad, sheet_width = style.px(12), style.px(74)
    text_x = pad + sheet_width + style.px(16)
    text_width = width - text_x - pad
    number = style.layout_label(f"{thing.number}  {thing.name}", text_width, "label")
    state = style.layout_label(describe_thing(thing), text_width, "meta")
    height = max(number.h + state.h + 2 * pad, style.px(THING_HEIGHT_UNITS) + 2 * pad)
    rect = Rect(0, 0, width, height)
    text_y = (height - number.h - state.h) // 2
    sheet_y = (height - style.px(THING_HEIGHT_UNITS)) // 2
    drawing = (
        *translate_marks(_make_lying_sheet(style, sheet_width, style.px(THING_HEIGHT_UNITS)), pad, sheet_y),
        *translate_marks(number.marks, text_x, text_y),
        *translate_marks(state.marks, text_x, text_y + number.h),
    )
    frame = StrokeRect(rect, "ink", style.px(2))
    action = gettext("{label}: {value}").format(label=gettext(FOLLOW), value=end_sentence(thing.name))
    target = HitTarget(make_follow_command(thing.number), (rect,), "button", action, text_range=(0, len(action)))
    return Box(
        width, height, (FillRect(rect, "sheet"), frame, *drawing), (target,), (FillRect(rect, "sand"), frame, *drawing),
        name=f"{action} {describe_thing(thing)}.",
    )  # fmt: skip


def layout_lowest_board(style: TextStyle, thing: ArchivedThing, flow: VerticalFlow, margin: int, key: int) -> None:
    """Lays out a board below the others, on which the thing lies."""
    box = layout_thing(style, thing, min(flow.width - 2 * margin, style.column_width))
    board = Rect(0, box.h, style.width, style.px(BOARD_UNITS))
    back = (FillRect(Rect(0, 0, style.width, box.h), "sand"), FillRect(board, "ink"))
    y = flow.y + style.px(10)
    flow.boxes.append(Box(style.width, board.bottom, back, y=y, role="group"))
    flow.boxes.append(replace(box, x=flow.x + margin, y=y, key=key))
    flow.y = y + board.bottom


def _make_lying_sheet(style: TextStyle, width: int, height: int) -> Iterator[Mark]:
    """Yields a black sheet seen from the side, with its hole."""
    lean = width * 0.2
    points = ((lean, height * 0.12), (width, height * 0.12), (width - lean, height * 0.88), (0.0, height * 0.88))
    yield Polygon(points, "bar", "ink")
    yield Circle(width * 0.62, height * 0.62, style.px(4), "paper")
    yield Circle(width * 0.62, height * 0.62, style.px(4), "red", style.px(1))


def layout_steps(
    style: TextStyle, blocks: Sequence[tuple[int, Block]], flow: VerticalFlow, *, is_broken: bool
) -> None:  # fmt: skip
    """Lays out steps one below another beside the strip; there is none any more if the way `is_broken` before them."""
    width = min(flow.width, style.column_width + style.px(STRIP_UNITS + STRIP_GAP_UNITS))
    steps = [(key, block) for key, block in blocks if isinstance(block, ProvenanceStep)]
    for index, (key, step) in enumerate(steps):
        has_strip = not is_broken and step.kind in JOINED_BY_STRIP
        is_first, is_end = index == 0, index == len(steps) - 1
        box = _layout_step(style, step, width, has_strip=has_strip, is_first=is_first, is_end=is_end)
        flow.boxes.append(replace(box, x=flow.x, y=flow.y, key=key))
        flow.y += box.h
    flow.y += style.px(18)


def _layout_step(
    style: TextStyle, step: ProvenanceStep, width: int, *, has_strip: bool, is_first: bool, is_end: bool
) -> Box:  # fmt: skip
    """Lays out a step: its part of the strip, then day, office and kind, what a stranger sees, and the imprint."""
    strip = style.px(STRIP_UNITS if width >= style.px(MIN_STRIP_WIDTH_UNITS) else STRIP_UNITS / 2)
    text_x = strip + style.px(STRIP_GAP_UNITS)
    text_width = width - text_x
    parts: list[Box] = []
    y = style.px(TOP_UNITS)
    for box, gap in _layout_texts(style, step, text_width):
        parts.append(box.placed_at(text_x, y))
        y += box.h + style.px(gap)
    height = y + style.px(BOTTOM_UNITS)
    marks = [*_make_strip(style, step, strip, height, is_first=is_first, is_end=is_end)] if has_strip else []
    marks += _make_paper(style, step, strip)
    return group_boxes([Box(strip, height, tuple(marks)), *parts], width, height)


def _layout_texts(style: TextStyle, step: ProvenanceStep, width: int) -> Iterator[tuple[Box, float]]:
    """Yields the texts of a step, each with the gap below it in units."""
    colour: Colour = "soft" if step.kind == "unjoined" else "ink"
    if step.date:
        yield (
            style.layout_label(step.date, width, "meta", "soft" if step.kind == "unjoined" else "accent", bold=True),
            1,
        )
    if step.office:
        yield style.layout_label(step.office, width, "number", colour, box_role="heading"), 5
    if word := STEP_WORDS[step.kind]:
        yield style.layout_label(gettext(word), width, "label", "accent" if step.kind == "break" else "soft"), 5
    if step.line:
        yield style.layout_text(style.line_to_spans(step.line, "account", colour), width, "account"), 8
    if step.imprint:
        yield _layout_imprint(style, step.imprint, width), 2


def _layout_imprint(style: TextStyle, imprint: str, width: int) -> Box:
    """Lays out what can be read in the thing, light on black as against a lamp."""
    pad = style.px(10)
    text = style.layout_label(imprint, width - 2 * pad, "document", "on_bar")
    rect = Rect(0, 0, width, text.h + 2 * pad)
    marks = (FillRect(rect, "bar"), StrokeRect(rect, "soft", style.px(1)), *translate_marks(text.marks, pad, pad))
    return Box(width, rect.h, marks, name=gettext(IMPRINT).replace("{imprint}", imprint))


def _make_strip(
    style: TextStyle, step: ProvenanceStep, width: int, height: int, *, is_first: bool, is_end: bool
) -> Iterator[Mark]:  # fmt: skip
    """Yields the part of the strip beside a step: whole, torn off where the way breaks, an outline if it is unknown."""
    top = style.px(TOP_UNITS) if is_first else 0
    if step.kind == "unknown":
        yield StrokeRect(Rect(0, top, width, height - top), "soft", style.px(1.5), style.px(6))
        return
    bottom = _find_strip_end(style, step, height, is_end=is_end)
    if step.kind == "break":
        tooth = width / 4
        edge = [(width - tooth * number, bottom - (tooth if number % 2 else 0)) for number in range(5)]
        yield Polygon(((0, top), (width, top), *edge), "bar", "bar")
        yield from (Circle(x, y, style.px(2.5), "red") for x, y in edge)
    else:
        yield FillRect(Rect(0, top, width, bottom - top), "bar")
    yield FillRect(Rect(0, top, style.px(1), bottom - top), "soft")  # black on a dark page has an edge, too
    yield FillRect(Rect(width - style.px(1), top, style.px(1), bottom - top), "soft")
    if step.kind == "last":
        yield FillRect(Rect(-style.px(4), bottom, width + style.px(8), style.px(5)), "red")


def _find_strip_end(style: TextStyle, step: ProvenanceStep, height: int, *, is_end: bool) -> int:
    """Returns how far down the strip goes beside a step."""
    if step.kind == "break":
        return min(height, style.px(86))
    return height - style.px(BOTTOM_UNITS) if step.kind == "last" or is_end else height


def _make_paper(style: TextStyle, step: ProvenanceStep, width: int) -> Iterator[Mark]:
    """Yields what lies on the strip beside a step: the hole, a copy with its speck, or a paper without one."""
    x, y = width / 2, style.px(TOP_UNITS + 13)
    if step.kind in ("copy", "unjoined"):
        paper = Rect(round(width * 0.36), style.px(TOP_UNITS + 2), round(width * 0.86), round(width * 1.1))
        if step.kind == "unjoined":
            yield StrokeRect(paper, "soft", style.px(1.5), style.px(4))
            return
        yield FillRect(paper, "sheet")
        yield StrokeRect(paper, "ink", style.px(1))
        rows = range(paper.y + style.px(6), paper.bottom - style.px(11), style.px(4))
        yield from (
            FillRect(Rect(paper.x + style.px(4), row, paper.w - style.px(8), style.px(1)), "soft") for row in rows
        )
        yield Circle(paper.right - style.px(7), paper.bottom - style.px(7), style.px(3), "red")
        yield Circle(paper.right - style.px(7), paper.bottom - style.px(7), style.px(2), "paper")
    elif step.kind in ("use", "last"):
        yield Circle(x, y, style.px(SPECK_UNITS), "paper")
        yield Circle(x, y, style.px(SPECK_UNITS), "red", style.px(1))
