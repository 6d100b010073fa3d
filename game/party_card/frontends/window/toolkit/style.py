"""The press: an engine, a unit and a face together, from which everything on a sheet is set.

Law: all sizes come through `px` and `type`, so one number, the unit, carries both the screen's scale and the reader's
text size.
"""

from __future__ import annotations

from dataclasses import dataclass

from party_card.content.models import Grade
from party_card.engine.page import Line
from party_card.frontends.window.toolkit.icons import GRADE_WORDS, dotted_underline, grade_tag_marks
from party_card.frontends.window.toolkit.paragraph import ParagraphLayout, StyledSpan, layout_paragraph
from party_card.frontends.window.toolkit.primitives import Box, BoxRole, Command, Mark
from party_card.frontends.window.toolkit.shaping import FontSpec, TextShaper
from party_card.frontends.window.toolkit.theme import ADVANCE, MARGIN, SPACES, STYLES, Colour, Role
from party_card.storage.settings import Settings

FINGER = 30
"""The least height of what is acted on, in units: 24 of the window's at the smallest text size (WCAG 2.2, 2.5.8)."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Sets text. `unit` is pixels for one unit of the design; `legible` replaces the serif and condensed faces.

    `letters` and `words` are space added, `lines` and `paragraphs` the least distance, all in ems; `characters` is the
    length of a line.
    """

    engine: TextShaper
    width: int
    height: int
    unit: float
    legible: bool = False
    letters: float = 0.0
    words: float = 0.0
    lines: float = 0.0
    paragraphs: float = 0.0
    characters: int = 66

    @classmethod
    def from_settings(cls, engine: TextShaper, size: tuple[int, int], scale: float, wish: Settings) -> TextStyle:
        """A press as a reader wishes it, for a window of this size in pixels."""
        return cls(
            engine, *size, scale * wish.text_size / 100, wish.face == "legible", wish.letter_spacing / 100,
            wish.word_spacing / 100, wish.line_spacing / 100, wish.paragraph_spacing / 100, wish.measure,
        )  # fmt: skip

    def px(self, n: float) -> int:
        """Units to pixels, never less than one for what must be seen."""
        return max(1, round(n * self.unit)) if n else 0

    @property
    def width_units(self) -> float:
        """Width of the window in units: what a layout may decide by."""
        return self.width / self.unit

    @property
    def column_width(self) -> int:
        """Width of a column of prose with so many characters a line, whatever the face and the spacing."""
        type_ = self.font("prose")
        advance = ADVANCE[type_.family] + type_.tracking + SPACES * type_.spacing
        return round(self.characters * advance * type_.size)

    def paragraph_gap(self, n: float) -> int:
        """The gap behind a paragraph: `n` units, or more where the reader asks for more."""
        return max(self.px(n), round(self.paragraphs * STYLES["prose"].size * self.unit))

    @property
    def margin(self) -> int:
        """The margin at the sides of the window."""
        return self.px(MARGIN if self.width_units > 520 else 18)

    @property
    def height_units(self) -> float:
        """Height of the window in units."""
        return self.height / self.unit

    def font(self, role: Role, italic: bool = False, bold: bool = False, raised: bool = False) -> FontSpec:
        """The type of a role."""
        style = STYLES[role]
        family, size, weight, tracking = style.family, style.size, style.weight, style.tracking
        if bold:
            weight = 700
        if self.legible and family in ("serif", "condensed"):
            size *= 0.96 if family == "serif" else 0.92
            family, tracking = "legible", tracking / 2
        if role == "poster" or raised:  # lettering that is drawn rather than set
            return FontSpec(family, round(size * self.unit, 2), weight, italic, tracking, raised)
        return FontSpec(family, round(size * self.unit, 2), weight, italic, tracking + self.letters, False, self.words)

    def line_height(self, role: Role) -> int:
        """Distance of baselines."""
        least = 0.0 if role == "poster" else self.lines
        return round(STYLES[role].size * max(STYLES[role].leading, least) * self.unit)

    def to_spans(self, line: Line, role: Role, colour: Colour = "ink", italic: bool = False) -> list[StyledSpan]:
        """The runs of a page as spans; the number of a note becomes a superior figure that opens it."""
        out: list[StyledSpan] = []
        after_note = False
        for run in line:
            if run.note is None:
                link = Command("entry", run.entry) if run.entry else None
                out.append(StyledSpan(run.text, self.font(role, run.italic != italic, run.bold), colour, link))
            else:
                if after_note:  # two marks in a row must not read as one number
                    out.append(StyledSpan("\u2009\u2009", self.font(role), colour))
                mark, number = self.font(role, bold=True, raised=True), str(run.note)
                out.append(StyledSpan(number, mark, "accent", Command("note", number), f"Note {number}"))
            after_note = run.note is not None
        return out

    def grade_spans(self, grades: tuple[Grade, ...]) -> list[StyledSpan]:
        """Grades as framed tags, to stand behind a sentence."""
        out: list[StyledSpan] = []
        type_ = self.font("label")._replace(size=round(11.5 * self.unit, 2))
        for grade in grades:
            out.append(StyledSpan(" ", self.font("prose"), "ink"))
            word = GRADE_WORDS[grade].upper()
            out.append(
                StyledSpan(word, type_, "accent" if grade == "documented" else "soft", grade=grade, pad=self.px(28))
            )
        return out

    def layout(self, spans: list[StyledSpan], width: float, role: Role, even: bool = False) -> ParagraphLayout:
        """Set spans in a column."""
        said = tuple(spans) or (StyledSpan("", self.font(role), "ink"),)
        return layout_paragraph(self.engine, said, width, self.line_height(role), even)

    def text_box(
        self, spans: list[StyledSpan], width: float, role: Role, even: bool = False, as_: BoxRole = "text"
    ) -> Box:
        """Set spans in a column, as a box."""
        setting = self.layout(spans, width, role, even)
        signs: list[Mark] = []
        for tag in setting.tags:
            signs += grade_tag_marks(tag.grade, tag.rect, self.unit)
        for target in setting.targets:
            if target.command.verb == "entry":
                signs += dotted_underline(target.rects, self.unit)
        return Box(
            setting.width, setting.height, (*signs, *setting.marks), setting.targets, role=as_, name=setting.text
        )

    def label(
        self, text: str, width: float, role: Role, colour: Colour = "ink", *,
        italic: bool = False, bold: bool = False, even: bool = False, as_: BoxRole = "text",
    ) -> Box:  # fmt: skip
        """Set plain words, in capitals where the role asks for them."""
        shown = text.upper() if STYLES[role].upper else text
        return self.text_box([StyledSpan(shown, self.font(role, italic, bold), colour)], width, role, even, as_)

    def text_width(self, text: str, role: Role, bold: bool = False) -> float:
        """Width of plain words on one line."""
        shown = text.upper() if STYLES[role].upper else text
        return self.engine.measure(shown, self.font(role, bold=bold))
