"""A translation has the numbers of the original.

A year or a figure in digits stands in the translation, too; its thousands may be set apart as the language does it.
What the original spells out is not compared. Numbers in words are better put in digits where the original has digits.

PASS:
    ### scenes/example.yaml
    scene: example
    title: A
    passages:
      one: {text: "In 1932 they were 1,500.", ending: {id: done, title: Done}}
    ### scenes/translations/de/example.po
    msgctxt "passages/one/text"
    msgid "In 1932 they were 1,500."
    msgstr "Im Jahr 1932 waren es 1.500."
FAIL REPLACES:
    msgstr "Im Jahr 1932 waren es 1.500."
WITH:
    msgstr "Im Jahr 1923 waren es 1.500."
MESSAGE:
    warning[translation-number]: this translation lacks the number 1932
     --> scenes/translations/de/example.po:3:9
      |
    3 | msgstr "Im Jahr 1923 waren es 1.500."
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
     ::: scenes/example.yaml:4:15
      |
    4 |   one: {text: "In 1932 they were 1,500.", ending: {id: done, title: Done}}
      |               -------------------------- the original
    help: write it in digits, as the original does
"""

import re
import unicodedata

from party_card.content.prose import strip_markup
from party_card.diagnostics.diagnostic import Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.translation.messages import Translation

_NUMBER = re.compile(r"\d+(?:[.,:'’/]\d+)*")
_SPACED_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)\d\d[–-](\d\d)(?!\d)")
"""Years such as 1932–33."""
_TIME = re.compile(r"(\d|1[01])[:.]([0-5]\d)")
"""An hour before noon, or perhaps after it, with minutes."""


def check(translation: Translation) -> Diagnostics:
    """Looks for the numbers of every text in its finished translation."""
    for pair in translation.finished:
        present = {_read_digits(number) for number in _find_numbers(pair.message.translation)}
        for number, forms in _list_forms(strip_markup(pair.text.text)).items():
            if not forms & present:
                label = translation.catalogue.label(pair.message)
                advice = "write it in digits, as the original does"
                message = f"this translation lacks the number {number}"
                yield RULE.diagnose(message, label, advice, secondary=(pair.original_label,))


def _list_forms(text: str) -> dict[str, set[str]]:
    """Returns the numbers of a text, each with the digits under which a translation may have it.

    What stands as 1932–33 may be 1932–1933 elsewhere, and 2:30 in the afternoon 14:30.
    """
    forms = {number: {_read_digits(number)} for number in _NUMBER.findall(text)}
    for century, year in _SHORT_YEAR.findall(text):
        forms.setdefault(year, set()).add(century + year)
    for number, digits in forms.items():
        if time := _TIME.fullmatch(number):
            digits.add(f"{int(time[1]) + 12}{time[2]}")
    return forms


def _find_numbers(text: str) -> list[str]:
    """Returns the numbers of a translation; of 1932/33 also its parts."""
    plain_text = strip_markup(text)
    numbers = _NUMBER.findall(plain_text) + _SPACED_NUMBER.findall(plain_text)
    return numbers + [part for number in numbers if "/" in number for part in number.split("/")]


def _read_digits(number: str) -> str:
    """Returns the digits of a number, whatever separates them and in whatever script they are written."""
    return "".join(str(unicodedata.decimal(character)) for character in number if character.isdecimal())


RULE = Rule("translation-number", Severity.WARNING, __doc__, check)
