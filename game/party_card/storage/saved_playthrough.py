"""Defines a playthrough as it is saved and the interface that saves it, and compares steps and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Protocol

from party_card.frozen_dataclass import frozen_dataclass

AnswerPairs = tuple[tuple[str, str], ...]
"""Pairs of a question of the debrief and the player's answer, in alphabetical order."""
StepSeconds = tuple[int | None, ...]
"""How long the page of each step was shown; None if it was not measured."""


@frozen_dataclass
class SavedPlaythrough:
    """A playthrough as it is saved; `attempt` is its number among the player's playthroughs of the scene, from 1.

    `id` is 0 if it has not been written yet. `imported_traces` are the traces of earlier scenes that it began with, in
    alphabetical order. `attempt_id` is random, `begun` a day as `2026-11-30`; both are written with the first step, and
    are empty for a playthrough that an earlier version began.
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
    seconds: StepSeconds = ()
    attempt_id: str = ""
    begun: str = ""


class PlaythroughStorage(Protocol):
    """Saves and lists playthroughs."""

    @property
    def error(self) -> str:
        """Why nothing can be saved now; empty if it can."""

    def list_playthroughs(self, player: str, scene: str = "") -> tuple[SavedPlaythrough, ...]:
        """Returns a player's playthroughs of a scene, or of all, in the order in which they were begun."""

    def save(
        self,
        last_save: SavedPlaythrough,
        steps: tuple[str, ...],
        content_hash: str,
        answers: Mapping[str, str],
        seconds: StepSeconds = (),
    ) -> SavedPlaythrough:
        """Saves a playthrough. Returns it as saved now; raises ConflictError if another window saved it first."""


def to_answer_pairs(answers: Mapping[str, str]) -> AnswerPairs:
    """Returns answers by question as they are saved: sorted pairs, without empty answers."""
    return tuple(sorted((question, answer) for question, answer in answers.items() if answer))


def pad_seconds(seconds: StepSeconds, step_count: int) -> StepSeconds:
    """Returns one number of seconds, or None, for each of some steps."""
    return (*seconds, *(None,) * (step_count - len(seconds)))[:step_count]


def count_common_steps(steps: Sequence[object], other_steps: Sequence[object]) -> int:
    """Returns the number of steps, or of their seconds, that are the same at the beginning of both."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(steps, other_steps, strict=False)))
