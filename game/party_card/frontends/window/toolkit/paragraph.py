"""Sets styled spans into lines: words, line breaks, superscripts, the rectangles of links.

Invariant: a word is shaped once and placed by its measured width, so no line is wider than its column.

Lines are ragged right, and their ends are chosen for the whole paragraph at once (Knuth and Plass): each possible line
costs the cube of its unused share, and a dynamic programme finds the breaks of least total cost. Headings are set in as
many lines, but as even as possible. A word too long for the column is broken rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pygame import Rect

from party_card.content.models import Grade
from party_card.frontends.window.toolkit.box import Command, HitTarget
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.shaping import FontSpec, TextShaper
from party_card.frontends.window.toolkit.theme import Colour

MAX_CACHED_PARAGRAPHS = 2_000


class StyledSpan(NamedTuple):
    """Text in one font.

    With `link` it can be activated; with `grade` it is a tag, wider than its text by `tag_padding`. `accessible_name`
    replaces the text for screen readers; `number` counts the spans of the paragraph.
    """

    text: str
    font: FontSpec
    colour: Colour
    link: Command | None = None
    accessible_name: str = ""
    grade: Grade | None = None
    tag_padding: float = 0.0
    number: int = 0


class GradeTag(NamedTuple):
    """A grade, and the rectangle of its frame."""

    grade: Grade
    rect: Rect


class Word(NamedTuple):
    """Pieces of spans that stay together, each with its width; the total width, and that of the space behind."""

    fragments: tuple[tuple[StyledSpan, float], ...]
    width: float
    space_width: float


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """A paragraph set into lines. `extent` is the width of its longest line, `baseline` that of the first line."""

    width: int
    height: int
    extent: float
    marks: tuple[TextRun, ...]
    targets: tuple[HitTarget, ...]
    tags: tuple[GradeTag, ...]
    lines: tuple[str, ...]
    baseline: float

    @property
    def text(self) -> str:
        """The text of all lines."""
        return " ".join(self.lines)


_SPACES = re.compile(r"([ \n\t]+)")  # a thin or no-break space keeps its word together
_BREAKABLE_PARTS = re.compile(r"[^ \n\t]*?[—–/-]+(?=[\w“‘(])|[^ \n\t]+")


def tokenize(spans: Iterable[StyledSpan], shaper: TextShaper, width: float) -> list[Word]:
    """Splits spans at spaces and after dashes; a word may join spans (a word and its note mark)."""
    words: list[Word] = []
    fragments: list[tuple[StyledSpan, float]] = []

    def end_word(space: float) -> None:
        if fragments:
            words.append(Word(tuple(fragments), sum(w for _, w in fragments), space))
            fragments.clear()
        elif words and space > words[-1].space_width:
            words[-1] = words[-1]._replace(space_width=space)

    for span in spans:
        if span.grade is not None:  # a tag is one word, spaces and all
            fragments.append((span, shaper.measure(span.text, span.font) + span.tag_padding))
            continue
        for token in _SPACES.split(span.text):
            if not token:
                continue
            if _SPACES.match(token):
                end_word(shaper.measure(" ", span.font))
                continue
            chunks = [
                chunk
                for unbreakable in _BREAKABLE_PARTS.findall(token)
                for chunk in _split_long_text(unbreakable, span.font, shaper, width)
            ]
            for n, chunk in enumerate(chunks):
                if n:
                    end_word(0.0)
                fragments.append((span._replace(text=chunk), shaper.measure(chunk, span.font)))
    end_word(0.0)
    return words


def _split_long_text(text: str, font: FontSpec, shaper: TextShaper, width: float) -> list[str]:
    """Returns a text as it is, or hyphenated in pieces if no line can hold it."""
    if shaper.measure(text, font) <= width:
        return [text]
    chunks, start = [], 0
    for end in range(1, len(text) + 1):
        hyphen = "-" if text[start:end].isalpha() else ""
        if end - start > 1 and shaper.measure(text[start:end] + hyphen, font) > width * 0.94:
            chunk = text[start : end - 1]
            chunks.append(chunk + ("-" if chunk.isalpha() else ""))
            start = end - 1
    return [*chunks, text[start:]]


def break_lines(words: Sequence[Word], width: float) -> list[tuple[int, int]]:
    """Returns the ranges of words of the least ragged lines; the last line may be short."""
    count = len(words)
    min_cost, previous_break = [float("inf")] * (count + 1), [0] * (count + 1)
    min_cost[0] = 0.0
    for i in range(count):
        line_width = 0.0
        for j in range(i, count):
            if j > i:
                line_width += words[j - 1].space_width
            line_width += words[j].width
            if line_width > width and j > i:
                break
            slack = max(0.0, width - line_width) / width
            if j < count - 1:
                cost = (slack * 3) ** 3 * 100 + 0.5
            else:  # a last line of one word looks lost
                cost = 2.5 if i == j and count > 1 else (0.6 if slack > 0.8 and i else 0.0)
            if min_cost[i] + cost < min_cost[j + 1]:
                min_cost[j + 1], previous_break[j + 1] = min_cost[i] + cost, i
    lines: list[tuple[int, int]] = []
    end = count
    while end:
        lines.append((previous_break[end], end))
        end = previous_break[end]
    return lines[::-1]


def break_lines_balanced(words: Sequence[Word], width: float) -> list[tuple[int, int]]:
    """Returns as few lines as `break_lines`, but as even as possible: for headings."""
    if not words:
        return []
    line_count = len(break_lines(words, width))
    widest_word = max(word.width for word in words)
    min_width, max_width = widest_word, width
    for _ in range(9):
        trial_width = (min_width + max_width) / 2
        if len(break_lines(words, trial_width)) <= line_count and trial_width >= widest_word:
            max_width = trial_width
        else:
            min_width = trial_width
    return break_lines(words, max_width)


def layout_paragraph(
    shaper: TextShaper, spans: tuple[StyledSpan, ...], width: float, leading: int, balanced: bool = False
) -> ParagraphLayout:
    """Sets spans into a column, or returns the layout that the shaper caches: focus and themes ask for it again.

    `width` and `leading` are in pixels.
    """
    key = (spans, width, leading, balanced)
    paragraph: ParagraphLayout | None = shaper.paragraph_cache.get(key)
    if paragraph is None:
        if len(shaper.paragraph_cache) >= MAX_CACHED_PARAGRAPHS:
            shaper.paragraph_cache.clear()
        paragraph = shaper.paragraph_cache[key] = _layout(shaper, spans, width, leading, balanced)
    return paragraph


def _layout(
    shaper: TextShaper, spans: tuple[StyledSpan, ...], width: float, leading: int, balanced: bool
) -> ParagraphLayout:  # fmt: skip
    words = tokenize((span._replace(number=n) for n, span in enumerate(spans)), shaper, width)
    lines = (break_lines_balanced if balanced else break_lines)(words, width)
    base_font = max((s.font for s in spans if s.grade is None), key=lambda font: font.size, default=spans[0].font)
    ascent, descent = shaper.font_metrics(base_font)
    baseline = (leading - ascent - descent) / 2 + ascent
    marks: list[TextRun] = []
    link_rects: dict[tuple[int, Command], list[Rect]] = {}
    link_names: dict[tuple[int, Command], str] = {}
    tags: list[GradeTag] = []
    texts: list[str] = []
    extent = 0.0
    for row, (start_index, end_index) in enumerate(lines):
        x, y, text = 0.0, row * leading + baseline, ""
        for word in words[start_index:end_index]:
            for span, piece_width in word.fragments:
                indent = 0.0
                if span.grade is not None:
                    height = round(span.font.size * 1.5)
                    frame = Rect(round(x), round(y - height * 0.76), round(piece_width), height)
                    tags.append(GradeTag(span.grade, frame))
                    indent = span.tag_padding * 0.72  # the text is right of the icon, inside the frame
                marks.append(TextRun(x + indent, y, span.text, span.font, span.colour))
                if span.link is not None:
                    key = span.number, span.link
                    top, height = round(y - ascent * 0.86), round(ascent + descent * 0.6)
                    _add_link_rect(
                        link_rects.setdefault(key, []), Rect(round(x) - 2, top, round(piece_width) + 4, height)
                    )
                    name = " ".join(filter(None, (link_names.get(key), span.text)))
                    link_names[key] = span.accessible_name or name
                x += piece_width
                text += span.text
            extent = max(extent, x)
            x += word.space_width
            text += " " if word.space_width else ""
        texts.append(text.rstrip())
    targets = tuple(HitTarget(key[1], tuple(rects), "link", link_names[key]) for key, rects in link_rects.items())
    return ParagraphLayout(
        round(width), len(lines) * leading, extent, tuple(marks), targets, tuple(tags), tuple(texts), baseline
    )


def _add_link_rect(rects: list[Rect], rect: Rect) -> None:
    """Adds the rectangle of a word of a link; words on one line share one rectangle."""
    if rects and rects[-1].top == rect.top and rect.left - rects[-1].right < rect.height:
        rects[-1] = rects[-1].union(rect)
    else:
        rects.append(rect)
