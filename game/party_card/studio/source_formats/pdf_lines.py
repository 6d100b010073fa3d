"""Makes paragraphs of the lines of a PDF, which knows only where each line stands.

A line begins a paragraph if it is indented, if there is more room above it than between lines, or if its letters have
another size. At the top of a page or column the room above says nothing: there a paragraph goes on unless the last line
ends a sentence and the next one is indented, or is far shorter than the others. What stands at the edge of many pages
alike is a running head; a number alone there is the number of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from party_card.studio.source_formats.paragraphs import ReadFile, ReadParagraph

_SENTENCE_END = re.compile(r"[.?!:][”’\"')\]]*[0-9¹²³⁴⁵⁶⁷⁸⁹⁰]{0,3}\Z")
_NUMBER = re.compile(r"[0-9]{1,4}")
_EDGE_LINES = 2
"""How many lines at the top and at the bottom of a page can be running heads."""


@dataclass(slots=True)
class PdfLine:
    """A line, with the place of its beginning and the size of its letters in points."""

    text: str
    x: float
    y: float
    size: float


@dataclass(slots=True)
class PdfPage:
    """The lines of a page in the order of its text."""

    lines: list[PdfLine]
    number: int | None = None
    """The number that is printed on it."""


def join_lines(pages: list[PdfPage], labels: list[str]) -> ReadFile:
    """Returns the paragraphs of pages; `labels` is what the file calls them, or empty."""
    _take_out_edges(pages)
    offset = _find_offset(pages)
    names = labels or [str(index + 1) for index in range(len(pages))]
    if offset is not None:
        names = [str(index + offset) if index + offset > 0 else name for index, name in enumerate(names)]
    file = ReadFile([], "", "printed" if labels or offset is not None else "counted")
    gap = _find_gap(pages)
    length = median([len(line.text) for page in pages for line in page.lines] or [0])
    previous: PdfLine | None = None
    first_page = ""
    for page, name in zip(pages, names, strict=True):
        margins = _find_margins(page)
        for line in page.lines:
            if previous is None or _begins_paragraph(line, previous, margins, gap, length):
                file.paragraphs.append(ReadParagraph(line.text, name))
                first_page = name
            else:
                paragraph = file.paragraphs[-1]
                paragraph.text = _join(paragraph.text, line.text)
                paragraph.page = first_page if first_page == name else f"{first_page}-{name}"
            previous = line
    return file


def _begins_paragraph(line: PdfLine, previous: PdfLine, margins: list[float], gap: float, length: float) -> bool:
    if abs(line.size - previous.size) > 0.12 * previous.size:
        return True
    ends_sentence = _SENTENCE_END.search(previous.text) is not None
    margin = min((left for left in margins if line.x - 6 * line.size <= left <= line.x), default=line.x)
    is_indented = line.x - margin > 0.6 * line.size
    if not -3 * gap <= line.y - previous.y <= 0.5 * gap:  # another column or page
        return ends_sentence and (is_indented or len(previous.text) < 0.7 * length)
    if previous.y - line.y > 1.35 * gap:
        return True
    return is_indented and (ends_sentence or abs(line.x - previous.x) > 0.6 * line.size)


def _join(text: str, line: str) -> str:
    """Joins two lines; a word that is divided between them becomes one again."""
    is_divided = text[-1:] in "-‐\u00ad" and text[-2:-1].isalpha() and line[:1].islower()
    return text[:-1] + line if is_divided else f"{text} {line}"


def _find_gap(pages: list[PdfPage]) -> float:
    """Returns the usual distance between two lines."""
    gaps = [
        round(upper.y - lower.y, 1)
        for page in pages
        for upper, lower in zip(page.lines, page.lines[1:], strict=False)
        if 0 < upper.y - lower.y < 4 * upper.size
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 12.0


def _find_margins(page: PdfPage) -> list[float]:
    """Returns the places at which several lines of a page begin."""
    counts = Counter(round(line.x, 1) for line in page.lines)
    return [x for x, count in counts.items() if count >= max(2, len(page.lines) // 10)]


def _take_out_edges(pages: list[PdfPage]) -> None:
    """Removes running heads and page numbers; a number is kept as that of its page."""
    edge_lines = {id(line) for page in pages for line in _list_edge_lines(page)}
    lines = [line for page in pages for line in page.lines]
    counts = Counter(_find_shape(line) for line in lines)
    edge_counts = Counter(_find_shape(line) for line in lines if id(line) in edge_lines)
    least = max(3, len(pages) * 2 // 5)
    heads = {shape for shape, count in edge_counts.items() if count >= least and count > 0.8 * counts[shape]}
    for page in pages:
        kept = []
        for line in page.lines:
            shape = _find_shape(line)
            if id(line) in edge_lines and (shape == "#" or shape in heads):
                number = _NUMBER.search(line.text)
                page.number = int(number[0]) if number is not None else page.number
            else:
                kept.append(line)
        page.lines = kept


def _find_shape(line: PdfLine) -> str:
    """Returns the text of a line with a sign in place of each number."""
    return _NUMBER.sub("#", line.text)


def _list_edge_lines(page: PdfPage) -> list[PdfLine]:
    by_height = sorted(page.lines, key=lambda line: line.y)
    return by_height[:_EDGE_LINES] + by_height[-_EDGE_LINES:]


def _find_offset(pages: list[PdfPage]) -> int | None:
    """Returns what to add to the index of a page for its printed number; None if the pages do not agree on it."""
    offsets = Counter(page.number - index for index, page in enumerate(pages) if page.number is not None)
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count >= 2 and 2 * count >= len(pages) else None
