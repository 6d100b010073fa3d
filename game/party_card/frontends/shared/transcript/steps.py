"""Replays a playthrough page by page, for every form of the transcript."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from party_card.engine.page import Offer, Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough


@dataclass(frozen=True, slots=True)
class TranscriptStep:
    """A page of the playthrough and the offer chosen on it; None on the last page."""

    page: Page
    choice: Offer | None


def replay_pages(playthrough: Playthrough) -> Iterator[TranscriptStep]:
    """Yields the pages of a playthrough from its beginning."""
    replay = Playthrough(playthrough.compiled, playthrough.imported_traces)
    for step in playthrough.steps:
        page = build_page(replay)
        yield TranscriptStep(page, next(offer for offer in page.offers if offer.id == step))
        replay.choose(step)
    yield TranscriptStep(build_page(replay), None)
