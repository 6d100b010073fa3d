"""The files of `seeds/`: dossiers of facts, the bibliography, and the indexes of sources.

Law: a citation is kept as written; whether it leads anywhere is for the rules to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from party_card.content.models.names import (
    CslType,
    Date,
    DossierId,
    FactId,
    FigureId,
    Grade,
    PersonId,
    Prose,
    SourceId,
    TermId,
    nowhere,
)
from party_card.content.yaml_loader import NodeRef, RawScalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """Where a claim stands: source, paragraph numbers or pages, and note numbers where the sentence has its own."""

    source: SourceId
    """The id of the source in `sources.yaml`.

    Example: kotkin-2017
    """
    p: int | tuple[int, ...] | None = None
    """The paragraph of the source, counted from its beginning without headings; a list where it rests on several.

    Example: 6
    Example: [1, 12]
    """
    n: int | tuple[int, ...] | None = None
    """The number of the note that the sentence itself carries; a list where it has several. Without one, leave it out.

    Example: 287
    """
    page: str = ""
    """The page or pages as printed, where a source is cited by pages.

    Example: 47-49
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)

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
    """One claim in one or two sentences, in your own words.

    Example: Stalin was told of the denunciation on the following day, 15 September.
    """
    grade: Grade
    """How sure the source is of it.

    `documented`: stated plainly. `reported`: passed on, or hedged. `rumoured`: called a rumour.
    `contested`: disputed and not settled. `judgement`: the author's own view.
    """
    cite: Cite
    """Where it stands: the source, and the paragraph or the page.

    Example: {source: kotkin-2017, p: 6, n: 287}
    Example: {source: my-article, page: 47-49}
    """
    date: Date | None = None
    """When it happened, in EDTF, where that is given or can be worked out.

    Example: 1932-09-14
    Example: 1932-08~
    Example: 1932-09-28/1932-10-02
    """
    quote: str | tuple[str, ...] | None = None
    """Words of the time exactly as printed, without quotation marks around them; at most 25 words each; one, or a list.

    Example: the gravedigger of the revolution in Russia
    """
    people: tuple[PersonId, ...] = ()
    """Who it is about: ids from `people` of the same file.

    Example: [stalin]
    """
    note: str = ""
    """What a reader should know about the claim: a hedge, a gap, how a date was worked out.

    Example: The date is worked out from "the next day".
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)

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
    """The full name.

    Example: Nikolai Uglanov
    """
    role: str
    """Who this was, as this source tells it.

    Example: former party boss of Moscow, out of favour
    """
    cite: Cite
    """Where the source says so.

    Example: {source: kotkin-2017, p: 3}
    """
    born: int | None = None
    """The year of birth, if the source has it.

    Example: 1886
    """
    died: int | None = None
    """The year of death, if the source has it.

    Example: 1937
    """
    named: tuple[str, ...] = ()
    """The forms under which prose names this person; there the game offers an explanation. Without it, the full name.

    Example: [Nikolai Uglanov, Uglanov]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word explained; `named` lists the forms that prose uses."""

    name: str
    """The word as it is to stand in the glossary.

    Example: plenum
    """
    text: str
    """One sentence for a reader of fifteen who has never met the word.

    Example: A full meeting of all members of a committee.
    """
    named: tuple[str, ...] = ()
    """The forms that prose uses; without it, the name.

    Example: [plenum, plenums]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Numbers to draw: label to value, where a value is a number or one behind "over", "under" or "about"."""

    title: str
    """What the numbers are of.

    Example: Grain sent abroad
    """
    unit: str
    """What is counted.

    Example: million tons
    """
    points: Mapping[str, RawScalar]
    """A label and a number each; a doubt stands before the number: `over 9`, `about 60`, `under 60`.

    Example: {1913: over 9, 1930: 4.76, 1931: 5.06}
    """
    cite: Cite
    """Where the numbers stand.

    Example: {source: kotkin-2017, p: 11, n: 301}
    """
    grade: Grade = "documented"
    """How sure the source is of them, as with a fact."""
    note: str = ""
    """What a reader should know about the numbers.

    Example: The author gives no number for 1914 to 1929.
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The facts, people, terms and figures of one episode."""

    dossier: DossierId
    """The id, best the same as the file's name; scenes name it under `dossiers`.

    Example: ryutin-affair
    """
    title: str = ""
    """What the episode is called.

    Example: The Ryutin affair
    """
    facts: Mapping[FactId, Fact] = field(default_factory=dict)
    """The facts by id; prose cites one as `[@its-id]`.

    Example: {bell-at-nine: {text: The bell was rung at nine., grade: reported, cite: {source: my-source, p: 4}}}
    """
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    """The people by id.

    Example: {clerk: {name: Ada Finch, role: a clerk, cite: {source: my-source, p: 1}}}
    """
    terms: Mapping[TermId, str | Term] = field(default_factory=dict)
    """The words to explain: an explanation each, or `name`, `text` and `named`.

    Example: {ogpu: The secret police of the USSR in these years.}
    """
    figures: Mapping[FigureId, Figure] = field(default_factory=dict)
    """Numbers that a record can show with `chart`.

    Example: {river: {title: The river, unit: feet, points: {noon: 6, evening: 11}, cite: {source: my-source, p: 2}}}
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


