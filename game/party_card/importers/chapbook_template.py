"""Cuts a passage of Chapbook into its vars section and its blocks of text with the modifiers before them.

Invariant: every line of a passage is in the result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from party_card.frozen_dataclass import frozen_dataclass

_SECTION_END = "--"
_MODIFIER = re.compile(r"\[([^\[].+[^\]])\]\Z")
_QUOTED_OR_END = re.compile(r'"(?:[^"\\]|\\.)*"?|;')


@frozen_dataclass
class Declaration:
    """A line of the vars section, from line 0 on; `condition` is empty if there is none."""

    line: int
    source: str
    name: str
    condition: str
    value: str


@dataclass(slots=True)
class Block:
    """A text with the modifiers that act on it."""

    line: int
    modifiers: list[str]
    text: str


@dataclass(slots=True)
class Template:
    """A passage of Chapbook; `remarks` are lines that it ignores, `dropped` is text that it never shows."""

    declarations: list[Declaration] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    ignored: list[tuple[int, str]] = field(default_factory=list)
    dropped: tuple[int, str] | None = None


def parse_template(source: str) -> Template:
    """Cuts a passage as Chapbook does: at the first line of two hyphens, and at lines in brackets."""
    template = Template()
    lines = source.split("\n")
    ends = [number for number, line in enumerate(lines) if line == _SECTION_END][:2]
    first, last = 0, len(lines)
    if ends:
        _parse_vars(lines[: ends[0]], template)
        first = ends[0] + 1
    if len(ends) > 1:
        last = ends[1]
        text = "\n".join(lines[last + 1 :]).strip()
        template.dropped = (last + 1, text) if text else None
    modifiers: list[str] = []
    start = first
    for number in range(first, last + 1):
        match = _MODIFIER.match(lines[number]) if number < last else None
        if match is None and number < last:
            continue
        block = _make_block(lines, start, number, modifiers)
        if block is not None:
            template.blocks.append(block)
            modifiers = []
        if match is not None:
            modifiers = [*modifiers, *split_modifiers(match[1])]
        start = number + 1
    if modifiers:
        template.blocks.append(Block(last - 1, modifiers, ""))
    return template


def _make_block(lines: list[str], start: int, end: int, modifiers: list[str]) -> Block | None:
    while start < end and not lines[start].strip():
        start += 1
    text = "\n".join(lines[start:end]).strip()
    return Block(start, modifiers, text) if text else None


def _parse_vars(lines: list[str], template: Template) -> None:
    for number, line in enumerate(lines):
        name, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon:
            template.ignored.append((number, line))
            continue
        name = name.strip()
        condition_start, condition_end = name.find("("), name.rfind(")") + 1
        condition = ""
        if 0 <= condition_start < condition_end - 2:
            condition = name[condition_start:condition_end]
            name = name[:condition_start].strip()
        template.declarations.append(Declaration(number, line.strip(), name, condition, value.strip()))


def split_modifiers(text: str) -> list[str]:
    """Returns the modifiers of a line in brackets; semicolons part them."""
    parts: list[str] = []
    start = 0
    for match in _QUOTED_OR_END.finditer(text):
        if match[0] == ";":
            parts.append(text[start : match.start()].strip())
            start = match.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]
