"""Reads Twee 3, the text form of Twine stories: `:: Name [tags] {metadata}`, and below it the text of the passage."""

from __future__ import annotations

import json
import re
from typing import Any

from party_card.importers.story import ImportRefusedError, Place
from party_card.importers.twine_source import SourcePassage, SourceStory
from party_card.localization import gettext

_HEADER_PART = re.compile(r"\\.|[^\\\[{]+|\\")
_TAGS = re.compile(r"\[((?:\\.|[^\]\\])*)\]")
_ESCAPED = re.compile(r"\\(.)")


def read_twee(text: str, file: str) -> SourceStory:
    """Reads the passages of a Twee file. Raises ImportRefusedError if its StoryData is no JSON."""
    passages: list[SourcePassage] = []
    header: tuple[str, tuple[str, ...]] | None = None
    body: list[str] = []
    first_line = 1
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, "::"], 1):
        if not line.startswith("::"):
            body.append(line[1:] if line.startswith("\\::") else line)
            continue
        if header is not None:
            passages.append(_make_passage(header, body, Place(file, first_line)))
        header = _parse_header(line[2:])
        body = []
        first_line = number + 1
    return _sort_passages(passages)


def _parse_header(text: str) -> tuple[str, tuple[str, ...]]:
    """Returns name and tags of a header."""
    end = 0
    while (match := _HEADER_PART.match(text, end)) is not None:
        end = match.end()
    name = _ESCAPED.sub(r"\1", text[:end]).strip()
    tags = _TAGS.match(text, end)
    return name, tuple(_ESCAPED.sub(r"\1", tags[1]).split()) if tags else ()


def _make_passage(header: tuple[str, tuple[str, ...]], body: list[str], place: Place) -> SourcePassage:
    blank = next((number for number, line in enumerate(body) if line.strip()), 0)
    text = "\n".join(body[blank:]).rstrip()
    return SourcePassage(header[0], header[1], text, Place(place.file, place.line + blank))


def _sort_passages(passages: list[SourcePassage]) -> SourceStory:
    """Tells title, data, scripts and styles from the passages of the story."""
    title = ""
    data: dict[str, Any] = {}
    kept: list[SourcePassage] = []
    scripts: list[SourcePassage] = []
    stylesheets: list[SourcePassage] = []
    for passage in passages:
        if passage.name == "StoryTitle":
            title = " ".join(passage.body.split())
        elif passage.name == "StoryData":
            data = _parse_data(passage)
        elif "script" in passage.tags:
            scripts.append(passage)
        elif "stylesheet" in passage.tags:
            stylesheets.append(passage)
        elif passage.name != "StorySettings" and "Twine.private" not in passage.tags:
            kept.append(passage)
    return SourceStory(
        title,
        str(data.get("format", "")),
        str(data.get("format-version", "")),
        str(data.get("start", "")).strip(),
        tuple(kept),
        tuple(scripts),
        tuple(stylesheets),
    )


def _parse_data(passage: SourcePassage) -> dict[str, Any]:
    try:
        data = json.loads(passage.body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        place = passage.place
        raise ImportRefusedError(
            gettext("The passage StoryData in {file}, at line {line}, is no JSON object.").format(
                file=place.file, line=place.line
            )
        )
    return data
