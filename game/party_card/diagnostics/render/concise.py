"""Renders for logs and editors: `file:line:column: severity[code] message (help)`, one line a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.diagnostics.diagnostic import Diagnostic
from party_card.diagnostics.render.terminal_text import escape_invisible


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns one line a diagnostic."""
    return "".join(f"{_line(diagnostic)}\n" for diagnostic in diagnostics)


def _line(diagnostic: Diagnostic) -> str:
    source, span = diagnostic.primary.source, diagnostic.primary.span
    location = f"{escape_invisible(source.name)}:{span.line}:{span.column}: " if source.name else ""
    heading = f"{diagnostic.severity}[{escape_invisible(diagnostic.code)}]"
    help_ = f" ({escape_invisible(diagnostic.helps[0].message)})" if diagnostic.helps else ""
    return f"{location}{heading} {escape_invisible(diagnostic.message)}{help_}"
