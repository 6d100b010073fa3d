"""Counts the votes of a class that played a scene together.

Invariant: the first vote at a passage counts, as with a student's first choice there; later ones are told in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from party_card.frontends.shared.transcript.transcript_data import TranscriptData


@dataclass(frozen=True, slots=True)
class ClassVote:
    """A vote of the class at a passage: votes from devices and hands, by choice; `decided` is empty before."""

    passage: str
    by_device: Mapping[str, int] = field(default_factory=dict)
    by_hand: Mapping[str, int] = field(default_factory=dict)
    decided: str = ""

    def count(self, choice: str) -> int:
        """Returns the votes for a choice."""
        return self.by_device.get(choice, 0) + self.by_hand.get(choice, 0)

    @property
    def total(self) -> int:
        """How many votes there were."""
        return self.device_total + self.hand_total

    @property
    def device_total(self) -> int:
        """How many votes came from devices."""
        return sum(self.by_device.values())

    @property
    def hand_total(self) -> int:
        """How many hands were counted."""
        return sum(self.by_hand.values())

    @property
    def has_tie(self) -> bool:
        """True if several choices have the most votes."""
        counts = [self.count(choice) for choice in {*self.by_device, *self.by_hand}]
        return counts.count(max(counts, default=0)) > 1


@dataclass(frozen=True, slots=True)
class ClassPlaythrough:
    """What a class played together: the transcript of its decisions, and its votes in their order."""

    data: TranscriptData
    votes: tuple[ClassVote, ...]

    def find_votes(self, passage: str) -> tuple[ClassVote, ...]:
        """Returns the votes at a passage that were decided, or in which somebody voted."""
        return tuple(vote for vote in self.votes if vote.passage == passage and (vote.decided or vote.total))
