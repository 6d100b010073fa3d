"""Encodes lines of text: their runs, the facts that they cite, the people and terms that they name.

Invariant: a line is searched for people and terms here, once, with the glossary of its scene; the page only looks up
the result.
"""

from __future__ import annotations

from typing import Any

from party_card.engine.compiled import Evidence
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Entry, Line
from party_card.frontends.html.encode.citations import CitationTable
from party_card.frontends.html.encode.interning import intern

EntryRow = tuple[str, str, str, str]
Runs = tuple[str | int | tuple[int, str], ...]
"""Runs of a line: text, the number of a row of `cited`, or a style (1 italic, 2 bold, 3 both) with its text."""


class StringTable:
    """Collects the rows of `lines`, `met`, `forms` and `entries`, each once, for all scenes of a file."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Runs, tuple[int, ...]], int] = {}
        self._forms: dict[tuple[int, str], int] = {}
        self._entries: dict[EntryRow, int] = {}

    def intern_form(self, entry: Entry) -> int:
        """Returns the number of an entry of the glossary together with the form in which a text names it."""
        row = (entry.kind, entry.id, entry.name, entry.text)
        return intern(self._forms, (intern(self._entries, row), entry.form))

    def intern_line(self, runs: Runs, forms: tuple[int, ...]) -> int:
        """Returns the number of a line that names these forms."""
        return intern(self._lines, (runs, forms))

    def build_rows(self) -> dict[str, list[Any]]:
        """Returns the rows by their key in the data."""
        forms_by_line = [list(forms) if forms else 0 for _, forms in self._lines]
        while forms_by_line and forms_by_line[-1] == 0:
            forms_by_line.pop()
        return {
            "lines": [_compact_runs(runs) for runs, _ in self._lines],
            "met": forms_by_line,
            "forms": [list(row) for row in self._forms],
            "entries": [list(row) for row in self._entries],
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

    def encode_line(self, line: Line) -> int:
        """Returns the number of a line of a block, with the people and terms that it names."""
        return self._strings.intern_line(self._row(line), tuple(self.find_forms("".join(run.text for run in line))))

    def encode_text(self, text: str) -> int:
        """Returns the number of a line of an offer; it is not searched for people and terms."""
        return self._strings.intern_line(self._row(self.notes.add_line(text)), ())

    def find_forms(self, text: str) -> list[int]:
        """Returns the numbers of the forms of people and terms that a text names."""
        return [self._strings.intern_form(entry) for entry in self._evidence.glossary.find_entries(text)]

    def _row(self, line: Line) -> Runs:
        runs: list[str | int | tuple[int, str]] = []
        for run in line:
            style = run.italic + 2 * run.bold
            encoded_run = (style, run.text) if style else run.text
            runs.append(encoded_run if run.note is None else self.encode_note(run.note))
        return tuple(runs)


def _compact_runs(runs: Runs) -> str | list[Any]:
    return runs[0] if len(runs) == 1 and isinstance(runs[0], str) else list(runs)
