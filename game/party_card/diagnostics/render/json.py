"""For other programs: everything a diagnostic holds, as one JSON object.

The form is versioned: keys may be added under the same number, a change of meaning raises it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from party_card.diagnostics.diagnostic import Diagnostic, Label, Severity

_VERSION = 1


def render(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON object with `version`, the counts `errors`, `warnings` and `remarks`, and the list `diagnostics`."""
    numbers = {f"{kind}s": sum(diagnostic.severity is kind for diagnostic in diagnostics) for kind in Severity}
    document = {
        "version": _VERSION,
        **numbers,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in diagnostics],
    }
    # ASCII only: what an author wrote may hold half a surrogate pair, which no encoding takes.
    return json.dumps(document, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        **_label(diagnostic.primary),
        "others": [_label(label) for label in diagnostic.others],
        "helps": [{"message": help_.message, "replacement": help_.replacement} for help_ in diagnostic.helps],
    }


def _label(label: Label) -> dict[str, object]:
    """A place: `end` is the column after the last character; all are null where a problem has no file."""
    span = label.span
    known = bool(label.source.name)
    return {
        "file": label.source.name or None,
        "line": span.line if known else None,
        "column": span.column if known else None,
        "end": span.end if known else None,
        "label": label.message,
    }
