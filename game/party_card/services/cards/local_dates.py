"""Dates in the words of the present language, as people type them, put into the English words that are read as dates.

What the interface itself writes ("ab 12. März 1893") is found by its own messages; a person may also type other words
of the language ("etwa", "seit"), which translators list, and shortened months ("12. Sept. 1932").

Invariant: a text that has no words of the language comes back as it is, in small letters.
"""

from __future__ import annotations

import re
from functools import cache

from party_card.content.date_words import MONTHS, SEASONS, name_month
from party_card.localization import gettext, pgettext, use_language

_INTERVAL = " – "
MIN_LETTERS = 3
"""How many letters of a month have to be typed, at least."""
_ENGLISH_FORMS = (
    "perhaps about {date}",
    "perhaps {date}",
    "about {date}",
    "from {date}",
    "until {date}",
)
_YEARS = ("{year} BCE", "{year} CE", "the {decade}s")
_TOKEN = re.compile(r"[^\s–—-]+")


def translate_date_words(text: str, language: str) -> str:
    """Returns the English words for a date or an interval that is written in the words of a language."""
    words = _Words.of(language)
    return words.translate(" ".join(text.casefold().split()))


class _Words:
    """The words of one language for dates, in small letters."""

    def __init__(self) -> None:
        self.forms = [(english, *_split(gettext(english))) for english in _ENGLISH_FORMS]
        self.forms += [
            (f"{english} {{date}}", f"{word} ", "")
            for english, words in (
                # TRANSLATORS: Words that people type before a date, with commas between them. What means the same in
                # TRANSLATORS: your language, in any number. "about 25 August 1932"
                ("about", pgettext("words typed before a date", "about, around, circa, ca.")),
                ("perhaps", pgettext("words typed before a date", "perhaps, possibly, probably")),
                # TRANSLATORS: "since 25 August 1932": words before the beginning of a stretch of time without an end.
                ("from", pgettext("words typed before a date", "from, since, after")),
                # TRANSLATORS: "until 25 August 1932": words before the end of a stretch of time without a beginning.
                ("until", pgettext("words typed before a date", "until, till, up to, before")),
            )
            for word in _list(words)
        ]
        # TRANSLATORS: "25 August to 2 October 1932": words between the two dates of a stretch of time, with commas.
        self.between = _list(pgettext("words typed between two dates", "to, until, till, and"))
        # TRANSLATORS: Words within a date that say nothing ("the 25th of August"), with commas; "-" if there are none.
        self.fillers = set(_list(pgettext("words typed within a date", "of, the")))
        patterns = (pgettext("date", "{day} {month} {year}"), pgettext("date", "{month} {year}"))
        self.fillers |= {word for pattern in patterns for word in pattern.casefold().split() if "{" not in word}
        self.years = [(english, *_split(gettext(english))) for english in _YEARS]
        self.months: dict[str, str] = {}
        for number, english in [*enumerate(MONTHS, 1), *SEASONS.items()]:
            for has_day in (False, True):
                self.months[name_month(number, has_day=has_day).casefold()] = english

    @staticmethod
    @cache
    def of(language: str) -> _Words:
        """Returns the words of a language."""
        with use_language(language):
            return _Words()

    def translate(self, text: str) -> str:
        """Returns English words; `text` is in small letters, with one blank between two words."""
        if year := self._translate_year(text):
            return year
        if text.count(_INTERVAL) == 1:
            return _INTERVAL.join(map(self.translate, text.split(_INTERVAL)))
        for english, before, behind in self.forms:
            if len(text) > len(before + behind) and text.startswith(before) and text.endswith(behind):
                rest = text[len(before) : len(text) - len(behind)]
                if english.startswith("from") and self._find_end(rest):
                    return self._translate_ends(rest)
                return english.format(date=self.translate(rest))
        return self._translate_ends(text)

    def _translate_ends(self, text: str) -> str:
        end = self._find_end(text)
        return " to ".join(map(self._translate_date, end if end else (text,)))

    def _find_end(self, text: str) -> tuple[str, str] | None:
        """Returns the two dates of an interval; None if a text is only one."""
        for word in self.between:
            first, separator, second = text.partition(f" {word} ")
            if separator:
                return first, second
        return None

    def _translate_date(self, text: str) -> str:
        text = self._translate_year(text) or _TOKEN.sub(lambda match: self._translate_token(match[0]), text)
        return " ".join(text.split())

    def _translate_year(self, text: str) -> str | None:
        """Returns a year with its era, or a decade; None if a text is neither."""
        for english, before, behind in self.years:
            number = text.removeprefix(before).removesuffix(behind)
            if number.replace(",", "").isdecimal() and text == f"{before}{number}{behind}":
                return english.format(year=number, decade=number)
        return None

    def _translate_token(self, token: str) -> str:
        if token in self.fillers:
            return ""
        word = token.strip(".,")
        found = self.months.get(word)
        if found is None and len(word) >= MIN_LETTERS and word.isalpha():
            names = {english for name, english in self.months.items() if name.startswith(word)}
            found = names.pop() if len(names) == 1 else None
        return token if found is None else found


def _split(pattern: str) -> tuple[str, str]:
    """Returns what stands in a message before its field and behind it, in small letters."""
    before, _, rest = pattern.replace("\N{NO-BREAK SPACE}", " ").casefold().partition("{")
    return before, rest.partition("}")[2]


def _list(words: str) -> list[str]:
    """Returns the words of a message, those with more letters first: "bis zum" before "bis"."""
    found = [word for part in words.casefold().split(",") if (word := part.strip())]
    return sorted(found, key=len, reverse=True)
