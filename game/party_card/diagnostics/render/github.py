"""For GitHub Actions: workflow commands that annotate the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from party_card.diagnostics.diagnostic import Diagnostic, Severity
from party_card.diagnostics.render.terminal_text import safe

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """One workflow command a problem."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    source, span = diagnostic.primary.source, diagnostic.primary.span
    properties: dict[str, object] = {"title": safe(diagnostic.code)}
    if source.name:
        properties |= {"file": safe(source.name.replace("\\", "/")), "line": span.line, "endLine": span.line}
        properties |= {"col": span.column, "endColumn": span.end}
    listed = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    said = [safe(diagnostic.message), *(f"help: {safe(help_.message)}" for help_ in diagnostic.helps)]
    data = "\n".join(said).translate(_DATA)
    command = "notice" if diagnostic.severity is Severity.REMARK else diagnostic.severity
    return f"::{command} {listed}::{data}"
