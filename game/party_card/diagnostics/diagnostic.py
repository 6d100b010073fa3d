"""Diagnostics: mistakes in an author's file, with location and fix.

Invariant: a diagnostic holds facts and sentences, never layout; a renderer decides how it looks. Mistakes of authors
are diagnostics, collected and returned; misuse by a programmer raises.
"""

from __future__ import annotations

from enum import StrEnum

from party_card.diagnostics.source import SourceFile, Span
from party_card.frozen_dataclass import frozen_dataclass

NOTE_CODE = "todo"
"""Code of a note that authors left for themselves: the scene is not finished, but it can be played."""


class Severity(StrEnum):
    """An error stops a scene from being played, a warning does not; information is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "remark"
    """Users read "remark", in every output format."""

    def is_failure(self, strict: bool) -> bool:
        """Returns True if a check fails because of it: for an error always, for a warning if `strict`."""
        return self is Severity.ERROR or (strict and self is Severity.WARNING)


@frozen_dataclass
class Edit:
    """Replacement text for a span, with new lines at `\\n`; None deletes the whole line with its line end."""

    span: Span
    text: str | None


Fix = tuple[Edit, ...]
"""Edits of one file that are applied together."""


@frozen_dataclass
class Label:
    """A span of a file; `message` is printed after its underline and may be empty."""

    source: SourceFile
    span: Span
    message: str = ""


@frozen_dataclass
class Help:
    """A suggestion in the author's words; `replacement`, if any, is text for the primary span.

    A suggestion that is safe to apply automatically has `edits` of the primary file, or a `replaced_word`: the part of
    the primary span that `replacement` replaces, provided that it occurs there once.
    """

    message: str
    replacement: str | None = None
    replaced_word: str | None = None
    edits: Fix = ()


@frozen_dataclass
class Diagnostic:
    """One mistake of an author: `code` is stable and names the rule, `message` describes the mistake."""

    code: str
    severity: Severity
    message: str
    primary: Label
    secondary: tuple[Label, ...] = ()
    helps: tuple[Help, ...] = ()

    @property
    def is_obstacle(self) -> bool:
        """True if it keeps the author from playing the scene: an error, unless it is a note of the author."""
        return self.severity is Severity.ERROR and self.code != NOTE_CODE

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Sorts diagnostics by file, then by location, then by code."""
        span = self.primary.span
        return (self.primary.source.name, span.line, span.column, self.code, self.message)
