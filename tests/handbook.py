"""The handbooks' tables of keys, made from the models: `python -m tests.handbook` writes them anew.

A table stands between `<!-- keys of Scene -->` and `<!-- end of keys -->`; everything else in a handbook is left alone.
"""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

from party_card.content import models
from party_card.content.key_docs import Key, keys_of
from tests import ROOT

BOOKS = (ROOT / "scenes" / "README.md", ROOT / "seeds" / "README.md")
PART = re.compile(r"(<!-- keys of (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def table(model: Any) -> str:
    """The keys of a model as a table: needed ones first, as in its file otherwise."""
    rows = [_row(key) for key in sorted(keys_of(model), key=lambda key: not key.needed)]
    return "\n".join(["| key | what it is | for example |", "|---|---|---|", *rows]) + "\n"


def _row(key: Key) -> str:
    said = [key.about]
    if options := _options(key.kind):
        if not all(f"`{option}`" in key.about for option in options):
            said.append("One of " + ", ".join(f"`{option}`" for option in options) + ".")
        if key.otherwise:
            said.append(f"Without it, `{key.otherwise}`.")
    examples = " or ".join(f"`{example}`" for example in key.examples).replace("|", "\\|")
    name = f"`{key.name}` *needed*" if key.needed else f"`{key.name}`"
    return f"| {name} | {' '.join(said)} | {examples} |"


def _options(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return get_args(kind)
    return next((options for one in get_args(kind) if (options := _options(one))), ())


def rewritten(text: str) -> str:
    """A handbook with its tables made anew."""
    return PART.sub(lambda found: f"{found[1]}{table(getattr(models, found[2]))}{found[3]}", text)


if __name__ == "__main__":
    for book in BOOKS:
        book.write_text(rewritten(book.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
