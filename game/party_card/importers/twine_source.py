"""A Twine story as its files have it, before anybody has looked into its passages."""

from __future__ import annotations

from dataclasses import replace

from party_card.frozen_dataclass import frozen_dataclass
from party_card.importers.story import ImportRefusedError, Place
from party_card.localization import gettext


@frozen_dataclass
class SourcePassage:
    """A passage with its text as it was written; `place` is the first line of the text."""

    name: str
    tags: tuple[str, ...]
    body: str
    place: Place


@frozen_dataclass
class SourceStory:
    """A story: `format` is the name of its story format and `start` its first passage, both empty if not named."""

    title: str = ""
    format: str = ""
    format_version: str = ""
    start: str = ""
    passages: tuple[SourcePassage, ...] = ()
    scripts: tuple[SourcePassage, ...] = ()
    stylesheets: tuple[SourcePassage, ...] = ()

    def get(self, name: str) -> SourcePassage | None:
        """Returns the passage with a name."""
        return next((passage for passage in self.passages if passage.name == name), None)


def merge_sources(parts: list[SourceStory]) -> SourceStory:
    """Returns the story that several files make together. Raises ImportRefusedError if a passage stands twice."""
    merged = SourceStory()
    for part in parts:
        merged = replace(
            merged,
            title=merged.title or part.title,
            format=merged.format or part.format,
            format_version=merged.format_version or part.format_version,
            start=merged.start or part.start,
            passages=merged.passages + part.passages,
            scripts=merged.scripts + part.scripts,
            stylesheets=merged.stylesheets + part.stylesheets,
        )
    places: dict[str, Place] = {}
    for passage in merged.passages:
        other = places.setdefault(passage.name, passage.place)
        if other is not passage.place:
            raise ImportRefusedError(
                gettext(
                    "The passage “{name}” stands twice: in {first_file} at line {first_line}, and in {file} "
                    "at line {line}. Which of them is meant cannot be known."
                ).format(
                    name=passage.name,
                    first_file=other.file,
                    first_line=other.line,
                    file=passage.place.file,
                    line=passage.place.line,
                )
            )
    return merged
