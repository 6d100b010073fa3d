"""Finds the slip behind an error of libyaml, by trying what would repair the file.

libyaml notices a slip late: an unclosed quotation at the next quotation mark, a missing blank on the next line. So for
every slip that people make a function proposes repairs near the error and above it. Each proposal is applied to a copy
of the text; the first with which the whole file can be read is reported, else the one that gets furthest.

Invariant: a repair is only proposed to an author if the file can be read further with it.
"""

from __future__ import annotations

from collections.abc import Callable

from party_card.content.yaml_repair import layout, quotations, texts
from party_card.content.yaml_repair.proposal import BrokenFile, Repair
from party_card.diagnostics.diagnostic import Diagnostic, Help, Label, Severity
from party_card.diagnostics.edits import apply_edits
from party_card.diagnostics.source import SourceFile

FindError = Callable[[str], int | None]
"""Returns the index of the first error in a text, None if it can be read."""
_MAX_CHARACTERS_READ = 4_000_000
"""So much text is read, over all repairs that are tried."""

_PROPOSERS = (
    layout.propose_ordinary_characters, layout.propose_blank_after_colon, quotations.propose_closing_quotation_mark,
    quotations.propose_other_quotation_marks, texts.propose_quotation_marks, texts.propose_quotation_marks_for_colon,
    layout.propose_bracket, layout.propose_comma, texts.propose_quotation_marks_in_braces, layout.propose_dash,
    layout.propose_colon, layout.propose_block_text, layout.propose_plain_key, layout.propose_key_for_item,
    layout.propose_indentation,
)  # fmt: skip
"""What proposes repairs, the most certain first."""


def find_slip(
    file: SourceFile, line: int, column: int, context_line: int | None, find_error: FindError
) -> Diagnostic | None:
    """Returns the diagnostic of the slip behind the error at `line` and `column`, from 0; None if none is found."""
    lines = file.lines
    broken = BrokenFile(file, lines, line, column, line if context_line is None else context_line)
    error_index = find_error(file.text)
    if error_index is None:
        return None
    budget = _MAX_CHARACTERS_READ
    best: tuple[int, Repair] | None = None
    for propose in _PROPOSERS:
        for repair in propose(broken):
            budget -= len(file.text)
            if budget < 0:
                break
            reached = find_error(apply_edits(file.text, repair.edits))
            if reached is None:
                return _make_diagnostic(file, repair)
            if reached > error_index + 1 and (best is None or reached > best[0]):
                best = reached, repair
    return _make_diagnostic(file, best[1]) if best else None


def _make_diagnostic(file: SourceFile, repair: Repair) -> Diagnostic:
    help_ = Help(repair.help, edits=repair.edits if repair.is_safe else ())
    return Diagnostic(repair.code, Severity.ERROR, repair.message, Label(file, repair.span), (), (help_,))
