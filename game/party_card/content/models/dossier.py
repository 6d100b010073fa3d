"""Dossiers: the facts, people, terms and figures of one episode (files in `seeds/`).

Invariant: a citation is kept as written; rules check that it resolves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from party_card.content.models.value_types import (
    Date,
    DossierId,
    FactId,
    FigureId,
    Grade,
    Located,
    PersonId,
    Prose,
    SourceId,
    TermId,
)
from party_card.content.yaml_nodes import RawScalar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite(Located):
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

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraph numbers, in the order written."""
        return _to_tuple(self.p)

    @property
    def notes(self) -> tuple[int, ...]:
        """The note numbers, in the order written."""
        return _to_tuple(self.n)


def _to_tuple(value: T | tuple[T, ...] | None) -> tuple[T, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Located):
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

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotations, in the order written."""
        return _to_tuple(self.quote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Located):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Located):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Located):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(Located):
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
