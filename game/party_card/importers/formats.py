"""Story formats: each has a reader that says what the passages of a story mean, in order.

Invariant: the format is known by name, from the story itself or from the person who imports it; it is never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from party_card.diagnostics.suggest import find_closest
from party_card.importers.story import ImportRefusedError, Story
from party_card.importers.twine_source import SourceStory
from party_card.localization import gettext

FormatReader = Callable[[SourceStory], Story]
FORMAT_NAMES = {"sugarcube": "SugarCube", "harlowe": "Harlowe", "chapbook": "Chapbook"}
"""The formats that are imported: the name of the module that reads each, and its name for people."""


def read_story(source: SourceStory, format_name: str = "") -> Story:
    """Reads a story in the format that is named, or else in its own. Raises ImportRefusedError."""
    name = format_name or source.format
    names = ", ".join(FORMAT_NAMES.values())
    if not name:
        raise ImportRefusedError(
            "The story does not say which story format it is written for, as its passage StoryData would.",
            f"Name the format with --format; these are imported: {names}.",
        )
    module = name.casefold().replace(" ", "")
    if module not in FORMAT_NAMES:
        closest = find_closest(module, FORMAT_NAMES)
        advice = f"Did you mean {FORMAT_NAMES[closest]}?" if closest and format_name else ""
        sentence = gettext("Stories of the format “{name}” are not imported; these are: {names}.")
        raise ImportRefusedError(sentence.format(name=name, names=names), advice)
    if source.format and module != source.format.casefold().replace(" ", ""):
        raise ImportRefusedError(
            gettext("The story says itself that it is written for {format}, so it is not read as {other}.").format(
                format=source.format, other=FORMAT_NAMES[module]
            ),
            "Leave out --format.",
        )
    reader: FormatReader = import_module(f"party_card.importers.{module}").read
    return reader(source)
