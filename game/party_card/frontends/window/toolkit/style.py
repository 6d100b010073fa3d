"""Sets text in the player's size, font and spacing.

Invariant: all sizes come through `px` and `font`, so one number, the unit, carries both the scale of the display and
the player's text size.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.engine.grades import GRADES
from party_card.frontends.window.toolkit.box import Box, BoxRole, Command
from party_card.frontends.window.toolkit.fonts import FontSpec
from party_card.frontends.window.toolkit.graphemes import is_upright
from party_card.frontends.window.toolkit.icons import make_dotted_underline, make_grade_tag
from party_card.frontends.window.toolkit.mirroring import find_base_direction, is_mirrored
from party_card.frontends.window.toolkit.paragraph import ParagraphLayout, layout_paragraph
from party_card.frontends.window.toolkit.primitives import Mark, TextRun, translate_marks
from party_card.frontends.window.toolkit.styled_text import StyledSpan
from party_card.frontends.window.toolkit.theme import (
    MARGIN_UNITS,
    MEAN_ADVANCE_EM,
    ROLE_STYLES,
    SPACE_SHARE,
    Colour,
    Family,
    TextRole,
)
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext

if TYPE_CHECKING:
    from party_card.content.models import Grade
    from party_card.engine.page import Line
    from party_card.frontends.window.toolkit.shaping import TextShaper
    from party_card.storage.settings import Settings

MIN_TOUCH_TARGET_UNITS = 30
"""The least height of a target: 24 pixels of the window at the smallest text size (WCAG 2.2, 2.5.8)."""
MAX_NARROW_WIDTH_UNITS, NARROW_MARGIN_UNITS = 520, 18
"""The greatest width of a window with narrow margins, and the width of these."""
DESIGN_SIZE_PX, GROWTH_EXPONENT = (1280, 800), 0.6
"""The window that pages are composed for, and how a larger one is shared between larger letters and more room.

