"""Lines of text with all that a page must know of them: their runs, what they cite, whom and what they name.

Law: a line is searched for people and terms once, here, by the glossary of its scene; the page looks up what was met.
"""

from __future__ import annotations

from typing import Any

from party_card.engine.compiled import Evidence
from party_card.engine.footnotes import FootnoteCollector
from party_card.engine.page import Entry, Line
from party_card.frontends.html.encode.citations import Citations

EntryRow = tuple[str, str, str, str]
Runs = tuple[str | int | tuple[int, str], ...]


class Lines:
    """The rows `lines`, `met`, `forms` and `entries` of the data, each once; they are known by their number."""

    def __init__(self) -> None:
        self._lines: dict[tuple[Runs, tuple[int, ...]], int] = {}
        self._forms: dict[tuple[int, str], int] = {}
        self._entries: dict[EntryRow, int] = {}

    def form(self, entry: Entry) -> int:
        """An entry of the glossary as a text names it."""
        row = (entry.kind, entry.id, entry.name, entry.text)
        key = (self._entries.setdefault(row, len(self._entries)), entry.form)
        return self._forms.setdefault(key, len(self._forms))

    def number(self, runs: Runs, met: tuple[int, ...]) -> int:
        """A line."""
        return self._lines.setdefault((runs, met), len(self._lines))

    def rows(self) -> dict[str, list[Any]]:
        """The rows by the name they have in the data."""
        met = [list(forms) if forms else 0 for _, forms in self._lines]
        while met and met[-1] == 0:
            met.pop()
        return {
            "lines": [_written(runs) for runs, _ in self._lines],
            "met": met,
            "forms": [list(row) for row in self._forms],
            "entries": [list(row) for row in self._entries],
        }


class SceneLines:
    """The lines of one scene, or of what is told between scenes, on their way into the rows that all share."""

    def __init__(self, evidence: Evidence, lines: Lines, citations: Citations) -> None:
        self.notes = FootnoteCollector(evidence)
        self._evidence = evidence
        self._lines = lines
        self._citations = citations
        self._cited: list[int] = []

    def cited(self, note: int) -> int:
        """The row of what a note of this scene is about."""
        for name, item in self.notes.items[len(self._cited) :]:
            self._cited.append(self._citations.number(self._evidence, name, item))
        return self._cited[note - 1]

    def number(self, line: Line) -> int:
        """A line of a block: it is searched for people and terms."""
        return self._lines.number(self._runs(line), tuple(self.met("".join(run.text for run in line))))

    def met(self, text: str) -> list[int]:
        """Whom and what a text names."""
        return [self._lines.form(entry) for entry in self._evidence.glossary.entries(text)]

    def said(self, text: str) -> int:
        """A line of an offer."""
        return self._lines.number(self._runs(self.notes.add_line(text)), ())

    def _runs(self, line: Line) -> Runs:
        runs: list[str | int | tuple[int, str]] = []
        for run in line:
            style = run.italic + 2 * run.bold
            runs.append(self.cited(run.note) if run.note is not None else (style, run.text) if style else run.text)
        return tuple(runs)


def _written(runs: Runs) -> str | list[Any]:
    return runs[0] if len(runs) == 1 and isinstance(runs[0], str) else list(runs)
