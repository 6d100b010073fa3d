"""Keeps what can be kept, and says in a student's words what cannot.

Law: play never stops because of the disk. While writing fails, everything stays in memory, each save tries again with
all that is missing, and `why_not` says why; the reader is told once when it begins and once when it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from party_card.storage.errors import DamagedError, KeepError, UnkeptError
from party_card.storage.store import SavedPlaythrough, Store

T = TypeVar("T")


class ResilientStore:
    """A store that may fail: `tell` receives the messages a reader must see."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self.error = ""
        self._folder = folder
        self._tell = tell
        self._store = self._open("")

    def read(self, ask: Callable[[Store], T]) -> T:
        """What is kept; raises `KeepError` where the file cannot be read just now."""
        try:
            return self._trying(ask)
        except UnkeptError as why:
            raise KeepError(f"Your progress cannot be read just now: {why.message}. Please try again.") from why

    def write(self, do: Callable[[Store], object]) -> bool:
        """Whether it could be kept; where not, the reader has been told."""
        try:
            self._trying(do)
        except UnkeptError as why:
            self._failed(why)
            return False
        self._succeeded()
        return True

    def save(
        self, kept: SavedPlaythrough, steps: tuple[str, ...], content: str, answers: Mapping[str, str]
    ) -> SavedPlaythrough:
        """What is kept of a playthrough now: all of it, or what was kept before. `ConflictError` passes through."""
        store = self._store
        saved: list[SavedPlaythrough] = []

        def do(into: Store) -> None:
            # a new file knows nothing yet
            base = kept if into is store else replace(kept, id=0, revision=0, steps=(), answers=())
            saved.append(into.save(base, steps, content, answers))

        return saved[-1] if self.write(do) else kept

    def close(self) -> None:
        """Lets go of the file."""
        self._store.close()

    def _trying(self, do: Callable[[Store], T]) -> T:
        try:
            return do(self._store)
        except DamagedError as why:
            self._store.close()
            self._store = self._open(why.message)
        try:
            return do(self._store)
        except DamagedError as why:
            raise UnkeptError(f"the file in {self._folder} {why.message}") from why

    def _open(self, why: str) -> Store:
        try:
            store, message = Store.open(self._folder)
        except UnkeptError as problem:
            self._failed(problem)
            return Store.in_memory()
        if message or why:
            self._tell(message or f"The progress file {why}. A new one was begun.")
        return store

    def _failed(self, why: UnkeptError) -> None:
        if not self.error:
            self._tell(
                f"Progress is not being kept: {why.message}. You can play on, and nothing shown so far is lost, "
                "but from here on it lasts only until you close the program."
            )
        self.error = why.message

    def _succeeded(self) -> None:
        if self.error and self._store.lasting:
            self.error = ""
            self._tell("Progress is being kept again.")
