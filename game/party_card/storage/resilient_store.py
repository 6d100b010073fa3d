"""Wraps the store so that play goes on if the disk fails.

Invariant: play never stops because of the disk. While writing fails, everything stays in memory, each save tries again
with all that is missing, and `error` is the reason; the player is notified once when it begins and once when it ends.
Two threads may use it: one operation at a time runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TypeVar

from party_card.localization import gettext
from party_card.storage.errors import ConflictError, DamagedFileError, StorageError, StorageUnavailableError
from party_card.storage.paths import check_home_variable, data_folder
from party_card.storage.saved_playthrough import SavedPlaythrough, StepSeconds, count_common_steps
from party_card.storage.schema import describe_damage
from party_card.storage.store import Store

T = TypeVar("T")


class ResilientStore:
    """A store whose file may fail; `notify` receives the messages for the player.

    Without a `folder` the file is in that of the system, or in that which the environment names.
    """

    def __init__(self, folder: Path | None, notify: Callable[[str], None]) -> None:
        self.error = ""
        self._folder = folder
        self._notify = notify
        self._lock = RLock()
        self._was_replaced = False
        self._store = self._open("")

    def read(self, query: Callable[[Store], T]) -> T:
        """Runs a query. Raises StorageError if the file cannot be read now."""
        try:
            return self._run(query)
        except StorageUnavailableError as error:
            raise StorageError(
                gettext("Your progress cannot be read just now: {reason}. Please try again.").format(
                    reason=error.message
                )
            ) from error

    def write(self, operation: Callable[[Store], object]) -> bool:
        """Runs a writing operation. Returns False if it failed; then the player has been notified."""
        try:
            self._run(operation)
        except StorageUnavailableError as error:
            self._report_failure(error)
            return False
        self._report_success()
        return True

    def list_playthroughs(self, player: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        """Returns a player's playthroughs of a scene, or of all scenes, in the order in which they were begun."""
        return self.read(lambda store: store.list_playthroughs(player, scene))

    def save(
        self,
        last_save: SavedPlaythrough,
        steps: tuple[str, ...],
        content_hash: str,
        answers: Mapping[str, str],
        seconds: StepSeconds = (),
    ) -> SavedPlaythrough:
        """Saves a playthrough. Returns its new save, or `last_save` if writing fails; ConflictError passes through."""
        results: list[SavedPlaythrough] = []

        def save_into(store: Store) -> None:
            try:
                results.append(store.save(last_save, steps, content_hash, answers, seconds))
            except ConflictError:
                base = self._find_base(store, last_save, steps)
                if base is None:
                    raise
                results.append(store.save(base, steps, content_hash, answers, seconds))

        return results[-1] if self.write(save_into) else last_save

    def _find_base(self, store: Store, last_save: SavedPlaythrough, steps: tuple[str, ...]) -> SavedPlaythrough | None:
        """Returns what the present file has of a playthrough if the file was replaced since; None on a real conflict.

        A new file may have nothing of it, or, if it was copied from a damaged one, a part of its steps.
        """
        if not self._was_replaced:
            return None
        saves = store.list_playthroughs(last_save.player, last_save.scene)
        found = next((save for save in saves if save.attempt == last_save.attempt), None)
        if found is None:
            return replace(last_save, id=0, revision=0, steps=(), answers=(), seconds=())
        if not found.attempt_id:
            found = replace(found, attempt_id=last_save.attempt_id, begun=last_save.begun)
        return found if count_common_steps(found.steps, steps) == len(found.steps) else None

    def close(self) -> None:
        """Closes the progress file, if any."""
        with self._lock:
            self._store.close()

    def _run(self, operation: Callable[[Store], T]) -> T:
        """Runs an operation; if the file is found damaged, once more on a new one, and then in memory."""
        with self._lock:
            for _ in range(2):
                try:
                    return operation(self._store)
                except DamagedFileError as error:
                    self._store.close()
                    self._was_replaced = True
                    self._store = self._open(error.message)
            try:
                return operation(self._store)
            except DamagedFileError as error:  # the disk itself fails
                self._store.close()
                self._store = Store.in_memory()
                self._report_failure(StorageUnavailableError(f"the file in {self._folder} {error.message}"))
                return operation(self._store)

    def _open(self, damage: str) -> Store:
        """Opens the store, in memory if there can be no file; `damage` describes the damage of the last file."""
        try:
            if self._folder is None:
                self._folder = data_folder()
                if not damage and (remark := check_home_variable()):
                    self._notify(remark)
            store, message = Store.open(self._folder, damage)
        except StorageUnavailableError as error:
            self._report_failure(error)
            return Store.in_memory()
        if message or damage:
            self._notify(message or f"{describe_damage(damage)} {gettext('A new one was begun.')}")
        if obstacle := store.find_write_obstacle():
            self._report_failure(StorageUnavailableError(obstacle))
        return store

    def _report_failure(self, error: StorageUnavailableError) -> None:
        if not self.error:
            self._notify(
                gettext(
                    "Progress is not being kept: {reason}. You can play on, and nothing shown so far is "
                    "lost, but from here on it lasts only until you close the program."
                ).format(reason=error.message)
            )
        self.error = error.message

    def _report_success(self) -> None:
        if self.error and self._store.is_persistent:
            self.error = ""
            self._notify(gettext("Progress is being kept again."))
