"""Reads stories of Chapbook 1 and 2.

A first reading finds out which values the story gives to its variables; what depends on that is understood when the
passages are read again.

Invariant: every passage that readers can come to is in the story.
"""

from __future__ import annotations

from party_card.importers.chapbook_passage import PassageReader
from party_card.importers.chapbook_template import Template, parse_template
from party_card.importers.conditions import UNSET
from party_card.importers.knowledge import Knowledge
from party_card.importers.reveals import AnyItem, split_pages
from party_card.importers.story import ImportRefusedError, Lost, Passage, Place, Remark, Story
from party_card.importers.twine_source import SourceStory
from party_card.localization import gettext

MAX_READINGS = 4
MAX_TOTAL_CHARACTERS = 4_000_000
"""Passages that show each other are read again each time; more text than this is not."""
_COST_OF_SHOWING = 500
"""What showing a passage costs beside its characters."""


def read(source: SourceStory) -> Story:
    """Reads a story that is written for Chapbook. Raises ImportRefusedError if its version is another one."""
    version = source.format_version
    if version and version.partition(".")[0] not in ("1", "2"):
        raise ImportRefusedError(
            gettext("The story is written for Chapbook {version}; only Chapbook 1 and 2 are imported.").format(
                version=version
            )
        )
    return _StoryReader(source).read()


class _StoryReader:
    def __init__(self, source: SourceStory) -> None:
        self._source = source
        self._templates = {passage.name: parse_template(passage.body) for passage in source.passages}
        self._places = {passage.name: passage.place for passage in source.passages}
        self._lengths = {passage.name: len(passage.body) for passage in source.passages}
        self._shown: set[str] = set()
        self._budget = 0

    def read(self) -> Story:
        story = Story(self._source.title, self._source.start, unset_value=UNSET)
        knowledge = Knowledge(frozenset(self._templates), UNSET)
        for _ in range(MAX_READINGS):
            items = self._read_all(knowledge)
            known_before, knowledge = knowledge, knowledge.learn(items.values())
            if known_before == knowledge:
                break
        for script in self._source.scripts:
            story.losses.append(Lost("change", script.place, script.body[:300], "a scene runs no program"))
        for stylesheet in self._source.stylesheets:
            story.remarks.append(Remark(stylesheet.place, stylesheet.body[:300], "styling that a scene does not have"))
        names = set(self._templates)
        for name, place in self._places.items():
            passage = Passage(name, place, (), name in self._shown and name != self._source.start)
            for page in split_pages(passage, items[name], lambda page_name: page_name not in names):
                story.passages[page.name] = page
                names.add(page.name)
        return story

    def _read_all(self, knowledge: Knowledge) -> dict[str, list[AnyItem]]:
        self._budget = MAX_TOTAL_CHARACTERS
        items: dict[str, list[AnyItem]] = {}
        for name, template in self._templates.items():
            reader = PassageReader(name, self._source.title, knowledge, self._find_template)
            items[name] = reader.read(template, self._places[name])
        return items

    def _find_template(self, name: str) -> tuple[Template, Place] | str:
        template = self._templates.get(name)
        if template is None:
            return f"there is no passage “{name}”"
        self._budget -= self._lengths[name] + _COST_OF_SHOWING
        if self._budget < 0:
            return "the passages that are shown within others are too long in all"
        self._shown.add(name)
        return template, self._places[name]
