"""Decimal numbers as authors write them: degrees of latitude and longitude.

Invariant: a decimal number is a plain scalar of digits with at most one point. What YAML tools read in different ways
(`55,75`, `5.5e1`, a number in quotation marks) or not at all (`55°45′ N`) is refused, with the number that is meant.
"""

from __future__ import annotations

import re

from party_card.content.decode.context import replacement_help
from party_card.content.yaml_nodes import Node, ScalarNode
from party_card.diagnostics.diagnostic import Help
from party_card.diagnostics.words import shorten

_DECIMAL = re.compile(r"[-+]?[0-9]{1,6}(?:\.[0-9]{1,12})?\Z")
_COMMA = re.compile(r"([-+−–]?)([0-9]{1,6}),([0-9]{1,12})\Z")
_BARE_POINT = re.compile(r"([-+]?)([0-9]{0,6})\.([0-9]{0,12})\Z")
_SEXAGESIMAL = re.compile(
    r"""([-+−–]?)([0-9]{1,3}(?:[.,][0-9]{1,12})?)\ ?[°º]?\ ?
    (?:([0-9]{1,2}(?:[.,][0-9]{1,9})?)\ ?['’′]\ ?)?
    (?:([0-9]{1,2}(?:[.,][0-9]{1,9})?)\ ?(?:["”″]|''|’’|′′)\ ?)?
    ([NSEWO]?)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_MAX_PLACES = 4
"""Decimal places of degrees that are worked out: a fourth is eleven metres."""


def is_decimal_number(node: Node) -> bool:
    """Returns True if a node is a decimal number as the format wants it."""
    is_plain = type(node) is ScalarNode and type(node.tag) is not str and not node.style
    return is_plain and _DECIMAL.match(node.value) is not None


def explain_decimal(node: ScalarNode) -> tuple[str, tuple[Help, ...]]:
    """Returns how a message names a scalar that is no decimal number, and the help if a number can be made of it."""
    text = node.value
    if not text and not node.style:
        return "nothing", ()
    if _DECIMAL.match(text):  # so it is quoted
        fix = replacement_help(f"delete the quotation marks: `{text}`", node, text)
        return f'`"{text}"` in quotation marks', (fix,)
    number = interpret_decimal(text.strip())
    return f"`{shorten(text)}`", (replacement_help(f"write `{number}`", node, number),) if number else ()


def interpret_decimal(text: str) -> str:
    """Returns the decimal number that another notation can only stand for; empty if there is none.

    Such are `55,75`, `.5` and `55°45′ N`; degrees, minutes and seconds are worked out to four decimal places.
    """
    if match := _COMMA.match(text):
        return f"{_to_minus(match[1])}{match[2]}.{match[3]}"
    if (match := _BARE_POINT.match(text)) and match[2] + match[3]:
        return f"{_to_minus(match[1])}{match[2] or 0}.{match[3] or 0}"
    match = _SEXAGESIMAL.match(text)
    if match is None:
        return ""
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.group(2, 3, 4))
    hemisphere = match[5].upper()
    if minutes >= 60 or seconds >= 60 or hemisphere == "O" or (match[1] and hemisphere):
        return ""  # O is east in German, and west in French
    number = f"{degrees + minutes / 60 + seconds / 3600:.{_MAX_PLACES}f}".rstrip("0").rstrip(".")
    return f"-{number}" if hemisphere in ("S", "W") else f"{_to_minus(match[1])}{number}"


def _to_minus(sign: str) -> str:
    return "-" if sign in ("-", "−", "–") else ""
