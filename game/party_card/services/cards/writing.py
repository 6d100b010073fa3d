"""Writes values as YAML that is read as those values.

Invariant: a text is written in quotes if any program that reads YAML might take it for something else.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from party_card.content.quoting import quote_text
from party_card.content.yaml_loader import compose_yaml
from party_card.content.yaml_nodes import MappingNode, ScalarNode, has_tag
from party_card.diagnostics.source import SourceFile
from party_card.services.cards.text_edits import MAX_COMPARISONS
from party_card.services.cards.values import FlowMapping, Scalar, Text, Value

MAX_COLUMN = 120
"""How long a line of prose is made."""
MAX_LINE_CHARACTERS = 140
"""A longer paragraph is written below its key, in several lines."""
_MIN_WIDTH = 40
_NOT_A_WORD = re.compile(
    r"(?i)(?:~|null|true|false|yes|no|on|off|y|n|[-+.].*|0[xo].*|[\d._:]+(?:e[-+]?\d+)?)\Z", re.DOTALL
)
_BREAK = "\n\n"


def write_value(value: Value, indent: int, *, is_flow: bool = False, uses_blocks: bool = True) -> str:
    """Returns a value as it is written behind the colon of a key at column `indent`, with the blank before it.

    `is_flow` is True within brackets; without `uses_blocks` every text is written on one line.
    """
    if isinstance(value, Text | Scalar):
        return " " + _write_text(value, indent, is_flow, uses_blocks)
    if is_flow or not value:
        return " " + _write_flow(value)
    if isinstance(value, FlowMapping) or (isinstance(value, list) and all(isinstance(item, Text) for item in value)):
        line = _write_flow(value)
        if len(line) + indent < MAX_COLUMN + 40:
            return " " + line
    if isinstance(value, list):
        items = (write_item(item, indent + 2, uses_blocks=uses_blocks) for item in value)
        return "".join(f"\n{' ' * (indent + 2)}{item}" for item in items)
    return f"\n{' ' * (indent + 2)}{write_pairs(value, indent + 2, uses_blocks=uses_blocks)}"


def write_pairs(mapping: Mapping[str, Value], indent: int, *, uses_blocks: bool = True) -> str:
    """Returns the lines of a mapping whose keys stand at column `indent`; the first line has no indentation."""
    pairs = (
        write_key(key) + ":" + write_value(value, indent, uses_blocks=uses_blocks) for key, value in mapping.items()
    )
    return f"\n{' ' * indent}".join(pairs)


def write_item(value: Value, indent: int, *, uses_blocks: bool = True) -> str:
    """Returns the lines of an item of a list whose dash stands at column `indent`; the first has no indentation."""
    if isinstance(value, dict) and not isinstance(value, FlowMapping):
        return "- " + write_pairs(value, indent + 2, uses_blocks=uses_blocks)
    return "-" + write_value(value, indent, uses_blocks=uses_blocks)


def _write_flow(value: Value) -> str:
    if isinstance(value, Text | Scalar):
        return _write_text(value, 0, True, False)
    if isinstance(value, list):
        return f"[{', '.join(map(_write_flow, value))}]"
    return "{" + ", ".join(f"{write_key(key, True)}: {_write_flow(item)}" for key, item in value.items()) + "}"


def _write_text(text: Text | Scalar, indent: int, is_flow: bool, uses_blocks: bool) -> str:
    if isinstance(text, Scalar):
        return text.text if text.is_plain and _reads_plain(text.text, is_flow) else write_double_quoted(text.text)
    if text.kind == "plain":
        return text.text
    is_long = "\n" in text.text or len(text.text) > MAX_LINE_CHARACTERS
    if uses_blocks and not is_flow and text.kind in ("prose", "document") and is_long:
        lines = text.lines or break_lines(text, indent + 2)
        return write_block(lines, indent + 2)
    return write_line(text.text, is_flow)


def write_key(key: str, is_flow: bool = False) -> str:
    """Returns a key; that of the notes of a citation without quotes, as every file has it."""
    return key if key == "n" else write_line(key, is_flow)


def write_line(text: str, is_flow: bool = False, style: str | None = None) -> str:
    """Returns a text on one line, in the quotes `style` if that is possible."""
    if "\n" in text or not text.isprintable() or (style == '"' and text):
        return write_double_quoted(text)
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return text if _reads_plain(text, is_flow) else quote_text(text)


def write_double_quoted(text: str) -> str:
    """Returns a text in double quotes, with an escape for each character that cannot stand on a line."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
    return '"' + "".join(escapes.get(c) or (c if c.isprintable() else f"\\U{ord(c):08x}") for c in text) + '"'


