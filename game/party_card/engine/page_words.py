"""The words for what pages hold as keys: the basis of a passage, the skill of a question, the kind of a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from party_card.content.models import Skill
from party_card.localization import gettext_noop

BASES: Final[Mapping[str, str]] = {
    "": "",
    "documented": gettext_noop("documented"),
    "composite": gettext_noop("composite"),
    "invented": gettext_noop("invented"),
}
SKILLS: Final[Mapping[Skill, str]] = {
    "sourcing": gettext_noop("sourcing"),
    "contextualisation": gettext_noop("contextualisation"),
    "corroboration": gettext_noop("corroboration"),
    "close-reading": gettext_noop("close reading"),
}
LINKS: Final[Mapping[str, str]] = {"stated": gettext_noop("stated"), "later in time": gettext_noop("later in time")}
JUDGEMENT: Final = gettext_noop("judgement")
"""The grade of the author's judgement in a list of grades; the others have the words of `grades.GRADES`."""
CERTAINTIES: Final[Mapping[str, str]] = {
    "corroborated": gettext_noop("corroborated"),
    "documented": gettext_noop("documented"),
    "reported": gettext_noop("reported"),
    "not recorded": gettext_noop("not recorded"),
}
