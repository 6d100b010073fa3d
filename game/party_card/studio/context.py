"""What the requests of all pages share."""

from __future__ import annotations

from dataclasses import dataclass

from party_card.studio.access import Access
from party_card.studio.folder import StudioFolder


@dataclass(frozen=True, slots=True)
class StudioContext:
    """The folder, and where the page is served."""

    folder: StudioFolder
    access: Access
