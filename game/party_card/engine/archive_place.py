"""A place on the shelf of the archive: a scene of the campaign, and the player's finished playthrough of it."""

from __future__ import annotations

from dataclasses import dataclass

from party_card.content.models import Scene
from party_card.engine.playthrough import Playthrough


@dataclass(frozen=True)
class ArchivePlace:
    """A scene of the campaign on the shelf, with the finished playthrough of the player; None if there is none."""

    scene: Scene
    playthrough: Playthrough | None
    is_assessed: bool = False

    @property
    def is_open(self) -> bool:
        """True if a file stands here."""
        return self.scene.file is not None and self.playthrough is not None
