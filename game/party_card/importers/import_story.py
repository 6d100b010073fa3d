"""Imports a story: reads its files in its format, and makes a scene of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from party_card.importers.draft import draft_scene
from party_card.importers.emit_yaml import ImportedScene, emit_scene
from party_card.importers.formats import read_story
from party_card.importers.story_files import read_source


def import_story(paths: Sequence[Path], format_name: str = "", title: str = "") -> ImportedScene:
    """Imports the story in some files and folders, of the format that it names itself or of `format_name`.

    `title` chooses one of several stories in a file. Raises ImportRefusedError if no scene can be made, and OSError.
    """
    source = read_source(paths, title)
    story = read_story(source, format_name)
    return emit_scene(draft_scene(story), " ".join(path.name for path in paths))
