"""Bibliography (`sources.yaml`, with the keys of CSL) and indexes of the sources' paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import ClassVar

from party_card.content.models.csl import ALIASES, OTHER_VARIABLES, CslDateValue, CslType, Name
from party_card.content.models.value_types import EMPTY_PROSE, ExtentSeen, Located, Prose, SourceId, SourceKind
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass(kw_only=True)
class Source(Located):
    """A bibliographic record, with the variables of CSL; `other` holds those that no citation shows."""

    IGNORES_UNKNOWN_KEYS: ClassVar[bool] = True

    id: SourceId
    """The id that facts cite.

    Example: kotkin-2017
    """
    type: CslType
    """What it is; `document` for minutes and whatever is nothing else.

    Example: book
    """
    title: str
    """The title as printed, or what the papers are called.

    Example: "Stalin: Waiting for Hitler, 1929–1941"
    """
    title_short: str = field(default="", metadata={"key": "title-short"})
    """The title as a shortened note gives it; without it, the title up to its colon.

    Example: Stalin
    """
    author: tuple[Name, ...] = ()
    """Who wrote it.

    Example: [{family: Kotkin, given: Stephen}]
    """
    editor: tuple[Name, ...] = ()
    """Who edited it.

    Example: [{family: Kotkin, given: Stephen}]
    """
    translator: tuple[Name, ...] = ()
    """Who translated it.

    Example: [{family: Orrin, given: Lea}]
    """
    compiler: tuple[Name, ...] = ()
    """Who compiled it.

    Example: [{family: Orrin, given: Lea}]
    """
    director: tuple[Name, ...] = ()
    """Who directed the film.

    Example: [{family: Orrin, given: Lea}]
    """
    interviewer: tuple[Name, ...] = ()
    """Who asked the questions.

    Example: [{family: Orrin, given: Lea}]
    """
    recipient: tuple[Name, ...] = ()
    """To whom the letter was written.

    Example: [{family: Orrin, given: Lea}]
    """
    container_author: tuple[Name, ...] = field(default=(), metadata={"key": "container-author"})
    """Who wrote the book that a chapter stands in.

    Example: [{family: Lund, given: Karin}]
    """
    container_title: str = field(default="", metadata={"key": "container-title"})
    """The book, journal or newspaper that it stands in.

    Example: Pravda
    """
    collection_title: str = field(default="", metadata={"key": "collection-title"})
    """The series.

    Example: Studies of the Line
    """
    collection_number: str = field(default="", metadata={"key": "collection-number"})
    """The number in the series.

    Example: "4"
    """
    genre: str = ""
    """What kind of document, report or thesis.

    Example: PhD diss.
    """
    publisher: str = ""
    """Who published it; for papers, who keeps them.

    Example: Penguin Press
    """
    publisher_place: str = field(default="", metadata={"key": "publisher-place"})
    """Where.

    Example: New York
    """
    issued: CslDateValue | None = None
    """When: a date as facts have it, or as CSL writes dates.

    Example: 1932-10/1933-01
    Example: {date-parts: [[2017]]}
    """
    edition: str = ""
    """The edition, as a number or in words.

    Example: rev. ed.
    """
    volume: str = ""
    """The volume.

    Example: "2"
    """
    number_of_volumes: str = field(default="", metadata={"key": "number-of-volumes"})
    """How many volumes there are.

    Example: "3"
    """
    issue: str = ""
    """The issue of a journal.

    Example: "4"
    """
    number: str = ""
    """The number of a report, a law or a document.

    Example: "12"
    """
    page: str = ""
    """The pages of an article or chapter, from its first to its last.

    Example: 625-633
    """
    original_date: CslDateValue | None = field(default=None, metadata={"key": "original-date"})
    """When it first appeared.

    Example: 1912
    """
    original_publisher: str = field(default="", metadata={"key": "original-publisher"})
    """Who published it first.

    Example: Old Press
    """
    original_publisher_place: str = field(default="", metadata={"key": "original-publisher-place"})
    """Where it first appeared.

    Example: Bergen
    """
    event_title: str = field(default="", metadata={"key": "event-title"})
    """The conference or meeting that a paper or speech was for.

    Example: Congress of Engine Drivers
    """
    event_place: str = field(default="", metadata={"key": "event-place"})
    """Where that was.

    Example: Bergen
    """
    archive: str = ""
    """The archive that keeps it.

    Example: RGASPI
    """
    archive_collection: str = ""
    """The collection in the archive.

    Example: Papers of the Commission
    """
    archive_location: str = ""
    """Where in the archive.

    Example: "f. 17, op. 3, d. 900"
    """
    archive_place: str = field(default="", metadata={"key": "archive-place"})
    """The place of the archive.

    Example: Moscow
    """
    DOI: str = ""
    """The digital object identifier; it is printed in place of the address.

    Example: 10.1000/182
    """
    URL: str = ""
    """Its address.

    Example: https://example.org/letter
    """
    accessed: CslDateValue | None = None
    """When you looked at the address; printed where nothing says when it was published.

    Example: 2024-05-01
    """
    ISBN: str = ""
    """The number of the edition.

    Example: 978-1-59420-380-0
    """
    language: str = ""
    """The language that it is written in.

    Example: ru
    """
    note: str = ""
    """What a reader should know about the source.

    Example: Written for this scene; none of it happened.
    """
    kind: SourceKind | None = None
    """What kind of evidence it is.

    `document`: made in the course of the events. `memoir`: remembered by somebody who was there. `newspaper`: written
    for readers of the day. `statistics`: counted or estimated. `scholarship`: the work of somebody who studies the
    time. `encyclopaedia`: a summary of such work.
    """
    audience: str = ""
    """For whom it was made.

    Example: readers of the party's newspaper
    """
    interest: str = ""
    """What its maker wanted with it, in one sentence.

    Example: The police is praised in public on its anniversary.
    """
    seen: ExtentSeen | None = None
    """How much of it you had in front of you; `accessed` says when."""
    ends: Prose = EMPTY_PROSE
    """Where this source ends, as far as you used it, in one sentence; shown below what came after in the scenes that
    mainly rest on it.

    Example: The night book ends in January 1933; everything after that comes from other works.
    """
    rights: str = ""
    """Who holds the rights, or that nobody does, as the source says.

    Example: public domain
    """
    other: Mapping[str, object] = field(
        default_factory=dict, hash=False, metadata={"extra_keys": OTHER_VARIABLES, "aliases": ALIASES}
    )


@frozen_dataclass(kw_only=True)
class Bibliography(Located):
    """The file `sources.yaml`."""

    references: tuple[Source, ...]
    """The sources, each a record of CSL.

    Example: [{id: my-source, type: book, title: A Diary}]
    """


@frozen_dataclass(kw_only=True)
class IndexedParagraph(Located):
    """One paragraph of a source: its section, its note numbers, its length in words, and a fingerprint of its text."""

    p: int
    section: str
    words: int
    fingerprint: str
    notes: tuple[int, ...] = ()


@frozen_dataclass(kw_only=True)
class Index(Located):
    """The paragraphs of a source, so that a reader's own copy can be checked without the text being here."""

    index: SourceId
    paragraphs: tuple[IndexedParagraph, ...]
    note: str = ""
