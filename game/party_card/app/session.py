"""Offers front ends everything that a player can do in one session.

Invariant: `choose` and `undo` return a page only after its state has been saved. After a StorageError, `page()` shows
the present state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from party_card.app.campaign_progress import CampaignProgress, describe_episode
from party_card.app.catalogue import SceneCatalogue, replay
from party_card.app.file_answers import list_file_answers, set_file_answer
from party_card.app.glossary_progress import GlossaryProgress
from party_card.app.players import PlayerService
from party_card.app.playthrough_copies import copy_playthrough, would_undo_finish
from party_card.app.playthrough_session import PlaythroughSession
from party_card.app.prologue_progress import PrologueProgress
from party_card.app.scene_summary import PlayerProgress, SceneSummary, summarize_player, summarize_scenes
from party_card.app.storage_words import describe_place
from party_card.storage.errors import StorageError
from party_card.storage.resilient_store import ResilientStore

if TYPE_CHECKING:
    from party_card.app.archive import PlayerArchive
    from party_card.app.routes import SceneRoutes
    from party_card.content.models import Prologue, SceneId
    from party_card.content.pack import Pack
    from party_card.diagnostics.diagnostic import Diagnostic
    from party_card.engine.campaign_glossary import GlossaryItem
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.footnotes import FactUsage
    from party_card.engine.page import Page
    from party_card.engine.place_map import CampaignMap
    from party_card.storage.saved_playthrough import PlaythroughStorage
    from party_card.storage.settings import Settings


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
        self._store = ResilientStore(folder, self.notices.append)
        catalogue, players = SceneCatalogue((pack, *other_packs)), PlayerService(self._store)
        self._prologue_progress = PrologueProgress(self._store)
        self._glossary_progress = GlossaryProgress(catalogue)
        super().__init__(playthrough_storage or self._store, catalogue, players, self.notices.append)
        if player:
            self.switch_player(player)
        else:
            self._players.select_last()

    def file_answers(self) -> tuple[str, ...]:
        """Returns the player's answer to each statement about the file, empty if there is none."""
        return list_file_answers(self.open_playthrough)

    def save_file_answer(self, number: int, answer: str) -> None:
        """Saves the answer to statement `number` about the file, counted from 1; an empty one deletes it.

        Raises StorageError if another window saved meanwhile; then the answers of both are saved.
        """
        if set_file_answer(self.open_playthrough, number, answer):
            self._save()

    @property
    def storage_error(self) -> str:
        """Why progress is not being saved; empty while it is."""
        return self.storage.error

    def describe_place(self) -> str:
        """Returns a sentence on what the storage has of the present place."""
        return describe_place(self.storage_status, self.storage_error)

    def list_private_texts(self) -> tuple[str, ...]:
        """Returns the nicknames and the player's answers, which stay out of every log; raises nothing."""
        nicknames: tuple[str, ...] = (self.player,)
        with suppress(Exception):  # what has failed may be the storage
            nicknames += self._store.read(lambda store: store.list_players())
            nicknames += self._players.list_written_texts()
        answers = self._open_playthrough.answers.values() if self._open_playthrough is not None else ()
        return (*nicknames, *answers)

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
        with suppress(StorageError):  # a save that runs must not bring back what is deleted
            self.finish_saving()
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

    def skipped_record(self) -> Page:
        """Builds the record of the open scene for a player who skips it."""
        from party_card.engine.page_builder import build_skipped_record  # noqa: PLC0415  # not needed for the first page

        return build_skipped_record(self.playthrough.compiled)

    def list_glossary(self, scene: SceneId | None = None, page: Page | None = None) -> tuple[GlossaryItem, ...]:
        """Returns all people and terms of a scene's pack, or of the first pack, each marked as met or not.

        The entries of `page`, which is shown now, count as met.
        """
        pack = self._catalogue.packs[0] if not scene else self._catalogue.pack_of(scene)
        saves = {(save.scene, save.attempt): save for save in self.storage.list_playthroughs(self.player)}
        for entry in (*self._unsaved_queue, self._open_playthrough):
            if entry is not None and entry.last_save.player == self.player:
                save = entry.last_save
                saves[save.scene, save.attempt] = replace(save, steps=entry.playthrough.steps)
        return self._glossary_progress.list_items(pack, saves.values(), self.settings.record, page)

    # ---------------------------------------------------------------------------------------------- routes

    def find_routes(self) -> SceneRoutes:
        """Returns the endings that the player has reached in the open scene, and the forks of the open playthrough."""
        from party_card.app.routes import find_routes  # noqa: PLC0415  # not needed for the first page

        compiled, saves = self.playthrough.compiled, self.storage.list_playthroughs(self.player, self.open_scene)
        others = [replay(compiled, save)[0] for save in saves if save.attempt != self.attempt]
        return find_routes(self.playthrough, others)

    def undo(self, count: int = 1) -> Page:
        """Takes back the last `count` steps; a finished scene stays finished. Raises StorageError on a conflict."""
        if would_undo_finish(self.storage, self.open_playthrough, count):
            self._open_copy(self.playthrough.steps, self.open_playthrough.answers)
        return super().undo(count)

    def branch_at(self, step: int) -> Page:
        """Begins a new playthrough with the first `step` steps of the open one, which stays saved as it is."""
        self._open_copy(self.playthrough.steps[:step], {})
        return self._save()

    def _open_copy(self, steps: tuple[str, ...], answers: Mapping[str, str]) -> None:
        """Opens a new playthrough with the first steps of the open one, which stays saved as it is."""
        if self.open_playthrough.is_unsaved:
            self._save()
        self.suspend()
        self._open_playthrough = copy_playthrough(self.storage, self.open_playthrough, steps, answers)
        self.apply_settings()

    # -------------------------------------------------------------------------------------------- campaign

    def find_prologue(self) -> Prologue | None:
        """Returns the prologue of the first pack's campaign; None if it has none."""
        return self._catalogue.packs[0].prologue

    def is_prologue_due(self, scene: SceneId) -> bool:
        """Returns True if a scene is the first of the campaign, and the player has seen neither it nor the prologue."""
        pack = self._catalogue.packs[0]
        if self._catalogue.pack_of(scene) is not pack or not self._prologue_progress.is_due(self.player, pack, scene):
            return False
        return not any(save.steps for save in self.storage.list_playthroughs(self.player, scene))

    def prologue_page(self, number: int) -> Page:
        """Builds the page of a beat of the prologue, counted from 0. Raises LookupError without a prologue."""
        from party_card.engine.prologue import build_prologue_page, compile_prologue  # noqa: PLC0415  # rare

        prologue = self.find_prologue()
        if prologue is None:
            raise LookupError("this campaign has no prologue")
        return build_prologue_page(compile_prologue(self._catalogue.packs[0], prologue), number)

    def leave_prologue(self, choice: str = "") -> None:
        """Saves that the player has seen the prologue, and the choice; without one, an earlier choice stays."""
        if (prologue := self.find_prologue()) is not None:
            chosen = choice or self._prologue_progress.find_choice(self.player, prologue) or ""
            self._prologue_progress.save(self.player, prologue, chosen)

    def describe_episode(self, scene: SceneId) -> str:
        """Returns which scene of its campaign a scene is, `Episode 1 of 13`; empty if it is in none."""
        return describe_episode(self._catalogue.pack_of(scene).campaign, scene)

    def next_scene(self, scene: SceneId) -> SceneId | None:
        """Returns the scene of the campaign that comes after a scene; None if all others are finished."""
        return self._progress(scene).next_scene(scene)

    def is_campaign_finished(self, scene: SceneId) -> bool:
        """Returns True if the campaign's end comes after a scene: all others are finished."""
        return self._progress(scene).is_campaign_finished_after(scene)

    def is_campaign_end_early(self, scene: SceneId | None = None) -> bool:
        """Returns True if the end of a scene's campaign, or of the first pack's, would tell of unfinished scenes."""
        return not self._progress(scene).is_campaign_finished()

    def intermission(self, scene: SceneId) -> Page | None:
        """Builds the page before a scene of the campaign; None if there is nothing to show."""
        return self._progress(scene).build_intermission(scene)

    def campaign_end(self, scene: SceneId | None = None) -> Page | None:
        """Builds the page of the end of a scene's campaign, or of the first pack's; None without a campaign."""
        return self._progress(scene).build_end_page()

    def has_archive(self, scene: SceneId | None = None) -> bool:
        """Returns True if a file of the player stands in the archive of a scene's campaign, or of the first pack's."""
        return self._progress(scene).has_archive()

    def open_archive(self, scene: SceneId | None = None) -> PlayerArchive | None:
        """Opens the archive of a scene's campaign, or of the first pack's; None if no file stands there yet."""
        return self._progress(scene).open_archive(self._store, self.player)

    def campaign_map(self, scene: SceneId) -> CampaignMap | None:
        """Builds the map of the places of all scenes of a scene's pack; None if none of them names a place."""
        from party_card.engine.places import build_campaign_map  # noqa: PLC0415  # not needed for the first page

        pack = self._catalogue.pack_of(scene)
        return build_campaign_map(pack, (pack.scenes[name] for name in pack.scene_ids()))

    def _progress(self, scene: SceneId | None = None) -> CampaignProgress:
        pack = self._catalogue.packs[0] if scene is None else self._catalogue.pack_of(scene)
        return CampaignProgress(pack, self._store.list_playthroughs(self.player), self._catalogue.compile)

    def _find_imported_traces(self, compiled: CompiledScene) -> tuple[str, ...]:
        traces = self._progress(compiled.scene.scene).list_imported_traces(compiled)
        prologue = self._catalogue.pack_of(compiled.scene.scene).prologue
        if prologue is None or not compiled.system.trace_slots:
            return traces
        left = self._prologue_progress.list_traces(self.player, prologue)
        return tuple(sorted({*traces, *(trace for trace in left if trace in compiled.system.trace_slots)}))

    def fact_usage(self, fact_id: str) -> FactUsage:
        """Finds the full citation of a fact of the open scene, and the other scenes of its pack that rest on it."""
        from party_card.engine.footnotes import find_fact_usage  # noqa: PLC0415  # not needed for the first page

        compiled = self.playthrough.compiled
        pack = self._catalogue.pack_of(compiled.scene.scene)
        return find_fact_usage(pack, compiled, pack.scene_ids(), fact_id)
