"""What any front end shows now: a page of blocks, offers and notes.

Law: a page is plain data, complete in itself. A front end lays it out and sends back the id of an offer; it never looks
behind the page. Text is a tuple of `Run`s of one style each, some of which carry the number of a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from party_card.content.models import Grade, Skill

Kind = Literal["briefing", "passage", "record", "debrief", "finished", "between", "winter"]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text of one style. `note` is the number of a note: then `text` is empty and the run is its mark.

    `entry` is the id of the entry that explains these words, on a page whose words were linked.
    """

    text: str
    italic: bool = False
    bold: bool = False
    note: int | None = None
    entry: str = ""


Line = tuple[Run, ...]
"""One paragraph: its runs in reading order."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Prose."""

    line: Line


@dataclass(frozen=True, slots=True)
class Document:
    """A typed paper of the time, shown in the typewriter face: its paragraphs."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ContentNote:
    """What a reader may wish to know before beginning: `topics`, and a `summary` for those who skip."""

    topics: tuple[str, ...]
    summary: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One decision beside the record: what the student did, when, and what was done; `matches` where both agree.

    `date` is short and readable ("14 September 1932"); `grades` are those of the facts cited, each once.
    """

    did: Line
    date: str
    was_done: Line
    grades: tuple[Grade, ...]
    matches: bool


@dataclass(frozen=True, slots=True)
class RecordParagraph:
    """A paragraph of the record: when it happened, what happened, and how sure the source is."""

    date: str
    line: Line
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the sources leave open."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a chart: `value` for its length, `shown` for the eye ("over 9"), `bound` if inexact."""

    label: str
    value: float
    shown: str
    bound: Literal["", "over", "under", "about"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure drawn from the dossier: its title, unit, bars, the number of its note, and a remark."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    note: int
    remark: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the debrief, the skill it trains, and what a good answer draws on (shown after an answer)."""

    line: Line
    skill: Skill
    draws_on: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the chain of causes: `word` says whether the source states it, or whether it is only later in time."""

    word: Literal["stated", "later in time"]
    date: str
    line: Line
    grades: tuple[Grade, ...]


Block = Heading | Paragraph | Document | ContentNote | Comparison | RecordParagraph | Unknown | Chart | Question | Link


@dataclass(frozen=True, slots=True)
class Offer:
    """What this reader can do now. A closed offer has `open` False and says why in `reason`."""

    id: str
    line: Line
    open: bool = True
    reason: Line = ()
    hypothesis: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number on this page, the fact in our words, its grade, quotations, and the citation."""

    number: int
    fact: str
    text: str
    grade: Grade
    quotes: tuple[str, ...]
    citation: Line
    hedge: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A person or a term met on this page: `form` is how the text names it, `text` explains it."""

    id: str
    kind: Literal["person", "term"]
    form: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that a front end needs to show one moment.

    `scene` is the scene's id and `title` its title; `heading` names this page ("What actually happened"); `when`,
    `where` and `who` are for the header; `step` counts passages read and `steps` is about how many there will be
    (0: not counted); `picture` names an SVG of the pack, `alt` says what it shows; `basis` says what prose this is.
    Between two scenes the date line moves from `since` to `when`, and `scene` is the one to come.
    """

    kind: Kind
    scene: str
    title: str
    heading: str
    when: str
    where: str
    who: str
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


def lines_of(block: Block) -> tuple[Line, ...]:
    """The prose of a block, in reading order."""
    match block:
        case Paragraph(line) | Unknown(line) | RecordParagraph(line=line) | Question(line=line) | Link(line=line):
            return (line,)
        case Document(lines) | ContentNote(summary=lines):
            return lines
        case Comparison(did=did, was_done=was_done):
            return did, was_done
        case _:
            return ()
