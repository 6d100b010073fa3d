"""Decodes pages from exported scene data: numbers notes, writes citations, lists people and terms.

Invariant: notes are numbered in the order of lines, blocks first and then offers. A citation is full, short or "Ibid.",
depending only on the notes before it on the same page. Everything else is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from party_card.frontends.shared import scene_data
from party_card.frontends.shared.scene_data import CitationRow, EncodedLine, EntryRow, Json, list_runs

_EMPTY_PAGE_FIELDS = (
    "kind", "scene", "title", "heading", "when", "where", "who", "picture", "alt", "basis", "ending", "cost",
    "passage", "since",
)  # fmt: skip
_SHEET_FIELDS = (
    "form", "kind", "head", "texts", "columns", "rows", "answers", "kept", "remark", "citations",
)  # fmt: skip
_TEXT_FIELDS = ("heading", "language", "paragraphs", "remark")


class PageDecoder:
    """Decodes the blocks and offers of one page, in order."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self._note_numbers: dict[int, int] = {}
        self._forms: dict[int, str] = {}
        self._uses_ibid = True

    def decode_page(self, kind: str, blocks: Iterable[list[Any]], offers: Iterable[Json] = ()) -> Json:
        """Returns a page of these blocks and offers; its other fields are empty."""
        return {
            **dict.fromkeys(_EMPTY_PAGE_FIELDS, ""), "kind": kind, "step": 0, "steps": 0, "minutes": 0,
            "causes": [], "map": None,
            "blocks": [self.decode_block(block) for block in blocks],
            "offers": [self.decode_offer(offer) for offer in offers],
            "notes": self.list_notes(), "entries": self.list_entries(kind),
        }  # fmt: skip

    def decode_block(self, row: list[Any]) -> Json:
        """Returns a block as a JSON object from its encoded row."""
        kind, _, *fields = row
        if kind == scene_data.HEADING:
            level = 1 if len(fields) < 2 else fields[1]
            if level == 0:
                self._uses_ibid = False
            return {"type": "heading", "text": fields[0], "level": level}
        if kind in (scene_data.PARAGRAPH, scene_data.UNKNOWN):
            self._add_forms(*fields[1:])
            block_type = "paragraph" if kind == scene_data.PARAGRAPH else "unknown"
            return {"type": block_type, "line": self._block_line(fields[0])}
        if kind == scene_data.HOOK:
            return {"type": "hook", "line": self._block_line(fields[0])}
        if kind in (scene_data.DOCUMENT, scene_data.ABOUT):
            block_type = "document" if kind == scene_data.DOCUMENT else "about"
            return {"type": block_type, "lines": [self._block_line(line) for line in fields[0]]}
        if kind == scene_data.CONTENT_NOTE:
            topics, summary = fields
            return {"type": "content-note", "topics": topics, "summary": [self._block_line(line) for line in summary]}
        if kind == scene_data.RECORD_PARAGRAPH:
            date, line, grades = fields
            return {"type": "account", "date": date, "line": self._block_line(line), "grades": self._grades(grades)}
        if kind == scene_data.CHART:
            return self._chart(*fields)
        if kind == scene_data.STATEMENT:
            label, line, grades = fields
            runs = self._block_line(line)
            return {"type": "statement", "word": label, "line": runs, "grades": self._grades(grades)}
        if kind == scene_data.SOURCE_COMPARISON:
            return self._source_comparison(*fields)
        if kind == scene_data.QUESTION:
            line, skill, draws_on, *rubric = fields
            question = {"type": "question", "line": self._block_line(line), "skill": self.data["skills"][skill]}
            return {**question, "draws_on": draws_on, "rubric": rubric}
        if kind == scene_data.LINK:
            word, date, line, grades = fields
            link = {"type": "link", "word": self.data["words"][word], "date": date, "line": self._block_line(line)}
            return {**link, "grades": self._grades(grades)}
        if isinstance(kind, str):
            return self._file_block(kind, *fields)
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

    def _file_block(self, kind: str, *fields: Any) -> Json:
        if kind == scene_data.FILE_CARD:
            name, office, is_invented, stamp, decision_count, unrecorded_count = fields
            card = {"type": kind, "name": name, "office": self._optional_line(office), "invented": is_invented}
            return {**card, "stamp": stamp, "decisions": decision_count, "unrecorded": unrecorded_count}
        if kind == scene_data.FILE_PAPER:
            letter, paper_kind, title, lines, kept, decisions = fields
            paper = {"type": kind, "letter": letter, "kind": paper_kind, "title": title}
            texts = {"lines": [self._block_line(line) for line in lines], "kept": self._optional_line(kept)}
            return {**paper, **texts, "decisions": decisions}
        if kind == scene_data.FILE_DECISION:
            number, line, papers, titles, listener = fields
            decision = {"type": kind, "number": number, "line": self._block_line(line), "papers": papers}
            return {**decision, "titles": titles, "listener": listener}
        if kind in (scene_data.FOLDER, scene_data.THING):
            folder: Json = fields[0]
            return folder
        if kind == scene_data.STEP:
            step, date, office, line, imprint, forms = fields
            self._add_forms(forms)
            text = {"line": self._optional_line(line), "imprint": imprint}
            return {"type": kind, "kind": step, "date": date, "office": office, **text}
        if kind == scene_data.FILE_GAP:
            return {"type": kind, "line": self._line(fields[0])}
        line, certainty, reason = fields
        runs = [run for run in list_runs(self.data, line) if not isinstance(run, int)]
        return {"type": kind, "line": runs, "certainty": certainty, "reason": reason}

    def _optional_line(self, line: EncodedLine) -> list[Any]:
        return [] if line == scene_data.NONE else self._block_line(line)

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
            attestations = self._attestations(row, row.text)
            compared = {"attestations": attestations, "conclusion": row.conclusion}
            sheet = _decode_sheet(row.document) if row.document else None
            notes.append(
                {**note, "quotes": row.quotes, "citation": citation, "hedge": row.hedge, **compared, "document": sheet}
            )
            # "Ibid." after a note on several sources could mean each of them.
            has_several_sources = row.attestations or (sheet and sheet["citations"])
            previous_row = None if has_several_sources or not self._uses_ibid else row
            cited_sources.add(row.source)
        return notes

    def format_citations(self, row_numbers: Iterable[int]) -> list[list[Any]]:
        """Returns the citations of these rows of `cited`, one note after the other."""
        for number in row_numbers:
            self._note(number)
        return [note["citation"] for note in self.list_notes()]

    def list_entries(self, page_kind: str) -> list[Json]:
        """Returns the people, then the terms, that were named so far, as a page of this kind has them."""
        is_after_ending = page_kind in self.data["after"]
        entries = [
            {**decode_entry(self.data, number, is_after_ending=is_after_ending), "form": form}
            for number, form in self._forms.items()
        ]
        return [entry for kind in ("person", "term") for entry in entries if entry["kind"] == kind]

    def list_document_entries(self) -> list[Json]:
        """Returns the people, then the terms, as after an ending, their notes numbered with those of the document."""
        rows = sorted(self._forms, key=lambda number: self.data["entries"][number][0] == "term")
        return [self.decode_entry(number, is_after_ending=True) for number in rows]

    def decode_entry(self, number: int, *, is_after_ending: bool) -> Json:
        """Returns an entry without its form; its notes are numbered with those of the page or document."""
        row = EntryRow(*self.data["entries"][number])
        line = self._line(row.line)
        later = self._line(row.later) if is_after_ending and row.later != scene_data.NONE else []
        years = row.years_after if is_after_ending else row.years
        return {"id": row.name, "kind": row.kind, "name": row.title, "years": years, "line": line, "later": later}

    def _chart(self, title: str, unit: str, rows: list[Any], row: int, remark: str, distances: list[float]) -> Json:
        bars = [self._bar(*fields) for fields in rows]
        note = self._note(row) if row != scene_data.NONE else 0
        chart = {"type": "chart", "title": title, "unit": unit, "bars": bars, "note": note}
        return {**chart, "remark": remark, "at": distances}

    def _bar(
        self, label: str, value: float, text: str, bound: int, low: float | None = None,
        by: EncodedLine = scene_data.NONE, grade: int = 0,
    ) -> Json:  # fmt: skip
        number = {"label": label, "value": value, "shown": text, "bound": self.data["bounds"][bound], "low": low}
        if by == scene_data.NONE:
            return {**number, "by": [], "grade": ""}
        return {**number, "by": self._block_line(by), "grade": self.data["grades"][grade][0]}

    def _source_comparison(self, line: EncodedLine, grades: list[int], row: int, gap: str) -> Json:
        cited = CitationRow(*self.data["cited"][row])
        attestations = self._attestations(cited, "")  # the claim itself stands above what its sources say
        claim = {"type": "source-comparison", "line": self._block_line(line), "grades": self._grades(grades)}
        return {**claim, "attestations": attestations, "gap": gap, "conclusion": cited.conclusion}

    def _citation(self, row: CitationRow, previous_row: CitationRow | None, cited_sources: set[int]) -> list[Any]:
        full_form, short_form, ibid_form, section_form = self.data["templates"][row.template]
        if previous_row is not None and previous_row.source == row.source:
            if previous_row.locator == row.locator:
                return [self.data["said"]["ibid"]]
            if row.section >= 0 and previous_row.section == row.section:
                return _fill_template(section_form, row.section_locator_text or row.locator_text)
            return _fill_template(ibid_form, row.locator_text)
        return _fill_template(short_form if row.source in cited_sources else full_form, row.locator_text)

    def _attestations(self, row: CitationRow, claim: str) -> list[Json]:
        """Returns what each of several sources says; `claim` stands where the first has no sentence of its own."""
        attestations = []
        for number, (stance, voice, locator_text, value, says) in enumerate(row.attestations):
            knowledge, interest, form = self.data["voices"][voice]
            knows = {"stance": stance, "knowledge": knowledge, "interest": interest, "value": value}
            attestations.append(
                {**knows, "says": says or ("" if number else claim), "citation": _fill_template(form, locator_text)}
            )
        return attestations

    def _block_line(self, line: EncodedLine | list[EncodedLine]) -> list[Any]:
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

    def _line(self, line: EncodedLine) -> list[Any]:
        return [self._note(run) if isinstance(run, int) else run for run in list_runs(self.data, line)]

    def _note(self, row_number: int) -> int:
        return self._note_numbers.setdefault(row_number, len(self._note_numbers) + 1)

    def _grades(self, grades: list[int]) -> list[str]:
        return [self.data["grades"][grade][0] for grade in grades]


def decode_entry(data: Json, number: int, *, is_after_ending: bool) -> Json:
    """Returns an entry without its form, with notes of its own."""
    decoder = PageDecoder(data)
    entry = decoder.decode_entry(number, is_after_ending=is_after_ending)
    return {**entry, "notes": decoder.list_notes()}


def _decode_sheet(row: tuple[Any, ...]) -> Json:
    """Returns the sheet of a document as a JSON object."""
    sheet = dict(zip(_SHEET_FIELDS, row, strict=True))
    texts = [dict(zip(_TEXT_FIELDS, fields, strict=True)) for fields in sheet["texts"]]
    return {**sheet, "texts": texts}


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
