"""Defines the page, the data that every front end shows: blocks, offers, notes and glossary entries.

Invariant: a page is plain data, complete in itself. A front end lays it out and sends back the id of an offer; it needs
nothing else of the engine. Text is a tuple of `Run`s of one style each; some runs are the mark of a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from party_card.content.models import Grade, Skill

PageKind = Literal["briefing", "passage", "record", "debrief", "finished", "between", "winter"]
"""The kind of a page; `between` is an intermission, `winter` the end of the campaign (the words of data formats)."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    line: Line


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the time, as paragraphs; shown in a typewriter face."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ContentNote:
    """A content warning before a scene: its `topics`, and a `summary` for players who skip the scene."""

    topics: tuple[str, ...]
    summary: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The player's decisions at a passage, compared with the record.

    `date` is in words ("14 September 1932"); `grades` are those of the facts that the record cites, without repetition.
    """

    player_line: Line
    date: str
    record_line: Line
    grades: tuple[Grade, ...]
    matches_record: bool


@dataclass(frozen=True, slots=True)
class RecordParagraph:
    """A paragraph of the record, with the date (in words) and the grades of the facts that it cites."""

    date: str
    line: Line
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A paragraph about a question that the sources leave open."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: `value` decides its length, `text` is the number as written ("over 9"), `bound` if inexact."""

    label: str
    value: float
    text: str
    bound: Literal["", "over", "under", "about"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure of a dossier, drawn as bars; `note` is the number of its note."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    note: int
    remark: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the debrief; `draws_on` lists the evidence of a good answer, and is shown after an answer."""

    line: Line
    skill: Skill
    draws_on: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the chain of causes: either the source states it, or it is only later in time."""

    label: Literal["stated", "later in time"]
    date: str
    line: Line
    grades: tuple[Grade, ...]


Block = Heading | Paragraph | Document | ContentNote | Comparison | RecordParagraph | Unknown | Chart | Question | Link


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice or a phase trigger, as the player sees it now; if it is not open, `reason` explains it."""

    id: str
    line: Line
    is_open: bool = True
    reason: Line = ()
    is_hypothesis: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number on the page, the id and text of the fact or figure, its grade, quotations, and citation.

    `hedge` is the author's remark on the wording of the source.
    """

    number: int
    fact: str
    text: str
    grade: Grade
    quotes: tuple[str, ...]
    citation: Line
    hedge: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A person or a term named on the page: `form` is how the text names it, `text` explains it."""

    id: str
    kind: Literal["person", "term"]
    form: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that a front end shows at one moment.

    `scene` is the scene's id, `title` its title, and `heading` the heading of this page. `dates` (in words), `place`
    and `role` belong to the header. `step` counts the passages visited; `steps` estimates how many there will be, or
    is 0 if they are not counted. `picture` names an SVG file of the pack, and `alt` describes it. `basis` is the kind
    of evidence for the prose, `ending` is the title of the ending reached, and `passage` the id of the present
    passage. At an intermission the date line moves from `since` to `dates`, and `scene` is the scene to come.
    """

    kind: PageKind
    scene: str
    title: str
    heading: str
    dates: str
    place: str
    role: str
    blocks: tuple[Block, ...]
    offers: tuple[Offer, ...]
    notes: tuple[Note, ...] = ()
    entries: tuple[Entry, ...] = ()
    picture: str = ""
    alt: str = ""
    basis: str = ""
    step: int = 0
    steps: int = 0
    ending: str = ""
    passage: str = ""
    since: str = ""


def list_block_lines(block: Block) -> tuple[Line, ...]:
    """Returns the lines of a block's prose, in reading order."""
    match block:
        case Paragraph(line) | Unknown(line) | RecordParagraph(line=line) | Question(line=line) | Link(line=line):
            return (line,)
        case Document(lines) | ContentNote(summary=lines):
            return lines
        case Comparison(player_line=player_line, record_line=record_line):
            return player_line, record_line
        case Heading() | Chart():
            return ()
