"""Reads the `.html` that Twine 2 publishes or archives: the element `tw-storydata` with its `tw-passagedata`."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from party_card.importers.story import Place
from party_card.importers.twine_source import SourcePassage, SourceStory

_PARTS = {"tw-passagedata", "script", "style"}


def read_html(text: str, file: str) -> list[SourceStory]:
    """Returns the stories of a page: one if it was published, any number if it is an archive."""
    parser = _StoryParser(file)
    parser.feed(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    parser.close()
    return parser.stories


@dataclass(slots=True)
class _StoryData:
    attributes: dict[str, str]
    passages: list[SourcePassage] = field(default_factory=list)
    scripts: list[SourcePassage] = field(default_factory=list)
    stylesheets: list[SourcePassage] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """Names of passages by their numbers (`pid`)."""


class _StoryParser(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stories: list[SourceStory] = []
        self._file = file
        self._story: _StoryData | None = None
        self._part = ""
        self._attributes: dict[str, str] = {}
        self._line = 0
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a story or one of its parts; any other tag within a passage belongs to its text."""
        if tag == "tw-storydata":
            self._close_story()
            self._story = _StoryData({name: value or "" for name, value in attrs})
        elif self._part:
            self._text.append(self.get_starttag_text() or "")
        elif self._story is not None and tag in _PARTS:
            self._part, self._attributes = tag, {name: value or "" for name, value in attrs}
            self._line, self._text = self.getpos()[0], []

    def handle_endtag(self, tag: str) -> None:
        """Closes a story or one of its parts."""
        if self._part == tag:
            self._close_part()
        elif self._part:
            self._text.append(f"</{tag}>")
        elif tag == "tw-storydata":
            self._close_story()

    def handle_data(self, data: str) -> None:
        """Adds to the text of the part that is open."""
        if self._part:
            self._text.append(data)

    def close(self) -> None:
        """Closes what the page leaves open."""
        super().close()
        self._close_story()

    def _close_part(self) -> None:
        assert self._story is not None  # noqa: S101  # a part is opened within a story only
        part, self._part = self._part, ""
        text = "".join(self._text)
        blank_lines = len(text) - len(text.lstrip("\n"))
        place = Place(self._file, self._line + blank_lines)
        name = self._attributes.get("name", "").strip()
        passage = SourcePassage(name, tuple(self._attributes.get("tags", "").split()), text.strip("\n").rstrip(), place)
        if part == "tw-passagedata":
            self._story.names[self._attributes.get("pid", "")] = name
            self._story.passages.append(passage)
        elif text.strip():
            (self._story.scripts if part == "script" else self._story.stylesheets).append(passage)

    def _close_story(self) -> None:
        if self._part:
            self._close_part()
        story, self._story = self._story, None
        if story is not None:
            attributes = story.attributes
            self.stories.append(
                SourceStory(
                    " ".join(attributes.get("name", "").split()),
                    attributes.get("format", ""),
                    attributes.get("format-version", ""),
                    story.names.get(attributes.get("startnode", ""), ""),
                    tuple(story.passages),
                    tuple(story.scripts),
                    tuple(story.stylesheets),
                )
            )
