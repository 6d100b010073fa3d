"""Messages of a catalogue with their places, and with the texts of the scene or campaign that they translate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from party_card.content.texts import TranslatableText
from party_card.diagnostics.diagnostic import Label
from party_card.diagnostics.source import SourceFile, Span


class Message(NamedTuple):
    """The translation of a text: `path` is that of the text, `line` where the message stands in the file."""

    path: str
    original: str
    translation: str
    is_fuzzy: bool
    line: int


class Catalogue(NamedTuple):
    """A file of translations."""

    file: SourceFile
    messages: tuple[Message, ...]
    language: str = ""
    """The code of the language, as the folder of the file has it; empty if it is not known."""
    is_unreviewed: bool = False
    """True if its header says that no native teacher has read it."""

    def group_by_path(self) -> dict[str, list[Message]]:
        """Returns the messages of each text: more than one where a file has several by mistake."""
        groups: dict[str, list[Message]] = {}
        for message in self.messages:
            groups.setdefault(message.path, []).append(message)
        return groups

    def label(self, message: Message, words: str = "", note: str = "") -> Label:
        """Returns the label of `words` in a translation; if they are not found, of its first line with a text."""
        return Label(self.file, _find_span(self.file, message, words), note)


class TranslatedText(NamedTuple):
    """A text and its finished translation."""

    text: TranslatableText
    message: Message

    @property
    def original_label(self) -> Label:
        """The place of the original."""
        return self.text.location.label(message="the original")


class Translation:
    """The texts of a scene or campaign, by their paths, and a catalogue of translations of them.

    `others` are the further catalogues of the pack into the same language.
    """

    def __init__(
        self, catalogue: Catalogue, texts: Mapping[str, TranslatableText], others: Sequence[Catalogue] = ()
    ) -> None:
        self.catalogue = catalogue
        self.texts = texts
        self.others = others

    @cached_property
    def finished(self) -> tuple[TranslatedText, ...]:
        """The texts with a translation that is neither empty nor fuzzy, and of the text as it is now."""
        return tuple(
            TranslatedText(text, message)
            for text, message in self.iter_known()
            if message.translation.strip() and not message.is_fuzzy and message.original == text.text
        )

    def iter_known(self) -> Iterator[tuple[TranslatableText, Message]]:
        """Yields each message of a text that there is, with this text."""
        for message in self.catalogue.messages:
            if (text := self.texts.get(message.path)) is not None:
                yield text, message


def _find_span(file: SourceFile, message: Message, words: str) -> Span:
    """Returns the span of `words` in a translation, or of its first line with a text."""
    numbers = [*_iter_translation_lines(file, message)]
    lines = {number: file.line(number).rstrip() for number in numbers}
    for number, line in lines.items() if words else ():
        if (column := line.find(words)) >= 0:
            return Span(number, column + 1, column + 1 + len(words))
    number = next((number for number, line in lines.items() if not line.endswith('""')), numbers[0])
    column = lines[number].find('"') + 1
    return Span(number, column + 1, max(len(lines[number]), column + 2))


def _iter_translation_lines(file: SourceFile, message: Message) -> Iterator[int]:
    """Yields the numbers of the lines of a translation: that of its `msgstr`, and those that continue it."""
    number = message.line
    while (line := file.line(number).lstrip()) and not line.startswith("msgstr"):
        number += 1
    yield number
    while file.line(number + 1).lstrip().startswith('"'):
        number += 1
        yield number
