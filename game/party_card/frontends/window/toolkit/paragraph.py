"""Runs to lines: words, line ends, superior figures, the rectangles of links.

Law: a word is shaped once, and stands where its measured width puts it, so no line is wider than its column. Lines
are ragged right, their ends chosen for the whole paragraph; a word too long for the column is broken rather than cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pygame import Rect

from party_card.content.models import Grade
from party_card.frontends.window.toolkit.primitives import Command, HitTarget, TextRun
from party_card.frontends.window.toolkit.shaping import FontSpec, TextShaper
from party_card.frontends.window.toolkit.theme import Colour


class StyledSpan(NamedTuple):
    """A run of text of one type. With `link` it can be acted on; with `grade` it is a tag, wider by `pad`."""

    text: str
    type: FontSpec
    colour: Colour
    link: Command | None = None
    said: str = ""
    grade: Grade | None = None
    pad: float = 0.0
    nth: int = 0


class GradeTag(NamedTuple):
    """Where the frame of a grade stands, and its baseline."""

    grade: Grade
    rect: Rect


class Word(NamedTuple):
    """What cannot be broken: pieces of spans, their widths, the whole width, and the space behind."""

    pieces: tuple[tuple[StyledSpan, float], ...]
    width: float
    space: float


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """A paragraph set into lines. `extent` is the width of its longest line, `baseline` that of the first."""

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
        """What it says."""
        return " ".join(self.lines)


_SPACES = re.compile(r"([ \n\t]+)")
_BREAKS = re.compile(r"[^ \n\t]*?[—–/-]+(?=[\w“‘(])|[^ \n\t]+")


def tokenize(spans: Iterable[StyledSpan], engine: TextShaper, width: float) -> list[Word]:
    """Cut spans at spaces and behind dashes; a word may join several spans (a word and the mark of its note)."""
    out: list[Word] = []
    pieces: list[tuple[StyledSpan, float]] = []

    def flush(space: float) -> None:
        if pieces:
            out.append(Word(tuple(pieces), sum(w for _, w in pieces), space))
            pieces.clear()
        elif out and space > out[-1].space:
            out[-1] = out[-1]._replace(space=space)

    for span in spans:
        if span.grade is not None:  # a tag is one word, spaces and all
            pieces.append((span, engine.measure(span.text, span.type) + span.pad))
            continue
        for part in _SPACES.split(span.text):
            if not part:
                continue
            if part[0] in " \n\t":  # a thin or a hard space holds its word together
                flush(engine.measure(" ", span.type))
                continue
            bits = _BREAKS.findall(part)
            for n, bit in enumerate(bits):
                for m, chunk in enumerate(_chunks(bit, span.type, engine, width)):
                    if m:
                        flush(0.0)
                    pieces.append((span._replace(text=chunk), engine.measure(chunk, span.type)))
                if n < len(bits) - 1:
                    flush(0.0)
    flush(0.0)
    return out


def _chunks(bit: str, font: FontSpec, engine: TextShaper, width: float) -> list[str]:
    """A bit as it is, or in pieces when no line could hold it."""
    if engine.measure(bit, font) <= width:
        return [bit]
    chunks, start = [], 0
    for end in range(1, len(bit) + 1):
        hyphen = "-" if bit[start:end].isalpha() else ""
        if end - start > 1 and engine.measure(bit[start:end] + hyphen, font) > width * 0.94:
            part = bit[start : end - 1]
            chunks.append(part + ("-" if part.isalpha() else ""))
            start = end - 1
    return [*chunks, bit[start:]]


def break_lines(items: Sequence[Word], width: float) -> list[tuple[int, int]]:
    """Line ends with the least raggedness over the whole paragraph (Knuth and Plass); the last line may be short."""
    n = len(items)
    best, before = [float("inf")] * (n + 1), [0] * (n + 1)
    best[0] = 0.0
    for i in range(n):
        used = 0.0
        for j in range(i, n):
            if j > i:
                used += items[j - 1].space
            used += items[j].width
            if used > width and j > i:
                break
            slack = max(0.0, width - used) / width
            if j < n - 1:
                cost = (slack * 3) ** 3 * 100 + 0.5
            else:  # a last line of one word looks lost
                cost = 2.5 if i == j and n > 1 else (0.6 if slack > 0.8 and i else 0.0)
            if best[i] + cost < best[j + 1]:
                best[j + 1], before[j + 1] = best[i] + cost, i
    lines: list[tuple[int, int]] = []
    j = n
    while j:
        lines.append((before[j], j))
        j = before[j]
    return lines[::-1]


def break_lines_balanced(items: Sequence[Word], width: float) -> list[tuple[int, int]]:
    """As few lines as `ends`, but as even as they can be: for headings."""
    lines = break_lines(items, width)
    low, high = max((w.width for w in items), default=0.0), width
    for _ in range(9):
        middle = (low + high) / 2
        if len(break_lines(items, middle)) <= len(lines) and middle >= max(w.width for w in items):
            high = middle
        else:
            low = middle
    return break_lines(items, high) if items else []


@lru_cache(maxsize=2_000)
def layout_paragraph(
    engine: TextShaper, spans: tuple[StyledSpan, ...], width: float, leading: int, even: bool = False
) -> ParagraphLayout:
    """Set spans into a column. Kept, because a theme, a focus or an overlay asks for the same paragraph again."""
    items = tokenize((span._replace(nth=n) for n, span in enumerate(spans)), engine, width)
    chosen = (break_lines_balanced if even else break_lines)(items, width)
    base = max((s.type for s in spans if s.grade is None), key=lambda t: t.size, default=spans[0].type)
    ascent, descent = engine.metrics(base)
    top = (leading - ascent - descent) / 2 + ascent
    marks: list[TextRun] = []
    links: dict[tuple[int, Command], list[Rect]] = {}
    said: dict[tuple[int, Command], str] = {}
    tags: list[GradeTag] = []
    texts: list[str] = []
    extent = 0.0
    for row, (i, j) in enumerate(chosen):
        x, y, text = 0.0, row * leading + top, ""
        for item in items[i:j]:
            for span, w in item.pieces:
                if span.grade is not None:
                    height = round(span.type.size * 1.5)
                    tags.append(GradeTag(span.grade, Rect(round(x), round(y - height * 0.76), round(w), height)))
                    # the frame stays inside its line: its text sits behind the sign
                    marks.append(TextRun(x + span.pad * 0.72, y, span.text, span.type, span.colour))
                else:
                    marks.append(TextRun(x, y, span.text, span.type, span.colour))
                if span.link is not None:
                    key = span.nth, span.link
                    rect = Rect(round(x) - 2, round(y - ascent * 0.86), round(w) + 4, round(ascent + descent * 0.6))
                    _join(links.setdefault(key, []), rect)
                    said[key] = span.said or " ".join(filter(None, (said.get(key), span.text)))
                x += w
                text += span.text
            extent = max(extent, x)
            x += item.space
            text += " " if item.space else ""
        texts.append(text.rstrip())
    targets = tuple(HitTarget(key[1], tuple(rects), "link", said[key]) for key, rects in links.items())
    return ParagraphLayout(
        round(width), len(chosen) * leading, extent, tuple(marks), targets, tuple(tags), tuple(texts), top
    )


def _join(rects: list[Rect], rect: Rect) -> None:
    """Words of one link on one line make one rectangle."""
    if rects and rects[-1].top == rect.top and rect.left - rects[-1].right < rect.height:
        rects[-1] = rects[-1].union(rect)
    else:
        rects.append(rect)
