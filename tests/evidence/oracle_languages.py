"""What citeproc is given to write notes in a language, and where we differ from the locales of CSL, each with the reason.

The locales are those of the Citation Style Language (de-DE, es-ES, uk-UA), with the terms below in place of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from xml.etree import ElementTree

from party_card.content.models import Source
from party_card.content.source_parts import name_kind
from party_card.evidence.chicago import format_title
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import use_language
from party_card.localization.languages import ENGLISH, find_quotation_marks

NAMESPACE: Final = "{http://purl.org/net/xbiblio/csl}"
Term = tuple[str, str]
"""The name and the form of a term."""

ENGLISH_WORD: Final = "The locale has the English word."
GENDER: Final = "The word agrees with the person, whose gender we do not know; ours agrees with nobody."
CASE: Final = "The word needs a name in another case; names of sources are not declined."
SLIP: Final = "A slip of the pen in the locale."


@frozen_dataclass
class OracleLanguage:
    """A language: its locale of CSL, what we write in place of the locale's words, and what differs besides."""

    locale: str
    terms: Mapping[Term, tuple[str, str]]
    """What we write (of one and of several, if they differ), and why."""
    reprint: tuple[str, str]
    """The words for a reprint, in a note and in a bibliography; the style itself has them in English."""
    date: str = ""
    """The form of a date, as the interface has it, where the locale has another; XML of CSL."""
    rewrites: tuple[tuple[str, str, str], ...] = ()
    """What no term of CSL can say: a regular expression, our text, and why."""


APPROXIMATE: Final = "The style prints whatever is not exact with a question mark."
SPACED_DASH: Final = "Two dates of several words have blanks around the dash, as in the interface (CLDR)."
_DATE_DASH = (
    r"(?<=[^\W\d])–(?=(?:November|noviembre|листопад)\b)"
    r"|(?<=[\wа-яі])–(?=\d{1,2}\.? (?:de )?(?:November|noviembre|листопада|Januar|enero|січня)\b)",
    " – ",
    SPACED_DASH,
)
_UKRAINIAN_MONTHS = {
    "січень": "січня", "лютий": "лютого", "березень": "березня", "квітень": "квітня", "травень": "травня",
    "червень": "червня", "липень": "липня", "серпень": "серпня", "вересень": "вересня", "жовтень": "жовтня",
    "листопад": "листопада", "грудень": "грудня",
}  # fmt: skip

LANGUAGES: Final[Mapping[str, OracleLanguage]] = {
    "de": OracleLanguage(
        "de-DE",
        {
            ("compiler", "short"): ("Bearb.", ENGLISH_WORD),
            ("number-of-volumes", "short"): ("Bd.|Bde.", ENGLISH_WORD),
        },
        ("Nachdr.", "Nachdruck"),
        rewrites=((r"\[1932\?\]", "[ca. 1932]", APPROXIMATE), _DATE_DASH),
    ),
    "es": OracleLanguage(
        "es-ES",
        {
            ("number", "short"): ("n.º", ENGLISH_WORD),
            ("interviewer", "verb"): ("entrevista de", GENDER),
        },
        ("reimpr.", "reimpresión"),
        rewrites=(
            (r"\[1932\?\]", "[c. 1932]", APPROXIMATE),
            (r"(?<=\d)a\. C\.", " a. C.", "citeproc sets no blank before the era."),
            (r"(?<=\d)\.a ed\.", ".ª ed.", "Raised letters are not seen in a text without styles."),
            (r"(?<=\b[Nn])\.o (?=\d)", ".º ", "Raised letters are not seen in a text without styles."),
            _DATE_DASH,
        ),
    ),
    "uk": OracleLanguage(
        "uk-UA",
        {
            ("accessed", "long"): ("дата звернення:", "A colon stands before a date in the nominative."),
            ("compiler", "short"): ("упоряд.", ENGLISH_WORD),
            ("number", "short"): ("№", ENGLISH_WORD),
            ("number-of-volumes", "short"): ("т.|т.", ENGLISH_WORD),
            ("editor", "verb-short"): ("ред.", SLIP),
            ("editor", "verb"): ("ред.", CASE),
            ("translator", "verb"): ("пер.", CASE),
            ("container-author", "verb"): ("автор", CASE),
            ("interviewer", "verb"): ("інтерв’юер", CASE),
            ("recipient", "verb"): (", адресат", CASE),
            ("page-range-delimiter", "long"): ("–", "Ranges have an en dash, as in the interface."),
        },
        ("перевид.", "перевидання"),
        date=(
            f'<date xmlns="{NAMESPACE.strip("{}")}" form="text"><date-part name="day" suffix=" "/>'
            '<date-part name="month" suffix=" "/><date-part name="year"/></date>'
        ),
        rewrites=(
            (r"\[1932\?\]", "[бл. 1932]", APPROXIMATE),
            (r"(?<=\d)до н\. е\.", " до н. е.", "citeproc sets no blank before the era."),
            (r" , адресат", ", адресат", "The style sets a blank before the word."),
            (r"(?<=\. )2е вид\.", "Вид. 2.", "So does the first word of a sentence."),
            (r"\b2е вид\.", "вид. 2", "The ending of an ordinal differs (2-ге, 4-те, 7-ме); ours needs none."),
            *(
                (rf"(?<=\d ){month}\b", genitive, "The locale has no genitive of the months.")
                for month, genitive in _UKRAINIAN_MONTHS.items()
            ),
            _DATE_DASH,
        ),
    ),
}


