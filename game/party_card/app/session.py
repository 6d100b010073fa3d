"""Offers front ends everything that a player can do in one session.

Invariant: `choose` and `undo` return a page only after its state has been saved. After a StorageError, `page()` shows
the present state.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.app.campaign_progress import CampaignProgress
from party_card.app.catalogue import SceneCatalogue
from party_card.app.players import PlayerService
from party_card.app.playthrough_session import PlaythroughSession
from party_card.app.scene_summary import PlayerProgress, SceneSummary, summarize_player, summarize_scenes
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Page
from party_card.storage.paths import data_folder
from party_card.storage.resilient_store import ResilientStore
from party_card.storage.saved_playthrough import PlaythroughStorage
from party_card.storage.settings import Settings

if TYPE_CHECKING:
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.footnotes import FactUsage


class Session(PlaythroughSession):
    """One session of a player at this machine.

    `notices` are messages to show once; the front end empties the list. `diagnostics` are those of a scene that is
    being written. The scenes of `other_packs` are listed after those of `pack`, each pack with its own evidence and
    campaign.
    """

    def __init__(
        self,
        pack: Pack,
        *,
        folder: Path | None = None,
        player: str = "",
        other_packs: Sequence[Pack] = (),
        playthrough_storage: PlaythroughStorage | None = None,
    ) -> None:
        self.notices: list[str] = []
        self.diagnostics: Sequence[Diagnostic] = ()
        self._store = ResilientStore(folder or data_folder(), self.notices.append)
        catalogue, players = SceneCatalogue((pack, *other_packs)), PlayerService(self._store)
        super().__init__(playthrough_storage or self._store, catalogue, players, self.notices.append)
        if player:
            self.switch_player(player)
        else:
            self._players.select_last()

    @property
    def storage_error(self) -> str:
        """Why progress is not being saved; empty while it is."""
        return self.storage.error

    def close(self) -> None:
        """Ends the session; tries once more to save the unsaved playthroughs."""
        super().close()
        self._store.close()

    # --------------------------------------------------------------------------------------------- players

    @property
    def player(self) -> str:
        """The nickname of the present player."""
        return self._players.nickname

    @property
    def settings(self) -> Settings:
        """The settings of the present player."""
        return self._players.settings

    def list_player_names(self) -> tuple[str, ...]:
        """Returns the nicknames of this machine, the present player's first."""
        return self._players.list_nicknames()

    def list_players(self) -> tuple[PlayerProgress, ...]:
        """Returns the progress of each player of this machine, the present one first."""
        return tuple(
            summarize_player(self._catalogue, nickname, self._store.list_playthroughs(nickname))
            for nickname in self.list_player_names()
        )

    def switch_player(self, nickname: str) -> None:
        """Continues as another player. Raises StorageError if the nickname is invalid."""
        stored = self._players.activate(nickname)
        self.leave()
        self._players.select(stored)

    def delete_player(self, nickname: str) -> None:
        """Deletes a player and all that was saved. Raises StorageError, and changes nothing, if that is impossible."""
        self._players.delete(nickname)
        self.discard(nickname)
        if nickname == self.player:
            self._players.select_last()

    def update_settings(self, **changes: object) -> Settings:
        """Changes settings of the present player and saves them. Raises ValueError for an invalid value."""
        self._players.update_settings(changes)
        self.apply_settings()
        return self.settings

    # ---------------------------------------------------------------------------------------------- scenes

    def list_scenes(self) -> tuple[SceneSummary, ...]:
        """Returns all scenes in order, each with the progress of the present player."""
        return summarize_scenes(self._catalogue, self._store.list_playthroughs(self.player))

    def scene_title(self, scene: SceneId) -> str:
        """Returns the title of a scene."""
        return self._catalogue.title(scene)

    def find_picture(self, name: str) -> Path | None:
        """Finds the SVG file of a picture of the open scene's pack; in `scene/name`, of the pack of that scene."""
        return self._catalogue.find_picture(name, self.open_scene)

    # -------------------------------------------------------------------------------------------- campaign

    def next_scene(self, scene: SceneId) -> SceneId | None:
        """Returns the next scene of the campaign that the player has not finished; None if none follows."""
        return self._progress(scene).next_scene(scene)

    def is_campaign_finished(self, scene: SceneId) -> bool:
        """Returns True if the campaign's end comes after a scene: all scenes after it are finished."""
        return self._progress(scene).is_campaign_finished_after(scene)

    def intermission(self, scene: SceneId) -> Page | None:
        """Builds the page before a scene of the campaign; None if there is nothing to show."""
        return self._progress(scene).build_intermission(scene)

    def campaign_end(self, scene: SceneId | None = None) -> Page | None:
        """Builds the page of the end of a scene's campaign, or of the first pack's; None without a campaign."""
        return self._progress(scene).build_end_page()

    def _progress(self, scene: SceneId | None = None) -> CampaignProgress:
        pack = self._catalogue.packs[0] if scene is None else self._catalogue.pack_of(scene)
        return CampaignProgress(pack, self._store.list_playthroughs(self.player), self._catalogue.compile)

    def _find_imported_traces(self, compiled: CompiledScene) -> tuple[str, ...]:
        return self._progress(compiled.scene.scene).list_imported_traces(compiled)

    def fact_usage(self, fact_id: str) -> FactUsage:
        """Finds the full citation of a fact of the open scene, and the other scenes of its pack that rest on it."""
        from party_card.engine.footnotes import find_fact_usage  # noqa: PLC0415  # not needed for the first page

        compiled = self.playthrough.compiled
        pack = self._catalogue.pack_of(compiled.scene.scene)
        return find_fact_usage(pack, compiled, pack.scene_ids(), fact_id)
