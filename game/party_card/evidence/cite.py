"""Notes and bibliography in Chicago style, as runs of upright and italic text.

Law: the first note of a source on a page is full; a note right after one of the same source is "Ibid."; any
other is shortened. The place is section, paragraph and note of the excerpt: what is at hand, and nothing
from memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from party_card.content.models import Cite, Index, Source, SourceId
from party_card.evidence.chicago import (
    contributors,
    entry_details,
    family_names,
    host,
    inverted,
    named,
    note_details,
    title,
)
from party_card.evidence.locate import locator, sections
from party_card.evidence.rich_text import Runs, Styled, closed, join, markdown, merged, plain, roman

__all__ = [
    "Runs", "Styled", "bibliography", "full_note", "ibid", "markdown", "notes_in_order", "plain", "short_note",
]  # fmt: skip


def full_note(source: Source, index: Index | None, cite: Cite) -> Runs:
    """The note that says everything: author, title, imprint, place."""
    names, role = contributors(source)
    head = join((roman(named(names)), roman(role), title(source)), ",")
    details = note_details(source, locator(index, cite))
    # Before a bracket stands no comma.
    bracketed = bool(details) and details[0].text.startswith("(")
    body = merged((*head, Styled(" "), *details)) if bracketed else join((head, details), ",")
    return _ended(join((body, roman(source.URL)), ","))


def short_note(source: Source, index: Index | None, cite: Cite) -> Runs:
    """The note for a source named before: family name, title without its subtitle, place."""
    names, _ = contributors(source)
    author = roman(family_names(names)) or host(source)
    return _ended(join((author, title(source, short=True), _volume(source), locator(index, cite)), ","))


def ibid(source: Source, index: Index | None, cite: Cite, before: Cite) -> Runs:
    """The note right after `before`, one of the same source: only what differs is said."""
    same = set(cite.paragraphs) == set(before.paragraphs) and set(cite.notes) == set(before.notes)
    if same and cite.page == before.page:
        return roman("Ibid.")
    here = sections(index, cite)
    place = locator(index, cite, with_sections=len(here) != 1 or here != sections(index, before))
    return _ended(join((roman("Ibid."), _volume(source) if place else (), place), ","))


def notes_in_order(
    cites: Iterable[Cite], sources: Mapping[SourceId, Source], indexes: Mapping[SourceId, Index]
) -> tuple[Runs, ...]:
    """The notes of a page, in order, each as long as what stands before it demands."""
    notes: list[Runs] = []
    seen: set[SourceId] = set()
    before: Cite | None = None
    for cite in cites:
        source, index = sources.get(cite.source), indexes.get(cite.source)
        if source is None:
            # A page is shown even while its pack has mistakes; the rules tell of this one.
            notes.append(_ended(join((roman(cite.source), locator(index, cite)), ",")))
        elif before is not None and before.source == cite.source:
            notes.append(ibid(source, index, cite, before))
        elif cite.source in seen:
            notes.append(short_note(source, index, cite))
        else:
            notes.append(full_note(source, index, cite))
        seen.add(cite.source)
        before = cite
    return tuple(notes)


def bibliography(sources: Iterable[Source]) -> tuple[Runs, ...]:
    """The entries of a bibliography, in its order: by author or editor, then by title, without "the" and "a"."""
    return tuple(entry for _, entry in sorted(((_sorting(source), _entry(source)) for source in sources), key=_first))


def _entry(source: Source) -> Runs:
    names, role = contributors(source)
    author = join((roman(inverted(names)), roman(role)), ",")
    stead = author or host(source)
    details = entry_details(source, headed=not author and bool(stead))
    return _ended(join((stead, title(source), *details, roman(source.URL)), "."))


def _volume(source: Source) -> Runs:
    return roman(f"vol. {source.volume}") if source.volume and source.type == "book" else ()


def _ended(runs: Runs) -> Runs:
    return closed(runs, ".")


def _sorting(source: Source) -> tuple[str, str]:
    names, _ = contributors(source)
    return _without_article(inverted(names) or plain(host(source)) or source.title), _without_article(source.title)


def _without_article(text: str) -> str:
    words = text.casefold().strip("“”‘’\"' ").split()
    return " ".join(words[1:] if words and words[0] in ("a", "an", "the") else words)


def _first(pair: tuple[tuple[str, str], Runs]) -> tuple[str, str]:
    return pair[0]
