"""Sources for other programs: CSL-JSON and BibTeX, both of which Zotero imports.

Law: what a record says goes across and nothing is added; a key without a value is left out. The same sources give the
same bytes, in the order of a bibliography.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from party_card.content.models import Name, Source
from party_card.evidence.cite import bibliography, plain

_TEXTS = {
    "title": "title", "container_title": "container-title", "publisher": "publisher",
    "publisher_place": "publisher-place", "volume": "volume", "issue": "issue", "page": "page", "URL": "URL",
    "ISBN": "ISBN", "note": "note",
}  # fmt: skip
"""Our names of what is plain text, and those of CSL."""
_ENTRIES: Mapping[str, str] = {
    "book": "book", "chapter": "incollection", "article-journal": "article", "article-newspaper": "article",
    "webpage": "misc", "document": "misc",
}  # fmt: skip
"""What BibTeX calls each type of CSL."""
_HOSTS = {"incollection": "booktitle", "article": "journal", "misc": "howpublished"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = re.compile(r"[\\{}%$#&_~^]")
_WRITTEN = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def chicago(sources: Iterable[Source]) -> str:
    """The bibliography in Chicago style, an entry a line."""
    return "".join(f"{plain(entry)}\n" for entry in bibliography(sources))


def csl_json(sources: Iterable[Source]) -> str:
    """The records as CSL-JSON."""
    records = [_record(source) for source in sorted(sources, key=_key)]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def bibtex(sources: Iterable[Source]) -> str:
    """The records as BibTeX in UTF-8."""
    return "\n".join(_entry(source) for source in sorted(sources, key=_key))


def _key(source: Source) -> str:
    return source.id


def _record(source: Source) -> dict[str, object]:
    record: dict[str, object] = {"id": str(source.id), "type": source.type}
    for field in ("author", "editor"):
        if names := getattr(source, field):
            record[field] = [_name(name) for name in names]
    for ours, theirs in _TEXTS.items():
        if text := getattr(source, ours):
            record[theirs] = text
    if source.issued and source.issued.date_parts:
        record["issued"] = {"date-parts": [list(part) for part in source.issued.date_parts]}
    return record


def _name(name: Name) -> dict[str, str]:
    said = {"family": name.family, "given": name.given, "literal": name.literal}
    return {key: value for key, value in said.items() if value}


def _entry(source: Source) -> str:
    fields = "".join(f"  {key} = {value},\n" for key, value in _fields(source))
    return f"@{_ENTRIES[source.type]}{{{source.id},\n{fields}}}\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    """The fields of an entry with their values as written, in braces but for the month, which is a word of BibTeX."""
    for field, names in (("author", source.author), ("editor", source.editor)):
        if names:
            yield field, f"{{{' and '.join(map(_written, names))}}}"
    texts = [("title", source.title), (_HOSTS.get(_ENTRIES[source.type], "series"), source.container_title)]
    texts += [("publisher", source.publisher), ("address", source.publisher_place), ("volume", source.volume)]
    texts += [("number", source.issue), ("pages", source.page.replace("-", "–"))]
    for field, text in texts:
        if text:
            yield field, f"{{{_escaped(text)}}}"
    if source.issued and source.issued.date_parts and source.issued.date_parts[0]:
        year, month, day = (*source.issued.date_parts[0], 0, 0)[:3]
        yield "year", f"{{{year}}}"
        if 1 <= month <= 12:
            yield "month", _MONTHS[month - 1]
        if day:
            yield "day", f"{{{day}}}"
    for field, text in (("isbn", source.ISBN), ("url", source.URL), ("note", source.note)):
        if text:
            yield field, f"{{{_address(text) if field == 'url' else _escaped(text)}}}"


def _written(name: Name) -> str:
    """A name as BibTeX parts it; an institution in braces of its own, or "and" would part it."""
    if name.family and name.given:
        return f"{_escaped(name.family)}, {_escaped(name.given)}"
    return f"{{{_escaped(name.literal or name.family or name.given)}}}"


def _address(text: str) -> str:
    """An address as it is, but for what BibTeX would read as its own."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _escaped(text: str) -> str:
    safe = _SPECIAL.sub(lambda sign: _WRITTEN.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
    return safe.replace("–", "--").replace("—", "---")
