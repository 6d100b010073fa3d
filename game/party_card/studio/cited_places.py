"""Where in a source the facts of a pack are: which facts rest on a paragraph or a page, and how that is said."""

from __future__ import annotations

import re
from collections import defaultdict

from party_card.content.models import Cite, Index
from party_card.content.pack import Pack
from party_card.evidence.cite import list_sections
from party_card.localization import join_items, ngettext, pgettext, quote

_PAGES = re.compile(r"([0-9]{1,5})(?:\s?[-–]\s?([0-9]{1,5}))?")
_MAX_RANGE = 100


class CitedPlaces:
    """The facts that cite one source, by the paragraphs and the pages that they name."""

    def __init__(self, pack: Pack, source: str) -> None:
        self._by_paragraph: defaultdict[int, list[str]] = defaultdict(list)
        self._by_page: defaultdict[int, list[str]] = defaultdict(list)
        for dossier in pack.dossiers.values() if source else ():
            for name, fact in dossier.facts.items():
                for cite in fact.cites:
                    if cite.source == source:
                        for number in cite.paragraphs:
                            self._by_paragraph[number].append(str(name))
                        for number in list_pages(cite.page):
                            self._by_page[number].append(str(name))

    def find_facts(self, paragraph: int | None, page: str) -> list[str]:
        """Returns the ids of the facts that rest on a paragraph, or on its page, in the order of the files."""
        found = [*self._by_paragraph.get(paragraph or 0, ())]
        for number in list_pages(page):
            found += self._by_page.get(number, ())
        return list(dict.fromkeys(found))


def list_pages(text: str) -> list[int]:
    """Returns the pages that a locator such as "47-49, 60" names."""
    pages: list[int] = []
    for match in _PAGES.finditer(text):
        first, last = int(match[1]), int(match[2] or match[1])
        pages += range(first, min(last, first + _MAX_RANGE) + 1)
    return pages


def describe_place(index: Index | None, cite: Cite) -> str:
    """Returns where in its source a citation is, as the interface says it: “The Four Horsemen”, paras. 12–13, n. 302.

    Empty if the citation names no place.
    """
    sections = [cite.section] if cite.section else [section for section in list_sections(index, cite) if section]
    parts = [section if section[:1].islower() else quote(section) for section in sections]
    if cite.page:
        parts.append(cite.page.replace("-", "–"))
    if cite.column:
        parts.append(pgettext("place in a newspaper", "col. {column}").format(column=cite.column))
    paragraphs, notes = sorted(set(cite.paragraphs)), sorted(set(cite.notes))
    if paragraphs:
        pattern = ngettext("para. {numbers}", "paras. {numbers}", len(paragraphs))
        parts.append(pattern.format(numbers=_list_ranges(paragraphs)))
    if notes:
        parts.append(ngettext("n. {numbers}", "nn. {numbers}", len(notes)).format(numbers=_list_ranges(notes)))
    return join_items(parts)


def _list_ranges(numbers: list[int]) -> str:
    """Returns numbers in ascending order, with a dash between the ends of a run of them."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return join_items([str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges])
