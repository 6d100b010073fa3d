"""Reads BibTeX, as Zotero, JabRef and libraries export it, into the data of the Citation Style Language.

Invariant: an entry that cannot be read is named with its line; the others are read all the same.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import Any

from party_card.localization import gettext
from party_card.services.cards.errors import CardError

_TYPES: Mapping[str, str] = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "collection": "book", "conference":
    "paper-conference", "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "letter": "personal_communication", "manual": "book", "mastersthesis": "thesis", "mvbook": "book",
    "newspaper": "article-newspaper", "online": "webpage", "phdthesis": "thesis", "proceedings": "book",
    "report": "report", "techreport": "report", "thesis": "thesis", "unpublished": "manuscript", "video":
    "motion_picture", "www": "webpage",
}  # fmt: skip
"""The CSL type of an entry type; any other is `document`."""
_FIELDS: Mapping[str, str] = {
    "abstract": "abstract", "address": "publisher-place", "booktitle": "container-title", "chapter": "chapter-number",
    "doi": "DOI", "edition": "edition", "eventtitle": "event-title", "institution": "publisher", "isbn": "ISBN", "issn":
    "ISSN", "journal": "container-title", "journaltitle": "container-title", "keywords": "keyword", "langid":
    "language", "language": "language", "library": "archive", "location": "publisher-place", "note": "note",
    "organization": "publisher", "origdate": "original-date", "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher", "pages": "page", "publisher": "publisher", "school": "publisher", "series":
    "collection-title", "shorttitle": "title-short", "title": "title", "type": "genre", "url": "URL", "urldate":
    "accessed", "version": "version", "volume": "volume", "volumes": "number-of-volumes",
}  # fmt: skip
_NAME_FIELDS = ("author", "editor", "translator")
_EXACT_FIELDS = ("url", "doi", "urldate", "date", "origdate", "isbn", "issn")
_UNTOLD = frozenset({"file", "timestamp", "owner", "groups", "bdsk-url-1", "month", "day", "year", "date", "number"})
_DASHES = re.compile(r"[-–—]+")
_WHOLE_BRACES = re.compile(r"\{([^{}]*)\}")


def read_bibtex(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Returns the entries as CSL data, and sentences on what could not be read. Raises CardError."""
    try:
        from bibtexparser import middlewares  # noqa: PLC0415  # an extra, and slow to import
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415
    except ImportError:
        raise CardError(
            gettext("BibTeX needs one more part of the program. Install it with: pip install 'party-card[studio]'.")
        ) from None
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    steps = [middlewares.MonthIntMiddleware(), middlewares.SeparateCoAuthors(), middlewares.LatexDecodingMiddleware()]
    library = parse_string(text, append_middleware=[*steps, middlewares.SplitNameParts()])
    exact = {entry.key: entry for entry in parse_string(text).entries}
    items = []
    for entry in library.entries:
        fields = {field.key.lower(): field.value for field in entry.fields}
        if entry.key in exact:
            as_written = {field.key.lower(): field.value for field in exact[entry.key].fields}
            fields |= {key: as_written[key] for key in _EXACT_FIELDS if key in as_written}
        items.append(_read_entry(entry.entry_type.lower(), entry.key, fields))
    failures = sorted({(block.start_line or 0) + 1 for block in library.failed_blocks})
    return items, [
        gettext("The entry in line {line} cannot be read, so it is left out.").format(line=line) for line in failures
    ]


def _read_entry(entry_type: str, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = {"id": key, "type": _TYPES.get(entry_type, "document")}
    for name, value in fields.items():
        if name in _NAME_FIELDS and isinstance(value, list):
            item[name] = [_read_name(parts) for parts in value]
        elif name in _FIELDS:
            item.setdefault(_FIELDS[name], str(value))
        elif name not in _UNTOLD:
            item[name] = str(value)  # no variable of CSL, so it is listed as left out
    if "page" in item:
        item["page"] = "-".join(part.strip() for part in _DASHES.split(item["page"]))
    if "number" in fields:
        item["issue" if item["type"].startswith("article") else "number"] = str(fields["number"])
    if entry_type == "mastersthesis":
        item.setdefault("genre", "master's thesis")
    if date := _read_date(fields):
        item["issued"] = date
    return item


def _read_date(fields: Mapping[str, Any]) -> str:
    """Returns the date of an entry: that of biblatex, or year, month and day."""
    if date := fields.get("date"):
        return str(date)
    year, month, day = (str(fields.get(name) or "") for name in ("year", "month", "day"))
    if year.isdecimal() and len(year) == 4 and month.isdecimal() and 1 <= int(month) <= 12:
        return f"{year}-{int(month):02}-{int(day):02}" if day.isdecimal() else f"{year}-{int(month):02}"
    return year


def _read_name(parts: Any) -> dict[str, str]:
    """Returns a name of CSL; an institution stands in braces of its own."""
    first, von, last, suffix = (" ".join(words) for words in (parts.first, parts.von, parts.last, parts.jr))
    if not first and not von and (match := _WHOLE_BRACES.fullmatch(last)):
        return {"literal": match[1]}
    names = {"family": last, "given": first, "non-dropping-particle": von, "suffix": suffix}
    return {key: re.sub(r"[{}]", "", text) for key, text in names.items() if text}
