"""Words what a changed scene means for a playthrough of it that was saved before the change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from party_card.app.storage_words import describe_earlier_playthroughs
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.localization import gettext, ngettext

if TYPE_CHECKING:
    from party_card.storage.saved_playthrough import SavedPlaythrough


def has_lost_choices(save: SavedPlaythrough, count: int) -> bool:
    """Returns True if there are choices after the first `count` steps, those that still exist in the scene."""
    return _count_choices(save.steps[count:]) > 0


def describe_scene_change(save: SavedPlaythrough, count: int, content_hash: str, storage_error: str) -> str:
    """Returns the message for a player whose first `count` steps still exist; empty if the scene has not changed."""
    if not save.steps or (save.content_hash == content_hash and not has_lost_choices(save, count)):
        return ""
    if not has_lost_choices(save, count):
        return gettext("This scene was changed since you played it. All your choices still exist.")
    choice_count, kept_count = _count_choices(save.steps), _count_choices(save.steps[:count])
    if not kept_count:
        consequence = gettext("Your choices no longer exist in it, so you begin again.")
    elif kept_count == 1:
        one_kept = ngettext(
            "1 of your {count} choice still exists: you go on from there.",
            "1 of your {count} choices still exists: you go on from there.",
            choice_count,
        )
        consequence = one_kept.format(count=choice_count)
    else:
        some_kept = gettext("{kept} of your {count} choices still exist: you go on from the last of them.")
        consequence = some_kept.format(kept=kept_count, count=choice_count)
    kept_sentence = describe_earlier_playthroughs(storage_error)
    return f"{gettext('This scene was changed since you played it.')} {consequence} {kept_sentence}"


def _count_choices(steps: Iterable[str]) -> int:
    return sum(step not in PHASE_TRIGGERS for step in steps)
