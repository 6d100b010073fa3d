"""The examples in a rule's documentation, as files.

An example is one scene, or several files each under a line `### its/path.yaml`. What cannot stand in a docstring is
written in braces: `{tab}`, `{byte E9}`, `{times 1000 x}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from party_card.diagnostics.rule import Rule

_SECTION = re.compile(r"(?m)^(PASS|FAIL|MESSAGE):\n")
_FILE = re.compile(r"(?m)^### (\S+)\n")
_BRACES = re.compile(rb"\{(tab|byte|times)(?: ([0-9A-F]+))?(?: (.+?))?\}")
_DEFAULT_PATH = "scenes/example.yaml"


@dataclass(frozen=True)
class Examples:
    """The files without and with the mistake, by their path, and the message as the full rendering shows it."""

    passing: dict[str, bytes]
    failing: dict[str, bytes]
    message: str


def read_examples(rule: Rule[Any]) -> Examples:
    """Parses the sections PASS, FAIL and MESSAGE."""
    _, *parts = _SECTION.split(rule.documentation)
    sections = {name: dedent(text).strip("\n") + "\n" for name, text in zip(parts[::2], parts[1::2], strict=True)}
    return Examples(_parse_files(sections["PASS"]), _parse_files(sections["FAIL"]), sections["MESSAGE"])


def _parse_files(example: str) -> dict[str, bytes]:
    first, *rest = _FILE.split(example)
    texts = dict(zip(rest[::2], rest[1::2], strict=True)) if rest else {_DEFAULT_PATH: first}
    return {path: _BRACES.sub(_expand, text.encode()) for path, text in texts.items()}


def _expand(match: re.Match[bytes]) -> bytes:
    kind, number, text = match.groups()
    if kind == b"tab":
        return b"\t"
    return bytes.fromhex(number.decode()) if kind == b"byte" else text * int(number)
