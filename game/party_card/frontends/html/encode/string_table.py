"""Encodes lines of text: their runs, the facts that they cite, the people and terms that they name.

Invariant: a line is searched for people and terms here, once, with the glossary of its scene; the page only looks up
the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from party_card.content.models import FactId, Person
from party_card.engine.campaign_glossary import EntryKey, identify_entry
from party_card.engine.compiled import Evidence
from party_card.engine.entries import build_entry
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.glossary import Subject
from party_card.engine.page import Line
from party_card.frontends.html.encode.citations import CitationTable
from party_card.frontends.html.encode.interning import intern
from party_card.frontends.shared.scene_data import NONE, EncodedLine, EntryRow

Runs = tuple[str | int | tuple[int, str], ...]
"""Runs of a line: text, the number of a row of `cited`, or a style (1 italic, 2 bold, 3 both) with its text."""


class StringTable:
    """Collects the rows of `lines`, `met`, `forms` and `entries`, each once, for all scenes of a file.

    `language` is that of the page; lines in another one are kept apart.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._lines: dict[tuple[Runs, tuple[int, ...], str], int] = {}
        self._forms: dict[tuple[int, str], int] = {}
        self._entries: dict[EntryRow, int] = {}
        self.named_keys: set[EntryKey] = set()
        """The entries that some text names."""

    def intern_form(self, row: EntryRow, form: str) -> int:
        """Returns the number of an entry of the glossary together with the form in which a text names it."""
        return intern(self._forms, (intern(self._entries, row), form))

    def sort_entries(self, rows: Sequence[EntryRow]) -> None:
        """Adds entries that no text names, and numbers all in the order of `rows`, which is that of the glossary."""
        former_rows = list(self._entries)
        self._entries = {}
        for row in (*rows, *former_rows):
            intern(self._entries, row)
        forms = [(self._entries[former_rows[entry]], form) for entry, form in self._forms]
        self._forms = {form: number for number, form in enumerate(forms)}

    def is_foreign(self, language: str) -> bool:
        """Returns True if a language is another than that of the page; its variety does not matter."""
        return language.partition("-")[0] != self._language.partition("-")[0]

    def intern_line(self, runs: Runs, forms: tuple[int, ...], language: str = "") -> EncodedLine:
        """Returns the number of a line that names these forms; the text of a plain line that names none.

        `language` is that of the line, if it is known. One in another language than the page always has a number.
        """
        foreign_language = language if language and self.is_foreign(language) else ""
        if not forms and len(runs) == 1 and isinstance(runs[0], str) and not foreign_language:
            return runs[0]
        return intern(self._lines, (runs, forms, foreign_language))

    def list_foreign_lines(self) -> dict[str, list[list[int]]]:
        """Returns for each language but that of the page its lines, as ranges of the first number and the count."""
        found: dict[str, list[list[int]]] = {}
        for number, (_, _, language) in enumerate(self._lines):
            ranges = found.setdefault(language, [])
            if ranges and sum(ranges[-1]) == number:
                ranges[-1][1] += 1
            else:
                ranges.append([number, 1])
        return {language: ranges for language, ranges in found.items() if language}

    def build_rows(self) -> dict[str, list[Any]]:
        """Returns the rows by their key in the data."""
        forms_by_line = [list(forms) if forms else 0 for _, forms, _ in self._lines]
        while forms_by_line and forms_by_line[-1] == 0:
            forms_by_line.pop()
        return {
            "lines": [list(runs) for runs, _, _ in self._lines],
            "met": forms_by_line,
            "forms": [list(row) for row in self._forms],
            "entries": [_trim(row) for row in self._entries],
        }


class LineEncoder:
    """Encodes the lines of one scene, or of the pages between scenes, into tables that all scenes share."""

    def __init__(self, evidence: Evidence, strings: StringTable, citations: CitationTable) -> None:
        self.notes = FootnoteCollector(evidence)
        self._evidence = evidence
        self._strings = strings
        self._citations = citations
        self._citation_numbers: list[int] = []

    def encode_note(self, note: int) -> int:
        """Returns the number of the row of `cited` for a note of this scene."""
        for name, item in self.notes.cited_items[len(self._citation_numbers) :]:
            self._citation_numbers.append(self._citations.intern(self._evidence, name, item))
        return self._citation_numbers[note - 1]

    def encode_line(self, line: Line) -> EncodedLine:
        """Returns a line of a block, with the people and terms that it names."""
        forms = tuple(self.find_forms("".join(run.text for run in line)))
        return self._strings.intern_line(self._row(line), forms, self._evidence.language)

    def encode_text(self, text: str) -> EncodedLine:
        """Returns a line of an offer; it is not searched for people and terms."""
        return self._strings.intern_line(self._row(self.notes.add_line(text)), (), self._evidence.language)

    def find_forms(self, text: str) -> list[int]:
        """Returns the numbers of the forms of people and terms that a text names."""
        return [
            self._strings.intern_form(self.encode_subject(mention.subject, is_named=True), mention.form)
            for mention in self._evidence.glossary.find_mentions(text)
        ]

    def encode_subject(self, subject: Subject, *, is_named: bool) -> EntryRow:
        """Returns the row of an entry: as it is before an ending, and what is added after it.

        Of a person whom no text names only the explanation is written, without notes: nobody can meet them, so that
        nothing is ever added, and what the notes rest on would make a page half as large again.
        """
        entry = build_entry(self._evidence, subject, is_after_ending=False)
        if is_named:
            self._strings.named_keys.add(identify_entry(entry))
        if not is_named or not isinstance(subject.content, Person):
            text = self._strings.intern_line((entry.text,), ())
            return EntryRow(entry.kind, entry.id, entry.name, text, entry.years, NONE, entry.years)
        later_entry = build_entry(self._evidence, subject, is_after_ending=True)
        facts = self._evidence.find_facts_about(subject.id, subject.content)
        numbers = [
            self._citations.intern(self._evidence, note.fact, facts[FactId(note.fact)]) for note in later_entry.notes
        ]
        line, later = (
            self._strings.intern_line(_encode_runs(line, lambda note: numbers[note - 1]), ()) if line else NONE
            for line in (later_entry.line, later_entry.later)
        )
        return EntryRow(entry.kind, entry.id, entry.name, line, entry.years, later, later_entry.years)

    def _row(self, line: Line) -> Runs:
        return _encode_runs(line, self.encode_note)


def _trim(row: EntryRow) -> list[Any]:
    """Returns the fields of a row, of a term only those without default."""
    return list(row if row.kind == "person" else row[:4])


def _encode_runs(line: Line, encode_note: Callable[[int], int]) -> Runs:
    """Returns the runs of a line, each note as the number of its row of `cited`."""
    runs: list[str | int | tuple[int, str]] = []
    for run in line:
        style = run.italic + 2 * run.bold
        encoded_run = (style, run.text) if style else run.text
        runs.append(encoded_run if run.note is None else encode_note(run.note))
    return tuple(runs)
