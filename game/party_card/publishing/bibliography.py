"""Bibliographies as files, by extension: Chicago style, CSL-JSON, BibTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from party_card.content.models import Source
from party_card.evidence.export_bibtex import to_bibtex
from party_card.evidence.export_csl import to_chicago, to_csl_json

BIBLIOGRAPHY_WRITERS: Mapping[str, Callable[[Iterable[Source]], str]] = {
    "txt": to_chicago,
    "json": to_csl_json,
    "bib": to_bibtex,
}
