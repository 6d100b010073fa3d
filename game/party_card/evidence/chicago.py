"""Formats titles and details of each type of source in Chicago style (17th edition).

Invariant: a part that a record lacks is left out, never guessed; only a missing year is written ("n.d."), as Chicago
asks.
"""

from __future__ import annotations

import re
from typing import Literal

from party_card.content.models import Name, Source
from party_card.evidence.chicago_dates import format_american_date, format_publication_year
from party_card.evidence.chicago_names import format_all_names, format_names
from party_card.evidence.rich_text import RichText, capitalize, join_with, merge_runs, to_italic, to_quoted, to_roman

Layout = Literal["book", "chapter", "journal", "newspaper", "webpage", "thesis", "document"]
"""The types of CSL that Chicago style prints in the same order."""
_LAYOUTS: dict[str, Layout] = {
    "book": "book", "classic": "book", "collection": "book", "motion_picture": "book", "musical_score": "book",
    "pamphlet": "book", "periodical": "book", "report": "book", "software": "book", "standard": "book",
    "chapter": "chapter", "entry": "chapter", "entry-dictionary": "chapter", "entry-encyclopedia": "chapter",
    "article-journal": "journal", "review": "journal", "review-book": "journal",
    "article-newspaper": "newspaper", "article-magazine": "newspaper",
    "webpage": "webpage", "post": "webpage", "post-weblog": "webpage",
    "thesis": "thesis",
}  # fmt: skip
_ITALIC_DOCUMENTS = ("graphic", "map")
_PLAIN_TITLES = ("bill", "hearing", "legislation", "regulation", "treaty")
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_NUMBER = re.compile(r"[0-9]{1,4}\Z")


def get_layout(source: Source) -> Layout:
    """Returns how a source is printed; a paper of a conference that stands in a printed volume is a chapter."""
    if source.type == "paper-conference" and source.container_title and (source.publisher or source.editor):
        return "chapter"
    return _LAYOUTS.get(source.type, "document")


def get_contributors(source: Source) -> tuple[tuple[Name, ...], str]:
    """Returns the authors and an empty label, or who is named in their place and a label such as "ed." or "eds."."""
    if source.author:
        return source.author, ""
    if get_layout(source) == "book":
        for names, label, plural in (
            (source.editor, "ed.", "eds."),
            (source.translator, "trans.", "trans."),
            (source.compiler, "comp.", "comps."),
            (source.director, "dir.", "dirs."),
        ):
            if names:
                return names, plural if len(names) > 1 else label
    return (), ""


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
    pages = locator or to_roman(_shorten_page_range(source.page))
    match get_layout(source):
        case "book":
            parts = (*_edition_and_volume(source), _roles_in_note(source), _report_number(source), _series(source))
            return _join_around_parentheses(join_with(parts, ","), to_roman(f"({_imprint(source)})"), locator)
        case "chapter":
            edition_and_roles = (*_edition_and_volume(source), _roles_in_note(source), _series(source))
            container = join_with((_container_title("in ", source), *edition_and_roles), ",")
            return _join_around_parentheses(container, to_roman(f"({_imprint(source)})"), pages)
        case "journal":
            return join_with((_roles_in_note(source), format_journal(source, pages)), ",")
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
            roles = _list_roles(source, "Edited by ", "Translated by ", "Compiled by ")
            if source.volume and roles:
                # What follows a volume goes on in the same sentence.
                roles_in_sentence = _list_roles(source, "edited by ", "translated by ", "compiled by ")
                roles = [join_with((capitalize(volume), *roles_in_sentence), ",")]
            else:
                roles.insert(0, capitalize(volume))
            number = to_roman(_report_number_text(source, "No."))
            return (capitalize(edition), *roles, number, _series(source), *map(to_roman, _imprint_sentences(source)))
        case "chapter":
            roles = _list_roles(source, "edited by ", "translated by ", "compiled by ")
            pages = to_roman(_shorten_page_range(source.page))
            container = join_with((_container_title("In ", source), *_edition_and_volume(source), *roles, pages), ",")
            return container, _series(source), *map(to_roman, _imprint_sentences(source))
        case "journal":
            roles = _list_roles(source, "Edited by ", "Translated by ", "Compiled by ")
            return *roles, format_journal(source, to_roman(_shorten_page_range(source.page)))
        case "thesis":
            return (to_roman(_thesis_imprint(source)),)
        case _:
            return capitalize(_genre(source)), _container_and_date(source, host_is_author)


def format_journal(source: Source, pages: RichText) -> RichText:
    """Formats a journal with volume, issue, date and pages: *Slavic Review* 57, no. 2 (1998): 37–52."""
    name = merge_runs((*to_italic(source.container_title), *to_roman(f" {source.volume}" if source.volume else "")))
    name_and_issue = join_with((name, to_roman(f"no. {source.issue}" if source.issue else "")), ",")
    date = format_american_date(source.issued) or "n.d."
    if not source.volume and not source.issue:
        return join_with((name_and_issue, to_roman(date), pages), ",")
    return merge_runs((*name_and_issue, *to_roman(f" ({date})"), *(to_roman(": ") if pages else ()), *pages))


