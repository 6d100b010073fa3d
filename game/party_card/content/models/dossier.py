"""Dossiers: the facts, documents, people, terms and figures of one episode (files in `seeds/`).

Invariant: a citation is kept as written; rules check that it resolves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from party_card.content.models.citations import Cite, to_tuple
from party_card.content.models.documents import Document
from party_card.content.models.people import Person
from party_card.content.models.value_types import (
    Date,
    DossierId,
    FactId,
    FigureId,
    Grade,
    Located,
    PersonId,
    PlaceId,
    Prose,
    SourceId,
    TermId,
)
from party_card.content.node_ref import RawScalar
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Fact(Located):
    """One claim in our own words; `quote` is verbatim from the source, `note` explains a hedge."""

    text: Prose
    """One claim in one or two sentences, in your own words.

    Example: Stalin was told of the denunciation on the following day, 15 September.
    """
    grade: Grade
    """How sure it is.

    `corroborated`: independent sources agree. `documented`: one source states it plainly. `reported`: passed on, or
    hedged. `rumoured`: called a rumour. `contested`: sources differ, or one shows a dispute that it does not settle.
    `judgement`: the author's own view.
    """
    cite: Cite | tuple[Cite, ...]
    """Where it stands: the source, and the paragraph or the page; a list where several sources speak of it.

    Example: {source: kotkin-2017, p: 6, n: 287}
    Example: {source: my-article, page: 47-49}
    Example: [{source: kotkin-2017, p: 6}, {source: my-article, page: 47, stance: agrees}]
    """
    date: Date | None = None
    """When it happened, in EDTF, where that is given or can be worked out.

    Example: 1932-09-14
    Example: 1932-08~
    Example: 1932-09-28/1932-10-02
    """
    quote: str | tuple[str, ...] | None = None
    """Words of the time exactly as printed, without quotation marks around them; at most 25 words each; one, or a list.

    Example: I will not have the bell on a market evening
    """
    people: tuple[PersonId, ...] = ()
    """Who it is about: ids from `people` of any file.

    Example: [stalin]
    """
    places: tuple[PlaceId, ...] = ()
    """Where it happened, or the places that it names: ids from `places.yaml`.

    Example: [minusinsk]
    """
    note: str = ""
    """What a reader should know about the claim: a hedge, a gap, how a date was worked out.

    Example: The date is worked out from "the next day".
    """
    conclusion: str = ""
    """What follows where several sources are compared.

    Example: They agree on the day, not on the reason.
    """

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The citations, in the order written: that of the claim, then those compared with it."""
        return to_tuple(self.cite) or (Cite(),)

    @property
    def main_cite(self) -> Cite:
        """The citation of the claim."""
        return self.cites[0]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotations, in the order written."""
        return to_tuple(self.quote)


@frozen_dataclass(kw_only=True)
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


@frozen_dataclass(kw_only=True)
class Estimate(Located):
    """A number and who says so, among others of the same thing."""

    label: str
    """What is counted; estimates of the same thing have the same label, one after the other.

    Example: The whole valley
    """
    number: RawScalar
    """A number, or a range; a doubt stands before it: `over 9`, `about 60`, `under 60`.

    Example: 2.6
    Example: 5.5-6.5
    """
    fact: FactId
    """The fact of the same file that states it: it has the source, and how sure it is.

    Example: deaths-by-parish-books
    """
    by: str = ""
    """Who says so, if that is not the author of the fact's source with its year.

    Example: older estimates, by Lund 1987
    """


@frozen_dataclass(kw_only=True)
class Figure(Located):
    """Numbers to draw: `points` that one source has, or `estimates` of several."""

    title: str
    """What the numbers are of.

    Example: Grain sent abroad
    """
    unit: str
    """What is counted.

    Example: million tons
    """
    points: Mapping[str, RawScalar] = field(default_factory=dict)
    """A label and a number each, or a range such as `4.8-5.1`; a doubt stands before: `over 9`, `about 60`, `under 60`.

    Example: {1913: over 9, 1930: 4.76, 1931: 5.06}
    """
    estimates: tuple[Estimate, ...] = ()
    """In place of `points`: numbers on which several sources speak, each with the fact that states it.

    Example: [{label: The valley, number: 2.6-3.1, fact: deaths-by-parish-books}]
    """
    cite: Cite = field(default_factory=Cite)
    """Where the `points` stand; estimates have theirs in their facts.

    Example: {source: kotkin-2017, p: 11, n: 301}
    """
    grade: Grade = "documented"
    """How sure the source is of them, as with a fact."""
    note: str = ""
    """What a reader should know about the numbers.

    Example: The author gives no number for 1914 to 1929.
    """

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The citation, as that of a fact: the only one; none of estimates."""
        return () if self.estimates else (self.cite,)

    @property
    def main_cite(self) -> Cite:
        """The citation."""
        return self.cite


@frozen_dataclass(kw_only=True)
class Dossier(Located):
    """The facts, documents, people, terms and figures of one episode."""

    dossier: DossierId
    """The id, best the same as the file's name; scenes name it under `dossiers`.

    Example: ryutin-affair
    """
    title: str = ""
    """What the episode is called.

    Example: The Ryutin affair
    """
    source: SourceId | None = None
    """The source of every citation of this file that names none.

    Example: kotkin-2017
    """
    facts: Mapping[FactId, Fact] = field(default_factory=dict)
    """The facts by id; prose cites one as `[@its-id]`.

    Example: {bell-at-nine: {text: The bell was rung at nine., grade: reported, cite: {source: my-source, p: 4}}}
    """
    documents: Mapping[FactId, Document] = field(default_factory=dict)
    """Documents of the time by id, to be shown as sheets; prose cites one as `[@its-id]`, like a fact.

    Example: {note: {title: A note, maker: A clerk, description: It orders more ink., cite: {source: my-source, p: 4}}}
    """
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    """The people by id, in a pack of one dossier; those of several stand in a file of their own, `seeds/people.yaml`.

    Example: {clerk: {name: Ada Finch, was: "Clerk of the town. [@clerk-named]", later: not found}}
    """
    terms: Mapping[TermId, str | Term] = field(default_factory=dict)
    """The words to explain: an explanation each, or `name`, `text` and `named`.

    Example: {ogpu: The secret police of the USSR in these years.}
    """
    figures: Mapping[FigureId, Figure] = field(default_factory=dict)
    """Numbers that a record can show with `chart`.

    Example: {river: {title: The river, unit: feet, points: {noon: 6, evening: 11}, cite: {source: my-source, p: 2}}}
    """

    @property
    def citable_items(self) -> dict[FactId, Fact | Document]:
        """The facts and documents, which prose cites in the same way; of two with the same id, the fact."""
        return {**self.documents, **self.facts}
