"""A rule's docstring as data: what the code means, how to mend it, and the examples that tests execute.

A docstring is a title line, some paragraphs, and three sections, each indented: `PASS:` an example that is right,
`FAIL:` one that is wrong, and `MESSAGE:` what is then said, word for word. An example is one scene, or several files
each under a line `### its/path.yaml`. What cannot stand in a docstring is written in braces: `{tab}`, `{byte E9}`,
`{times 1000 x}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent
from types import ModuleType

from party_card.diagnostics.rule import Rule

_SECTION = re.compile(r"(?m)^(PASS|FAIL|MESSAGE):\n")
_FILE = re.compile(r"(?m)^### (\S+)\n")
_SPELLED = re.compile(rb"\{(tab|byte|times)(?: ([0-9A-F]+))?(?: (.+?))?\}")
_ALONE = "scenes/example.yaml"


@dataclass(frozen=True, slots=True)
class Documentation:
    """A rule and its examples: files by their path, and the message as the full rendering shows it."""

    rule: Rule
    right: Mapping[str, bytes]
    wrong: Mapping[str, bytes]
    message: str


def documentation(module: ModuleType) -> Documentation:
    """The documentation of a rule's module."""
    about, *sections = _SECTION.split(dedent(module.__doc__ or ""))
    title, _, help_ = about.strip().partition("\n")
    found = dict(zip(sections[::2], (dedent(text).strip("\n") + "\n" for text in sections[1::2]), strict=True))
    rule = Rule(module.CODE, module.SEVERITY, title, help_.strip())
    return Documentation(rule, _files(found["PASS"]), _files(found["FAIL"]), found["MESSAGE"])


def _files(example: str) -> dict[str, bytes]:
    first, *rest = _FILE.split(example)
    texts = dict(zip(rest[::2], rest[1::2], strict=True)) if rest else {_ALONE: first}
    return {path: _SPELLED.sub(_spelled, text.encode()) for path, text in texts.items()}


def _spelled(found: re.Match[bytes]) -> bytes:
    what, number, text = found.groups()
    if what == b"tab":
        return b"\t"
    return bytes.fromhex(number.decode()) if what == b"byte" else text * int(number)
