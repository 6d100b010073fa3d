"""Splits the parts of a page into slides.

Invariant: no slide is higher than the body, as long as its parts can be split or made smaller. The slides of a text
are filled evenly, so that none has a single line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pygame import Rect

from party_card.frontends.window.toolkit.style import TextStyle
from party_card.frontends.window.views.projector.part_layout import get_gap, layout_part, split_part
from party_card.frontends.window.views.projector.parts import Part, Slide
from party_card.frontends.window.views.projector.slide_style import measure_body, shrink_style

BALANCING_PASSES = 6
"""How often the height of a slide is halved to find the least with which a text has as many slides."""
LESSER_SHARES = (0.92, 0.84)
"""The sizes of letters that save a second slide."""
MAX_BALANCED_SLIDES = 6
NumberedPart = tuple[int, Part]


def paginate(style: TextStyle, parts: Sequence[Part], scene_dates: str) -> tuple[Slide, ...]:
    """Returns the slides of a page; one without parts if there is nothing to show."""
    groups: list[list[NumberedPart]] = []
    for number, part in enumerate(parts):
        if not groups:
            groups.append([])
        elif part.begins_slide and not all(label.keeps_with_next for _, label in groups[-1]):
            labels: list[NumberedPart] = []
            while groups[-1][-1][1].keeps_with_next:
                labels.insert(0, groups[-1].pop())
            groups.append(labels)
        groups[-1].append((number, part))
    return tuple(slide for group in groups for slide in _fill_group(style, group, scene_dates))


def _fill_group(style: TextStyle, group: Sequence[NumberedPart], scene_dates: str) -> list[Slide]:
    """Fills the slides of parts without a forced break; what nearly fits on one slide is made a little smaller."""
    room = measure_body(style, has_section=bool(group[0][1].section))
    slides = _Paginator(style, group, scene_dates, room).fill_evenly()
    for share in LESSER_SHARES if len(slides) == 2 else ():
        smaller = _Paginator(shrink_style(style, share), group, scene_dates, room).fill_evenly()
        if len(smaller) == 1:
            return [replace(smaller[0], share=share)]
    return slides


class _Paginator:
    """Fills the slides of parts that follow each other without a forced break."""

    def __init__(self, style: TextStyle, parts: Sequence[NumberedPart], scene_dates: str, room: Rect) -> None:
        self._style, self._parts, self._scene_dates, self._room = style, parts, scene_dates, room
        self._heights: dict[tuple[int, int, int], int] = {}

    def fill_evenly(self) -> list[Slide]:
        """Returns as few slides as possible; a few of them are each about as full as the others."""
        slides = self._fill(self._room.h)
        low, high = self._room.h // 3, self._room.h
        for _ in range(BALANCING_PASSES if 1 < len(slides) <= MAX_BALANCED_SLIDES else 0):
            middle = (low + high) // 2
            candidate = self._fill(middle)
            if len(candidate) == len(slides) and all(self._measure(slide) <= middle for slide in candidate):
                slides, high = candidate, middle
            else:
                low = middle
        return [_make_slide(slide) for slide in slides]

    def _measure(self, parts: Sequence[NumberedPart]) -> int:
        """Returns the height of parts one below another."""
        gaps = (get_gap(self._style, part, after) for (_, part), (_, after) in pairwise(parts))
        return sum(self._measure_part(number, part) for number, part in parts) + sum(gaps)

    def _measure_part(self, number: int, part: Part) -> int:
        """Returns the height of a part, which is laid out once: pieces of it are known by their place in it."""
        key = (number, part.offset, sum(len(run.text) for run in part.line))
        if key not in self._heights:
            self._heights[key] = layout_part(self._style, part, self._room, self._scene_dates).h
        return self._heights[key]

    def _fill(self, height: int) -> list[list[NumberedPart]]:
        """Fills slides of a height one after another."""
        slides: list[list[NumberedPart]] = []
        queue = list(self._parts)
        while queue:
            slides.append(self._fill_slide(queue, height))
        return slides

    def _fill_slide(self, queue: list[NumberedPart], height: int) -> list[NumberedPart]:
        """Takes the parts of one slide from a queue; at least one, or a piece of one."""
        slide: list[NumberedPart] = []
        while queue:
            number, part = queue.pop(0)
            top = self._measure(slide) + get_gap(self._style, slide[-1][1], part) if slide else 0
            if top + self._measure_part(number, part) <= height:
                slide.append((number, part))
                continue
            is_alone = all(label.keeps_with_next for _, label in slide)
            pieces = self._split(number, part, height - top, by_words=is_alone)
            if pieces is not None:
                queue.insert(0, (number, pieces[1]))
                slide.append((number, pieces[0]))
            elif not slide:  # nothing can be done about its height
                slide.append((number, part))
            else:
                queue.insert(0, (number, part))
                while len(slide) > 1 and slide[-1][1].keeps_with_next:
                    queue.insert(0, slide.pop())
            break
        return slide

    def _split(self, number: int, part: Part, height: int, *, by_words: bool) -> tuple[Part, Part] | None:
        """Splits a paragraph after a sentence, or if none fits `by_words`; None if it is to stay whole."""
        if not part.is_text or height <= 0:
            return None

        def fits(piece: Part) -> bool:
            return self._measure_part(number, piece) <= height

        return split_part(part, fits, by_words=False) or (split_part(part, fits, by_words=True) if by_words else None)


def _make_slide(numbered_parts: Sequence[NumberedPart]) -> Slide:
    number, part = numbered_parts[0]
    return Slide(tuple(part for _, part in numbered_parts), (number, part.offset))
