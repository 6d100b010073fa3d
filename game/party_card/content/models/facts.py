"""Facts and their citations, as a dossier lists them.

Invariant: a citation is kept as written; rules check that it resolves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from party_card.content.models.value_types import Date, Grade, PersonId, Prose, SourceId, unlocated
from party_card.content.yaml_nodes import NodeRef

T = TypeVar("T")


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
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)

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
    location: NodeRef = field(default_factory=unlocated, compare=False, repr=False)

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotations, in the order written."""
        return _to_tuple(self.quote)
