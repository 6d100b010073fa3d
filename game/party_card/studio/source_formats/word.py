"""Reads the text of a Word file (.docx) or an OpenDocument file (.odt): zip archives with the text in XML.

Invariant: tracked insertions are read and deletions left out, tables and text boxes are read. A part that unpacks to
more than the limit is refused before it is unpacked whole, and so is a part that declares entities.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

from party_card.evidence.source_text import UnreadableCopyError
from party_card.localization import gettext, gettext_noop
from party_card.studio.source_formats.paragraphs import MAX_UNPACKED_BYTES, ParagraphBuilder, ReadFile

_WORD_PART = re.compile(r"word/document[0-9]*\.xml\Z")
_OPEN_DOCUMENT_PART = "content.xml"
_DAMAGED = gettext_noop(
    "This file is damaged and cannot be read. Open it in the program that wrote it, and save it again."
)
_LOCKED = gettext_noop("This file has a password. Save it again without one.")
_TOO_LARGE = gettext_noop(
    "The text in this file is larger than a book of several thousand pages. Keep only the part that is cited."
)


def read_word(data: bytes) -> ReadFile:
    """Reads a .docx or .odt file. Raises UnreadableCopyError with a sentence for its owner."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            word_part = next((name for name in names if _WORD_PART.match(name)), "")
            if not word_part and _OPEN_DOCUMENT_PART not in names:
                raise UnreadableCopyError(
                    gettext(
                        "This file is neither a Word file (.docx) nor an OpenDocument text (.odt). "
                        "Save it as one of them."
                    )
                )
            with archive.open(word_part or _OPEN_DOCUMENT_PART) as part:
                xml = part.read(MAX_UNPACKED_BYTES + 1)
    except UnreadableCopyError:
        raise
    except Exception as error:  # noqa: BLE001  # zipfile raises whatever a damaged file leads to
        is_locked = type(error) is RuntimeError  # zipfile's for an entry with a password
        raise UnreadableCopyError(gettext(_LOCKED if is_locked else _DAMAGED)) from None
    if len(xml) > MAX_UNPACKED_BYTES:
        raise UnreadableCopyError(gettext(_TOO_LARGE))
    reader = _WordReader() if word_part else _OpenDocumentReader()
    try:
        reader.read(xml)
    except expat.ExpatError:
        raise UnreadableCopyError(gettext(_DAMAGED)) from None
    return reader.file


class _XmlReader:
    """Collects paragraphs from a stream of XML; element names are used without their namespaces."""

    PARAGRAPHS: frozenset[str]
    SKIPPED: frozenset[str]
    BLANKS: frozenset[str]
    TEXTS: frozenset[str] | None = None
    """The elements whose characters are text; None for all."""
    SIGNS: Mapping[str, str] = {}

    def __init__(self) -> None:
        self.file = ReadFile([])
        self._open: list[str] = []
        self._paragraphs: list[ParagraphBuilder] = []
        self._skipped_depth = 0
        self._note_count = 0

    def read(self, xml: bytes) -> None:
        """Reads a part of the file. Raises UnreadableCopyError or ExpatError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take_text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(xml, True)

    def is_note(self, name: str) -> bool:
        """Returns True if an element is the mark of a note."""
        raise NotImplementedError

    def _refuse(self, *_: object) -> None:
        raise UnreadableCopyError(gettext(_DAMAGED))

    def _start(self, name: str, _: object) -> None:
        name = name.rpartition(" ")[2]
        self._open.append(name)
        if self._skipped_depth or name in self.SKIPPED:
            if not self._skipped_depth and self.is_note(name):
                self._add_note()
            self._skipped_depth += 1
        elif name in self.PARAGRAPHS:
            self._paragraphs.append(ParagraphBuilder())
        elif name in self.BLANKS:
            self._add(" ")
        elif sign := self.SIGNS.get(name):
            self._add(sign)
        elif self.is_note(name):
            self._add_note()

    def _end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        self._open.pop()
        if self._skipped_depth:
            self._skipped_depth -= 1
        elif name in self.PARAGRAPHS and (paragraph := self._paragraphs.pop().build()) is not None:
            self.file.paragraphs.append(paragraph)

    def _take_text(self, text: str) -> None:
        if not self._skipped_depth and (self.TEXTS is None or self._open[-1] in self.TEXTS):
            self._add(text)

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].add(text)

    def _add_note(self) -> None:
        self._note_count += 1
        if self._paragraphs:
            self._paragraphs[-1].add_note(self._note_count)


class _WordReader(_XmlReader):
    PARAGRAPHS = frozenset({"p"})
    SKIPPED = frozenset({"del", "moveFrom", "Fallback", "pPr", "rPr"})
    BLANKS = frozenset({"tab", "br", "cr"})
    TEXTS = frozenset({"t"})
    SIGNS: Mapping[str, str] = {"noBreakHyphen": "‑"}

    def is_note(self, name: str) -> bool:
        return name in ("footnoteReference", "endnoteReference")


class _OpenDocumentReader(_XmlReader):
    PARAGRAPHS = frozenset({"p", "h"})
    SKIPPED = frozenset({"tracked-changes", "annotation", "note"})
    BLANKS = frozenset({"tab", "line-break", "s"})

    def is_note(self, name: str) -> bool:
        return name == "note"
