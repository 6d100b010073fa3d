"""Defines the page, the data that every front end shows: blocks, offers, notes and glossary entries.

Invariant: a page is plain data, complete in itself. A front end lays it out and sends back the id of an offer; it needs
nothing else of the engine. Text is a tuple of `Run`s of one style each; some runs are the mark of a note.
"""

from __future__ import annotations

from typing import Literal

from party_card.content.models import Grade, Skill
from party_card.engine.file_blocks import (
    ArchivedThing,
    ArchiveFolder,
    Assessment,
    FileCard,
    FileDecision,
    FileGap,
    FilePaper,
    ProvenanceStep,
)
from party_card.engine.page_parts import Attestation, Entry, Line, Note, Run, Sheet
from party_card.engine.place_map import PlaceMap
from party_card.frozen_dataclass import frozen_dataclass

__all__ = [
    "AFTER_SCENE", "About", "ArchiveFolder", "ArchivedThing", "Assessment", "Attestation", "Bar", "Block", "Chart",
    "Comparison", "ContentNote", "Document", "Entry", "FileCard", "FileDecision", "FileGap", "FilePaper", "Heading",
    "Hook", "Line", "Link", "Note", "Offer", "Page", "PageKind", "Paragraph", "ProvenanceStep", "Question",
    "RecordParagraph", "Run", "Sheet", "SourceComparison", "Statement", "Unknown", "list_block_lines",
]  # fmt: skip

PageKind = Literal[
    "briefing",
    "passage",
    "record",
    "file",
    "debrief",
    "finished",
    "between",
    "winter",
    "prologue",
    "archive",
    "folder",
    "provenance",
]
"""The kind of a page, in the words of data formats.

`between` is an intermission, `winter` the end of the campaign; `archive` is the shelf before it, `folder` a file opened
there, `provenance` the way of a thing that lies there.
"""
AFTER_SCENE: frozenset[PageKind] = frozenset({"record", "file", "debrief", "finished"})
"""The pages of a scene after its ending."""


@frozen_dataclass
class Heading:
    """A heading inside a page; one of level 2 stands below one of level 1, and one of level 0 begins a layer."""

    text: str
    level: Literal[0, 1, 2] = 1


@frozen_dataclass
class Paragraph:
    """A paragraph of prose."""

    line: Line


@frozen_dataclass
class Document:
    """A document of the time, as paragraphs; shown in a typewriter face."""

    lines: tuple[Line, ...]


@frozen_dataclass
class Hook:
    """A paragraph of the hook that a briefing begins with."""

    line: Line


@frozen_dataclass
class About:
    """What is invented in a scene, whom the player is, and the question; shown on request."""

    lines: tuple[Line, ...]


@frozen_dataclass
class ContentNote:
    """A content warning before a scene: its `topics`, and a `summary` for players who skip the scene."""

    topics: tuple[str, ...]
    summary: tuple[Line, ...]


@frozen_dataclass
class Comparison:
    """The player's decisions at a passage, compared with the record.

    `date`, in words ("14 September 1932"), and `grades` are those of the facts that the record cites, without
    repetition. `number` counts the decisions of the playthrough, as the file does; 0 if it is not known.
    """

    player_line: Line
    date: str
    record_line: Line
    grades: tuple[Grade, ...]
    matches_record: bool
    number: int = 0


@frozen_dataclass
class RecordParagraph:
    """A paragraph of the record, with the date (in words) and the grades of the facts that it cites."""

    date: str
    line: Line
    grades: tuple[Grade, ...]


@frozen_dataclass
class Unknown:
    """A paragraph about a question that the sources leave open."""

    line: Line


@frozen_dataclass
class Bar:
    """A bar of a chart: `value` decides its length, `text` is the number as written ("over 9"), `bound` if inexact.

    `low` is the lower end if the number is a range. An estimate has `by`, which says whose it is, with its note, and
    `grade`, how sure that is.
    """

    label: str
    value: float
    text: str
    bound: Literal["", "over", "under", "about"]
    low: float | None = None
    by: Line = ()
    grade: Grade | None = None


