"""Builds notes and a bibliography in Chicago style, as rich text.

Invariant: the first note of a source on a page is full; a note right after one of the same source is "Ibid."; any
other is shortened. A locator is section, paragraph and note of the excerpt: only what the index has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from party_card.content.models import Cite, Index, Source, SourceId
from party_card.evidence.chicago import (
    contributors,
    entry_details,
    format_family_names,
    format_host,
    format_inverted_names,
    format_names,
    format_title,
    note_details,
)
from party_card.evidence.locate import format_locator, sections_of
from party_card.evidence.rich_text import RichText, StyledText, close_with, join_with, merge_runs, to_plain, to_roman


def format_full_note(source: Source, index: Index | None, cite: Cite) -> RichText:
    """Formats a full note: author, title, imprint, locator."""
    names, role = contributors(source)
    head = join_with((to_roman(format_names(names)), to_roman(role), format_title(source)), ",")
    details = note_details(source, format_locator(index, cite))
    # Before a bracket stands no comma.
    bracketed = bool(details) and details[0].text.startswith("(")
    body = merge_runs((*head, StyledText(" "), *details)) if bracketed else join_with((head, details), ",")
    return _end_with_full_stop(join_with((body, to_roman(source.URL)), ","))


def format_short_note(source: Source, index: Index | None, cite: Cite) -> RichText:
    """Formats a note for a source cited before: family name, title without its subtitle, locator."""
    names, _ = contributors(source)
    author = to_roman(format_family_names(names)) or format_host(source)
    return _end_with_full_stop(
        join_with((author, format_title(source, short=True), _format_volume(source), format_locator(index, cite)), ",")
    )


def format_ibid(source: Source, index: Index | None, cite: Cite, previous: Cite) -> RichText:
    """Formats a note right after `previous`, one of the same source: only what differs."""
    is_same_place = set(cite.paragraphs) == set(previous.paragraphs) and set(cite.notes) == set(previous.notes)
    if is_same_place and cite.page == previous.page:
        return to_roman("Ibid.")
    sections = sections_of(index, cite)
    place = format_locator(index, cite, with_sections=len(sections) != 1 or sections != sections_of(index, previous))
    return _end_with_full_stop(join_with((to_roman("Ibid."), _format_volume(source) if place else (), place), ","))


def format_notes(
    cites: Iterable[Cite], sources: Mapping[SourceId, Source], indexes: Mapping[SourceId, Index]
) -> tuple[RichText, ...]:
    """Formats the notes of a page in order, each as long as the notes before it require."""
    notes: list[RichText] = []
    seen: set[SourceId] = set()
    previous: Cite | None = None
    for cite in cites:
        source, index = sources.get(cite.source), indexes.get(cite.source)
        if source is None:
            # A page is shown even while its pack has mistakes; the rules tell of this one.
            notes.append(_end_with_full_stop(join_with((to_roman(cite.source), format_locator(index, cite)), ",")))
        elif previous is not None and previous.source == cite.source:
            notes.append(format_ibid(source, index, cite, previous))
        elif cite.source in seen:
            notes.append(format_short_note(source, index, cite))
        else:
            notes.append(format_full_note(source, index, cite))
        seen.add(cite.source)
        previous = cite
    return tuple(notes)


def format_bibliography(sources: Iterable[Source]) -> tuple[RichText, ...]:
    """Formats a bibliography, sorted by author or editor, then by title without "the" and "a"."""
    return tuple(_format_entry(source) for source in sorted(sources, key=_sort_key))


def _format_entry(source: Source) -> RichText:
    names, role = contributors(source)
    author = join_with((to_roman(format_inverted_names(names)), to_roman(role)), ",")
    heading = author or format_host(source)
    details = entry_details(source, host_is_author=not author and bool(heading))
    return _end_with_full_stop(join_with((heading, format_title(source), *details, to_roman(source.URL)), "."))


def _format_volume(source: Source) -> RichText:
    return to_roman(f"vol. {source.volume}") if source.volume and source.type == "book" else ()


def _end_with_full_stop(runs: RichText) -> RichText:
    return close_with(runs, ".")


def _sort_key(source: Source) -> tuple[str, str]:
    heading = format_inverted_names(contributors(source)[0]) or to_plain(format_host(source)) or source.title
    return _without_article(heading), _without_article(source.title)


def _without_article(text: str) -> str:
    words = text.casefold().strip("“”‘’\"' ").split()
    return " ".join(words[1:] if words and words[0] in ("a", "an", "the") else words)
