"""Where in a source the facts of a pack are: which facts rest on a paragraph or a page."""

from __future__ import annotations

import re
from collections import defaultdict

from party_card.content.pack import Pack

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
