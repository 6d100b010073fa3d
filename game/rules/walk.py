"""Where things stand: every text, condition and citation of a pack with its place, in the order of the files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from game.content.models import Cite, Dossier, DossierId, FactId, PassageId, Scene
from game.content.pack import Pack
from game.content.prose import cited
from game.content.tree import Place, ScalarNode, SequenceNode
from game.diagnostics.diagnostic import Label
from game.diagnostics.source import Span

CITATION = re.compile(r"\[@[A-Za-z0-9_-]+(?:\s*[;,]\s*@[A-Za-z0-9_-]+)*\s*\]")
"""A citation as it should be written; what is written otherwise has a rule of its own and is no citation elsewhere."""


class Said(NamedTuple):
    """A text with its place: `now` where the student reads it in the middle of things, `passage` where it has one."""

    text: str
    at: Place
    passage: PassageId | None = None
    now: bool = False


class Citation(NamedTuple):
    """A fact that a text cites, and the citation's own place."""

    fact: FactId
    label: Label


class Asked(NamedTuple):
    """A condition with its place."""

    text: str
    at: Place


def texts(scene: Scene) -> Iterator[Said]:
    """Every text of a scene in which a citation can stand."""
    at = scene.at
    if scene.role is not None:
        yield Said(scene.role.text, scene.role.at.of("text"))
    yield Said(scene.question, at.of("question"))
    yield Said(scene.summary, at.of("summary"))
    for name, passage in scene.passages.items():
        here = passage.at
        if isinstance(passage.text, str):
            yield Said(passage.text, here.of("text"), name, True)
        else:
            for block in passage.text:
                yield Said(block.text or "", block.at.of("text"), name, True)
                yield Said(block.document or "", block.at.of("document"), name, True)
        for choice in passage.choices:
            yield Said(choice.text, choice.at.of("text"), name, True)
            yield Said(choice.did, choice.at.of("did"), name, True)
            yield Said(choice.locked or "", choice.at.of("locked"), name, True)
        yield Said(passage.record or "", here.of("record"), name)
    for part in scene.record:
        yield Said(part.text or "", part.at.of("text"))
        yield Said(part.unknown or "", part.at.of("unknown"))
    for question in scene.debrief:
        yield Said(question.ask, question.at.of("ask"))
        yield Said(question.draws_on, question.at.of("draws_on"))


def conditions(scene: Scene) -> Iterator[Asked]:
    """Every condition of a scene that decides what is shown or open."""
    for passage in scene.passages.values():
        if not isinstance(passage.text, str):
            for block in passage.text:
                if block.if_ is not None:
                    yield Asked(block.if_, block.at.of("if"))
        for choice in passage.choices:
            if choice.if_ is not None:
                yield Asked(choice.if_, choice.at.of("if"))
    for part in scene.record:
        if part.if_ is not None:
            yield Asked(part.if_, part.at.of("if"))


def citations(said: Said) -> Iterator[Citation]:
    """The facts that a text cites, in order and with repeats."""
    if "@" not in said.text:
        return
    seen: Counter[str] = Counter()
    for fact in (fact for group in CITATION.findall(said.text) for fact in cited(group)):
        span = place_of(said.at, f"@{fact}", seen[fact], whole_word=True)
        seen[fact] += 1
        yield Citation(FactId(fact), said.at.label(span))


def place_of(at: Place, words: str, nth: int = 0, whole_word: bool = False) -> Span:
    """Where `words` of a text stand as written: a text may be folded or escaped, so shorter beginnings are tried."""
    start, end = at.node.start_mark.index, at.node.end_mark.index
    raw = at.file.text
    line = words.split("\n", maxsplit=1)[0].strip()
    beginning = " ".join(line.split()[:3])
    for sought in dict.fromkeys((line, beginning)):
        pattern = re.escape(sought) + (r"(?![A-Za-z0-9_-])" if whole_word else "")
        found = list(islice(re.compile(pattern).finditer(raw, start, end), nth + 1)) if sought else []
        if len(found) > nth:
            return at.file.span(found[nth].start(), found[nth].end())
    return at.span


def dossiers_with(pack: Pack, kind: str, name: str) -> list[DossierId]:
    """The dossiers that have `name` among their `kind` (facts, people, figures)."""
    return [id_ for id_, dossier in pack.dossiers.items() if name in getattr(dossier, kind)]


def cites(dossier: Dossier) -> Iterator[tuple[str, str, Cite]]:
    """Every citation of a dossier with what it stands under: `fact`, `person` or `figure`, and its name."""
    for fact, one in dossier.facts.items():
        yield "fact", fact, one.cite
    for person, someone in dossier.people.items():
        yield "person", person, someone.cite
    for figure, drawn in dossier.figures.items():
        yield "figure", figure, drawn.cite


def written(at: Place, key: str) -> bool:
    """Whether `key` stands in the lines at `at`."""
    return at.of(key) is not at


def empty_list(at: Place) -> bool:
    """Whether a list without anything was written here, and not something wrong that was read as nothing."""
    return isinstance(at.node, SequenceNode) and not at.node.value


def whole(at: Place) -> bool:
    """Whether a whole number was written here, and not something wrong that was read as one."""
    node = at.node
    return isinstance(node, ScalarNode) and str(node.value).lstrip("+-").isdigit()


def said(at: Place) -> bool:
    """Whether a text was written here, be it an empty one in quotes, and not nothing at all."""
    node = at.node
    return isinstance(node, ScalarNode) and bool(node.value or node.style)
