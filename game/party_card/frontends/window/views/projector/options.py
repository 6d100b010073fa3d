"""Lays out what can be chosen: numbered choices with the hands counted for each, and the question before it is taken.

Invariant: all choices are on one slide, as large as their number allows. Colour is never the only sign: the one that is
marked has a heavy frame, hands have their number and their word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pygame import Rect

from party_card.app.hands import HandCount
from party_card.engine.page import Line
from party_card.frontends.window.toolkit.box import Box, Command, HitTarget, ScreenLayout, group_boxes
from party_card.frontends.window.toolkit.layout import VerticalFlow, vstack
from party_card.frontends.window.toolkit.primitives import FillRect, Mark, StrokeRect, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.toolkit.widgets.button import layout_button
from party_card.frontends.window.views.choice_button import describe_hypothesis
from party_card.frontends.window.views.projector.part_layout import SHRINKING_SHARES
from party_card.frontends.window.views.projector.slide import SlideFrame, layout_foot, layout_top, make_screen
from party_card.frontends.window.views.projector.slide_style import measure_body, shrink_style
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, list_items, ngettext

NUMBER_WIDTH_UNITS, COUNT_WIDTH_UNITS, BAR_UNITS = 40, 62, 8
REMARK_GAP_UNITS = 16
"""The least room between a text and the remark beside it."""
GAP_UNITS, MIN_PADDING_UNITS, MAX_PADDING_UNITS = 9, 6, 16


@frozen_dataclass
class Option:
    """A choice, or another way on: its `id`, its text, and why it is closed or what else is to be said of it."""

    id: str
    line: Line
    is_open: bool = True
    remark: Line = ()
    is_hypothesis: bool = False


@frozen_dataclass
class OptionsView:
    """What is shown of some options: their heading, which one is marked, and the hands; None if none are counted."""

    heading: str
    options: tuple[Option, ...]
    first_number: int = 1
    marked: str = ""
    hands: HandCount | None = None
    foot: str = ""


@frozen_dataclass
class QuestionView:
    """A question before something is done: its label, what it is about, a remark, and the names of the two answers."""

    label: str
    line: Line
    remark: str
    yes: tuple[str, Command]
    no: tuple[str, Command]


def describe_count(hands: HandCount, numbers: dict[str, int]) -> str:
    """Returns a sentence on all hands so far, by the numbers of the choices; empty if none were counted."""
    if not hands.total:
        return ""
    total = ngettext("{count} hand.", "{count} hands.", hands.total).format(count=hands.total)
    leaders = sorted(numbers[choice] for choice in hands.leaders if choice in numbers)
    if len(leaders) == 1:
        return f"{total} {gettext('Most votes: {number}.').format(number=leaders[0])}"
    # TRANSLATORS: {numbers} are the numbers of choices with as many votes each: 1, 2 and 3.
    tie = gettext("{numbers} are level: the teacher decides.").format(numbers=list_items([*map(str, leaders)]))
    return f"{total} {tie}"


def layout_options(style: TextStyle, frame: SlideFrame, view: OptionsView) -> ScreenLayout:
    """Lays out options on one slide, as large as they fit. `style` is that of slides."""
    room = measure_body(style)
    flow = _fit(style, room, lambda smaller: _layout_at(smaller, view, room))
    fixed = (layout_top(style, frame), layout_foot(style, view.foot))
    return make_screen(style, flow.boxes, flow.y, fixed)


def _fit(style: TextStyle, room: Rect, lay_out: Callable[[TextStyle], VerticalFlow]) -> VerticalFlow:
    """Lays something out as large as it fits into the room; as small as is allowed if nothing fits."""
    flow = VerticalFlow(room.x, room.y, room.w)
    for share in SHRINKING_SHARES:
        flow = lay_out(shrink_style(style, share))
        if flow.y <= room.bottom:
            break
    return flow


def _layout_at(style: TextStyle, view: OptionsView, room: Rect) -> VerticalFlow:
    flow = VerticalFlow(room.x, room.y, room.w)
    numbers: dict[str, int] = {}
    for option in view.options:
        if option.is_open:
            numbers[option.id] = len(numbers) + view.first_number
    heading = style.layout_label(view.heading, room.w, "place", balanced=True, box_role="heading")
    flow.add(replace(heading, name=view.heading), style.px(10))
    sentence = describe_count(view.hands, numbers) if view.hands is not None else ""
    foot_line = style.layout_label(sentence or " ", room.w, "number", "soft") if view.hands is not None else None
    boxes = _layout_option_boxes(style, view, numbers, room.w, MIN_PADDING_UNITS)
    height = sum(box.h for box in boxes) + style.px(GAP_UNITS) * len(boxes) + (foot_line.h if foot_line else 0)
    spare_units = (room.bottom - flow.y - height) / style.unit / (2 * max(1, len(boxes)))
    padding = min(MAX_PADDING_UNITS, MIN_PADDING_UNITS + max(0.0, spare_units))
    if padding > MIN_PADDING_UNITS:
        boxes = _layout_option_boxes(style, view, numbers, room.w, padding)
    for box in boxes:
        flow.add(box, style.px(GAP_UNITS))
    if foot_line is not None:
        flow.add(foot_line)
    return flow


def _layout_option_boxes(
    style: TextStyle, view: OptionsView, numbers: dict[str, int], width: int, padding_units: float
) -> list[Box]:  # fmt: skip
    return [
        _layout_option(style, option, numbers.get(option.id, 0), view, width, style.px(padding_units))
        for option in view.options
    ]


def _layout_option(style: TextStyle, option: Option, number: int, view: OptionsView, width: int, pad: int) -> Box:
    indent, count_width = style.px(NUMBER_WIDTH_UNITS), style.px(COUNT_WIDTH_UNITS)
    bar = style.px(BAR_UNITS)
    hands = view.hands.get(option.id) if view.hands is not None else 0
    has_counts = view.hands is not None
    text_x = bar + indent
    text_width = width - text_x - pad - (count_width if has_counts else style.px(8))
    colour: Colour = "ink" if option.is_open else "faint"
    spans = style.line_to_spans(option.line, "prose", colour)
    text = style.layout_text(spans, text_width, "prose")
    body, remarks = _add_remarks(style, option, text, text_width)
    height, name = body.h + 2 * pad, " ".join((text.name, *remarks))
    marks: list[Mark] = [*translate_marks(body.marks, text_x, pad)]
    rect = Rect(0, 0, width, height)
    if not option.is_open:
        frame: tuple[Mark, ...] = (StrokeRect(rect, "faint", style.px(1.6), style.px(5)),)
        return Box(width, height, (*frame, *marks), role="text", name=gettext("Closed: {text}").format(text=name))
    is_marked = option.id == view.marked
    number_label = style.layout_label(str(number), indent, "place", "on_red" if is_marked else "accent", bold=True)
    number_x = (text_x - style.px(6) - style.measure_text(str(number), "place", bold=True)) / 2
    number_y = pad + (style.line_height("prose") - number_label.h) / 2
    if has_counts and view.hands is not None and view.hands.total:
        count = style.layout_label(str(hands), count_width, "place", "ink" if hands else "faint", bold=True)
        count_x = width - style.px(14) - style.measure_text(str(hands), "place", bold=True)
        marks += translate_marks(count.marks, count_x, (height - count.h) / 2)
        name = f"{name} {gettext('Hands: {count}.').format(count=hands)}"
    number_field = Rect(0, 0, text_x - style.px(6), height) if is_marked else Rect(0, 0, bar, height)
    ground: Colour = "sand" if is_marked else "paper"
    marks = [
        FillRect(rect, ground), StrokeRect(rect, "ink", style.px(4 if is_marked else 2)), FillRect(number_field, "red"),
        *translate_marks(number_label.marks, number_x, number_y), *marks,
    ]  # fmt: skip
    spoken = gettext("{number}. {text}, marked") if is_marked else "{number}. {text}"
    label = spoken.format(number=number, text=name)
    target = HitTarget(Command("mark", option.id), (rect,), "button", label, number=number)
    return Box(width, height, tuple(marks), (target,), role="button", name=name)


def _add_remarks(style: TextStyle, option: Option, text: Box, width: int) -> tuple[Box, list[str]]:
    """Adds the remarks on an option to its text: beside it if both have room on a line, else below."""
    remarks = [describe_hypothesis()] if option.is_hypothesis else []
    remarks += ["".join(run.text for run in option.remark)] if option.remark else []
    if len(remarks) == 1:
        text_width = style.measure_text("".join(run.text for run in option.line), "prose")
        remark_width = style.measure_text(remarks[0], "account")
        if text_width + remark_width + style.px(REMARK_GAP_UNITS) <= width:
            label = style.layout_label(remarks[0], remark_width + 2, "account", "soft")
            y = style.line_height("prose") - style.line_height("account")
            return group_boxes([text, label.placed_at(round(width - remark_width), y)], width, text.h), remarks
    labels = [style.layout_label(remark, width, "note", "soft") for remark in remarks]
    return vstack([text, *labels], 0, width), remarks


def layout_question(style: TextStyle, frame: SlideFrame, view: QuestionView) -> ScreenLayout:
    """Lays out the question before something is done, in the middle of a slide. `style` is that of slides."""
    room = measure_body(style)
    flow = _fit(style, room, lambda smaller: _layout_question_at(smaller, view, room))
    shift = max(0, room.bottom - flow.y) * 2 // 5
    boxes = [box.placed_at(box.x, box.y + shift) for box in flow.boxes]
    return make_screen(style, boxes, flow.y + shift, (layout_top(style, frame),), view.yes[1])


def _layout_question_at(style: TextStyle, view: QuestionView, room: Rect) -> VerticalFlow:
    flow = VerticalFlow(room.x, room.y, room.w)
    label = style.layout_label(view.label, room.w, "place", "accent", balanced=True, box_role="heading")
    flow.add(replace(label, name=view.label), style.px(8))
    indent = style.px(20)
    text = style.layout_text(style.line_to_spans(view.line, "lead"), room.w - indent, "lead", balanced=True)
    bar = FillRect(Rect(0, 0, style.px(6), text.h), "red")
    marks: tuple[Mark, ...] = (bar, *translate_marks(text.marks, indent, 0))
    flow.add(Box(room.w, text.h, marks, name=text.name), style.px(12))
    if view.remark:
        flow.add(style.layout_label(view.remark, room.w, "number", "soft"), style.px(8))
    flow.y += style.px(8)
    for (answer, command), is_primary in ((view.yes, True), (view.no, False)):
        flow.add(layout_button(style, answer, command, room.w, primary=is_primary), style.px(10))
    return flow


def make_options(items: Sequence[tuple[str, Line]]) -> tuple[Option, ...]:
    """Returns options that are all open, from pairs of id and text."""
    return tuple(Option(name, line) for name, line in items)
