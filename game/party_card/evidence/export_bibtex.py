"""Exports sources as BibTeX, in a form that BibTeX, biber (biblatex) and Zotero read alike.

Invariant: what a program reads back is what the record has: names by the rules of BibTeX ("von Last, Jr, First"),
every character that TeX or BibTeX interpret escaped, and braces balanced. `year`, `month` and `day` are for BibTeX and
Zotero; a date that they cannot say stands in `date` too, in EDTF, which biber prefers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from party_card.content.date_words import MONTHS
from party_card.content.models import Name, Source
from party_card.evidence.chicago_dates import format_publication_year
from party_card.evidence.name_parts import join_parts, split_name
from party_card.evidence.source_dates import find_source_date
from party_card.localization import use_language
from party_card.localization.languages import ENGLISH

_BIBTEX_TYPES: Mapping[str, str] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "classic": "book", "collection": "book", "entry": "incollection",
    "entry-dictionary": "incollection", "entry-encyclopedia": "incollection", "pamphlet": "booklet",
    "paper-conference": "inproceedings", "report": "techreport", "review": "article", "review-book": "article",
    "thesis": "phdthesis",
}  # fmt: skip
"""The BibTeX entry type of a CSL type; any other is `misc`."""
_CONTAINER_FIELDS = {
    "article": "journal", "incollection": "booktitle", "inproceedings": "booktitle", "misc": "howpublished",
}  # fmt: skip
_PUBLISHER_FIELDS = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}
_RESERVED = re.compile(r"[\\{}%$#&_~^]")
_ESCAPES = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    # An escaped brace counts when BibTeX looks for the end of a field.
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip
_KEY_SEPARATORS = re.compile(r"[\s\"#%'(),=~\\{}]+")
_AND = re.compile(r"\band\b", re.IGNORECASE)


def to_bibtex(sources: Iterable[Source]) -> str:
    """Returns the records as BibTeX in UTF-8."""
    return "\n".join(_bibtex_entry(source) for source in sorted(sources, key=attrgetter("id")))


def _bibtex_entry(source: Source) -> str:
    fields = "".join(f"  {key} = {value},\n" for key, value in _bibtex_fields(source))
    return f"@{_entry_type(source)}{{{_KEY_SEPARATORS.sub('-', source.id)},\n{fields}}}\n"


def _entry_type(source: Source) -> str:
    if source.type == "thesis" and "master" in source.genre.lower():
        return "mastersthesis"
    return _BIBTEX_TYPES.get(source.type, "misc")


def _bibtex_fields(source: Source) -> Iterator[tuple[str, str]]:
    """Yields the fields of an entry with their values in braces, except the month, which is a BibTeX macro."""
    roles = (("author", source.author), ("editor", source.editor), ("translator", source.translator))
    for role, names in roles:
        if names:
            yield role, f"{{{' and '.join(map(_bibtex_name, names))}}}"
    entry_type = _entry_type(source)
    archive = ", ".join(
        part
        for part in (source.archive_location, source.archive_collection, source.archive, source.archive_place)
        if part
    )
    series = source.collection_title or (source.container_title if entry_type in ("book", "booklet") else "")
    texts = [
        ("title", source.title),
        ("shorttitle", source.title_short),
        (_CONTAINER_FIELDS.get(entry_type, ""), source.container_title),
        ("series", series),
        (_PUBLISHER_FIELDS.get(entry_type, "publisher"), source.publisher),
        ("address", source.publisher_place),
        ("edition", source.edition),
        ("type", source.genre),
        ("volume", source.volume),
        ("volumes", source.number_of_volumes),
        ("number", source.issue or source.number or source.collection_number),
        ("pages", source.page.replace("-", "–")),
    ]
    yield from ((field, f"{{{_escape(text)}}}") for field, text in texts if field and text)
    yield from _date_fields(source)
    texts = [("library", archive), ("doi", source.DOI), ("isbn", source.ISBN), ("url", source.URL)]
    for field, text in (*texts, ("note", source.note)):
        if text:
            yield field, f"{{{_escape_url(text) if field in ('doi', 'url') else _escape(text)}}}"
    accessed = find_source_date(source.accessed)
    if accessed is not None and accessed.date is not None and source.URL:
        yield "urldate", f"{{{accessed.date.to_edtf()}}}"


def _date_fields(source: Source) -> Iterator[tuple[str, str]]:
    """Yields the date: for biber in EDTF if it is more than a year and a month, for BibTeX the year, month and day."""
    original_date = find_source_date(source.original_date)
    if original_date is not None and original_date.date is not None:
        yield "origdate", f"{{{original_date.date.to_edtf()}}}"
    source_date = find_source_date(source.issued)
    if source_date is None:
        return
    date = source_date.date
    start = date.start if date is not None and date.start == date.end else None
    is_exact = start is not None and not start.qualifier and not start.unspecified and start.year >= 1000
    if date is not None and not (is_exact and start is not None and not start.day and start.month <= 12):
        yield "date", f"{{{date.to_edtf()}}}"
    yield "year", f"{{{start.year if is_exact and start else _escape(_write_year(source))}}}"
    if start is not None and 1 <= start.month <= 12:
        yield "month", MONTHS[start.month - 1][:3].lower()
        if start.day:
            yield "day", f"{{{start.day}}}"


def _bibtex_name(name: Name) -> str:
    """Formats a name for BibTeX: particles in lower case before the family name, an institution in its own braces."""
    parts = split_name(name)
    if not parts.family or not parts.given:
        literal = parts.literal or join_parts(parts.given, parts.dropping_particle, parts.particle, parts.family)
        literal = f"{literal} {parts.suffix}" if parts.suffix else literal
        return f"{{{_escape(literal)}}}"
    particle = " ".join(part for part in (parts.dropping_particle, parts.particle) if part)
    words = particle.split(" ") if particle else []
    if not all(word.isalpha() and word.islower() and word != "and" for word in words):
        # What BibTeX would not take for a particle is a part of the family name.
        family = _protect(join_parts(particle, parts.family), is_family=True)
    else:
        family = " ".join([*map(_escape, words), _protect(parts.family, is_family=True)])
    suffix = [_protect(parts.suffix)] if parts.suffix else []
    return ", ".join([family, *suffix, _protect(parts.given)])


def _protect(text: str, *, is_family: bool = False) -> str:
    """Escapes a part of a name, in braces if BibTeX would split it or take a word in lower case for a particle."""
    escaped_text = _escape(text)
    needs_braces = "," in text or "\\" in escaped_text or text.startswith("-") or _AND.search(text) is not None
    if is_family:
        needs_braces = needs_braces or " " in text or text[:1].islower()
    return f"{{{escaped_text}}}" if needs_braces else escaped_text


def _escape_url(text: str) -> str:
    """Escapes the characters of a URL that BibTeX would interpret."""
    return text.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _escape(text: str) -> str:
    safe = _RESERVED.sub(lambda sign: _ESCAPES.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
    return safe.replace("--", "-{}-").replace("–", "--").replace("—", "---")


def _write_year(source: Source) -> str:
    """Returns the year or years in English, whatever the present language."""
    with use_language(ENGLISH):
        return format_publication_year(source.issued)
