"""Computes a player's progress in the campaign: the traces imported into a scene, and the pages between scenes.

Invariant: a scene counts as finished once its record has been seen, and of several playthroughs the last one counts.
Everything follows from the saved playthroughs, so nothing else is saved about a campaign; the traces of a playthrough
that has begun do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from party_card.app.catalogue import replay
from party_card.content.models import Campaign, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine.page import Page
from party_card.engine.phases import REVEAL
from party_card.storage.errors import StorageError
from party_card.storage.saved_playthrough import SavedPlaythrough

if TYPE_CHECKING:
    from party_card.engine.campaign_pages import FinishedScene
    from party_card.engine.compiled import CompiledScene


class CampaignProgress:
    """One player's progress through the scenes of a pack."""

    def __init__(
        self, pack: Pack, saves: Sequence[SavedPlaythrough], compile_by_id: Callable[[SceneId], CompiledScene]
    ) -> None:
        self._pack = pack
        self._compile_by_id = compile_by_id
        self._last_finished_saves = {SceneId(item.scene): item for item in saves if REVEAL in item.steps}
        self._campaign: Campaign = pack.campaign or Campaign(campaign="", title="", scenes=())
        self._stations = tuple(station for station in self._campaign.stations if station.scene in pack.scenes)

    def list_imported_traces(self, compiled: CompiledScene) -> tuple[str, ...]:
        """Returns the traces that a scene uses and that earlier scenes exported, in alphabetical order."""
        trace_slots = compiled.system.trace_slots
        if not trace_slots:
            return ()
        scene_ids = self._pack.scene_ids()
        traces: list[str] = []
        for scene_id in scene_ids[: scene_ids.index(compiled.scene.scene)]:
            if any(trace.id in trace_slots for trace in self._pack.scenes[scene_id].leaves):
                scene = self._replay_finished_scene(scene_id)
                traces += [trace.id for trace in scene.traces if trace.id in trace_slots] if scene else []
        return tuple(sorted(traces))

    def list_finished_scenes(self) -> tuple[FinishedScene, ...]:
        """Returns the finished scenes of the campaign in order, with their endings and exported traces."""
        finished_scenes = (self._replay_finished_scene(station.scene) for station in self._campaign.stations)
        return tuple(finished_scene for finished_scene in finished_scenes if finished_scene is not None)

    def is_campaign_finished_after(self, scene: SceneId) -> bool:
        """Returns True if a scene belongs to the campaign and no unfinished scene follows it."""
        is_part = any(station.scene == scene for station in self._campaign.stations)
        return is_part and self.next_scene(scene) is None

    def next_scene(self, scene: SceneId) -> SceneId | None:
        """Returns the next unfinished scene of the campaign; None if none follows."""
        scene_ids = [station.scene for station in self._stations]
        later_ids = scene_ids[scene_ids.index(scene) + 1 :] if scene in scene_ids else []
        return next((name for name in later_ids if name not in self._last_finished_saves), None)

    def build_intermission(self, scene: SceneId) -> Page | None:
        """Builds the page before a scene of the campaign; None if it would show nothing."""
        number = next((n for n, station in enumerate(self._stations) if station.scene == scene), None)
        if number is None:
            return None
        from party_card.engine import campaign_pages  # noqa: PLC0415  # not needed for the first page

        scene_id = (self._replay_finished_scene(station.scene) for station in reversed(self._stations[:number]))
        previous_scene = next((finished_scene for finished_scene in scene_id if finished_scene is not None), None)
        compiled = campaign_pages.compile_campaign(self._pack, self._campaign)
        page = campaign_pages.build_intermission_page(
            compiled, self._stations[number], self._pack.scenes[scene], previous_scene
        )
        return page if page.blocks or page.since else None

    def build_end_page(self) -> Page | None:
        """Builds the page of the campaign's end, with the player's path through it; None without a campaign."""
        if self._pack.campaign is None:
            return None
        from party_card.engine import campaign_pages  # noqa: PLC0415  # not needed for the first page

        finished_scene = self.list_finished_scenes()
        finished_ids = {item.scene.scene for item in finished_scene}
        unplayed = [
            self._pack.scenes[name] for station in self._stations if (name := station.scene) not in finished_ids
        ]
        compiled = campaign_pages.compile_campaign(self._pack, self._campaign)
        return campaign_pages.build_campaign_end_page(compiled, finished_scene, unplayed)

    def _replay_finished_scene(self, scene: SceneId) -> FinishedScene | None:
        """Replays a finished scene; None if it is not finished, or a change of the scene has removed its ending."""
        save = self._last_finished_saves.get(scene)
        if save is None or scene not in self._pack.scenes:
            return None
        from party_card.engine.campaign_pages import FinishedScene  # noqa: PLC0415  # not needed for the first page

        with suppress(StorageError):  # reported when the scene is opened
            playthrough, _ = replay(self._compile_by_id(scene), save)
            if playthrough.ending_passage is not None and playthrough.ending_passage.ending is not None:
                title = smart_quotes(playthrough.ending_passage.ending.title)
                return FinishedScene(self._pack.scenes[scene], title, playthrough.exported_traces())
        return None
