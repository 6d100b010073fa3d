"""Builds the sheet of a document: its head, its words in both languages, its table, and the answers on its sourcing.

Invariant: a sheet is complete in itself; a front end lays it out and looks nothing up.
"""

from __future__ import annotations

import re

from party_card.content.edtf import format_date
from party_card.content.models import Cite, Date, Document
from party_card.content.prose import join_lines, smart_quotes
from party_card.content.quantity import format_quantity
from party_card.engine.compiled import Evidence
from party_card.engine.page import Line, Run, Sheet
from party_card.evidence.cite import format_full_note

_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")


def build_sheet(document: Document, evidence: Evidence) -> Sheet:
    """Builds the sheet of a document."""
    return Sheet(
        form=document.form,
        title=smart_quotes(document.title),
        author=smart_quotes(document.author),
        date=_format_date(document.date),
        kept=smart_quotes(document.kept),
        language=document.language,
        # Quotation marks of another language are left as they are.
        original=_split_paragraphs(document.original),
        translation=_split_paragraphs(smart_quotes(document.translation)),
        translator=smart_quotes(document.translator),
        description=_split_paragraphs(smart_quotes(document.description)),
        columns=tuple(map(smart_quotes, document.columns)),
        rows=tuple(tuple(smart_quotes(format_quantity(cell)) for cell in row) for row in document.rows),
        maker=smart_quotes(document.maker),
        audience=smart_quotes(document.audience),
        purpose=smart_quotes(document.purpose),
        text_language=evidence.language,
        further_citations=tuple(
            _format_citation(cite, evidence) for cite in document.cites[1:] if cite.source in evidence.sources
        ),
    )


def _split_paragraphs(text: str) -> tuple[str, ...]:
    """Returns the paragraphs of a text, each on one line."""
    paragraphs = (join_lines(paragraph) for paragraph in _PARAGRAPH_BREAK.split(text))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _format_date(date: Date | None) -> str:
    try:
        return format_date(date) if date else ""
    except ValueError:
        return ""  # a page is shown even while its pack has mistakes


def _format_citation(cite: Cite, evidence: Evidence) -> Line:
    parts = format_full_note(evidence.sources[cite.source], evidence.indexes.get(cite.source), cite)
    return tuple(Run(part.text, italic=part.italic) for part in parts)
