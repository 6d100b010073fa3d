"""Renders for other programs: everything a diagnostic holds, as one JSON object.

The format is versioned: keys may be added under the same number, a change of meaning raises it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity

_VERSION = 1


def render(diagnostics: Sequence[Diagnostic], results: Mapping[str, object] = MappingProxyType({})) -> str:
    """Returns an object with `version`, the counts `errors`, `warnings` and `remarks`, and the list `diagnostics`.

    The keys of `results` follow.
    """
    severities = [diagnostic.severity for diagnostic in diagnostics]
    counts = {f"{severity}s": severities.count(severity) for severity in Severity}
    entries = [_diagnostic(diagnostic) for diagnostic in diagnostics]
    document = {"version": _VERSION, **counts, "diagnostics": entries, **results}
    # ASCII only: an author's text may hold half a surrogate pair, which no encoding takes.
    return json.dumps(document, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_label(diagnostic.primary),
        "others": [_label(label) for label in diagnostic.secondary],
        "helps": [{"message": help_.message, "replacement": help_.replacement} for help_ in diagnostic.helps],
    }


def _label(label: Label) -> dict[str, object]:
    """Returns a location, null if it has no file; `end` is the column after the last character."""
    name, span = label.source.name, label.span
    location = {"file": name, "line": span.line, "column": span.column, "end": span.end}
    return {**(location if name else dict.fromkeys(location)), "label": label.message}
