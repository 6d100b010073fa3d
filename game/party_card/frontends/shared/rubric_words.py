"""Words for the rubric of a question of the debrief."""

from __future__ import annotations

RUBRIC_HEADING = "How answers are judged"
LEVEL_NAMES = ("Basic", "Emergent", "Proficient")
"""The names of the levels, lowest first, in the order of a rubric."""
