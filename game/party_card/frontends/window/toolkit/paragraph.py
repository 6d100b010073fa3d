"""Sets styled spans into lines: words, line breaks, superscripts, the rectangles of links.

Invariant: a word is shaped once and placed by its measured width, so no line is wider than its column.

Lines are ragged right, and their ends are chosen for the whole paragraph at once (Knuth and Plass): each possible line
costs the cube of its unused share, and a dynamic programme finds the breaks of least total cost. Headings are set in as
many lines, but as even as possible. A word too long for the column is broken rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pygame import Rect

from party_card.frontends.window.toolkit.box import Command, HitTarget
from party_card.frontends.window.toolkit.graphemes import (
    has_unspaced_script,
    is_single_characters,
    list_boundaries,
    split_unspaced,
)
from party_card.frontends.window.toolkit.line_placement import align_line, place_lines, reflect_lines
from party_card.frontends.window.toolkit.mirroring import is_mirrored
from party_card.frontends.window.toolkit.primitives import TextRun
from party_card.frontends.window.toolkit.styled_text import StyledSpan, Word
from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.content.models import Grade
    from party_card.frontends.window.toolkit.fonts import FontSpec
    from party_card.frontends.window.toolkit.shaping import TextShaper


class GradeTag(NamedTuple):
    """A grade, and the rectangle of its frame."""

    grade: Grade
    rect: Rect


@frozen_dataclass
class ParagraphLayout:
    """A paragraph set into lines. `extent` is the width of its longest line, `baseline` that of the first line.

    `left` is where the longest line begins: not 0 if the paragraph goes from right to left.
    `text` is what screen readers read, without the line breaks and hyphens of the layout.
    """

    width: int
    height: int
    extent: float
    marks: tuple[TextRun, ...]
    targets: tuple[HitTarget, ...]
    tags: tuple[GradeTag, ...]
    lines: tuple[str, ...]
    baseline: float
    text: str
    left: int


_SPACES = re.compile(r"([ \n\t]+)")  # a thin or no-break space keeps its word together
_LEADING_VOWELS = frozenset("เแโใไ")
"""Thai vowels that are written before their consonant, and end no line."""
_SPACES_IN_SPEECH = re.compile(r"[ \n\t\u2009]+")
_BREAKABLE_PARTS = re.compile(r"(?:[^ \n\t—–/-]++|[—–/-]++(?![\w“‘(]))*+[—–/-]++|[^ \n\t]++")


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
            for n, chunk in enumerate(_split_token(token, span.font, shaper, width)):
                if n:
                    end_word(0.0)
                fragments.append((span._replace(text=chunk), shaper.measure(chunk, span.font)))
    end_word(0.0)
    return words


def _split_token(token: str, font: FontSpec, shaper: TextShaper, width: float) -> list[str]:
    """Returns the parts of a token that may be on different lines; most are one word."""
    if token.isalpha() and token.isascii():
        return _split_long_text(token, font, shaper, width)
    return [
        chunk
        for part in _BREAKABLE_PARTS.findall(token)
        for unbreakable in (split_unspaced(part) if has_unspaced_script(part) else (part,))
        for chunk in _split_long_text(unbreakable, font, shaper, width)
    ]


def _split_long_text(text: str, font: FontSpec, shaper: TextShaper, width: float) -> list[str]:
    """Returns a text as it is, or hyphenated in pieces if no line can hold it."""
    if shaper.measure(text, font) <= width:
        return [text]
    boundaries = [end for end in list_boundaries(text) if text[end - 1 : end] not in _LEADING_VOWELS]
    chunks, start, last_end = [], 0, 0
    for end in boundaries[1:]:
        hyphen = "-" if _is_hyphenated(text[start:end]) else ""
        if last_end > start and shaper.measure(text[start:end] + hyphen, font) > width * 0.94:
            chunk = text[start:last_end]
            chunks.append(chunk + ("-" if _is_hyphenated(chunk) else ""))
            start = last_end
        last_end = end
    return [*chunks, text[start:]]


def _is_hyphenated(text: str) -> bool:
    """Returns True for the letters of scripts that have hyphens."""
    return text.isalpha() and is_single_characters(text)


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
    key = (spans, width, leading, balanced, is_mirrored())
    paragraph: ParagraphLayout | None = shaper.paragraph_cache.get(key)
    if paragraph is None:
        paragraph = _layout(shaper, spans, width, leading, balanced)
        shaper.paragraph_cache.add(key, paragraph, paragraph.width * paragraph.height)
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
    tags: list[GradeTag] = []
    texts: list[str] = []
    extent, left = 0.0, round(width)
    line_words = [words[start:end] for start, end in lines]
    placed = place_lines(shaper, line_words, round(width))
    if is_mirrored():
        placed = reflect_lines(placed, round(width))
        if len(placed) == 1:  # it begins where the texts around it do, in whichever direction it goes
            placed = [align_line(placed[0])]
    for row, pieces in enumerate(placed):
        y = row * leading + baseline
        for span, piece_width, x, follows_space in pieces:
            indent = 0.0
            if span.grade is not None:
                height = round(span.font.size * 1.5)
                frame = Rect(round(x), round(y - height * 0.76), round(piece_width), height)
                tags.append(GradeTag(span.grade, frame))
                indent = span.tag_padding * 0.72  # the text is right of the icon, inside the frame
            marks.append(TextRun(x + indent, y, span.text, span.font, span.colour, not follows_space))
            if span.link is not None and piece_width:  # marks of direction have no width
                top, height = round(y - ascent * 0.86), round(ascent + descent * 0.6)
                rect = Rect(round(x) - 2, top, round(piece_width) + 4, height)
                _add_link_rect(link_rects.setdefault((span.number, span.link), []), rect)
            extent, left = max(extent, x + piece_width), min(left, int(x))
        texts.append("".join(f"{' ' * piece.follows_space}{piece.span.text}" for piece in pieces).strip())
    spoken_text, ranges = join_spoken_text(spans)
    targets = tuple(
        HitTarget(
            command, tuple(rects), "link", spans[number].accessible_name or spoken_text[slice(*ranges[number])],
            text_range=ranges[number],
        )
        for (number, command), rects in link_rects.items()
    )  # fmt: skip
    height = len(lines) * leading
    return ParagraphLayout(
        round(width), height, max(0.0, extent - left), tuple(marks), targets, tuple(tags), tuple(texts), baseline,
        spoken_text, left,
    )  # fmt: skip


def join_spoken_text(spans: Sequence[StyledSpan]) -> tuple[str, list[tuple[int, int]]]:
    """Returns the text of spans for screen readers, and the range of each span in it without spaces at its ends."""
    text = ""
    ranges: list[tuple[int, int]] = []
    for span in spans:
        part = _SPACES_IN_SPEECH.sub(" ", span.spoken_text or span.text)
        if not text or text.endswith(" "):
            part = part.lstrip(" ")
        start = len(text) + len(part) - len(part.lstrip(" "))
        text += part
        ranges.append((start, max(start, len(text.rstrip(" ")))))
    return text.rstrip(" "), ranges


def _add_link_rect(rects: list[Rect], rect: Rect) -> None:
    """Adds the rectangle of a word of a link; words on one line share one rectangle."""
    if rects and rects[-1].top == rect.top and rect.left - rects[-1].right < rect.height:
        rects[-1] = rects[-1].union(rect)
    else:
        rects.append(rect)
