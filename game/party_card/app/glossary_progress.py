"""Finds which entries of a pack's glossary a player has met, and of whom to say what became of them.

Invariant: everything follows from the player's playthroughs and the page that is shown, so nothing is saved about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from party_card.app.campaign_progress import CampaignProgress
from party_card.app.catalogue import SceneCatalogue, apply_record_timing, replay
from party_card.content.models import SceneId
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.content.pack import Pack
    from party_card.engine.campaign_glossary import CampaignGlossary, EntryKey, GlossaryItem
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.page import Page
    from party_card.storage.saved_playthrough import SavedPlaythrough
    from party_card.storage.settings import RecordTiming

    FoundEntries = tuple[frozenset[EntryKey], bool]
    """The entries that a playthrough has met, and whether it has reached an ending."""


class GlossaryProgress:
    """Lists the glossary of a pack; what a playthrough has met is found once in a session."""

    def __init__(self, catalogue: SceneCatalogue) -> None:
        self._catalogue = catalogue
        self._glossary: tuple[Pack, CampaignGlossary] | None = None
        self._found_entries: dict[tuple[object, ...], tuple[CompiledScene, FoundEntries]] = {}

    def list_items(
        self, pack: Pack, saves: Iterable[SavedPlaythrough], timing: RecordTiming, page: Page | None
    ) -> tuple[GlossaryItem, ...]:
        """Returns the glossary of a pack; the entries of `page`, which is shown now, count as met.

        `timing` is the player's setting of when the record is shown.
        """
        from party_card.engine import campaign_glossary  # noqa: PLC0415  # not needed for the first page
        from party_card.engine.entries import PAGES_AFTER_ENDING  # noqa: PLC0415  # see above

        saves = [save for save in saves if save.steps and save.scene in pack.scenes]
        met: set[EntryKey] = set()
        met_before_ending: set[EntryKey] = set()
        if page is not None:
            shown_keys = set(map(campaign_glossary.identify_entry, page.entries))
            met |= shown_keys
            met_before_ending |= shown_keys if page.kind in PAGES_AFTER_ENDING else set()
        progress = CampaignProgress(pack, saves, self._catalogue.compile)
        for scene in {SceneId(save.scene) for save in saves}:
            found = [self._find_entries(save, timing) for save in saves if save.scene == scene]
            keys = frozenset().union(*(keys for keys, _ in found))
            met |= keys
            met_before_ending |= keys if any(has_ended for _, has_ended in found) else set()
            if intermission := progress.build_intermission(scene):
                met |= set(map(campaign_glossary.identify_entry, intermission.entries))
        if self._glossary is None or self._glossary[0] is not pack:
            self._glossary = pack, campaign_glossary.compile_glossary(pack)
        return self._glossary[1].list_items(met, met_before_ending)

    def _find_entries(self, save: SavedPlaythrough, timing: RecordTiming) -> FoundEntries:
        """Replays a playthrough, unless that has been done; a scene with mistakes has no entries."""
        from party_card.engine.campaign_glossary import find_met_entries  # noqa: PLC0415  # see above

        with suppress(StorageError):  # reported when the scene is opened
            compiled = self._catalogue.compile(SceneId(save.scene))
            key = (save.scene, save.steps, save.imported_traces, timing)
            former_compiled, found = self._found_entries.get(key, (None, (frozenset(), False)))
            if former_compiled is not compiled:  # not found yet, or the scene has been changed
                playthrough, _ = replay(compiled, save)
                apply_record_timing(playthrough, timing)
                found = find_met_entries(playthrough), playthrough.ending_passage is not None
                self._found_entries[key] = (compiled, found)
            return found
        return frozenset(), False
