"""Exports sources as CSL-JSON and BibTeX, which Zotero imports, and as text in Chicago style.

Invariant: the values of a record are exported and nothing is added; a key without a value is left out. Equal sources
give equal bytes, in the order of a bibliography.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from party_card.content.models import Name, Source
from party_card.evidence.cite import format_bibliography
from party_card.evidence.dates import MONTHS
from party_card.evidence.rich_text import to_plain

_CSL_TEXT_FIELDS = {
    "title": "title", "container_title": "container-title", "publisher": "publisher",
    "publisher_place": "publisher-place", "volume": "volume", "issue": "issue", "page": "page", "URL": "URL",
    "ISBN": "ISBN", "note": "note",
}  # fmt: skip
"""Plain text fields: our names and those of CSL."""
_BIBTEX_TYPES: Mapping[str, str] = {
    "book": "book", "chapter": "incollection", "article-journal": "article", "article-newspaper": "article",
    "webpage": "misc", "document": "misc",
}  # fmt: skip
"""The BibTeX entry type of each CSL type."""
_CONTAINER_FIELDS = {"incollection": "booktitle", "article": "journal", "misc": "howpublished"}
_RESERVED = re.compile(r"[\\{}%$#&_~^]")
_ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def to_chicago(sources: Iterable[Source]) -> str:
    """Returns the bibliography in Chicago style, an entry a line."""
    return "".join(f"{to_plain(entry)}\n" for entry in format_bibliography(sources))


def to_csl_json(sources: Iterable[Source]) -> str:
    """Returns the records as CSL-JSON."""
    records = [_csl_record(source) for source in sorted(sources, key=attrgetter("id"))]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def to_bibtex(sources: Iterable[Source]) -> str:
    """Returns the records as BibTeX in UTF-8."""
    return "\n".join(_bibtex_entry(source) for source in sorted(sources, key=attrgetter("id")))


def _csl_record(source: Source) -> dict[str, object]:
    record: dict[str, object] = {"id": str(source.id), "type": source.type}
    for field in ("author", "editor"):
        if names := getattr(source, field):
            record[field] = [_csl_name(name) for name in names]
    for field, csl_field in _CSL_TEXT_FIELDS.items():
        if text := getattr(source, field):
            record[csl_field] = text
    if source.issued and source.issued.date_parts:
        record["issued"] = {"date-parts": [list(part) for part in source.issued.date_parts]}
    return record


def _csl_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {key: value for key, value in parts.items() if value}


def _bibtex_entry(source: Source) -> str:
    fields = "".join(f"  {key} = {value},\n" for key, value in _bibtex_fields(source))
    return f"@{_BIBTEX_TYPES[source.type]}{{{source.id},\n{fields}}}\n"


def _bibtex_fields(source: Source) -> Iterator[tuple[str, str]]:
    """Yields the fields of an entry with their values in braces, except the month, which is a BibTeX macro."""
    for field, names in (("author", source.author), ("editor", source.editor)):
        if names:
            yield field, f"{{{' and '.join(map(_bibtex_name, names))}}}"
    container = _CONTAINER_FIELDS.get(_BIBTEX_TYPES[source.type], "series")
    texts = [("title", source.title), (container, source.container_title), ("publisher", source.publisher)]
    texts += [("address", source.publisher_place), ("volume", source.volume)]
    texts += [("number", source.issue), ("pages", source.page.replace("-", "–"))]
    yield from ((field, f"{{{_escape(text)}}}") for field, text in texts if text)
    if source.issued and source.issued.date_parts and source.issued.date_parts[0]:
        year, month, day = (*source.issued.date_parts[0], 0, 0)[:3]
        yield "year", f"{{{year}}}"
        if 1 <= month <= 12:
            yield "month", MONTHS[month - 1][:3].lower()
        if day:
            yield "day", f"{{{day}}}"
    for field, text in (("isbn", source.ISBN), ("url", source.URL), ("note", source.note)):
        if text:
            yield field, f"{{{_escape_url(text) if field == 'url' else _escape(text)}}}"


def _bibtex_name(name: Name) -> str:
    """Formats a name for BibTeX; an institution in its own braces, so that "and" does not split it."""
    if name.family and name.given:
        return f"{_escape(name.family)}, {_escape(name.given)}"
    return f"{{{_escape(name.literal or name.family or name.given)}}}"


def _escape_url(text: str) -> str:
    """Escapes the characters of a URL that BibTeX would interpret."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _escape(text: str) -> str:
    safe = _RESERVED.sub(lambda sign: _ESCAPES.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
    return safe.replace("–", "--").replace("—", "---")
