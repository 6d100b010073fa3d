"""What every reader of a file gives: its paragraphs, each on one line, with the pages and notes that it knows of."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_UNPACKED_BYTES = 64_000_000
"""The largest part of a packed file that is unpacked; a book of a thousand pages has 20 million."""


@dataclass(slots=True)
class ReadParagraph:
    """A paragraph; `notes` are pairs (offset in the text, number) of notes that the file marks as such."""

    text: str
    page: str = ""
    notes: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class ReadFile:
    """What is in a file. `pages` says what the page numbers are: as printed, or counted from the first sheet."""

    paragraphs: list[ReadParagraph]
    title: str = ""
    pages: str = ""


class ParagraphBuilder:
    """Joins pieces of text to one paragraph, with single blanks between words."""

    def __init__(self) -> None:
        self._text = ""
        self._notes: list[tuple[int, int]] = []

    def add(self, text: str) -> None:
        """Adds a piece of text."""
        words = " ".join(text.split())
        if self._text and not self._text.endswith(" ") and text[:1].isspace():
            words = f" {words}"
        if words.strip() and text[-1:].isspace():
            words = f"{words} "
        self._text = (self._text + words) if self._text else words.lstrip()

    def add_note(self, number: int) -> None:
        """Adds a note at the end of what there is."""
        self._notes.append((len(self._text.rstrip()), number))

    def build(self) -> ReadParagraph | None:
        """Returns the paragraph; None if it is empty."""
        text = self._text.rstrip()
        return ReadParagraph(text, "", self._notes) if text else None
