"""Formats titles and details of each type of source in Chicago style (17th edition).

Invariant: a part that a record lacks is left out, never guessed; only a missing year is written ("n.d."), as Chicago
asks.
"""

from __future__ import annotations

import re

from party_card.content.models import Source
from party_card.content.source_parts import name_kind
from party_card.evidence.chicago_dates import format_american_date, format_publication_year
from party_card.evidence.chicago_layouts import get_layout
from party_card.evidence.chicago_names import format_names
from party_card.evidence.chicago_roles import format_roles_in_note, list_roles
from party_card.evidence.rich_text import (
    RichText,
    capitalize,
    join_with,
    merge_runs,
    to_italic,
    to_quoted,
    to_roman,
    weave,
)
from party_card.localization import npgettext, pgettext

_ITALIC_DOCUMENTS = ("graphic", "map")
_PLAIN_TITLES = ("bill", "hearing", "legislation", "regulation", "treaty")
_NUMBER = re.compile(r"[0-9]{1,4}\Z")


def format_title(source: Source, short: bool = False) -> RichText:
    """Formats a title: a book's in italics, most others in quotation marks. `short` drops the subtitle."""
    text = (source.title_short or source.title.split(": ")[0]) if short else source.title
    if get_layout(source) == "book" or source.type in _ITALIC_DOCUMENTS:
        return to_italic(text)
    return to_roman(text) if source.type in _PLAIN_TITLES else to_quoted(text)


def format_host(source: Source) -> RichText:
    """Returns the substitute for a missing author: the newspaper, or the publisher of a web page."""
    layout = get_layout(source)
    if layout == "newspaper":
        return to_italic(source.container_title)
    return to_roman(source.publisher or source.container_title) if layout == "webpage" else ()


def format_note_details(source: Source, locator: RichText) -> RichText:
    """Formats the details after the title in a full note; `locator` replaces the page range."""
    pages = locator or to_roman(format_page_range(_shorten_page_range(source.page)))
    match get_layout(source):
        case "book":
            parts = (
                *_edition_and_volume(source),
                format_roles_in_note(source),
                _report_number(source),
                _series(source),
            )
            return _join_around_parentheses(join_with(parts, ","), to_roman(f"({_imprint(source)})"), locator)
        case "chapter":
            edition_and_roles = (*_edition_and_volume(source), format_roles_in_note(source), _series(source))
            container = join_with((_container_title(source), *edition_and_roles), ",")
            return _join_around_parentheses(container, to_roman(f"({_imprint(source)})"), pages)
        case "journal":
            return join_with((format_roles_in_note(source), format_journal(source, pages)), ",")
        case "thesis":
            return _join_around_parentheses((), to_roman(f"({_thesis_imprint(source)})"), locator)
        case _:
            return join_with((_genre(source), _container_and_date(source), locator), ",")


def format_entry_details(source: Source, host_is_author: bool) -> tuple[RichText, ...]:
    """Formats the details after the title in a bibliography. `host_is_author`: the host is already printed as the
    author.
    """
    match get_layout(source):
        case "book":
            edition, volume = _edition_and_volume(source)
            roles = list_roles(source, begins_sentence=True)
            if source.volume and roles:
                # What follows a volume goes on in the same sentence.
                roles = [join_with((capitalize(volume), *list_roles(source, begins_sentence=False)), ",")]
            else:
                roles.insert(0, capitalize(volume))
            number = _report_number(source, begins_upper=True)
            return (capitalize(edition), *roles, number, _series(source), *map(to_roman, _imprint_sentences(source)))
        case "chapter":
            roles = list_roles(source, begins_sentence=False)
            pages = to_roman(format_page_range(_shorten_page_range(source.page)))
            container = join_with(
                (capitalize(_container_title(source)), *_edition_and_volume(source), *roles, pages), ","
            )
            return container, _series(source), *map(to_roman, _imprint_sentences(source))
        case "journal":
            roles = list_roles(source, begins_sentence=True)
            return *roles, format_journal(source, to_roman(format_page_range(_shorten_page_range(source.page))))
        case "thesis":
            return (to_roman(_thesis_imprint(source)),)
        case _:
            return capitalize(_genre(source)), _container_and_date(source, host_is_author)


def format_journal(source: Source, pages: RichText) -> RichText:
    """Formats a journal with volume, issue, date and pages: *Slavic Review* 57, no. 2 (1998): 37–52."""
    name = merge_runs((*to_italic(source.container_title), *to_roman(f" {source.volume}" if source.volume else "")))
    name_and_issue = join_with((name, to_roman(_format_issue(source))), ",")
    date = format_american_date(source.issued) or _no_date()
    if not source.volume and not source.issue:
        return join_with((name_and_issue, to_roman(date), pages), ",")
    return merge_runs((*name_and_issue, *to_roman(f" ({date})"), *(to_roman(": ") if pages else ()), *pages))


def _genre(source: Source) -> RichText:
    """Formats what kind of document it is, and for whom it was written or who asked."""
    if source.interviewer:
        return to_roman(pgettext("citation", "interview by {names}").format(names=format_names(source.interviewer)))
    if source.recipient:
        names = format_names(source.recipient)
        if not source.genre:
            return to_roman(pgettext("citation", "letter to {names}").format(names=names))
        # TRANSLATORS: The kind of letter is written by the author of the scene: “telegram to Karin Lund”.
        return to_roman(pgettext("citation", "{genre} to {names}").format(genre=name_kind(source.genre), names=names))
    genre = name_kind(source.genre) if get_layout(source) != "webpage" else ""
    return to_roman(f"{genre} {_format_number(source)}" if genre and source.number else genre)


