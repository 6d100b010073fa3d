"""Lays out the episodes above and below a red band of months, joined to it by threads.

Invariant: the thread of an episode ends on the band within the dates of the episode, and no two threads of one side
cross. If not everything has room, there is no band, and the list takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from pygame import Rect

from party_card.content.calendar_day import CalendarDay
from party_card.content.date_words import format_year
from party_card.frontends.window.toolkit.box import Box, HitTarget
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Line, Mark, Polygon, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views import episode_marker
from party_card.frontends.window.views.episode_marker import TimelineState
from party_card.frontends.window.views.month_axis import (
    MonthAxis,
    choose_thread_dates,
    list_episode_spans,
    spread_columns,
)
from party_card.localization import gettext, gettext_noop

# TRANSLATORS: The names of months on a narrow band, as short as they are still clear.
MONTHS = (
    gettext_noop("Jan"), gettext_noop("Feb"), gettext_noop("March"), gettext_noop("April"), gettext_noop("May"),
    gettext_noop("June"), gettext_noop("July"), gettext_noop("Aug"), gettext_noop("Sept"), gettext_noop("Oct"),
    gettext_noop("Nov"), gettext_noop("Dec"),
)  # fmt: skip
BAND_UNITS, DISC_RADIUS_UNITS, CARD_GAP_UNITS = 52, 15, 14
MIN_WIDTH_UNITS, MIN_CARD_UNITS, MAX_CARD_UNITS = 900, 148, 216

BandHeight = Callable[[float], float]
"""Returns the y of the band's centre line at an x."""


