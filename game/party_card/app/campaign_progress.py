"""How far a reader has come in the campaign: what is carried into a scene, and what is told between scenes.

Law: a scene counts once its record has been seen, and of several times the last one counts. Everything follows from the
playthroughs that are kept, so nothing about a campaign is kept besides; a walk that has begun keeps what it began with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from party_card.content.models import Campaign, Scene, SceneId
from party_card.content.pack import Pack
from party_card.content.prose import smart_quotes
from party_card.engine.page import Page
from party_card.engine.phases import REVEAL
from party_card.storage.errors import KeepError
from party_card.storage.store import SavedPlaythrough

if TYPE_CHECKING:
    from party_card.engine.campaign_pages import CompiledCampaign, FinishedScene
    from party_card.engine.compiled import CompiledScene


class CampaignProgress:
    """One reader's way through the scenes of a pack. `order` is that of the shelf, the campaign's scenes in front."""

    def __init__(
        self,
        pack: Pack,
        order: Sequence[SceneId],
        kept: Sequence[SavedPlaythrough],
        compile_: Callable[[SceneId], CompiledScene],
    ) -> None:
        self._pack = pack
        self._order = order
        self._compile = compile_
        self._finished = {SceneId(one.scene): one for one in kept if REVEAL in one.steps}
        self._campaign: Campaign = pack.campaign or Campaign(campaign="", title="", scenes=())

    def imported_traces(self, scene: CompiledScene) -> tuple[str, ...]:
        """The traces that a scene asks for and that earlier scenes left, in the order of the alphabet."""
        asked = scene.system.carried
        found: list[str] = []
        for earlier in self._order[: self._order.index(scene.scene.scene)] if asked else ():
            if any(trace.id in asked for trace in self._pack.scenes[earlier].leaves):
                walked = self._walked(earlier)
                found += [trace.id for trace in walked.left if trace.id in asked] if walked else []
        return tuple(sorted(found))

    def finished(self) -> tuple[FinishedScene, ...]:
        """The scenes of the campaign that were finished, in its order, each with what it left."""
        return tuple(walked for station in self._campaign.stations if (walked := self._walked(station.scene)))

    def next_scene(self, scene: SceneId) -> SceneId | None:
        """The next scene of the campaign that is not finished; None where none follows."""
        order = [station.scene for station in self._campaign.stations if station.scene in self._pack.scenes]
        later = order[order.index(scene) + 1 :] if scene in order else []
        return next((name for name in later if name not in self._finished), None)

    def intermission(self, scene: SceneId) -> Page | None:
        """What is shown before a scene of the campaign; None where there is nothing to tell."""
        stations = [station for station in self._campaign.stations if station.scene in self._pack.scenes]
        place = next((number for number, station in enumerate(stations) if station.scene == scene), None)
        if place is None:
            return None
        from party_card.engine.campaign_pages import write_intermission  # noqa: PLC0415  # the first page does without

        earlier = (self._walked(station.scene) for station in reversed(stations[:place]))
        before = next((walked for walked in earlier if walked is not None), None)
        page = write_intermission(self._told(), stations[place], self._scene(scene), before)
        return page if page.blocks or page.since else None

    def ending(self) -> Page | None:
        """The end of the campaign, with this reader's path through it; None where there is no campaign."""
        if self._pack.campaign is None:
            return None
        from party_card.engine.campaign_pages import write_campaign_end  # noqa: PLC0415  # as above

        left = self.finished()
        finished = {walked.scene.scene for walked in left}
        stations = (station.scene for station in self._campaign.stations)
        unplayed = [self._scene(name) for name in stations if name in self._pack.scenes and name not in finished]
        return write_campaign_end(self._told(), left, unplayed)

    def _told(self) -> CompiledCampaign:
        from party_card.engine.campaign_pages import compile_campaign  # noqa: PLC0415  # as above

        return compile_campaign(self._pack, self._campaign)

    def _scene(self, name: SceneId) -> Scene:
        return self._pack.scenes[name]

    def _walked(self, name: SceneId) -> FinishedScene | None:
        """A finished scene walked once more; None where it was not finished, or was changed so that it no longer is."""
        kept = self._finished.get(name)
        if kept is None or name not in self._pack.scenes:
            return None
        from party_card.engine.campaign_pages import FinishedScene  # noqa: PLC0415
        from party_card.engine.playthrough import Playthrough  # noqa: PLC0415  # as above

        with suppress(KeepError):  # told when the scene is opened
            walk, _ = Playthrough.resume(self._compile(name), kept.steps, kept.carried)
            if walk.ending is not None and walk.ending.ending is not None:
                return FinishedScene(self._scene(name), smart_quotes(walk.ending.ending.title), walk.exported_traces())
        return None
