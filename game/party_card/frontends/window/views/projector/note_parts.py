"""Turns notes and glossary entries into the parts of slides, each on slides of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from party_card.engine.entries import LATER_LABEL
from party_card.engine.grades import GRADES
from party_card.engine.page import Entry, Line, Note, Page, Question, Run
from party_card.engine.source_words import list_note_details
from party_card.evidence.cite import refers_to_note_before
from party_card.frontends.window.toolkit.letter_case import begin_upper_case
from party_card.frontends.window.views.answer_form import MODEL_ANSWER_LABEL
from party_card.frontends.window.views.projector.parts import Part, make_label, make_text
from party_card.localization import gettext, gettext_noop

NOTES_SECTION = gettext_noop("Sources")
GLOSSARY_SECTION = gettext_noop("Who’s who, and what the words mean")


def list_note_parts(page: Page, numbers: Sequence[int]) -> tuple[Part, ...]:
    """Returns the parts of some notes of a page."""
    notes = {note.number: note for note in page.notes}
    parts = (part for number in numbers if number in notes for part in _list_parts_of_note(page, notes[number]))
    return tuple(replace(part, section=gettext(NOTES_SECTION)) for part in parts)


def list_entry_parts(page: Page, ids: Sequence[str]) -> tuple[Part, ...]:
    """Returns the parts of some glossary entries of a page."""
    entries = {entry.id: entry for entry in page.entries}
    parts = (part for name in ids if name in entries for part in _list_parts_of_entry(entries[name]))
    return tuple(replace(part, section=gettext(GLOSSARY_SECTION)) for part in parts)


def list_model_answer_parts(question: Question) -> tuple[Part, ...]:
    """Returns what a good answer to a question draws on; nothing if the scene does not say."""
    if not question.draws_on:
        return ()
    return (make_label(gettext(MODEL_ANSWER_LABEL)), make_text(question.draws_on))


def _list_parts_of_note(page: Page, note: Note) -> Iterator[Part]:
    grade = GRADES[note.grade]
    yield make_label(f"{note.number} · {begin_upper_case(gettext(grade.word))}", begins_slide=True)
    yield make_text(note.text, "lead")
    for quote in note.quotes:
        yield make_text(gettext("The words of the time: “{quotation}”").format(quotation=quote), "account")
    if note.hedge:
        yield make_text(note.hedge, "account")
    yield Part(note.citation, "account", "soft", frame="bar")
    if (full_note := _find_full_note(page, note)) is not None:
        words = gettext("“Ibid.” stands for the source of note {number}:").format(number=full_note.number)
        yield Part((Run(f"{words} "), *full_note.citation), "account", "soft", frame="bar")
    for line in list_note_details(note):
        yield Part(line, "account", frame="bullet")


def _find_full_note(page: Page, note: Note) -> Note | None:
    """Returns the earlier note whose source the citation of a note repeats; None if it stands by itself."""
    if not refers_to_note_before(_get_plain_text(note.citation)):
        return None
    earlier_notes = (other for other in reversed(page.notes) if other.number < note.number)
    return next((other for other in earlier_notes if not refers_to_note_before(_get_plain_text(other.citation))), None)


def _get_plain_text(line: Line) -> str:
    return "".join(run.text for run in line)


def _list_parts_of_entry(entry: Entry) -> Iterator[Part]:
    years = f" · {entry.years}" if entry.years else ""
    yield make_label(f"{entry.name}{years}", begins_slide=True)
    yield Part(_drop_note_marks(entry.line), "lead")
    if entry.later:
        yield make_label(gettext(LATER_LABEL))
        yield Part(_drop_note_marks(entry.later))
    for note in entry.notes:
        yield Part(note.citation, "account", "soft", frame="bar")


def _drop_note_marks(line: Line) -> Line:
    """Returns a line without marks of notes, which are numbers of the entry and not of the page."""
    return tuple(run for run in line if run.note is None)