def layout_timeline_band(style: TextStyle, state: TimelineState, top: int, height: int) -> tuple[Box, list[Box]] | None:
    """Lays out the band with its threads, placed at `top`, and the cards of the episodes, placed from 0."""
    spans = list_episode_spans(state.scenes)
    if spans is None or style.width_units < MIN_WIDTH_UNITS:
        return None
    margin, gap = style.margin, style.px(CARD_GAP_UNITS)
    count = max(1, ceil(len(spans) / 2))  # of the cards above the band
    card_width = min(style.px(MAX_CARD_UNITS), (style.width - 2 * margin - (count - 1) * gap) // count)
    if card_width < style.px(MIN_CARD_UNITS):
        return None
    captions = [
        episode_marker.layout_caption(
            style, scene, index + 1, card_width, is_next=index == state.next_index, is_short=True
        )
        for index, scene in enumerate(state.scenes)
    ]
    radius, band = style.px(DISC_RADIUS_UNITS), style.px(BAND_UNITS)
    card_height = max(caption.h for caption in captions) + 2 * radius + style.px(14)
    free_height = height - 2 * card_height - band - 2 * style.px(30)
    if free_height < 0:
        return None
    slope_height = min(free_height * 0.45, style.px(84))
    thread_length = style.px(30) + min((free_height - slope_height) * 0.3, style.px(80))
    first_day, last_day = min(start for start, _ in spans), max(end for _, end in spans)
    axis = MonthAxis(first_day.first_of_month(), last_day.first_of_next_month(), margin, style.width - margin)

    def centre_y(x: float) -> float:
        return height / 2 - slope_height * (x / style.width - 0.5)

    thread_xs = [axis.to_x(day) for day in choose_thread_dates(spans)]
    cards: list[Box] = [Box(0, 0)] * len(captions)
    threads: list[Mark] = []
    for is_above in (True, False):
        direction = -1 if is_above else 1
        indexes = sorted(range(0 if is_above else 1, len(captions), 2), key=lambda index: thread_xs[index])
        preferred_xs = [thread_xs[index] - radius for index in indexes]
        card_xs = spread_columns(preferred_xs, card_width, gap, margin, style.width - margin)
        for index, card_x in zip(indexes, card_xs, strict=True):
            disc_x, thread_x, is_selected = card_x + radius, thread_xs[index], index == state.selected_index
            disc_y = centre_y(disc_x) + direction * (band / 2 + thread_length + radius)
            thread_y = centre_y(thread_x) + direction * (band / 2 - style.px(7))
            colour: Colour = "accent" if is_selected else "ink"
            line_width = style.px(4 if is_selected else 2.5)
            threads.append(Line((thread_x, thread_y), (disc_x, disc_y), colour, line_width))
            threads.append(Circle(thread_x, thread_y, style.px(4.5), "on_red"))
            card = _layout_card(style, state, index, captions[index], is_above=is_above)
            card_y = disc_y - radius - (style.px(8) + captions[index].h if is_above else style.px(2))
            cards[index] = card.placed_at(round(card_x), round(card_y))
    selected_index = state.selected_index
    date_strip = _make_date_strip(style, axis, spans[selected_index], centre_y, -1 if selected_index % 2 == 0 else 1)
    marks = (*_make_band(style, axis, centre_y), date_strip, *threads)
    # TRANSLATORS: {start} and {end} are short names of months.
    name = gettext("The dates from {start} {year} to {end}").format(
        start=gettext(MONTHS[axis.first_day.month - 1]),
        year=format_year(axis.first_day.year),
        end=gettext(MONTHS[spans[-1][1].month - 1]),
    )
    return Box(style.width, height, marks, role="image", name=name).placed_at(0, top), cards


def _layout_card(style: TextStyle, state: TimelineState, index: int, caption: Box, *, is_above: bool) -> Box:
    """Lays out caption and disc of an episode; above the band the disc is below the caption."""
    scene, radius = state.scenes[index], style.px(DISC_RADIUS_UNITS)
    height = caption.h + 2 * radius + style.px(10)
    y = caption.h + style.px(8) + radius if is_above else radius + style.px(2)
    text_marks = translate_marks(caption.marks, 0, 0 if is_above else 2 * radius + style.px(10))
    rect = Rect(0, 0, caption.w, height)
    is_selected = index == state.selected_index
    colour: Colour = "accent" if is_selected else "ink"

    def draw_on(background: Colour) -> tuple[Mark, ...]:
        ground = (FillRect(rect, background),) if background != "paper" else ()
        return (*ground, *episode_marker.make_state_disc(scene, radius, y, radius, colour, background), *text_marks)

    command = episode_marker.make_select_command(scene)
    target = HitTarget(command, (rect,), "button", episode_marker.describe_episode(state, index))
    marks = draw_on("sand" if is_selected else "paper")
    return Box(caption.w, height, marks, (target,), draw_on("sand"), role="button", name=caption.name)


def _make_band(style: TextStyle, axis: MonthAxis, centre_y: BandHeight) -> list[Mark]:
    """Returns the band from edge to edge, with a tick and a name for each month."""
    width, band, line = style.width, style.px(BAND_UNITS), style.px(1.5)
    edge_y = band / 2 - line
    left_y, right_y = centre_y(0), centre_y(width)
    corners = ((0, left_y - edge_y), (width, right_y - edge_y), (width, right_y + edge_y), (0, left_y + edge_y))
    marks: list[Mark] = [Polygon(corners, "red")]
    marks += [Line((0, left_y + dy), (width, right_y + dy), "red", 2 * line) for dy in (-edge_y, edge_y)]
    month_width = (axis.right_x - axis.left_x) / len(axis.list_months())
    for month in axis.list_months():
        x = axis.to_x(month)
        marks.append(FillRect(Rect(round(x), round(centre_y(x) - band / 2), line, band), "on_red"))
        year = f" {format_year(month.year)}" if month.month == 1 or month == axis.first_day else ""
        name = f"{gettext(MONTHS[month.month - 1])}{year}"
        if style.measure_text(name, "heading") > month_width - style.px(16):
            name = gettext(MONTHS[month.month - 1])
        label = style.layout_label(name, style.measure_text(name, "heading") + 2, "heading", "on_red")
        marks += translate_marks(label.marks, x + style.px(10), centre_y(x + label.w / 2) - label.h / 2)
    return marks


def _make_date_strip(
    style: TextStyle, axis: MonthAxis, span: tuple[CalendarDay, CalendarDay], centre_y: BandHeight, sign: int
) -> Line:
    """Returns a strip inside the band for the dates of the selected episode."""
    start_x, end_x = axis.to_x(span[0]), axis.to_x(span[1].add_days(1))
    dy = sign * (style.px(BAND_UNITS) / 2 - style.px(7))
    return Line((start_x, centre_y(start_x) + dy), (end_x, centre_y(end_x) + dy), "on_red", style.px(6))
