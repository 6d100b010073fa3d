"""Citations: where in a source a claim stands, and what a further source says of it.

Invariant: a citation is kept as written; rules check that it resolves.
"""

from __future__ import annotations

from typing import TypeVar

from party_card.content.models.value_types import NO_SOURCE, Located, SourceId, Stance
from party_card.frozen_dataclass import frozen_dataclass

T = TypeVar("T")


@frozen_dataclass(kw_only=True)
class Cite(Located):
    """Where a claim stands: source, paragraph numbers or pages, and note numbers where the sentence has its own.

    Of a fact with several citations, each further one says with its stance what its source tells of the fact.
    """

    source: SourceId = NO_SOURCE
    """The id of the source in `sources.yaml`; without it, the `source` of the dossier.

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
    section: str = ""
    """The heading below which it stands, where a source has neither paragraphs counted nor pages. Without a heading,
    the place in your own words, in small letters; those are not set in quotation marks. Usual words such as `opening`,
    `whole entry`, `abstract`, `point 4` or `page 25 of the web copy` are translated by the program; others are
    translated with the scene.

    Example: Sentences of September 1932
    Example: line below the signature
    """
    column: str = ""
    """The column, where a newspaper or an encyclopaedia is cited by columns.

    Example: 3
    """
    stance: Stance | None = None
    """What a further source says of the fact. One that `adds` tells something else about the same event."""
    value: str = ""
    """The date or the number that this source has, where sources are compared by it.

    Example: 1932-11-23
    Example: 69.9 million tons
    """
    says: str = ""
    """What this source says of the fact, in one sentence of your own.

    Example: The record of the talk is dated nine days earlier.
    """

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraph numbers, in the order written."""
        return to_tuple(self.p)

    @property
    def notes(self) -> tuple[int, ...]:
        """The note numbers, in the order written."""
        return to_tuple(self.n)


def to_tuple(value: T | tuple[T, ...] | None) -> tuple[T, ...]:
    """Returns one value, or several, or none, as a tuple."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
