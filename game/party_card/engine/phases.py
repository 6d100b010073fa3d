"""The names of stages and steps that are not an author's, and the refusal of a step.

Law: no passage may be called like a stage, no choice like a turn.
"""

from __future__ import annotations

from typing import Final

BRIEFING: Final = "briefing"
RECORD: Final = "record"
DEBRIEF: Final = "debrief"
FINISHED: Final = "finished"
STAGES: Final = (BRIEFING, RECORD, DEBRIEF, FINISHED)
"""The states that are no passages."""
BEGIN: Final = "begin"
REVEAL: Final = "reveal"
CLOSE: Final = "close"
TURNS: Final = (BEGIN, REVEAL, CLOSE)
"""The triggers that are no choices."""


class ChoiceUnavailableError(Exception):  # names what is the case
    """`trigger` cannot be taken now; `offers` lists what can."""

    def __init__(self, trigger: str, offers: tuple[str, ...]) -> None:
        on_offer = ", ".join(offers) if offers else "nothing"
        super().__init__(f"`{trigger}` is not on offer here; on offer: {on_offer}")
        self.trigger = trigger
        self.offers = offers
