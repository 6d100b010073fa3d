"""Plans a lesson in minutes, from the words that the proof has counted.

Invariant: the plan leaves time for the debrief, or states that it does not; slow readers are accounted for.
"""

from __future__ import annotations

from party_card.frontends.print.lesson import SLOW_WORDS_PER_MINUTE, LessonData
from party_card.frontends.print.sheet import section, table
from party_card.frontends.shared.html import Html, element
from party_card.localization import format_number, gettext, gettext_noop, ngettext, npgettext, pgettext
from party_card.modelcheck.playtime import WORDS_PER_MINUTE

_LESSON_MINUTES = 45
_OPENING = gettext_noop(
    "The question on the board, and the content notes. Who would rather read the summary does so, and is not asked why."
)
_PLAYING = gettext_noop(
    "Everyone plays, alone or in pairs, and reads the record: one line that surprised, one that stayed open."
)
_SHOW_OF_HANDS = gettext_noop("Hands up: who ended where? Nobody ended better. What made the difference?")
_DISCUSSION = gettext_noop("The debrief: the question on sourcing, if there is one, and one other.")
_WRITING = gettext_noop("In writing: what would you need to see before you believed more, or less, of it?")
_MIN_DEBRIEF_MINUTES = 8
"""The least time for a debrief."""


def lesson_times(lesson: LessonData) -> Html:
    """Builds the section on reading time, and a lesson in minutes."""
    slow_minutes = lesson.minute_range(SLOW_WORDS_PER_MINUTE)[1]
    debrief_minutes = max(_LESSON_MINUTES - 5 - slow_minutes - 5 - 3, 0)
    minutes = ("5", str(slow_minutes), "5", str(debrief_minutes), "3")
    parts = (_OPENING, _PLAYING, _SHOW_OF_HANDS, _DISCUSSION, _WRITING)
    length = ngettext("One lesson of {count} minute", "One lesson of {count} minutes", _LESSON_MINUTES)
    headings = (pgettext("heading of a column", "Min."), length.format(count=_LESSON_MINUTES))
    plan = table(headings, zip(minutes, map(gettext, parts), strict=True), class_="plan")
    blocks = [element("p", _describe_reading(lesson, slow_minutes)), plan]
    if debrief_minutes < _MIN_DEBRIEF_MINUTES:
        advice = gettext("This leaves too little for the debrief: play in one lesson and talk in the next.")
        blocks.append(element("p", advice))
    return section(gettext("Time"), *blocks, class_="time")


def _describe_reading(lesson: LessonData, slow_minutes: int) -> str:
    """Returns a sentence on how long reading takes, and how many words that is if the proof has counted them."""
    sentence = gettext("Reading takes {minutes} with the record; those who read slowly need up to {slow_minutes}.")
    words = ""
    if lesson.word_range is not None:
        words = _format_words(*lesson.word_range)
        sentence = gettext(
            "Reading takes {minutes} with the record ({words}, counted on every path, at {speed} a minute); those who "
            "read slowly need up to {slow_minutes}."
        )
        if lesson.has_cycles:
            sentence = gettext(
                "Reading takes {minutes} or more with the record, for paths can go in circles ({words} on the shortest "
                "path, at {speed} a minute); those who read slowly need {slow_minutes} or more."
            )
    minutes = _format_minutes(*lesson.minute_range())
    return sentence.format(minutes=minutes, words=words, speed=WORDS_PER_MINUTE, slow_minutes=slow_minutes)


def _format_minutes(least: int, most: int) -> str:
    """Returns how long reading takes, as it stands behind the verb."""
    if least == most:
        # TRANSLATORS: in the sentence “Reading takes {minutes} with the record”.
        text = npgettext("Reading takes", "{count} minute", "{count} minutes", most)
    else:
        text = npgettext("Reading takes", "{least} to {count} minute", "{least} to {count} minutes", most)
    return text.format(least=format_number(least), count=format_number(most))


def _format_words(least: int, most: int) -> str:
    text = ngettext("{least} to {count} word", "{least} to {count} words", most)
    if least == most:
        text = ngettext("{count} word", "{count} words", most)
    return text.format(least=format_number(least), count=format_number(most))
