"""Defines the grades of certainty: the word, the sign and the meaning that every front end shows.

The meanings are those of the evidence handbook (`seeds/README.md`); a test compares both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from party_card.localization import gettext_noop

if TYPE_CHECKING:
    from party_card.content.models import Grade


class GradeInfo(NamedTuple):
    """How a grade is shown: its word, a sign for print, and a sentence that explains it; `gettext` translates both."""

    word: str
    sign: str
    meaning: str


GRADES: Mapping[Grade, GradeInfo] = {
    "corroborated": GradeInfo(gettext_noop("corroborated"), "◉", gettext_noop("Independent sources agree on it.")),
    "documented": GradeInfo(gettext_noop("documented"), "●", gettext_noop("The source states it plainly.")),
    "reported": GradeInfo(
        gettext_noop("reported"), "◐", gettext_noop("The source passes on what somebody said, or hedges.")
    ),
    "rumoured": GradeInfo(gettext_noop("rumoured"), "○", gettext_noop("The source calls it gossip or rumour.")),
    "contested": GradeInfo(
        gettext_noop("contested"), "◇", gettext_noop("Sources differ, or one shows a dispute that it does not settle.")
    ),
    "judgement": GradeInfo(
        gettext_noop("the author’s judgement"), "■", gettext_noop("The source gives the author’s own view.")
    ),
}
