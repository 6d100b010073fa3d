"""Defines the parts that slides are made of: paragraphs in big type, charts and pictures.

Invariant: a part is plain data without a size, so the same parts give other slides in another window.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from party_card.content.models import Grade
from party_card.engine.page import Chart, Comparison, Line, Run
from party_card.frontends.window.toolkit.box import BoxRole
from party_card.frontends.window.toolkit.theme import Colour, TextRole
from party_card.frozen_dataclass import frozen_dataclass

PartFrame = Literal["", "bar", "sheet", "bullet"]


@frozen_dataclass
class Part:
    """A paragraph, or a `chart`, a `comparison`, or a `picture` with what it shows in `line`.

    `section` is repeated at the top of every slide. With `begins_slide` a part is the first on its slide, with
    `keeps_with_next` never the last. `vote` is a sentence on the hands for the decision of a comparison. `offset`
    counts the characters of the paragraph that earlier slides show.
    """

    line: Line = ()
    role: TextRole = "prose"
    colour: Colour = "ink"
    italic: bool = False
    frame: PartFrame = ""
    grades: tuple[Grade, ...] = ()
    box_role: BoxRole = "text"
    section: str = ""
    begins_slide: bool = False
    keeps_with_next: bool = False
    chart: Chart | None = None
    comparison: Comparison | None = None
    vote: str = ""
    picture: Path | None = None
    offset: int = 0

    @property
    def is_text(self) -> bool:
        """True if the part is a paragraph, which can be split."""
        return self.chart is None and self.comparison is None and self.picture is None


@frozen_dataclass
class Slide:
    """What is shown at once. `start` is the index of its first part, and the number of its characters shown before.

    `share` is the size of its letters, relative to that of other slides.
    """

    parts: tuple[Part, ...]
    start: tuple[int, int] = (0, 0)
    share: float = 1.0

    @property
    def section(self) -> str:
        """The heading of the section that the slide is in."""
        return self.parts[0].section

    def list_notes(self) -> tuple[int, ...]:
        """Returns the numbers of the notes whose marks are on the slide."""
        charts = [part.chart.note for part in self.parts if part.chart is not None and part.chart.note]
        marks = [run.note for run in self._list_runs() if run.note is not None]
        return tuple(dict.fromkeys((*charts, *marks)))

    def _list_runs(self) -> Iterator[Run]:
        for part in self.parts:
            yield from part.line
            if part.comparison is not None:
                yield from (*part.comparison.player_line, *part.comparison.record_line)

    def list_entries(self) -> tuple[str, ...]:
        """Returns the ids of the glossary entries of words on the slide."""
        return tuple(dict.fromkeys(run.entry for run in self._list_runs() if run.entry))


def make_label(text: str, section: str = "", *, begins_slide: bool = False, colour: Colour = "accent") -> Part:
    """Returns a short label above the part that follows."""
    return Part(
        (Run(text),), "number", colour, section=section, begins_slide=begins_slide, keeps_with_next=True,
        box_role="heading",
    )  # fmt: skip


def make_text(text: str, role: TextRole = "prose", section: str = "", colour: Colour = "ink") -> Part:
    """Returns a paragraph of plain text."""
    return Part((Run(text),), role, colour, section=section)
