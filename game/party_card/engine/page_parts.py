"""Defines what blocks and notes of a page are made of: runs of text, what a source says, sheets, notes, entries.

Invariant: as the page itself, they are plain data that a front end lays out without the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization.languages import ENGLISH

if TYPE_CHECKING:
    from party_card.content.models import DocumentForm, Grade, SourceKind, Stance


@frozen_dataclass
class Run:
    """Text of one style. If `note` is the number of a note, `text` is empty and the run is its mark.

    `entry` is the id of the glossary entry that explains these words, on a page with glossary links.
    """

    text: str
    italic: bool = False
    bold: bool = False
    note: int | None = None
    entry: str = ""


Line = tuple[Run, ...]
"""The runs of one paragraph, in reading order."""


@frozen_dataclass
class Attestation:
    """What one of several sources says of a fact, and how it knows.

    `stance` is None for the source of the claim itself; `distance` is how long after the event the source was made.
    """

    stance: Stance | None
    kind: SourceKind | None
    distance: str
    audience: str
    interest: str
    value: str
    says: str
    citation: Line


@frozen_dataclass
class Sheet:
    """A document of the time, to be shown as a sheet in the manner of its form.

    `date` is in words; `language` is the code of the language of `original`, `text_language` that of the
    other texts. Texts are paragraphs; `columns` and
    `rows` are a table of figures. `maker`, `audience` and `purpose` answer who wrote it, for whom and why.
    `further_citations` are those beside the citation of its note.
    """

    form: DocumentForm
    title: str
    author: str
    date: str
    kept: str
    language: str
    original: tuple[str, ...]
    translation: tuple[str, ...]
    translator: str
    description: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    maker: str
    audience: str
    purpose: str
    further_citations: tuple[Line, ...]
    text_language: str = ENGLISH


@frozen_dataclass
class Note:
    """A note: its number on the page, the id and text of what is cited, its grade, quotations, and citation.

    `hedge` is the author's remark on the wording of the source; `attestations` are what several sources say of the
    fact, and `conclusion` what follows. The note of a document has it as its `document`.
    """

    number: int
    fact: str
    text: str
    grade: Grade
    quotes: tuple[str, ...]
    citation: Line
    hedge: str
    attestations: tuple[Attestation, ...] = ()
    conclusion: str = ""
    document: Sheet | None = None


@frozen_dataclass
class Entry:
    """A person or a term named on the page: `form` is how the text names it, `line` explains it.

    The line of a person says who that was; `years` are those of the life ("born 1890"), and `later` says what became of
    the person, on pages after an ending. The marks of notes in both are numbers of the entry's own `notes`.
    """

    id: str
    kind: Literal["person", "term"]
    form: str
    name: str
    line: Line
    years: str = ""
    later: Line = ()
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """The explanation without marks of notes."""
        return "".join(run.text for run in self.line)
