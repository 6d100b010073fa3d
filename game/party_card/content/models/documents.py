"""Documents: texts and tables of the time that are shown as sheets, with the questions of sourcing answered.

Invariant: a citation is kept as written; rules check that it resolves.
"""

from __future__ import annotations

from party_card.content.models.citations import Cite, to_tuple
from party_card.content.models.value_types import Date, DocumentForm, Grade, Located, PersonId, PlaceId
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Document(Located):
    """A document of the time, cited like a fact; it is shown in its own words or described."""

    title: str
    """What the document is called.

    Example: Greeting to the secret police
    """
    cite: Cite | tuple[Cite, ...]
    """Where you saw it; a list where several sources have it. The first one is printed in notes.

    Example: {source: my-archive, section: whole text}
    Example: [{source: my-archive, section: whole text}, {source: my-edition, page: 158}]
    """
    form: DocumentForm = "typescript"
    """What its sheet looks like."""
    author: str = ""
    """Who signed it or published it.

    Example: Joseph Stalin
    """
    date: Date | None = None
    """When it was written or published, in EDTF.

    Example: 1932-12-20
    """
    kept: str = ""
    """Where it is kept or printed.

    Example: Pravda, no. 350; page not seen
    """
    language: str = ""
    """The language of the original words, as a code: `ru` for Russian, `de` for German, `en` for English.

    Example: ru
    """
    original: str = ""
    """Its own words, at most 120, only where rights allow; a blank line begins a new paragraph.

    Example: Да здравствует ОГПУ, обнажённый меч рабочего класса!
    """
    translation: str = ""
    """The same words in English, at most 120.

    Example: Long live the OGPU, the bared sword of the working class!
    """
    translator: str = ""
    """Who translated them.

    Example: translated for this game
    """
    description: str = ""
    """What the document says, in your own words, where its own cannot be shown.

    Example: It asks all members of the party to have Stalin removed.
    """
    columns: tuple[str, ...] = ()
    """The headings of a table of figures.

    Example: [party, votes, seats]
    """
    rows: tuple[tuple[str, ...], ...] = ()
    """The rows of a table of figures, with a cell for each heading.

    Example: [[NSDAP, "11,737,021", 196], [SPD, "7,247,901", 121]]
    """
    maker: str = ""
    """Who wrote it: the person, and what they were then.

    Example: Stalin, who led the party.
    """
    audience: str = ""
    """For whom it was written.

    Example: Everybody who read the party's newspaper.
    """
    purpose: str = ""
    """Why it was written: what its maker wanted with it.

    Example: To praise the secret police in public on its fifteenth anniversary.
    """
    people: tuple[PersonId, ...] = ()
    """Who wrote it or is named in it: ids from `people` of any file.

    Example: [stalin]
    """
    places: tuple[PlaceId, ...] = ()
    """Where it was written, or the places that it names: ids from `places.yaml`.

    Example: [kharkov]
    """
    grade: Grade = "documented"
    """How sure it is that the document says so, as with a fact."""
    note: str = ""
    """What a reader should know about the document.

    Example: The Russian text has "him" where the English has "them".
    """

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The citations, in the order written."""
        return to_tuple(self.cite) or (Cite(),)

    @property
    def main_cite(self) -> Cite:
        """The citation that notes print."""
        return self.cites[0]

    @property
    def quotes(self) -> tuple[str, ...]:
        """No quotations: the words of a document stand on its sheet."""
        return ()