# ----------------------------------------------------------------------------------------------------- sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A CSL name: `family` and `given`, or `literal` for an institution."""

    family: str = ""
    """The family name.

    Example: Kotkin
    """
    given: str = ""
    """The given names.

    Example: Stephen
    """
    literal: str = ""
    """The whole name, in place of the other two, where it is an institution.

    Example: League of Nations
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A CSL date: `date_parts` is a list of [year, month, day]."""

    date_parts: tuple[tuple[int, ...], ...] = field(metadata={"key": "date-parts"})
    """The year; or year and month; or year, month and day; in two pairs of brackets.

    Example: [[2017]]
    Example: [[1908, 3, 28]]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A bibliographic record, with the keys of CSL."""

    id: SourceId
    """The id that facts cite.

    Example: kotkin-2017
    """
    type: CslType
    """What it is; `document` for letters, minutes and whatever is nothing else."""
    title: str
    """The title as printed, or what the papers are called.

    Example: "Stalin: Waiting for Hitler, 1929–1941"
    """
    author: tuple[Name, ...] = ()
    """Who wrote it.

    Example: [{family: Kotkin, given: Stephen}]
    """
    editor: tuple[Name, ...] = ()
    """Who edited it.

    Example: [{family: Kotkin, given: Stephen}]
    """
    container_title: str = field(default="", metadata={"key": "container-title"})
    """The book, journal or newspaper that it stands in.

    Example: Pravda
    """
    publisher: str = ""
    """Who published it; for papers, who keeps them.

    Example: Penguin Press
    """
    publisher_place: str = field(default="", metadata={"key": "publisher-place"})
    """Where.

    Example: New York
    """
    issued: Issued | None = None
    """When, as CSL writes dates.

    Example: {date-parts: [[2017]]}
    """
    volume: str = ""
    """The volume.

    Example: "2"
    """
    issue: str = ""
    """The issue of a journal.

    Example: "4"
    """
    page: str = ""
    """The pages of an article or chapter, from its first to its last.

    Example: 625-633
    """
    URL: str = ""
    """Its address.

    Example: https://example.org/letter
    """
    ISBN: str = ""
    """The number of the edition.

    Example: 978-1-59420-380-0
    """
    note: str = ""
    """What a reader should know about the source.

    Example: Written for this scene; none of it happened.
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The file `sources.yaml`."""

    references: tuple[Source, ...]
    """The sources, each a record of CSL.

    Example: [{id: my-source, type: book, title: A Diary}]
    """
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedParagraph:
    """One paragraph of a source: its section, its note numbers, its length in words, and a fingerprint of its text."""

    p: int
    section: str
    words: int
    fingerprint: str
    notes: tuple[int, ...] = ()
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The paragraphs of a source, so that a reader's own copy can be checked without the text being here."""

    index: SourceId
    paragraphs: tuple[IndexedParagraph, ...]
    note: str = ""
    location: NodeRef = field(default_factory=nowhere, compare=False, repr=False)
