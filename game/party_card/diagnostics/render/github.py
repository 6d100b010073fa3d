"""Renders for GitHub Actions: workflow commands that annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render.terminal_text import escape_invisible

_DATA_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(diagnostics: Sequence[Diagnostic], locate: Callable[[str], str] = str) -> str:
    """Returns one workflow command a diagnostic; `locate` returns the name of a file in the repository."""
    return "".join(f"{_command(diagnostic, locate)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, locate: Callable[[str], str]) -> str:
    source, span = diagnostic.primary.source, diagnostic.primary.span
    properties: dict[str, object] = {"title": escape_invisible(diagnostic.code)}
    if source.name:
        file = escape_invisible(locate(source.name).replace("\\", "/"))
        properties |= {"file": file, "line": span.line, "endLine": span.line}
        properties |= {"col": span.column, "endColumn": span.end}
    parameters = ",".join(f"{key}={str(value).translate(_PROPERTY_ESCAPES)}" for key, value in properties.items())
    lines = [diagnostic.message, *(f"help: {help_.message}" for help_ in diagnostic.helps)]
    data = "\n".join(map(escape_invisible, lines)).translate(_DATA_ESCAPES)
    command = "notice" if diagnostic.severity is Severity.INFO else diagnostic.severity
    return f"::{command} {parameters}::{data}"
