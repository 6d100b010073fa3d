"""The winter as one red band from left to right, with its months, and the episodes on either side of it.

Law: an episode's thread ends on the band inside its span, and no two threads of a side cross. Where not everything
finds its room, there is no band: `dateline` says None, and the list takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from pygame import Rect

from party_card.evidence.dates import parse_date
from party_card.frontends.window.toolkit.box import Box, HitTarget
from party_card.frontends.window.toolkit.primitives import Circle, FillRect, Line, Mark, Polygon, translate_marks
from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.toolkit.theme import Colour
from party_card.frontends.window.views import episode_marker
from party_card.frontends.window.views.episode_marker import TimelineState

if TYPE_CHECKING:
    from party_card.app.scene_summary import SceneSummary

MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
MAX_MONTHS = 14
"""How many months a band can hold and still be read."""
BAND_UNITS, DISC_RADIUS_UNITS, CARD_GAP_UNITS = 52, 15, 14
"""How thick the band is, the radius of a disc, and the gap between two columns."""
MIN_THREAD_GAP_DAYS = 3
"""How many days two threads keep apart where their spans allow it."""

BandLine = Callable[[float], float]
"""The middle of the band at a place from the left."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to pixels: whole months from `first` to `last`, between `left` and `right`."""

    first: date
    last: date
    left: float
    right: float

    def to_x(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (self.right - self.left) * (day - self.first).days / (self.last - self.first).days

    def list_months(self) -> list[date]:
        """The first of every month."""
        made = [self.first]
        while (after := _next_month(made[-1])) < self.last:
            made.append(after)
        return made


def list_episode_spans(scenes: Sequence[SceneSummary]) -> list[tuple[date, date]] | None:
    """The first day of every episode and its last on the band; None where one has no dates, or they lie years apart."""
    made = []
    for one in scenes:
        try:
            when = parse_date(one.span)
        except ValueError:
            return None
        if when.start is None or when.end is None:
            return None
        made.append((when.earliest, when.latest))
    if not made:
        return None
    first, last = min(a for a, _ in made), max(a for a, _ in made)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    end = _next_month(last) - timedelta(1)  # the band ends with the month in which the last episode begins
    return [(a, min(b, end)) for a, b in made] if months <= MAX_MONTHS else None


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(32)).replace(day=1)


def choose_thread_dates(spans: Sequence[tuple[date, date]]) -> list[date]:
    """A day for every thread: inside its span, and after the one before it in the campaign where that can be."""
    made: list[date] = []
    for first, last in spans:
        wanted = made[-1] + timedelta(MIN_THREAD_GAP_DAYS) if made else first
        made.append(min(max(first, wanted), last))
    return made


def spread_columns(wanted: Sequence[float], width: float, gap: float, left: float, right: float) -> list[float]:
    """Columns as near as can be to where they are wanted, in that order, none over another."""
    made: list[float] = []
    for x in wanted:
        made.append(max(x, left, made[-1] + width + gap if made else left))
    end = right
    for n in range(len(made) - 1, -1, -1):
        made[n] = min(made[n], end - width)
        end = made[n] - gap
    return made