def _genre(source: Source) -> RichText:
    """Formats what kind of document it is, and for whom it was written or who asked."""
    if source.interviewer:
        return to_roman(f"interview by {format_names(source.interviewer)}")
    if source.recipient:
        return to_roman(f"{source.genre or 'letter'} to {format_names(source.recipient)}")
    genre = source.genre if get_layout(source) != "webpage" else ""
    return to_roman(f"{genre} no. {source.number}" if genre and source.number else genre)


def _container_and_date(source: Source, host_is_author: bool = False) -> RichText:
    date = format_american_date(source.issued)
    layout = get_layout(source)
    if layout == "newspaper":
        return join_with((() if host_is_author else to_italic(source.container_title), to_roman(date or "n.d.")), ",")
    if layout == "webpage":
        publisher = "" if host_is_author else source.publisher
        site = "" if host_is_author and not source.publisher else source.container_title
        styled_site = to_italic(site) if source.type == "post-weblog" else to_roman(site)
        return join_with((styled_site, to_roman(publisher), to_roman(date)), ",")
    keeper = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    event = to_roman(", ".join(part for part in (source.event_title, source.event_place) if part))
    parts = (event, to_italic(source.container_title), to_roman(keeper), to_roman(date or "n.d."))
    return join_with(parts, ",")


def _imprint(source: Source) -> str:
    """Formats place, publisher and year, and before them when a reprint or translation first appeared."""
    first = _first_publication(source)
    if not first:
        return _own_imprint(source)
    edition = _format_edition(source) or ("repr." if _is_reprint(source) else "")
    return f"{first}; {', '.join(part for part in (edition, _own_imprint(source)) if part)}"


def _imprint_sentences(source: Source) -> tuple[str, ...]:
    first, imprint = _first_publication(source), _own_imprint(source)
    if not first:
        return (imprint,)
    if edition := _format_edition(source):
        return first, edition[:1].upper() + edition[1:], imprint
    return first, f"Reprint, {imprint}" if _is_reprint(source) else imprint


def _is_reprint(source: Source) -> bool:
    return not source.translator


def _first_publication(source: Source) -> str:
    publisher = ": ".join(part for part in (source.original_publisher_place, source.original_publisher) if part)
    year = format_publication_year(source.original_date)
    return ", ".join(part for part in (publisher, year) if part) if year else ""


def _own_imprint(source: Source) -> str:
    year = format_publication_year(source.issued) or "n.d."
    publisher = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return f"{publisher}, {year}" if publisher else year


def _thesis_imprint(source: Source) -> str:
    year = format_publication_year(source.issued) or "n.d."
    return ", ".join(part for part in (source.genre, source.publisher, year) if part)


def _edition_and_volume(source: Source) -> tuple[RichText, RichText]:
    edition = "" if _first_publication(source) else _format_edition(source)
    if source.volume:
        volume = f"vol. {source.volume}"
    else:
        count = source.number_of_volumes
        volume = f"{count} vol{'.' if count == '1' else 's.'}" if _NUMBER.match(count) else count
    return to_roman(edition), to_roman(volume)


def _format_edition(source: Source) -> str:
    """Formats an edition, "2nd ed." for a number; the first is not worth a word."""
    if not _NUMBER.match(source.edition):
        return source.edition
    number = int(source.edition)
    if number < 2:
        return ""
    ending = "th" if number % 100 in (11, 12, 13) else _ORDINAL_ENDINGS.get(number % 10, "th")
    return f"{number}{ending} ed."


def _roles_in_note(source: Source) -> RichText:
    return join_with(_list_roles(source, "ed. ", "trans. ", "comp. "), ",")


def _list_roles(source: Source, editor: str, translator: str, compiler: str) -> list[RichText]:
    """Returns who edited, translated and compiled a source, with these labels, except who stands in place of an author.

    In a bibliography all are named, in a note one of four.
    """
    promoted, _ = get_contributors(source)
    roles = ((editor, source.editor), (translator, source.translator), (compiler, source.compiler))
    format_role = format_all_names if editor[:4].lower() == "edit" else format_names
    labelled_names = [(label, names) for label, names in roles if names and names is not promoted]
    if source.director and source.director is not promoted:
        labelled_names.append(("directed by " if editor[:1].islower() else "Directed by ", source.director))
    return [to_roman(label + format_role(names)) for label, names in labelled_names]


def _report_number(source: Source) -> RichText:
    return to_roman(_report_number_text(source, "no."))


def _report_number_text(source: Source, label: str) -> str:
    number = f"{label} {source.number}" if source.number else ""
    return " ".join(part for part in (source.genre, number) if part)


def _series(source: Source) -> RichText:
    if not source.collection_title:
        return ()
    return to_roman(" ".join(part for part in (source.collection_title, source.collection_number) if part))


def _container_title(label: str, source: Source) -> RichText:
    if not source.container_title:
        return ()
    author = f", by {format_names(source.container_author)}" if source.container_author else ""
    return (*to_roman(label), *to_italic(source.container_title), *to_roman(author))


def _join_around_parentheses(prefix: RichText, bracket: RichText, suffix: RichText) -> RichText:
    """Joins with no comma before the parentheses and one after them."""
    return join_with((merge_runs((*prefix, *(to_roman(" ") if prefix else ()), *bracket)), suffix), ",")


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
