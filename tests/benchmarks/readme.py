"""Writes the figures of the results into the README of the benchmarks, between markers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.benchmarks.benchmark import BENCHMARKS

README = Path(__file__).parent / "README.md"
_SECTION = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def renew_figures(text: str, results: Mapping[str, Mapping[str, Any]]) -> str:
    """Returns the README with the figures of all benchmarks; what stands outside of markers stays."""

    def render(match: re.Match[str]) -> str:
        return f"{match[1]}{_render_section(match[2], results.get(match[2]))}\n{match[3]}"

    return _SECTION.sub(render, text)


def list_sections(text: str) -> list[str]:
    """Returns the names of the benchmarks whose figures the README has."""
    return [match[2] for match in _SECTION.finditer(text)]


def _render_section(name: str, result: Mapping[str, Any] | None) -> str:
    if result is None:
        return "\nNot measured yet.\n"
    source = f"Measured on {result['date']} at {result['commit']} with Python {result['python']}; {result['machine']}"
    table = BENCHMARKS[name].load().render(result["figures"])
    return f"\n{table}\n\n<sub>{source}; load at the beginning {result['load']}.</sub>\n"
