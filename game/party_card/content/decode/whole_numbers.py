"""Whole numbers as authors write them: one rule for every key that wants one.

Invariant: a whole number is a plain scalar of at most 12 decimal digits, with or without a sign. What YAML tools read
in different ways (`0x1F`, `1_000`, `1e3`, a number in quotation marks) is refused, with the number that is meant.
"""

from __future__ import annotations

import re

from party_card.content.decode.context import replacement_help
from party_card.content.domains import MAX_DIGITS, parse_whole_number
from party_card.content.yaml_nodes import Node, ScalarNode
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import shorten

_DIGITS = re.compile(r"[-+]?[0-9]+\Z")
_GROUPED = re.compile(r"[-+]?[0-9]{1,9}(?:_[0-9]{1,9})+\Z")
_PREFIXED = re.compile(r"[-+]?0[xob][0-9A-Fa-f]{1,9}\Z", re.IGNORECASE)
_POWER_OF_TEN = re.compile(r"([-+]?[0-9]{1,6})(?:\.0{0,9})?(?:[eE]\+?([0-9]))?\Z")
_WITH_UNIT = re.compile(
    rf"~?(?:([0-9]{{1,{MAX_DIGITS}}})\s*[^\W\d]{{1,20}}\.?|[^\W\d]{{1,20}}\.?\s*([0-9]{{1,{MAX_DIGITS}}}))\Z"
)
_SPAN = re.compile(r"([0-9]{1,6}) ?(?:-|–|to|bis|/) ?([0-9]{1,6})\Z")
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def is_whole_number(node: Node) -> bool:
    """Returns True if a node is a whole number as the format wants it."""
    is_plain = type(node) is ScalarNode and type(node.tag) is not str and not node.style
    return is_plain and parse_whole_number(node.value) is not None


def explain_number(node: ScalarNode) -> tuple[str, tuple[Help, ...]]:
    """Returns how a message names a scalar that is no whole number, and the help if a number can be made of it."""
    text = node.value
    if not text and not node.style:
        return "nothing", ()
    if parse_whole_number(text) is not None:  # so it is quoted
        fix = replacement_help(f"delete the quotation marks: `{text}`", node, text)
        return f'`"{text}"` in quotation marks', (fix,)
    if _DIGITS.match(text):
        digits = len(text.lstrip("+-"))
        return f"`{shorten(text)}`, which has {digits:,} digits", (Help(f"write at most {MAX_DIGITS} digits"),)
    number = interpret_number(text.strip())
    if number is not None:
        return f"`{shorten(text)}`", (replacement_help(f"write `{number}`", node, str(number)),)
    if match := _WITH_UNIT.match(text.strip()):
        return f"`{shorten(text)}`", (Help(f"write the number alone: `{int(match[1] or match[2])}`"),)
    if match := _SPAN.match(text.strip()):
        return f"`{shorten(text)}`", (Help(f"write one number, such as `{match[2]}`"),)
    if (number := read_number_word(text)) is not None:
        return f"`{shorten(text)}`", (Help(f"write `{number}`"),)
    return f"`{shorten(text)}`", ()


def read_number(node: Node) -> int | None:
    """Returns the number that a scalar is or can only stand for, in digits or in words; None if there is none."""
    if type(node) is not ScalarNode:
        return None
    text = node.value.strip()
    numbers = parse_whole_number(text), interpret_number(text), read_number_word(text)
    return next((number for number in numbers if number is not None), None)


def read_number_word(text: str) -> int | None:
    """Returns the number that an English word says, up to twelve."""
    word = text.strip().lower()
    return _NUMBER_WORDS.index(word) if word in _NUMBER_WORDS else None


def interpret_number(text: str) -> int | None:
    """Returns the number that another notation can only stand for: `1_000`, `0x1F`, `1e3`, `5.0`, `１２`."""
    if parse_whole_number(text) is not None:
        return None
    if _GROUPED.match(text):
        return int(text.replace("_", ""))
    if _PREFIXED.match(text):
        try:
            return int(text, 0)
        except ValueError:
            return None
    if match := _POWER_OF_TEN.match(text):
        return int(match[1] + "0" * int(match[2] or 0))
    if 0 < len(text) <= MAX_DIGITS and text.isdecimal():  # digits of another script, or of full width
        return int(text)
    return None
