"""Splits the parts of a page into slides.

Invariant: no slide is higher than the body, as long as its parts can be split or made smaller. The slides of a text
are filled evenly, so that none has a single line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
NumberedPart = tuple[int, Part]


def paginate(style: TextStyle, parts: Sequence[Part], scene_dates: str) -> tuple[Slide, ...]:
    """Returns the slides of a page; one without parts if there is nothing to show."""
    groups: list[list[NumberedPart]] = []
    for number, part in enumerate(parts):
        if not groups:
            groups.append([])
        elif part.begins_slide:
            labels: list[NumberedPart] = []
            while len(groups[-1]) > 1 and groups[-1][-1][1].keeps_with_next:
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


@dataclass(frozen=True)
class _Paginator:
    """Fills the slides of parts that follow each other without a forced break."""

    style: TextStyle
    parts: Sequence[NumberedPart]
    scene_dates: str
    room: Rect

    def fill_evenly(self) -> list[Slide]:
        """Returns as few slides as possible, each about as full as the others."""
        room = self.room
        slides = self._fill(room, room.h)
        low, high = room.h // 3, room.h
        for _ in range(BALANCING_PASSES if len(slides) > 1 else 0):
            middle = (low + high) // 2
            candidate = self._fill(room, middle)
            if len(candidate) == len(slides) and self._is_within(candidate, room, middle):
                slides, high = candidate, middle
            else:
                low = middle
        return slides

    def _is_within(self, slides: Sequence[Slide], room: Rect, height: int) -> bool:
        return all(self._measure(slide.parts, room) <= height for slide in slides)

    def _measure(self, parts: Sequence[Part], room: Rect) -> int:
        heights = [layout_part(self.style, part, room, self.scene_dates).h for part in parts]
        gaps = (get_gap(self.style, part, after) for part, after in pairwise(parts))
        return sum(heights) + sum(gaps)

    def _fill(self, room: Rect, height: int) -> list[Slide]:
        """Fills slides of a height one after another."""
        slides: list[list[NumberedPart]] = [[]]
        queue = list(self.parts)
        y = 0
        while queue:
            number, part = queue.pop(0)
            current = slides[-1]
            gap = get_gap(self.style, current[-1][1], part) if current else 0
            box_height = layout_part(self.style, part, room, self.scene_dates).h
            if y + gap + box_height <= height:
                current.append((number, part))
                y += gap + box_height
                continue
            pieces = self._split(part, Rect(room.x, room.y, room.w, height - y - gap), is_alone=not current)
            if pieces is not None:
                current.append((number, pieces[0]))
                queue.insert(0, (number, pieces[1]))
            elif current:
                queue.insert(0, (number, part))
                while len(current) > 1 and current[-1][1].keeps_with_next:
                    queue.insert(0, current.pop())
                if current[-1][1].keeps_with_next:  # a label alone would stay behind
                    moved = self._place_with_label(current, queue, room)
                    if moved:
                        y = 0
                        slides.append([])
                        continue
            else:  # nothing can be done about its height
                current.append((number, part))
            slides.append([])
            y = 0
        return [_make_slide(slide) for slide in slides if slide]

    def _place_with_label(self, current: list[NumberedPart], queue: list[NumberedPart], room: Rect) -> bool:
        """Puts as many words as fit below a label that would stand alone. Returns False if none fit."""
        number, part = queue[0]
        top = self._measure([item for _, item in current], room) + get_gap(self.style, current[-1][1], part)
        pieces = self._split(part, Rect(room.x, room.y, room.w, room.h - top), is_alone=True)
        if pieces is None:
            current.append(queue.pop(0))
            return True
        current.append((number, pieces[0]))
        queue[0] = (number, pieces[1])
        return True

    def _split(self, part: Part, room: Rect, *, is_alone: bool) -> tuple[Part, Part] | None:
        if not part.is_text or room.h <= 0:
            return None
        pieces = split_part(self.style, part, room, by_words=False)
        return split_part(self.style, part, room, by_words=True) if pieces is None and is_alone else pieces


def _make_slide(numbered_parts: Sequence[NumberedPart]) -> Slide:
    number, part = numbered_parts[0]
    return Slide(tuple(part for _, part in numbered_parts), (number, part.offset))
