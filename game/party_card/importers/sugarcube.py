"""Reads a story of SugarCube 2: its passages in the order in which the runtime runs them, with the special ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.importers.conditions import UNSET, SetTo, collect_variables
from party_card.importers.entry_paths import iter_items
from party_card.importers.silent_items import only_effects
from party_card.importers.story import (
    Assign,
    If,
    ImportRefusedError,
    Item,
    Link,
    Lost,
    Passage,
    Print,
    Remark,
    Story,
    Text,
)
from party_card.importers.sugarcube_passage import PassageReader
from party_card.importers.sugarcube_scanner import scan
from party_card.importers.sugarcube_tokens import find_variables
from party_card.importers.twine_source import SourcePassage, SourceStory
from party_card.localization import gettext

_BEFORE = ("PassageReady", "PassageHeader")
_AFTER = ("PassageFooter", "PassageDone")
_SILENT = frozenset({"PassageReady", "PassageDone"})
_AROUND = frozenset({*_BEFORE, *_AFTER})
_BAR = frozenset({"StoryAuthor", "StoryBanner", "StoryCaption", "StoryMenu", "StoryShare", "StorySubtitle"})
_APPEARANCE = frozenset({"StoryDisplayTitle", "StoryInterface", "MenuOptions", "MenuShare", "MenuStory"})
_HARMLESS_CODE = re.compile(
    r"(?:(?:Config\.(?!passages|navigation|addVisitedLinkClass)[\w.]+|Setting|UIBar|SugarCube|l10nStrings)\b(?:[^;{}/]|/(?!/))*+;?\s*+"
    r"|//[^\n]*+\s*+)*+"
)


def read(source: SourceStory) -> Story:
    """Reads a story of SugarCube."""
    return _StoryReader(source).read()


class _StoryReader:
    def __init__(self, source: SourceStory) -> None:
        self._source = source
        self._by_name = {passage.name: passage for passage in source.passages}
        temporaries = {
            name
            for passage in source.passages
            if "_" in passage.body
            for token in scan(passage.body)
            if token.kind in ("macro", "link")
            for name in find_variables(f"{token.text} {token.setter}")
            if name.startswith("_")
        }
        self._reader = PassageReader(self._by_name.get, temporaries)
        self._story = Story(source.title, source.start)

    def read(self) -> Story:
        """Returns the story."""
        self._check_version()
        startup = [passage for passage in self._source.passages if "init" in passage.tags]
        if (init := self._by_name.get("StoryInit")) is not None:
            startup.append(init)
        items = [item for passage in startup for item in self._reader.read(passage)]
        self._story.startup = tuple(only_effects(items))
        for passage in self._source.passages:
            if passage.name in _BAR:
                self._read_bar(passage)
            elif passage.name in _APPEARANCE or "widget" in passage.tags:
                what = "its macros are lost where they are used" if "widget" in passage.tags else "it is appearance"
                self._story.remarks.append(Remark(passage.place, passage.name, what))
            elif passage.name not in (*_AROUND, "StoryInit") and "init" not in passage.tags:
                self._story.passages[passage.name] = self._read_passage(passage)
        for name in self._reader.included - {self._source.start}:
            if (part := self._story.passages.get(name)) is not None:
                self._story.passages[name] = Passage(part.name, part.place, part.items, is_part=True)
        self._read_code()
        return self._story

    def _check_version(self) -> None:
        version = self._source.format_version
        if version and not version.startswith("2"):
            raise ImportRefusedError(
                gettext("The story is written for SugarCube {version}; only SugarCube 2 is imported.").format(
                    version=version
                )
            )

    def _read_passage(self, passage: SourcePassage) -> Passage:
        items: list[Item] = []
        for part in (*_BEFORE, passage.name, *_AFTER):
            source = self._by_name.get(part)
            if source is not None:
                part_items = self._reader.read(source, passage.name)
                items += only_effects(part_items) if part in _SILENT else [Text("\n"), *part_items]
        temporaries = sorted({name for item in iter_items(items) for name in _names_in(item) if name.startswith("_")})
        resets: list[Item] = [Assign(name, SetTo(UNSET), passage.place) for name in temporaries]
        return Passage(passage.name, passage.place, (*resets, *items))

    def _read_bar(self, passage: SourcePassage) -> None:
        """Reports what the bar beside the story shows: a scene has none."""
        reason = f"a scene has no bar for what {passage.name} shows"
        found = False
        for item in iter_items(self._reader.read(passage)):
            if isinstance(item, Link):
                self._story.losses.append(Lost("choice", item.place, item.text, reason))
            elif isinstance(item, Assign):
                self._story.losses.append(Lost("change", item.place, item.variable, reason, (item.variable,)))
            elif isinstance(item, Print | If):
                self._story.losses.append(Lost("text", item.place, passage.name, reason))
            elif isinstance(item, Lost):
                self._story.losses.append(item)
            else:
                continue
            found = True
        if not found and passage.body:
            self._story.remarks.append(Remark(passage.place, passage.body, reason))

    def _read_code(self) -> None:
        for script in self._source.scripts:
            if _HARMLESS_CODE.fullmatch(script.body.strip() + "\n"):
                self._story.remarks.append(Remark(script.place, script.body, "it sets how the story looks"))
            else:
                variables = tuple(
                    dict.fromkeys(re.findall(r"(?:variables|State\.variables|V)\.([A-Za-z$_][\w$]*)", script.body))
                )
                reason = "it is JavaScript, which may do anything"
                self._story.losses.append(Lost("change", script.place, script.body, reason, variables))
        for sheet in self._source.stylesheets:
            self._story.remarks.append(Remark(sheet.place, sheet.body, "it sets how the story looks"))


def _names_in(item: Item) -> Iterator[str]:
    if isinstance(item, Assign | Print):
        yield item.variable
    elif isinstance(item, If):
        conditions = (branch.condition for branch in item.branches)
        yield from collect_variables(*(condition for condition in conditions if not isinstance(condition, Lost)))
