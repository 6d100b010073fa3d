"""Builds what came after a scene: its own parts, what became of the people met, where the scene's main source ends.

Invariant: it follows the record on the same page, and each claim in it carries the number of a note.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from party_card.content.models import NOT_FOUND, PassageId, Person, Source
from party_card.content.prose import parse_prose, smart_quotes
from party_card.engine import page as pages
from party_card.engine.compiled import CompiledScene, Evidence
from party_card.engine.entries import NOT_FOUND_TEXT
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Subject
from party_card.engine.page import Block, Line, Run
from party_card.localization import gettext, gettext_noop

HEADING = gettext_noop("What came after")
FATES_HEADING = gettext_noop("What became of the people in this scene")
SOURCE_END_HEADING = gettext_noop("Where the main source ends")


def build_aftermath_blocks(
    parts: Sequence[Block], fates: Sequence[pages.Statement], evidence: Evidence, level: Literal[0, 1]
) -> Iterator[Block]:
    """Builds what came after from the blocks of its parts and the fates of people; nothing if there are neither.

    `level` is that of its heading: 0 if it is a layer of the record.
    """
    if parts or fates:
        yield pages.Heading(gettext(HEADING), level)
        yield from parts
        if fates:
            yield pages.Heading(gettext(FATES_HEADING), level=2)
            yield from fates
        yield from build_source_end_blocks(evidence)


def find_people_met(compiled: CompiledScene, passages: Iterable[PassageId]) -> tuple[Subject, ...]:
    """Returns the people whom some passages name and whose later life is told, in the order in which they are met."""
    people: dict[str, Subject] = {}
    for passage in passages:
        people.update({subject.id: subject for subject in compiled.find_people(passage) if subject.id not in people})
    return tuple(people.values())


def build_fates(subjects: Iterable[Subject], evidence: Evidence, notes: FootnoteCollector) -> Iterator[pages.Statement]:
    """Builds a line for each person: what became of them, or that nothing was found."""
    for subject in subjects:
        if isinstance(person := subject.content, Person):
            line: Line = (Run(gettext(NOT_FOUND_TEXT)),)
            if person.later != NOT_FOUND:
                line = notes.add_line(person.later, evidence.find_facts_about(subject.id, person))
            yield pages.Statement(smart_quotes(person.name), line, notes.grades_of(line))


def build_source_end_blocks(evidence: Evidence) -> Iterator[Block]:
    """Builds the sentence on where the main source of a scene ends; nothing if the source does not say it."""
    source = find_main_source(evidence)
    if source is None:
        return
    yield pages.Heading(gettext(SOURCE_END_HEADING), level=2)
    for paragraph in parse_prose(source.ends):
        yield pages.Paragraph(tuple(Run(span.text, span.italic, span.bold) for span in paragraph if not span.fact))


def find_main_source(evidence: Evidence) -> Source | None:
    """Returns the source that most facts of a scene's dossiers rest on, of those that say where they end."""
    counts = Counter(fact.main_cite.source for fact in evidence.facts.values())
    ending_sources = (evidence.sources[name] for name, _ in counts.most_common() if name in evidence.sources)
    return next((source for source in ending_sources if source.ends), None)
