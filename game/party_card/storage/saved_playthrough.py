"""Defines a playthrough as it is saved and the interface that saves it, and compares steps and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

AnswerPairs = tuple[tuple[str, str], ...]
"""Pairs of a question of the debrief and the player's answer, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class SavedPlaythrough:
    """A playthrough as it is saved; `attempt` is its number among the player's playthroughs of the scene, from 1.

    `id` is 0 if it has not been written yet. `imported_traces` are the traces of earlier scenes that it began with, in
    alphabetical order.
    """

    player: str
    scene: str
    attempt: int = 1
    content_hash: str = ""
    id: int = 0
    revision: int = 0
    steps: tuple[str, ...] = ()
    answers: AnswerPairs = ()
    imported_traces: tuple[str, ...] = ()


class PlaythroughStorage(Protocol):
    """Saves and lists playthroughs."""

    @property
    def error(self) -> str:
        """Why nothing can be saved now; empty if it can."""

    def list_playthroughs(self, player: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        """Returns a player's playthroughs of a scene, or of all, in the order in which they were begun."""

    def save(
        self, last_save: SavedPlaythrough, steps: tuple[str, ...], content_hash: str, answers: Mapping[str, str]
    ) -> SavedPlaythrough:
        """Saves a playthrough. Returns it as saved now; raises ConflictError if another window saved it first."""


def to_answer_pairs(answers: Mapping[str, str]) -> AnswerPairs:
    """Returns answers by question as they are saved: sorted pairs, without empty answers."""
    return tuple(sorted((question, answer) for question, answer in answers.items() if answer))


def count_common_steps(steps: Sequence[str], other_steps: Sequence[str]) -> int:
    """Returns the number of steps that are the same at the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(steps, other_steps, strict=False)))
