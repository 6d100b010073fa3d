"""Lists what a part of a record cites: in its text, by comparing sources, and through the estimates of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from party_card.content.models import CampaignBlock, FactId, Figure, FigureId, RecordBlock
from party_card.content.prose import iter_cited_fact_ids


def iter_block_facts(block: RecordBlock | CampaignBlock, figures: Mapping[FigureId, Figure]) -> Iterator[FactId]:
    """Yields the facts that a part of a record or of the campaign's end cites, in order and with repeats."""
    for text in (block.text, block.unknown):
        yield from (FactId(name) for name in iter_cited_fact_ids(text or ""))
    if isinstance(block, RecordBlock) and block.compare:
        yield block.compare
    if block.chart is not None and block.chart in figures:
        yield from (estimate.fact for estimate in figures[block.chart].estimates)
