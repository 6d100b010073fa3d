"""Lays out a stepper: a value with an arrow on either side."""

from __future__ import annotations

from pygame import Rect

from party_card.frontends.window.toolkit.box import Box, Command, HitTarget
from party_card.frontends.window.toolkit.icons import make_arrow
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, TextRun, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext

ONE_COLUMN_WIDTH_UNITS = 460
"""In a narrower window the value is below its label."""


@frozen_dataclass
class Stepper:
    """A value to change; `name` is the argument of its commands, with "+" or "-" for its arrows.

    A `remark` is shown below it, highlighted if it is an error.
    """

    label: str
    value: str
    name: str
    can_decrease: bool
    can_increase: bool
    remark: str = ""
    is_error: bool = False


def layout_stepper(style: TextStyle, stepper: Stepper, width: int) -> Box:
    """Lays out a stepper as one target for the keyboard, with the arrows as targets for the mouse."""
    pad, arrow_size, margin = style.px(7), style.px(30), style.px(10)
    is_narrow = style.width_units < ONE_COLUMN_WIDTH_UNITS
    label = style.layout_label(stepper.label, width - 2 * margin if is_narrow else width * 0.42, "number")
    value_width = (width if is_narrow else round(width * 0.56)) - 2 * arrow_size - 2 * margin
    value = style.layout_label(stepper.value, value_width, "prose")
    top = pad + (label.h if is_narrow else 0)
    x = margin if is_narrow else width - value_width - 2 * arrow_size - margin
    row_height = value.h if is_narrow else max(value.h, label.h)
    remark = style.layout_label(stepper.remark, width - 2 * margin, "note", "accent" if stepper.is_error else "soft")
    remark_y = top + row_height + style.px(1)
    height = remark_y + (remark.h if stepper.remark else 0) + pad
    label_y = pad if is_narrow else pad + (row_height - label.h) / 2
    marks: list[Mark] = [
        *translate_marks(label.marks, margin, label_y),
        *translate_marks(_centre_lines(style, value, value_width), x + arrow_size, top + (row_height - value.h) / 2),
        *(translate_marks(remark.marks, margin, remark_y) if stepper.remark else ()),
        FillRect(Rect(0, height - style.px(1), width, style.px(1)), "rule"),
    ]
    centre_y, rect, name = (
        top + row_height / 2,
        Rect(0, 0, width, height),
        gettext("{label}: {value}").format(label=stepper.label, value=stepper.value),
    )
    targets = [HitTarget(Command("change", stepper.name), (rect,), "slider", name)]
    for is_increase, is_enabled in ((False, stepper.can_decrease), (True, stepper.can_increase)):
        arrow_x = x + (arrow_size + value_width if is_increase else 0)
        colour: Colour = "accent" if is_enabled else "rule"
        y = centre_y - style.px(8)
        marks.append(make_arrow(arrow_x + style.px(9), y, style.px(13), style.px(16), colour, is_increase))
        hit_rect = Rect(arrow_x, round(centre_y - arrow_size / 2), arrow_size, arrow_size)
        command = Command("change", f"{stepper.name}{'+' if is_increase else '-'}")
        # TRANSLATORS: {setting} is the name of a setting, which the button changes by one step.
        message = gettext("{setting} more") if is_increase else gettext("{setting} less")
        arrow_name = message.format(setting=stepper.label)
        targets.append(HitTarget(command, (hit_rect,), "button", arrow_name, is_focusable=False))
    active_marks = (FillRect(rect, "sand"), *marks)
    return Box(width, height, tuple(marks), tuple(targets), active_marks, role="button", name=name)


def _centre_lines(style: TextStyle, text: Box, width: int) -> list[Mark]:
    """Returns the text runs of a box with each line centred in `width`."""
    runs = [mark for mark in text.marks if isinstance(mark, TextRun)]
    line_ends: dict[float, float] = {}
    for run in runs:
        line_ends[run.y] = max(line_ends.get(run.y, 0), run.x + style.shaper.measure(run.text, run.font))
    return [run._replace(x=run.x + (width - line_ends[run.y]) / 2) for run in runs]
