"""Formats names, titles and details of each type of source in Chicago style (17th edition).

Invariant: a part that a record lacks is left out, never guessed; only a missing year is written ("n.d."), as Chicago
asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.models import Issued, Name, Source
from party_card.evidence.dates import MONTHS
from party_card.evidence.rich_text import RichText, join_with, merge_runs, to_italic, to_quoted, to_roman


def get_contributors(source: Source) -> tuple[tuple[Name, ...], str]:
    """Returns the authors and an empty label, or a book's editors and the label "ed." or "eds."."""
    if source.author or source.type != "book" or not source.editor:
        return source.author, ""
    return source.editor, "eds." if len(source.editor) > 1 else "ed."


def format_names(names: Sequence[Name]) -> str:
    """Formats names for a note; of four or more only the first."""
    return _join_names_short([f"{name.given} {name.family}".strip() or name.literal for name in names])


def format_family_names(names: Sequence[Name]) -> str:
    """Formats names for a shortened note."""
    return _join_names_short([name.family or name.given or name.literal for name in names])


def format_inverted_names(names: Sequence[Name]) -> str:
    """Formats names for a bibliography: the first inverted; of more than ten the first seven."""
    entries = [_invert_name(name) if index == 0 else format_names([name]) for index, name in enumerate(names)]
    if len(entries) > 10:
        return ", ".join(entries[:7]) + ", et al."
    if len(entries) == 2:
        return f"{entries[0]}, and {entries[1]}" if names[0].family else f"{entries[0]} and {entries[1]}"
    return _join_names(entries)


def format_title(source: Source, short: bool = False) -> RichText:
    """Formats a title: a book's in italics, any other in quotation marks. `short` drops the subtitle."""
    text = source.title.split(": ")[0] if short else source.title
    return to_italic(text) if source.type == "book" else to_quoted(text)


def format_host(source: Source) -> RichText:
    """Returns the substitute for a missing author: the newspaper, or the publisher of a web page."""
    if source.type == "article-newspaper":
        return to_italic(source.container_title)
    return to_roman(source.publisher or source.container_title) if source.type == "webpage" else ()


def format_note_details(source: Source, locator: RichText) -> RichText:
    """Formats the details after the title in a full note; `locator` replaces the page range."""
    pages = locator or to_roman(_shorten_page_range(source.page))
    match source.type:
        case "book":
            bracket = to_roman(f"({_imprint(source)})")
            return _join_around_parentheses(_volume_and_editors(source, "ed. "), bracket, locator)
        case "chapter":
            container = join_with(
                (_container_title("in ", source.container_title), _volume_and_editors(source, "ed. ")), ","
            )
            return _join_around_parentheses(container, to_roman(f"({_imprint(source)})"), pages)
        case "article-journal":
            return format_journal(source, pages)
        case _:
            return join_with((_container_and_date(source), locator), ",")


def format_entry_details(source: Source, host_is_author: bool) -> tuple[RichText, ...]:
    """Formats the details after the title in a bibliography. `host_is_author`: the host is already printed as the
    author.
    """
    match source.type:
        case "book":
            volume = to_roman(f"Vol. {source.volume}") if source.volume else ()
            return volume, _volume_and_editors(source, "Edited by ", with_volume=False), to_roman(_imprint(source))
        case "chapter":
            parts = (
                _container_title("In ", source.container_title),
                _volume_and_editors(source, "edited by "),
                to_roman(_shorten_page_range(source.page)),
            )
            return join_with(parts, ","), to_roman(_imprint(source))
        case "article-journal":
            return (format_journal(source, to_roman(_shorten_page_range(source.page))),)
        case _:
            return (_container_and_date(source, host_is_author),)


