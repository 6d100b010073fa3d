"""Decodes pages from exported scene data: numbers notes, writes citations, lists people and terms.

Invariant: notes are numbered in the order of lines, blocks first and then offers. A citation is full, short or "Ibid.",
depending only on the notes before it on the same page. Everything else is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from party_card.frontends.shared import scene_data
from party_card.frontends.shared.scene_data import CitationRow, Json

_EMPTY_PAGE_FIELDS = (
    "kind", "scene", "title", "heading", "when", "where", "who", "picture", "alt", "basis", "ending", "passage",
    "since",
)  # fmt: skip


class PageDecoder:
    """Decodes the blocks and offers of one page, in order. A line is a number, or a text that is in no table."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self._note_numbers: dict[int, int] = {}
        self._forms: dict[int, str] = {}

    def decode_page(self, blocks: Iterable[list[Any]], offers: Iterable[Json] = ()) -> Json:
        """Returns a page of these blocks and offers; its other fields are empty."""
        return {
            **dict.fromkeys(_EMPTY_PAGE_FIELDS, ""), "step": 0, "steps": 0,
            "blocks": [self.decode_block(block) for block in blocks],
            "offers": [self.decode_offer(offer) for offer in offers],
            "notes": self.list_notes(), "entries": self.list_entries(),
        }  # fmt: skip

    def decode_block(self, row: list[Any]) -> Json:
        """Returns a block as a JSON object from its encoded row."""
        kind, _, *fields = row
        if kind == scene_data.HEADING:
            return {"type": "heading", "text": fields[0]}
        if kind in (scene_data.PARAGRAPH, scene_data.UNKNOWN):
            self._add_forms(*fields[1:])
            block_type = "paragraph" if kind == scene_data.PARAGRAPH else "unknown"
            return {"type": block_type, "line": self._block_line(fields[0])}
        if kind == scene_data.DOCUMENT:
            return {"type": "document", "lines": [self._block_line(line) for line in fields[0]]}
        if kind == scene_data.CONTENT_NOTE:
            topics, summary = fields
            return {"type": "content-note", "topics": topics, "summary": [self._block_line(line) for line in summary]}
        if kind == scene_data.RECORD_PARAGRAPH:
            date, line, grades = fields
            return {"type": "account", "date": date, "line": self._block_line(line), "grades": self._grades(grades)}
        if kind == scene_data.CHART:
            return self._chart(*fields)
        if kind == scene_data.QUESTION:
            line, skill, draws_on = fields
            runs = self._block_line(line)
            return {"type": "question", "line": runs, "skill": self.data["skills"][skill], "draws_on": draws_on}
        if kind == scene_data.LINK:
            word, date, line, grades = fields
            link = {"type": "link", "word": self.data["words"][word], "date": date, "line": self._block_line(line)}
            return {**link, "grades": self._grades(grades)}
        if kind != scene_data.COMPARISON:
            raise ValueError(f"there is no block of kind {kind}")
        lines, (date, was_done, grades), flags = fields
        return {
            "type": "comparison",
            "did": self._block_line(lines),
            "date": date,
            "was_done": self._block_line(was_done),
            "grades": self._grades(grades),
            "matches": bool(flags & scene_data.MATCHES),
        }

    def decode_offer(self, offer: Json) -> Json:
        """Returns an offer with runs in place of the numbers of its lines."""
        reason = self._line(offer["reason"]) if offer["reason"] != scene_data.NONE else []
        return {**offer, "line": self._line(offer["line"]), "reason": reason}

    def list_notes(self) -> list[Json]:
        """Returns the notes cited so far, as JSON objects."""
        notes: list[Json] = []
        previous_row: CitationRow | None = None
        cited_sources: set[int] = set()
        for row_number, number in self._note_numbers.items():
            row = CitationRow(*self.data["cited"][row_number])
            note = {"number": number, "fact": row.name, "text": row.text, "grade": self.data["grades"][row.grade][0]}
            citation = self._citation(row, previous_row, cited_sources)
            notes.append({**note, "quotes": row.quotes, "citation": citation, "hedge": row.hedge})
            previous_row = row
            cited_sources.add(row.source)
        return notes

    def format_citations(self, row_numbers: Iterable[int]) -> list[list[Any]]:
        """Returns the citations of these rows of `cited`, one note after the other."""
        for number in row_numbers:
            self._note(number)
        return [note["citation"] for note in self.list_notes()]

    def list_entries(self) -> list[Json]:
        """Returns the people, then the terms, that were named so far."""
        entries = []
        for number, form in self._forms.items():
            kind, identifier, name, text = self.data["entries"][number]
            entries.append({"id": identifier, "kind": kind, "form": form, "name": name, "text": text})
        return [entry for kind in ("person", "term") for entry in entries if entry["kind"] == kind]

    def _chart(self, title: str, unit: str, rows: list[Any], row: int, remark: str, distances: list[float]) -> Json:
        bars = [
            {"label": label, "value": value, "shown": text, "bound": self.data["bounds"][bound]}
            for label, value, text, bound in rows
        ]
        chart = {"type": "chart", "title": title, "unit": unit, "bars": bars, "note": self._note(row)}
        return {**chart, "remark": remark, "at": distances}

    def _citation(self, row: CitationRow, previous_row: CitationRow | None, cited_sources: set[int]) -> list[Any]:
        full_form, short_form, ibid_form, section_form = self.data["templates"][row.template]
        if previous_row is not None and previous_row.source == row.source:
            if previous_row.locator == row.locator:
                return [self.data["said"]["ibid"]]
            if row.section >= 0 and previous_row.section == row.section:
                return _fill_template(section_form, row.section_locator_text or row.locator_text)
            return _fill_template(ibid_form, row.locator_text)
        return _fill_template(short_form if row.source in cited_sources else full_form, row.locator_text)

    def _block_line(self, line: int | str | list[int]) -> list[Any]:
        """Returns the runs of a line of a block, and adds the people and terms in it; joins several lines to one."""
        if isinstance(line, list):
            runs: list[Any] = []
            for part_line in line:
                runs += [*([" "] if runs else []), *self._block_line(part_line)]
            return runs
        forms_by_line = self.data["met"]
        if isinstance(line, int) and line < len(forms_by_line):
            self._add_forms(forms_by_line[line] or ())
        return self._line(line)

    def _add_forms(self, forms: Iterable[int] = ()) -> None:
        for number in forms:
            entry, form = self.data["forms"][number]
            self._forms.setdefault(entry, form)

    def _line(self, line: int | str) -> list[Any]:
        runs = self.data["lines"][line] if isinstance(line, int) else line
        if isinstance(runs, str):
            return [runs]
        return [self._note(run) if isinstance(run, int) else run for run in runs]

    def _note(self, row_number: int) -> int:
        return self._note_numbers.setdefault(row_number, len(self._note_numbers) + 1)

    def _grades(self, grades: list[int]) -> list[str]:
        return [self.data["grades"][grade][0] for grade in grades]


def _fill_template(template: list[Any], locator: str) -> list[Any]:
    """Returns a citation with its locator in place of None; neighbouring plain runs become one."""
    runs: list[Any] = []
    for item in template:
        run = locator if item is None else item
        if runs and isinstance(run, str) and isinstance(runs[-1], str):
            runs[-1] += run
        else:
            runs.append(run)
    return runs
