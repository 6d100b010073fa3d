"""Reads stories of Harlowe 3.

A first reading finds out which values the story gives to its variables; what depends on that (a variable before a hook,
one variable set to another) is understood when the passages are read again.

Invariant: every passage that readers can come to is in the story, with what `startup`, `header` and `footer` add to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from party_card.importers.conditions import Test, is_number, visits_of
from party_card.importers.harlowe_items import PassageReader
from party_card.importers.harlowe_markup import parse_markup
from party_card.importers.harlowe_nodes import Node
from party_card.importers.knowledge import Knowledge
from party_card.importers.reveals import AnyItem, iter_all, split_pages
from party_card.importers.story import Assign, Branch, If, ImportRefusedError, Lost, Passage, Place, Remark, Story, Text
from party_card.importers.twine_source import SourcePassage, SourceStory
from party_card.localization import gettext

MAX_READINGS = 4
MAX_TOTAL_CHARACTERS = 8_000_000
"""Passages that show each other are read again each time; more text than this is not."""
_COST_OF_READING = 500
"""What reading a passage costs beside its characters."""
_SPECIAL_TAGS = ("startup", "header", "footer")
_DEBUG_TAGS = frozenset({"debug-startup", "debug-header", "debug-footer"})


def read(source: SourceStory) -> Story:
    """Reads a story that is written for Harlowe. Raises ImportRefusedError if its version is another one."""
    version = source.format_version
    if version and not version.startswith("3"):
        raise ImportRefusedError(
            gettext(
                "The story is written for Harlowe {version}; only Harlowe 3 is imported. "
                "Choose it for the story in Twine."
            ).format(version=version)
        )
    return _StoryReader(source).read()


@dataclass(slots=True)
class _Parsed:
    """A passage of the source with its nodes, or why they could not be read."""

    passage: SourcePassage
    nodes: Sequence[Node] = ()
    reason: str = ""


@dataclass(slots=True)
class _Reading:
    """The items of each passage, and those that run before the first."""

    items: dict[str, list[AnyItem]] = field(default_factory=dict)
    startup: list[AnyItem] = field(default_factory=list)


class _StoryReader:
    def __init__(self, source: SourceStory) -> None:
        self._source = source
        self._special: dict[str, list[_Parsed]] = {tag: [] for tag in _SPECIAL_TAGS}
        self._parsed: dict[str, _Parsed] = {}
        self._remarks: list[Remark] = []
        for passage in sorted(source.passages, key=lambda passage: passage.name):
            parsed = _parse(passage)
            self._parsed[passage.name] = parsed
            for tag in _SPECIAL_TAGS:
                if tag in passage.tags:
                    self._special[tag].append(parsed)
            if _DEBUG_TAGS.intersection(passage.tags):
                self._remarks.append(Remark(passage.place, passage.name, "a passage for testing the story"))
        self._shown = [p for p in source.passages if not {*_SPECIAL_TAGS, *_DEBUG_TAGS}.intersection(p.tags)]
        self._spent: dict[str, int] = {}
        self._displayed: set[str] = set()

    def read(self) -> Story:
        story = Story(self._source.title, self._source.start, unset_value=0, remarks=self._remarks)
        knowledge = Knowledge(frozenset(self._parsed), unset=0)
        for _ in range(MAX_READINGS):
            reading = self._read_all(knowledge)
            known_before, knowledge = knowledge, knowledge.learn((reading.startup, *reading.items.values()))
            if known_before == knowledge:
                break
        for script in self._source.scripts:
            story.losses.append(Lost("change", script.place, script.body[:300], "a scene runs no program"))
        for stylesheet in self._source.stylesheets:
            story.remarks.append(Remark(stylesheet.place, stylesheet.body[:300], "styling that a scene does not have"))
        self._add_startup(story, reading)
        names = set(self._parsed)
        for source in self._shown:
            is_part = source.name in self._displayed and source.name != self._source.start
            passage = Passage(source.name, source.place, (), is_part)
            for page in split_pages(passage, reading.items[source.name], lambda name: name not in names):
                story.passages[page.name] = page
                names.add(page.name)
        return story

    def _read_all(self, knowledge: Knowledge) -> _Reading:
        self._spent = {}
        reading = _Reading()
        reading.startup = self._read_parts(self._source.start, self._special["startup"], knowledge)
        for source in self._shown:
            parts = [*self._special["header"], self._parsed[source.name], *self._special["footer"]]
            reading.items[source.name] = self._read_parts(source.name, parts, knowledge)
        return reading

    def _read_parts(self, name: str, parts: Iterable[_Parsed], knowledge: Knowledge) -> list[AnyItem]:
        items: list[AnyItem] = []
        for part in parts:
            if part.reason or (part.passage.name != name and not self._spend("added", part)):
                reason = part.reason or "the passages that it shows are too long in all"
                items.append(Lost("condition", part.passage.place, part.passage.body[:300], reason))
            else:
                items += PassageReader(name, knowledge, self._display).read_passage(part.nodes, part.passage.place)
        return items

    def _spend(self, purpose: str, part: _Parsed) -> bool:
        """Counts what is read more than once; returns False if it is too much in all."""
        self._spent[purpose] = self._spent.get(purpose, 0) + len(part.passage.body) + _COST_OF_READING
        return self._spent[purpose] <= MAX_TOTAL_CHARACTERS

    def _display(self, name: str) -> tuple[Sequence[Node], Place] | str:
        part = self._parsed.get(name)
        if part is None:
            return f"there is no passage “{name}”"
        if part.reason or not self._spend("shown", part):
            return part.reason or "the passages that are shown within others are too long in all"
        self._displayed.add(name)
        return part.nodes, part.passage.place

    def _add_startup(self, story: Story, reading: _Reading) -> None:
        """Adds what runs before the first passage; words of it stand there when it is read for the first time."""
        if not any(_is_shown(item) for item in iter_all(reading.startup)):
            story.startup = tuple(reading.startup)  # type: ignore[arg-type]
            return
        start = self._source.start
        is_first = Test(visits_of(start), lambda count: is_number(count) and count <= 1, (1,))
        place = self._special["startup"][0].passage.place
        first_items = If((Branch(is_first, tuple(reading.startup)),), place)  # type: ignore[arg-type]
        if start in reading.items:
            reading.items[start].insert(0, first_items)


def _parse(passage: SourcePassage) -> _Parsed:
    try:
        return _Parsed(passage, parse_markup(passage.body))
    except ImportRefusedError as error:
        return _Parsed(passage, (), str(error))


def _is_shown(item: AnyItem) -> bool:
    return not isinstance(item, Assign | If | Lost | Remark) and not (isinstance(item, Text) and not item.text.strip())
