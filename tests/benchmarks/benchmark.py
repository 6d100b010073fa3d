"""What a benchmark is: a module with `measure` and `render`, run in a process of its own.

Invariant: figures are named numbers, so that they can be kept as JSON, compared and rendered without the program that
was measured. A name that has `÷` is a ratio of two measurements of one run, and less is better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

Figures = dict[str, float]
RATIO_SIGN = "÷"


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure."""

    work: Path
    """A folder that all benchmarks of a run share: installations are made in it once."""
    peers: Path
    """The folder in which other programs are installed, or are to be."""
    is_quick: bool = False
    """Fewer rounds, and only figures that take seconds."""


class BenchmarkModule(Protocol):
    """The interface of a benchmark's module."""

    def measure(self, options: Options) -> Figures:
        """Returns what was measured."""

    def render(self, figures: Mapping[str, float]) -> str:
        """Returns figures as Markdown; a figure that is missing was not measured."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark by name; the module of that name in this package measures it."""

    name: str
    timeout_s: int
    is_cheap: bool = False
    """It has ratios that can be measured in seconds, so that CI compares them."""
    is_optional: bool = False
    """It runs only if it is named."""
    module: str = ""
    """The module in this package, if it has another name."""

    def load(self) -> BenchmarkModule:
        """Imports the module."""
        return cast(BenchmarkModule, import_module(f"tests.benchmarks.{self.module or self.name}"))


BENCHMARKS = {
    benchmark.name: benchmark
    for benchmark in (
        Benchmark("start", 300, is_cheap=True),
        Benchmark("reading", 300, is_cheap=True),
        Benchmark("own_pack", 900, is_cheap=True),
        Benchmark("export", 1800, is_cheap=True),
        Benchmark("fixes", 300, is_cheap=True),
        Benchmark("large_scenes", 300, is_cheap=True),
        Benchmark("page_size", 120, is_cheap=True),
        Benchmark("prove_sizes", 600, is_cheap=True),
        Benchmark("many_scenes", 1200),
        Benchmark("window", 900),
        Benchmark("idle", 300),
        Benchmark("watch", 300),
        Benchmark("keystrokes", 1800),
        Benchmark("studio_preview", 600),
        Benchmark("class_load", 1200),
        Benchmark("peers", 1800, module="peers.benchmark"),
        Benchmark("browser_pages", 900),
        Benchmark("cluster", 1800),
        Benchmark("large_cluster", 21600, is_optional=True),
        Benchmark("suite", 7200, is_optional=True),
    )
}


def format_rows(header: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Returns a Markdown table: the first column to the left, the others to the right."""
    lines = [f"| {' | '.join(map(str, row))} |" for row in (header, *rows)]
    return "\n".join([lines[0], f"|---|{'---:|' * (len(header) - 1)}", *lines[1:]]).replace("|  |", "| |")


def format_figure(figures: Mapping[str, float], name: str, form: str = "{:,.1f}") -> str:
    """Returns one figure as text, or a dash if it was not measured."""
    return form.format(figures[name]) if name in figures else "–"
