"""Formats locators: sections, paragraphs and notes of a source.

Invariant: only what is cited or indexed is named. A section in lower case is our own description ("opening of the
excerpt"); any other is a heading of the book and stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from party_card.content.models import Cite, Index, IndexedParagraph
from party_card.evidence.rich_text import RichText, join_with, to_quoted, to_roman

OPENING_SECTION = "opening of the excerpt"
"""The section of paragraphs without a heading above them."""


def find_paragraph(index: Index | None, p: int) -> IndexedParagraph | None:
    """Returns paragraph `p` of the index, or None."""
    matches = (paragraph for paragraph in index.paragraphs if paragraph.p == p) if index else ()
    return next(iter(matches), None)


def has_note(index: Index | None, p: int, n: int) -> bool:
    """Returns True if note `n` stands in paragraph `p`."""
    paragraph = find_paragraph(index, p)
    return paragraph is not None and n in paragraph.notes


def sections_of(index: Index | None, cite: Cite) -> tuple[str, ...]:
    """Returns the sections of the cited paragraphs, in reading order."""
    return tuple(section for section, _ in _group_by_section(index, cite))


def format_locator(index: Index | None, cite: Cite, with_sections: bool = True) -> RichText:
    """Formats a locator: “The Four Horsemen,” paras. 12–13, nn. 302–303; or pages; may be empty."""
    groups = _group_by_section(index, cite)
    if cite.page:
        return join_with((to_roman(cite.page.replace("-", "–")), _format_numbers(cite.paragraphs, cite.notes)), ",")
    if len(groups) < 2:
        section = groups[0][0] if groups else ""
        return join_with(
            (_format_section(section) if with_sections else (), _format_numbers(cite.paragraphs, cite.notes)), ","
        )
    parts: list[RichText] = []
    remaining = list(cite.notes)
    for section, paragraphs in groups:
        notes = [n for n in remaining if any(has_note(index, p, n) for p in paragraphs)]
        remaining = [n for n in remaining if n not in notes]
        parts.append(join_with((_format_section(section), _format_numbers(paragraphs, notes)), ","))
    parts.append(_format_numbers((), remaining))
    return join_with(parts, ";")


def _group_by_section(index: Index | None, cite: Cite) -> list[tuple[str, tuple[int, ...]]]:
    def section(p: int) -> str:
        paragraph = find_paragraph(index, p)
        return paragraph.section if paragraph else ""

    return [(name, tuple(ps)) for name, ps in groupby(sorted(set(cite.paragraphs)), section)]


def _format_section(section: str) -> RichText:
    return to_roman(section) if section[:1].islower() else to_quoted(section)


def _format_numbers(paragraphs: Sequence[int], notes: Sequence[int]) -> RichText:
    return join_with((_format_ranges("para.", paragraphs), _format_ranges("n.", notes)), ",")


def _format_ranges(label: str, numbers: Sequence[int]) -> RichText:
    if not numbers:
        return ()
    plurals = {"para.": "paras.", "n.": "nn."}
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges)
    return to_roman(f"{label if len(set(numbers)) == 1 else plurals[label]} {text}")
