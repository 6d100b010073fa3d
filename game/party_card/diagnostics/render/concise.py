"""For logs and editors: one line a problem, `file:line:column: severity[code] message (mend)`."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render.terminal_text import safe


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """One line a problem."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    source, span = diagnostic.primary.source, diagnostic.primary.span
    place = f"{safe(source.name)}:{span.line}:{span.column}: " if source.name else ""
    mend = f" ({safe(diagnostic.helps[0].message)})" if diagnostic.helps else ""
    return f"{place}{diagnostic.severity}[{safe(diagnostic.code)}] {safe(diagnostic.message)}{mend}"
