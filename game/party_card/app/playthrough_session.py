"""Plays one playthrough at a time, and saves every step and answer.

Invariant: `choose`, `undo` and `save_answer` save their change before they return, or mark it as unsaved and try
again. `edit_answer` never waits: it marks the change as unsaved, and `advance_saving`, called again and again, saves
it in another thread after a pause. After a StorageError, `page()` shows the state that was saved.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from party_card.app.answers import list_answers, set_answer
from party_card.app.attempts import begin_attempt, ensure_attempt_id
from party_card.app.background_save import BackgroundSave
from party_card.app.catalogue import SceneCatalogue, apply_record_timing, get_pack_title, replay
from party_card.app.known_choices import KnownChoices
from party_card.app.merge import DELETED_MESSAGE, conflict_message, merge_answers
from party_card.app.open_playthrough import OpenPlaythrough, StorageStatus
from party_card.app.scene_change import describe_scene_change, has_lost_choices
from party_card.content.models import SceneId
from party_card.localization import gettext
from party_card.storage.errors import ConflictError, StorageError

if TYPE_CHECKING:
    from party_card.app.players import PlayerService
    from party_card.content.pack import Pack
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.page import Page
    from party_card.engine.playthrough import Decision, Playthrough
    from party_card.storage.saved_playthrough import PlaythroughStorage, SavedPlaythrough


class PlaythroughSession:
    """The open playthrough of the present player, and a queue of others that could not be saved yet."""

    def __init__(
        self,
        storage: PlaythroughStorage,
        catalogue: SceneCatalogue,
        players: PlayerService,
        notify: Callable[[str], None],
    ) -> None:
        self.storage = storage
        self._catalogue = catalogue
        self._players = players
        self._notify = notify
        self._open_playthrough: OpenPlaythrough | None = None
        self._unsaved_queue: list[OpenPlaythrough] = []
        self.background_save = BackgroundSave()
        self._known_choices = KnownChoices(storage)

    @property
    def storage_status(self) -> StorageStatus:
        """Whether everything that is shown has reached the disk; in the terms of the bottom line of the window."""
        if self.storage.error or self._unsaved_queue:
            return "not saved"
        return "saving" if self._open_playthrough is not None and self._open_playthrough.is_unsaved else "saved"

    @property
    def open_playthrough(self) -> OpenPlaythrough:
        """The open playthrough, with its answers and its last save."""
        if self._open_playthrough is None:
            raise RuntimeError("open a scene first")
        return self._open_playthrough

    @property
    def playthrough(self) -> Playthrough:
        """The open playthrough, as the engine plays it."""
        return self.open_playthrough.playthrough

    @property
    def attempt(self) -> int:
        """The number of the open playthrough among the player's playthroughs of the scene, counted from 1."""
        return self.open_playthrough.last_save.attempt

    @property
    def open_scene(self) -> SceneId:
        """The scene that is open; empty if none is."""
        return SceneId(self._open_playthrough.last_save.scene if self._open_playthrough is not None else "")

    # ------------------------------------------------------------------------------------------- open and leave

    def open(self, scene: SceneId) -> Page:
        """Resumes the last playthrough of a scene, or begins the first."""
        self.suspend()
        player = self._players.nickname
        for entry in reversed(self._unsaved_queue):
            if (entry.last_save.player, entry.last_save.scene) == (player, scene):
                return self._continue_unsaved(entry)
        saves = self.storage.list_playthroughs(player, scene)
        self._resume(saves[-1] if saves else begin_attempt(player, scene))
        return self.page()

    def restart(self, scene: SceneId) -> Page:
        """Begins a new playthrough of a scene; the earlier ones stay saved."""
        self.suspend()
        player = self._players.nickname
        saves = self.storage.list_playthroughs(player, scene)
        last_save = saves[-1] if saves else begin_attempt(player, scene)
        if not last_save.steps:
            self._resume(last_save)
            return self.page()
        self._resume(begin_attempt(player, scene, last_save.attempt + 1))
        return self._save()

    def suspend(self) -> None:
        """Saves the open playthrough before another one opens; queues it if that is impossible."""
        entry = self._open_playthrough
        if entry is None or not entry.is_unsaved:
            return
        try:
            self._save()
        except StorageError as error:
            self._notify(error.message)
        if self.open_playthrough.is_unsaved:
            self._unsaved_queue.append(self.open_playthrough)
            self.open_playthrough.is_unsaved = False

    def leave(self) -> None:
        """Suspends the open playthrough; none is open afterwards."""
        self.suspend()
        self._open_playthrough = None

    def discard(self, player: str) -> None:
        """Drops the unsaved playthroughs of a deleted player."""
        self._unsaved_queue = [entry for entry in self._unsaved_queue if entry.last_save.player != player]
        self._known_choices.clear()
        if player == self._players.nickname:
            self._open_playthrough = None

    def close(self) -> None:
        """Saves the open playthrough, and tries once more to save those in the queue."""
        self.suspend()
        for entry in self._unsaved_queue[:]:
            self._continue_unsaved(entry)
        self.background_save.close()

    # ---------------------------------------------------------------------------------------------------- play

    def page(self) -> Page:
        """Builds the page of the open playthrough in its present state."""
        from party_card.engine.page_builder import build_page  # noqa: PLC0415  # not needed for the first page

        return self._known_choices.mark(build_page(self.playthrough), self.playthrough, self.open_playthrough.last_save)

    def choose(self, offer_id: str) -> Page:
        """Takes an offer. Raises ChoiceUnavailableError if it is not open, StorageError on a conflict."""
        self.open_playthrough.choose(offer_id)
        return self._save()

    def undo(self, count: int = 1) -> Page:
        """Takes back the last `count` steps. Raises StorageError on a conflict."""
        self.open_playthrough.undo(count)
        return self._save()

    def decisions(self) -> tuple[Decision, ...]:
        """Returns the decisions of the open playthrough so far."""
        return self.playthrough.decisions()

    def answers(self) -> tuple[str, ...]:
        """Returns the player's answer to each question of the debrief, empty if there is none."""
        return list_answers(self.open_playthrough)

    def save_answer(self, number: int, text: str) -> None:
        """Saves the answer to question `number`, counted from 1.

        Raises StorageError if another window saved meanwhile; then the answers of both are saved.
        """
        if set_answer(self.open_playthrough, number, text):
            self._save()

    def edit_answer(self, number: int, text: str) -> None:
        """Changes the answer to question `number`, counted from 1; it is saved by `advance_saving`."""
        if set_answer(self.open_playthrough, number, text):
            self.open_playthrough.is_unsaved = True
            self.background_save.schedule()

    def advance_saving(self, *, at_once: bool = False) -> bool:
        """Saves edited answers in another thread, after a pause or `at_once`. Returns True if a save has ended.

        Raises StorageError if another window saved meanwhile; then the answers of both are saved.
        """
        background, entry = self.background_save, self._open_playthrough
        if background.is_finished:
            self.finish_saving()
            return True
        if entry is None or not entry.is_unsaved or background.is_running:
            return False
        if not background.is_scheduled and self.storage.error:
            return False  # the next change tries again
        if at_once or background.is_due or not background.is_scheduled:
            background.start(entry.bind_save(self.storage))
        return False

    def finish_saving(self) -> None:
        """Waits for the other thread. Raises StorageError if another window saved meanwhile."""
        if not self.background_save.is_running:
            return
        entry = self.open_playthrough
        try:
            entry.set_save(self.background_save.take_result())
        except ConflictError as error:
            raise StorageError(self._resolve_conflict(entry)) from error

    def apply_settings(self) -> None:
        """Applies the player's setting of when the record is shown to the open playthrough."""
        if self._open_playthrough is not None:
            apply_record_timing(self._open_playthrough.playthrough, self._players.settings.record)

    def replace_scene(self, pack: Pack, compiled: CompiledScene, former_id: SceneId | None) -> tuple[str, ...]:
        """Continues in a changed scene of a changed pack. Returns the steps that no longer exist in it."""
        with suppress(StorageError):
            self.finish_saving()
        self._catalogue.replace_packs(pack, compiled)
        scene = compiled.scene.scene
        if self._open_playthrough is None or self.open_scene not in (scene, former_id):
            return ()
        entry = self._open_playthrough
        entry.last_save = replace(entry.last_save, scene=scene)
        entry.playthrough, count = replay(compiled, entry.last_save)
        entry.seconds = entry.seconds[:count]
        self.apply_settings()
        return entry.last_save.steps[count:]

    # ---------------------------------------------------------------------------------------------------- save

    def _save(self) -> Page:
        """Saves the open playthrough. Raises StorageError if another window saved it first."""
        entry = self.open_playthrough
        entry.is_unsaved = True
        self.finish_saving()
        self.background_save.cancel()
        try:
            entry.set_save(entry.bind_save(self.storage)())
        except ConflictError as error:
            raise StorageError(self._resolve_conflict(entry)) from error
        if not entry.is_unsaved:
            self._save_queue()
        return self.page()

    def _save_queue(self) -> None:
        """Saves the queued playthroughs; those that another window has changed wait until they are opened."""
        for entry in self._unsaved_queue[:]:
            with suppress(ConflictError):
                entry.set_save(entry.bind_save(self.storage)())
                if not entry.is_unsaved:
                    self._unsaved_queue.remove(entry)

    def _resolve_conflict(self, mine: OpenPlaythrough) -> str:
        """Opens the playthrough as another window saved it, and merges the answers. Returns the message to show."""
        mine.is_unsaved = False
        saves = self.storage.list_playthroughs(mine.last_save.player, mine.last_save.scene)
        theirs = next((item for item in saves if item.attempt == mine.last_save.attempt), None)
        if theirs is None:
            self._resume(begin_attempt(mine.last_save.player, mine.last_save.scene))
            return gettext(DELETED_MESSAGE)
        self._resume(theirs)
        merged_answers = merge_answers(mine.answers, dict(mine.last_save.answers), self.open_playthrough.answers)
        has_new_answers = merged_answers != self.open_playthrough.answers
        self.open_playthrough.answers = merged_answers
        if has_new_answers:
            with suppress(StorageError):  # a third window saved in between
                self._save()
        has_saved_answers = has_new_answers and not self.open_playthrough.is_unsaved
        return conflict_message(mine.playthrough, mine.last_save, has_saved_answers=has_saved_answers)

    def _continue_unsaved(self, entry: OpenPlaythrough) -> Page:
        """Opens a playthrough of the queue, and tries to save it."""
        self._unsaved_queue.remove(entry)
        self._open_playthrough = entry
        entry.page_clock.restart()
        self.apply_settings()
        try:
            return self._save()
        except StorageError as error:
            self._notify(error.message)
            return self.page()

    def _find_imported_traces(self, compiled: CompiledScene) -> tuple[str, ...]:
        """Returns the traces of earlier scenes with which a new playthrough of a scene begins."""
        raise NotImplementedError

    def _resume(self, save: SavedPlaythrough) -> None:
        """Opens a saved playthrough; if the scene has changed, as far as its steps still exist."""
        compiled = self._catalogue.compile(SceneId(save.scene))
        if not save.steps and (compiled.system.trace_slots or save.imported_traces):
            save = replace(save, imported_traces=self._find_imported_traces(compiled))
        playthrough, count = replay(compiled, save)
        answers, seconds = dict(save.answers), save.seconds[:count]
        if message := describe_scene_change(save, count, compiled.content_hash, self.storage.error):
            self._notify(message)
        if has_lost_choices(save, count):
            save = begin_attempt(save.player, save.scene, save.attempt + 1, save.imported_traces)
        pack = get_pack_title(self._catalogue.pack_of(SceneId(save.scene)))
        self._open_playthrough = OpenPlaythrough(ensure_attempt_id(save), playthrough, answers, pack, seconds)
        self.apply_settings()
