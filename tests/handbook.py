"""Generates the handbooks' tables of keys from the models: `python -m tests.handbook` writes them.

A table is between `<!-- keys of Scene -->` and `<!-- end of keys -->`; everything else in a handbook is left alone.
"""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

from party_card.content import models
from party_card.content.schema import Key, list_keys
from tests import ROOT

HANDBOOKS = (ROOT / "scenes" / "README.md", ROOT / "seeds" / "README.md")
TABLE = re.compile(r"(<!-- keys of (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def render_table(model: Any) -> str:
    """Returns the keys of a model as a Markdown table: required keys first, else in the order of the fields."""
    rows = [_render_row(key) for key in sorted(list_keys(model), key=lambda key: not key.is_required)]
    return "\n".join(["| key | what it is | for example |", "|---|---|---|", *rows]) + "\n"


def _render_row(key: Key) -> str:
    sentences = [key.description]
    if options := _list_options(key.value_type):
        if not all(f"`{option}`" in key.description for option in options):
            sentences.append("One of " + ", ".join(f"`{option}`" for option in options) + ".")
        if key.default:
            sentences.append(f"Without it, `{key.default}`.")
    examples = " or ".join(f"`{example}`" for example in key.examples).replace("|", "\\|")
    name = f"`{key.name}` *needed*" if key.is_required else f"`{key.name}`"
    return f"| {name} | {' '.join(sentences)} | {examples} |"


def _list_options(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((options for member in get_args(annotation) if (options := _list_options(member))), ())


def update_tables(text: str) -> str:
    """Returns the text of a handbook with its tables generated again."""
    return TABLE.sub(lambda match: f"{match[1]}{render_table(getattr(models, match[2]))}{match[3]}", text)


if __name__ == "__main__":
    for book in HANDBOOKS:
        book.write_text(update_tables(book.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
