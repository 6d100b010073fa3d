"""Reports the progress of proofs and comparisons on the error stream.

Invariant: work that ends soon prints nothing, and nothing depends on what is printed: times decide only how often.
"""

from __future__ import annotations

import sys
import time

from party_card.commands._streams import write_unescaped
from party_card.diagnostics.words import format_count

SECONDS_BEFORE_FIRST_REPORT = 2.0
SECONDS_BETWEEN_REPORTS = 0.5
"""On a terminal, where each report takes the place of the one before."""
SECONDS_BETWEEN_LINES = 10.0
"""In a file or a pipe, where each report is a line."""


class ProgressReport:
    """Prints how many positions have been visited: one changing line on a terminal, else some lines."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._next_time: float | None = None
        self._shown_length = 0

    def report_proof(self, scene: str, positions: int) -> None:
        """Reports the number of positions of a scene that a proof, or a comparison, has visited so far."""
        if self._next_time is None:
            self._next_time = time.monotonic() + SECONDS_BEFORE_FIRST_REPORT
        elif time.monotonic() >= self._next_time:
            self._print(f"{scene}: {format_count(positions, 'position')} so far")

    def clear(self) -> None:
        """Removes the report from a terminal, so that a line can be printed."""
        if self._shown_length:
            write_unescaped("\r" + " " * self._shown_length + "\r", sys.stderr)
            sys.stderr.flush()
            self._shown_length = 0

    def _print(self, line: str) -> None:
        if self._is_terminal:
            self.clear()
            print(line, end="", file=sys.stderr, flush=True)
            self._shown_length = len(line)
        elif sys.stderr is not None:
            print(line, file=sys.stderr, flush=True)
        self._next_time = time.monotonic() + (SECONDS_BETWEEN_REPORTS if self._is_terminal else SECONDS_BETWEEN_LINES)