def format_journal(source: Source, pages: RichText) -> RichText:
    """Formats a journal with volume, issue, date and pages: *Slavic Review* 57, no. 2 (1998): 37–52."""
    name = merge_runs((*to_italic(source.container_title), *to_roman(f" {source.volume}" if source.volume else "")))
    name_and_issue = join_with((name, to_roman(f"no. {source.issue}" if source.issue else "")), ",")
    date = format_american_date(source.issued) or "n.d."
    if not source.volume and not source.issue:
        return join_with((name_and_issue, to_roman(date), pages), ",")
    return merge_runs((*name_and_issue, *to_roman(f" ({date})"), *(to_roman(": ") if pages else ()), *pages))


def format_american_date(issued: Issued | None) -> str:
    """Formats a date as Americans write it: September 14, 1932."""
    if not issued or not issued.date_parts or not issued.date_parts[0]:
        return ""
    year, month, day = (*issued.date_parts[0], 0, 0)[:3]
    if not 1 <= month <= 12:
        return str(year)
    return f"{MONTHS[month - 1]} {day}, {year}" if day else f"{MONTHS[month - 1]} {year}"


def _container_and_date(source: Source, host_is_author: bool = False) -> RichText:
    date = format_american_date(source.issued)
    if source.type == "article-newspaper":
        return join_with((() if host_is_author else to_italic(source.container_title), to_roman(date or "n.d.")), ",")
    if source.type == "webpage":
        publisher = "" if host_is_author else source.publisher
        site = "" if host_is_author and not source.publisher else source.container_title
        return join_with((to_roman(site), to_roman(publisher), to_roman(date)), ",")
    archive = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return join_with((to_italic(source.container_title), to_roman(archive), to_roman(date or "n.d.")), ",")


def _imprint(source: Source) -> str:
    year = str(source.issued.date_parts[0][0]) if format_american_date(source.issued) and source.issued else "n.d."
    publisher = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return f"{publisher}, {year}" if publisher else year


def _volume_and_editors(source: Source, label: str, with_volume: bool = True) -> RichText:
    editors = source.editor if source.author or source.type == "chapter" else ()
    # In a bibliography ("Edited by") all editors are named, in a note one of four.
    names = format_names(editors) if label == "ed. " else _join_names([format_names([name]) for name in editors])
    parts = (
        to_roman(f"vol. {source.volume}" if with_volume and source.volume else ""),
        to_roman(label + names if names else ""),
    )
    return join_with(parts, ",")


def _container_title(label: str, container: str) -> RichText:
    return (*to_roman(label), *to_italic(container)) if container else ()


def _join_around_parentheses(prefix: RichText, bracket: RichText, suffix: RichText) -> RichText:
    """Joins with no comma before the parentheses and one after them."""
    return join_with((merge_runs((*prefix, *(to_roman(" ") if prefix else ()), *bracket)), suffix), ",")


def _join_names_short(names: list[str]) -> str:
    return f"{names[0]} et al." if len(names) > 3 else _join_names(names)


def _join_names(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def _invert_name(name: Name) -> str:
    """Puts the family name first; a particle in lower case ("von") follows the given name."""
    if not name.family or not name.given:
        return name.family or name.given or name.literal
    words = name.family.split(" ")
    particles = 0
    while particles < len(words) - 1 and words[particles].islower():
        particles += 1
    return " ".join([" ".join(words[particles:]) + ",", name.given, *words[:particles]])


def _shorten_page_range(pages: str) -> str:
    """Shortens the second page of a range as Chicago does: 101–28, 301–17, 100–109."""
    start, dash, end = pages.replace("-", "–").partition("–")
    if not (dash and start.isdigit() and end.isdigit() and len(start) == len(end) and len(start) > 2):
        return start + dash + end
    if start.endswith("00"):
        return f"{start}–{end}"
    common_length = next((index for index, (a, b) in enumerate(zip(start, end, strict=True)) if a != b), len(start))
    # After 101 to 109 only the digits that differ are printed, otherwise two digits at least.
    min_digits = 1 if start[-2] == "0" else 2
    return f"{start}–{end[min(common_length, len(end) - min_digits) :]}"
