"""Proposals about quotation marks: one that is missing at the end, or one that ends a quotation too early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from party_card.content.quoting import quote_text
from party_card.content.yaml_repair.proposal import (
    BrokenFile,
    Repair,
    iter_text_ends,
    last_continuation_line,
    match_line,
)
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.source import Span

_OPENING = re.compile(r"(?:[:\-,\[{][ ]+|\[|^)([\"'])")
_MAX_QUOTATIONS_ON_LINE = 50
_MAX_LINES_ABOVE = 400
"""So many lines above an error an unclosed quotation is looked for."""


def propose_closing_quotation_mark(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes to close a quotation where its text ends: at the end of a line, or before what follows in braces."""
    first_line = max(broken.line - _MAX_LINES_ABOVE, 0)
    for line in range(min(broken.line, len(broken.lines) - 1), first_line - 1, -1):
        text = broken.lines[line].rstrip()
        for match in islice(_OPENING.finditer(text), _MAX_QUOTATIONS_ON_LINE):
            quote, start = match[1], match.start(1)
            if re.search(r"(?:^|[^\\])" + quote, text[start + 1 :]) and not _is_odd(text[start:], quote):
                continue
            span = Span(line + 1, start + 1, len(text) + 1)
            message, help_ = "a quotation is not closed", f"end it with `{quote}`, the mark it began with"
            for column in iter_text_ends(text, start):
                yield Repair(
                    message, span, help_, (Edit(Span(line + 1, column + 1, column + 1), quote),), is_safe=False
                )
            last_line = last_continuation_line(broken, line)
            if last_line > line:
                column = len(broken.lines[last_line].rstrip()) + 1
                yield Repair(message, span, help_, (Edit(Span(last_line + 1, column, column), quote),), is_safe=False)


def _is_odd(text: str, quote: str) -> bool:
    return text.replace("\\" + quote, "").count(quote) % 2 == 1


def propose_other_quotation_marks(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes other marks for a text with such marks in it, and marks around one that begins with a quotation."""
    for line in broken.lines_near():
        text = broken.lines[line]
        match = match_line(text)
        value = match["value"] or ""
        if value[:1] not in ('"', "'"):
            continue
        start, quote = match.start("value"), value[0]
        closing = re.search(r"(?<!\\)" + quote, value[1:])
        if closing is None:
            continue
        behind = re.compile(r"[ ]*").match(value, closing.end() + 1)
        column = start + (behind.end() if behind else 0)
        if "\\" in value and column >= len(text.rstrip()):
            inner = value[1:-1]
            escape = re.search(r"\\.", inner)
            offset = start + 1 + escape.start() if escape else start
            span = Span(line + 1, offset + 1, offset + 3)
            edits = (Edit(Span(line + 1, start + 1, start + len(value) + 1), quote_text(inner)),)
            message = "a backslash in double quotes begins a code"
            yield Repair(message, span, "put the text in single quotes instead", edits)
        if column >= len(text.rstrip()):
            continue
        ends_quoted = len(value) > 2 and value.endswith(quote)
        inner = value[1:-1] if ends_quoted and value.count(quote) > 2 else value
        other = "single" if '"' in inner or "\\" in inner else "double"
        for text_in_quotes in dict.fromkeys((inner, value)):
            edits = (Edit(Span(line + 1, start + 1, start + len(value) + 1), quote_text(text_in_quotes)),)
            message = "something stands behind the closing quotation mark"
            yield Repair(
                message, Span(line + 1, column + 1, column + 2), f"put the whole text in {other} quotes", edits
            )