def adapt_style(style: str, language: OracleLanguage) -> str:
    """Returns the style with the words for a reprint, and with the commas of German, Spanish and Ukrainian.

    No comma stands before "and" and "and others". After an inverted name it stays, for it belongs to the name.
    """
    note, bibliography = language.reprint
    style = style.replace('value="repr."', f'value="{note}"').replace('value="reprint"', f'value="{bibliography}"')
    never, after_inverted = (f'delimiter-precedes-last="{commas}"' for commas in ("never", "after-inverted-name"))
    style = style.replace('<name and="text" delimiter-precedes-last="always"', f'<name and="text "{after_inverted}')
    style = style.replace('<name and="text" ', f'<name and="text" {never} ')
    return style.replace("<name and", '<name delimiter-precedes-et-al="never" and').replace('"text "', '"text" ')


def adapt_locale(locale: str, language: OracleLanguage) -> str:
    """Returns a locale with our terms and our form of dates."""
    ElementTree.register_namespace("", NAMESPACE.strip("{}"))
    root = ElementTree.fromstring(locale)
    for (name, form), (text, _) in language.terms.items():
        for term in find_terms(root, name, form):
            for part in list(term):
                term.remove(part)
            single, _, multiple = text.partition("|")
            term.text = "" if multiple else single
            for tag, form_text in (("single", single), ("multiple", multiple)) if multiple else ():
                ElementTree.SubElement(term, f"{NAMESPACE}{tag}").text = form_text
    if language.date:
        for date in root.findall(f"{NAMESPACE}date[@form='text']"):
            root.remove(date)
        root.append(ElementTree.fromstring(language.date))
    return ElementTree.tostring(root, encoding="unicode")


def find_terms(root: ElementTree.Element, name: str, form: str) -> list[ElementTree.Element]:
    """Returns the elements of a term; `form` is "long" if the element has no form."""
    terms = root.find(f"{NAMESPACE}terms")
    assert terms is not None
    return [term for term in terms if term.get("name") == name and term.get("form", "long") == form]


def adapt_source(source: Source, code: str) -> Source:
    """Returns a source as citeproc is given it, which translates no genre and leaves curly marks inside others as they are."""
    with use_language(code):
        source = replace(source, genre=name_kind(source.genre))
    with use_language(ENGLISH):
        first = format_title(source)[0]
    if first.italic or not first.text.startswith("“"):
        return source
    opening, closing = tuple(find_quotation_marks(code)[2:])
    title, short = (text.replace("“", opening).replace("”", closing) for text in (source.title, source.title_short))
    return replace(source, title=title, title_short=short)


def rewrite(text: str, language: OracleLanguage) -> str:
    """Returns citeproc's text with our words where no term of CSL can say them."""
    for pattern, ours, _ in language.rewrites:
        text = re.sub(pattern, ours, text)
    return text
