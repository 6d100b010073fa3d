"""Counts the votes of a class that played a scene together.

Invariant: the first vote at a passage counts, as with a student's first choice there; later ones are told in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from party_card.frontends.shared.transcript.transcript_data import TranscriptData
from party_card.frozen_dataclass import frozen_dataclass
from party_card.localization import gettext, gettext_noop

LESSON_TITLES: Final = {
    (True, False): gettext_noop("{title} ({class_name} on a projector)"),
    (True, True): gettext_noop("{title} ({class_name} on a projector, lesson {number})"),
    (False, False): gettext_noop("{title} (on a projector)"),
    (False, True): gettext_noop("{title} (on a projector, lesson {number})"),
}
"""Titles of lessons on a projector: of a class with a name or without, of several lessons or of one."""


@frozen_dataclass
class ClassVote:
    """A vote of the class at a passage: votes from devices and hands, by choice; `decided` is empty before.

    On a projector there are hands alone, and they need not have been counted.
    """

    passage: str
    by_device: Mapping[str, int] = field(default_factory=dict)
    by_hand: Mapping[str, int] = field(default_factory=dict)
    decided: str = ""
    is_on_projector: bool = False

    def count(self, choice: str) -> int:
        """Returns the votes for a choice."""
        return self.by_device.get(choice, 0) + self.by_hand.get(choice, 0)

    @property
    def is_counted(self) -> bool:
        """False if hands were raised on a projector, or not, and nobody counted them."""
        return bool(self.total) or not self.is_on_projector

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
    def leaders(self) -> frozenset[str]:
        """The choices with the most votes; none if nobody voted."""
        choices = {*self.by_device, *self.by_hand}
        most = max(map(self.count, choices), default=0)
        return frozenset(choice for choice in choices if self.count(choice) == most) if most else frozenset()


@frozen_dataclass
class ClassPlaythrough:
    """What a class played together: the transcript of its decisions, and its votes in their order."""

    data: TranscriptData
    votes: tuple[ClassVote, ...]

    def find_votes(self, passage: str) -> tuple[ClassVote, ...]:
        """Returns the votes at a passage that were decided, or in which somebody voted."""
        return tuple(vote for vote in self.votes if vote.passage == passage and (vote.decided or vote.total))


@frozen_dataclass
class ProjectorLesson:
    """A lesson on a projector; `class_name` is the name under which it was kept, `file` that of its transcript.

    `number` counts the lessons of one class on one scene from 1; 0 if there was only one. `unmatched_count` counts the
    choices that could not be made; `is_other_version` says that the scene's text was another one.
    """

    scene_title: str
    class_name: str
    file: str
    number: int = 0
    unmatched_count: int = 0
    is_other_version: bool = False

    @property
    def title(self) -> str:
        """The title of the scene with the class, by which sections and rows are told from those of students."""
        template = gettext(LESSON_TITLES[bool(self.class_name), bool(self.number)])
        return template.format(title=self.scene_title, class_name=self.class_name, number=self.number)
