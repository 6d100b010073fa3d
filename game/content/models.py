"""What authors wrote, as written: frozen dataclasses, one for each mapping of the file formats.

Law: a model holds what stands in the file and nothing derived from it; a citation is still text, so is a condition.
`at` is the place of the mapping in its file. The decoder reads these annotations and nothing else: a field is a key,
a default makes the key optional, a union is told apart by its YAML shape. A trailing underscore avoids Python's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NewType

from game.content.tree import Place, Written

SceneId = NewType("SceneId", str)
PassageId = NewType("PassageId", str)
ChoiceId = NewType("ChoiceId", str)
EndingId = NewType("EndingId", str)
VariableId = NewType("VariableId", str)
DossierId = NewType("DossierId", str)
FactId = NewType("FactId", str)
PersonId = NewType("PersonId", str)
TermId = NewType("TermId", str)
FigureId = NewType("FigureId", str)
SourceId = NewType("SourceId", str)
TraceId = NewType("TraceId", str)

Prose = NewType("Prose", str)
"""Markdown emphasis and `[@fact]` citations, as written."""
Date = NewType("Date", str)
"""An EDTF date or interval, as written."""
ConditionText = NewType("ConditionText", str)
"""The condition language, as written."""

Grade = Literal["documented", "reported", "rumoured", "contested", "judgement"]
Kind = Literal["documented", "composite", "invented"]
Skill = Literal["sourcing", "contextualisation", "corroboration", "close-reading"]
Reveal = Literal["each", "end"]
Witness = Literal["witnessed", "said", "silent"]
LinkKind = Literal["stated", "sequence"]


def _nowhere() -> Place:
    return Place.NOWHERE


# ------------------------------------------------------------------------------------------------------ scenes


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Whom the student plays: a name, how real it is, and what this person does."""

    name: str
    kind: Kind
    text: Prose = Prose("")
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableForm:
    """A variable written out: a number `range`, a set of `values`, or a yes/no, with its `start` and a `label`.

    One that is `carried` is a yes/no: whether an earlier scene of the campaign left this trace.
    """

    range: tuple[int, ...] | None = None
    values: tuple[str, ...] | None = None
    start: Written | None = None
    carried: TraceId | None = None
    label: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or more of a passage, or a typed `document`; shown only where `if_` holds."""

    text: Prose | None = None
    document: Prose | None = None
    if_: ConditionText | None = None
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the author offers: `did` tells it afterwards, `locked` is the reason shown while `if_` does not hold."""

    id: ChoiceId
    text: Prose
    goto: PassageId
    did: Prose = Prose("")
    if_: ConditionText | None = None
    locked: Prose | None = None
    hypothesis: bool = False
    set: Mapping[VariableId, Written] = field(default_factory=dict)
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a scene can end."""

    id: EndingId
    title: str
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A moment: text, and choices or an ending; `record` is what was done then, `history` the choices that match it."""

    text: Prose | tuple[Block, ...]
    choices: tuple[Choice, ...] = ()
    ending: Ending | None = None
    basis: Kind = "composite"
    date: Date | None = None
    place: str = ""
    picture: str = ""
    alt: str = ""
    record: Prose | None = None
    history: tuple[ChoiceId, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBlock:
    """A part of the record: prose, a chart of a figure, or what remains unknown."""

    text: Prose | None = None
    chart: FigureId | None = None
    unknown: Prose | None = None
    if_: ConditionText | None = None
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a scene leaves for later ones where `if_` holds at its ending: `text` tells it, "You ...", in the past."""

    id: TraceId
    kind: Witness
    text: Prose
    if_: ConditionText | None = None
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """A question after the record, and what a good answer draws on."""

    ask: Prose
    skill: Skill
    draws_on: Prose = Prose("")
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What a story test expects at the end of its choices; None is "not asked", `ending: null` is "no ending"."""

    passage: PassageId | None = None
    variables: Mapping[VariableId, Written] = field(default_factory=dict)
    offers: tuple[ChoiceId, ...] | None = None
    locked: tuple[ChoiceId, ...] | None = None
    absent: tuple[ChoiceId, ...] | None = None
    ending: Written | None = None
    text: tuple[str, ...] | str | None = None
    cites: tuple[FactId, ...] | None = None
    record: tuple[str, ...] | str | None = None
    left: tuple[TraceId, ...] | None = None
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTest:
    """A scripted walk through a scene and what must be true at its end; `carried` are the traces it begins with."""

    name: str
    play: tuple[ChoiceId, ...]
    expect: Expectation
    carried: tuple[TraceId, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One playable file. The first passage is the start unless `start` names another."""

    scene: SceneId
    title: str
    passages: Mapping[PassageId, Passage]
    start: PassageId | None = None
    span: Date | None = None
    place: str = ""
    role: Role | None = None
    question: Prose = Prose("")
    minutes: int | None = None
    content_notes: tuple[str, ...] = ()
    summary: Prose = Prose("")
    dossiers: tuple[DossierId, ...] = ()
    picture: str = ""
    alt: str = ""
    reveal: Reveal = "end"
    variables: Mapping[VariableId, Written | VariableForm] = field(default_factory=dict)
    record: tuple[RecordBlock, ...] = ()
    leaves: tuple[Trace, ...] = ()
    debrief: tuple[Debrief, ...] = ()
    always: tuple[ConditionText, ...] = ()
    never: tuple[ConditionText, ...] = ()
    tests: tuple[StoryTest, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


# ---------------------------------------------------------------------------------------------------- evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """Where a claim stands: source, paragraph numbers or pages, and note numbers where the sentence has its own."""

    source: SourceId
    p: int | tuple[int, ...] | None = None
    n: int | tuple[int, ...] | None = None
    page: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraph numbers, in the order written."""
        return _numbers(self.p)

    @property
    def notes(self) -> tuple[int, ...]:
        """The note numbers, in the order written."""
        return _numbers(self.n)


def _numbers(value: int | tuple[int, ...] | None) -> tuple[int, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, int) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One claim in our own words; `quote` is verbatim from the source, `note` explains a hedge."""

    text: Prose
    grade: Grade
    cite: Cite
    date: Date | None = None
    quote: str | tuple[str, ...] | None = None
    people: tuple[PersonId, ...] = ()
    note: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotations, in the order written."""
        if self.quote is None:
            return ()
        return (self.quote,) if isinstance(self.quote, str) else self.quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone the source names; `named` lists how prose names them, the full name where it is empty."""

    name: str
    role: str
    cite: Cite
    born: int | None = None
    died: int | None = None
    named: tuple[str, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word explained; `named` lists the forms that prose uses."""

    name: str
    text: str
    named: tuple[str, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Numbers to draw: label to value, where a value is a number or one behind "over", "under" or "about"."""

    title: str
    unit: str
    points: Mapping[str, Written]
    cite: Cite
    grade: Grade = "documented"
    note: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The facts, people, terms and figures of one episode."""

    dossier: DossierId
    title: str = ""
    facts: Mapping[FactId, Fact] = field(default_factory=dict)
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    terms: Mapping[TermId, str | Term] = field(default_factory=dict)
    figures: Mapping[FigureId, Figure] = field(default_factory=dict)
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


# ----------------------------------------------------------------------------------------------------- sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A CSL name: `family` and `given`, or `literal` for an institution."""

    family: str = ""
    given: str = ""
    literal: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A CSL date: `date_parts` is a list of [year, month, day]."""

    date_parts: tuple[tuple[int, ...], ...] = field(metadata={"key": "date-parts"})
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


CslType = Literal["book", "chapter", "article-journal", "article-newspaper", "webpage", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A bibliographic record, with the keys of CSL."""

    id: SourceId
    type: CslType
    title: str
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    container_title: str = field(default="", metadata={"key": "container-title"})
    publisher: str = ""
    publisher_place: str = field(default="", metadata={"key": "publisher-place"})
    issued: Issued | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    URL: str = ""
    ISBN: str = ""
    note: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The file `sources.yaml`."""

    references: tuple[Source, ...]
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedParagraph:
    """One paragraph of a source: its section, its note numbers, its length in words, and a fingerprint of its text."""

    p: int
    section: str
    words: int
    fingerprint: str
    notes: tuple[int, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The paragraphs of a source, so that a reader's own copy can be checked without the text being here."""

    index: SourceId
    paragraphs: tuple[IndexedParagraph, ...]
    note: str = ""
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


# ---------------------------------------------------------------------------------------------------- campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A scene in its place in the campaign; `fact` is the fact of the day, shown while the date line moves to it."""

    scene: SceneId
    fact: Prose = Prose("")
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBlock:
    """A part of the campaign's end, as in a record; a text may be a `link` in the chain of causes.

    A link is `stated` where the source itself says that one thing led to another, a `sequence` where it is only later.
    """

    text: Prose | None = None
    chart: FigureId | None = None
    unknown: Prose | None = None
    link: LinkKind | None = None
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The scenes in order, and what is told between them and at the end."""

    campaign: str
    title: str
    scenes: tuple[SceneId | Station, ...]
    dossiers: tuple[DossierId, ...] = ()
    ending: tuple[CampaignBlock, ...] = ()
    at: Place = field(default_factory=_nowhere, compare=False, repr=False)

    @property
    def stations(self) -> tuple[Station, ...]:
        """The scenes in order, each as a station; of one that stands twice, the first."""
        stations = [one if isinstance(one, Station) else Station(scene=one) for one in self.scenes]
        return tuple({one.scene: one for one in reversed(stations)}.values())[::-1]
