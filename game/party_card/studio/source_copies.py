"""The teacher's own copies of sources: numbered as `party-card sources` numbers them, and kept on this machine.

Invariant: a copy is written below the data folder of the program and nowhere else; nothing of it gets into the pack.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from party_card.content.models import Index
from party_card.evidence.find import find_paragraphs
from party_card.evidence.numbering import UnnumberedText, strip_note_numbers
from party_card.evidence.source_text import UnreadableCopyError, is_heading
from party_card.evidence.wording import strip_invisible
from party_card.localization import gettext
from party_card.platform.file_writer import remove_unfinished, write_file
from party_card.platform.regular_files import read_regular_file
from party_card.storage.errors import HomeFolderError
from party_card.storage.paths import data_folder
from party_card.studio.errors import StudioError, explain
from party_card.studio.source_formats.own_numbers import find_own_numbers
from party_card.studio.source_formats.paragraphs import ReadFile, ReadParagraph

FOLDER_NAME = "studio-sources"
MAX_STORED_BYTES = 128_000_000
_BREAK = "\n\n"


@dataclass(slots=True)
class NumberedParagraph:
    """A paragraph without its note numbers; `notes` are pairs (offset, number). A heading has no number."""

    text: str
    number: int | None = None
    page: str = ""
    notes: list[tuple[int, int]] = field(default_factory=list)
    is_heading: bool = False


@dataclass(slots=True)
class SourceCopy:
    """A copy: the name of its file, the source that it is of, if that was said, and what is in it."""

    id: str
    name: str
    source: str
    file: ReadFile

    @property
    def title(self) -> str:
        """What the copy is called."""
        return self.file.title or Path(self.name).stem


def make_copy(name: str, source: str, file: ReadFile) -> SourceCopy:
    """Returns the copy that a file is; the same name has the same id."""
    return SourceCopy(sha256(name.encode()).hexdigest()[:16], name, source, file)


def number_paragraphs(file: ReadFile, index: Index | None) -> list[NumberedParagraph]:
    """Numbers the paragraphs of a file: as the index of its source does, or else as they are numbered themselves.

    Where nothing is numbered they are counted from 1, without headings. Paragraphs that an index does not have get no
    number.
    """
    paragraphs = [
        NumberedParagraph(text, None, item.page, list(item.notes), is_heading(text))
        for item in file.paragraphs
        if (text := strip_invisible(item.text)) and not _is_page_number(text)
    ]
    is_numbered = index is None and not file.pages and _take_out_own_numbers(paragraphs)
    known_numbers = {number for paragraph in index.paragraphs for number in paragraph.notes} if index else None
    if not any(paragraph.notes for paragraph in paragraphs):
        _take_out_notes(paragraphs, known_numbers)
    if index is not None:
        _number_by_index(paragraphs, index)
    elif not is_numbered:
        counted = (paragraph for paragraph in paragraphs if not paragraph.is_heading)
        for number, paragraph in enumerate(counted, start=1):
            paragraph.number = number
    return paragraphs


def _take_out_own_numbers(paragraphs: Sequence[NumberedParagraph]) -> bool:
    """Moves the numbers out of texts that begin with them, and gives what follows without one the number before it.

    Returns False, and changes nothing, if fewer than half of the paragraphs have one: they may be notes.
    """
    counted = [paragraph for paragraph in paragraphs if not paragraph.is_heading]
    numbers = find_own_numbers([paragraph.text for paragraph in counted])
    if 2 * len(numbers) < len(counted) or not numbers:
        return False
    current = None
    for position, paragraph in enumerate(counted):
        if position in numbers:
            current, text = numbers[position]
            cut = len(paragraph.text) - len(text)
            paragraph.text = text
            paragraph.notes = [(offset - cut, number) for offset, number in paragraph.notes if offset >= cut]
        paragraph.number = current
    return True


def _is_page_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= 4


def _take_out_notes(paragraphs: Sequence[NumberedParagraph], known_numbers: set[int] | None) -> None:
    """Moves the note numbers out of the texts: they are found in the whole text, where their chain is complete."""
    counted = [paragraph for paragraph in paragraphs if not paragraph.is_heading]
    unnumbered = strip_note_numbers(_BREAK.join(paragraph.text for paragraph in counted), known_numbers)
    start = 0
    for paragraph, text in zip(counted, unnumbered.text.split(_BREAK), strict=True):
        end = start + len(text)
        paragraph.text = text
        paragraph.notes = [(offset - start, number) for offset, number in unnumbered.notes if start <= offset <= end]
        start = end + len(_BREAK)


def _number_by_index(paragraphs: Sequence[NumberedParagraph], index: Index) -> None:
    """Gives paragraphs the numbers of an index, whose paragraphs are found by their words."""
    text = _BREAK.join(paragraph.text for paragraph in paragraphs)
    try:
        matches = find_paragraphs(UnnumberedText(text, ()), index.paragraphs)
    except UnreadableCopyError:
        return
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph.text)
        # A copy may divide a paragraph of the index into several: each of them has its number.
        numbers = [number for number, match in matches.items() if match.start < end and start < match.end]
        paragraph.number = min(numbers, default=None)
        start = end + len(_BREAK)


class CopyStore:
    """The copies that were opened for the pack in `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        with suppress(StudioError):
            remove_unfinished(self._folder())

    def list(self) -> list[SourceCopy]:
        """Returns the copies, by title."""
        return sorted(self._read_all(), key=lambda copy: (copy.title.casefold(), copy.id))

    def find(self, copy_id: str) -> SourceCopy:
        """Returns a copy. Raises StudioError."""
        for copy in self._read_all():
            if copy.id == copy_id:
                return copy
        raise StudioError(gettext("This copy is not kept here any more. Open its file again."))

    def write(self, copy: SourceCopy) -> None:
        """Keeps a copy in place of an earlier one of the same file. Raises StudioError."""
        try:
            folder = self._folder()
            folder.mkdir(parents=True, exist_ok=True)
            write_file(folder / f"{copy.id}.json", json.dumps(asdict(copy), ensure_ascii=False))
        except OSError as error:
            raise StudioError(
                gettext("The copy cannot be kept on this machine: {reason}. Open its file again next time.").format(
                    reason=explain(error)
                )
            ) from None

    def remove(self, copy_id: str) -> None:
        """Deletes a copy from this machine; one that is gone is no error."""
        for copy in self._read_all():
            if copy.id == copy_id:
                (self._folder() / f"{copy.id}.json").unlink(missing_ok=True)

    def read_words(self) -> dict[str, str]:
        """Returns the source's words of facts, kept beside them, by dossier and id: `dossier/fact`."""
        return self._read_texts("words")

    def write_words(self, words: Mapping[str, str]) -> None:
        """Keeps the source's words of facts beside those that are kept. Raises StudioError."""
        try:
            self._write_texts("words", words)
        except OSError as error:
            raise StudioError(
                gettext("The source's words cannot be kept on this machine: {reason}.").format(reason=explain(error))
            ) from None

    def read_names(self) -> dict[str, str]:
        """Returns the words that were typed for names of passages and facts, by name, which has no capitals."""
        return self._read_texts("names")

    def write_name(self, name: str, words: str) -> None:
        """Keeps the words that were typed for a name; without them the name itself is shown."""
        with suppress(OSError, StudioError):
            self._write_texts("names", {name: words})

    def _read_texts(self, file_name: str) -> dict[str, str]:
        try:
            texts = json.loads(read_regular_file(self._folder() / file_name, MAX_STORED_BYTES))
        except (OSError, ValueError):
            return {}
        return {key: value for key, value in texts.items() if isinstance(value, str)} if isinstance(texts, dict) else {}

    def _write_texts(self, file_name: str, texts: Mapping[str, str]) -> None:
        self._folder().mkdir(parents=True, exist_ok=True)
        text = json.dumps(self._read_texts(file_name) | dict(texts), ensure_ascii=False, indent=1)
        write_file(self._folder() / file_name, text)

    def _folder(self) -> Path:
        try:
            return data_folder() / FOLDER_NAME / sha256(str(self._root).encode()).hexdigest()[:16]
        except HomeFolderError as error:
            message = str(error)
            raise StudioError(f"{message[:1].upper()}{message[1:]}.") from None

    def _read_all(self) -> Iterator[SourceCopy]:
        folder = self._folder()
        for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
            try:
                yield _read_copy(json.loads(read_regular_file(path, MAX_STORED_BYTES)))
            except (OSError, ValueError, KeyError, TypeError):
                continue  # a file of another version, or a damaged one: its source can be opened again


def _read_copy(data: Any) -> SourceCopy:
    file = data["file"]
    paragraphs = [
        ReadParagraph(item["text"], item["page"], [(offset, number) for offset, number in item["notes"]])
        for item in file["paragraphs"]
    ]
    return SourceCopy(data["id"], data["name"], data["source"], ReadFile(paragraphs, file["title"], file["pages"]))
