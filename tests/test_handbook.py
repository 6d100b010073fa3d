"""The handbooks are true: their tables are those of the models, and the tutorial's files do what it says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import models
from tests.handbook import BOOKS, PART, rewritten


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.parent.name)
def test_the_tables_of_keys_are_those_of_the_models(book: Path) -> None:
    text = book.read_text(encoding="utf-8")
    assert text == rewritten(text), "run `python -m tests.handbook`"


def test_every_model_that_people_write_has_its_table() -> None:
    there = {name for book in BOOKS for _, name, _ in PART.findall(book.read_text(encoding="utf-8"))}
    written_by_people = {name for name in models.__all__ if hasattr(getattr(models, name), "__dataclass_fields__")}
    assert written_by_people - there == {"Index", "IndexedParagraph", "Bibliography"}
