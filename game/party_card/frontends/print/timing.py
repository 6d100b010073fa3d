"""Plans a lesson in minutes, from the words that the proof has counted.

Invariant: the plan leaves time for the debrief, or states that it does not; slow readers are accounted for.
"""

from __future__ import annotations

from party_card.diagnostics.words import format_count_range
from party_card.frontends.print.lesson import SLOW_WORDS_PER_MINUTE, LessonData
from party_card.frontends.print.sheet import section, table
from party_card.frontends.shared.html import Html, element
from party_card.modelcheck.playtime import WORDS_PER_MINUTE

_LESSON_MINUTES = 45
_OPENING = (
    "The question on the board, and the content notes. Who would rather read the summary does so, and is not asked why."
)
_PLAYING = "Everyone plays, alone or in pairs, and reads the record: one line that surprised, one that stayed open."
_SHOW_OF_HANDS = "Hands up: who ended where? Nobody ended better. What made the difference?"
_DISCUSSION = "The debrief: the question on sourcing, if there is one, and one other."
_WRITING = "In writing: what would you need to see before you believed more, or less, of it?"
_MIN_DEBRIEF_MINUTES = 8
"""The least time for a debrief."""


def lesson_times(lesson: LessonData) -> Html:
    """Builds the section on reading time, and a lesson in minutes."""
    slow_minutes = lesson.minute_range(SLOW_WORDS_PER_MINUTE)[1]
    debrief_minutes = max(_LESSON_MINUTES - 5 - slow_minutes - 5 - 3, 0)
    minutes = ("5", str(slow_minutes), "5", str(debrief_minutes), "3")
    rows = zip(minutes, (_OPENING, _PLAYING, _SHOW_OF_HANDS, _DISCUSSION, _WRITING), strict=True)
    plan = table(("Min.", f"One lesson of {_LESSON_MINUTES} minutes"), rows, class_="plan")
    blocks = [element("p", _describe_reading(lesson, slow_minutes)), plan]
    if debrief_minutes < _MIN_DEBRIEF_MINUTES:
        blocks.append(element("p", "This leaves too little for the debrief: play in one lesson and talk in the next."))
    return section("Time", *blocks, class_="time")


def _describe_reading(lesson: LessonData, slow_minutes: int) -> str:
    """Returns a sentence on how long reading takes, and how many words that is if the proof has counted them."""
    minutes = format_count_range(*lesson.minute_range(), "minute")
    if lesson.word_range is None:
        return f"Reading takes {minutes} with the record; those who read slowly need up to {slow_minutes}."
    words = format_count_range(*lesson.word_range, "word")
    if lesson.has_cycles:
        return (
            f"Reading takes {minutes} or more with the record, for paths can go in circles ({words} on the shortest "
            f"path, at {WORDS_PER_MINUTE} a minute); those who read slowly need {slow_minutes} or more."
        )
    return (
        f"Reading takes {minutes} with the record ({words}, counted on every path, at {WORDS_PER_MINUTE} a minute); "
        f"those who read slowly need up to {slow_minutes}."
    )
