"""Registry of importers: chooses the reader of a story by the ending of the file's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.ink import read_ink
from party_card.importers.story import Story
from party_card.importers.twee import read_twee

MAX_STORY_BYTES = 2_000_000
READERS: dict[str, Callable[[str], Story]] = {
    ".twee": read_twee,
    ".tw": read_twee,
    ".twee3": read_twee,
    ".ink": read_ink,
}
"""Readers by file name ending."""


def read_story(name: str, data: bytes) -> Story:
    """Reads the story in a file; raises UnsupportedSyntaxError, with the reason, if there is none."""
    read = READERS.get(PurePath(name).suffix.lower())
    if read is None:
        raise UnsupportedSyntaxError("only Twee and ink are read: its name must end with .twee, .tw or .ink")
    if len(data) > MAX_STORY_BYTES:
        raise UnsupportedSyntaxError(f"it is larger than {MAX_STORY_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsupportedSyntaxError("this is not UTF-8 text; save it again with that encoding") from None
    story = read(text)
    story.title = story.title or re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip().capitalize() or "Imported"
    return story
