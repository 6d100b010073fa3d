"""Names parts and kinds of sources, such as "whole entry" and "telegram", in the present language.

An author describes a part without a heading (`section` in small letters) and a kind (`genre`) in words of his own. What
many packs call so is translated here, a part with its numbers; other words stay as they are written.
"""

from __future__ import annotations

import re

from party_card.localization import pgettext, pgettext_noop

OPENING_SECTION = "opening of the excerpt"
"""The section of paragraphs without a heading above them."""
_PARTS = frozenset(
    (
        pgettext_noop("part of a source", "abstract"),
        pgettext_noop("part of a source", "abstract and first page"),
        pgettext_noop("part of a source", "article"),
        pgettext_noop("part of a source", "biography"),
        pgettext_noop("part of a source", "conclusion"),
        pgettext_noop("part of a source", "description"),
        pgettext_noop("part of a source", "endnote {first}"),
        pgettext_noop("part of a source", "entry"),
        pgettext_noop("part of a source", "first entry"),
        pgettext_noop("part of a source", "first half"),
        pgettext_noop("part of a source", "first page"),
        pgettext_noop("part of a source", "first pages"),
        pgettext_noop("part of a source", "first row of the table"),
        pgettext_noop("part of a source", "first section"),
        pgettext_noop("part of a source", "front page"),
        pgettext_noop("part of a source", "head"),
        pgettext_noop("part of a source", "head and opening"),
        pgettext_noop("part of a source", "introduction"),
        pgettext_noop("part of a source", "last page"),
        pgettext_noop("part of a source", "last paragraph"),
        pgettext_noop("part of a source", "lines above the article"),
        pgettext_noop("part of a source", "news item"),
        pgettext_noop("part of a source", "note {first}"),
        pgettext_noop("part of a source", "older version"),
        pgettext_noop("part of a source", "opening"),
        pgettext_noop("part of a source", "opening and last paragraph"),
        pgettext_noop("part of a source", "opening and summary"),
        pgettext_noop("part of a source", "opening and table"),
        pgettext_noop("part of a source", "opening of chapter {first}"),
        pgettext_noop("part of a source", "opening of part {first}"),
        pgettext_noop("part of a source", "opening of the conclusion"),
        pgettext_noop("part of a source", "opening of the excerpt"),
        pgettext_noop("part of a source", "page seen"),
        pgettext_noop("part of a source", "page {first} of a web copy"),
        pgettext_noop("part of a source", "page {first} of the web copy"),
        pgettext_noop("part of a source", "page {first} of {second}"),
        pgettext_noop("part of a source", "paragraph {first}"),
        pgettext_noop("part of a source", "paragraphs {first} and {second}"),
        pgettext_noop("part of a source", "part seen"),
        pgettext_noop("part of a source", "point {first}"),
        pgettext_noop("part of a source", "point {first} and signatures"),
        pgettext_noop("part of a source", "points {first} and {second}"),
        pgettext_noop("part of a source", "preamble"),
        pgettext_noop("part of a source", "publisher's description"),
        pgettext_noop("part of a source", "publisher's note"),
        pgettext_noop("part of a source", "quotation"),
        pgettext_noop("part of a source", "row for {first}"),
        pgettext_noop("part of a source", "rows for {first} and {second}"),
        pgettext_noop("part of a source", "second half"),
        pgettext_noop("part of a source", "signatures"),
        pgettext_noop("part of a source", "summary"),
        pgettext_noop("part of a source", "table"),
        pgettext_noop("part of a source", "table {first}"),
        pgettext_noop("part of a source", "table of results"),
        pgettext_noop("part of a source", "telegram"),
        pgettext_noop("part of a source", "text beside the table"),
        pgettext_noop("part of a source", "whole article"),
        pgettext_noop("part of a source", "whole entry"),
        pgettext_noop("part of a source", "whole note"),
        pgettext_noop("part of a source", "whole page"),
        pgettext_noop("part of a source", "whole text"),
        pgettext_noop("part of a source", "whole text and notes"),
    )
)
"""The known descriptions, with fields in place of their numbers."""
_KINDS = frozenset(
    (
        pgettext_noop("kind of source", "decree"),
        pgettext_noop("kind of source", "diary"),
        pgettext_noop("kind of source", "interview"),
        pgettext_noop("kind of source", "leaflet"),
        pgettext_noop("kind of source", "letter"),
        pgettext_noop("kind of source", "map"),
        pgettext_noop("kind of source", "minutes"),
        pgettext_noop("kind of source", "note"),
        pgettext_noop("kind of source", "order"),
        pgettext_noop("kind of source", "photograph"),
        pgettext_noop("kind of source", "poster"),
        pgettext_noop("kind of source", "report"),
        pgettext_noop("kind of source", "resolution"),
        pgettext_noop("kind of source", "speech"),
        pgettext_noop("kind of source", "telegram"),
        pgettext_noop("kind of source", "working paper"),
    )
)
_NUMBER = re.compile(r"[0-9]+")
_FIELDS = ("first", "second")


def name_part(description: str) -> str:
    """Returns the description of a part in the present language, or as it is written if it is not known."""
    if not is_known_part(description):
        return description
    numbers = dict(zip(_FIELDS, _NUMBER.findall(description), strict=False))
    return pgettext("part of a source", _replace_numbers(description)).format(**numbers)


def is_known_part(description: str) -> bool:
    """Returns True if the program translates the description of a part."""
    return _replace_numbers(description) in _PARTS


def _replace_numbers(description: str) -> str:
    """Returns a description with fields in place of its numbers."""
    fields = iter(_FIELDS)
    return _NUMBER.sub(lambda number: f"{{{name}}}" if (name := next(fields, "")) else number[0], description)


def name_kind(genre: str) -> str:
    """Returns a kind of source in the present language, or as it is written if it is not known."""
    kind = genre.lower()
    if kind not in _KINDS or genre[1:] != kind[1:]:
        return genre
    name = pgettext("kind of source", kind)
    return name if genre == kind else name[:1].upper() + name[1:]