def _reads_plain(text: str, is_flow: bool) -> bool:
    """Returns True if a text can stand without quotes."""
    if not text or text != text.strip() or _NOT_A_WORD.match(text) or not text.isprintable():
        return False
    if text[0].isalpha() and not re.search(r"[:#,\[\]{}\"'&*!|>%@`?\\-]", text):
        return True
    root, _ = compose_yaml(SourceFile("", f"{{key: {text}}}" if is_flow else f"key: {text}"))
    if not isinstance(root, MappingNode) or len(root.value) != 1:
        return False
    value = root.value[0][1]
    return isinstance(value, ScalarNode) and value.value == text and not value.style and not has_tag(value)


def write_block(lines: Sequence[str], indent: int, header: str = "|") -> str:
    """Returns lines as a literal block whose text stands at column `indent`."""
    if lines and (not lines[0].strip() or lines[0].startswith(" ")):
        header = "|2" + header[1:]
    padding = " " * indent
    return "\n".join([header, *(padding + line if line.strip() else "" for line in lines)])


def break_lines(text: Text, indent: int) -> list[str]:
    """Returns the lines of a text: those of a document as they are, and paragraphs of prose broken at blanks."""
    if text.kind == "document":
        return text.text.split("\n")
    return _separate([_wrap(paragraph.split(), indent) for paragraph in text.text.split(_BREAK)])


def _separate(paragraphs: Sequence[Sequence[str]], is_folded: bool = False) -> list[str]:
    """Returns the lines of paragraphs with what parts them."""
    gap = ["", ""] if is_folded else [""]
    return [line for number, lines in enumerate(paragraphs) for line in [*(gap if number else ()), *lines]]


def _wrap(words: Sequence[str], indent: int) -> list[str]:
    width = max(_MIN_WIDTH, MAX_COLUMN - indent)
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def rewrap(old_lines: Sequence[str], text: str, indent: int, *, is_folded: bool = False) -> list[str]:
    """Returns the lines of a prose block with other words in it; lines of which no word changed stay as they are.

    In a folded block a break of paragraphs is two empty lines, and one is a blank.
    """
    tokens: list[str] = []
    token_lines: list[int] = []
    for number, line in enumerate(old_lines):
        is_break = not line.strip() and not (is_folded and number and old_lines[number - 1].strip())
        if is_break and tokens and tokens[-1] != _BREAK:
            tokens.append(_BREAK)
            token_lines.append(number)
        tokens += line.split()
        token_lines += [number] * (len(tokens) - len(token_lines))
    new_tokens: list[str] = []
    for paragraph in text.split(_BREAK):
        new_tokens += [_BREAK, *paragraph.split()] if new_tokens else paragraph.split()
    if len(tokens) * len(new_tokens) > MAX_COMPARISONS:
        return _separate([_wrap(paragraph.split(), indent) for paragraph in text.split(_BREAK)], is_folded)
    line_numbers = _match_lines(tokens, token_lines, new_tokens)
    lines: list[str] = []
    index = 0
    while index < len(new_tokens):
        if new_tokens[index] == _BREAK:
            lines += ["", ""] if is_folded else [""]
            index += 1
            continue
        number, words = line_numbers[index], [new_tokens[index]]
        index += 1
        while index < len(new_tokens) and new_tokens[index] != _BREAK and line_numbers[index] <= number:
            words.append(new_tokens[index])
            index += 1
        is_kept = number < len(old_lines) and old_lines[number].split() == words
        lines += [old_lines[number]] if is_kept else _wrap(words, indent)
    return lines


def _match_lines(tokens: Sequence[str], token_lines: Sequence[int], new_tokens: Sequence[str]) -> list[int]:
    """Returns the line on which each new token stood; for one that is new, that of the token before it."""
    numbers = [0] * len(new_tokens)
    matcher = difflib.SequenceMatcher(None, tokens, new_tokens, autojunk=False)
    for tag, old_start, _, new_start, new_end in matcher.get_opcodes():
        is_after_word = old_start > 0 and tokens[old_start - 1] != _BREAK
        neighbour = old_start - 1 if is_after_word else min(old_start, len(tokens) - 1)
        for index in range(new_start, new_end):
            source = old_start + index - new_start if tag == "equal" else neighbour
            numbers[index] = token_lines[source] if tokens else 0
    return numbers
