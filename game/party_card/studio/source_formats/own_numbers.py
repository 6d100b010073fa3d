"""Finds the paragraphs of a source that begin with numbers of their own, such as "12. On Monday" or "12 On Monday".

A line of prose may begin with a number by chance ("3 May was cold"). So numbers count only if they go on by one, over
at least three lines: of all lines that begin with a number the longest such chain is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MIN_CHAIN_LENGTH = 3
_START = re.compile(r"\s*(\d{1,3})(?:[.)]\s*|\s+)(?=[^\d\s])")


def find_own_numbers(texts: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Returns number and text without it by the index of the texts that are numbered; empty if there is no chain."""
    starts = {index: match for index, text in enumerate(texts) if (match := _START.match(text))}
    chains: dict[int, list[int]] = {}  # the longest chain that ends with a number
    for index, match in starts.items():
        number = int(match[1])
        chain = [*chains.get(number - 1, ()), index]
        if len(chain) > len(chains.get(number, ())):
            chains[number] = chain
    longest = max(chains.values(), key=len, default=[])
    if len(longest) < MIN_CHAIN_LENGTH:
        return {}
    return {index: (int(starts[index][1]), texts[index][starts[index].end() :]) for index in longest}


def separate_numbered_lines(text: str) -> str:
    """Returns a text with a blank line before each line with a number, if blank lines end its paragraphs."""
    lines = text.splitlines()
    if all(line.strip() for line in lines):
        return text
    numbered = find_own_numbers(lines)
    return "\n".join(f"\n{line}" if index in numbered else line for index, line in enumerate(lines))
