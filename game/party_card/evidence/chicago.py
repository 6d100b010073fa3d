"""Chicago notes and bibliography (17th edition), one kind of source at a time: names, titles, and what follows a title.

Law: a part that is not at hand is left out, never guessed; only a missing year is said ("n.d."), where
Chicago says it.
"""

from __future__ import annotations

from collections.abc import Sequence

from party_card.content.models import Issued, Name, Source
from party_card.evidence.rich_text import Runs, italic, join, merged, quoted, roman

_MONTHS = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def contributors(source: Source) -> tuple[tuple[Name, ...], str]:
    """Whose work it is: the authors, else a book's editors with "ed." or "eds."."""
    if source.author or source.type != "book" or not source.editor:
        return source.author, ""
    return source.editor, "eds." if len(source.editor) > 1 else "ed."


def named(names: Sequence[Name]) -> str:
    """Names as a note gives them: of four or more only the first."""
    return _listed([f"{name.given} {name.family}".strip() or name.literal for name in names])


def family_names(names: Sequence[Name]) -> str:
    """Names as a shortened note gives them."""
    return _listed([name.family or name.given or name.literal for name in names])


def inverted(names: Sequence[Name]) -> str:
    """Names as a bibliography gives them: the first turned round, and of more than ten the first seven."""
    shown = [_turned(name) if at == 0 else named([name]) for at, name in enumerate(names)]
    if len(shown) > 10:
        return ", ".join(shown[:7]) + ", et al."
    if len(shown) == 2:
        return f"{shown[0]}, and {shown[1]}" if names[0].family else f"{shown[0]} and {shown[1]}"
    return _enumerated(shown)


def title(source: Source, short: bool = False) -> Runs:
    """The title: a book's in italics, any other in quotation marks; `short` without what follows the colon."""
    text = source.title.split(": ")[0] if short else source.title
    return italic(text) if source.type == "book" else quoted(text)


def host(source: Source) -> Runs:
    """What stands for the author where a newspaper or a page has none: the paper, or who keeps the page."""
    if source.type == "article-newspaper":
        return italic(source.container_title)
    return roman(source.publisher or source.container_title) if source.type == "webpage" else ()


def note_details(source: Source, place: Runs) -> Runs:
    """What follows the title in a full note: `place` is the locator and takes the stead of pages."""
    at = place or roman(_pages(source.page))
    match source.type:
        case "book":
            bracket = _bracket(_imprint(source))
            return _spaced(_edited(source, "ed. "), bracket, place)
        case "chapter":
            container = join((_in("in ", source.container_title), _edited(source, "ed. ")), ",")
            return _spaced(container, _bracket(_imprint(source)), at)
        case "article-journal":
            return journal(source, at)
        case _:
            return join((_keeper(source), place), ",")


def entry_details(source: Source, headed: bool) -> tuple[Runs, ...]:
    """What follows the title in a bibliography; `headed` says that the host already stands in the author's stead."""
    match source.type:
        case "book":
            volume = roman(f"Vol. {source.volume}") if source.volume else ()
            return volume, _edited(source, "Edited by ", volume=False), roman(_imprint(source))
        case "chapter":
            parts = (_in("In ", source.container_title), _edited(source, "edited by "), roman(_pages(source.page)))
            return join(parts, ","), roman(_imprint(source))
        case "article-journal":
            return (journal(source, roman(_pages(source.page))),)
        case _:
            return (_keeper(source, headed),)


def journal(source: Source, at: Runs) -> Runs:
    """A journal with volume, issue, date and place: *Slavic Review* 57, no. 2 (1998): 37–52."""
    name = merged((*italic(source.container_title), *roman(f" {source.volume}" if source.volume else "")))
    numbered = join((name, roman(f"no. {source.issue}" if source.issue else "")), ",")
    when = dated(source.issued) or "n.d."
    if not source.volume and not source.issue:
        return join((numbered, roman(when), at), ",")
    return merged((*numbered, *roman(f" ({when})"), *(roman(": ") if at else ()), *at))


def dated(issued: Issued | None) -> str:
    """A date as Americans write it: September 14, 1932."""
    if not issued or not issued.date_parts or not issued.date_parts[0]:
        return ""
    year, month, day = (*issued.date_parts[0], 0, 0)[:3]
    if not 1 <= month <= 12:
        return str(year)
    return f"{_MONTHS[month]} {day}, {year}" if day else f"{_MONTHS[month]} {year}"


def _keeper(source: Source, headed: bool = False) -> Runs:
    """Paper, site or archive, with the date."""
    when = dated(source.issued)
    if source.type == "article-newspaper":
        return join((() if headed else italic(source.container_title), roman(when or "n.d.")), ",")
    if source.type == "webpage":
        publisher = "" if headed else source.publisher
        site = "" if headed and not source.publisher else source.container_title
        return join((roman(site), roman(publisher), roman(when)), ",")
    kept = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return join((italic(source.container_title), roman(kept), roman(when or "n.d.")), ",")


def _imprint(source: Source) -> str:
    year = str(source.issued.date_parts[0][0]) if dated(source.issued) and source.issued else "n.d."
    made = ": ".join(part for part in (source.publisher_place, source.publisher) if part)
    return f"{made}, {year}" if made else year


def _edited(source: Source, label: str, volume: bool = True) -> Runs:
    editors = source.editor if source.author or source.type == "chapter" else ()
    # In a bibliography ("Edited by") all editors are named, in a note one of four.
    names = named(editors) if label == "ed. " else _enumerated([named([name]) for name in editors])
    parts = (roman(f"vol. {source.volume}" if volume and source.volume else ""), roman(label + names if names else ""))
    return join(parts, ",")


def _in(label: str, container: str) -> Runs:
    return (*roman(label), *italic(container)) if container else ()


def _bracket(text: str) -> Runs:
    return roman(f"({text})")


def _spaced(before: Runs, bracket: Runs, after: Runs) -> Runs:
    """No comma before the bracket, one after it."""
    return join((merged((*before, *(roman(" ") if before else ()), *bracket)), after), ",")


def _listed(names: list[str]) -> str:
    return f"{names[0]} et al." if len(names) > 3 else _enumerated(names)


def _enumerated(names: list[str]) -> str:
    if len(names) < 3:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


def _turned(name: Name) -> str:
    """Family name first; a particle in lower case ("von") goes behind the given name."""
    if not name.family or not name.given:
        return name.family or name.given or name.literal
    words = name.family.split(" ")
    particles = 0
    while particles < len(words) - 1 and words[particles].islower():
        particles += 1
    return " ".join([" ".join(words[particles:]) + ",", name.given, *words[:particles]])


def _pages(pages: str) -> str:
    """A range of pages, the second shortened as Chicago does: 101–28, 301–17, 100–109."""
    first, dash, last = pages.replace("-", "–").partition("–")
    if not (dash and first.isdigit() and last.isdigit() and len(first) == len(last) and len(first) > 2):
        return first + dash + last
    if first.endswith("00"):
        return f"{first}–{last}"
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(first))
    # After 101 to 109 only what changes is said, otherwise two digits at least.
    least = 1 if first[-2] == "0" else 2
    return f"{first}–{last[min(same, len(last) - least) :]}"
