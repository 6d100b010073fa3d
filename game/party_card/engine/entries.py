"""Builds the entries of the glossary: terms explained, and people with who they were and what became of them.

Invariant: what became of somebody is shown only after the ending of a scene, for it would tell how things went on. This
is decided here and nowhere else: before the ending an entry does not hold it. The notes of an entry are numbered within
the entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from party_card.content.models import NOT_FOUND, Person
from party_card.content.prose import smart_quotes
from party_card.engine.compiled import Evidence
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Subject
from party_card.engine.page import Block, Entry, Line, PageKind, Run, list_block_lines
from party_card.localization import current_language, gettext, gettext_noop

PAGES_AFTER_ENDING: frozenset[PageKind] = frozenset(
    {"record", "debrief", "finished", "winter", "archive", "folder", "provenance"}
)
"""The kinds of pages that say what became of people. An intermission does not: it leads to the next scene."""
LATER_LABEL = gettext_noop("What became of them")
"""The words above what is told of a person's later life."""
NOT_FOUND_TEXT = gettext_noop("What became of this person was not found.")
"""What is shown where somebody has looked for it and has found no source."""


def find_entries(evidence: Evidence, text: str, *, is_after_ending: bool) -> tuple[Entry, ...]:
    """Returns the entries of the people and terms that a text names: people first, each with the form found."""
    return tuple(
        replace(build_entry(evidence, mention.subject, is_after_ending=is_after_ending), form=mention.form)
        for mention in evidence.glossary.find_mentions(text)
    )


def find_page_entries(evidence: Evidence, blocks: Iterable[Block], kind: PageKind) -> tuple[Entry, ...]:
    """Returns the entries of the people and terms that the blocks of a page of this kind name."""
    lines = (line for block in blocks for line in list_block_lines(block))
    text = "\n".join("".join(run.text for run in line) for line in lines)
    return find_entries(evidence, text, is_after_ending=kind in PAGES_AFTER_ENDING)


def build_entry(evidence: Evidence, subject: Subject, *, is_after_ending: bool) -> Entry:
    """Returns the entry of a person or a term, under its own name."""
    cache, key = evidence.glossary.entry_cache, (current_language(), subject.kind, subject.id, is_after_ending)
    if key not in cache:
        content = subject.content
        if isinstance(content, Person):
            cache[key] = _build_person(evidence, subject.id, content, is_after_ending=is_after_ending)
        else:
            line = (Run(smart_quotes(content.text)),)
            cache[key] = Entry(subject.id, "term", smart_quotes(content.name), smart_quotes(content.name), line)
    return cache[key]


def _build_person(evidence: Evidence, name: str, person: Person, *, is_after_ending: bool) -> Entry:
    notes = FootnoteCollector(evidence, evidence.find_facts_about(name, person))
    line = notes.add_line(person.was)
    later: Line = ()
    if is_after_ending and person.later:
        later = (Run(gettext(NOT_FOUND_TEXT)),) if person.later == NOT_FOUND else notes.add_line(person.later)
    return Entry(
        id=name,
        kind="person",
        form=smart_quotes(person.name),
        name=smart_quotes(person.name),
        line=line,
        years=format_years(person, is_after_ending=is_after_ending),
        later=later,
        notes=notes.build_notes(),
    )


def format_years(person: Person, *, is_after_ending: bool) -> str:
    """Returns the years of a life; that of the death, which is later than the scenes, only after an ending."""
    born, died = person.born, person.died if is_after_ending else None
    if born and died:
        return f"{born}–{died}"
    if born:
        return gettext("born {year}").format(year=born)
    return gettext("died {year}").format(year=died) if died else ""
