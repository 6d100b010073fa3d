"""Names the phases of a playthrough outside its passages, and the triggers that lead from one to the next.

Invariant: no passage has the name of a phase, and no choice the name of a phase trigger (checked by a rule).
"""

from __future__ import annotations

from typing import Final

BRIEFING: Final = "briefing"
RECORD: Final = "record"
FILE: Final = "the file"
"""No passage can have this name, so none that is called `file` has to give it up."""
DEBRIEF: Final = "debrief"
FINISHED: Final = "finished"
PHASES: Final = (BRIEFING, RECORD, FILE, DEBRIEF, FINISHED)
"""The states of the machine that are not passages."""
BEGIN: Final = "begin"
REVEAL: Final = "reveal"
CLOSE: Final = "close"
PHASE_TRIGGERS: Final = (BEGIN, REVEAL, CLOSE)
"""The triggers of the machine that are not choices."""


class ChoiceUnavailableError(Exception):
    """The trigger cannot be fired in the present state; `offers` lists the triggers that can."""

    def __init__(self, trigger: str, offers: tuple[str, ...]) -> None:
        on_offer = ", ".join(offers) if offers else "nothing"
        super().__init__(f"`{trigger}` is not on offer here; on offer: {on_offer}")
        self.trigger = trigger
        self.offers = offers
