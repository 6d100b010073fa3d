"""Defines the grades of certainty: the word, the sign and the meaning that every front end shows.

The meanings are those of the evidence handbook (`seeds/README.md`); a test compares both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from party_card.content.models import Grade


class GradeInfo(NamedTuple):
    """How a grade is shown: its word, a sign for print, and a sentence that explains it."""

    word: str
    sign: str
    meaning: str


GRADES: Mapping[Grade, GradeInfo] = {
    "corroborated": GradeInfo("corroborated", "◉", "Independent sources agree on it."),
    "documented": GradeInfo("documented", "●", "The source states it plainly."),
    "reported": GradeInfo("reported", "◐", "The source passes on what somebody said, or hedges."),
    "rumoured": GradeInfo("rumoured", "○", "The source calls it gossip or rumour."),
    "contested": GradeInfo("contested", "◇", "Sources differ, or one shows a dispute that it does not settle."),
    "judgement": GradeInfo("the author’s judgement", "■", "The source gives the author’s own view."),
}
