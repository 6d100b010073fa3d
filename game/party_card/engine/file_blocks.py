"""Defines the blocks of the page that shows a person's file: the card, papers, decisions, and statements to assess.

Invariant: as the page itself, they are plain data that a front end lays out without the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from party_card.frozen_dataclass import frozen_dataclass

if TYPE_CHECKING:
    from party_card.content.models import PaperKind, StampKind
    from party_card.engine.page_parts import Line

Certainty = Literal["corroborated", "documented", "reported", "not recorded"]
"""How surely a historian could say something of a person: a grade, or that no paper shows it."""


@frozen_dataclass
class FileCard:
    """The label of a file and the card in it.

    `name` is on the folder. The `office` that would keep it is invented unless it cites something. `stamp` is None if
    the scene says nothing for this playthrough.
    """

    name: str
    office: Line
    is_office_invented: bool
    stamp: StampKind | None
    decision_count: int
    unrecorded_count: int


@frozen_dataclass
class FilePaper:
    """A paper of the file: its letter there, what it is, what stands on it, and where it was kept.

    `decisions` are the numbers of the decisions that it shows. Every paper of a file is invented.
    """

    letter: str
    kind: PaperKind
    title: str
    lines: tuple[Line, ...]
    kept: Line
    decisions: tuple[int, ...]


@frozen_dataclass
class FileGap:
    """What a stranger finds missing among the papers of a file."""

    line: Line


@frozen_dataclass
class FileDecision:
    """A decision of the playthrough: letters and titles of the papers that show it, and who else knows of it."""

    number: int
    line: Line
    papers: tuple[str, ...]
    titles: tuple[str, ...]
    listener: str


@frozen_dataclass
class ArchiveFolder:
    """The place of a scene on the shelf of the archive; unless it is `closed`, a file stands there.

    `name` stands on the label; of a closed place it is the title of the scene, and no more is known. `is_assessed` is
    set once the player has judged something in the file.
    """

    number: int
    name: str
    closed: Literal["", "not played", "no file"] = ""
    office: Line = ()
    is_office_invented: bool = False
    stamp: StampKind | None = None
    paper_count: int = 0
    is_assessed: bool = False


@frozen_dataclass
class ArchivedThing:
    """A thing on the shelf of the archive whose way can be followed: how many papers its mark joins so far."""

    number: int
    name: str
    paper_count: int


StepKind = Literal["use", "copy", "break", "last", "unjoined", "unknown"]
"""What happens with a thing at a step of its way: as an author writes it, or `unjoined` for a paper that comes after
the break and has no mark, or `unknown` if scenes were not played.
"""


@frozen_dataclass
class ProvenanceStep:
    """A step of the way of a thing: day and office, what a stranger sees there, and what the thing itself shows."""

    kind: StepKind
    date: str
    office: str
    line: Line
    imprint: str


@frozen_dataclass
class Assessment:
    """A statement about the player, to be assessed: could a historian say it, and how surely?"""

    line: Line
    certainty: Certainty
    reason: str
