"""Measures several functions in alternation, so that load on the machine affects all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping


def time_functions(functions: Mapping[str, Callable[[], object]], rounds: int = 40) -> dict[str, float]:
    """Returns the best time of each function in milliseconds, of `rounds` rounds in which each runs once."""
    best = dict.fromkeys(functions, float("inf"))
    for _ in range(rounds):
        for name, function in functions.items():
            started = time.perf_counter()
            function()
            best[name] = min(best[name], time.perf_counter() - started)
    return {name: seconds * 1000 for name, seconds in best.items()}
