"""Encodes cited facts and figures, with their citations in every form that a page can need.

Invariant: a citation depends on its own locator, on the note before it, and on whether its source was cited before:
full, short, "Ibid." alone, or "Ibid." with the locator, with or without its section. `party_card.evidence.cite` writes
all of them; each form is stored once, as a template with None in place of the locator.
"""

from __future__ import annotations

from typing import Any

from party_card.content.models import Cite, Document, Fact, Figure, SourceId
from party_card.engine.compiled import Evidence
from party_card.engine.document_words import FORMS, describe_head, get_remark, list_answers, list_texts
from party_card.engine.footnotes import build_note
from party_card.engine.grades import GRADES
from party_card.engine.page import Line, Note, Sheet
from party_card.engine.source_words import describe_knowledge, name_stance
from party_card.evidence.cite import (
    format_full_note,
    format_ibid,
    format_locator,
    format_short_note,
    get_part,
    list_sections,
)
from party_card.evidence.rich_text import RichText, to_plain
from party_card.frontends.html.encode.interning import intern
from party_card.frontends.shared.scene_data import CitationRow
from party_card.localization import gettext

GRADE_NAMES: tuple[str, ...] = tuple(GRADES)

Template = tuple[str | tuple[int, str] | None, ...]


class CitationTable:
    """Collects the rows of `cited` and `templates`, each once; a row is known by its number."""

    def __init__(self) -> None:
        self._citations: dict[CitationRow, int] = {}
        self._templates: dict[tuple[Template, ...], int] = {}
        self._voices: dict[tuple[Any, ...], int] = {}
        self._sources: dict[SourceId, int] = {}
        self._locators: dict[object, int] = {}
        self._sections: dict[object, int] = {}

    def intern(self, evidence: Evidence, name: str, item: Fact | Document | Figure) -> int:
        """Returns the number of the row of a cited fact, document or figure."""
        cite = item.main_cite
        source, index = evidence.sources[cite.source], evidence.indexes.get(cite.source)
        cited_sections = list_sections(index, cite)
        other_locator_cite = Cite(source=cite.source, page="\0")
        same_section_cite = Cite(source=cite.source, p=cite.p, n=cite.n, page="\0")
        locator = to_plain(format_locator(index, cite))
        locator_in_section = to_plain(format_locator(index, cite, with_sections=len(cited_sections) != 1))
        forms = (
            _make_template(format_full_note(source, index, cite), locator),
            _make_template(format_short_note(source, index, cite), locator),
            _make_template(format_ibid(source, index, cite, other_locator_cite), locator),
            _make_template(format_ibid(source, index, cite, same_section_cite), locator_in_section),
        )
        note = build_note(0, name, item, evidence, ())
        row = CitationRow(
            name,
            note.text,
            GRADE_NAMES.index(note.grade),
            note.quotes,
            note.hedge,
            intern(self._templates, forms),
            intern(self._sources, cite.source),
            intern(self._locators, (get_part(cite), cite.source, frozenset(cite.paragraphs), frozenset(cite.notes))),
            intern(self._sections, (cite.source, cited_sections[0])) if len(cited_sections) == 1 else -1,
            locator,
            "" if locator_in_section == locator else locator_in_section,
        )
        if note.attestations and isinstance(item, Fact):
            row = row._replace(attestations=self._encode_attestations(evidence, item, note), conclusion=note.conclusion)
        if note.document is not None:
            row = row._replace(document=_encode_sheet(note.document))
        return intern(self._citations, row)

    def list_citation_rows(self) -> list[list[Any]]:
        """Returns the rows of `cited`: the fields of `CitationRow`, without empty ones at the end."""
        return [_trim(list(row)) for row in self._citations]

    def list_voice_rows(self) -> list[list[Any]]:
        """Returns the rows of `voices`: how a source knows, what it wanted, and its full citation as a template."""
        return [list(row) for row in self._voices]

    def list_template_rows(self) -> list[list[list[Any]]]:
        """Returns the rows of `templates`: full, short, "Ibid.", and "Ibid." in the same section."""
        return [[list(form) for form in forms] for forms in self._templates]

    def _encode_attestations(self, evidence: Evidence, item: Fact, note: Note) -> tuple[tuple[Any, ...], ...]:
        """Returns a row for each source: heading, voice, locator, value, sentence if it is not the claim itself."""
        cites = [cite for cite in item.cites if cite.source in evidence.sources]
        rows: list[tuple[Any, ...]] = []
        for attestation, cite in zip(note.attestations, cites, strict=True):
            source, index = evidence.sources[cite.source], evidence.indexes.get(cite.source)
            locator = to_plain(format_locator(index, cite))
            citation = _make_template(format_full_note(source, index, cite), locator)
            voice = intern(self._voices, (describe_knowledge(attestation), attestation.interest, citation))
            says = "" if not rows and attestation.says == note.text else attestation.says
            rows.append((name_stance(attestation), voice, locator, attestation.value, says))
        return tuple(rows)


def _trim(row: list[Any]) -> list[Any]:
    """Returns a row of citations without the fields at its end that have their defaults."""
    defaults = CitationRow._field_defaults
    names = list(CitationRow._fields)
    while row and names[-1] in defaults and row[-1] == defaults[names.pop()]:
        row.pop()
    return row


def _encode_sheet(sheet: Sheet) -> tuple[Any, ...]:
    texts = tuple(tuple(text) for text in list_texts(sheet))
    citations = tuple(_encode_line(citation) for citation in sheet.further_citations)
    return (
        sheet.form, gettext(FORMS[sheet.form]), describe_head(sheet), texts, sheet.columns, sheet.rows,
        list_answers(sheet), sheet.kept, get_remark(sheet), citations,
    )  # fmt: skip


def _encode_line(line: Line) -> tuple[Any, ...]:
    return tuple((1, run.text) if run.italic else run.text for run in line)


def _make_template(runs: RichText, locator_text: str) -> Template:
    """Replaces the last upright occurrence of the locator by None; returns runs without a locator unchanged."""
    template: list[str | tuple[int, str] | None] = [(1, run.text) if run.italic else run.text for run in runs]
    for number in reversed(range(len(runs))):
        prefix, match, suffix = runs[number].text.rpartition(locator_text)
        if locator_text and match and not runs[number].italic:
            template[number : number + 1] = [*((prefix,) if prefix else ()), None, *((suffix,) if suffix else ())]
            break
    return tuple(template)
