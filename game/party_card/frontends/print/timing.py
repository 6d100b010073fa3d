"""A lesson in minutes, from the words that the proof has counted.

Law: the plan leaves time for the debrief, or says that it does not; those who read slowly are reckoned with.
"""

from __future__ import annotations

from party_card.frontends.print.lesson import SLOW, LessonData
from party_card.frontends.print.sheet import section, table
from party_card.frontends.shared.html import Html, element
from party_card.modelcheck.playtime import WORDS_A_MINUTE

_LESSON = 45
_OPEN = (
    "The question on the board, and the content notes. Who would rather read the summary does so, and is not asked why."
)
_PLAY = "Everyone plays, alone or in pairs, and reads the record: one line that surprised, one that stayed open."
_HANDS = "Hands up: who ended where? Nobody ended better. What made the difference?"
_TALK = "The debrief: the question on sourcing, if there is one, and one other."
_WRITE = "In writing: what would you need to see before you believed more, or less, of it?"
_LEAST = 8
"""So many minutes a debrief needs."""


def timing(lesson: LessonData) -> Html:
    """How long reading takes, and a lesson in minutes."""
    (least, most), (_, slow) = lesson.minutes(), lesson.minutes(SLOW)
    counted = ""
    if lesson.words is not None:
        few, many = lesson.words
        far = " or more, for paths can go in circles" if lesson.circles else f" to {many:,}" if few < many else ""
        counted = f" ({few:,}{far} words, counted on every path, at {WORDS_A_MINUTE} a minute)"
    span = f"{least} minutes" if least == most else f"{least} to {most} minutes"
    reading = f"Reading takes {span} with the record{counted}; those who read slowly need up to {slow}."
    rest = max(_LESSON - 5 - slow - 5 - 3, 0)
    rows = [("5", _OPEN), (str(slow), _PLAY), ("5", _HANDS), (str(rest), _TALK), ("3", _WRITE)]
    after = "" if rest >= _LEAST else "This leaves too little for the debrief: play in one lesson and talk in the next."
    plan = table(("Min.", f"One lesson of {_LESSON} minutes"), rows, class_="plan")
    return section("Time", element("p", reading), plan, element("p", after) if after else "", class_="time")
