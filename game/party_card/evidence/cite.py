"""Builds notes and a bibliography in Chicago style, as rich text.

Invariant: the first note of a source on a page is full; a note right after one of the same source is "Ibid."; any
other is shortened. After a note on several sources there is no "Ibid.", for it could mean each of them. A locator names
only cited or indexed parts. A section in lower case is our own description
("opening of the excerpt"); any other is a heading of the book and is printed in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from party_card.content.models import Cite, Index, IndexedParagraph, Source, SourceId
from party_card.content.source_parts import name_part
from party_card.evidence.chicago import (
    format_entry_details,
    format_host,
    format_note_details,
    format_page_range,
    format_title,
    format_volume,
)
from party_card.evidence.chicago_layouts import get_layout
from party_card.evidence.chicago_names import format_family_names, format_inverted_names, format_names
from party_card.evidence.chicago_places import format_access_date, format_address, format_archive
from party_card.evidence.chicago_roles import get_contributors
from party_card.evidence.rich_text import (
    RichText,
    StyledText,
    close_with,
    join_with,
    merge_runs,
    to_plain,
    to_quoted,
    to_roman,
)
from party_card.evidence.source_dates import find_source_date
from party_card.localization import current_language, npgettext, pgettext

MAX_CACHED_NOTES = 4096
"""A page is built again and again with the same notes, while a scene is compared or a reader goes back and forth."""


def find_paragraph(index: Index | None, p: int) -> IndexedParagraph | None:
    """Returns paragraph `p` of the index, or None."""
    matches = (paragraph for paragraph in index.paragraphs if paragraph.p == p) if index else ()
    return next(iter(matches), None)


def has_note(index: Index | None, p: int, n: int) -> bool:
    """Returns True if paragraph `p` has note `n`."""
    paragraph = find_paragraph(index, p)
    return paragraph is not None and n in paragraph.notes


def list_sections(index: Index | None, cite: Cite) -> tuple[str, ...]:
    """Returns the sections of the cited paragraphs, in reading order."""
    return tuple(section for section, _ in _group_by_section(index, cite))


def format_locator(index: Index | None, cite: Cite, with_sections: bool = True) -> RichText:
    """Formats a locator: “The Four Horsemen,” paras. 12–13, nn. 302–303; or pages; may be empty."""
    groups = _group_by_section(index, cite)
    if cite.page or cite.section or cite.column:
        column = pgettext("citation", "col. {column}").format(column=cite.column) if cite.column else ""
        page = to_roman(format_page_range(cite.page))
        numbers = _format_numbers(cite.paragraphs, cite.notes)
        return join_with((_format_section(cite.section), page, to_roman(column), numbers), ",")
    if len(groups) < 2:
        section = groups[0][0] if groups else ""
        return join_with(
            (_format_section(section) if with_sections else (), _format_numbers(cite.paragraphs, cite.notes)), ","
        )
    parts: list[RichText] = []
    remaining_notes = list(cite.notes)
    for section, paragraphs in groups:
        notes = [n for n in remaining_notes if any(has_note(index, p, n) for p in paragraphs)]
        remaining_notes = [n for n in remaining_notes if n not in notes]
        parts.append(join_with((_format_section(section), _format_numbers(paragraphs, notes)), ","))
    parts.append(_format_numbers((), remaining_notes))
    return join_with(parts, ";")


def _group_by_section(index: Index | None, cite: Cite) -> list[tuple[str, tuple[int, ...]]]:
    def section(p: int) -> str:
        paragraph = find_paragraph(index, p)
        return paragraph.section if paragraph else ""

    return [(name, tuple(ps)) for name, ps in groupby(sorted(set(cite.paragraphs)), section)]


def _format_section(section: str) -> RichText:
    return to_roman(name_part(section)) if section[:1].islower() else to_quoted(section)


def _format_numbers(paragraphs: Sequence[int], notes: Sequence[int]) -> RichText:
    # TRANSLATORS: Paragraphs and notes of a source: “paras. 12–13, nn. 302–303”.
    paragraph = npgettext("citation", "para. {numbers}", "paras. {numbers}", len(set(paragraphs)))
    note = npgettext("citation", "n. {numbers}", "nn. {numbers}", len(set(notes)))
    return join_with((_format_ranges(paragraph, paragraphs), _format_ranges(note, notes)), ",")


def _format_ranges(pattern: str, numbers: Sequence[int]) -> RichText:
    if not numbers:
        return ()
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][-1] + 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges)
    return to_roman(pattern.format(numbers=text))


def format_full_note(source: Source, index: Index | None, cite: Cite) -> RichText:
    """Formats a full note: author, title, imprint, locator."""
    return _format_full_note(current_language(), source, format_locator(index, cite))


@lru_cache(maxsize=MAX_CACHED_NOTES)
def _format_full_note(language: str, source: Source, locator: RichText) -> RichText:  # noqa: ARG001  # key of the cache
    names, role = get_contributors(source)
    head = join_with((to_roman(format_names(names)), to_roman(role), format_title(source)), ",")
    details = format_note_details(source, locator)
    # There is no comma before a bracket.
    bracketed = bool(details) and details[0].text.startswith("(")
    body = merge_runs((*head, StyledText(" "), *details)) if bracketed else join_with((head, details), ",")
    kept_at = (*format_archive(source, in_note=True), format_access_date(source, in_note=True))
    return _end_with_full_stop(join_with((body, *kept_at, format_address(source)), ","))


def format_short_note(source: Source, index: Index | None, cite: Cite) -> RichText:
    """Formats a note for a source cited before: family name, title without its subtitle, locator."""
    return _format_short_note(current_language(), source, format_locator(index, cite))


@lru_cache(maxsize=MAX_CACHED_NOTES)
def _format_short_note(language: str, source: Source, locator: RichText) -> RichText:  # noqa: ARG001  # key of the cache
    names, _ = get_contributors(source)
    author = to_roman(format_family_names(names)) or format_host(source)
    return _end_with_full_stop(
        join_with((author, format_title(source, short=True), _format_volume(source), locator), ",")
    )


def format_author_year(source: Source) -> str:
    """Formats who says something, without a locator: “Harding and Lund 2004”; the title where no author is named."""
    names, _ = get_contributors(source)
    author = format_family_names(names) or "".join(run.text for run in format_title(source, short=True)).rstrip(",")
    date = find_source_date(source.issued) or find_source_date(source.original_date)
    year = date.date.start.year if date and date.date and date.date.start else 0
    return f"{author} {year}" if year > 0 else author


def format_ibid(source: Source, index: Index | None, cite: Cite, last_cite: Cite) -> RichText:
    """Formats a note right after `last_cite`, one of the same source: only the differences."""
    is_same_place = set(cite.paragraphs) == set(last_cite.paragraphs) and set(cite.notes) == set(last_cite.notes)
    if is_same_place and get_part(cite) == get_part(last_cite):
        return format_same_place()
    sections = list_sections(index, cite)
    locator = format_locator(
        index, cite, with_sections=len(sections) != 1 or sections != list_sections(index, last_cite)
    )
    volume = _format_volume(source) if locator else ()
    return _end_with_full_stop(join_with((to_roman(_say_ibid()), volume, locator), ","))


def format_same_place() -> RichText:
    """Formats a note on the same place as the note before it."""
    return _end_with_full_stop(to_roman(_say_ibid()))


def refers_to_note_before(citation: str) -> bool:
    """Returns True if the text of a note says "Ibid.", with another place or without."""
    return citation.startswith(_say_ibid().rstrip("."))


def _say_ibid() -> str:
    return pgettext("citation", "Ibid.")


def get_part(cite: Cite) -> tuple[str, str, str]:
    """Returns page, section and column of a citation."""
    return cite.page, cite.section, cite.column


class NoteFormatter:
    """Formats the notes of pages on the same sources, and keeps them.

    A page is built again and again with the same notes, while a scene is compared or a reader goes back and forth.
    """

    def __init__(self, sources: Mapping[SourceId, Source], indexes: Mapping[SourceId, Index]) -> None:
        self._sources = sources
        self._indexes = indexes
        self._notes: dict[tuple[str, Cite, bool, Cite | None], RichText] = {}

    def format_notes(self, citations: Iterable[Sequence[Cite]], *, uses_ibid: bool = True) -> tuple[RichText, ...]:
        """Formats the notes of a page in order, each as long as the notes before it require.

        Of several citations in one note the first is formatted; `format_full_note` formats the others. Without
        `uses_ibid` no note refers to the one before it.
        """
        notes: list[RichText] = []
        cited_sources: set[SourceId] = set()
        last_cite: Cite | None = None
        for cites in citations:
            cite = cites[0]
            last_of_same_source = last_cite if last_cite is not None and last_cite.source == cite.source else None
            is_cited_before = cite.source in cited_sources
            key = (current_language(), cite, is_cited_before, last_of_same_source)
            if key not in self._notes:
                self._notes[key] = self._format_note(cite, is_cited_before, last_of_same_source)
            notes.append(self._notes[key])
            cited_sources.add(cite.source)
            last_cite = cite if uses_ibid and len(cites) == 1 else None
        return tuple(notes)

    def _format_note(self, cite: Cite, is_cited_before: bool, last_cite: Cite | None) -> RichText:
        """Formats a note; `last_cite` is the note right before it if that has the same source."""
        source, index = self._sources.get(cite.source), self._indexes.get(cite.source)
        if source is None:
            # A page is shown even while its pack has mistakes; the rules report this one.
            return _end_with_full_stop(join_with((to_roman(cite.source), format_locator(index, cite)), ","))
        if last_cite is not None:
            return format_ibid(source, index, cite, last_cite)
        if is_cited_before:
            return format_short_note(source, index, cite)
        return format_full_note(source, index, cite)


def format_bibliography(sources: Iterable[Source]) -> tuple[RichText, ...]:
    """Formats a bibliography, sorted by author or editor, then by title without "the" and "a"."""
    return tuple(_format_entry(source) for source in sorted(sources, key=_sort_key))


def _format_entry(source: Source) -> RichText:
    names, role = get_contributors(source)
    author = join_with((to_roman(format_inverted_names(names)), to_roman(role)), ",")
    heading = author or format_host(source)
    details = format_entry_details(source, host_is_author=not author and bool(heading))
    kept_at = (*format_archive(source, in_note=False), format_access_date(source, in_note=False))
    return _end_with_full_stop(
        join_with((heading, format_title(source), *details, *kept_at, format_address(source)), ".")
    )


def _format_volume(source: Source) -> RichText:
    return to_roman(format_volume(source)) if source.volume and get_layout(source) == "book" else ()


def _end_with_full_stop(runs: RichText) -> RichText:
    return close_with(runs, ".")


def _sort_key(source: Source) -> tuple[str, str]:
    heading = format_inverted_names(get_contributors(source)[0]) or to_plain(format_host(source)) or source.title
    return _without_article(heading), _without_article(source.title)


def _without_article(text: str) -> str:
    words = text.casefold().strip("“”‘’\"' ").split()
    return " ".join(words[1:] if words and words[0] in ("a", "an", "the") else words)
