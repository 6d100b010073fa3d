"""What went wrong, as data.

Law: a diagnostic holds facts and sentences, never layout; a renderer decides how it looks. Mistakes of authors
are diagnostics, collected and returned; misuse by a programmer raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from party_card.diagnostics.source import SourceFile, Span


class Severity(StrEnum):
    """How much it matters: an error stops a scene from being played, a warning does not; a remark is advice."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"

    def counts(self, strict: bool) -> bool:
        """Whether a check fails for it: an error always, a warning where one is `strict`, a remark never."""
        return self is Severity.ERROR or (strict and self is Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Edit:
    """Other text for one stretch of a line; None deletes the whole line with its end."""

    span: Span
    text: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """A place and what is to be said of it: `message` stands beside the underline and may be empty."""

    source: SourceFile
    span: Span
    message: str = ""


@dataclass(frozen=True, slots=True)
class Help:
    """A mend in the author's words; `replacement`, where given, would stand at the primary place.

    Only what a machine can mend without a doubt has `edits` in the primary file, or a `word` that stands once at
    the primary place and for which the replacement can be put without looking.
    """

    message: str
    replacement: str | None = None
    word: str | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing an author can mend: `code` is stable and names the rule, `message` says what is wrong."""

    code: str
    severity: Severity
    message: str
    primary: Label
    others: tuple[Label, ...] = ()
    helps: tuple[Help, ...] = ()

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts diagnostics by file, then by place, then by code."""
        span = self.primary.span
        return (self.primary.source.name, span.line, span.column, self.code, self.message)
