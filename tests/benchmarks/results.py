"""Keeps the figures of all benchmarks in a JSON file, and finds ratios that got worse."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from party_card import __version__
from tests.benchmarks.benchmark import RATIO_SIGN

RESULTS_FILE = Path(__file__).parent / "results.json"
"""The figures of the last release, kept in the repository."""
BOUND = 1.5
"""A ratio that is more than so many times the former one got worse; what is less is noise."""

Results = dict[str, dict[str, Any]]
"""By the name of a benchmark: `figures`, and how they were measured."""


def load_results(path: Path | None = None) -> Results:
    """Returns the kept results, or those in another file; none if there is no file."""
    path = path or RESULTS_FILE
    results: Results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return results


def save_results(results: Mapping[str, Mapping[str, Any]], path: Path | None = None) -> None:
    """Keeps the results, or writes them to another file; each figure with four digits."""
    rounded = {
        name: {**result, "figures": {figure: float(f"{value:.4g}") for figure, value in result["figures"].items()}}
        for name, result in sorted(results.items())
    }
    (path or RESULTS_FILE).write_text(
        json.dumps(rounded, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )


def describe_run() -> dict[str, Any]:
    """Returns when, on what and with what a benchmark is run."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=9"]
    commit = subprocess.run(command, cwd=RESULTS_FILE.parent, capture_output=True, text=True, check=False).stdout
    return {
        "version": __version__,
        "commit": commit.strip(),
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
        "python": platform.python_version(),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}",
        "load": round(os.getloadavg()[0], 1),
    }


def iter_regressions(
    former: Mapping[str, Mapping[str, Any]], present: Mapping[str, Mapping[str, Any]], bound: float = BOUND
) -> Iterator[tuple[str, str]]:
    """Yields the name of each benchmark of which a ratio is more than `bound` times the former, and a sentence."""
    for name, result in present.items():
        before = former.get(name, {"figures": {}, "version": ""})
        for figure, value in result["figures"].items():
            old = before["figures"].get(figure)
            if RATIO_SIGN in figure and old and value > old * bound:
                times = f"{value / old:.1f} times as much"
                yield (
                    name,
                    f"{name}: {figure} is {value:.3g}; with version {before['version']} it was {old:.3g} ({times}).",
                )


def take_better(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    """Returns the figures of both runs; of ratios that both measured, the lower one."""
    ratios = {name: min(first[name], second[name]) for name in first if RATIO_SIGN in name and name in second}
    return {**first, **second, **ratios}
