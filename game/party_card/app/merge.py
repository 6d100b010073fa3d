"""Merges concurrent writes to one playthrough by two windows, and words the conflict.

Invariant: the steps saved first are kept, and the message names the other steps; the answers of both windows are
saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from party_card.app.file_answers import is_file_answer
from party_card.app.hands import is_hand_count
from party_card.localization import gettext, gettext_noop, quote
from party_card.storage.saved_playthrough import SavedPlaythrough, count_common_steps

if TYPE_CHECKING:
    from party_card.engine.playthrough import Playthrough

DELETED_MESSAGE = gettext_noop(
    "In another window all that was kept of this scene was forgotten, so it begins again here. "
    "It is best to close one of the two windows."
)
"""The message if the other window deleted the playthrough."""


def conflict_message(mine: Playthrough, base: SavedPlaythrough, *, has_saved_answers: bool) -> str:
    """Returns the message for a player whose steps after `base` conflict with those of another window."""
    sentences = [gettext("This scene was played on in another window. Here is where it stands now.")]
    if lost_steps := _lost_steps_sentence(mine, base.steps):
        sentences.append(lost_steps)
    if has_saved_answers:
        sentences.append(gettext("What you wrote is kept with what was written there."))
    sentences.append(gettext("It is best to close one of the two windows."))
    return " ".join(sentences)


def _lost_steps_sentence(mine: Playthrough, base_steps: tuple[str, ...]) -> str:
    """Names the steps that this window took or undid since `base_steps`."""
    from party_card.engine.page_builder import build_page  # noqa: PLC0415  # not needed for the first page

    steps, common_count = mine.steps, count_common_steps(mine.steps, base_steps)
    if common_count == len(steps):
        return gettext("Nothing was taken back.") if common_count < len(base_steps) else ""
    common_playthrough, _ = mine.resume(mine.compiled, steps[:common_count], mine.imported_traces)
    offer = next(offer for offer in build_page(common_playthrough).offers if offer.id == steps[common_count])
    label = quote("".join(run.text for run in offer.line if run.note is None))
    later_count = len(steps) - common_count - 1
    if not later_count:
        return gettext("Your step {label} was not taken.").format(label=label)
    return gettext("Your step {label} and the {later_count} after it were not taken.").format(
        label=label, later_count=later_count
    )


def merge_answers(mine: Mapping[str, str], base: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Merges the answers of two windows that both began with `base`. Returns the answers by question."""
    merged_answers = dict(theirs)
    for question, text in mine.items():
        their_text = theirs.get(question, "")
        if text != base.get(question, "") and text not in their_text:
            is_replaced = (
                their_text in text or is_file_answer(question) or is_hand_count(question)
            )  # of these there is one
            merged_answers[question] = text if is_replaced else f"{their_text}\n\n{text}"
    return merged_answers
