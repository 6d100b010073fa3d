"""Measures `prove --dask` of 100,000 scenes with two workers, and the first packs with one worker too.

It can be stopped at any time: what was proved is kept in a file, and the next run goes on after it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.benchmark import Figures, Options
from tests.benchmarks.cluster import measure_batches, read_progress, render, summarize

BATCHES, COMPARED_BATCHES = 100, 10
PROGRESS_FILE = Path(tempfile.gettempdir()) / "party-card-large-cluster.jsonl"
__all__ = ["measure", "render"]


def measure(options: Options) -> Figures:
    """Returns the figures of all packs; those of an earlier run that was stopped are not proved again."""
    count = 2 if options.is_quick else BATCHES
    figures = summarize(_measure_and_keep(count))
    PROGRESS_FILE.unlink(missing_ok=True)
    return figures


def _measure_and_keep(count: int) -> Iterator[dict[str, float]]:
    done = read_progress(PROGRESS_FILE)
    for times in measure_batches(count, COMPARED_BATCHES, done):
        if int(times["batch"]) not in done:
            with PROGRESS_FILE.open("a", encoding="utf-8") as file:
                file.write(json.dumps(times) + "\n")
        yield times
