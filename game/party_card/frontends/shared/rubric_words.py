"""Words for the rubric of a question of the debrief."""

from __future__ import annotations

from party_card.localization import gettext_noop

RUBRIC_HEADING = gettext_noop("How answers are judged")
LEVEL_NAMES = (gettext_noop("Basic"), gettext_noop("Emergent"), gettext_noop("Proficient"))
"""The names of the levels, lowest first, in the order of a rubric."""
