r"""A text holds a character that controls how things are shown, and that nobody sees.

Codes such as `"\e"` can recolour or clear a terminal, and characters such as U+202E turn the direction of the text
behind them, so that a page reads differently from its file. A line separator (U+2028) ends a line for one program and
not for another. Delete the character; where a line should end, begin a new one in the file. The marks that Arabic,
Hebrew, Persian and emoji need (U+200C to U+200F, U+061C) may stand.

PASS:
    scene: a
    title: A
    passages:
      one:
        text: "You wait."
        ending: {id: done, title: Done}
FAIL REPLACES:
        text: "You wait."
WITH:
        text: "You \e[31mwait."
MESSAGE:
    error[control-character]: the code `\e` in double quotes stands for a control character (U+001B)
     --> scenes/example.yaml:5:16
      |
    5 |     text: "You \e[31mwait."
      |                ^^
    help: delete it, or put the text in single quotes if a backslash is meant
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from party_card.content.misleading_characters import CONTROL_CHARACTERS, describe_character
from party_card.content.node_ref import NodeRef
from party_card.content.pack import Pack
from party_card.content.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from party_card.diagnostics.diagnostic import Diagnostic, Edit, Help, Label, Severity
from party_card.diagnostics.rule import Diagnostics, Rule
from party_card.diagnostics.source import SourceFile, Span
from party_card.rules._traversal import iter_file_roots

_LINE_ENDS = "\x85\u2028\u2029"
_CONTROL = re.compile(f"[{CONTROL_CHARACTERS}]")
_SUSPICIOUS = re.compile(rf"[{CONTROL_CHARACTERS}]|\\[0abtvfreNLPxuU]")
"""A control character, or a code in double quotes that could stand for one."""
_CODE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "N": "\x85",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""The characters that codes of one letter stand for."""


def check(pack: Pack) -> Diagnostics:
    """Checks every text and name of every file, and the names of the files."""
    names = (*(file.name for file in pack.files), *pack.list_own_pictures())
    for name in names:
        if match := _CONTROL.search(PurePath(name).name):
            message = f"the name of this file holds {describe_character(match[0])}"
            yield RULE.diagnose(message, Label(SourceFile(name, ""), Span(1, 1, 2)), "rename it")
    is_suspicious: dict[str, bool] = {}  # a file of sources has a root for each, and its text is searched once
    for root in iter_file_roots(pack):
        if root.file.name not in is_suspicious:
            is_suspicious[root.file.name] = _is_suspicious(root.file.text)
        if is_suspicious[root.file.name]:
            for node in _iter_scalars(root.node):
                if diagnostic := _check_scalar(root.file, node):
                    yield diagnostic


def _is_suspicious(text: str) -> bool:
    """Returns True if a text has a control character, or a code that could stand for one."""
    # Nearly every text has neither, and characters that cannot be printed are looked for ten times as quickly.
    is_plain = "\\" not in text and all(map(str.isprintable, text.split("\n")))
    return not is_plain and _SUSPICIOUS.search(text) is not None


def _iter_scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _iter_scalars(part)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _iter_scalars(item)


def _check_scalar(file: SourceFile, node: ScalarNode) -> Diagnostic | None:
    """Reports the first control character of a text, written as it is or as a code."""
    start, end = node.start_mark.index, node.end_mark.index
    match = _CONTROL.search(file.text, start, end)
    if match is None and node.style == '"':
        match = next((code for code in _CODE.finditer(file.text, start, end) if _is_control(_decode(code))), None)
    if match is None:
        return None
    span, character = file.span(match.start(), match.end()), _decode(match)
    if len(match[0]) > 1:
        help_ = Help("delete it, or put the text in single quotes if a backslash is meant")
    elif character in _LINE_ENDS:
        help_ = Help("write a space instead", edits=(Edit(span, " "),))
    else:
        help_ = Help("delete it", edits=(Edit(span, ""),))
    message = f"this text holds {describe_character(character)}"
    if len(match[0]) > 1:
        message = f"the code `{match[0]}` in double quotes stands for {describe_character(character)}"
    return RULE.diagnose(message, NodeRef(file, node).label(span), help_)


def _is_control(character: str) -> bool:
    return character == "\t" or _CONTROL.match(character) is not None


def _decode(match: re.Match[str]) -> str:
    """Returns the character that a match stands for: itself, or that of a code."""
    if len(match[0]) == 1:
        return match[0]
    number = match[1] or match[2] or match[3]
    if number is None:
        return _CHARACTERS.get(match[4], match[4])
    return chr(min(int(number, 16), 0x10FFFF))


RULE = Rule("control-character", Severity.ERROR, __doc__, check)