def _container_and_date(source: Source, host_is_author: bool = False) -> RichText:
    date = format_american_date(source.issued)
    layout = get_layout(source)
    if layout == "newspaper":
        return join_with(
            (() if host_is_author else to_italic(source.container_title), to_roman(date or _no_date())), ","
        )
    if layout == "webpage":
        publisher = "" if host_is_author else source.publisher
        site = "" if host_is_author and not source.publisher else source.container_title
        styled_site = to_italic(site) if source.type == "post-weblog" else to_roman(site)
        return join_with((styled_site, to_roman(publisher), to_roman(date)), ",")
    keeper = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    event = to_roman(", ".join(part for part in (source.event_title, source.event_place) if part))
    parts = (event, to_italic(source.container_title), to_roman(keeper), to_roman(date or _no_date()))
    return join_with(parts, ",")


def _imprint(source: Source) -> str:
    """Formats place, publisher and year, and before them when a reprint or translation first appeared."""
    first = _first_publication(source)
    if not first:
        return _own_imprint(source)
    edition = _format_edition(source) or (pgettext("citation", "repr.") if _is_reprint(source) else "")
    return f"{first}; {', '.join(part for part in (edition, _own_imprint(source)) if part)}"


def _imprint_sentences(source: Source) -> tuple[str, ...]:
    first, imprint = _first_publication(source), _own_imprint(source)
    if not first:
        return (imprint,)
    if edition := _format_edition(source):
        return first, edition[:1].upper() + edition[1:], imprint
    if not _is_reprint(source):
        return first, imprint
    # TRANSLATORS: Where and when a book was printed again: “Reprint, Oslo: Station Press, 1932”.
    return first, pgettext("citation", "Reprint, {imprint}").format(imprint=imprint)


def _is_reprint(source: Source) -> bool:
    return not source.translator


def _first_publication(source: Source) -> str:
    publisher = ": ".join(part for part in (source.original_publisher_place, source.original_publisher) if part)
    year = format_publication_year(source.original_date)
    return ", ".join(part for part in (publisher, year) if part) if year else ""


def _own_imprint(source: Source) -> str:
    year = format_publication_year(source.issued) or _no_date()
    publisher = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return f"{publisher}, {year}" if publisher else year


def _thesis_imprint(source: Source) -> str:
    year = format_publication_year(source.issued) or _no_date()
    return ", ".join(part for part in (name_kind(source.genre), source.publisher, year) if part)


def _edition_and_volume(source: Source) -> tuple[RichText, RichText]:
    edition = "" if _first_publication(source) else _format_edition(source)
    if source.volume:
        volume = format_volume(source)
    else:
        count = source.number_of_volumes
        volume = _format_volume_count(count) if _NUMBER.match(count) else count
    return to_roman(edition), to_roman(volume)


def _format_edition(source: Source) -> str:
    """Formats an edition, "2nd ed." for a number; the first is not worth a word."""
    if not _NUMBER.match(source.edition):
        return source.edition
    number = int(source.edition)
    return _format_numbered_edition(number) if number > 1 else ""


def _format_numbered_edition(number: int) -> str:
    # TRANSLATORS: These four differ in English alone: 2nd, 3rd, 4th, 21st edition.
    patterns = {
        1: pgettext("citation", "{number}st ed."),
        2: pgettext("citation", "{number}nd ed."),
        3: pgettext("citation", "{number}rd ed."),
    }
    last_digit = 0 if number % 100 in (11, 12, 13) else number % 10
    pattern = patterns.get(last_digit) or pgettext("citation", "{number}th ed.")
    return pattern.format(number=number)


def format_volume(source: Source) -> str:
    """Formats the number of a volume: "vol. 2"."""
    return pgettext("citation", "vol. {number}").format(number=source.volume)


def _format_volume_count(count: str) -> str:
    return npgettext("citation", "{count} vol.", "{count} vols.", int(count)).format(count=count)


def _format_issue(source: Source) -> str:
    if not source.issue:
        return ""
    return pgettext("issue of a journal in a citation", "no. {number}").format(number=source.issue)


def _format_number(source: Source) -> str:
    return pgettext("number of a report in a citation", "no. {number}").format(number=source.number)


def _no_date() -> str:
    return pgettext("citation", "n.d.")


def _report_number(source: Source, *, begins_upper: bool = False) -> RichText:
    number = to_roman(_format_number(source) if source.number else "")
    number = capitalize(number) if begins_upper else number
    return merge_runs(
        (*to_roman(name_kind(source.genre)), *(to_roman(" ") if source.genre and number else ()), *number)
    )


def _series(source: Source) -> RichText:
    if not source.collection_title:
        return ()
    return to_roman(" ".join(part for part in (source.collection_title, source.collection_number) if part))


def _container_title(source: Source) -> RichText:
    """Formats in which book a chapter stands: in *Stations*, by Karin Lund."""
    if not source.container_title:
        return ()
    container = to_italic(source.container_title)
    if not source.container_author:
        return weave(pgettext("citation", "in {container}"), "container", container)
    names = format_names(source.container_author)
    # TRANSLATORS: The container is the title of a book, and the names are its authors.
    pattern = pgettext("citation", "in {container}, by {names}").replace("{names}", names)
    return weave(pattern, "container", container)


def _join_around_parentheses(prefix: RichText, bracket: RichText, suffix: RichText) -> RichText:
    """Joins with no comma before the parentheses and one after them."""
    return join_with((merge_runs((*prefix, *(to_roman(" ") if prefix else ()), *bracket)), suffix), ",")


def format_page_range(pages: str) -> str:
    """Formats pages with the sign of the language between the first and the last."""
    return pages.replace("-", "–").replace("–", pgettext("between two pages in a citation", "–"))


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