At 1 everything would grow with the window, and a larger text size would change nothing in it."""
MIN_TITLE_ROOM_UNITS = 800
"""The least width of a window in which titles have the size of the design; in a narrower one they are smaller."""
MIN_TITLE_SIZES: dict[TextRole, float] = {"title": 24, "place": 17.5, "date": 17.5}
"""The roles of titles, and their least sizes in units."""
LEGIBLE_SIZE_SHARES: dict[Family, float] = {"serif": 0.96, "condensed": 0.92}
"""The families that the legible font replaces, and its size relative to theirs."""
GRADE_TAG_SIZE_UNITS, GRADE_TAG_PADDING_UNITS = 11.5, 28


@frozen_dataclass
class TextStyle:
    """Sets text for a window of `width` x `height` pixels. `unit` is pixels for one unit of the design.

    `plain_unit` is the unit if the player had not changed the text size; 0 if that is not known.
    `use_legible_face` replaces the serif and condensed families. Spacing of letters and words is added to the design's;
    line height and paragraph gap are minimums. `line_length_chars` is the length of a line of prose.
    """

    shaper: TextShaper
    width: int
    height: int
    unit: float
    plain_unit: float = 0.0
    use_legible_face: bool = False
    letter_spacing_em: float = 0.0
    word_spacing_em: float = 0.0
    min_line_height_em: float = 0.0
    min_paragraph_gap_em: float = 0.0
    line_length_chars: int = 66

    @classmethod
    def from_settings(cls, shaper: TextShaper, size: tuple[int, int], scale: float, settings: Settings) -> TextStyle:
        """Returns the style that a player's settings ask for, in a window of this size in pixels."""
        plain_unit, unit = (_grow_unit(size, base) for base in (scale, scale * settings.text_size / 100))
        return cls(
            shaper,
            *size,
            unit=unit,
            plain_unit=plain_unit,
            use_legible_face=settings.face == "legible",
            letter_spacing_em=settings.letter_spacing / 100,
            word_spacing_em=settings.word_spacing / 100,
            min_line_height_em=settings.line_spacing / 100,
            min_paragraph_gap_em=settings.paragraph_spacing / 100,
            line_length_chars=settings.measure,
        )

    # -------------------------------------------------------------------------------------------------- sizes

    def px(self, units: float) -> int:
        """Converts units to pixels; at least one pixel, so that nothing vanishes."""
        return max(1, round(units * self.unit)) if units else 0

    @property
    def width_units(self) -> float:
        """The width of the window in units, which layouts decide by."""
        return self.width / self.unit

    @property
    def height_units(self) -> float:
        """The height of the window in units."""
        return self.height / self.unit

    @property
    def margin(self) -> int:
        """The margin at the sides of the window in pixels."""
        return self.px(MARGIN_UNITS if self.width_units > MAX_NARROW_WIDTH_UNITS else NARROW_MARGIN_UNITS)

    @property
    def column_width(self) -> int:
        """The width in pixels of a column of prose with the chosen line length, whatever font and spacing."""
        font = self.font("prose")
        advance_em = MEAN_ADVANCE_EM[font.family] + font.tracking + SPACE_SHARE * font.word_spacing
        return round(self.line_length_chars * advance_em * font.size)

    def paragraph_gap(self, units: float) -> int:
        """Returns the gap below a paragraph in pixels: `units`, or more if the settings ask for more."""
        return max(self.px(units), round(self.min_paragraph_gap_em * ROLE_STYLES["prose"].size * self.unit))

    def role_size(self, role: TextRole) -> float:
        """Returns the size of a role in units: of titles, what the width of the window has room for."""
        size = ROLE_STYLES[role].size
        if role not in MIN_TITLE_SIZES:
            return size
        return max(MIN_TITLE_SIZES[role], size * math.sqrt(min(1.0, self.width_units / MIN_TITLE_ROOM_UNITS)))

    def font(self, role: TextRole, italic: bool = False, bold: bool = False, superscript: bool = False) -> FontSpec:
        """Returns the font of a role, with the spacing of the settings unless it is a poster's or a note mark's."""
        style = ROLE_STYLES[role]
        family, size, weight, tracking = style.family, self.role_size(role), style.weight, style.tracking
        if bold:
            weight = 700
        if self.use_legible_face and family in LEGIBLE_SIZE_SHARES:
            size *= LEGIBLE_SIZE_SHARES[family]
            family, tracking = "legible", tracking / 2
        font = FontSpec(family, round(size * self.unit, 2), weight, italic, tracking, superscript)
        if role == "poster" or superscript:
            return font
        return font._replace(tracking=tracking + self.letter_spacing_em, word_spacing=self.word_spacing_em)

    def line_height(self, role: TextRole) -> int:
        """Returns the distance of baselines in pixels."""
        min_height_em = 0.0 if role == "poster" else self.min_line_height_em
        return round(self.role_size(role) * max(ROLE_STYLES[role].leading, min_height_em) * self.unit)

    # -------------------------------------------------------------------------------------------------- spans

    def line_to_spans(
        self, line: Line, role: TextRole, colour: Colour = "ink", italic: bool = False
    ) -> list[StyledSpan]:  # fmt: skip
        """Converts a line of a page; the number of a note becomes a superscript that opens it."""
        spans: list[StyledSpan] = []
        is_after_note = False
        direction = find_base_direction("".join(run.text for run in line))
        for run in line:
            if run.note is None:
                link = Command("entry", run.entry) if run.entry else None
                font = self.font(role, run.italic != italic and not is_upright(run.text), run.bold)
                spans.append(StyledSpan(run.text, font._replace(direction=direction), colour, link))
            else:
                if is_after_note:  # two marks in a row must not read as one number
                    spans.append(StyledSpan("\u2009\u2009", self.font(role), colour))
                spans.append(self.make_note_mark(run.note, role))
            is_after_note = run.note is not None
        return spans

    def make_note_mark(self, number: int, role: TextRole) -> StyledSpan:
        """Returns the superscript number of a note, which opens it."""
        font, command = self.font(role, bold=True, superscript=True), Command("note", str(number))
        spoken_text = gettext("(note {number})").format(number=number)
        return StyledSpan(
            str(number), font, "accent", command, gettext("Note {number}").format(number=number), f" {spoken_text}"
        )

    def grades_to_spans(self, grades: tuple[Grade, ...]) -> list[StyledSpan]:
        """Converts grades into framed tags that follow a sentence."""
        spans: list[StyledSpan] = []
        font = self.font("label")._replace(size=round(GRADE_TAG_SIZE_UNITS * self.unit, 2))
        padding = self.px(GRADE_TAG_PADDING_UNITS)
        for grade in grades:
            colour: Colour = "accent" if grade in ("corroborated", "documented") else "soft"
            spans.append(StyledSpan(" ", self.font("prose"), "ink"))
            spans.append(
                StyledSpan(gettext(GRADES[grade].word).upper(), font, colour, grade=grade, tag_padding=padding)
            )
        return spans

    # ------------------------------------------------------------------------------------------------- layout

    def layout_spans(
        self, spans: list[StyledSpan], width: float, role: TextRole, balanced: bool = False
    ) -> ParagraphLayout:  # fmt: skip
        """Sets spans into a column of `width` pixels; `balanced` makes the lines even, for headings."""
        placeholder = (StyledSpan("", self.font(role), "ink"),)
        return layout_paragraph(self.shaper, tuple(spans) or placeholder, width, self.line_height(role), balanced)

    def layout_text(
        self, spans: list[StyledSpan], width: float, role: TextRole, balanced: bool = False, box_role: BoxRole = "text"
    ) -> Box:
        """Sets spans into a box, with the frames of grade tags and the underlines of glossary links."""
        paragraph = self.layout_spans(spans, width, role, balanced)
        marks: list[Mark] = []
        for tag in paragraph.tags:
            marks += make_grade_tag(tag.grade, tag.rect, self.unit)
        for target in paragraph.targets:
            if target.command.verb == "entry":
                marks += make_dotted_underline(target.rects, self.unit)
        marks += paragraph.marks
        return Box(
            paragraph.width, paragraph.height, tuple(marks), paragraph.targets, role=box_role, name=paragraph.text
        )

    def layout_label(
        self, text: str, width: float, role: TextRole, colour: Colour = "ink", *,
        italic: bool = False, bold: bool = False, balanced: bool = False, box_role: BoxRole = "text",
    ) -> Box:  # fmt: skip
        """Sets plain text into a box; a single line begins at its left edge, even if it goes from right to left.

        In a mirrored screen so does each line of a heading.
        """
        font = self.font(role, italic and not is_upright(text), bold)
        span = StyledSpan(_in_case_of(role, text), font, colour)
        box = self.layout_text([span], width, role, balanced, box_role)
        left = min((mark.x for mark in box.marks if isinstance(mark, TextRun)), default=0)
        if left > 0 and box.h <= self.line_height(role):
            return replace(box, marks=translate_marks(box.marks, -left, 0))
        if left > 0 and balanced and is_mirrored():
            return replace(box, marks=_align_lines(box.marks))
        return box

    def measure_text(self, text: str, role: TextRole, bold: bool = False) -> float:
        """Returns the width of plain text on one line in pixels."""
        return self.shaper.measure(_in_case_of(role, text), self.font(role, bold=bold))


def _align_lines(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Returns runs of text, with every line at the left edge."""
    lefts: dict[float, float] = {}
    for mark in marks:
        if isinstance(mark, TextRun):
            lefts[mark.y] = min(lefts.get(mark.y, mark.x), mark.x)
    return tuple(mark._replace(x=mark.x - lefts[mark.y]) if isinstance(mark, TextRun) else mark for mark in marks)


def _grow_unit(size: tuple[int, int], unit: float) -> float:
    """Returns the unit for a window in pixels; `unit` if the window is not larger than the design."""
    room = min(px / (design_px * unit) for px, design_px in zip(size, DESIGN_SIZE_PX, strict=True))
    return unit * math.pow(max(1.0, room), GROWTH_EXPONENT)


def _in_case_of(role: TextRole, text: str) -> str:
    return text.upper() if ROLE_STYLES[role].is_uppercase else text
