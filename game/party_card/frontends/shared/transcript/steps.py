"""Replays a playthrough page by page, for every form of the transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from party_card.engine.entries import PAGES_AFTER_ENDING, build_entry
from party_card.engine.page import Entry, Offer, Page
from party_card.engine.page_builder import build_page
from party_card.engine.playthrough import Playthrough
from party_card.frozen_dataclass import frozen_dataclass


@frozen_dataclass
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


def list_people(playthrough: Playthrough, steps: Sequence[TranscriptStep]) -> tuple[Entry, ...]:
    """Returns the people whom the pages name, in order; after the ending with what became of them."""
    evidence = playthrough.compiled.evidence
    is_after_ending = any(step.page.kind in PAGES_AFTER_ENDING for step in steps)
    names = dict.fromkeys(
        (entry.kind, entry.id) for step in steps for entry in step.page.entries if entry.kind == "person"
    )
    subjects = (evidence.glossary.subjects[name] for name in names)
    return tuple(build_entry(evidence, subject, is_after_ending=is_after_ending) for subject in subjects)
