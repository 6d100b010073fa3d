"""Helpers of the tests of evidence: an invented book, models read from YAML, and the path of the real source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from party_card.content.decode import DecodeContext, decode_model
from party_card.content.models import Cite, Dossier, DossierId, Fact, FactId, Index, Prose, Source, SourceId
from party_card.content.yaml_loader import compose_yaml
from party_card.diagnostics.source import SourceFile
from party_card.evidence.indexing import build_index
from tests import ROOT

LINE = SourceId("line")
M = TypeVar("M")

BOOK = """\
The night train to the coast left at 8:05 and carried 3,400 sacks of flour.21 Nobody counted them twice.22
“We counted them once,” said the guard, “and that was in 1932.”23 He had a stove, a lamp, and 25 candles.24
THE SIGNAL BOX
At the signal box—a well-kept hut with a red roof—two women kept the register.25 They wrote down 1,026,400 wagons.
Wait here, they said.
A LAMP FOR THE LINE
In the spring the lamp went out (nobody knew why).26 It took 27 days to mend it, at a cost of 4.28 marks.27 Then came 1933.28
The guard wrote: “I have seen the coast . . . and I would go again.”29
"""
"""An invented book: six paragraphs under two headings, nine notes, and many numbers that are none."""


def read(kind: type[M], text: str) -> M:
    """A model from YAML in which nothing is wrong."""
    file = SourceFile("test.yaml", text)
    node, problems = compose_yaml(file)
    assert node is not None and not problems, problems
    reading = DecodeContext(file)
    model = decode_model(kind, node, reading)
    assert not reading.diagnostics, reading.diagnostics
    return model


def index_of(text: str, source: str = LINE) -> Index:
    """The index that `build_index` makes of a text."""
    return read(Index, build_index(text, source))


def cite(p: int | tuple[int, ...] | None = None, n: int | tuple[int, ...] | None = None, source: str = LINE) -> Cite:
    """A citation."""
    return Cite(source=SourceId(source), p=p, n=n)


def dossier(**facts: tuple[str | tuple[str, ...], Cite]) -> Dossier:
    """A dossier of facts that quote: name = (quotation, citation)."""
    facts_by_id = {
        FactId(name): Fact(text=Prose("told in our words"), grade="documented", quote=quote, cite=source_cite)
        for name, (quote, source_cite) in facts.items()
    }
    return Dossier(dossier=DossierId("invented"), facts=facts_by_id)


def sources(path: Path) -> dict[str, Source]:
    """The records of a bibliography file, by id."""
    from party_card.content.models import Bibliography

    return {source.id: source for source in read(Bibliography, path.read_text(encoding="utf-8")).references}


def real_source() -> Path | None:
    """The text of the source, if available: named by PARTY_CARD_SOURCE, or next to the checkout."""
    if path := os.environ.get("PARTY_CARD_SOURCE"):
        return Path(path)
    return next(iter(sorted((ROOT.parent / "shared" / "source").glob("*.txt"))), None)
