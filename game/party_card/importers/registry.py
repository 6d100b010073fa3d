"""A story of another program, told by the ending of its file's name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from party_card.importers.expressions import UnsupportedSyntaxError
from party_card.importers.ink import read_ink
from party_card.importers.story import Story
from party_card.importers.twee import read_twee

MOST = 2_000_000
"""A longer file is refused, in bytes."""
READERS: dict[str, Callable[[str], Story]] = {
    ".twee": read_twee,
    ".tw": read_twee,
    ".twee3": read_twee,
    ".ink": read_ink,
}
"""What reads a file, by the ending of its name."""


def read_story(name: str, data: bytes) -> Story:
    """The story in a file. Raises NotUnderstood with a sentence where there is none."""
    read = READERS.get(PurePath(name).suffix.lower())
    if read is None:
        raise UnsupportedSyntaxError("only Twee and ink are read: its name must end with .twee, .tw or .ink")
    if len(data) > MOST:
        raise UnsupportedSyntaxError(f"it is larger than {MOST:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnsupportedSyntaxError("this is not UTF-8 text; save it again with that encoding") from None
    story = read(text)
    story.title = story.title or re.sub(r"[-_\s]+", " ", PurePath(name).stem).strip().capitalize() or "Imported"
    return story
