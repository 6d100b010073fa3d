"""What the Citation Style Language (CSL 1.0.2) knows: types of sources, variables, names and dates.

Invariant: the lists are those of the schema `csl-data.json` 1.0.2. A variable is a field of `Source` if citations in
Chicago style can show it; any other is kept in `Source.other` and exported again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, NewType

from party_card.content.models.value_types import Date, Located
from party_card.frozen_dataclass import frozen_dataclass

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
PlainData = NewType("PlainData", object)
"""Anything that YAML can say, kept as it is."""


@frozen_dataclass(kw_only=True)
class Name(Located):
    """A CSL name: `family` and `given`, or `literal` for an institution."""

    IGNORES_UNKNOWN_KEYS: ClassVar[bool] = True

    family: str = ""
    """The family name.

    Example: Kotkin
    """
    given: str = ""
    """The given names.

    Example: Stephen
    """
    literal: str = ""
    """The whole name, in place of the other two, where it is an institution.

    Example: League of Nations
    """
    suffix: str = ""
    """What follows the name.

    Example: Jr.
    """
    non_dropping_particle: str = field(default="", metadata={"key": "non-dropping-particle"})
    """The word before a family name that stays there when the given name is left out: van Gogh.

    Example: van
    """
    dropping_particle: str = field(default="", metadata={"key": "dropping-particle"})
    """The word before a family name that goes with the given name: Alexander von Humboldt, but Humboldt.

    Example: von
    """
    comma_suffix: str = field(default="", metadata={"key": "comma-suffix"})
    """`true` if there is a comma before the suffix even where the given name comes first.

    Example: true
    """
    static_ordering: str = field(default="", metadata={"key": "static-ordering"})
    """`true` if the family name always comes first, as in Mao Zedong.

    Example: true
    """
    parse_names: str = field(default="", metadata={"key": "parse-names"})
    """`false` if particles and suffixes are not to be looked for in `family` and `given`.

    Example: false
    """


@frozen_dataclass(kw_only=True)
class CslDate(Located):
    """A CSL date: `date-parts` with a list of [year, month, day], or two of them for a range; or words."""

    IGNORES_UNKNOWN_KEYS: ClassVar[bool] = True

    date_parts: tuple[tuple[str, ...], ...] = field(default=(), metadata={"key": "date-parts"})
    """The year; or year and month; or year, month and day; in two pairs of brackets, and twice for a range.

    Years before our era are negative: -399 is 399 BCE, and there is no year 0.

    Example: [[2017]]
    Example: [[1908, 3, 28]]
    Example: [[1932, 10], [1933, 1]]
    """
    season: str = ""
    """The season, beside a year: 1 spring, 2 summer, 3 autumn, 4 winter; or its name.

    Example: 1
    """
    circa: str = ""
    """`true` if the date is approximate.

    Example: true
    """
    literal: str = ""
    """The date in words, printed as they are.

    Example: undated, before the war
    """
    raw: str = ""
    """The date as a program found it; it is understood if it can be.

    Example: 14 September 1932
    """


@frozen_dataclass(kw_only=True)
class DateStep(Located):
    """A date as older exports of Pandoc and Better BibTeX have it, in a list of one, or of two for a range."""

    IGNORES_UNKNOWN_KEYS: ClassVar[bool] = True

    year: str = ""
    """The year.

    Example: 1932
    """
    month: str = ""
    """The month.

    Example: 9
    """
    day: str = ""
    """The day.

    Example: 14
    """
    season: str = ""
    """The season, 1 to 4.

    Example: 1
    """
    circa: str = ""
    """`true` if the date is approximate.

    Example: true
    """


CslDateValue = Date | CslDate | tuple[DateStep, ...]

_OTHER_NAMES = (
    "chair", "collection-editor", "composer", "contributor", "curator", "editorial-director", "executive-producer",
    "guest", "host", "illustrator", "narrator", "organizer", "original-author", "performer", "producer",
    "reviewed-author", "script-writer", "series-creator",
)  # fmt: skip
_OTHER_DATES = ("available-date", "event-date", "submitted")
_OTHER_TEXTS = (
    "abstract", "annote", "authority", "call-number", "categories", "chapter-number", "citation-key",
    "citation-label", "citation-number", "container-title-short", "custom", "dimensions", "division",
    "first-reference-note-number", "ISSN", "journalAbbreviation", "jurisdiction", "keyword", "locator", "medium",
    "number-of-pages", "original-title", "page-first", "part", "part-title", "PMCID", "PMID", "printing", "references",
    "reviewed-genre", "reviewed-title", "scale", "section", "source", "status", "supplement", "version",
    "volume-title", "volume-title-short", "year-suffix",
)  # fmt: skip
DATE_VARIABLES = frozenset({"issued", "original-date", "accessed", *_OTHER_DATES})
NAME_VARIABLES = frozenset(
    {
        "author", "editor", "translator", "compiler", "director", "interviewer", "recipient", "container-author",
        *_OTHER_NAMES,
    }
)  # fmt: skip
OTHER_VARIABLES: Mapping[str, Any] = {
    **dict.fromkeys(_OTHER_NAMES, tuple[Name, ...]),
    **dict.fromkeys(_OTHER_DATES, CslDateValue),
    **dict.fromkeys(_OTHER_TEXTS, PlainData),
}
"""The variables that no citation shows, and their types."""
ALIASES: Mapping[str, str] = {"shortTitle": "title-short", "event": "event-title"}
"""Older names of variables, and the names that CSL 1.0.2 prefers."""
