"""Plays one playthrough at a time, and saves every step and answer.

Invariant: what `choose`, `undo` and `save_answer` change has been saved when they return, or is marked as unsaved and
tried again. After a StorageError, `page()` shows the state that was saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from party_card.app.catalogue import SceneCatalogue, replay
from party_card.app.merge import DELETED_MESSAGE, conflict_message, merge_answers
from party_card.app.players import PlayerService
from party_card.content.models import SceneId
from party_card.content.pack import Pack
from party_card.engine.page import Page
from party_card.engine.phases import PHASE_TRIGGERS
from party_card.storage.errors import ConflictError, StorageError
from party_card.storage.saved_playthrough import PlaythroughStorage, SavedPlaythrough, to_answer_pairs

if TYPE_CHECKING:
    from party_card.engine.compiled import CompiledScene
    from party_card.engine.playthrough import Decision, Playthrough


@dataclass(eq=False)
class OpenPlaythrough:
    """A playthrough in play, with its answers by question, and what was last saved of it."""

    saved: SavedPlaythrough
    playthrough: Playthrough
    answers: dict[str, str]
    is_unsaved: bool = False


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
        self._current: OpenPlaythrough | None = None
        self._unsaved: list[OpenPlaythrough] = []

    @property
    def current(self) -> OpenPlaythrough:
        """The open playthrough."""
        if self._current is None:
            raise RuntimeError("open a scene first")
        return self._current

    @property
    def playthrough(self) -> Playthrough:
        """The open playthrough, as the engine plays it."""
        return self.current.playthrough

    @property
    def attempt(self) -> int:
        """The number of the open playthrough among the player's playthroughs of the scene, counted from 1."""
        return self.current.saved.attempt

    @property
    def open_scene(self) -> SceneId:
        """The scene that is open; empty if none is."""
        return SceneId(self._current.saved.scene if self._current is not None else "")

    # ------------------------------------------------------------------------------------------- open and leave

    def open(self, scene: SceneId) -> Page:
        """Resumes the last playthrough of a scene, or begins the first."""
        self.suspend()
        player = self._players.nickname
        for entry in reversed(self._unsaved):
            if (entry.saved.player, entry.saved.scene) == (player, scene):
                return self._continue_unsaved(entry)
        saved = self.storage.list_playthroughs(player, scene)
        self._resume(saved[-1] if saved else SavedPlaythrough(player, scene))
        return self.page()

    def restart(self, scene: SceneId) -> Page:
        """Begins a new playthrough of a scene; the earlier ones stay saved."""
        self.suspend()
        player = self._players.nickname
        saved = self.storage.list_playthroughs(player, scene)
        last = saved[-1] if saved else SavedPlaythrough(player, scene)
        if not last.steps:
            self._resume(last)
            return self.page()
        self._resume(SavedPlaythrough(player, scene, last.attempt + 1))
        return self._save()

    def suspend(self) -> None:
        """Saves the open playthrough before another one opens; queues it if that is impossible."""
        entry = self._current
        if entry is None or not entry.is_unsaved:
            return
        with suppress(StorageError):
            self._save()
        if self.current.is_unsaved:
            self._unsaved.append(entry)
            self.current.is_unsaved = False

    def leave(self) -> None:
        """Suspends the open playthrough; none is open afterwards."""
        self.suspend()
        self._current = None

    def discard(self, player: str) -> None:
        """Drops what is unsaved of a deleted player."""
        self._unsaved = [entry for entry in self._unsaved if entry.saved.player != player]
        if player == self._players.nickname:
            self._current = None

    def close(self) -> None:
        """Saves the open playthrough, and tries once more to save those in the queue."""
        self.suspend()
        for entry in self._unsaved[:]:
            self._continue_unsaved(entry)

    # ---------------------------------------------------------------------------------------------------- play

    def page(self) -> Page:
        """Builds the present page."""
        from party_card.engine.page_builder import build_page  # noqa: PLC0415  # not needed for the first page

        return build_page(self.playthrough)

    def choose(self, offer_id: str) -> Page:
        """Takes an offer. Raises ChoiceUnavailableError if it is not open, StorageError on a conflict."""
        self.playthrough.choose(offer_id)
        return self._save()

    def undo(self, count: int = 1) -> Page:
        """Takes back the last `count` steps. Raises StorageError on a conflict."""
        self.playthrough.undo(count)
        return self._save()

    def decisions(self) -> tuple[Decision, ...]:
        """Returns the decisions of the open playthrough so far."""
        return self.playthrough.decisions()

    def answers(self) -> tuple[str, ...]:
        """Returns the player's answer to each question of the debrief, empty if there is none."""
        answers = self.current.answers
        return tuple(answers.get(question.ask, "") for question in self.playthrough.compiled.scene.debrief)

    def save_answer(self, number: int, text: str) -> None:
        """Saves the answer to question `number`, counted from 1.

        Raises StorageError if another window saved meanwhile; then the answers of both are saved.
        """
        entry = self.current
        question = entry.playthrough.compiled.scene.debrief[number - 1].ask
        if entry.answers.get(question, "") != text:
            entry.answers[question] = text
            self._save()

    def apply_settings(self) -> None:
        """Applies the player's setting of when the record is shown to the open playthrough."""
        if self._current is not None:
            playthrough, timing = self._current.playthrough, self._players.settings.record
            playthrough.reveal = playthrough.compiled.scene.reveal if timing == "scene" else timing

    def replace_scene(self, pack: Pack, compiled: CompiledScene, former_id: SceneId | None) -> tuple[str, ...]:
        """Continues in a changed scene of a changed pack. Returns the steps that no longer exist in it."""
        self._catalogue.replace_packs(pack, compiled)
        scene = compiled.scene.scene
        if self._current is None or self.open_scene not in (scene, former_id):
            return ()
        entry = self._current
        entry.saved = replace(entry.saved, scene=scene)
        entry.playthrough, count = replay(compiled, entry.saved)
        self.apply_settings()
        return entry.saved.steps[count:]

    # ---------------------------------------------------------------------------------------------------- save

    def _save(self) -> Page:
        """Saves the open playthrough. Raises StorageError if another window saved it first."""
        entry = self.current
        playthrough = entry.playthrough
        entry.is_unsaved = True
        try:
            entry.saved = self.storage.save(
                entry.saved, playthrough.steps, playthrough.compiled.content_hash, entry.answers
            )
        except ConflictError as error:
            raise StorageError(self._resolve_conflict(entry)) from error
        is_saved = (playthrough.steps, to_answer_pairs(entry.answers)) == (entry.saved.steps, entry.saved.answers)
        entry.is_unsaved = not is_saved
        return self.page()

    def _resolve_conflict(self, mine: OpenPlaythrough) -> str:
        """Opens the playthrough as another window saved it, and merges the answers. Returns the message to show."""
        mine.is_unsaved = False
        saved = self.storage.list_playthroughs(mine.saved.player, mine.saved.scene)
        theirs = next((item for item in saved if item.attempt == mine.saved.attempt), None)
        if theirs is None:
            self._resume(SavedPlaythrough(mine.saved.player, mine.saved.scene))
            return DELETED_MESSAGE
        self._resume(theirs)
        merged = merge_answers(mine.answers, dict(mine.saved.answers), self.current.answers)
        has_new_answers = merged != self.current.answers
        self.current.answers = merged
        if has_new_answers:
            with suppress(StorageError):  # a third window saved in between
                self._save()
        has_saved_answers = has_new_answers and not self.current.is_unsaved
        return conflict_message(mine.playthrough, mine.saved, has_saved_answers=has_saved_answers)

    def _continue_unsaved(self, entry: OpenPlaythrough) -> Page:
        """Opens a playthrough of the queue, and tries to save it."""
        self._unsaved.remove(entry)
        self._current = entry
        self.apply_settings()
        try:
            return self._save()
        except StorageError as error:
            self._notify(error.message)
            return self.page()

    def _find_imported_traces(self, compiled: CompiledScene) -> tuple[str, ...]:
        """Returns the traces of earlier scenes with which a new playthrough of a scene begins."""
        raise NotImplementedError

    def _resume(self, saved: SavedPlaythrough) -> None:
        """Opens a saved playthrough; if the scene has changed, as far as its steps still exist."""
        compiled = self._catalogue.compile(SceneId(saved.scene))
        if not saved.steps and (compiled.system.imported_trace_ids or saved.carried):
            saved = replace(saved, carried=self._find_imported_traces(compiled))
        playthrough, count = replay(compiled, saved)
        answers = dict(saved.answers)
        if lost := _count_choices(saved.steps[count:]):
            existing = _count_choices(saved.steps[:count])
            consequence = (
                f"{existing} of your {existing + lost} choices still exist: you go on from the last of them."
                if existing
                else "Your choices no longer exist in it, so you begin again."
            )
            self._notify(f"This scene was changed since you played it. {consequence} What you played before is kept.")
            saved = SavedPlaythrough(saved.player, saved.scene, saved.attempt + 1, carried=saved.carried)
        elif saved.steps and saved.content_hash != compiled.content_hash:
            self._notify("This scene was changed since you played it. All your choices still exist.")
        self._current = OpenPlaythrough(saved, playthrough, answers)
        self.apply_settings()


def _count_choices(steps: Iterable[str]) -> int:
    return sum(step not in PHASE_TRIGGERS for step in steps)
