"""Where in a source a claim stands: the paragraphs of an index, and how a place is named in a note.

Law: only what is written or indexed is named. A section in lower case is our own description ("opening of
the excerpt"), any other is a heading of the book and stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from party_card.content.models import Cite, Index, IndexedParagraph
from party_card.evidence.rich_text import Runs, join, quoted, roman

OPENING = "opening of the excerpt"
"""The section of paragraphs that no heading of the excerpt stands above."""


def indexed(index: Index | None, p: int) -> IndexedParagraph | None:
    """Paragraph `p` of the index, or None where it has none."""
    found = (paragraph for paragraph in index.paragraphs if paragraph.p == p) if index else ()
    return next(iter(found), None)


def has_note(index: Index | None, p: int, n: int) -> bool:
    """Whether note `n` stands in paragraph `p`."""
    paragraph = indexed(index, p)
    return paragraph is not None and n in paragraph.notes


def sections(index: Index | None, cite: Cite) -> tuple[str, ...]:
    """The sections of the paragraphs cited, in reading order."""
    return tuple(section for section, _ in _by_section(index, cite))


def locator(index: Index | None, cite: Cite, with_sections: bool = True) -> Runs:
    """The place: “The Four Horsemen,” paras. 12–13, nn. 302–303; or the pages; empty where the citation names none."""
    groups = _by_section(index, cite)
    if cite.page:
        return join((roman(cite.page.replace("-", "–")), _numbers(cite.paragraphs, cite.notes)), ",")
    if len(groups) < 2:
        section = groups[0][0] if groups else ""
        return join((_heading(section) if with_sections else (), _numbers(cite.paragraphs, cite.notes)), ",")
    parts: list[Runs] = []
    left = list(cite.notes)
    for section, paragraphs in groups:
        notes = [n for n in left if any(has_note(index, p, n) for p in paragraphs)]
        left = [n for n in left if n not in notes]
        parts.append(join((_heading(section), _numbers(paragraphs, notes)), ","))
    parts.append(_numbers((), left))
    return join(parts, ";")


def _by_section(index: Index | None, cite: Cite) -> list[tuple[str, tuple[int, ...]]]:
    def section(p: int) -> str:
        paragraph = indexed(index, p)
        return paragraph.section if paragraph else ""

    return [(name, tuple(ps)) for name, ps in groupby(sorted(set(cite.paragraphs)), section)]


def _heading(section: str) -> Runs:
    return roman(section) if section[:1].islower() else quoted(section)


def _numbers(paragraphs: Sequence[int], notes: Sequence[int]) -> Runs:
    return join((_counted("para.", paragraphs), _counted("n.", notes)), ",")


def _counted(label: str, numbers: Sequence[int]) -> Runs:
    if not numbers:
        return ()
    many = {"para.": "paras.", "n.": "nn."}
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return roman(f"{label if len(set(numbers)) == 1 else many[label]} {shown}")
