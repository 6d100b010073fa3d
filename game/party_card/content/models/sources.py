"""Bibliography (`sources.yaml`, with the keys of CSL) and indexes of the sources' paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from party_card.content.models.value_types import CslType, Located, SourceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Located):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued(Located):
    """A CSL date: `date_parts` is a list of [year, month, day]."""

    date_parts: tuple[tuple[int, ...], ...] = field(metadata={"key": "date-parts"})
    """The year; or year and month; or year, month and day; in two pairs of brackets.

    Example: [[2017]]
    Example: [[1908, 3, 28]]
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Located):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography(Located):
    """The file `sources.yaml`."""

    references: tuple[Source, ...]
    """The sources, each a record of CSL.

    Example: [{id: my-source, type: book, title: A Diary}]
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedParagraph(Located):
    """One paragraph of a source: its section, its note numbers, its length in words, and a fingerprint of its text."""

    p: int
    section: str
    words: int
    fingerprint: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Located):
    """The paragraphs of a source, so that a reader's own copy can be checked without the text being here."""

    index: SourceId
    paragraphs: tuple[IndexedParagraph, ...]
    note: str = ""
