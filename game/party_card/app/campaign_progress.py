"""Computes a player's progress in the campaign: the traces imported into a scene, and the pages between scenes.

Invariant: a scene counts as finished once its record has been seen, and of several playthroughs the last one counts.
Everything follows from the saved playthroughs, so nothing else is saved about a campaign; the traces of a playthrough
that has begun do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from party_card.app.catalogue import get_pack_title, replay
from party_card.content.models import Campaign, SceneId
from party_card.content.prose import smart_quotes
from party_card.engine.phases import REVEAL
from party_card.localization import gettext
from party_card.storage.errors import StorageError

if TYPE_CHECKING:
    from party_card.app.archive import PlayerArchive
    from party_card.app.open_playthrough import OpenPlaythrough
    from party_card.content.pack import Pack
    from party_card.engine.campaign_pages import FinishedScene
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.page import Page
    from party_card.engine.playthrough import Playthrough
    from party_card.storage.resilient_store import ResilientStore
    from party_card.storage.saved_playthrough import SavedPlaythrough


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
        """Returns True if a scene belongs to the campaign, and every other one is finished."""
        is_part = any(station.scene == scene for station in self._campaign.stations)
        return is_part and self.next_scene(scene) is None

    def next_scene(self, scene: SceneId) -> SceneId | None:
        """Returns the first unfinished scene after one of the campaign, else the first before it; None if none is."""
        scene_ids = [station.scene for station in self._stations]
        if scene not in scene_ids:
            return None
        index = scene_ids.index(scene)
        other_ids = scene_ids[index + 1 :] + scene_ids[:index]
        return next((name for name in other_ids if name not in self._last_finished_saves), None)

    def is_campaign_finished(self) -> bool:
        """Returns True if every scene of the campaign is finished."""
        return all(station.scene in self._last_finished_saves for station in self._stations)

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

    def has_archive(self) -> bool:
        """Returns True if the campaign has an archive, and a file of this player stands there."""
        if self._campaign.archive is None:
            return False
        finished = (station.scene for station in self._stations if station.scene in self._last_finished_saves)
        return any(self._pack.scenes[scene].file is not None for scene in finished)

    def open_archive(self, store: ResilientStore, player: str) -> PlayerArchive | None:
        """Opens the archive of the campaign, whose answers are in `store`; None if no file stands there yet."""
        if not self.has_archive():
            return None
        from party_card.app.archive import PlayerArchive  # noqa: PLC0415  # not needed for the first page

        entries = [self._open_finished(station.scene) for station in self._stations]
        archive = PlayerArchive(self._pack, self._campaign, entries, store, player)
        return archive if archive.numbers else None

    def _open_finished(self, scene: SceneId) -> OpenPlaythrough | None:
        playthrough = self._replay(scene)
        if playthrough is None:
            return None
        from party_card.app.open_playthrough import OpenPlaythrough  # noqa: PLC0415  # not needed for the first page

        save = self._last_finished_saves[scene]
        return OpenPlaythrough(save, playthrough, dict(save.answers), get_pack_title(self._pack), save.seconds)

    def _replay_finished_scene(self, scene: SceneId) -> FinishedScene | None:
        """Returns a finished scene with its ending; None if it is not finished."""
        playthrough = self._replay(scene)
        if playthrough is None:
            return None
        from party_card.engine.campaign_pages import FinishedScene  # noqa: PLC0415  # not needed for the first page

        ending = playthrough.ending_passage.ending if playthrough.ending_passage is not None else None
        title = smart_quotes(ending.title) if ending is not None else ""
        return FinishedScene(self._pack.scenes[scene], title, playthrough.exported_traces())

    def _replay(self, scene: SceneId) -> Playthrough | None:
        """Replays a finished scene; None if it is not finished, or a change of the scene has removed its ending."""
        save = self._last_finished_saves.get(scene)
        if save is None or scene not in self._pack.scenes:
            return None
        with suppress(StorageError):  # reported when the scene is opened
            playthrough, _ = replay(self._compile_by_id(scene), save)
            if playthrough.ending_passage is not None and playthrough.ending_passage.ending is not None:
                return playthrough
        return None


def describe_episode(campaign: Campaign | None, scene: SceneId) -> str:
    """Returns which scene of a campaign a scene is, `Episode 1 of 13`; empty if it is in none."""
    scenes = [station.scene for station in campaign.stations] if campaign is not None else []
    if scene not in scenes:
        return ""
    return gettext("Episode {number} of {count}").format(number=scenes.index(scene) + 1, count=len(scenes))
