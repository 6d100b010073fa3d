"""Diagnostics and their fixes as the protocol has them.

Invariant: message, code and severity are those of `party-card check`; advice stands below the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Range,
    TextEdit,
    WorkspaceEdit,
)
from lsprotocol.types import Diagnostic as ProtocolDiagnostic

from party_card.diagnostics.diagnostic import Diagnostic, Edit, Severity
from party_card.diagnostics.edits import find_fix
from party_card.diagnostics.source import SourceFile
from party_card.frozen_dataclass import frozen_dataclass
from party_card.language_server.positions import TextLines

SOURCE = "party-card"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}


@frozen_dataclass
class Fix:
    """A fix as an editor offers it: its title and the edits of the file; one that is preferred is safe."""

    title: str
    edits: tuple[TextEdit, ...]
    is_preferred: bool


def to_protocol(
    diagnostic: Diagnostic, lines: TextLines, uri_of: Callable[[SourceFile], str | None]
) -> ProtocolDiagnostic:
    """Returns a diagnostic for the text of `lines`; `uri_of` finds the files of its further places."""
    advice = "".join(f"\n{help_.message}" for help_ in diagnostic.helps)
    related = [
        DiagnosticRelatedInformation(
            Location(uri, TextLines(label.source.text).range_of_span(label.span)), label.message or diagnostic.message
        )
        for label in diagnostic.secondary
        if (uri := uri_of(label.source)) is not None
    ]
    return ProtocolDiagnostic(
        lines.range_of_span(diagnostic.primary.span),
        diagnostic.message + advice,
        _SEVERITIES[diagnostic.severity],
        diagnostic.code,
        source=SOURCE,
        related_information=related or None,
    )


def iter_fixes(diagnostic: Diagnostic, lines: TextLines) -> Iterator[Fix]:
    """Yields the fixes of a diagnostic: the one that is safe first, then each text that may have been meant."""
    seen: list[list[TextEdit]] = []
    fix = find_fix(diagnostic)
    proposals = [(tuple(_to_text_edit(edit, lines) for edit in fix), diagnostic.helps[0].message, True)] if fix else []
    proposals += [
        ((TextEdit(lines.range_of_span(diagnostic.primary.span), help_.replacement),), help_.message, False)
        for help_ in diagnostic.helps
        if help_.replacement is not None and help_.replaced_word is None
    ]
    for edits, title, is_preferred in proposals:
        if list(edits) in seen:
            continue
        seen.append(list(edits))
        yield Fix(title[:1].upper() + title[1:], edits, is_preferred)


def to_action(fix: Fix, diagnostic: ProtocolDiagnostic, uri: str) -> CodeAction:
    """Returns a fix of a diagnostic of a file as an editor offers it."""
    edit = WorkspaceEdit({uri: list(fix.edits)})
    return CodeAction(fix.title, CodeActionKind.QuickFix, [diagnostic], fix.is_preferred, edit=edit)


def _to_text_edit(edit: Edit, lines: TextLines) -> TextEdit:
    if edit.text is None:
        return TextEdit(lines.whole_line_range(edit.span.line), "")
    return TextEdit(lines.range_of_span(edit.span), edit.text)


def overlaps(left: Range, right: Range) -> bool:
    """Returns True if two ranges share a character or touch."""
    return (left.start.line, left.start.character) <= (right.end.line, right.end.character) and (
        right.start.line,
        right.start.character,
    ) <= (left.end.line, left.end.character)