def layout_timeline_band(style: TextStyle, state: TimelineState, top: int, height: int) -> tuple[Box, list[Box]] | None:
    """The band with its threads, in window coordinates from `top`; and the episodes, placed from 0."""
    days = list_episode_spans(state.scenes)
    if days is None or style.width_units < 900:
        return None
    edge, width = style.margin, style.width - 2 * style.margin
    sides = max(1, ceil(len(days) / 2))
    column = min(style.px(216), (width - (sides - 1) * style.px(CARD_GAP_UNITS)) // sides)
    if column < style.px(148):
        return None
    shelf = state.scenes
    cards = [
        episode_marker.layout_caption(style, one, n + 1, column, is_next=n == state.next_index, is_short=True)
        for n, one in enumerate(shelf)
    ]
    r, band = style.px(DISC_RADIUS_UNITS), style.px(BAND_UNITS)
    high = max(card.h for card in cards) + 2 * r + style.px(14)
    spare = height - 2 * high - band - 2 * style.px(30)
    if spare < 0:
        return None
    rise = min(spare * 0.45, style.px(84))
    thread = style.px(30) + min((spare - rise) * 0.3, style.px(80))
    axis = Axis(min(a for a, _ in days).replace(day=1), _next_month(max(b for _, b in days)), edge, style.width - edge)
    mid = height / 2

    def line(x: float) -> float:
        """The middle of the band."""
        return mid - rise * (x / style.width - 0.5)

    places = [axis.to_x(day) for day in choose_thread_dates(days)]
    placed: list[Box] = [Box(0, 0)] * len(cards)
    front: list[Mark] = []
    for side in (0, 1):
        mine = sorted(range(side, len(cards), 2), key=lambda n: places[n])
        lefts = spread_columns(
            [places[n] - r for n in mine], column, style.px(CARD_GAP_UNITS), edge, style.width - edge
        )
        for n, left in zip(mine, lefts, strict=True):
            x, at = left + r, places[n]
            y = line(x) + (-1 if side == 0 else 1) * (band / 2 + thread + r)
            colour: Colour = "accent" if n == state.selected_index else "ink"
            edge_of = line(at) + (-1 if side == 0 else 1) * (band / 2 - style.px(7))
            front.append(Line((at, edge_of), (x, y), colour, style.px(4 if n == state.selected_index else 2.5)))
            front.append(Circle(at, edge_of, style.px(4.5), "on_red"))
            placed[n] = _layout_card(style, state, n, cards[n], above=side == 0).placed_at(
                round(left), round(y - r - style.px(8) - cards[n].h if side == 0 else y - r - style.px(2))
            )
    marks = (
        *_make_band(style, axis, line, band),
        _make_span(style, axis, days[state.selected_index], line, band, state.selected_index % 2),
        *front,
    )
    name = f"The dates from {MONTHS[axis.first.month - 1]} {axis.first.year} to {MONTHS[days[-1][1].month - 1]}"
    return Box(style.width, height, marks, role="image", name=name).placed_at(0, top), placed


def _layout_card(style: TextStyle, state: TimelineState, n: int, said: Box, *, above: bool) -> Box:
    """Words and disc of an episode; those above the band have the disc below their words."""
    one, r = state.scenes[n], style.px(DISC_RADIUS_UNITS)
    high = said.h + 2 * r + style.px(10)
    y = said.h + style.px(8) + r if above else r + style.px(2)
    words = translate_marks(said.marks, 0, 0 if above else 2 * r + style.px(10))
    rect = Rect(0, 0, said.w, high)
    chosen = n == state.selected_index
    colour: Colour = "accent" if chosen else "ink"

    def drawn(ground: Colour) -> tuple[Mark, ...]:
        back = (FillRect(rect, ground),) if ground != "paper" else ()
        return (*back, *episode_marker.make_state_disc(one, r, y, r, colour, ground), *words)

    target = HitTarget(
        episode_marker.make_select_command(one), (rect,), "button", episode_marker.describe_episode(state, n)
    )
    return Box(said.w, high, drawn("sand" if chosen else "paper"), (target,), drawn("sand"), role="button",
               name=said.name)  # fmt: skip


def _make_band(style: TextStyle, axis: Axis, line: BandLine, band: int) -> list[Mark]:
    """The band from edge to edge, a tick and a name a month."""
    w, half = style.width, band / 2
    soft = style.px(1.5)
    marks: list[Mark] = [_make_slab(line, 0, w, soft - half, half - soft, "red")]
    marks += [Line((0, line(0) + at), (w, line(w) + at), "red", 2 * soft) for at in (soft - half, half - soft)]
    room = (axis.right - axis.left) / len(axis.list_months())
    for month in axis.list_months():
        x = axis.to_x(month)
        y = line(x)
        marks.append(FillRect(Rect(round(x), round(y - half), style.px(1.5), band), "on_red"))
        year = f" {month.year}" if month.month == 1 or month == axis.first else ""
        name = f"{MONTHS[month.month - 1]}{year}"
        if style.measure_text(name, "heading") > room - style.px(16):
            name = MONTHS[month.month - 1]
        said = style.layout_label(name, style.measure_text(name, "heading") + 2, "heading", "on_red")
        marks += translate_marks(said.marks, x + style.px(10), line(x + said.w / 2) - said.h / 2)
    return marks


def _make_span(style: TextStyle, axis: Axis, days: tuple[date, date], line: BandLine, band: int, side: int) -> Line:
    """What the chosen episode covers: a strip inside the band, to be seen also where it has the colour of the paper."""
    a, b = axis.to_x(days[0]), axis.to_x(days[1] + timedelta(1))
    off = (-1 if side == 0 else 1) * (band / 2 - style.px(7))
    return Line((a, line(a) + off), (b, line(b) + off), "on_red", style.px(6))


def _make_slab(line: BandLine, a: float, b: float, over: float, under: float, colour: Colour) -> Polygon:
    """What lies between two distances from the middle of the band."""
    return Polygon(((a, line(a) + over), (b, line(b) + over), (b, line(b) + under), (a, line(a) + under)), colour)