@frozen_dataclass
class Chart:
    """A figure of a dossier, drawn as bars; `note` is the number of its note, or 0 where each bar is an estimate."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    note: int
    remark: str


@frozen_dataclass
class Statement:
    """A line with a label before it: whose view it is, or what it is about. Neighbouring ones are a table."""

    label: str
    line: Line
    grades: tuple[Grade, ...]


@frozen_dataclass
class Question:
    """A question of the debrief.

    `draws_on` lists the evidence of a good answer; `rubric` says what an answer of each level contains, lowest first,
    or is empty. Both are shown only after an answer.
    """

    line: Line
    skill: Skill
    draws_on: str
    rubric: tuple[str, ...] = ()


@frozen_dataclass
class Link:
    """A link in the chain of causes: either the source states it, or it is only later in time."""

    label: Literal["stated", "later in time"]
    date: str
    line: Line
    grades: tuple[Grade, ...]


@frozen_dataclass
class SourceComparison:
    """What several sources say of one fact, side by side, and what follows.

    `line` is the claim with its note. `gap` says how far apart the days of two sources are, if they have days.
    """

    line: Line
    grades: tuple[Grade, ...]
    attestations: tuple[Attestation, ...]
    gap: str
    conclusion: str


Block = (
    Heading | Paragraph | Document | Hook | About | ContentNote | Comparison | RecordParagraph | Unknown | Chart
    | Statement | SourceComparison | Question | Link | FileCard | FilePaper | FileDecision | FileGap | ArchiveFolder
    | ArchivedThing | ProvenanceStep | Assessment
)  # fmt: skip


@frozen_dataclass
class Offer:
    """A choice or a phase trigger, as the player sees it now.

    `reason` says why it is not open; of an open one, because of which traces it is, if it needs any.

    `is_chosen_before` is set for a choice that the player made in an earlier playthrough.
    """

    id: str
    line: Line
    is_open: bool = True
    reason: Line = ()
    is_hypothesis: bool = False
    is_chosen_before: bool = False


@frozen_dataclass
class Page:
    """Everything that a front end shows at one moment.

    `scene` is the scene's id, `title` its title, and `heading` the heading of this page. `dates` (in words), `place`
    and `role` belong to the header. `step` counts the passages visited; `steps` estimates how many there will be, or
    is 0 if they are not counted. `picture` names an SVG file of the pack, and `alt` describes it. `basis` is the kind
    of evidence for the prose, `ending` is the title of the ending reached, `cost` what it means and `causes` what led
    to it, and `passage` the id of the present passage. `places` is the map of a briefing, of a passage with places of
    its own, or of a record. At an intermission the date line moves from `since` to `dates`, `scene` is the scene to
    come, and `picture` is its picture unless `is_picture_of_fact` is set. `minutes` is how long the scene of a briefing
    takes, or 0. `skip_choice` is the choice that skips a passage in which nothing is new to the player, or empty.
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
    is_picture_of_fact: bool = False
    basis: str = ""
    step: int = 0
    steps: int = 0
    ending: str = ""
    cost: str = ""
    causes: tuple[str, ...] = ()
    passage: str = ""
    since: str = ""
    places: PlaceMap | None = None
    minutes: int = 0
    skip_choice: str = ""


def list_block_lines(block: Block) -> tuple[Line, ...]:
    """Returns the lines of a block's prose, in reading order."""
    match block:
        case (
            Paragraph()
            | Hook()
            | Unknown()
            | RecordParagraph()
            | Statement()
            | SourceComparison()
            | Question()
            | Link()
        ):
            return (block.line,)
        case Document(lines) | About(lines) | ContentNote(summary=lines):
            return lines
        case Comparison(player_line=player_line, record_line=record_line):
            return player_line, record_line
        case Chart(bars=bars):
            return tuple(bar.by for bar in bars if bar.by)
        case FileCard(office=office):
            return (office,) if office else ()
        case FilePaper(lines=lines, kept=kept):
            return (*lines, kept) if kept else lines
        case FileDecision() | ProvenanceStep():
            return (block.line,) if block.line else ()
        case Heading() | FileGap() | ArchiveFolder() | ArchivedThing() | Assessment():
            return ()  # what these name is named elsewhere, if at all
