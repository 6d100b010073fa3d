"""Writes identifiers, texts and sets of numbers so that YAML and the condition language read them as they are meant."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence

from party_card.content.prose import strip_markup
from party_card.importers.conditions import Value, is_number
from party_card.importers.naming import make_variable_id

PLACEHOLDER_TEXT = "…"


def format_numbers(id_: str, accepted: Sequence[int], refused: Sequence[int]) -> str:
    """Writes a set of numbers, of which these can be reached, as shortly as possible."""
    if len(accepted) == 1 and not (refused and (accepted[0] < refused[0] or accepted[0] > refused[-1])):
        return f"{id_} == {accepted[0]}"
    if accepted[-1] < refused[0]:
        return f"{id_} == {accepted[0]}" if len(accepted) == 1 else f"{id_} <= {accepted[-1]}"
    if accepted[0] > refused[-1]:
        return f"{id_} == {accepted[0]}" if len(accepted) == 1 else f"{id_} >= {accepted[0]}"
    if len(refused) == 1:
        return f"{id_} != {refused[0]}"
    if (
        refused[0] < accepted[0]
        and accepted[-1] < refused[-1]
        and not any(accepted[0] < number < accepted[-1] for number in refused)
    ):
        return f"{id_} >= {accepted[0]} and {id_} <= {accepted[-1]}"
    is_shorter = len(accepted) <= len(refused)
    numbers = ", ".join(map(str, accepted if is_shorter else refused))
    return f"{id_} {'in' if is_shorter else 'not in'} ({numbers})"


def as_number(value: Value) -> int:
    """Returns a value that is a number as one."""
    assert is_number(value)  # noqa: S101  # the values of a range are numbers, but perhaps the first
    return value


def value_slug(value: str) -> str:
    """Returns the name of a text as a value of a variable."""
    slug = make_variable_id(value) if re.search(r"[A-Za-z0-9]", value) else ""
    return slug or ("empty" if not value else "value")


_YAML_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_YAML_NUMBER = re.compile(r"[^a-z]*|0[xo].*|[0-9]+e[0-9]+")


def plain_id(id_: str) -> str:
    """Returns an identifier as a YAML scalar: in quotation marks if YAML would read a number or a yes/no."""
    return f'"{id_}"' if id_ in _YAML_WORDS or _YAML_NUMBER.fullmatch(id_) else id_


def clean(text: str) -> str:
    """Returns a text without characters that cannot be seen and steer terminals or the direction of writing."""
    return "".join(
        character
        for character in text
        if character in "\n\t" or (unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")
        and character not in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    )  # fmt: skip


def indent_prose(text: str, indent: int) -> Iterator[str]:
    """Yields the lines of a text, indented."""
    for line in clean(text).strip().split("\n"):
        yield f"{' ' * indent}{' '.join(line.split())}".rstrip()


def quote(text: str, in_flow_mapping: bool = False) -> str:
    """Returns a text as a scalar on one line, in quotation marks if YAML would read it as something else."""
    line = " ".join(clean(text).split())
    line = PLACEHOLDER_TEXT if not strip_markup(line).strip() else line
    special_signs = (": ", " #", "\\", *(",[]{}" if in_flow_mapping else ""))
    is_plain = line[:1].isalpha() and not line.endswith(":") and not any(sign in line for sign in special_signs)
    return line if is_plain and line.lower() not in _YAML_WORDS else json.dumps(line, ensure_ascii=False)
