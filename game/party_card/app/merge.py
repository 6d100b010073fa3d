"""What is said and kept of a playthrough where another window was quicker.

Law: the steps of the quicker window stand, and the other is told which of its own were not taken; what was written in
either is kept, in the playthrough it was written for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from party_card.engine.playthrough import Playthrough
    from party_card.storage.store import SavedPlaythrough

GONE = (
    "In another window all that was kept of this scene was forgotten, so it begins again here. "
    "It is best to close one of the two windows."
)
"""What is said where there is nothing to go on with."""


def conflict_message(playthrough: Playthrough, before: SavedPlaythrough, *, written: bool) -> str:
    """What to say to a reader who has walked on from `before`; `written` where answers of theirs were kept."""
    said = ["This scene was played on in another window. Here is where it stands now."]
    if lost := _not_taken(playthrough, before.steps):
        said.append(lost)
    if written:
        said.append("What you wrote is kept with what was written there.")
    said.append("It is best to close one of the two windows.")
    return " ".join(said)


def _not_taken(playthrough: Playthrough, before: tuple[str, ...]) -> str:
    """The steps beyond those that both windows knew."""
    steps, same = playthrough.steps, 0
    while same < min(len(steps), len(before)) and steps[same] == before[same]:
        same += 1
    if same == len(steps):
        return "Nothing was taken back." if same < len(before) else ""
    place, _ = playthrough.resume(playthrough.compiled, steps[:same], playthrough.carried)
    offer = next(offer for offer in place.page().offers if offer.id == steps[same])
    named = f"“{''.join(run.text for run in offer.line if run.note is None)}”"
    more = len(steps) - same - 1
    if not more:
        return f"Your step {named} was not taken."
    return f"Your step {named} and the {more} after it were not taken."


def merge_answers(mine: Mapping[str, str], before: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Answers by question, from both windows, which both began with `before`."""
    both = dict(theirs)
    for question, text in mine.items():
        there = theirs.get(question, "")
        if text != before.get(question, "") and text not in there:
            both[question] = text if there in text else f"{there}\n\n{text}"
    return both
