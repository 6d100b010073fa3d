"""Proposals to put a text in quotation marks that YAML takes for something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from party_card.content.model_keys import group_keys, known_keys, text_keys
from party_card.content.quoting import quote_text
from party_card.content.yaml_repair.proposal import (
    BrokenFile,
    Repair,
    indent_of,
    iter_text_ends,
    last_continuation_line,
    lines_of_text,
    match_line,
    quote_lines,
)
from party_card.diagnostics.diagnostic import Edit
from party_card.diagnostics.source import Span
from party_card.diagnostics.words import backquote, shorten

_SPECIAL_START = re.compile(r"[%@`*&!]|[|>][+-]?[ \t]+\S|[-?:][ \t]|[\[{][^\[\]{}]*[\]}][ \t]*[^\s,\]}#]")
"""How a text begins that YAML takes for something else."""
_FLOW_KEY = re.compile(r"(?<=[{,])(?P<gap>[ ]*)(?P<key>[\w-]++):[ ]+")


def propose_quotation_marks(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes quotation marks around a text that begins with a character that YAML reads as its own."""
    for line in broken.lines_near():
        text = broken.lines[line]
        match = match_line(text)
        value, start = match["value"] or "", match.start("value")
        if not value or value[0] in "\"'#" or (match["key"] is None and "-" not in match["lead"]):
            continue
        last_line = last_continuation_line(broken, line)
        starts_block = re.match(r"[|>][+-]?[ \t]+(?=\S)", value)
        if starts_block and last_line > line:
            below = next(number for number in range(line + 1, last_line + 1) if broken.lines[number].strip())
            indent = " " * indent_of(broken.lines[below])
            end = start + starts_block.end()
            span = Span(line + 1, end + 1, len(text.rstrip()) + 1)
            message = f"behind `{match['key']}: {value[0]}` the line must end"
            edits = (Edit(Span(line + 1, start + 2, end + 1), "\n" + indent),)
            yield Repair(message, span, "begin the text on the next line, indented", edits)
        if _SPECIAL_START.match(value):
            message = _describe_start(value)
            span = Span(line + 1, start + 1, start + 2)
            yield Repair(message, span, "put the whole text in quotation marks",
                         quote_lines(broken, line, start, last_line))  # fmt: skip


def propose_quotation_marks_for_colon(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes quotation marks around a text with a colon and a blank in it, or with a blank and a `#`."""
    for line in lines_of_text(broken):
        text = broken.lines[line]
        match = match_line(text)
        value, start = match["value"] or "", match.start("value")
        if not value or value[0] in "\"'#[]{}|>&*!%@`," or (match["key"] is None and "-" not in match["lead"]):
            continue
        if match["key"] in known_keys() - text_keys():
            if match["key"] in group_keys() and re.match(r"[\w-]++: ", value):
                span = Span(line + 1, start + 1, start + len(value) + 1)
                message = f"what belongs to `{match['key']}:` stands in braces, or on lines of its own beneath it"
                help_ = f"write `{match['key']}: {{{shorten(value)}}}`"
                yield Repair(message, span, help_, (Edit(span, f"{{{value}}}"),))
            continue
        last_line = last_continuation_line(broken, line)
        edits = quote_lines(broken, line, start, last_line)
        for number in range(line, last_line + 1):
            found = re.compile(r"[ ](#)|(:)(?=[ ]|\Z)").search(broken.lines[number], start if number == line else 0)
            if found:
                column = max(found.span(1)[0], found.span(2)[0])
                span = Span(number + 1, column + 1, column + 2)
                message = (
                    "a colon and a space in a text end a key in YAML"
                    if found[2]
                    else "a `#` behind a space begins a comment in YAML"
                )
                is_safe = line == last_line
                yield Repair(message, span, "put the whole text in quotation marks", edits, is_safe)
                break


def propose_quotation_marks_in_braces(broken: BrokenFile) -> Iterator[Repair]:
    """Proposes quotation marks around a text in braces that contains a bracket, a citation, a colon or a `#`."""
    for line in broken.lines_near():
        text = broken.lines[line].rstrip()
        for match in list(_FLOW_KEY.finditer(text)):
            start = match.end()
            if match["key"] not in text_keys() or text[start : start + 1] in ("", '"', "'", "{"):
                continue
            for end in iter_text_ends(text, start):
                value = text[start:end]
                reason = _find_special_in_braces(value)
                if reason is None or not value.strip():
                    continue
                column, message = reason
                edits = (Edit(Span(line + 1, start + 1, end + 1), quote_text(value.rstrip())),)
                span = Span(line + 1, start + column + 1, start + column + 2)
                yield Repair(message, span, "put the whole text in quotation marks", edits)


def _describe_start(value: str) -> str:
    """Returns the message about a text that begins with a character that YAML reads as its own."""
    first = "a backquote" if value[0] == "`" else f"`{value[:2] if value[0] in '-?:' else value[0]}`"
    return f"a text that begins with {first} means something else in YAML"


def _find_special_in_braces(value: str) -> tuple[int, str] | None:
    """Returns the column of the first character that YAML reads as its own within braces, and what is wrong with it."""
    if _SPECIAL_START.match(value):
        return 0, _describe_start(value)
    match = re.search(r"\[@|[\[\]{}]|:(?= )|(?<= )#", value)
    if match is None:
        return None
    if match[0] == "[@":
        return match.start(), "inside braces a text with a citation needs quotation marks"
    names = {":": "a colon", "#": "a `#`"}
    return match.start(), f"inside braces a text with {names.get(match[0], backquote(match[0]))} needs quotation marks"
