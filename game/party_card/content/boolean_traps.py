"""Words that some YAML readers take for booleans and others for text."""

from __future__ import annotations

from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity

BOOLEAN_TRAPS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}
"""Each such word, in small letters, and the boolean to write instead."""


def make_boolean_trap_diagnostic(word: str, label: Label) -> Diagnostic:
    """Returns the diagnostic for `word`, a key of `BOOLEAN_TRAPS` in any case."""
    boolean = BOOLEAN_TRAPS[word.lower()]
    message = f"`{word}` is read as text by some programs and as {boolean} by others"
    return Diagnostic(
        "boolean-trap", Severity.ERROR, message, label, helps=(Help(f"write `{boolean}`", boolean, word),)
    )
